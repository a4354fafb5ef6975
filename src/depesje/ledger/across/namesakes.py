"""Which named actors of several reports are one: spellings of one name, names in part, names without a country; and who
held an office in a month.

All who may be one share a ``block``. ``ties`` looks at all of a block at once and at nothing else, so that neither the
order in which reports come nor the size of a ledger counts. Who cannot be told from two stays alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from depesje.language import gazetteer, namewords
from depesje.ledger.across.sides import rough
from depesje.ledger.names import name_key
from depesje.ledger.partition import Pair, partition

K = TypeVar("K")

_EQUAL = 0.95  # From which score on two names are one but for the spelling.
_SPELT = 0.95
_UNCODED = 0.9
_SHORTER = 0.85
_BODY = 0.8
_SURNAME = 0.75
_BARE = 0.6
_ATTESTED, _NEAR = 0.9, 0.7  # How sure it is who held an office in a month, and in one nearby.
_MONTHS = 6  # How long before or after he was seen in it somebody is taken to have held an office.
_BODIES = frozenset({"body", "government", "alliance", "state", "company", "media", "armed-group"})


@dataclass(frozen=True, slots=True)
class Named:
    """A named actor as reports give it.

    ``offices`` are those that it was seen in, by name; ``beside`` are digests of fuller names that reports tell it from.
    """

    number: int
    name: str
    kind: str
    code: str | None = None
    offices: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Spelt:
    """A person's name taken apart: first names and initials as they sound, the family name as spelt and as it sounds."""

    given: tuple[str, ...]
    family: str
    sound: str

    @property
    def full(self) -> int:
        """How many first names it has that are more than an initial."""
        return sum(len(one) > 1 for one in self.given)


@lru_cache(maxsize=50_000)
def spelt(name: str, code: str | None) -> Spelt:
    """The parts of a person's name; who counts under some countries has the family name first."""
    words, table = name_key(name).split() or [name], namewords.load()
    while len(words) > 1 and words[-1] in table.after:
        words.pop()
    at = 0 if code in table.family_first else len(words) - 1
    rest = [word for n, word in enumerate(words) if n != at and word not in table.particles]
    return Spelt(tuple(_given(word) for word in rest), _letters(words[at]), rough(words[at]))


@lru_cache(maxsize=50_000)
def _given(word: str) -> str:
    return _known_names().get(rough(word), rough(word))


@lru_cache(maxsize=1)
def _known_names() -> dict[str, str]:
    return {rough(word): rough(first) for word, first in namewords.load().same.items()}


def _letters(word: str) -> str:
    for other, letter in namewords.load().letters:
        word = word.replace(other, letter)
    return word


@lru_cache(maxsize=10_000)
def digest(name: str) -> str:
    """What tells one name, however it is spelt, from another without naming anybody."""
    parts = spelt(name, None)
    words = " ".join((*parts.given, parts.sound))
    return hashlib.sha256(words.encode("utf8", "surrogatepass")).hexdigest()[:16]


def is_partial(name: str, code: str | None) -> bool:
    """Whether a person's name is a family name alone."""
    return not spelt(name, code).full


def block(name: str, kind: str, code: str | None) -> str | None:
    """What all who may be one with this actor share with it; None where nobody may be."""
    if kind == "person":
        return f"person {spelt(name, code).sound}"
    return f"{kind} {name_key(name)}" if kind in _BODIES else None


def ties(nodes: Iterable[Named], same: Collection[Pair] = ()) -> dict[Pair, float]:
    """Which of the actors of one block are one, and how surely; ``same`` are pairs of which a person has said so."""
    ordered = sorted(nodes, key=_order)
    groups = _Groups(ordered, same)
    found: dict[Pair, float] = {}
    for n, one in enumerate(ordered):
        near: dict[int, tuple[float, int, Named]] = {}
        # Whom a person has put somewhere stays there.
        for m, other in enumerate(() if groups.has(one) else ordered[:n]):
            score = likeness(other, one)
            root = groups.of(other)
            if score and groups.takes(root, one):
                near[root] = max(near.get(root, (0.0, 0, other)), (score, -m, other), key=lambda it: it[:2])
        chosen = _only(one, near, groups)
        if chosen is not None:
            score, _, other = near[chosen]
            found[min(one.number, other.number), max(one.number, other.number)] = score
            groups.join(one, other)
        groups.add(one)
    return found


