"""From which day to which a ledger's reports are."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from depesje.ledger.clock import NOW, Known
from depesje.ledger.schema import published_from, readings

_r = readings.c


@dataclass(frozen=True, slots=True)
class Extent:
    """The first and the last of the days (``YYYY-MM-DD``) on which reports that are held were published."""

    first: str
    last: str


def extent(connection: Connection, known: Known = NOW) -> Extent | None:
    """The days of the dated reports; None where there are none.

    A date that is known less exactly counts by its first day; one that is open to that side by its last.
    """
    held = known.holds(readings)
    dated = select(_r.earliest).where(held, published_from > "").limit(1)
    first = connection.scalar(dated.order_by(published_from))
    last = connection.scalar(dated.order_by(published_from.desc()))
    # Of few the first day is open.
    ends = select(func.min(_r.latest), func.max(_r.latest)).where(held, published_from == "")
    days = [day[:10] for day in (first, last, *connection.execute(ends).one()) if day]
    return Extent(min(days), max(days)) if days else None
