"""How much a ledger holds."""

from __future__ import annotations

from sqlalchemy import Column, Connection, distinct, func, select

from depesje.ledger.clock import Known
from depesje.ledger.conditions import held
from depesje.ledger.kinds import DIVISION, EVENT, EXCHANGE, MATTER, STATEMENT, Kind
from depesje.ledger.rows import Counts
from depesje.ledger.schema import appearances, readings, reports, revisions
from depesje.questions import Asked


def counts(connection: Connection, known: str | None) -> Counts:
    """Reports and their texts, and the records that counted at a moment."""
    then = Known.at(known)

    def kept(key: Column[int]) -> int:
        return connection.scalar(select(func.count(key)).where(*then.has(key.table))) or 0

    def counted(kind: Kind) -> int:
        conditions = held(kind.versions, Asked(known=known))
        return connection.scalar(select(func.count(kind.versions.c.key)).where(*conditions)) or 0

    actors = (
        select(func.count(distinct(appearances.c.actor)))
        .join(readings, readings.c.key == appearances.c.reading)
        .where(then.holds(readings))
    )
    return Counts(
        reports=kept(reports.c.key),
        revisions=kept(revisions.c.key),
        actors=connection.scalar(actors) or 0,
        statements=counted(STATEMENT),
        events=counted(EVENT),
        matters=counted(MATTER),
        divisions=counted(DIVISION),
        exchanges=counted(EXCHANGE),
    )
