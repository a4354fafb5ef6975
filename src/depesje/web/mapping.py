"""The crisis as a metro map: which actors are lines, which meetings are stations, and where they are drawn.

Numbers and names alone, no page. The result depends on what is given, not on its order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby

LEFT, TOP, ROW = 190.0, 44.0, 34.0  # of the map, in its own units
NARROW, BROAD, SHARED = (
    30.0,
    100.0,
    900.0,
)  # a column at least and at most, and what all have to share between these
LABEL = 92.0  # room for a date


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where actors meet: an exchange, or an event that one does to another. ``weight`` is in how many reports.

    ``when`` is nothing where no report dates it; ``day`` is then that on which it is told.
    """

    id: str
    kind: str  # the channel of an exchange, the type of an event
    exchange: bool
    day: str
    when: str
    parties: tuple[str, ...]
    weight: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Station:
    """Meetings of the same lines on one day, the one that most tell of first. ``marks`` are its places, one a line."""

    meetings: tuple[Meeting, ...]
    x: float
    marks: tuple[float, ...]

    @property
    def first(self) -> Meeting:
        """The one that it stands for."""
        return self.meetings[0]


@dataclass(frozen=True, slots=True)
class Line:
    """One actor's line, from its first station to its last; ``number`` tells lines apart."""

    name: str
    number: int
    y: float
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class Map:
    """All that is drawn, and how many actors and stations there was no room for."""

    lines: tuple[Line, ...]
    stations: tuple[Station, ...]
    ticks: tuple[tuple[float, str], ...]
    width: float
    height: float
    actors_left: int
    stations_left: int


def lay_out(meetings: Iterable[Meeting], lines: int, stations: int) -> Map:
    """The map of at most so many lines, those of actors that meet most, and so many stations, those that most tell of."""
    all_of_them = sorted(
        (one for one in meetings if len(set(one.parties)) > 1), key=lambda one: (one.day, one.id)
    )
    often = Counter(name for one in all_of_them for name in set(one.parties))
    named = sorted(often, key=lambda name: (-often[name], name))
    shown = _chosen(all_of_them, named, lines)
    places = _places(all_of_them, shown)
    kept = sorted(places, key=lambda one: (-sum(m.weight for m in one[1]), one[1][0].day, one[1][0].id))[
        :stations
    ]
    kept.sort(key=lambda one: (one[1][0].day, one[0]))
    met = {name for names, _ in kept for name in names}
    order = _ordered([name for name in shown if name in met], [names for names, _ in kept])
    column = max(NARROW, min(BROAD, SHARED / max(1, len(kept))))
    height = {name: TOP + ROW * (n + 0.5) for n, name in enumerate(order)}
    drawn = tuple(
        Station(
            tuple(own), round(LEFT + column * (n + 0.5), 1), tuple(sorted(height[name] for name in names))
        )
        for n, (names, own) in enumerate(kept)
    )
    return Map(
        tuple(_line(name, order, height[name], drawn) for name in order),
        drawn,
        tuple(_ticks(drawn)),
        round(LEFT + column * max(1, len(drawn)) + LABEL, 1),
        round(TOP + ROW * max(1, len(order)) + 8, 1),
        len(named) - len(order),
        len(places) - len(kept),
    )


def _chosen(meetings: Sequence[Meeting], named: Sequence[str], most: int) -> list[str]:
    """Those who meet each other most: each one more is who meets those before it most often."""
    chosen = list(named[:1])
    while len(chosen) < min(most, len(named)):
        with_them: Counter[str] = Counter()
        for one in meetings:
            if any(name in chosen for name in one.parties):
                with_them.update(name for name in set(one.parties) if name not in chosen)
        rest = [name for name in named if name not in chosen]
        chosen.append(min(rest, key=lambda name: (-with_them[name], named.index(name))))
    return chosen


def _places(meetings: Sequence[Meeting], shown: Sequence[str]) -> list[tuple[tuple[str, ...], list[Meeting]]]:
    """The stations: what the same lines meet in on one day."""

    def place(one: Meeting) -> tuple[str, tuple[str, ...]]:
        return one.day, tuple(sorted(set(one.parties) & set(shown)))

    together = [one for one in meetings if len(place(one)[1]) > 1]
    return [
        (key[1], sorted(own, key=lambda one: (-one.weight, not one.exchange, one.id)))
        for key, own in groupby(sorted(together, key=place), key=place)
    ]


def _ordered(names: Sequence[str], met: Sequence[Sequence[str]]) -> list[str]:
    """Lines in an order in which those that meet often are near each other."""
    tied = Counter(pair for one in met for pair in combinations(sorted(one), 2))
    order: list[str] = []
    for name in names:
        tries = [[*order[:n], name, *order[n:]] for n in range(len(order) + 1)]
        order = min(tries, key=lambda tried: (_length(tried, tied), tried))
    return order


def _length(order: Sequence[str], tied: Counter[tuple[str, str]]) -> int:
    at = {name: n for n, name in enumerate(order)}
    return sum(abs(at[a] - at[b]) * n for (a, b), n in tied.items() if a in at and b in at)


def _line(name: str, order: Sequence[str], y: float, stations: Sequence[Station]) -> Line:
    own = [one.x for one in stations if y in one.marks]
    return Line(name, order.index(name), y, min(own) - 12, max(own) + 12)


def _ticks(stations: Sequence[Station]) -> Iterator[tuple[float, str]]:
    """The dates of stations, as many as have room; none is told twice."""
    free, told = 0.0, ""
    for one in stations:
        if one.x >= free and one.first.day != told:
            yield one.x, one.first.when or one.first.day
            free, told = one.x + LABEL, one.first.day
