"""Turns what was found into dates: one function a kind of pattern, each never more exact than base and words allow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from depesje import edtf
from depesje.edtf import Date
from depesje.language.datewords import DateWords, Pattern
from depesje.reading.dates import base as bases
from depesje.reading.dates import feasts
from depesje.reading.dates.base import Base
from depesje.reading.dates.tense import Lean

_HALF_A_YEAR = 183
_SEASON_CODES = {"spring": "21", "summer": "22", "autumn": "23"}
_NOW_YEARS, _NOW_MONTHS, _NOW_DAYS = 5, 6, 7  # How far back "the last years" and the like go at most.
_PART_BOUNDS = {"early": (0.0, 0.34), "middle": (0.33, 0.67), "late": (0.66, 1.0)}


@dataclass(frozen=True, slots=True)
class Given:
    """All that one expression is resolved from."""

    words: DateWords
    pattern: Pattern
    slots: dict[str, str]
    base: Base | None
    anchor: Base | None
    lean: Lean

    def digits(self, slot: str) -> int | None:
        """The number that a slot of digits starts with."""
        found = re.match(r"\d+", self.slots.get(slot, ""))
        return int(found[0]) if found else None

    def count(self) -> int | None:
        """The number of units: the pattern's own, or what stands in its slot."""
        if self.pattern.n is not None:
            return abs(self.pattern.n)
        for slot in ("count", "vague"):
            if slot in self.slots:
                return self.words.number(slot, self.slots[slot])
        return None

    @property
    def unit(self) -> str:
        """The unit that is counted."""
        return self.pattern.unit or self.words.units.get(self.slots.get("unit", ""), "day")

    @property
    def sign(self) -> int:
        """The direction that is counted in."""
        return -1 if (self.pattern.n or self.pattern.sign) < 0 else 1


def resolved(given: Given) -> Date | None:
    """The date that an expression means; None where text and report do not allow to tell."""
    try:
        return _KINDS[given.pattern.kind](given)
    except (ValueError, OverflowError):  # Beyond the calendar.
        return None


def part_of(when: Date, part: str) -> Date:
    """A date whose bounds are drawn in to its beginning, middle or end."""
    whole = bases.of(when)
    if whole is None:
        return when
    low, high = _PART_BOUNDS[part]
    length = (whole.last - whole.first).days
    first, last = (
        whole.first + timedelta(days=round(low * length)),
        whole.first + timedelta(days=round(high * length)),
    )
    return edtf.within(when, first, last)


def _date(given: Given) -> Date | None:
    if "iso" in given.slots:
        return edtf.parse(given.slots["iso"])
    month = given.digits("monthnumber") or given.words.months.get(given.slots.get("month", ""))
    day = given.digits("day") or given.digits("number")
    year = _year(given)
    if month is None:
        return edtf.of_year(year) if year else None
    if year is not None:
        return _day_or_month(year, month, day)
    if given.pattern.which == "same":
        return None
    if given.base is None:
        return edtf.parse(f"XXXX-{month:02}-{day:02}" if day else f"XXXX-{month:02}")
    if given.base.year is not None and not given.base.exact and given.base.month is None:
        return edtf.about(_day_or_month(given.base.year, month, day))
    return _nearest(
        given, (_day_or_month(y, month, day) for y in _years_around(given.base)), strict=_strict(given)
    )


def _year(given: Given) -> int | None:
    if given.pattern.which == "same":
        return given.anchor.year + (given.pattern.year or 0) if given.anchor and given.anchor.year else None
    if given.pattern.year is not None:
        return given.base.year + given.pattern.year if given.base and given.base.year else None
    if "shortyear" in given.slots and len(given.slots["shortyear"]) == 2:
        short = int(given.slots["shortyear"])
        return short + (1900 if short > 60 else 2000)
    return given.digits("year") or given.digits("shortyear")


def _day_or_month(year: int, month: int, day: int | None) -> Date:
    """A day; its month where no such day is in the calendar ("31 June")."""
    if day and day <= edtf.month_days(year, month)[1].day:
        return edtf.of_day(date(year, month, day))
    return edtf.of_month(year, month)


def _strict(given: Given) -> int:
    """Whether the words say where it lies: -1 before the base, 1 behind it, 0 where they do not."""
    return {"last": -1, "next": 1}.get(given.pattern.which, 0)


def _years_around(base: Base) -> Iterable[int]:
    return range(max(base.first.year - 1, 1), min(base.last.year + 2, 10000))


