"""The condition on which a warning, promise or demand hangs: "hvis …", "dersom …", "med mindre …", "angriper de, …"."""

from __future__ import annotations

from collections.abc import Sequence

from depesje.reading.matters.table import Table
from depesje.reading.phrases import subject

_STOPS = frozenset({",", ";", ":", "–", "—", ".", "!", "?", "»", "”"})
_VERBS = frozenset({"VERB", "AUX"})


def find(table: Table, tokens: Sequence[int]) -> tuple[int, int] | None:
    """The tokens (first, last exclusive) of the first condition among ``tokens``; None where there is none."""
    parse = table.parse
    if not tokens:
        return None
    first, last = tokens[0], tokens[-1] + 1
    openings, conditional = table.words.openings, table.lexicon.grammar.conditional
    for i in tokens:
        word = parse.lower[i]
        if word in conditional and parse.dep[i] == "mark":
            head = parse.head[i]
            if parse.rel[head] == "advcl" and not _asked(table, i, head):
                return i, _end(table, i, max(parse.right[head] + 1, i + 1), last)
        for _, at, _ in openings.at(parse.lower, i, last) if openings.begin(word) else ():
            return i, _end(table, i, _stop(table, at + 1, last), last)
        if _opens(table, i, first):
            end = _inverted(table, i, last)
            if end is not None:
                return i, end
    return None


def text(table: Table, clause: tuple[int, int]) -> str:
    """The words of a condition, on one line."""
    start, end = table.span(*clause)
    return " ".join(table.parse.text[start:end].split())


def party(table: Table, clause: tuple[int, int]) -> list[str]:
    """Who would fulfil the condition: the subject of its verb."""
    for i in range(*clause):
        if table.parse.pos[i] in _VERBS:
            verb = table.parse.head[i] if table.parse.rel[i] in {"aux", "cop"} else i
            found = subject(table.parse, verb)
            if found is not None and clause[0] <= found < clause[1] and "pass" not in table.parse.dep[found]:
                return table.who(found) or _belonging(table, found)
    return []


def _belonging(table: Table, head: int) -> list[str]:
    """Whose a thing is by an adjective or the first part of a compound: "en russisk styrke", "Nato-fly"."""
    gazetteer = table.cast.gazetteer
    for i in table.parse.subtree(head):
        word = table.parse.words[i]
        known = gazetteer.adjectives.get(word.lower())
        if known is None and "-" in word:
            known = gazetteer.single.get(word.split("-", 1)[0])
        if known is not None:
            return table.named(known.code)
    return []


def _asked(table: Table, mark: int, head: int) -> bool:
    """ "Om dette fører fram, vet jeg ikke", "stilling til om …", "som om …": no condition."""
    parse = table.parse
    if mark and (parse.pos[mark - 1] == "ADP" or parse.lower[mark - 1] in table.lexicon.grammar.as_words):
        return True
    above = parse.head[head]
    return above != head and parse.lemma[above] in table.words.lists.unsure


def _end(table: Table, i: int, end: int, last: int) -> int:
    return max(i + 1, min(end, last))


def _stop(table: Table, i: int, last: int) -> int:
    while i < last and table.parse.words[i] not in _STOPS:
        i += 1
    return i


def _opens(table: Table, i: int, first: int) -> bool:
    """Whether a finite verb stands first in its sentence or in what was said."""
    parse = table.parse
    if parse.pos[i] not in _VERBS or not {"VerbForm=Fin", "Mood=Imp"} & set(parse.feats[i].split("|")):
        return False
    start = parse.sentences[parse.sent[i]][0]
    return i == first or all(parse.pos[k] == "PUNCT" for k in range(start, i))


def _inverted(table: Table, i: int, last: int) -> int | None:
    """The end of "Setter en styrke foten over grensen, kommer svaret": a verb first, a comma, and a verb again."""
    parse = table.parse
    for k in range(i + 2, last - 1):
        if parse.words[k] in {".", "?", "!", ":"}:
            return None
        if parse.words[k] == ",":
            follows = parse.pos[k + 1] in _VERBS and parse.has(k + 1, "VerbForm=Fin")
            ordered = (
                "Mood=Imp" in parse.feats[i]
            )  # "Vis oss det, så tror vi det" orders; "Skjer det, vil …" does not.
            goes_on = parse.lower[k + 1] in table.words.lists.consequence and not ordered
            return k if follows or goes_on else None
    return None
