"""Which records are tied: of two reports, those that are each other's best match.

A report tells of one thing once, so a record is tied to at most that record of another report which is most like it, and
only where it is most like that one, too. That depends on the two reports alone, whatever else a ledger holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

from depesje.ledger.partition import partition

T = TypeVar("T")
N = TypeVar("N")


def best(scores: Mapping[tuple[N, N], float], report: Callable[[N], str]) -> dict[tuple[N, N], float]:
    """Of scored pairs, those in which each is the best that the other's report has for it; all of one report's own."""
    most: dict[tuple[N, str], float] = {}
    for (a, b), value in scores.items():
        for one, other in ((a, b), (b, a)):
            key = (one, report(other))
            most[key] = max(most.get(key, 0.0), value)
    return {
        (a, b): value
        for (a, b), value in scores.items()
        if report(a) == report(b) or value >= most[a, report(b)] and value >= most[b, report(a)]
    }


def groups(
    items: Sequence[T], score: Callable[[T, T], float], same: float, report: Callable[[T], str]
) -> list[list[int]]:
    """The items, by their places, that hang together by best matches of at least ``same``; each once, in order."""
    scores = {
        (i, j): value
        for i, j in combinations(range(len(items)), 2)
        if (value := score(items[i], items[j])) >= same
    }
    return connected(len(items), best(scores, lambda n: report(items[n])))


def connected(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The numbers below ``count`` in groups that the pairs connect; the groups, and in each the numbers, in order."""
    led = partition(range(count), (), pairs, ())
    out: dict[int, list[int]] = {}
    for n in range(count):
        out.setdefault(led[n], []).append(n)
    return list(out.values())