def _nearest(given: Given, candidates: Iterable[Date], strict: int = 0) -> Date | None:
    """The candidate that lies nearest to the base, where the tense points; only before or behind it where strict."""
    if given.base is None:
        return None
    best: tuple[float, Date] | None = None
    for when in candidates:
        distance = _distance(given.base, when)
        if (strict < 0 and distance >= 0) or (strict > 0 and distance <= 0):
            continue
        cost = abs(distance) * (given.lean.weight if distance * given.lean.side < 0 else 1)
        if best is None or cost < best[0]:
            best = cost, when
    return best[1] if best else None


def _distance(base: Base, when: Date) -> int:
    """Days from the base to a date; negative where it lies before it, 0 where they meet."""
    other = bases.of(when)
    if other is None:
        return 0
    if other.last < base.first:
        return (other.last - base.first).days
    return max((other.first - base.last).days, 0)


def _days(given: Given) -> Date | None:
    first = _date(given)
    second = given.digits("day2")
    month = given.words.months.get(given.slots.get("month2", given.slots.get("month", "")))
    start = bases.of(first)
    if first is None or second is None or month is None:
        return first
    if start is None:
        return edtf.parse(f"{first.edtf}/XXXX-{month:02}-{second:02}")
    last = _day_or_month(start.first.year, month, second)
    return edtf.between(first, last) or first


def _year_span(given: Given) -> Date | None:
    first = given.digits("year")
    second = given.digits("year2")
    if second is None and "endyear" in given.slots and first is not None:
        second = first - first % 100 + int(given.slots["endyear"])
        second += 100 if second < first else 0
    if first is None or second is None or first > second:
        return edtf.of_year(first) if first else None
    return edtf.between(edtf.of_year(first), edtf.of_year(second))


def _weekday(given: Given) -> Date | None:
    base = given.base
    number = given.words.weekdays[given.slots.get("weekday") or given.slots["genitive"]] - 1
    if base is None:
        return None
    weeks = given.pattern.week
    if weeks is None and "count" in given.slots:
        weeks = (given.count() or 0) * given.sign
    if weeks is not None:
        return bases.week_from(base, weeks, number, 1)
    if not base.exact:
        return base.when
    if "nth" in given.slots:
        near = (base.first + timedelta(days=n) for n in range(-_HALF_A_YEAR, _HALF_A_YEAR))
        both = (edtf.of_day(d) for d in near if d.weekday() == number and d.day == given.digits("nth"))
        return _nearest(given, both)
    back = (base.first.weekday() - number) % 7
    if given.pattern.which == "last":
        return bases.days_from(base, -(back or 7))
    if given.pattern.which == "next":
        return bases.days_from(base, 7 - back)
    if given.lean.sure:
        return bases.days_from(base, -back if given.lean.side < 0 or not back else 7 - back)
    return _nearest(given, (edtf.of_day(base.first + timedelta(days=n)) for n in (-back, 7 - back)))


def _unit(given: Given) -> Date | None:
    base, n = given.base, given.pattern.n or 0
    if base is None:
        return None
    if given.unit == "day":
        return bases.days_from(base, n)
    if given.unit == "week":
        return bases.week_from(base, n)
    if given.unit == "weekend":
        return _weekend(given, base, n)
    return bases.months_from(base, n) if given.unit == "month" else bases.years_from(base, n)


def _weekend(given: Given, base: Base, n: int) -> Date | None:
    if not base.exact:
        return bases.days_from(base, 7 * n)
    day = base.first.weekday()
    if n == 0 and day < 5 and given.lean.side <= 0:
        n = -1
    elif n == -1 and day < 2:
        n = -2  # Early in a week the weekend just over is "the weekend", the last one lies before it.
    return bases.week_from(base, n, 5, 2)


def _shift(given: Given) -> Date | None:
    n = given.count()
    if given.base is None or n is None:
        return None
    if "vague" in given.slots or (given.pattern.n is not None and given.unit == "day"):
        return bases.some_ago(given.base, given.unit, n, given.sign)
    return bases.ago(given.base, given.unit, n * given.sign)


def _lasting(given: Given) -> Date | None:
    n = given.count()
    if given.base is None or n is None or not given.lean.until_now:
        return None
    return bases.over(given.base, given.unit, n, -1)


