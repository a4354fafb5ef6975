"""Where something happened, as far as the words of its clause say: the English name of the place."""

from __future__ import annotations

from collections.abc import Iterator

from depesje.language import worldplaces
from depesje.reading.events.ground import Deed, Ground

_CLIMB = 4
_DEEP = 3
_FAR = 25  # Tokens from a word to the place where it happens.
_CLAUSE = frozenset({"obj", "iobj", "obl", "nmod", "nsubj", "conj", "xcomp", "appos", "advcl", "acl"})
_THERE = frozenset({"ASSAULT", "MOBILIZE", "RETREAT"})
SAID = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE"})
_LOCATED = frozenset({"LOC", "GPE_LOC", "GPE_ORG", "GPE"})


def of(ground: Ground, deed: Deed) -> str | None:
    """The English name of the place of an event, None where its clause names none."""
    found = around(ground, deed.head)
    if found is not None and deed.type in SAID and is_wide(found):
        return None  # What is said is said in a town: "krever ro i Europa".
    return found or _by_type(ground, deed)


def is_wide(name: str) -> bool:
    """Whether a place is a state, a region or a sea."""
    return name in worldplaces.load().wide


def around(ground: Ground, i: int) -> str | None:
    """The English name of the place that the clause of token ``i`` names; None where it names none."""
    for head in _heads(ground, i):
        for phrase in _phrases(ground, head):
            if abs(phrase - i) < _FAR and (name := _named(ground, phrase)) is not None:
                return name
    return None


def _heads(ground: Ground, i: int) -> Iterator[int]:
    """The trigger and what it hangs on within its clause."""
    parse = ground.parse
    yield i
    for _ in range(_CLIMB):
        if parse.rel[i] not in _CLAUSE or parse.head[i] == i:
            return
        if "VerbForm=Fin" in parse.feats[i] and parse.rel[i] != "conj":
            return
        i = parse.head[i]
        yield i


def _phrases(ground: Ground, head: int) -> Iterator[int]:
    for c in ground.parse.children(head, "obl", "nmod", "advmod"):
        if located(ground, c):
            yield c


def located(ground: Ground, i: int) -> bool:
    """Whether the phrase headed by ``i`` has a preposition that tells where."""
    return not _cases(ground, i).isdisjoint(ground.words.modal.place)


def _cases(ground: Ground, i: int) -> set[str]:
    parse = ground.parse
    return {parse.lower[c] for c in parse.dependents(i) if parse.rel[c] in {"case", "advmod"}}


def _named(ground: Ground, i: int, depth: int = 0) -> str | None:
    """The place that a phrase names itself or behind its noun: "på en pressekonferanse i Washington"."""
    name = place(ground, i)
    if name is not None:
        return name
    for c in _phrases(ground, i) if depth < _DEEP else ():
        if (name := _named(ground, c, depth + 1)) is not None:
            return name
    return None


def place(ground: Ground, i: int) -> str | None:
    """The English name of the place at token ``i``, as it is written where it is a town that no table has."""
    parse = ground.parse
    found = worldplaces.load().match(parse.words, i)
    if found is not None or not parse.words[i][:1].isupper():
        return found
    if i in ground.cast.of:
        return None
    for entity in parse.entities:
        if entity.first <= i < entity.last and entity.label in _LOCATED:
            return " ".join(parse.words[entity.first : entity.last])
    return None


def _by_type(ground: Ground, deed: Deed) -> str | None:
    """Where force is used, sent or taken from: the state that it meets; where a visit goes."""
    states = [m for m in deed.recipients if m.kind == "state"]
    if deed.type in _THERE and len(states) == 1 and len(deed.recipients) == 1:
        return states[0].name
    if deed.mode == "visit" and deed.sort == "verb":
        parse = ground.parse
        for c in parse.children(deed.head, "obj", "obl"):
            if c > deed.head and (name := place(ground, c)) is not None:
                return name
    return None
