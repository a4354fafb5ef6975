"""Accounts of an exchange side by side by what they are about: what each source says of the same thing is in one row.

Two pieces are of one thing by the same measure by which ``across.differing`` tells what only one source says, or where they
contradict. What hangs together through a third alone is not one row: the third then stands in both. What a source says alone
stands in the last row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from depesje.ledger.across.differing import SAME, Piece, shared
from depesje.ledger.rows import AccountPart, AccountsRow

Contrary = Literal["denied", "negated", "numbers"]
NEAR = (
    SAME / 2
)  # Share of roots in common below which two pieces are not of one thing, whatever third is like both.


@dataclass(frozen=True, slots=True)
class Words:
    """What one source is told to have said, and in which report; ``only`` where no other source says it."""

    words: str
    report: str
    title: str | None
    published: str | None
    only: bool


@dataclass(frozen=True, slots=True)
class Side:
    """What one source says of one thing; ``contrary`` are the ways in which it and another contradict."""

    said: tuple[Words, ...]
    contrary: tuple[Contrary, ...]


@dataclass(frozen=True, slots=True)
class Aligned:
    """The accounts as a table: a column for each of ``sources`` (None: a report's own voice), those with most in common
    with others first. ``topics`` are what several tell of, contradictions first; ``alone`` is what each says alone.
    """

    sources: tuple[str | None, ...]
    topics: tuple[tuple[Side, ...], ...]
    alone: tuple[Side, ...]


def align(told: AccountsRow) -> Aligned:
    """Put what sources say of one thing together."""
    places = [
        (source, part, words)
        for source, account in enumerate(told.accounts)
        for part in account.parts
        for words in dict.fromkeys(part.words)
    ]
    pieces = [Piece(str(source), words, part.language) for source, part, words in places]
    found = _contrary(told, places)
    against = {(min(a, b), max(a, b)) for a, b, _ in found}
    alike = {
        (n, k): likeness
        for n, one in enumerate(pieces)
        for k, other in enumerate(pieces[n + 1 :], n + 1)
        if one.source != other.source and (likeness := shared(one, other)) >= NEAR
    }
    ties = [
        *sorted(against),
        *sorted((pair for pair in alike if alike[pair] >= SAME), key=lambda pair: (-alike[pair], pair)),
    ]

    def may_meet(a: int, b: int) -> bool:
        pair = (min(a, b), max(a, b))
        return pieces[a].source == pieces[b].source or pair in alike or pair in against

    topics = grouped(dict.fromkeys(ties), against, may_meet)
    marks: dict[int, dict[Contrary, None]] = {}
    for a, b, kind in found:
        marks.setdefault(a, {})[kind] = None
        marks.setdefault(b, {})[kind] = None
    topics.sort(key=lambda group: (not any(n in marks for n in group), group))
    common = {n for group in topics for n in group}
    order = _order(len(told.accounts), [places[n][0] for n in common])

    def row(numbers: Sequence[int]) -> tuple[Side, ...]:
        return tuple(_side([n for n in numbers if places[n][0] == source], places, marks) for source in order)

    return Aligned(
        tuple(told.accounts[source].source for source in order),
        tuple(row(group) for group in topics),
        row([n for n in range(len(places)) if n not in common]),
    )


def grouped(
    ties: Iterable[tuple[int, int]],
    kept: set[tuple[int, int]],
    may_meet: Callable[[int, int], bool],
) -> list[list[int]]:
    """The groups that ties make, the surest tie first; only those are in one of which each pair ``may_meet``.

    What has a tie, and no group that would have it, gets one of its own with the other end of its surest tie; so does a
    tie that is to be ``kept`` and is in no group.
    """
    groups: list[set[int]] = []
    left = []
    for a, b in ties:
        one = next((group for group in groups if a in group), {a})
        other = next((group for group in groups if b in group), {b})
        if one is other:
            continue
        if not all(may_meet(n, k) for n in one for k in other):
            left.append((a, b))
            continue
        groups = [group for group in groups if group is not one and group is not other]
        groups.append(one | other)
    placed = set().union(*groups)
    for a, b in left:
        together = any({a, b} <= group for group in groups)
        if not together and ((a, b) in kept or not {a, b} <= placed):
            groups.append({a, b})
            placed |= {a, b}
    return [sorted(group) for group in groups]


def _contrary(
    told: AccountsRow, places: Sequence[tuple[int, AccountPart, str]]
) -> list[tuple[int, int, Contrary]]:
    """Where pieces contradict, by their places. The words that do may be a part of what is shown."""

    def place(name: str | None, words: str) -> int | None:
        own = [n for n, (source, _, _) in enumerate(places) if told.accounts[source].source == name]
        exact = (n for n in own if places[n][2] == words)
        return next(iter([*exact, *(n for n in own if words in places[n][2])]), None)

    found = ((place(d.source, d.words), place(d.other, d.other_words), d.kind) for d in told.differ)
    return [(a, b, kind) for a, b, kind in found if a is not None and b is not None]


def _order(sources: int, common: Sequence[int]) -> list[int]:
    return sorted(range(sources), key=lambda source: (-common.count(source), source))


def _side(
    numbers: Sequence[int],
    places: Sequence[tuple[int, AccountPart, str]],
    marks: dict[int, dict[Contrary, None]],
) -> Side:
    said = []
    for n in numbers:
        _, part, words = places[n]
        said.append(Words(words, part.report, part.title, part.published, words in part.only))
    return Side(tuple(said), tuple(dict.fromkeys(kind for n in numbers for kind in marks.get(n, ()))))
