"""Publication dates as EDTF strings (ISO 8601-2): checked, and found at the head of a plain text.

Read are years, months and days (``2022``, ``2022-01``, ``2022-01-28``), digits that are not known (``198X``,
``XXXX-05``), a qualifier (``2022-01~``), and intervals (``2011-04-30/2011-05-01``, open with ``..``). A time
of day is cut off.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_DATE = re.compile(r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX|XXXX)(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?[~?%]?")
_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9:.]{2,15}\s?(?:Z|[+-][0-9:]{2,5})?")
_ONE = r"[0-9X]{4}(?:-[0-9X]{1,2}){0,2}[~?%]?"
_HEAD = re.compile(rf"\s*date[ \t]+({_ONE}(?:/(?:{_ONE}|\.\.)?)?)(?!\S)\s*")
_OPEN = ("", "..")
_LEAP = 2000


class DateError(ValueError):
    """A publication date that cannot be; its text is one line, fit to be shown to a person."""


def head(text: str) -> tuple[str | None, int]:
    """The date in a text's head ``date 2022-01``, as written, and where the text proper begins; else (None,
    0).
    """
    found = _HEAD.match(text)
    return (found[1], found.end()) if found else (None, 0)


def published(value: str, today: date) -> str:
    """A publication date as an EDTF string; raises ``DateError`` where it is none or lies after today."""
    edtf = normalise(value)
    first = earliest(edtf)
    if first is not None and first > today:
        raise DateError(f"published {edtf} lies in the future")
    return edtf


def normalise(value: str) -> str:
    """A date as an EDTF string, without any time of day; raises ``DateError`` where it is none."""
    edtf = value.strip()
    if timed := _TIME.fullmatch(edtf):
        edtf = timed[1]
    first, slash, last = edtf.partition("/")
    sound = _sound_interval(first, last) if slash else _possible(edtf)
    if not sound:
        raise DateError(f"published {_shown(value)} is no date such as 2022-01-28, 2022-01 or 2022")
    return edtf


def earliest(edtf: str) -> date | None:
    """The first day that a checked EDTF date may mean; None where that is open."""
    return _bound(edtf.partition("/")[0], first=True)


def latest(edtf: str) -> date | None:
    """The last day that a checked EDTF date may mean; None where that is open."""
    return _bound(edtf.rpartition("/")[2], first=False)


def _sound_interval(first: str, last: str) -> bool:
    if first in _OPEN and last in _OPEN:
        return False
    if not all(end in _OPEN or _possible(end) for end in (first, last)):
        return False
    low, high = _bound(first, first=True), _bound(last, first=False)
    return low is None or high is None or low <= high


def _possible(single: str) -> bool:
    return bool(_months(single))


def _months(single: str) -> list[tuple[int, list[int]]]:
    """The months that a single date may lie in, each with its possible days; none where the date cannot
    be.
    """
    found = _DATE.fullmatch(single)
    if not found or found[1] == "0000":
        return []
    year, month, day = found[1], found[2] or "XX", found[3] or "XX"
    length_of = _LEAP if "X" in year else int(year)
    months = []
    for number in (n for n in range(1, 13) if _fits(n, month)):
        days = [n for n in range(1, monthrange(length_of, number)[1] + 1) if _fits(n, day)]
        if days:
            months.append((number, days))
    return months


def _fits(number: int, pattern: str) -> bool:
    return all(p in ("X", digit) for p, digit in zip(pattern, f"{number:02}", strict=True))


def _bound(single: str, *, first: bool) -> date | None:
    if single in _OPEN or single.startswith("XXXX"):
        return None
    year = max(int(single[:4].replace("X", "0" if first else "9")), 1)
    months = _months(single)
    days = [
        date(year, month, day) for month, all_days in months for day in all_days if _exists(year, month, day)
    ]
    return (min(days) if first else max(days)) if days else None


def _exists(year: int, month: int, day: int) -> bool:
    return day <= monthrange(year, month)[1]


def _shown(value: str) -> str:
    shown = " ".join(value.split())[:40]
    return shown if shown and shown.isprintable() else ascii(shown)
