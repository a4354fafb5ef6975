"""Ledgers as older versions of Depesje made them: ``old/vVERSION.sql`` holds the rows, and migrations make the tables.

``python -m tests.ledger.old_files`` (``scripts/old-ledger``) writes the files that new migrations have made wanting, each
from that of the version before, brought up to date.
"""

from __future__ import annotations

import re
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import create_engine

from depesje.ledger.migrating import refill, refills, upgrade
from depesje.ledger.schema import APPLICATION_ID, HEAD, REPORT_WORDS, STATEMENT_WORDS

OLD = Path(__file__).parent / "old"


def old_file(path: Path, version: str) -> None:
    """Make a ledger's file as the given version left it."""
    _migrate(path, version)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        raw.executescript((OLD / f"v{version}.sql").read_text(encoding="utf8"))


def made(version: str) -> str:
    """What ``old/vVERSION.sql`` has to hold: that of the version before, with the migration run on it, and refilled."""
    with tempfile.TemporaryDirectory() as folder:
        path, before = Path(folder) / "old.db", f"{int(version) - 1:04}"
        old_file(path, before)
        _migrate(path, version, *refills(before, version))
        with closing(sqlite3.connect(path)) as raw:
            readings, reports = (
                raw.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("readings", "reports")
            )
            about = f"{readings} readings of {reports} reports; see old_files.py."
            return "\n".join([f"-- A ledger of the tables' version {version} with {about}", *rows(raw), ""])


def rows(raw: sqlite3.Connection) -> Iterator[str]:
    """Every row of a ledger as a line of SQL, but for what the index over words keeps for itself."""
    found = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")
    names = [name for (name,) in found if not re.match(r"sqlite_|alembic_|\w+_words", name)]
    for name in [*names, STATEMENT_WORDS, REPORT_WORDS]:
        columns = [row[1] for row in raw.execute(f'PRAGMA table_info("{name}")')]
        told = ", ".join(f'"{column}"' for column in columns)
        if name not in names:  # a row's number is all that ties words to what they are of
            told = f"rowid, {told}"
        for row in raw.execute(f'SELECT {told} FROM "{name}" ORDER BY 1, 2'):
            yield f'INSERT INTO "{name}" ({told}) VALUES ({", ".join(map(_literal, row))});'


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, bytes):
        return f"X'{value.hex()}'"
    quoted = "'" + str(value).replace("'", "''") + "'"
    return quoted.replace("\n", "'||char(10)||'")


def _migrate(path: Path, version: str, *filled: str) -> None:
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        upgrade(connection, version)
        refill(connection, set(filled))
    engine.dispose()


if __name__ == "__main__":
    for number in range(2, int(HEAD)):
        path = OLD / f"v{number:04}.sql"
        if not path.exists():
            path.write_text(made(f"{number:04}"), encoding="utf8")
            print(path)
