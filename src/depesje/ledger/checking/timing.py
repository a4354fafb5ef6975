"""When the ledger held what for true: intervals that begin before they end, and follow each other."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, Table, func, or_, select

from depesje.ledger.checking.running import rows, rule
from depesje.ledger.kinds import KINDS
from depesje.ledger.schema import actor_versions, metadata, readings, revisions

_MOMENT = "____-__-__T__:__:__%Z"


@rule("times")
def sane(connection: Connection) -> Iterator[str]:
    """Times are times, and nothing ceased to hold before it held."""
    for table in metadata.sorted_tables:
        c = table.c
        if "recorded_at" not in c:
            continue
        wrong: list[ColumnElement[bool]] = [c.recorded_at.not_like(_MOMENT)]
        ended = c.get("superseded_at")
        if ended is not None:
            wrong += [ended.not_like(_MOMENT), ended < c.recorded_at]
        primary = list(table.primary_key)
        for row in rows(connection, select(*primary).where(or_(*wrong))):
            yield f"{table.name} {' '.join(map(str, row))} was held from and to times that cannot be"


@rule("intervals")
def in_turn(connection: Connection) -> Iterator[str]:
    """Of one record one thing is held at a time."""
    yield from _overlapping(connection, revisions, "report")
    yield from _overlapping(connection, readings, "report")
    yield from _overlapping(connection, actor_versions, "actor")
    for kind in KINDS:
        yield from _overlapping(connection, kind.versions, kind.owner)


def _overlapping(connection: Connection, table: Table, owner: str) -> Iterator[str]:
    c = table.c
    # Text that sorts after any time stands for what still holds.
    ended = func.lag(func.coalesce(c.superseded_at, "9")).over(partition_by=c[owner], order_by=c.key)
    turns = select(c.key, c.recorded_at, ended.label("ended")).subquery()
    for row in rows(connection, select(turns.c.key).where(turns.c.ended > turns.c.recorded_at)):
        yield f"{table.name} {row.key} began to hold before the one before it ceased to"
