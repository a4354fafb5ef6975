"""Records that are one: whatever is named is there, and every id leads to one that leads itself."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, Connection, Table, select

from depesje.ledger import ids, standings
from depesje.ledger.checking.running import rows, rule
from depesje.ledger.corrections.journal import IDENTITIES
from depesje.ledger.kinds import MATTER
from depesje.ledger.schema import reports
from depesje.ledger.schema_corrections import corrections, leaders, ties, verdicts
from depesje.ledger.stories import STORY


@rule("corrections and groups")
def named(connection: Connection) -> Iterator[str]:
    """Tables that name records by kind and number name records that are there."""
    for table, columns in (
        (corrections, ("record",)),
        (ties, ("low", "high")),
        (verdicts, ("low", "high")),
        (leaders, ("member", "leader")),
    ):
        for kind, identities in IDENTITIES.items():
            for column in columns:
                for number in _missing(connection, table, column, kind, identities.c.number):
                    yield f"{table.name} name {ids.id_of(kind, number)}, which is not there"
    for table, columns in ((ties, ("low", "high")), (leaders, ("member", "leader"))):
        for column in columns:
            for number in _missing(connection, table, column, STORY, reports.c.key):
                yield f"{table.name} name the report {number}, which is not there"


def _missing(
    connection: Connection, table: Table, column: str, kind: str, known: Column[int]
) -> Iterator[int]:
    c = table.c[column]
    query = (
        select(c.label("number"))
        .outerjoin(known.table, known == c)
        .where(table.c.kind == kind, c.is_not(None), known.is_(None))
    )
    for row in rows(connection, query):
        yield row.number


@rule("standings", slow=True)
def stood(connection: Connection) -> Iterator[str]:
    """Where matters are kept to stand is where all that is told of them leaves them."""
    for number in standings.amiss(connection):
        yield f"{ids.id_of(MATTER.owner, number)} is kept to stand elsewhere than it does"


@rule("merged ids")
def led(connection: Connection) -> Iterator[str]:
    """Whoever leads others is led by nobody, so that following an id ends, and is the smallest of them."""
    other = leaders.alias()
    c = leaders.c
    for row in rows(connection, select(c.kind, c.member, c.leader).where(c.leader >= c.member)):
        yield f"{ids.id_of(row.kind, row.member)} leads to {ids.id_of(row.kind, row.leader)}, which is no smaller"
    led_too = (
        select(c.kind, c.member, c.leader)
        .join(other, (other.c.kind == c.kind) & (other.c.member == c.leader))
        .where(c.superseded_at.is_(None), other.c.superseded_at.is_(None))
    )
    for row in rows(connection, led_too):
        which = (ids.id_of(row.kind, row.member), ids.id_of(row.kind, row.leader))
        yield f"{which[0]} leads to {which[1]}, which leads elsewhere"
