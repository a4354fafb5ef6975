"""The index: one figure a day from the acts of that day and from what was read about it. No ledger is needed here.

For a day, with N the number of independent sources that were read for it:

    tension = 1/N · Σ  -min(score, 0) · modality · log2(1 + sources) · share
    easing  = 1/N · Σ   max(score, 0) · modality · log2(1 + sources) · share

over the acts of the day: ``score`` is PLOVER's, ``modality`` how far the act is from being done (``WEIGHTS``), ``sources``
the number of independent sources that tell of it, ``share`` the part of the act that falls on the day (an act that is
known to within ten days counts for a tenth on each). The sources of a day are those published on it and those that
tell of an act on it, whenever they did.

So a copy of a wire story changes nothing (it is no other source), and a report that tells of nothing hostile raises no
tension (it adds to N alone). The interval is a percentile bootstrap over the day's sources.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum, log2

import numpy as np

from depesje.records import Modality
from depesje.tension.scores import score

# How much an act weighs by how surely it is one: half where it is announced, little where it is thought of, demanded or
# tied to a condition, nothing where it is denied. Our own choice; the order is what matters (docs/tension.md).
WEIGHTS: Mapping[Modality, float] = {
    "actual": 1.0,
    "future": 0.5,
    "conditional": 0.25,
    "possible": 0.25,
    "demanded": 0.25,
    "negated": 0.0,
}
VAGUEST = 31  # days over which an act is spread at most; one that is known less exactly has no day
EXACT = 7  # days; an act that is known less exactly makes no day worth a point by itself
DRAWS = 1000  # of the bootstrap
INTERVAL = (5.0, 95.0)  # its percentiles
Source = str
Side = frozenset[str]


@dataclass(frozen=True, slots=True)
class Act:
    """One event, however many reports tell of it. ``actors`` and ``recipients`` are the codes of its two sides."""

    id: str
    type: str
    mode: str | None
    modality: Modality
    earliest: date
    latest: date
    actors: Side
    recipients: Side
    sources: frozenset[Source]

    @property
    def weight(self) -> float:
        """What the act weighs on all its days together, told by one source; above zero where it is hostile."""
        return -score(self.type, self.mode) * WEIGHTS[self.modality]

    @property
    def days(self) -> int:
        """Within how many days the act is known to lie."""
        return (self.latest - self.earliest).days + 1

    def is_between(self, one: str, other: str) -> bool:
        """Whether one of these parties did it to, with or about the other."""
        return (one in self.actors and other in self.recipients) or (
            other in self.actors and one in self.recipients
        )


Part = tuple[Act, float]  # an act, and what it weighs on one of its days, told by one source


@dataclass(frozen=True, slots=True)
class Share:
    """What an act adds to a day's figures: to tension where above zero, to easing where below."""

    act: str
    value: float


@dataclass(frozen=True, slots=True)
class Point:
    """One day: the figures, the interval of the tension, how many independent sources were read, and what it rests on."""

    day: date
    tension: float
    low: float
    high: float
    easing: float
    read: int
    shares: tuple[Share, ...]


def index(
    acts: Iterable[Act],
    read: Mapping[date, frozenset[Source]],
    pair: tuple[str, str] | None = None,
    since: date | None = None,
    until: date | None = None,
) -> list[Point]:
    """A point for each day on which something was published or is told to have been done, oldest first.

    ``read`` names the independent sources published on each day; ``pair`` asks for the acts between two parties alone, which
    still are weighed against all that was read. The result depends on neither the order of the acts nor the clock.
    """
    by_day: dict[date, list[Part]] = defaultdict(list)
    for act in acts:
        if act.days <= VAGUEST and (weight := act.weight) and (pair is None or act.is_between(*pair)):
            part = (act, weight / act.days)
            for n in range(act.days):
                by_day[act.earliest + timedelta(n)].append(part)
    told = {day for day, of in by_day.items() if any(act.days <= EXACT for act, _ in of)}
    days = sorted(
        day for day in {*told, *read} if (since is None or day >= since) and (until is None or day <= until)
    )
    return [_point(day, by_day[day], read.get(day, frozenset())) for day in days]


def _point(day: date, parts: Iterable[Part], published: frozenset[Source]) -> Point:
    parts = sorted(parts, key=lambda part: part[0].id)
    sources = sorted(published.union(*(act.sources for act, _ in parts)))
    shares = [Share(act.id, weight * log2(1 + len(act.sources)) / len(sources)) for act, weight in parts]
    tension = fsum(share.value for share in shares if share.value > 0)
    low, high = _interval(day, parts, sources)
    return Point(
        day=day,
        tension=tension,
        low=min(low, tension),
        high=max(high, tension),
        easing=fsum(-share.value for share in shares if share.value < 0),
        read=len(sources),
        shares=tuple(sorted(shares, key=lambda share: (-abs(share.value), share.act))),
    )


def _interval(day: date, parts: Iterable[Part], sources: Sequence[Source]) -> tuple[float, float]:
    """The interval of a day's tension: where it would lie, had other sources of the same kind been read."""
    # The acts that the same sources tell of, together.
    hostile: dict[frozenset[Source], float] = defaultdict(float)
    for act, weight in parts:
        if weight > 0:
            hostile[act.sources] += weight
    if not hostile:
        return 0.0, 0.0
    place = {source: n for n, source in enumerate(sources)}
    drawn = _drawn(np.random.default_rng(day.toordinal()), len(sources))
    told = [[place[source] for source in sorted(group)] for group in hostile]
    often = drawn[:, [group[0] for group in told]]
    for n, group in enumerate(told):
        if len(group) > 1:
            often[:, n] = drawn[:, group].sum(axis=1)
    spread = np.log2(1 + often) @ np.array(list(hostile.values())) / len(sources)
    low, high = np.percentile(spread, INTERVAL)
    return float(low), float(high)


def _drawn(chance: np.random.Generator, number: int) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """How often each of so many sources comes, by draw, when as many are drawn and put back."""
    which = chance.integers(number, size=(DRAWS, number)) + number * np.arange(DRAWS)[:, np.newaxis]
    counts = np.bincount(which.ravel(), minlength=DRAWS * number)  # in a fifth of the time of a multinomial
    return counts.reshape(DRAWS, number)
