"""Dates as feeds, wires, letters and tables write them, turned into ISO's order; the day is the publisher's own."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"([0-9]{4})(-?)([0-9]{2})\2([0-9]{2})"
    r"(?:(?:[T ](?P<hour>[0-9]{2}):?(?P<minute>[0-9]{2})(?::?(?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?)?"
    r"\s?(?P<offset>Z|[+-][0-9]{2}:?(?:[0-9]{2})?)?|[T ].*)"
)
_PARTIAL = re.compile(r"[0-9]{4}(?:-[0-9]{2})?")
_NUMERIC = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})(?:[ ,T].*)?")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})(?:[ ,T].*)?")
_SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?:[ ,T].*)?")
_EPOCH = re.compile(r"[0-9]{10}(?:[0-9]{3})?(?:\.0+)?")
_LONGEST, _MONTHS = 80, 12


def iso(value: object) -> str | None:
    """The date in this value: ``2022-01-28T10:00:00+01:00`` where it tells a moment, else the day, the month or the year.

    None where it is none that can be read for sure. Read are ISO 8601 with and without hyphens, RFC 5322
    (``Fri, 28 Jan 2022 10:00:00 +0100``), ``28.01.2022``, ``2022/01/28``, ``28/01/2022`` where only one of the two can be a
    month, and seconds or milliseconds since 1970.
    """
    if isinstance(value, datetime):
        return _shown(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = " ".join(str(value).split())
    if not text or len(text) > _LONGEST:
        return None
    return _digits(text) or _epoch(text) or _letter(text)


def _digits(text: str) -> str | None:
    if found := _ISO.fullmatch(text):
        return _moment(found)
    if _PARTIAL.fullmatch(text):
        return text
    if found := _NUMERIC.fullmatch(text):
        return _day(found[3], found[2], found[1])
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := _SLASHED.fullmatch(text):
        first, second = int(found[1]), int(found[2])
        if first > _MONTHS or first == second:
            return _day(found[3], found[2], found[1])
        return _day(found[3], found[1], found[2]) if second > _MONTHS else None
    return None


def _moment(found: re.Match[str]) -> str | None:
    """ISO's date with its time where that and the offset are there; a time without an offset says nothing for sure."""
    day = _day(found[1], found[3], found[4])
    if day is None or not found["hour"] or not found["offset"]:
        return day
    offset = found["offset"].replace(":", "")
    offset = "+00:00" if offset == "Z" else f"{offset[:3]}:{offset[3:] or '00'}"
    try:
        moment = datetime.fromisoformat(
            f"{day}T{found['hour']}:{found['minute']}:{found['second'] or '00'}{offset}"
        )
    except ValueError:
        return day
    return moment.isoformat()


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return datetime(int(year), int(month), int(day)).date().isoformat()
    except ValueError:
        return None


def _epoch(text: str) -> str | None:
    if not _EPOCH.fullmatch(text):
        return None
    return datetime.fromtimestamp(int(text[:10]), UTC).isoformat()


def _letter(text: str) -> str | None:
    try:
        return _shown(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _shown(moment: datetime) -> str:
    """With its time where its offset is known; RFC 5322's ``-0000`` says that it is not."""
    return moment.replace(microsecond=0).isoformat() if moment.tzinfo else moment.date().isoformat()
