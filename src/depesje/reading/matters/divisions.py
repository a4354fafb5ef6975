"""Divisions inside a party: "uenigheter innad i Nato", "EU er splittet i synet på", "medlemslandene står mot hverandre"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from depesje.language.keeping import KEPT
from depesje.reading.matters.table import Table
from depesje.reading.phrases import noun_phrase, subject
from depesje.records import Division, Span

_MANY = frozenset({"alliance", "government", "body", "armed-group", "company"})  # Kinds with members.
_SHORTEST_PART = 3
_CLIMB = 3
_DENYING = frozenset({"deny", "reject"})
_VERBS = frozenset({"VERB", "AUX"})
_STOPS = frozenset({".", ";", ":", "?", "!", "–", ","})


def find(table: Table) -> list[Division]:
    """The divisions that a report tells of, in their order; one a party and topic."""
    out: dict[tuple[str, str], Division] = {}
    for first, last in table.parse.sentences:
        for found in _in_sentence(table, first, last):
            out.setdefault((found.within, found.about.text.lower() if found.about else ""), found)
    told = {d.within for d in out.values() if d.about is not None}
    return [d for d in out.values() if d.about is not None or d.within not in told]


def _in_sentence(table: Table, first: int, last: int) -> Iterator[Division]:
    words = table.words.division
    for i in range(first, last):
        word = table.parse.lower[i]
        if table.parse.pos[i] == "NOUN" and (_ends(words.nouns, word) or _ends(words.conflicts, word)):
            within = _party_of_noun(table, i, open_conflict=not _ends(words.nouns, word))
            if within is not None and not _unreal(table, i):
                yield _division(table, within, i, i, last)
        elif word in words.predicates:
            within = _party_of_predicate(table, i)
            if within is not None and not _unreal(table, i):
                yield _division(table, within, i, i, last)
        for _, at, _ in words.verbs.at(table.parse.lower, i, last) if words.verbs.begin(word) else ():
            within = _party_of_verb(table, i)
            if within is not None and not _unreal(table, i, negation=False):
                yield _division(table, within, i, at, last)


@lru_cache(KEPT)
def _ends(nouns: frozenset[str], word: str) -> bool:
    """Whether a word is one of these nouns or a compound that ends in one."""
    return word in nouns or any(
        word[cut:] in nouns for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART)
    )


# The party.


def _party_of_noun(table: Table, i: int, *, open_conflict: bool) -> str | None:
    """Inside whom a noun of disagreement tells of it: "innad i Nato", "mellom EU-landene", "Hamas' indre strid"."""
    parse, words = table.parse, table.words.division
    inner = any(parse.lower[k] in words.inner for k in parse.subtree(i))
    first, last = parse.sentences[parse.sent[i]]
    owner = table.owner(i)
    if owner and inner:
        return _one(table, owner)
    for k in range(i + 1, last):
        if parse.words[k] in _STOPS or parse.pos[k] in _VERBS:
            break
        opening = table.opening(k)
        if opening not in words.within and not (opening and inner):
            continue
        found = _collective(table, k)
        if found is None and (inner or not open_conflict) and opening not in words.between:
            found = _one(table, table.who(k))
        if found is not None:
            return found
    if not inner:
        return None
    before = [k for k in range(first, i) if table.opening(k) in words.within]
    above = next((party for k in before if (party := _collective(table, k)) is not None), None)
    suffers = parse.rel[i] in {"obj", "obl"}  # "Hamas sliter med indre splid".
    return above or (_party_of_predicate(table, parse.head[i]) if suffers else None)


def _party_of_predicate(table: Table, i: int) -> str | None:
    """The party in "EU er splittet", "medlemslandene er uenige"."""
    parse = table.parse
    found = subject(parse, i)
    if found is None and parse.head[i] != i and parse.pos[parse.head[i]] in _VERBS:
        found = subject(parse, parse.head[i])
    return _collective(table, found) if found is not None else None


def _party_of_verb(table: Table, i: int) -> str | None:
    """The party in "alliansen slår sprekker", "samholdet i Nato slår sprekker", "EU-landene står mot hverandre"."""
    parse = table.parse
    verb = i if parse.pos[i] in _VERBS else parse.head[i]
    found = subject(parse, verb)
    if found is None:
        return None
    if parse.lower[found] in table.words.division.unity:
        for c in parse.children(found, "nmod", "obl"):
            if table.opening(c) in table.words.division.within and (party := table.at(c)) is not None:
                return party
    return _collective(table, found)


def _collective(table: Table, head: int) -> str | None:
    """The party with members that a phrase names, or that the phrase's members belong to."""
    parse = table.parse
    if parse.child(head, "conj") is not None:
        return None  # "USA og Frankrike": two parties.
    found = table.at(head)
    if found is not None and table.actors[found].kind in _MANY:
        return found
    if parse.lower[head] not in table.words.division.members:
        return None
    for c in parse.children(head, "nmod"):
        if (named := table.at(c)) is not None and table.actors[named].kind in _MANY:
            return named
    return _named_before(table, head)


