"""A ledger in a file: how SQLite is connected to, how writers wait, and what its complaints mean."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from depesje.errors import LedgerError
from depesje.ledger.engines.base import OVERFLOW, TRIES, WAIT, Home, complaint

# What SQLite says, and what it means to the one who asked.
TROUBLE = {
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

# What is seen of the disk where SQLite says too little.
TOO_LONG = "cannot be opened: its path is too long"
UNWRITABLE = "cannot be opened: it lies on a disk that cannot be written; copy it to another"
FULL = "cannot be used: the disk is full"
SEEN = (TOO_LONG, UNWRITABLE, FULL)

CACHE = 65_536  # KiB of the file that a connection may have in memory
LONGEST_PATH = 500  # bytes that SQLite takes, less what it puts after a file's name
ROOM = 64 * 2**10  # bytes
PATIENCE = 10.0  # seconds to wait for readers where the log is to be emptied


class File(Home):
    """A ledger's file that is known to be one."""

    path: Path

    def __init__(self, path: Path, wait: float = WAIT) -> None:
        self.path = path
        self.place = _shown(str(path))
        self.name = _shown(path.name)
        self.engine = _engine(path, wait)

    def prepare(self, connection: Connection, *, writing: bool) -> None:
        """Let the transaction take the writer's place at its start."""
        connection.execution_options(depesje_writing=writing)

    def begun(self, connection: Connection, *, writing: bool) -> None:
        """Nothing is left to do: what ``BEGIN`` was given says it all."""

    def clean(self, indexes: Sequence[str]) -> None:
        """By ``VACUUM``; then the log is emptied, for which readers must have ended."""
        with closing(connect(self.path)) as raw:
            for index in indexes:
                # FTS5 only marks what is deleted; this merges all that it has into one piece, without that.
                raw.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
            raw.execute("VACUUM")
            raw.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")
            if raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                raise LedgerError(
                    f"{self.place} is being read by another program, so words that were erased may still be in its"
                    " log; run 'depesje forget' once that has ended"
                )

    def damage(self, connection: Connection, *, quick: bool = False) -> Iterator[str]:
        """What SQLite's own check finds wrong with pages, indexes and values that must not be missing."""
        pragma = "quick_check" if quick else "integrity_check"
        for (said,) in connection.exec_driver_sql(f"PRAGMA {pragma}"):
            if said != "ok":
                yield " ".join(str(said).split())

    def in_words(self, error: Exception) -> str:
        """By what SQLite says, and by what can be seen of the disk where it says too little."""
        said = complaint(error)
        if ("disk I/O error" in said or "unable to open" in said) and (seen := self._seen()):
            return seen
        return next(
            (meaning for words, meaning in TROUBLE.items() if words in said), f"cannot be used: {said}"
        )

    def _seen(self) -> str | None:
        """What keeps a file from being used, by the look of the disk."""
        if len(os.fsencode(self.path)) > LONGEST_PATH:
            return TOO_LONG
        try:
            disk = os.statvfs(self.path.parent)
        except (OSError, AttributeError):  # a system without it
            return None
        if disk.f_flag & os.ST_RDONLY:
            return UNWRITABLE
        # SQLite needs as much beside the file to let several programs work on it.
        return FULL if disk.f_bavail * disk.f_frsize < ROOM else None


def _shown(name: str) -> str:
    """A file's name as it can be written anywhere: without what stands for bytes that are no characters."""
    return name.encode("utf8", "surrogateescape").decode("utf8", "replace")


def connect(path: Path, mode: str = "mode=rw", wait: float = WAIT) -> sqlite3.Connection:
    """A connection to an existing file, never making it; transactions are left to the caller."""
    return sqlite3.connect(
        f"file:{_as_address(path)}?{mode}",
        uri=True,
        timeout=wait,
        isolation_level=None,
        check_same_thread=False,
    )


def _as_address(path: Path) -> str:
    """A path as SQLite reads it in an address, where two slashes at its start would name a host."""
    quoted = quote(os.fsencode(path))
    return f"//{quoted}" if quoted.startswith("//") else quoted


def _engine(path: Path, wait: float) -> Engine:
    # As many connections as threads may want, so that none waits for another while that one waits for it.
    # Threads share the engine but never a connection; SQLAlchemy's pool sees to that.
    engine = create_engine(
        "sqlite://", creator=lambda: connect(path, wait=wait), poolclass=QueuePool, max_overflow=OVERFLOW
    )

    @event.listens_for(engine, "connect")
    def configure(raw: Any, _record: Any) -> None:
        raw.execute("PRAGMA foreign_keys = ON")
        # FULL: a report said to be kept is on the disk, through a power cut as well. The wait is a few
        # milliseconds a report, little beside reading it.
        raw.execute("PRAGMA synchronous = FULL")
        # What a question about somebody of whom there is much goes through is then read from the file once.
        raw.execute(f"PRAGMA cache_size = -{CACHE}")

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
