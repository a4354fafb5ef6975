"""The indexes over words hold what is current, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, Table, column, select, table

from depesje.ledger import ids
from depesje.ledger.checking.running import rows, rule
from depesje.ledger.kinds import KINDS
from depesje.ledger.schema import REPORT_WORDS, readings, reports


@rule("search")
def indexed(connection: Connection) -> Iterator[str]:
    """Every current report and statement can be found by its words, and nothing that is not current."""
    for row in rows(connection, _missing(REPORT_WORDS, readings, readings.c.report)):
        name = connection.scalar(select(reports.c.id).where(reports.c.key == row.report))
        yield f"{name} cannot be found by its words"
    for kind in KINDS:
        if kind.index is not None:
            number = kind.versions.c[kind.owner].label("number")
            for row in rows(connection, _missing(kind.index, kind.versions, number)):
                yield f"{ids.id_of(kind.owner, row.number)} cannot be found by its words"
            yield from _beyond(connection, kind.index, kind.versions)
    yield from _beyond(connection, REPORT_WORDS, readings)


def _missing(index: str, of: Table, told: ColumnElement[int]) -> Select[Any]:
    """What is ``told`` of the rows that hold now and that the index has not."""
    held = table(index, column("rowid", Integer))
    return (
        select(told)
        .select_from(of)
        .outerjoin(held, held.c.rowid == of.c.key)
        .where(of.c.superseded_at.is_(None), held.c.rowid.is_(None))
    )


def _beyond(connection: Connection, index: str, of: Table) -> Iterator[str]:
    held = table(index, column("rowid", Integer))
    query = (
        select(held.c.rowid)
        .outerjoin(of, of.c.key == held.c.rowid)
        .where(of.c.key.is_(None) | of.c.superseded_at.is_not(None))
    )
    for row in rows(connection, query):
        yield f"{index} has words of {of.name} {row.rowid}, which is not current"
