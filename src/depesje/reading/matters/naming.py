"""Matters told of by a noun: "en liste med krav", "kravet om at …", "et tilbud om samtaler"."""

from __future__ import annotations

from depesje.reading.complements import beside, marks
from depesje.reading.matters import conditions, raising, telling
from depesje.reading.matters.table import Raised, Table, unique
from depesje.records import MatterKind

_CLIMB = 3
_CLAUSAL = frozenset({"nmod", "acl", "advcl", "obl", "ccomp", "xcomp"})


def find(table: Table) -> list[Raised]:
    """The matters that nouns tell of where no statement does, in their order."""
    found = (_by_noun(table, i) for i in range(len(table.parse)) if _is_noun(table, i))
    return [m for m in found if m is not None]


def _is_noun(table: Table, i: int) -> bool:
    return table.parse.pos[i] == "NOUN" and i not in table.cue_tokens


def _by_noun(table: Table, i: int) -> Raised | None:
    noun = table.words.noun(table.parse.lower[i])
    if noun is None or noun.raises is None:
        return None
    verb, top = _raiser(table, i)
    if verb is not None and not telling.told(table, verb):
        return None
    content = _content(table, i)
    by = table.owner(i)
    to = _phrases(table, i, table.words.lists.receivers)
    if verb is not None and not by and table.parse.lemma[verb] not in table.words.lists.receiving:
        by = table.agent(verb) or _named_before(table, verb, i)
    if verb is not None and table.parse.lemma[verb] in table.words.lists.receiving:
        by, to = by or _giver(table, i), to + table.agent(verb)
    elif verb is not None:
        to += _given(table, verb, top)
    to = [one for one in to if not table.same_side([one], by)]
    if content is None:
        if not by:
            return None
        first, last = table.clause(i)
        span = table.span(first, last)
        again = verb is not None and table.parse.lemma[verb] in table.words.lists.repeating
        source = "noun" if verb is not None and by and (again or not _definite(table, i)) else "mention"
        if source == "noun":
            to = raising.receivers(table, noun.raises, to, by, range(i, last), None)
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
    for c in (*parse.dependents(i), *beside(parse, i)):
        if c < i or parse.rel[c] not in _CLAUSAL:
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
        if parse.rel[top] in {"obj", "obl"} and parse.pos[up] == "VERB":
            lists = table.words.lists
            if parse.rel[top] == "obl" and table.opening(top) in lists.receivers:
                return None, top  # "stiller seg avvisende til kravet"
            replied = (c for c in parse.children(up, "obj") if c != top)
            if any(table.words.replies.begin(parse.lower[c]) for c in replied):
                return None, top  # "ga Serbia avslag på kravet"
            return (up, top) if parse.lemma[up] in lists.raising | lists.receiving else (None, top)
        if parse.rel[top] not in {"nmod", "conj"} or up == top or table.words.replies.begin(parse.lower[up]):
            break  # "fikk avslag på kravet": not the demand was got.
        top = up
    return None, top


def _giver(table: Table, i: int) -> list[str]:
    """Whom a matter comes from that somebody gets: "et tilbud om lettelser fra USA"."""
    for c in table.parse.subtree(i):
        if table.opening(c) in table.words.lists.givers and (found := table.who(c)):
            return found
    return []


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
        if not opening and table.parse.rel[c] != "obl" or opening in table.words.lists.receivers:
            out += table.who(c)
    return out


def _phrases(table: Table, i: int, prepositions: frozenset[str]) -> list[str]:
    return [
        one
        for c in table.parse.children(i, "nmod", "obl")
        if c > i and table.opening(c) in prepositions
        for one in table.who(c)
    ]
