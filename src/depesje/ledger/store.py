"""A ledger's store: transactions on it, whatever the engine, and what goes wrong with it in words for a person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Insert

from depesje.errors import LedgerError
from depesje.ledger.engines.base import Home


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
        """One transaction: all of it is kept, or nothing. Waits for other writers first."""
        with self._transaction(writing=True) as connection:
            yield connection

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
