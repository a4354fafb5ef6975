"""A ledger that is whole, and ledgers that somebody has spoilt."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection

from depesje.errors import LedgerError
from depesje.ledger import Ledger, open_ledger, standings
from depesje.ledger.checking import RULES, verify
from depesje.ledger.engines.sqlite import File
from depesje.ledger.schema import statement_versions
from depesje.ledger.store import Store
from depesje.records import Record, Report
from tests.places import Place

from .making import GRENSE, SUND, V1, V2, grense, small, sund


def fill(ledger: Ledger) -> None:
    """Reports that are revised, read anew, corrected and merged."""
    ledger.add(grense())
    ledger.add(sund())
    ledger.add(grense("Nytt. " + GRENSE))
    ledger.add(sund("Nytt. " + SUND, versions=V2))
    ledger.add(grense("Nytt. " + GRENSE, versions=V2))
    ledger.add(Record(Report("tom", ""), versions=V1))
    for number, name in enumerate(("Tora Berg", "Mads Lund", "Siv Dahle")):
        ledger.add(small(f"r{number}", name))
    ids = [ledger.who(name)[0].id for name in ("Tora Berg", "Mads Lund", "Siv Dahle")]
    ledger.merge(*ids)
    ledger.split(ids[0], ids[2])


def found(ledger: Ledger) -> list[str]:
    return [str(finding) for finding in ledger.check()]


@contextmanager
def spoilt(place: Place, *statements: str) -> Iterator[Connection]:
    """A ledger with rows that were changed past it, and past what the engine itself would refuse; only for now."""
    with place.connection() as connection:
        if place.engine == "postgresql":
            connection.exec_driver_sql("SET session_replication_role = replica")
        else:
            connection.exec_driver_sql("BEGIN")  # which the driver does only before a row is changed
        for statement in statements:
            connection.exec_driver_sql(statement)
        yield connection
        connection.rollback()


def test_a_ledger_that_was_worked_with_is_whole(ledger: Ledger) -> None:
    assert found(ledger) == []
    fill(ledger)
    assert found(ledger) == []


def test_a_ledger_in_which_somebody_was_forgotten_is_whole(ledger: Ledger) -> None:
    fill(ledger)
    ledger.rights.forget("sund", who="Nora", why="på anmodning")
    ledger.rights.forget(ledger.who("Lindqvist")[0].id, who="Nora", why="på anmodning")
    assert found(ledger) == []


SPOILT = [
    ("tables: matter_actors is missing", "DROP TABLE matter_actors"),
    ("tables: they are of version 0001", "UPDATE alembic_version SET version_num = '0001'"),
    ("references: appearances", "DELETE FROM actors WHERE number = 1"),
    ("reports: grense has 0 current readings",
     "UPDATE readings SET superseded_at = recorded_at WHERE report = 1"),
    ("reports: grense has 2 current revisions", "DROP INDEX ix_revisions_current",
     "UPDATE revisions SET superseded_at = NULL WHERE report = 1"),
    ("reports: grense is read in a text that is not its current one",
     "UPDATE readings SET revision = 1 WHERE report = 1 AND superseded_at IS NULL"),
    ("records: st-1 has several current versions", "DROP INDEX ix_statement_versions_current",
     "UPDATE statement_versions SET superseded_at = NULL WHERE statement = 1"),
    ("records: st-9999 was never held to be anything",
     "INSERT INTO statements (number, report, recorded_at) VALUES (9999, 1, '2031-01-01T00:00:00.000000Z')"),
    ("readings: st-1 stands in a reading that is not its report's current one",
     "UPDATE statement_versions SET reading = 1 WHERE statement = 1 AND superseded_at IS NULL"),
    ("words: content of st-1 points at", "UPDATE anchors SET exact = 'andre ord' WHERE role = 'content'"),
    ("words: content of st-1 points at", 'UPDATE anchors SET start = start + 1, "end" = "end" + 1'),
    ("words: trigger of ev-1 points at", "UPDATE event_anchors SET start = -1"),
    ("mentions: a mention of ac-1 points at", "UPDATE mentions SET start = start - 1"),
    ("wordings: mention 1 is kept as one of ac-99, and is of ac-1", "UPDATE mentions SET actor = 99"),
    ("places: ev-1 lies at", 'UPDATE event_versions SET "end" = 99999'),
    ("search: st-1 cannot be found by its words", "DELETE FROM statement_words"),
    ("search: tom cannot be found by its words", "DELETE FROM report_words"),
    ("search: statement_words has words of statement_versions 1, which is not current",
     "UPDATE statement_words SET rowid = 1 WHERE rowid = (SELECT max(rowid) FROM statement_words)"),
    ("times: reports 1 was held", "UPDATE reports SET recorded_at = 'i går'"),
    ("times: readings 1 was held", "UPDATE readings SET superseded_at = '2001-01-01T00:00:00.000000Z' WHERE key = 1"),
    ("intervals: readings", "UPDATE readings SET recorded_at = '2001-01-01T00:00:00.000000Z'"),
    ("corrections and groups: ties name ac-9998",
     "INSERT INTO ties (kind, low, high, score) VALUES ('actor', 9998, 9999, 1.0)"),
    ("standings: ma-1 is kept to stand elsewhere than it does", "UPDATE standings SET status = 'kept'"),
    ("standings: ma-1 is kept to stand elsewhere than it does", "DELETE FROM standings"),
    ("merged ids: ac-1 leads to ac-2, which is no smaller",
     "INSERT INTO leaders (kind, member, leader, recorded_at)"
     " VALUES ('actor', 1, 2, '2031-01-01T00:00:00.000000Z')"),
    ("merged ids: ac-3 leads to ac-2, which leads elsewhere",
     "INSERT INTO leaders (kind, member, leader, recorded_at)"
     " VALUES ('actor', 3, 2, '2031-01-01T00:00:00.000000Z'), ('actor', 2, 1, '2031-01-01T00:00:00.000000Z')"),
]  # fmt: skip


def test_what_is_spoilt_is_found(ledger: Ledger, place: Place) -> None:
    fill(ledger)
    home = ledger._store.home
    for expected, *statements in SPOILT:
        if place.engine == "postgresql":
            statements = [
                s.replace("DROP TABLE matter_actors", "DROP TABLE matter_actors CASCADE") for s in statements
            ]
        with spoilt(place, *statements) as connection:
            lines = [str(finding) for finding in verify(home, connection)]
        assert any(line.startswith(expected) for line in lines), (expected, lines)
        assert not any("\n" in line for line in lines)
    assert found(ledger) == []


def test_a_matter_that_another_leads_is_looked_at_with_it(
    ledger: Ledger, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standings, "_AT_ONCE", 1)
    for n in range(4):
        ledger.add(sund(report=f"r{n}"))
    tellings = [one for row in ledger.matters() for one in row.tellings]
    assert len(tellings) > len(ledger.matters()) > 0
    led = next(one for row in ledger.matters() for one in row.tellings if one != row.id)
    stray = (
        "INSERT INTO standings (matter, since, until, status, open, moved, recorded_at) VALUES"
        f" ({led.removeprefix('ma-')}, '2031-01-01', '9999-99-99', 'kept', false, '', '2031-01-01T00:00:00.000000Z')"
    )
    with spoilt(place, stray) as connection:
        assert len(list(standings._all(connection))) == len(ledger.matters())
        lines = [str(finding) for finding in verify(ledger._store.home, connection)]
    assert lines == [f"standings: {led} is kept to stand elsewhere than it does"]


def test_records_are_looked_through_once(ledger: Ledger, path: Path) -> None:
    ledger.add(small("r"))
    kept = [column.name for column in statement_versions.c if column.name not in ("key", "statement")]
    columns = ", ".join(f'"{name}"' for name in kept)

    def steps(statements: int) -> int:
        """What a look takes of the engine's work where there are so many."""
        taken = 0

        def count() -> None:
            nonlocal taken
            taken += 1

        with ledger._store.write() as connection:
            raw = connection.connection.dbapi_connection
            assert isinstance(raw, sqlite3.Connection)
            numbers = f"(WITH RECURSIVE n(x) AS (SELECT 2 UNION SELECT x + 1 FROM n WHERE x < {statements}) SELECT x FROM n)"
            connection.exec_driver_sql(
                "INSERT INTO statements (number, report, recorded_at)"
                f" SELECT x, report, recorded_at FROM statements, {numbers} WHERE number = 1"
            )
            connection.exec_driver_sql(
                f"INSERT INTO statement_versions (statement, {columns})"
                f" SELECT x, {columns} FROM statement_versions, {numbers} WHERE statement = 1"
            )
            raw.set_progress_handler(count, 100)
            assert list(RULES["records"](connection)) == []
            raw.set_progress_handler(None, 0)
            connection.rollback()
        return taken

    assert steps(2000) < 6 * steps(500)  # four times as much, and not sixteen


