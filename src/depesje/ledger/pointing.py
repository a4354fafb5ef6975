"""Which report a person means: the one way in which commands, pages, programs and assistants name one.

By its id, by its address, by the beginning of its id that no other has, with or without the ``sha256:`` or ``document:``
that listings leave out, or by the end of an address or guid, as listings show it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

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
    ways = [reports.c.id == wanted, _address(wanted), *_part(wanted, enough)]
    for way in ways if wanted else ():
        rows = _found(connection, way, _SHOWN + 1)
        if len(rows) > 1:
            told = [_told(row.id, row.title, len(wanted)) for row in rows[:_SHOWN]]
            raise WhichReportError(
                "%(report)r may be %(several)s; give more of the id",
                report=given,
                several=(*told, "…") if len(rows) > _SHOWN else tuple(told),
            )
        if rows:
            return Pointed(rows[0].key, rows[0].id)
    return None


def exactly(connection: Connection, given: str) -> Pointed | None:
    """The report with this id, else the first whose reading has this address now."""
    for way in (reports.c.id == given, _address(given)):
        for row in _found(connection, way, 1):
            return Pointed(row.key, row.id)
    return None


def _found(connection: Connection, way: ColumnElement[bool], most: int) -> Sequence[Any]:
    query = (
        select(reports.c.key, reports.c.id, readings.c.title)
        .outerjoin(readings, (readings.c.report == reports.c.key) & NOW.holds(readings))
        .where(way)
        .order_by(reports.c.key)
        .limit(most)
    )
    return connection.execute(query).all()


def _address(given: str) -> ColumnElement[bool]:
    return readings.c.url == given


def _part(given: str, enough: int) -> list[ColumnElement[bool]]:
    said = next((given[len(one) :] for one in SCHEMES if given.casefold().startswith(one)), given)
    if len(said) < (enough if said == given else ENOUGH):
        return []
    return [or_(*_ways(given, said))]


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