def _named_before(table: Table, head: int) -> str | None:
    """The alliance or body that the report last named."""
    for k in range(head - 1, -1, -1):
        member = table.cast.of.get(k)
        found = table.ids.get(id(member)) if member is not None else None
        if found is not None and table.actors[found].kind in {"alliance", "government"}:
            return found
    return None


def _one(table: Table, ids: list[str]) -> str | None:
    return ids[0] if len(ids) == 1 and table.actors[ids[0]].kind not in {"person", "media"} else None


def _unreal(table: Table, i: int, *, negation: bool = True) -> bool:
    """Whether a division is denied, feared or supposed: "ingen uenighet", "kan bli uenige"."""
    parse, grammar = table.parse, table.lexicon.grammar
    near = [
        i,
        parse.head[i],
        *parse.dependents(i),
        *parse.children(parse.head[i], "aux", "cop", "advmod", "expl"),
    ]
    if negation and any(parse.lower[k] in grammar.negations for k in near):
        return True
    if _denied(table, i):
        return True
    modals = grammar.hypothetical | table.lexicon.acts.future
    return any(parse.pos[k] == "AUX" and parse.lower[k] in modals for k in near)


def _denied(table: Table, i: int) -> bool:
    """Whether a verb of denying stands above: "har avvist at Nato er splittet"."""
    parse = table.parse
    for _ in range(_CLIMB):
        up = parse.head[i]
        if up == i:
            return False
        i = up
        entries = table.lexicon.verbs.get(parse.lower[i], ())
        if any(e.act in _DENYING and not e.particle for e in entries):
            return True
    return False


# Its words.


def _division(table: Table, within: str, i: int, at: int, last: int) -> Division:
    about = _topic(table, at, last)
    start, end = table.span(*table.clause(i))
    if table.parse.pos[i] == "NOUN":
        first, behind = noun_phrase(table.parse, i)
        start, end = table.span(first, max(behind, table.parse.right[i] + 1))
    if about is not None:
        end = about.end
    return Division(within, about, (Span(start, end, table.parse.text[start:end]),))


def _topic(table: Table, at: int, last: int) -> Span | None:
    """The words behind "om", "i synet på" and the like, to the end of the clause."""
    parse, words = table.parse, table.words.division
    for i in range(at, last):
        if parse.words[i] in _STOPS and i > at:
            return None
        for _, end, _ in sorted(words.topics.at(parse.lower, i, last, gap=0), key=lambda found: -found[1]):
            stop = next((k for k in range(end + 1, last) if parse.words[k] in _STOPS), last)
            asks = end + 1 < stop and parse.lower[end + 1] in words.questions
            if stop > end + 1 and (asks or parse.lower[end] not in words.within):
                begin, finish = table.span(end + 1, stop)
                return Span(begin, finish, parse.text[begin:finish])
    return None
