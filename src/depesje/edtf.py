"""Dates as EDTF strings (ISO 8601-2:2019, levels 0 to 2 as far as news needs them) with their first and last day.

Read are years, months, days (``2022``, ``2022-01``, ``2022-01-28``), digits that are not known (``198X``, ``XXXX-05``,
``2022-01-XX``), a qualifier (``2022-01~``), seasons, quarters and halves of a year (``2021-23``), intervals, open ones too
(``2014/2022``, ``2014/..``, ``../2014``), and sets (``[2021,2023]``, ``{2021..2023}``).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_SINGLE = re.compile(r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX|[0-9]XXX|XXXX)(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?[?~%]?")
# First and last month of the parts of a year that have a code. EDTF leaves open where a season begins: here the
# meteorological ones of the northern half. Winter (24) is taken as the year's last three months.
PARTS = {
    "21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (10, 12),
    "33": (1, 3), "34": (4, 6), "35": (7, 9), "36": (10, 12),
    "37": (1, 4), "38": (5, 8), "39": (9, 12), "40": (1, 6), "41": (7, 12),
}  # fmt: skip
_OPEN = ("", "..")
_LEAP = 2000


@dataclass(frozen=True, slots=True)
class Date:
    """An EDTF string with the first and the last day that are meant, as ``YYYY-MM-DD``; None where that is open.

    The days may be closer together than the string can say: "early in May" is ``2022-05`` with its first ten days.
    """

    edtf: str
    earliest: str | None
    latest: str | None


@lru_cache(maxsize=4096)
def parse(text: str) -> Date | None:
    """The date that an EDTF string writes; None where it is no such string, or a day that does not exist."""
    if text[:1] in ("[", "{") and text[-1:] == {"[": "]", "{": "}"}[text[0]]:
        days = _of_set(text[1:-1])
    elif "/" in text:
        days = _of_interval(text)
    else:
        days = _of_single(text)
    return Date(text, *days) if days else None


def in_words(
    text: str, day: Callable[[str], str], since: Callable[[str], str], until: Callable[[str], str]
) -> str | None:
    """A time between two days as people tell it, by how they tell a date, and one that has no end or no beginning.

    None where the string writes no such time.
    """
    if "/" not in text or parse(text) is None:
        return None
    begins, ends = ("" if end in _OPEN else day(end) for end in text.split("/"))
    if begins and ends:
        return f"{begins} – {ends}"
    return since(begins) if begins else until(ends)


def of_day(day: date) -> Date:
    """A day."""
    return Date(day.isoformat(), day.isoformat(), day.isoformat())


def of_month(year: int, month: int) -> Date:
    """A whole month."""
    first, last = month_days(year, month)
    return Date(f"{year:04}-{month:02}", first.isoformat(), last.isoformat())


def of_year(year: int) -> Date:
    """A whole year."""
    return Date(f"{year:04}", f"{year:04}-01-01", f"{year:04}-12-31")


def of_part(year: int, code: str) -> Date:
    """A season, quarter or half of a year by its EDTF code, one of ``PARTS``."""
    first, last = PARTS[code]
    start, end = date(year, first, 1), month_days(year, last)[1]
    return Date(f"{year:04}-{code}", start.isoformat(), end.isoformat())


def of_days(first: date, last: date) -> Date:
    """A span of days."""
    if first == last:
        return of_day(first)
    return Date(f"{first.isoformat()}/{last.isoformat()}", first.isoformat(), last.isoformat())


def between(first: Date | None, last: Date | None) -> Date | None:
    """From one date to another, either of them None for open; None where that cannot be."""
    if first is None and last is None:
        return None
    low = ".." if first is None else first.edtf.split("/")[0]
    high = ".." if last is None else last.edtf.split("/")[-1]
    if low == high:
        return first
    earliest = first.earliest if first is not None else None
    latest = last.latest if last is not None else None
    if earliest and latest and earliest > latest:
        return None
    return Date(f"{low}/{high}", earliest, latest)


def about(when: Date) -> Date:
    """The same date with the mark that it is approximate (``~``), which a set cannot have."""
    if when.edtf[-1] in "~?%.]}":  # a set says itself that it is not one date
        return when
    edtf = "/".join(end if end[-1] in "~." else f"{end}~" for end in when.edtf.split("/"))
    return Date(edtf, when.earliest, when.latest)


def within(when: Date, first: date, last: date) -> Date:
    """The same date, its bounds drawn in to these days."""
    return Date(when.edtf, first.isoformat(), last.isoformat())


def month_days(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def possible_days(text: str) -> list[tuple[int, list[int]]]:
    """The months that a single date may lie in, each with its possible days; none where the date cannot be.

    The date ``text`` is checked as it is: seasons are none, since they are no months.
    """
    found = _SINGLE.fullmatch(text)
    if not found:
        return []
    year, month, day = found[1], found[2] or "XX", found[3] or "XX"
    length_of = _LEAP if "X" in year else int(year) or _LEAP
    months = []
    for number in (n for n in range(1, 13) if _fits(n, month)):
        days = [n for n in range(1, monthrange(length_of, number)[1] + 1) if _fits(n, day)]
        if days:
            months.append((number, days))
    return months


def _fits(number: int, pattern: str) -> bool:
    return all(p in ("X", digit) for p, digit in zip(pattern, f"{number:02}", strict=True))


def _of_single(text: str) -> tuple[str | None, str | None] | None:
    found = _SINGLE.fullmatch(text)
    if not found:
        return None
    low, high = found[1].replace("X", "0"), found[1].replace("X", "9")
    if found[2] in PARTS and found[3] is None and "X" not in found[1]:
        months = PARTS[found[2]]
        return f"{low}-{months[0]:02}-01", f"{low}-{months[1]:02}-{monthrange(4, months[1])[1]}"
    days = possible_days(text)
    if not days:
        return None
    if found[1] == "XXXX":
        return None, None
    return _first(low, days, high), _last(low, days, high)


def _first(low: str, months: list[tuple[int, list[int]]], high: str) -> str | None:
    return next(
        (
            f"{year:04}-{month:02}-{day:02}"
            for year in range(int(low), min(int(high), int(low) + 8) + 1)  # Eight years hold a leap year.
            for month, days in months
            for day in days
            if _exists(year, month, day)
        ),
        None,
    )


def _last(low: str, months: list[tuple[int, list[int]]], high: str) -> str | None:
    return next(
        (
            f"{year:04}-{month:02}-{day:02}"
            for year in range(int(high), max(int(low), int(high) - 8) - 1, -1)
            for month, days in reversed(months)
            for day in reversed(days)
            if _exists(year, month, day)
        ),
        None,
    )


def _exists(year: int, month: int, day: int) -> bool:
    # The year 0 has no calendar in Python; its month lengths are those of the year 4.
    return day <= monthrange(year or 4, month)[1]


def _of_interval(text: str) -> tuple[str | None, str | None] | None:
    first, _, last = text.partition("/")
    left = (None, None) if first in _OPEN else _of_single(first)
    right = (None, None) if last in _OPEN else _of_single(last)
    if left is None or right is None or (first in _OPEN and last in _OPEN):
        return None
    if left[0] and right[1] and left[0] > right[1]:
        return None
    return left[0], right[1]


def _of_set(inner: str) -> tuple[str | None, str | None] | None:
    earliest: list[str | None] = []
    latest: list[str | None] = []
    for part in inner.split(","):
        first, dots, last = part.strip().partition("..")
        left = _of_single(first) if first else (None, None)
        right = (_of_single(last) if last else (None, None)) if dots else left
        if left is None or right is None or not (first or last):
            return None
        earliest.append(left[0])
        latest.append(right[1])
    return (
        None if None in earliest else min(filter(None, earliest)),
        None if None in latest else max(filter(None, latest)),
    )
