"""Which report a person means: the one way in which commands, pages, programs and assistants name one.

By its id, by its address, by the beginning of its id that no other has, with or without the ``sha256:`` or ``document:``
that listings leave out, or by the end of an address or guid, as listings show it.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, or_, select

from depesje.errors import WhichReportError
from depesje.ledger.clock import NOW
from depesje.ledger.engines.functions import begins, ends
from depesje.ledger.schema import readings, reports

SCHEMES = ("sha256:", "document:")  # before digits that are written small
ENOUGH = 4  # characters of an id that can tell a report, not to take a slip for one
_SHOWN = 5  # of those that a beginning can mean
_DIGITS = 12  # of a long id that are shown


class Pointed(NamedTuple):
    """A report by its key in the ledger and its id."""

    key: int
    id: str


def report(connection: Connection, given: str) -> Pointed:
    """The report that is meant; raises ``WhichReportError`` where there is none, or it may be several."""
    found = sought(connection, given)
    if found is None:
        raise WhichReportError("the ledger has no report %(report)r", report=given)
    return found


def sought(connection: Connection, given: str, enough: int = ENOUGH) -> Pointed | None:
    """The report that is meant, None where there is none; raises ``WhichReportError`` where it may be several.

    ``enough`` are the characters that can be the beginning of an id and no name.
    """
    wanted = given.strip()
    if not wanted:
        return None
    return exactly(connection, wanted) or _part(connection, wanted, enough)


def exactly(connection: Connection, given: str) -> Pointed | None:
    """The report with this id, else the first whose reading has this address now."""
    by_id = connection.execute(select(reports.c.key, reports.c.id).where(reports.c.id == given)).first()
    if by_id is not None:
        return Pointed(by_id.key, by_id.id)
    query = select(reports.c.key, reports.c.id).join(readings, readings.c.report == reports.c.key)
    held = query.where(NOW.holds(readings), readings.c.url == given).order_by(reports.c.key).limit(1)
    by_address = connection.execute(held).first()
    return Pointed(by_address.key, by_address.id) if by_address is not None else None


def _part(connection: Connection, given: str, enough: int) -> Pointed | None:
    said = next((given[len(one) :] for one in SCHEMES if given.casefold().startswith(one)), given)
    if len(said) < (enough if said == given else ENOUGH):
        return None
    query = (
        select(reports.c.key, reports.c.id, readings.c.title)
        .outerjoin(readings, (readings.c.report == reports.c.key) & NOW.holds(readings))
        .where(or_(*_ways(given, said)))
        .order_by(reports.c.key)
        .limit(_SHOWN + 1)
    )
    rows = connection.execute(query).all()
    if len(rows) > 1:
        told = [_told(row.id, row.title, len(given)) for row in rows[:_SHOWN]]
        raise WhichReportError(
            "%(report)r may be %(several)s; give more of the id",
            report=given,
            several=(*told, "…") if len(rows) > _SHOWN else tuple(told),
        )
    return Pointed(rows[0].key, rows[0].id) if rows else None


def _ways(given: str, said: str) -> list[ColumnElement[bool]]:
    schemes = [one for one in SCHEMES if said == given or given.casefold().startswith(one)]
    digits = [begins(reports.c.id, one + said.lower()) for one in schemes]
    if said != given:
        return digits
    last = [ends(reports.c.id, end) for end in (f"/{given}", f"/{given}/", f":{given}")]
    return [begins(reports.c.id, given), *digits, *last]


def _told(id: str, title: str | None, given: int) -> str:
    scheme = next((one for one in SCHEMES if id.startswith(one)), None)
    shown = id if scheme is None else id[: len(scheme) + max(_DIGITS, given + 1)]
    return f"{shown} ({title})" if title else shown