def _only(one: Named, near: Mapping[int, tuple[float, int, Named]], groups: _Groups) -> int | None:
    """The one group of several that somebody can belong to: by the spelling, else by the office; None where that is open."""
    if one.kind == "person":
        # Whoever has a name at all goes before what else is a family name alone.
        near = {root: it for root, it in near.items() if groups.full(root)} or near
    if len(near) > 1 and not (one.kind == "person" and is_partial(one.name, one.code)):
        equal = [root for root, (score, _, _) in near.items() if score >= _EQUAL]
        near = {root: near[root] for root in equal} or near
    if len(near) > 1 and one.offices:
        near = {root: it for root, it in near.items() if groups.offices(root) & one.offices}
    return next(iter(near)) if len(near) == 1 else None


def _order(one: Named) -> tuple[object, ...]:
    parts = spelt(one.name, one.code) if one.kind == "person" else None
    names = (-parts.full, -len(parts.given)) if parts else (0, 0)
    return (
        *names, one.code is None, name_key(one.name), one.code or "", one.kind, sorted(one.offices), sorted(one.beside)
    )  # fmt: skip


class _Groups:
    """The groups so far, by the actors that have been looked at: of which codes and offices they are."""

    def __init__(self, nodes: Sequence[Named], same: Collection[Pair]) -> None:
        numbers = {one.number for one in nodes}
        said = partition({*numbers, *(n for pair in same for n in pair)}, (), same, ())
        self._above = {number: said[number] for number in said}
        self._members: dict[int, list[Named]] = {}

    def of(self, one: Named) -> int:
        number = one.number
        while self._above[number] != number:
            number = self._above[number]
        return number

    def has(self, one: Named) -> bool:
        return bool(self._members.get(self.of(one)))

    def add(self, one: Named) -> None:
        self._members.setdefault(self.of(one), []).append(one)

    def join(self, one: Named, other: Named) -> None:
        low, high = sorted((self.of(one), self.of(other)))
        self._above[high] = low
        self._members.setdefault(low, []).extend(self._members.pop(high, []))

    def full(self, root: int) -> bool:
        return any(not is_partial(one.name, one.code) for one in self._members[root])

    def offices(self, root: int) -> frozenset[str]:
        return frozenset().union(*(one.offices for one in self._members[root]))

    def takes(self, root: int, one: Named) -> bool:
        """Whether somebody can belong to a group by the countries and the names of all who do."""
        members = self._members[root]
        if one.beside & {digest(member.name) for member in members}:
            return False
        codes = {member.code for member in members if member.code}
        if one.code is None or not codes or one.code in codes:
            return True
        return _heads_body(one, codes)


def _heads_body(one: Named, codes: Collection[str]) -> bool:
    """Who leads an international body has a country, too: full names may count once as the one and once as the other."""
    if one.kind != "person" or is_partial(one.name, one.code):
        return False
    return one.code in _international() or _international() >= {*codes}


@lru_cache(maxsize=1)
def _international() -> frozenset[str]:
    known = gazetteer.load()
    every = (*known.single.values(), *(entry for some in known.longer.values() for _, entry in some))
    return frozenset(entry.code for entry in every if entry.kind == "alliance" and entry.code)


