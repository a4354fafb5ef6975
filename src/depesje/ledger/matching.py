"""Pairs what an earlier reading found with what a later one finds, by the words that both hang on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

Old = TypeVar("Old", bound=Hashable)
New = TypeVar("New", bound=Hashable)
Range = tuple[int, int]
_BLOCK = 256  # characters


def overlap(left: Sequence[Range], right: Sequence[Range]) -> float:
    """How much two sets of stretches share, from 0 to 1 (shared characters by all characters)."""
    shared = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in left for b in right)
    every = sum(end - start for start, end in (*left, *right)) - shared
    return shared / every if every > 0 else 0.0


class Placed(Generic[New]):
    """Things by the stretches of a text that they stand on, each with its place in their order.

    Which of them may share a character with others is told at a cost that does not grow with the text.
    """

    def __init__(self, things: Iterable[tuple[New, Iterable[Range]]]) -> None:
        self._things: list[New] = []
        self._in: dict[int, set[int]] = defaultdict(set)
        for number, (thing, ranges) in enumerate(things):
            self._things.append(thing)
            for block in _blocks(ranges):
                self._in[block].add(number)

    def near(self, ranges: Iterable[Range]) -> list[New]:
        """All things that share a character with these stretches, in their order, and some that only stand close by."""
        found = set().union(*(self._in.get(block, ()) for block in _blocks(ranges)))
        return [self._things[number] for number in sorted(found)]


def _blocks(ranges: Iterable[Range]) -> Iterator[int]:
    for start, end in ranges:
        yield from range(start // _BLOCK, end // _BLOCK + 1)


def one_to_one(scored: Iterable[tuple[float, Old, New]]) -> dict[New, Old]:
    """The pairs that belong together, the best first, each side once; the earlier of equals wins."""
    pairs: dict[New, Old] = {}
    used: set[Old] = set()
    for _score, old, new in sorted(scored, key=lambda pair: -pair[0]):
        if old not in used and new not in pairs:
            used.add(old)
            pairs[new] = old
    return pairs
