"""Where things stand in a chart: days along an axis, and bars packed so that none hides another. Numbers alone, no page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis: where, and the date (EDTF) that it is called by."""

    x: float
    date: str


@dataclass(frozen=True, slots=True)
class Axis:
    """Days from ``first`` to and with ``last`` between two places of a chart."""

    first: date
    last: date
    left: float
    right: float

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def x(self, day: date) -> float:
        """Where a day begins; what lies outside is put at the edge."""
        return self._at((day - self.first).days)

    def _at(self, number: int) -> float:
        share = number / self.days
        return round(self.left + (self.right - self.left) * min(1.0, max(0.0, share)), 1)

    def span(self, first: date, last: date, least: float = 9.0) -> tuple[float, float]:
        """Where a time from one day to and with another begins, and how wide it is: never less than can be seen."""
        x, end = self.x(first), self._at((last - self.first).days + 1)
        width = max(least, end - x)
        return min(x, self.right - width), round(width, 1)

    def ticks(self, most: int = 9, room: float = 60.0) -> list[Tick]:
        """Marks at days, firsts of months or of years, however many fit, each with room for its date."""
        return [tick for tick in self._ticks(most) if tick.x <= self.right - room]

    def _ticks(self, most: int) -> list[Tick]:
        for step in (1, 2, 7, 14):
            if self.days / step <= most:
                days = range(0, self.days, step)
                return [Tick(self.x(day), day.isoformat()) for n in days if (day := self._day(n))]
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        for step in (1, 3, 6, 12, 24, 60, 120):
            if months / step <= most:
                break
        found = []
        for n in range(self.first.year * 12, self.last.year * 12 + 12, step):
            day = date(n // 12, n % 12 + 1, 1)
            if self.first <= day <= self.last:
                found.append(Tick(self.x(day), day.isoformat()[: 4 if step >= 12 else 7]))
        return found

    def _day(self, number: int) -> date:
        return self.first + timedelta(days=number)


def packed(spans: Sequence[tuple[float, float]], most: int, gap: float = 2.0) -> list[int]:
    """For each bar (place and width, in order of place) the row in which it hides none; at most so many rows."""
    ends: list[float] = []
    rows = []
    for x, width in spans:
        free = next((n for n, end in enumerate(ends) if end + gap <= x), None)
        if free is None:
            if len(ends) < most:
                ends.append(0.0)
                free = len(ends) - 1
            else:
                free = min(range(most), key=lambda n: ends[n])
        ends[free] = x + width
        rows.append(free)
    return rows
