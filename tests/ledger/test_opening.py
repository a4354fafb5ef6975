"""Files that are ledgers, and files that are not."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from depesje.errors import LedgerError
from depesje.ledger import Counts, open_ledger
from depesje.ledger.kinds import KINDS
from depesje.ledger.migrating import MIGRATIONS
from depesje.ledger.opening import locate
from depesje.ledger.schema import APPLICATION_ID, HEAD
from depesje.ledger.schema_events import events
from tests.places import Place

from .making import grense, small


def refused(path: Path | str, create: bool = True) -> str:
    """What opening says no with: one line that names the file."""
    with pytest.raises(LedgerError) as caught:
        open_ledger(path, create=create)
    said = str(caught.value)
    assert "\n" not in said
    assert Path(path).name in said
    return said


def contents(folder: Path) -> dict[str, bytes]:
    return {found.name: found.read_bytes() for found in folder.iterdir() if found.is_file()}


def test_a_new_file_is_made_at_the_newest_version_and_nothing_beside_it(path: Path) -> None:
    with open_ledger(path) as ledger:
        assert ledger.counts() == Counts(0, 0, 0, 0)
        assert ledger.path == path
    assert [found.name for found in path.parent.iterdir()] == [path.name]
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)


def test_what_is_kept_is_there_next_time(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add(grense())
    with open_ledger(path, create=False) as ledger:
        assert len(ledger.said()) == 3
        assert ledger.add(grense()) == "unchanged"


def test_the_migrations_make_the_tables_that_the_code_knows(place: Place) -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == HEAD

    def ours(_thing: object, name: str | None, kind: str, *_more: object) -> bool:
        return not (kind in ("table", "index") and ("_words" in str(name) or str(name).endswith("_newest")))

    with place.connection() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, events.metadata) == []
        versions = {kind.versions.name for kind in KINDS}
        for table in events.metadata.tables.values():
            partial = {
                index["name"]
                for index in inspect(connection).get_indexes(table.name)
                if index["dialect_options"].get(f"{place.engine}_where") is not None
            }
            meant = {i.name for i in table.indexes if i.dialect_options[place.engine]["where"] is not None}
            newest = {f"ix_{table.name}_newest"} if table.name in versions else set()
            assert partial == meant | newest


def test_what_is_partial_on_one_engine_is_on_the_other() -> None:
    for table in events.metadata.tables.values():
        for index in table.indexes:
            one, other = (index.dialect_options[engine]["where"] for engine in ("sqlite", "postgresql"))
            assert (one is None) == (other is None), index.name


def test_where_a_ledger_is_by_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DEPESJE_LEDGER", raising=False)
    assert locate(None) == tmp_path / "depesje.db"
    monkeypatch.setenv("DEPESJE_LEDGER", str(tmp_path / "annen.db"))
    assert locate(None) == tmp_path / "annen.db"
    assert locate("x.db") == tmp_path / "x.db"
    assert locate("sqlite:///x.db") == tmp_path / "x.db"
    with open_ledger(f"sqlite:///{tmp_path}/ny%.db") as ledger:
        assert ledger.path.exists()


@pytest.mark.parametrize(
    "target", ["mysql://h/d", "sqlite://", "sqlite:///:memory:", "nå://", "a\0b", "sqlite:///a\0b"]
)
def test_what_is_no_place_for_a_ledger(target: str) -> None:
    with pytest.raises(LedgerError):
        open_ledger(target)


def test_a_path_may_begin_with_two_slashes(path: Path) -> None:
    with open_ledger(f"/{path}") as ledger:
        ledger.add(grense())
    with open_ledger(path, create=False) as ledger:
        assert ledger.counts().reports == 1


def test_a_missing_ledger_is_not_made_unasked(path: Path) -> None:
    said = refused(path, create=False)
    assert "depesje add" in said
    assert "depesje example" in said
    assert not path.exists()


def test_a_missing_folder(tmp_path: Path) -> None:
    assert "no folder" in refused(tmp_path / "ingen" / "l.db")


def test_a_folder(tmp_path: Path) -> None:
    assert "folder" in refused(tmp_path)


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("CREATE TABLE notes (words)")


def _imposter(path: Path) -> None:
    _foreign(path)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE alembic_version (version_num)")
        raw.execute("INSERT INTO alembic_version VALUES ('0001')")
        raw.commit()


def _text(path: Path) -> None:
    path.write_text("Dette er en vanlig tekst.\n" * 100, encoding="utf8")


def _truncated(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add(grense())
    os.truncate(path, path.stat().st_size // 2)


def _stub(path: Path) -> None:
    _truncated(path)
    os.truncate(path, 60)


def _scribbled(path: Path) -> None:
    with open_ledger(path) as ledger:
        for n in range(20):
            ledger.add(grense(report=f"r{n}"))
    with path.open("r+b") as file:
        for page in range(4096, path.stat().st_size, 4096):
            file.seek(page)
            file.write(b"\xff" * 100)


def _without_tables(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        raw.execute("CREATE TABLE notes (words)")


def _newer(path: Path) -> None:
    open_ledger(path).close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")


def _of_no_version(path: Path) -> None:
    open_ledger(path).close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("DELETE FROM alembic_version")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_foreign, "another program's"),
        (_imposter, "another program's"),
        (_text, "not a ledger"),
        (Path.touch, "empty"),
        (_truncated, "damaged"),
        (_stub, "not a ledger"),
        (_scribbled, "damaged"),
        (_without_tables, "damaged"),
        (_newer, "newer Depesje"),
        (_of_no_version, "damaged"),
    ],
)
def test_a_file_that_is_no_sound_ledger_is_left_as_it_is(path: Path, spoil: object, said: str) -> None:
    spoil(path)  # type: ignore[operator]
    before = contents(path.parent)
    assert said in refused(path)
    assert contents(path.parent) == before
    refused(path, create=False)
    assert contents(path.parent) == before


def test_a_lost_file_whose_journal_is_left_is_not_made_anew(path: Path) -> None:
    Path(f"{path}-wal").write_bytes(b"rest")
    assert "-wal" in refused(path)
    assert not path.exists()


def test_a_link_to_nowhere(path: Path) -> None:
    path.symlink_to(path.with_name("borte.db"))
    refused(path)


@pytest.fixture
def guarded() -> Iterator[Path]:
    """A folder that others may read but not write, seen by somebody who is not the superuser."""
    folder = Path(tempfile.mkdtemp())
    with open_ledger(folder / "l.db") as ledger:
        ledger.add(small("r1"))
    folder.chmod(0o755)
    (folder / "l.db").chmod(0o644)
    owner = os.geteuid()
    if owner == 0:
        os.seteuid(65534)
    else:
        folder.chmod(0o555)
        (folder / "l.db").chmod(0o444)
    try:
        yield folder
    finally:
        if owner == 0:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_folder_that_may_not_be_written(guarded: Path) -> None:
    assert "permission denied" in refused(guarded / "ny.db")


def test_a_file_that_may_not_be_written(guarded: Path) -> None:
    said = refused(guarded / "l.db")
    assert "permission" in said or "cannot be" in said


def test_a_closed_ledger_says_so(path: Path) -> None:
    ledger = open_ledger(path)
    ledger.close()
    ledger.close()
    with pytest.raises(LedgerError, match="closed"):
        ledger.counts()


def test_damage_found_later_is_told_in_one_line(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add(grense())
        with closing(sqlite3.connect(path)) as raw:
            raw.execute("DROP TABLE anchors")
        with pytest.raises(LedgerError, match="damaged") as caught:
            ledger.said()
        assert path.name in str(caught.value)
