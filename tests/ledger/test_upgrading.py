"""A ledger that an older Depesje made: brought up to date with all that it holds, and the code's own afterwards.

``old/VERSION.sql`` holds the rows of a ledger of that version; its tables are made by the migrations up to it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

import depesje.ledger as package
from depesje.errors import LedgerError
from depesje.ledger import open_ledger
from depesje.ledger.schema import APPLICATION_ID, HEAD

from .making import V1, V2, grense, sund

OLD = Path(__file__).parent / "old"
HELD = {"0001": [0, 0, 0], "0002": [4, 2, 1], "0003": [4, 2, 1]}  # events, matters and divisions
MIGRATIONS = Path(package.__file__).parent / "migrations"


def old_ledger(path: Path, version: str) -> None:
    """Make a ledger as the given version left it."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, version)
    engine.dispose()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        raw.executescript((OLD / f"v{version}.sql").read_text(encoding="utf8"))


def version(path: Path) -> str:
    with closing(sqlite3.connect(path)) as raw:
        return str(raw.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def test_there_is_an_old_ledger_of_every_version_before_this_one() -> None:
    assert [found.stem for found in sorted(OLD.iterdir())] == [f"v{n:04}" for n in range(1, int(HEAD))]


@pytest.mark.parametrize("old", sorted(found.stem[1:] for found in OLD.iterdir()))
def test_an_old_ledger_keeps_all_and_gains_the_new(path: Path, old: str) -> None:
    old_ledger(path, old)
    with closing(sqlite3.connect(path)) as raw:
        held = raw.execute(
            "SELECT statement, key FROM statement_versions WHERE superseded_at IS NULL"
        ).fetchall()
    with open_ledger(path, create=False) as ledger:
        assert version(path) == HEAD
        assert {row.id for row in ledger.said()} == {f"st-{statement}" for statement, _ in held}
        assert {row.report for row in ledger.said()} >= {"grense", "r2"}
        assert ledger.counts().revisions >= 3
        assert [row.kind for row in ledger.search("ferdsel")] == ["statement", "report"]
        assert [len(rows) for rows in (ledger.timeline(), ledger.matters(), ledger.divisions())] == HELD[old]
        ids = {row.words: row.id for row in ledger.said() if row.report == "grense"}
        assert ledger.add(grense(versions=V1)) == "revised"
        assert {row.words: row.id for row in ledger.said() if row.report == "grense"} == ids
        assert ledger.add(sund(report="sund-2", versions=V2)) == "added"
        assert len(ledger.timeline()) == HELD[old][0] + 4
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_what_led_to_another_actor_does_so_still(path: Path) -> None:
    old_ledger(path, "0002")
    with closing(sqlite3.connect(path)) as raw:
        redirects = raw.execute("SELECT old, new FROM redirects").fetchall()
    assert redirects
    with open_ledger(path) as ledger:
        for old, new in redirects:
            assert ledger.resolve(old) == ledger.resolve(new) == min(old, new)


def test_an_upgrade_that_fails_leaves_the_ledger_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_ledger(path, "0001")
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE divisions (in_the_way)")  # the last of the new tables
        before = list(raw.iterdump())
    with pytest.raises(LedgerError, match=path.name):
        open_ledger(path, create=False)
    with closing(sqlite3.connect(path)) as raw:
        assert list(raw.iterdump()) == before
