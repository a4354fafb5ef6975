"""A ledger's store: transactions on it, whatever the engine, and what goes wrong with it in words for a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, Table, func, insert, select, text

from depesje.errors import LedgerError
from depesje.ledger import moments, touched
from depesje.ledger.engines.base import Home

_LAST = text("SELECT seq FROM sqlite_sequence WHERE name = :table")
_NEXT = text("SELECT nextval(pg_get_serial_sequence(:table, :key)) FROM generate_series(1, :number)")


class Store:
    """One ledger that is known to be a ledger and up to date."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.closed = False

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One snapshot to read from, whatever others write meanwhile."""
        with self._transaction(writing=False) as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: all of it is kept, or nothing, and where matters stand then. Waits for other writers first."""
        from depesje.ledger import daily, standings  # which write by means of this module

        with self._transaction(writing=True) as connection, moments.later_than(moments.latest(connection)):
            touched.begin(connection)
            yield connection
            daily.settle(connection)
            standings.settle(connection)

    @contextmanager
    def _transaction(self, *, writing: bool) -> Iterator[Connection]:
        with self.trouble(), self.home.engine.connect() as connection:
            self.home.prepare(connection, writing=writing)
            with connection.begin():
                self.home.begun(connection, writing=writing)
                yield connection

    @contextmanager
    def trouble(self) -> Iterator[None]:
        """Turns what the database complains of into one line that names the ledger."""
        if self.closed:
            raise LedgerError(f"{self.home.place}: the ledger is closed")
        with self.home.explained():
            yield

    def close(self) -> None:
        """Give the ledger back. Closing twice does nothing."""
        if not self.closed:
            self.closed = True
            self.home.engine.dispose()


def inserted(connection: Connection, row: Insert) -> int:
    """Writes one row and returns its key."""
    key = connection.execute(row).inserted_primary_key
    assert key is not None  # a single row always has one
    return int(key[0])


def inserted_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Writes rows all at once and returns their keys, in the order of the rows. Runs inside the writer's transaction."""
    (key,) = table.primary_key.columns
    given = _reserved(connection, table, key.name, len(rows))
    insert_all(
        connection, table, [{**row, key.name: number} for number, row in zip(given, rows, strict=True)]
    )
    return given


def insert_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Writes rows all at once. All of them have the same columns."""
    if rows:
        statement, order = _insertion(connection.dialect, table, tuple(rows[0]))
        given = rows if order is None else [tuple(row[name] for name in order) for row in rows]
        connection.exec_driver_sql(statement, list(given))


@lru_cache(maxsize=256)
def _insertion(dialect: Dialect, table: Table, names: tuple[str, ...]) -> tuple[str, tuple[str, ...] | None]:
    """The words of an insertion, made once, and the order of its values; None where they go by their names.

    To make them anew for each of a report's tables would cost more than the rows do.
    """
    compiled = insert(table).compile(dialect=dialect, column_keys=list(names))
    return str(compiled), tuple(compiled.positiontup or ()) if dialect.positional else None


def _reserved(connection: Connection, table: Table, key: str, number: int) -> list[int]:
    """The next so many keys of a table, which nothing has had where its keys are never given twice.

    A file has one writer at a time, who finds the last key. A database gives them out, since others may ask it, too.
    """
    if not number:
        return []
    if connection.dialect.name == "postgresql":
        asked = {"table": table.name, "key": key, "number": number}
        return list(connection.scalars(_NEXT, asked))
    if table.dialect_options["sqlite"]["autoincrement"]:
        last = connection.scalar(_LAST, {"table": table.name}) or 0
    else:
        last = connection.scalar(select(func.max(table.c[key]))) or 0
    return list(range(last + 1, last + 1 + number))
