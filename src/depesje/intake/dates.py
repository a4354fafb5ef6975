"""Publication dates as EDTF strings (ISO 8601-2): checked, and found at the head of a plain text.

Read are years, months and days (``2022``, ``2022-01``, ``2022-01-28``), digits that are not known (``198X``,
``XXXX-05``), a qualifier (``2022-01~``), and intervals (``2011-04-30/2011-05-01``, open with ``..``). A time
of day is cut off.
"""

from __future__ import annotations

import re
from datetime import date

from depesje import edtf

_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9:.]{2,15}\s?(?:Z|[+-][0-9:]{2,5})?")
_ONE = r"[0-9X]{4}(?:-[0-9X]{1,2}){0,2}[~?%]?"
_HEAD = re.compile(rf"\s*date[ \t]+({_ONE}(?:/(?:{_ONE}|\.\.)?)?)(?!\S)\s*")
_OPEN = ("", "..")


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
    written = normalise(value)
    first = earliest(written)
    if first is not None and first > today:
        raise DateError(f"published {written} lies in the future")
    return written


def normalise(value: str) -> str:
    """A date as an EDTF string, without any time of day; raises ``DateError`` where it is none."""
    written = value.strip()
    if timed := _TIME.fullmatch(written):
        written = timed[1]
    if edtf.parse(written) is None or not all(_is_plain(end) for end in written.split("/")):
        raise DateError(f"published {_shown(value)} is no date such as 2022-01-28, 2022-01 or 2022")
    return written


def earliest(written: str) -> date | None:
    """The first day that a checked EDTF date may mean; None where that is open."""
    when = edtf.parse(written)
    return date.fromisoformat(max(when.earliest, "0001-01-01")) if when and when.earliest else None


def latest(written: str) -> date | None:
    """The last day that a checked EDTF date may mean; None where that is open."""
    when = edtf.parse(written)
    return date.fromisoformat(when.latest) if when and when.latest else None


def _is_plain(end: str) -> bool:
    """Whether one end of a date is a year, month or day: no season or set, and not the year 0."""
    return end in _OPEN or (bool(edtf.possible_days(end)) and not end.startswith("0000"))


def _shown(value: str) -> str:
    shown = " ".join(value.split())[:40]
    return shown if shown and shown.isprintable() else ascii(shown)
