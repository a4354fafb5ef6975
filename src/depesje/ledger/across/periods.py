"""The stretches of time by which records are kept apart, so that one more report is compared with few."""

from __future__ import annotations

from datetime import date

from depesje.ledger.dates import bounds

_MOST = 8  # Stretches that one record is kept under; a vaguer date counts by its first ones.
UNKNOWN = "-"


def buckets(when: str | None, days: int, around: int = 0) -> frozenset[str]:
    """The stretches of so many days that a date (EDTF) touches, with so many before and after; ``-`` for none."""
    found = bounds(when)
    low = (found.earliest or found.latest) if found else None
    high = (found.latest or found.earliest) if found else None
    if low is None or high is None:
        return frozenset({UNKNOWN})
    first = date.fromisoformat(low[:10]).toordinal() // days
    last = min(date.fromisoformat(high[:10]).toordinal() // days, first + _MOST - 1)
    return frozenset(str(n) for n in range(first - around, last + around + 1))


def days_between(last: str | None, first: str | None) -> int:
    """How many days lie from one day (``YYYY-MM-DD``) to another: below 0 where they overlap; open ends always do."""
    if last is None or first is None:
        return -1
    return date.fromisoformat(first[:10]).toordinal() - date.fromisoformat(last[:10]).toordinal()
