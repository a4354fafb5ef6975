"""How the ledger stands: of which version it is, whether it can be written, whether it is whole as far as is quickly told.

A ledger of an earlier version is looked at and left as it is; only opening it brings it up to date.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from depesje.doctor.signs import Sign, fail, ok, warn
from depesje.doctor.surroundings import may_write
from depesje.errors import LedgerError

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

LITTLE, HARDLY_ANY = 2**30, 2**26  # bytes left on a disk
FEW = 2000  # reports up to which every record is looked at
MADE = 2026  # no clock that goes right shows an earlier year
TOLD = 5  # findings that are told one by one


def ledger(target: str | None) -> Iterator[Sign]:
    """All that is known of the ledger which commands would use."""
    from depesje.ledger.opening import locate

    yield from _sqlite()
    try:
        where = locate(target)
    except LedgerError as error:
        yield fail("ledger", str(error), "name a ledger with --ledger or $DEPESJE_LEDGER")
        return
    if not isinstance(where, Path):
        yield from _in_database(where, target)
    elif not os.path.lexists(where):
        yield ok("ledger", f"there is none at {where} yet; depesje example or depesje add makes it")
        yield from _clock(None)
        yield from _space(where.parent, 0)
    else:
        yield from _in_file(where)


def _sqlite() -> Iterator[Sign]:
    with closing(sqlite3.connect(":memory:")) as tried:
        try:
            tried.execute("CREATE VIRTUAL TABLE tried USING fts5 (words)")
        except sqlite3.OperationalError as error:
            yield fail(
                "sqlite",
                f"{sqlite3.sqlite_version} cannot search words: {error}",
                "use a Python whose SQLite has FTS5",
            )
        else:
            yield ok("sqlite", f"{sqlite3.sqlite_version} with FTS5")


def _in_file(path: Path) -> Iterator[Sign]:
    from depesje.ledger.engines.sqlite import File
    from depesje.ledger.engines.sqlite_file import look
    from depesje.ledger.schema import HEAD

    try:
        with File(path).explained():
            seen = look(path)
    except LedgerError as error:
        yield fail(
            "ledger",
            str(error),
            "name a ledger with --ledger or $DEPESJE_LEDGER, or restore one from a backup",
        )
        return
    size = path.stat().st_size
    yield from _version(f"{path}, {size / 2**20:.1f} MiB", seen.version, HEAD)
    yield from _writable(path)
    if seen.mode not in (None, "wal"):
        yield warn(
            "ledger's log",
            f"mode {seen.mode}: readers wait for writers",
            "let any command that writes open it once",
        )
    yield from _space(path.parent, size)
    if seen.version == HEAD:
        yield from _opened(str(path))


def _in_database(url: URL, target: str | None) -> Iterator[Sign]:
    from depesje.ledger.engines.postgres import look
    from depesje.ledger.schema import HEAD

    try:
        place, version = look(url)
    except LedgerError as error:
        yield fail(
            "ledger", str(error), "see to the server, or name another ledger with --ledger or $DEPESJE_LEDGER"
        )
        return
    if version is None:
        yield ok("ledger", f"{place} is an empty database; depesje add makes a ledger in it")
        return
    yield from _version(place, version, HEAD)
    if version == HEAD:
        yield from _opened(target)


def _version(which: str, version: str, head: str) -> Iterator[Sign]:
    if version == head:
        yield ok("ledger", f"{which}, tables {version}")
    elif version < head:
        told = f"{which}, tables {version}, which the next command brings to {head}"
        yield warn("ledger", told, "make a copy of the file first, if an earlier Depesje is to read it again")
    else:
        yield fail(
            "ledger",
            f"{which}, tables {version}, of a newer Depesje than this",
            "pip install --upgrade depesje",
        )


def _writable(path: Path) -> Iterator[Sign]:
    """Takes the writer's place for a moment, and writes nothing."""
    from depesje.ledger.engines.sqlite import File, connect

    try:
        with File(path).explained(), closing(connect(path, wait=1.0)) as raw:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("ROLLBACK")
    except LedgerError as error:
        told = str(error).removeprefix(f"{path} ")
        if "busy" in told:
            yield warn("writing", "another program is writing to it just now", "try again in a moment")
        else:
            yield warn("writing", told, "let the file and its folder be written, or only ask it")
    else:
        yield ok("writing", "it can be written")


def _space(folder: Path, size: int) -> Iterator[Sign]:
    try:
        left = shutil.disk_usage(folder).free
    except OSError as error:
        yield fail(
            "disk",
            f"{folder}: {(error.strerror or str(error)).lower()}",
            "make the folder, or name another ledger",
        )
        return
    told = f"{left / 2**30:.1f} GiB left at {folder}"
    if not may_write(folder):
        yield warn(
            "disk", f"{folder} cannot be written", "a new ledger, and writing to one, need a folder that can"
        )
    elif left < HARDLY_ANY:
        yield fail("disk", told, "make room: nothing more can be kept")
    elif left < max(LITTLE, 2 * size):
        yield warn("disk", told, "make room: a backup and depesje forget need as much again as the ledger")
    else:
        yield ok("disk", told)


def _opened(target: str | None) -> Iterator[Sign]:
    from depesje.ledger import open_ledger

    try:
        with open_ledger(target, create=False) as book:
            counts = book.counts()
            yield ok(
                "ledger's content",
                f"reports {counts.reports}, statements {counts.statements}, matters {counts.matters}",
            )
            yield from _clock(book.newest())
            if counts.reports > FEW:
                yield ok("ledger's records", f"more than {FEW} reports: depesje check looks at every record")
                return
            findings = list(islice(book.check(), TOLD + 1))
            for finding in findings[:TOLD]:
                yield fail(
                    "ledger's records", str(finding), "depesje check tells all; restore it from a backup"
                )
            if len(findings) > TOLD:
                yield fail("ledger's records", "and more", "depesje check tells all")
            if not findings:
                yield ok("ledger's records", "whole, and each agrees with its words")
    except LedgerError as error:
        yield fail(
            "ledger's content",
            str(error),
            "a ledger in a file needs a folder that can be written, even to be asked; restore what is damaged from a backup",
        )


def _clock(newest: str | None) -> Iterator[Sign]:
    """A clock that has been set back would have the ledger hold later what it learnt earlier."""
    from depesje.ledger.ids import utc_now

    now = utc_now()
    if newest is not None and newest > now:
        yield fail(
            "clock",
            f"it is {now}, and the newest record was kept at {newest}",
            "set the clock; keep nothing until then",
        )
    elif datetime.now(UTC).year < MADE:
        yield warn("clock", f"it is {now}, before Depesje was made", "set the clock")
    else:
        yield ok("clock", now)
