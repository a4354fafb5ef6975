"""From which day to which a ledger's reports are."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from depesje.ledger.clock import NOW, Known
from depesje.ledger.schema import readings

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
    bounds = (
        func.min(func.coalesce(_r.earliest, _r.latest)),
        func.max(func.coalesce(_r.earliest, _r.latest)),
    )
    first, last = connection.execute(select(*bounds).where(known.holds(readings))).one()
    return None if first is None else Extent(first[:10], last[:10])
