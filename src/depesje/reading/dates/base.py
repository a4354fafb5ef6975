"""The day from which relative dates are counted, as exactly as it is known, and the arithmetic on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from depesje import edtf
from depesje.edtf import Date

_WHOLE = 15  # So many days from a date that is only known by the month stay that month.


@dataclass(frozen=True, slots=True)
class Base:
    """What a relative date is counted from: the days it may be, and how it is written."""

    when: Date
    first: date
    last: date

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.first == self.last

    @property
    def year(self) -> int | None:
        """The year, where there is but one."""
        return self.first.year if self.first.year == self.last.year else None

    @property
    def month(self) -> int | None:
        """The month, where there is but one."""
        return (
            self.first.month
            if (self.first.year, self.first.month) == (self.last.year, self.last.month)
            else None
        )


def of(when: Date | None) -> Base | None:
    """A date as base; None where one of its ends is open."""
    if when is None or when.earliest is None or when.latest is None or when.earliest < "0001":
        return None
    return Base(when, date.fromisoformat(when.earliest), date.fromisoformat(when.latest))


def days_from(base: Base, n: int) -> Date | None:
    """The day ``n`` days from the base; where the base is no day, as exact as that allows."""
    first, last = _moved(base.first, n), _moved(base.last, n)
    if first is None or last is None:
        return None
    if base.exact:
        return edtf.of_day(first)
    if abs(n) < _WHOLE:
        return base.when
    return covering(first, last)


def week_from(base: Base, n: int, first: int = 0, length: int = 7) -> Date | None:
    """The days ``first`` (Monday is 0) and on of the week ``n`` weeks from the base's."""
    if not base.exact:
        return days_from(base, 7 * n)
    start = _moved(base.first, 7 * n + first - base.first.weekday())
    end = _moved(start, length - 1) if start else None
    return edtf.of_days(start, end) if start and end else None


def months_from(base: Base, n: int) -> Date | None:
    """The month ``n`` months from the base's."""
    low, high = _month(base.first, n), _month(base.last, n)
    if low is None or high is None:
        return None
    return low if low == high else edtf.between(low, high)


def years_from(base: Base, n: int) -> Date | None:
    """The year ``n`` years from the base's."""
    low, high = base.first.year + n, base.last.year + n
    if not 1 <= low <= high <= 9999:
        return None
    return edtf.between(edtf.of_year(low), edtf.of_year(high))


def covering(first: date, last: date) -> Date | None:
    """The month or months that hold these days."""
    low, high = edtf.of_month(first.year, first.month), edtf.of_month(last.year, last.month)
    return low if low == high else edtf.between(low, high)


def ago(base: Base, unit: str, n: int) -> Date | None:
    """So many units from the base: "three weeks ago". Weeks are about right, hours stay on the day."""
    if unit == "hour":
        n, unit = int(n / 24), "day"
    if unit in ("day", "week", "weekend"):
        days = n if unit == "day" else 7 * n
        when = days_from(base, days)
        return edtf.about(when) if when and unit != "day" else when
    if unit == "month":
        return months_from(base, n)
    years = {"year": 1, "decade": 10, "century": 100}[unit] * n
    when = years_from(base, years)
    return edtf.about(when) if when and unit != "year" else when


def some_ago(base: Base, unit: str, n: int, sign: int) -> Date | None:
    """Some units from the base, about ``n``: the months or years that hold the days that may be meant."""
    if unit == "hour":
        return base.when
    least, most = sign * max(1, n - 2), sign * (2 * n - 1)
    if unit in ("day", "week", "weekend"):
        days = 1 if unit == "day" else 7
        near, far = _moved(base.last, least * days), _moved(base.first, most * days)
        if near is None or far is None:
            return None
        if not base.exact and unit == "day":
            return edtf.about(base.when)
        first, last = min(near, far), max(near, far)
        middle = _moved(base.first, sign * n * days)
        if unit == "day" and middle is not None:
            start, end = edtf.month_days(middle.year, middle.month)
            return edtf.within(
                edtf.about(edtf.of_month(middle.year, middle.month)), max(first, start), min(last, end)
            )
        months = covering(first, last)
        return edtf.within(edtf.about(months), first, last) if months else None
    near_, far_ = ago(base, unit, least), ago(base, unit, most)
    both = edtf.between(*sorted((near_, far_), key=lambda d: d.earliest or "")) if near_ and far_ else None
    return edtf.about(both) if both else None


def over(base: Base, unit: str, n: int, sign: int, *, rough: bool = False) -> Date | None:
    """The last (sign -1) or next ``n`` units, with the base at one end."""
    if unit == "hour":
        return base.when
    if unit in ("day", "week", "weekend") and not base.exact:
        other = days_from(base, sign * n * (1 if unit == "day" else 7))
    else:
        other = ago(base, unit, sign * n)
    if other is None:
        return None
    here = as_unit(base, unit)
    low, high = (other, here) if sign < 0 else (here, other)
    both = edtf.between(unmarked(low), unmarked(high))
    return edtf.about(both) if both and rough else both


def as_unit(base: Base, unit: str) -> Date:
    """The base, no more exact than the unit."""
    if unit in ("year", "decade", "century") and base.year is not None:
        return edtf.of_year(base.year)
    if unit == "month" and base.month is not None:
        return edtf.of_month(base.first.year, base.first.month)
    return base.when


def unmarked(when: Date) -> Date:
    """The date without the mark of an approximate one."""
    return Date(when.edtf.replace("~", ""), when.earliest, when.latest)


def _moved(day: date, n: int) -> date | None:
    try:
        return day + timedelta(days=n)
    except OverflowError:
        return None


def _month(day: date, n: int) -> Date | None:
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return edtf.of_month(year, month + 1) if 1 <= year <= 9999 else None
