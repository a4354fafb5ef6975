"""Pairs what an earlier reading found with what a later one finds, by the words that both hang on."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

Old = TypeVar("Old", bound=Hashable)
New = TypeVar("New", bound=Hashable)
Range = tuple[int, int]


def overlap(left: Sequence[Range], right: Sequence[Range]) -> float:
    """How much two sets of stretches share, from 0 to 1 (shared characters by all characters)."""
    shared = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in left for b in right)
    every = sum(end - start for start, end in (*left, *right)) - shared
    return shared / every if every > 0 else 0.0


def one_to_one(scored: Iterable[tuple[float, Old, New]]) -> dict[New, Old]:
    """The pairs that belong together, the best first, each side once; the earlier of equals wins."""
    pairs: dict[New, Old] = {}
    used: set[Old] = set()
    for _score, old, new in sorted(scored, key=lambda pair: -pair[0]):
        if old not in used and new not in pairs:
            used.add(old)
            pairs[new] = old
    return pairs
