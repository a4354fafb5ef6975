"""The bounds of an EDTF date (ISO 8601-2), for filters and order.

Bounds are local times as text, ``2022-01-05T00:00:00``, so that they compare as text. Zones are left aside:
what counts is the day that the source names.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass

_DATE = re.compile(r"(\d[\dX]{3})(?:-([\dX]{2})(?:-([\dX]{2}))?)?")
_TIMED = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?")
# Seasons and other parts of a year: first and last month. Winter (24) is taken as the year's last three
# months.
_PARTS = {
    "21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (10, 12),
    "33": (1, 3), "34": (4, 6), "35": (7, 9), "36": (10, 12),
    "37": (1, 4), "38": (5, 8), "39": (9, 12), "40": (1, 6), "41": (7, 12),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bounds:
    """The earliest and latest time a date may mean; None where it is open or unknown."""

    earliest: str | None
    latest: str | None


UNDATED = Bounds(None, None)


def bounds(edtf: str | None) -> Bounds | None:
    """The bounds of an EDTF string; None where it is no such string."""
    value = (edtf or "").strip()
    if value[:1] in "[{" and value[-1:] in "]}" and len(value) > 2:
        return _of_set(value[1:-1])
    if "/" in value:
        return _of_interval(value)
    return _of_date(value)


def _of_interval(value: str) -> Bounds | None:
    first, _, last = value.partition("/")
    left = UNDATED if first in ("", "..") else _of_date(first)
    right = UNDATED if last in ("", "..") else _of_date(last)
    if left is None or right is None:
        return None
    return Bounds(left.earliest, right.latest)


def _of_set(inner: str) -> Bounds | None:
    earliest: list[str | None] = []
    latest: list[str | None] = []
    for part in inner.split(","):
        first, dots, last = part.strip().partition("..")
        left = _of_date(first) if first else UNDATED
        right = (_of_date(last) if last else UNDATED) if dots else left
        if left is None or right is None:
            return None
        earliest.append(left.earliest)
        latest.append(right.latest)
    return Bounds(
        None if None in earliest else min(filter(None, earliest)),
        None if None in latest else max(filter(None, latest)),
    )


def _of_date(value: str) -> Bounds | None:
    value = re.sub("[?~%]", "", value)
    if timed := _TIMED.fullmatch(value):
        day, hour, minute, second = timed.groups()
        if _of_date(day) is None or hour > "24" or minute > "59":
            return None
        moment = f"{day}T{hour}:{minute}"
        return Bounds(f"{moment}:{second or '00'}", f"{moment}:{second or '59'}")
    found = _DATE.fullmatch(value)
    return _of_parts(*found.groups()) if found else None


def _of_parts(year: str, month: str | None, day: str | None) -> Bounds | None:
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if month is not None and month in _PARTS and day is None:
        first_month, last_month = _PARTS[month]
    else:
        months = _range(month, 1, 12)
        if months is None:
            return None
        first_month, last_month = months
    # The year 0 has no calendar in Python; its month lengths are those of the year 4.
    longest = max(monthrange(last_year or 4, m)[1] for m in {first_month, last_month})
    days = _range(day, 1, longest)
    if days is None:
        return None
    last_day = min(days[1], monthrange(last_year or 4, last_month)[1])
    return Bounds(
        f"{first_year:04}-{first_month:02}-{days[0]:02}T00:00:00",
        f"{last_year:04}-{last_month:02}-{last_day:02}T23:59:59",
    )


def _range(digits: str | None, low: int, high: int) -> tuple[int, int] | None:
    """What two digits, any of them ``X``, may stand for between ``low`` and ``high``; None for nothing."""
    if digits is None:
        return low, high
    pattern = re.compile(digits.replace("X", r"\d"))
    fitting = [n for n in range(low, high + 1) if pattern.fullmatch(f"{n:02}")]
    return (fitting[0], fitting[-1]) if fitting else None
