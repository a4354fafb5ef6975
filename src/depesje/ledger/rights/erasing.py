"""Erases rows with all that hangs on them, so that nothing of them is left in any table.

What hangs on a row is told by the tables' foreign keys: rows that need it go too, rows that can do without it lose only
their reference. So a table that is added later needs nothing said here as long as it names its report or record by a key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from sqlalchemy import Column, ColumnElement, Connection, Table, and_, or_, select, union

from depesje.ledger import daily, ids, touched
from depesje.ledger.grouping import grown, regroup
from depesje.ledger.numbers import listed
from depesje.ledger.rights.contents import CALLED, HELD_OF_ACTORS, INDEXES, NAMING, OWNED, RECORDS
from depesje.ledger.schema import actors, appearances, forms, metadata, readings, reports
from depesje.ledger.schema_events import event_versions
from depesje.ledger.stories import STORY
from depesje.ledger.wordindex import drop


class Eraser:
    """Erases inside the writer's transaction, and remembers the ids of the records that went."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.gone: dict[str, set[int]] = defaultdict(set)  # numbers by kind
        self._reports: set[int] = set()

    def erase(self, table: Table, keys: set[int]) -> None:
        """Erase the rows with these keys, and what hangs on them."""
        if not keys:
            return
        if table in (event_versions, readings):
            days = daily.spanned(self._connection, table, table.c.key.in_(listed(keys)))
            touched.of(self._connection).days |= days
        for column in referring(table):
            self._let_go(column, keys)
        if table.name in INDEXES:
            drop(self._connection, INDEXES[table.name], keys)
        (primary,) = table.primary_key.columns
        self._connection.execute(table.delete().where(primary.in_(listed(keys))))
        if table.name in RECORDS:
            self.gone[RECORDS[table.name]] |= keys
        elif table is reports:
            self._reports |= keys

    def finish(self, now: str) -> None:
        """Erase what names the records that went otherwise than by a key, and wordings that nobody uses any more."""
        # A story's ties must go, too: the next report may get the number of one that went.
        named = {**self.gone, STORY: self._reports}
        beside = {kind: grown(self._connection, kind, gone) - gone for kind, gone in named.items()}
        for table, columns in naming():
            for kind, gone in named.items():
                names = or_(*(table.c[name].in_(listed(gone)) for name in columns))
                self._erase_where(table, and_(table.c.kind.in_(CALLED.get(kind, (kind,))), names))
        for kind, numbers in beside.items():
            regroup(self._connection, kind, numbers, now)
            touched.note(self._connection, kind, numbers)
        used = union(*(select(column).where(column.is_not(None)) for column in referring(forms)))
        self._connection.execute(forms.delete().where(forms.c.key.not_in(used)))

    def ids(self) -> list[str]:
        """The permanent ids of all records that went."""
        return [ids.id_of(kind, number) for kind, gone in self.gone.items() for number in sorted(gone)]

    def _let_go(self, column: Column[int], keys: set[int]) -> None:
        table = column.table
        assert isinstance(table, Table)
        named = column.in_(listed(keys))
        if column.nullable and (table.name, column.name) not in OWNED:
            self._connection.execute(table.update().where(named).values({column.name: None}))
        else:
            self._erase_where(table, named)

    def _erase_where(self, table: Table, where: ColumnElement[bool]) -> None:
        if "matter" in table.c:
            told = self._connection.scalars(select(table.c.matter).where(where))
            touched.note(self._connection, "matter", told)
        if referring(table) or table.name in INDEXES:
            (primary,) = table.primary_key.columns
            self.erase(table, set(self._connection.scalars(select(primary).where(where))))
        else:
            self._connection.execute(table.delete().where(where))


def orphaned(connection: Connection, among: set[int]) -> set[int]:
    """Those of these actors that nothing but what was held of their names is left of."""
    left = set(among)
    for column in referring(actors):
        if column.table.name not in HELD_OF_ACTORS:
            left -= set(connection.scalars(select(column).where(column.in_(listed(left)))))
    return left


def appearing(connection: Connection, reading_keys: set[int]) -> set[int]:
    """The actors that these readings have."""
    query = select(appearances.c.actor).where(appearances.c.reading.in_(listed(reading_keys)))
    return set(connection.scalars(query))


def naming() -> Iterator[tuple[Table, tuple[str, ...]]]:
    """The tables that name records by kind and number, with the columns that hold the number."""
    for name, columns in NAMING:
        if name in metadata.tables:
            yield metadata.tables[name], columns


@cache
def referring(table: Table) -> tuple[Column[int], ...]:
    """The columns of other tables, and of this, that name rows of ``table`` by a foreign key."""
    return tuple(_referring(table))


def _referring(table: Table) -> Iterator[Column[int]]:
    for other in reversed(metadata.sorted_tables):
        for key in other.foreign_keys:
            if key.column.table is table:
                yield key.parent