def test_every_rule_finds_something() -> None:
    assert {said.partition(":")[0] for said, *_ in SPOILT} == set(RULES)


def test_a_page_that_is_damaged_is_found(ledger: Ledger, path: Path) -> None:
    for n in range(30):
        ledger.add(grense(report=f"r{n}"))
    ledger.close()
    with path.open("r+b") as file:  # a page of an index, or of rows, far from the first
        for page in range(40, path.stat().st_size // 4096, 7):
            file.seek(page * 4096)
            file.write(b"\xff" * 64)
    broken = Ledger(Store(File(path)))
    lines = found(broken)
    broken.close()
    assert lines
    assert all(line.startswith("file: ") for line in lines)


def test_a_backup_opens_as_the_ledger_was(ledger: Ledger, place: Place, tmp_path: Path) -> None:
    fill(ledger)
    copy = tmp_path / "kopi.db"
    assert ledger.backup(copy) == []
    assert [found.name for found in tmp_path.iterdir() if "kopi" in found.name] == ["kopi.db"]
    with open_ledger(copy, create=False) as restored:
        assert restored.counts() == ledger.counts()
        assert restored.said() == ledger.said()
        assert restored.timeline() == ledger.timeline()
        assert restored.matters() == ledger.matters()
        for words in ("ferdsel", '"fri ferdsel"', "sundet", "grensestriden"):
            assert [(row.kind, row.report) for row in restored.search(words)] == [
                (row.kind, row.report) for row in ledger.search(words)
            ]
        before = {row.id for row in ledger.said()}
        ledger.add(small("ny"))
        assert restored.add(small("ny")) == "added"
        # Not even a number that the original has given since.
        assert {row.id for row in restored.said()} == {row.id for row in ledger.said()} > before


def test_a_backup_keeps_numbers_that_were_given_from_being_given_again(
    ledger: Ledger, place: Place, tmp_path: Path
) -> None:
    ledger.add(small("r1"))
    gone = ledger.said()[0].id
    for table in ("statement_words", "statement_actors", "anchors", "statement_versions", "statements"):
        place.sql(f"DELETE FROM {table}")
    ledger.backup(tmp_path / "kopi.db")
    with open_ledger(tmp_path / "kopi.db") as restored:
        restored.add(small("r2"))
        assert [row.id for row in restored.said()] != [gone]


def test_a_backup_replaces_nothing_unasked(ledger: Ledger, place: Place, tmp_path: Path) -> None:
    ledger.add(small("r1"))
    copy = tmp_path / "kopi.db"
    copy.write_text("noe annet")
    with pytest.raises(LedgerError, match="--force"):
        ledger.backup(copy)
    assert copy.read_text() == "noe annet"
    assert ledger.backup(copy, force=True) == []
    with open_ledger(copy) as restored:
        assert restored.counts().reports == 1
    for wrong, said in ((tmp_path, "folder"), (tmp_path / "ingen" / "l.db", "no folder")):
        with pytest.raises(LedgerError, match=said):
            ledger.backup(wrong, force=True)
    if place.engine == "sqlite":
        with pytest.raises(LedgerError, match="the ledger itself"):
            ledger.backup(place.target, force=True)


def test_a_ledger_that_is_not_whole_can_be_backed_up(ledger: Ledger, place: Place, tmp_path: Path) -> None:
    fill(ledger)
    place.sql("UPDATE reports SET recorded_at = 'i går'")
    assert ledger.backup(tmp_path / "kopi.db")
    with open_ledger(tmp_path / "kopi.db", create=False) as restored:
        assert restored.counts() == ledger.counts()


def test_a_backup_is_checked_quickly_or_in_full(ledger: Ledger, place: Place, tmp_path: Path) -> None:
    fill(ledger)
    place.sql("UPDATE standings SET status = 'kept'")
    looked: list[tuple[str, int, int]] = []
    assert ledger.backup(tmp_path / "a.db", looking=lambda *at: looked.append(at)) == []
    assert [what for what, _, _ in looked] == ["file", *(what for what in RULES if what != "standings")]
    assert [number for _, number, _ in looked] == list(range(1, len(RULES) + 1))
    assert {of for _, _, of in looked} == {len(looked)}
    found = ledger.backup(tmp_path / "b.db", full=True)
    assert {finding.rule for finding in found} == {"standings"}
    assert list(ledger.check(quick=True)) == []


def test_a_backup_while_others_write(new_ledger_place: Callable[[], Place], tmp_path: Path) -> None:
    place = new_ledger_place()
    ended = threading.Event()

    def write() -> None:
        with place.open() as writing:
            n = 0
            while not ended.is_set():
                writing.add(sund(report=f"r{n}"))
                n += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        with place.open() as ledger:
            for n in range(4):
                assert ledger.backup(tmp_path / f"{n}.db") == []
    finally:
        ended.set()
        writer.join()


def test_what_a_killed_backup_left_goes_with_a_later_one(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add(grense())
    folder = tmp_path / "kopier"
    folder.mkdir()
    left = [
        folder / name
        for name in (".kopi.db.0a1b2c3d.new", ".kopi.db.0a1b2c3d.new-journal", ".kopi.db.99999999.new")
    ]
    busy = [folder / ".kopi.db.00000000.new", folder / ".kopi.db.00000000.new-wal"]
    others = [
        folder / name
        for name in (
            ".annen.db.0a1b2c3d.new",
            ".kopi.db.notater.new",
            "kopi.db.0a1b2c3d.new",
            ".kopi.db.0a1b2c3d.new.txt",
        )
    ]
    day = 24 * 3600
    for file in (*left, *busy, *others):
        file.write_bytes(b"x")
        os.utime(file, (time.time() - 2 * day,) * 2)
    os.utime(busy[1], (time.time() - day / 2,) * 2)
    link = folder / ".kopi.db.aaaaaaaa.new"
    link.symlink_to(others[0])
    os.utime(link, (time.time() - 2 * day,) * 2, follow_symlinks=False)
    assert ledger.backup(folder / "kopi.db") == []
    assert {*folder.iterdir()} == {folder / "kopi.db", link, *busy, *others}
