"""Copies a live ledger into a file: one state of it, whatever is written meanwhile, whole or not at all."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, Table, select, text

from depesje.errors import LedgerError
from depesje.ledger import wordindex
from depesje.ledger.checking import Finding, Looking, check
from depesje.ledger.engines.sqlite import File, connect
from depesje.ledger.engines.sqlite_file import building, migrate, on_disk, plain, put
from depesje.ledger.schema import REPORT_WORDS, STATEMENT_WORDS, metadata
from depesje.ledger.store import Store

AT_ONCE = 2000  # rows that are copied at a time
MOST = 100  # findings in a copy that are told


def backup(
    store: Store, target: Path, *, force: bool = False, full: bool = False, looking: Looking | None = None
) -> list[Finding]:
    """Copy a ledger to the file ``target``; returns what is wrong with the copy: what is wrong with the ledger.

    It is looked through quickly, or as a whole check does (``full``), and gets its name once it is whole, checked and on
    the disk. Raises ``LedgerError`` where it cannot be made, or where there is a file and it is not to be replaced
    (``force``).
    """
    path = Path(os.path.abspath(target))
    _may_be(store, path, force)
    home = File(path)
    with home.explained(), building(path) as copy:
        if isinstance(store.home, File):
            with store.trouble():
                _copy_file(store.home.path, copy, home)
        else:
            _copy_rows(store, copy)
        found = _checked(copy, full, looking)
        on_disk(copy)
        put(copy, path, replacing=force)
    return found


def _may_be(store: Store, path: Path, force: bool) -> None:
    if not path.parent.is_dir():
        raise LedgerError(f"{path} cannot be made: there is no folder {path.parent}")
    if path.is_dir():
        raise LedgerError(f"{path} is a folder; name a file in it")
    if path.exists() and not path.is_file():
        raise LedgerError(f"{path} is no file but a device or a pipe; name another file")
    if not os.path.lexists(path):
        return
    if store.home.path is not None and path.exists() and path.samefile(store.home.path):
        raise LedgerError(f"{path} is the ledger itself; name another file")
    if not force:
        raise LedgerError(f"{path} is there already; name another file, or replace it with --force")


def _copy_file(source: Path, copy: Path, home: File) -> None:
    with closing(connect(source, "mode=ro")) as held, closing(sqlite3.connect(copy)) as new:
        try:
            held.backup(new)  # all in one step, so that others' writing never makes it begin anew
        except sqlite3.OperationalError as error:
            if "disk" not in str(error):
                raise
            raise LedgerError(f"{home.place} {home.in_words(error)}") from error


def _checked(copy: Path, full: bool, looking: Looking | None) -> list[Finding]:
    store = Store(File(copy))
    try:
        found = list(islice(check(store, quick=not full, looking=looking), MOST))
    finally:
        store.close()
    for finding in found:
        if finding.rule == "file":
            raise LedgerError(f"{copy.name}: the copy is damaged ({finding.what}), so it was not kept")
    return found


def _copy_rows(store: Store, copy: Path) -> None:
    """Copy a database's rows, and the numbers that it has given, into a new ledger's file."""
    migrate(copy)
    with store.read() as source, plain(copy) as target:
        for table in metadata.sorted_tables:
            for rows in _rows(source, table):
                target.execute(table.insert(), rows)
            if table.dialect_options["sqlite"]["autoincrement"]:
                _count_on(source, target, table)
        for index in (STATEMENT_WORDS, REPORT_WORDS):
            for key, words, title in wordindex.entries(source, index):
                wordindex.enter(target, index, key, words, title if index == REPORT_WORDS else None)


def _rows(source: Connection, table: Table) -> Iterator[list[dict[str, object]]]:
    query = select(table).order_by(*table.primary_key).execution_options(yield_per=AT_ONCE)
    with source.execute(query) as result:
        for batch in result.mappings().partitions():
            yield [dict(row) for row in batch]


def _count_on(source: Connection, target: Connection, table: Table) -> None:
    """Let no number be given again that the database has given, even where its record is gone."""
    (key,) = table.primary_key
    last = source.scalar(
        text("SELECT pg_sequence_last_value(CAST(pg_get_serial_sequence(:table, :key) AS regclass))"),
        {"table": table.name, "key": key.name},
    )
    if last is None:
        return
    values = {"table": table.name, "last": last}
    if not target.execute(
        text("UPDATE sqlite_sequence SET seq = :last WHERE name = :table"), values
    ).rowcount:
        target.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :last)"), values)
