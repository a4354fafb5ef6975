"""Matters told of without a statement: "en liste med krav", "kravet om at …", "det ble krevd at …"."""

from __future__ import annotations

from depesje.language.lexicon import Cue
from depesje.reading.complements import complement, marks
from depesje.reading.matters import conditions, raising
from depesje.reading.matters.table import Raised, Table, unique
from depesje.reading.phrases import base, subject
from depesje.records import MatterKind

_KINDS: dict[str, MatterKind] = {
    "demand": "demand", "request": "request", "offer": "offer", "promise": "promise", "warn": "warning",
}  # fmt: skip
_CLIMB = 3
_CLAUSAL = frozenset({"nmod", "acl", "advcl", "obl", "ccomp", "xcomp"})


def find(table: Table) -> list[Raised]:
    """The matters that nouns and verbs tell of beside the statements, in their order."""
    taken = _cues(table)
    out: list[Raised] = []
    for i, word in enumerate(table.parse.lower):
        pos = table.parse.pos[i]
        if i in taken:
            continue
        found = None
        if pos == "NOUN":
            found = _by_noun(table, i)
        elif pos in {"VERB", "ADJ"} and word in table.lexicon.verbs:
            found = _by_verb(table, i)
        if found is not None:
            out.append(found)
    return out


def _cues(table: Table) -> set[int]:
    """The tokens of the statements' cues: what they attribute has been looked at."""
    return {i for s in table.statements if s.cue is not None for i in table.tokens(s.cue.start, s.cue.end)}


# Nouns.


def _by_noun(table: Table, i: int) -> Raised | None:
    noun = table.words.noun(table.parse.lower[i])
    if noun is None or noun.raises is None:
        return None
    verb, top = _raiser(table, i)
    if verb is not None and not _told(table, verb):
        return None
    content = _content(table, i)
    by = table.owner(i)
    to = _phrases(table, i, table.words.lists.receivers)
    if verb is not None and not by:
        by = table.agent(verb) or _named_before(table, verb, i)
    if verb is not None:
        to += _given(table, verb, top)
    to = [one for one in to if not table.same_side([one], by)]
    if content is None:
        if not by:
            return None
        first, last = table.clause(i) if verb is not None or by else (i, i + 1)
        span = table.span(first, last)
        source = "noun" if verb is not None and by and not _definite(table, i) else "mention"
        found = _matter(table, noun.raises, by, to, i, span, span, range(i, i + 1), source)
        found.bare, found.several = True, table.parse.has(i, "Number=Plur")
        return found
    gist = table.span(*content)
    start, _ = table.phrase(i)
    tokens = range(*content)
    if not by and not to:
        return _matter(table, noun.raises, [], [], i, (start, gist[1]), gist, tokens, "mention")
    to = raising.receivers(table, noun.raises, to, by, tokens, None)
    return _matter(table, noun.raises, by, to, i, (start, gist[1]), gist, tokens, "noun")


def _matter(
    table: Table, kind: MatterKind, by: list[str], to: list[str], i: int, span: tuple[int, int],
    gist: tuple[int, int], tokens: range, source: str,
) -> Raised:  # fmt: skip
    clause = conditions.find(table, tokens)
    return Raised(
        kind=kind, by=table.with_state(by), to=unique(to), spans=[span], gist=gist, anchor=i, stems=table.stems(tokens),
        source=source, condition=conditions.text(table, clause) if clause else None, noun=i,
    )  # fmt: skip


def _definite(table: Table, i: int) -> bool:
    return table.parse.has(i, "Definite=Def")


def _content(table: Table, i: int) -> tuple[int, int] | None:
    """The tokens of what a noun says is wanted or given: "krav om garantier", "løftet om at …", "tilbud om å …"."""
    parse, grammar = table.parse, table.lexicon.grammar
    for c in parse.dependents(i):
        if c < i or base(parse.dep[c]) not in _CLAUSAL:
            continue
        opening = marks(parse, c)
        if not opening or opening[0] < i:
            continue
        word = parse.lower[opening[0]]
        clausal = word in grammar.complementisers | grammar.infinitive and parse.pos[c] in {
            "VERB",
            "ADJ",
            "AUX",
        }
        if len(opening) > 1 and not clausal:
            clausal = parse.lower[opening[1]] in grammar.complementisers | grammar.infinitive
        if word not in table.words.lists.about and not clausal:
            continue
        first = opening[0] + (0 if word in grammar.infinitive else 1)
        while first < c and parse.lower[first] in grammar.complementisers:
            first += 1
        return first, parse.right[c] + 1
    return None


