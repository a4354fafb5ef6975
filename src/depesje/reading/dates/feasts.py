"""When feasts fall."""

from __future__ import annotations

from datetime import date, timedelta

from depesje.language.datewords import Holiday


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous algorithm, Nature 20 April 1876, as in Meeus)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, day = divmod(h + n - 7 * m + 114, 31)
    return date(year, month, day + 1)


def days(feast: Holiday, year: int) -> tuple[date, date]:
    """The first and last day of a feast that begins in ``year``."""
    if feast.easter is not None:
        first = easter(year) + timedelta(days=feast.easter)
    elif feast.weekday is not None:
        start = date(year, feast.month or 1, 1)
        first = start + timedelta(days=(feast.weekday - 1 - start.weekday()) % 7 + 7 * (feast.nth - 1))
    else:
        first = date(year, feast.month or 1, feast.day or 1)
    return first, first + timedelta(days=feast.days - 1)