def likeness(fuller: Named, one: Named) -> float:
    """How much two named actors look like one by themselves, 0 to 1; the first has the fuller name."""
    if fuller.kind != one.kind:
        return 0.0
    if one.kind != "person":
        return (
            _UNCODED if fuller.code and not one.code and name_key(fuller.name) == name_key(one.name) else 0.0
        )
    mine, theirs = spelt(fuller.name, fuller.code or one.code), spelt(one.name, one.code or fuller.code)
    if not _one_family(mine, theirs, {fuller.code, one.code}) or not _agree(mine.given, theirs.given, one):
        return 0.0
    if fuller.code != one.code and fuller.code and one.code:
        return _BODY
    if len(mine.given) == len(theirs.given):
        return _SPELT if fuller.code == one.code else _UNCODED if mine.full else _BARE
    if theirs.full:
        return _SHORTER if fuller.code == one.code else _SURNAME
    return _SURNAME if fuller.code == one.code else _BARE


def _one_family(a: Spelt, b: Spelt, codes: Collection[str | None]) -> bool:
    """Whether two family names are one; only what comes from another alphabet is spelt now so, now so."""
    return a.family == b.family or a.sound == b.sound and bool(namewords.load().carried_over & {*codes})


def _agree(fuller: tuple[str, ...], given: tuple[str, ...], one: Named) -> bool:
    """Whether first names can be those of one person: some left out, or only their initials given."""
    if not given or not fuller:
        return True
    if len(given) > len(fuller):
        fuller, given = given, fuller
    if not _one_name(fuller[0], given[0]):
        # "Gahr Støre" of "Jonas Gahr Støre"; but "Christian Berg" is not said of Jens Christian Berg.
        part = len(given) < len(fuller) and fuller[-len(given) :] == given
        return part and gazetteer.load().forename(one.name) is None
    rest = iter(fuller[1:])
    return all(any(_one_name(there, name) for there in rest) for name in given[1:])


def _one_name(a: str, b: str) -> bool:
    return a == b or (1 in (len(a), len(b)) and a[0] == b[0])


def holder(month: str, seen: Mapping[K, Collection[str]]) -> tuple[K, float] | None:
    """Who held an office in a month (``2022-01``), of those who were ``seen`` in it by month; None where that is open."""
    then = [who for who, months in seen.items() if min(months) <= month <= max(months)]
    if then:
        return (then[0], _ATTESTED) if len(then) == 1 else None
    before = _nearest(seen, lambda months: max(months) if max(months) < month else None, last=True)
    after = _nearest(seen, lambda months: min(months) if min(months) > month else None, last=False)
    near = [who for whos, at in (before, after) for who in whos if abs(_count(at) - _count(month)) <= _MONTHS]
    beyond = {who for whos, _ in (before, after) for who in whos}
    return (near[0], _NEAR) if near and len(beyond) == 1 else None


def _nearest(
    seen: Mapping[K, Collection[str]], edge: Callable[[Collection[str]], str | None], *, last: bool
) -> tuple[list[K], str]:
    edges = {who: at for who, months in seen.items() if (at := edge(months)) is not None}
    if not edges:
        return [], ""
    at = max(edges.values()) if last else min(edges.values())
    return [who for who, one in edges.items() if one == at], at


def _count(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) if month else 0


def best_name(nodes: Iterable[Named]) -> Named:
    """By whom of those who are one all of them are called: the fullest name, without patronymics, in the richest letters."""
    return max(nodes, key=_richness)


def _richness(one: Named) -> tuple[object, ...]:
    if one.kind != "person":
        return one.code is not None, _lettered(one.name)
    parts = spelt(one.name, one.code)
    endings = namewords.load().patronymics
    extra = sum(word.endswith(endings) for word in name_key(one.name).split()[1:-1])
    return parts.full - 2 * extra, one.code is not None, len(parts.given), _lettered(one.name)


def richer(one: str, other: str) -> str:
    """Of two spellings that differ in case and accents alone the one to be shown."""
    return max(one, other, key=_lettered)


def _lettered(name: str) -> tuple[object, ...]:
    """Not in capitals, with its accents; then it is the same one each time that counts."""
    return (not name.isupper(), sum(not c.isascii() for c in name), [-ord(c) for c in name])
