"""The bounds of an EDTF date (ISO 8601-2), for filters and order.

Bounds are local times as text, ``2022-01-05T00:00:00``, so that they compare as text. Zones are left aside:
what counts is the day that the source names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from depesje import edtf
from depesje.errors import LedgerError

_TIMED = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,6})[0-9]*)?)?(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The earliest and latest time a date may mean; None where it is open or unknown."""

    earliest: str | None
    latest: str | None

    @property
    def first_day(self) -> date | None:
        """The first day; None where that is open or unknown."""
        return _day(self.earliest)

    @property
    def last_day(self) -> date | None:
        """The last day, likewise."""
        return _day(self.latest)


UNDATED = Bounds(None, None)
BEGINNING, END = "0001-01-01", "9999-12-31T23:59:59"  # of the calendar that days are counted by
_LAST = "999999"  # microseconds of a second


def bounds(given: str | None) -> Bounds | None:
    """The bounds of an EDTF string; None where it is no such string, or none that names a year.

    The year 0 counts as the calendar's first day.
    """
    value = (given or "").strip()
    timed = _TIMED.fullmatch(value)
    if timed:
        return _of_moment(*timed.groups()[:4])
    if value in ("/", "../.."):
        return UNDATED  # Open at both ends: it asks for nothing.
    when = edtf.parse(value)
    if when is None or when.earliest is None and when.latest is None:
        return None
    return Bounds(
        f"{max(when.earliest, BEGINNING)}T00:00:00" if when.earliest else None,
        f"{max(when.latest, BEGINNING)}T23:59:59" if when.latest else None,
    )


def _of_moment(day: str, hour: str, minute: str, second: str | None) -> Bounds | None:
    if edtf.parse(day) is None or minute > "59" or (second or "") > "60":
        return None
    if hour > "23" and (hour, minute, second or "00") != ("24", "00", "00"):
        return None
    moment = f"{max(day, BEGINNING)}T{hour}:{minute}"
    return Bounds(f"{moment}:{second or '00'}", f"{moment}:{second or '59'}")


def asked(given: str) -> Bounds:
    """The bounds of a date that a question names; raises ``LedgerError`` where it is no EDTF date."""
    found = bounds(given)
    if found is None:
        raise LedgerError("%(given)r is no date; write it as 2022, 2022-01 or 2022-01-28 (EDTF)", given=given)
    return found


def end_of(given: str) -> str:
    """The last moment that an EDTF string may mean, in UTC as the ledger's own clock writes it.

    A time without a zone is local. What has no end is the end of time. Raises ``LedgerError`` where it is no date.
    """
    latest = asked(given).latest or END
    timed = _TIMED.fullmatch(given.strip())
    fraction, zone = (timed[5] or "", timed[6] or "") if timed else ("", "")
    try:
        local = datetime.fromisoformat(f"{latest}.{fraction or _LAST:0<6}{zone}")
        return written(local.astimezone(UTC))
    except (ValueError, OverflowError):  # years that the calendar of the clock does not reach
        return f"{latest}.{_LAST}Z"


def moved(day: date, by: timedelta) -> date:
    """A day so much later or earlier; where the calendar does not reach so far, the day itself."""
    try:
        return day + by
    except OverflowError:
        return day


def _day(bound: str | None) -> date | None:
    return None if bound is None else date.fromisoformat(bound[:10])


def written(moment: datetime) -> str:
    """A moment in UTC as the ledger's own clock writes it."""
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")