def _span(given: Given) -> Date | None:
    if given.base is None:
        return None
    n = given.count()
    if n is not None and "vague" not in given.slots:
        return bases.over(given.base, given.unit, n, given.sign)
    unit = {"day": "day", "week": "week", "month": "month", "year": "year"}.get(given.unit)
    if unit is None:
        return None
    many = {"day": _NOW_DAYS, "week": 4, "month": _NOW_MONTHS, "year": _NOW_YEARS}[unit]
    return bases.over(given.base, unit, many, given.sign, rough=True)


def _season(given: Given) -> Date | None:
    name = given.words.seasons[given.slots["season"]]
    year = _year(given)
    if year is not None:
        late = "endyear" in given.slots
        return _season_of(name, year + late)
    if given.base is None or given.pattern.which == "same":
        return None
    if not given.base.exact and given.base.month is None and given.base.year is not None:
        return edtf.about(_season_of(name, given.base.year))
    years = range(max(given.base.first.year - 1, 2), min(given.base.last.year + 3, 10000))
    return _nearest(given, (_season_of(name, y) for y in years), strict=_strict(given))


def _season_of(name: str, year: int) -> Date:
    """A season; winter is the one that ends in the year, written as its months, since its code leaves that open."""
    if name != "winter":
        return edtf.of_part(year, _SEASON_CODES[name])
    last = edtf.of_month(year, 2)
    return edtf.between(edtf.of_month(year - 1, 12), last) or last


def _holiday(given: Given) -> Date | None:
    feast = given.words.holidays[given.slots["holiday"]]
    year = _year(given)
    if year is not None:
        return edtf.of_days(*feasts.days(feast, year))
    if given.base is None:
        if feast.easter is not None or feast.day is None or feast.days > 1:
            return None
        return edtf.parse(f"XXXX-{feast.month:02}-{feast.day:02}")
    near = (edtf.of_days(*feasts.days(feast, y)) for y in _years_around(given.base))
    return _nearest(given, near, strict=_strict(given))


def _decade(given: Given) -> Date | None:
    year = (
        given.digits("longdecade")
        or given.digits("decades")
        or given.words.decades.get(given.slots.get("decade", ""))
    )
    if year is None:
        short = given.digits("shortdecade") or given.digits("tens") or 0
        year = short + (1900 if short >= 30 else 2000)
    second = given.digits("shortdecade2")
    first, last = (
        edtf.parse(f"{year // 10}X"),
        edtf.parse(f"{(year // 100 * 100 + second) // 10}X") if second else None,
    )
    return edtf.between(first, last) if last else first


def _century(given: Given) -> Date | None:
    year = given.digits("longcentury") or given.digits("centuries")
    if year is not None:
        return edtf.parse(f"{year // 100}XX")
    number = given.digits("century") or given.words.ordinals.get(given.slots.get("ordinal", ""))
    return edtf.parse(f"{number - 1:02}XX") if number and 1 < number < 30 else None


def _fraction(given: Given) -> Date | None:
    number, months = given.words.ordinals.get(given.slots["ordinal"], 0), given.pattern.months or 3
    if not 1 <= number <= 12 // months:
        return None
    code = str((39 if months == 6 else 32) + number)
    year = _year(given)
    if year is not None:
        return edtf.of_part(year, code)
    if given.base is None:
        return None
    return _nearest(given, (edtf.of_part(y, code) for y in _years_around(given.base)))


def _week(given: Given) -> Date | None:
    number, year = given.digits("week") or 1, _year(given)
    years = [year] if year else list(_years_around(given.base)) if given.base else []
    weeks = []
    for y in years:
        monday = date.fromisocalendar(y, number, 1)
        weeks.append(edtf.of_days(monday, monday + timedelta(days=6)))
    return weeks[0] if year else _nearest(given, weeks)


def _relative(given: Given) -> Date | None:
    anchor, n = given.anchor, given.count()
    if anchor is None or n is None:
        return None
    unit, steps = given.unit, n * given.sign
    if "vague" in given.slots:
        return bases.some_ago(anchor, unit, n, given.sign)
    if unit == "week" and given.pattern.n is not None:
        return bases.week_from(anchor, steps)
    when = bases.ago(anchor, unit, steps)
    return bases.unmarked(when) if when and not steps else when


_KINDS: dict[str, Callable[[Given], Date | None]] = {
    "date": _date, "days": _days, "years": _year_span, "weekday": _weekday, "unit": _unit, "shift": _shift,
    "lasting": _lasting, "span": _span, "season": _season, "holiday": _holiday, "decade": _decade,
    "century": _century, "fraction": _fraction, "week": _week, "relative": _relative,
}  # fmt: skip
