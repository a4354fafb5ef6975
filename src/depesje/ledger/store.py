"""The ledger's file: transactions on it, and what goes wrong with it in words for a person."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, Insert, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from depesje.errors import LedgerError

WAIT = 30.0  # seconds to wait for another writer before trying anew
TRIES = 4  # tries before giving up

# What SQLite says, and what it means to the one who asked.
_TROUBLE = {
    "database is locked": "is busy: another program has been writing to it for long; try again",
    "database table is locked": "is busy: another program is writing to it; try again",
    "readonly": "cannot be written: permission denied",
    "unable to open": "cannot be opened: check that it and its folder can be read and written",
    "disk is full": "cannot be written: the disk is full",
    "disk I/O error": "cannot be read or written: the disk reports an error",
    "malformed": "is damaged; restore it from a backup",
    "not a database": "is not a ledger: no SQLite database",
    "no such table": "is damaged: tables are missing; restore it from a backup",
}


class Store:
    """One ledger file that is known to be a ledger and up to date."""

    def __init__(self, path: Path, wait: float = WAIT) -> None:
        self.path = path
        self.closed = False
        self._engine = _engine(path, wait)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One snapshot to read from, whatever others write meanwhile."""
        with self.trouble(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: all of it is kept, or nothing. Waits for other writers first."""
        with self.trouble(), self._engine.connect() as connection:
            connection.execution_options(depesje_writing=True)
            with connection.begin():
                yield connection

    @contextmanager
    def trouble(self) -> Iterator[None]:
        """Turns what the database complains of into one line that names the file."""
        if self.closed:
            raise LedgerError(f"{self.path}: the ledger is closed")
        with explained(self.path):
            yield

    def close(self) -> None:
        """Give the file back. Closing twice does nothing."""
        if not self.closed:
            self.closed = True
            self._engine.dispose()


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raises what the database or the file system complains of as a ``LedgerError`` about ``path``."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        raise LedgerError(f"{path} {_in_words(error)}") from error
    except UnicodeEncodeError as error:
        raise LedgerError(f"{path} cannot keep a text with broken characters (lone surrogates)") from error
    except OSError as error:
        raise LedgerError(f"{path} cannot be used: {(error.strerror or str(error)).lower()}") from error


def connect(path: Path, mode: str = "mode=rw", wait: float = WAIT) -> sqlite3.Connection:
    """A connection to an existing file, never making it; transactions are left to the caller."""
    return sqlite3.connect(
        f"file:{quote(str(path))}?{mode}",
        uri=True,
        timeout=wait,
        isolation_level=None,
        check_same_thread=False,
    )


def inserted(connection: Connection, row: Insert) -> int:
    """Writes one row and returns its key."""
    key = connection.execute(row).inserted_primary_key
    assert key is not None  # a single row always has one
    return int(key[0])


def _in_words(error: DBAPIError | sqlite3.Error) -> str:
    said = str(error.orig if isinstance(error, DBAPIError) else error)
    for words, meaning in _TROUBLE.items():
        if words in said:
            return meaning
    return "cannot be used: " + (said.splitlines() or ["unknown trouble"])[0]


def _engine(path: Path, wait: float) -> Engine:
    # Threads share the engine but never a connection; SQLAlchemy's pool sees to that.
    engine = create_engine("sqlite://", creator=lambda: connect(path, wait=wait), poolclass=QueuePool)

    @event.listens_for(engine, "connect")
    def configure(raw: Any, _record: Any) -> None:
        raw.execute("PRAGMA foreign_keys = ON")
        # FULL: a report said to be kept is on the disk, through a power cut as well. The wait is a few
        # milliseconds a report, little beside reading it.
        raw.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # The driver's own transactions begin too late to guard what is read before the first write.
        raw: Any = connection.connection.dbapi_connection
        if connection.get_execution_options().get("depesje_writing"):
            _begin_writing(raw)
        else:
            raw.execute("BEGIN")

    return engine


def _begin_writing(raw: sqlite3.Connection) -> None:
    """Take the writer's place at the start, so that what is read before writing cannot change meanwhile."""
    for attempt in range(1, TRIES + 1):
        try:
            raw.execute("BEGIN IMMEDIATE")
            return
        except sqlite3.OperationalError as error:
            if attempt == TRIES or "locked" not in str(error):
                raise
            time.sleep(0.05 * attempt)
