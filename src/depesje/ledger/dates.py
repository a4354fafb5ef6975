"""The bounds of an EDTF date (ISO 8601-2), for filters and order.

Bounds are local times as text, ``2022-01-05T00:00:00``, so that they compare as text. Zones are left aside:
what counts is the day that the source names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from depesje import edtf

_TIMED = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The earliest and latest time a date may mean; None where it is open or unknown."""

    earliest: str | None
    latest: str | None


UNDATED = Bounds(None, None)


def bounds(given: str | None) -> Bounds | None:
    """The bounds of an EDTF string; None where it is no such string, or none that names a year."""
    value = (given or "").strip()
    timed = _TIMED.fullmatch(value)
    if timed:
        return _of_moment(*timed.groups())
    if value in ("/", "../.."):
        return UNDATED  # Open at both ends: it asks for nothing.
    when = edtf.parse(value)
    if when is None or when.earliest is None and when.latest is None:
        return None
    return Bounds(
        f"{when.earliest}T00:00:00" if when.earliest else None,
        f"{when.latest}T23:59:59" if when.latest else None,
    )


def _of_moment(day: str, hour: str, minute: str, second: str | None) -> Bounds | None:
    if edtf.parse(day) is None or hour > "24" or minute > "59":
        return None
    moment = f"{day}T{hour}:{minute}"
    return Bounds(f"{moment}:{second or '00'}", f"{moment}:{second or '59'}")