def _raiser(table: Table, i: int) -> tuple[int | None, int]:
    """The verb that puts the matter forward ("stilte krav", "gitt Nato en liste med krav"), and its object."""
    parse, top = table.parse, i
    for _ in range(_CLIMB):
        up = parse.head[top]
        if base(parse.dep[top]) in {"obj", "obl"} and parse.pos[up] == "VERB":
            return (up, top) if parse.lemma[up] in table.words.lists.raising else (None, top)
        if base(parse.dep[top]) not in {"nmod", "conj"} or up == top:
            break
        top = up
    return None, top


def _named_before(table: Table, verb: int, i: int) -> list[str]:
    """Who is named between a verb and the noun behind it ("gjentok Rjabkov kravet"), whatever the parser made of it."""
    for k in range(verb + 1, i):
        bare = k in table.cast.of and not table.opening(k) and "Case=Gen" not in table.parse.feats[k]
        if bare and (found := table.who(k)):
            return found
    return []


def _given(table: Table, verb: int, top: int) -> list[str]:
    out: list[str] = []
    for c in table.parse.children(verb, "iobj", "obj", "obl"):
        if c == top:
            continue
        opening = table.opening(c)
        if not opening and base(table.parse.dep[c]) != "obl" or opening in table.words.lists.receivers:
            out += table.who(c)
    return out


def _phrases(table: Table, i: int, prepositions: frozenset[str]) -> list[str]:
    return [
        one
        for c in table.parse.children(i, "nmod", "obl")
        if c > i and table.opening(c) in prepositions
        for one in table.who(c)
    ]


# Verbs.


def _by_verb(table: Table, i: int) -> Raised | None:
    if not _told(table, i):
        return None
    parse = table.parse
    for entry in table.lexicon.verbs[parse.lower[i]]:
        kind = _KINDS.get(entry.act)
        if kind is None or not entry.strong or entry.particle and not _has_particle(table, i, entry):
            continue
        found = complement(parse, table.lexicon.grammar, i, entry)
        if found is None or found.frame == "quote":
            continue
        kind = _KINDS.get(entry.act_in(found.frame), kind)
        by = _side(table, i)
        passive = "Voice=Pass" in parse.feats[i] or any("pass" in parse.dep[c] for c in parse.dependents(i))
        if not by and not (passive and found.frame == "clause"):
            continue
        start, end = found.spans[0][0], found.spans[-1][1]
        tokens = table.tokens(start, end)
        if not tokens or any(table.words.is_private(parse.lower[k]) for k in tokens):
            continue
        named = [one for h in found.addressees for one in table.who(h)]
        clause = conditions.find(table, tokens)
        begin = min(parse.start[i], start)
        return Raised(
            kind=kind, by=table.with_state(by),
            to=raising.receivers(table, kind, named or _told_to(table, i), by, tokens, clause),
            spans=[(begin, max(end, parse.end[i]))], gist=(start, end), anchor=i, stems=table.stems(tokens),
            source="verb", condition=conditions.text(table, clause) if clause else None,
        )  # fmt: skip
    return None


def _told(table: Table, i: int) -> bool:
    """Whether a verb tells that something was asked or promised: no wish, no condition, no "not"."""
    parse, grammar = table.parse, table.lexicon.grammar
    aux = [parse.lower[c] for c in parse.children(i, "aux")]
    if any(a in grammar.hypothetical or a in table.lexicon.acts.must for a in aux):
        return False
    if "VerbForm=Inf" in parse.feats[i] or "Mood=Imp" in parse.feats[i]:
        return False
    if "VerbForm=Part" in parse.feats[i] and not aux and base(parse.dep[i]) != "acl":
        return False
    if any(parse.lower[c] in grammar.negations for c in parse.dependents(i)):
        return False
    return not any(parse.lower[m] in grammar.conditional for m in marks(parse, i))


def _has_particle(table: Table, i: int, entry: Cue) -> bool:
    following = table.parse.lower[i + 1 : i + 8]
    return all(part in following for part in entry.particle)


def _side(table: Table, i: int) -> list[str]:
    """Who does what verb ``i`` tells; of "vi" in a quotation, the one quoted."""
    found = subject(table.parse, i)
    pronoun = table.lexicon.pronouns.get(table.parse.lower[found]) if found is not None else None
    if pronoun is not None and pronoun.person == 1:
        return []  # What a quotation tells of its own speaker is that statement's affair.
    return table.agent(i)


def _told_to(table: Table, i: int) -> list[str]:
    return [
        one
        for c in table.parse.children(i, "obj", "iobj", "obl")
        if not table.opening(c)
        and base(table.parse.dep[c]) != "obl"
        or table.opening(c) in table.words.lists.receivers
        for one in table.who(c)
    ]
