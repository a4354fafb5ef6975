"""Opens a ledger's file: makes it, checks that it is one, brings it to the newest version of the tables.

A file that is anything else is left exactly as it is.
"""

from __future__ import annotations

import os
import re
import secrets
import sqlite3
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import StaticPool

from depesje.errors import LedgerError
from depesje.ledger.engines.sqlite import File, connect
from depesje.ledger.migrating import known_versions, upgrade
from depesje.ledger.schema import APPLICATION_ID, HEAD

CHECKED_WHOLE = (
    32 * 2**20
)  # bytes: a larger file is checked by what reads it, since checking takes time by size
STALE = 86_400  # seconds; no copy takes longer between two writings
_ENDS = ("", "-journal", "-wal", "-shm")  # of the names of a file and of what SQLite puts beside it


@dataclass(frozen=True, slots=True)
class Seen:
    """A file's version, and its journal mode where that can be told: ``wal`` lets readers work beside a writer."""

    version: str
    mode: str | None


def open_file(path: Path, *, create: bool) -> File:
    """The ledger in ``path``; raises ``LedgerError`` where there is none and none may be made."""
    home = File(path)
    with home.explained():
        if not os.path.lexists(path):
            if not create:
                raise LedgerError(f"{path} does not exist; run 'depesje add' or 'depesje example' first")
            _make(home)
        _check(path)
        _bring_up_to_date(path)
    return home


def look(path: Path) -> Seen:
    """What is in a file, which is left as it is; raises ``LedgerError`` where that is no ledger."""
    _check(path)
    try:
        with closing(connect(path, "mode=ro")) as raw:
            return Seen(_version(raw), str(raw.execute("PRAGMA journal_mode").fetchone()[0]))
    except sqlite3.OperationalError:
        # In a folder that cannot be written SQLite cannot put beside a file what its readers share.
        with closing(connect(path, "immutable=1")) as raw:
            return Seen(_version(raw), None)


def _make(home: File) -> None:
    """Make an empty ledger, beside its place and then put there whole: nobody ever sees half of one."""
    path = home.path
    if not path.parent.is_dir():
        raise LedgerError(f"{path} cannot be made: there is no folder {path.parent}")
    for left in (Path(f"{path}-wal"), Path(f"{path}-journal")):
        if left.exists():  # SQLite would take it for the new file's own and spoil both.
            raise LedgerError(
                f"{path} is gone but {left.name} is there: put the file back, or move {left.name} away"
            )
    with building(path) as new:
        migrate(new)
        # Unless another program has just made one, which is then used.
        put(new, path)


@contextmanager
def building(path: Path) -> Iterator[Path]:
    """An empty file beside ``path`` to make a ledger in; it is gone afterwards, but for its new name (``put``).

    What processes that were killed have left there of the kind goes, too, once it is a day old.
    """
    begin = f".{path.name[:100]}."
    with suppress(OSError):
        _sweep(path.parent, begin)
    new = path.with_name(f"{begin}{secrets.token_hex(4)}.new")
    try:
        os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666))
        yield new
    finally:
        for end in _ENDS:
            with suppress(OSError):
                Path(f"{new}{end}").unlink()


def _sweep(folder: Path, begin: str) -> None:
    """Take away the files that ``building`` has left, where nobody has written to one or what lies beside it for a day."""
    left: dict[str, list[os.DirEntry[str]]] = defaultdict(list)
    pattern = re.compile(f"({re.escape(begin)}[0-9a-f]{{8}}\\.new)({'|'.join(_ENDS)})")
    with os.scandir(folder) as entries:
        for entry in entries:
            found = pattern.fullmatch(entry.name)
            if found and entry.is_file(follow_symlinks=False):
                left[found[1]].append(entry)
    for together in left.values():
        if max(entry.stat(follow_symlinks=False).st_mtime for entry in together) < time.time() - STALE:
            for entry in together:
                with suppress(OSError):
                    os.unlink(entry.path)


def put(new: Path, path: Path, *, replacing: bool = False) -> bool:
    """Give a file its name, on the disk too; whether it got it, or there is one of that name already."""
    if replacing:
        new.replace(path)
    else:
        try:
            os.link(new, path)
        except FileExistsError:
            return False
        except OSError:  # a file system without hard links
            if os.path.lexists(path):
                return False
            new.rename(path)
    with suppress(OSError):
        on_disk(path.parent)
    return True


def on_disk(path: Path) -> None:
    """Wait until a file's contents, or a folder's names, are on the disk."""
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _check(path: Path) -> None:
    """Make sure that a file is a ledger, changing nothing, not even beside it."""
    if path.is_dir():
        raise LedgerError(f"{path} is a folder, not a ledger")
    if not path.is_file():
        raise LedgerError(f"{path} is not a file")
    if not os.access(path, os.R_OK):
        raise LedgerError(f"{path} cannot be read: permission denied")
    if path.stat().st_size == 0:
        raise LedgerError(f"{path} is empty, not a ledger; remove it or name another file")
    if _application(path) != APPLICATION_ID:
        raise LedgerError(f"{path} is another program's SQLite database, not a ledger; name another file")


def _application(path: Path) -> int:
    # Read through SQLite rather than by opening the file: closing it would drop this process's locks on it.
    try:
        with closing(connect(path, "immutable=1")) as untouched:
            return int(untouched.execute("PRAGMA application_id").fetchone()[0])
    except sqlite3.DatabaseError as error:
        # A program that died in the middle of its work leaves a file that only its -wal makes whole.
        rest = Path(f"{path}-wal")
        if "malformed" not in str(error) or not rest.exists() or not rest.stat().st_size:
            raise
    with closing(connect(path, "mode=ro")) as recovering:
        return int(recovering.execute("PRAGMA application_id").fetchone()[0])


def _bring_up_to_date(path: Path) -> None:
    with closing(connect(path)) as raw:
        version = _version(raw)
        if path.stat().st_size <= CHECKED_WHOLE:
            found = raw.execute("PRAGMA quick_check(1)").fetchone()[0]
            if found != "ok":
                raise LedgerError(f"{path} is damaged; restore it from a backup")
        with suppress(
            sqlite3.OperationalError
        ):  # A copy may have lost the mode; without it readers only wait longer.
            raw.execute("PRAGMA journal_mode = WAL")
    if version != HEAD:
        if version not in known_versions():
            raise LedgerError(
                f"{path} was made by a newer Depesje (tables {version}); install that one to use it"
            )
        migrate(path)


def _version(raw: sqlite3.Connection) -> str:
    found = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    if found is None:
        raise sqlite3.DatabaseError("malformed: the version of the tables is missing")
    return str(found[0])


@contextmanager
def plain(path: Path) -> Iterator[Connection]:
    """One transaction on a file that nobody else knows of yet, or that must not be written meanwhile."""
    engine = create_engine("sqlite://", creator=lambda: connect(path), poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def migrate(path: Path) -> None:
    """Run the missing migrations in one transaction; let readers work beside a writer."""
    with plain(path) as connection:
        upgrade(connection)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    # Not part of the transaction, and kept by the file from then on.
    with closing(connect(path)) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
