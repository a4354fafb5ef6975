"""A ledger that an older Depesje made: brought up to date with all that it holds, and the code's own afterwards.

What older versions left is in ``old``; see ``old_files``.
"""

from __future__ import annotations

import importlib
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Integer, MetaData, create_engine, select, text

from depesje.errors import LedgerError
from depesje.ledger import open_ledger, standings, wordindex
from depesje.ledger.engines.postgres import bring_to
from depesje.ledger.engines.sqlite_file import migrate
from depesje.ledger.schema import HEAD, REPORT_WORDS, STATEMENT_WORDS
from tests.places import Place

from .making import V1, V2, grense, sund
from .old_files import OLD, made, old_file

HELD: dict[str, list[int]] = defaultdict(
    lambda: [4, 2, 1], {"0001": [0, 0, 0]}
)  # events, matters and divisions


def old_database(url: str, version: str, path: Path) -> None:
    """Make a database as the given version left it, with the rows of such a file."""
    old_file(path, version)
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection, create_engine(f"sqlite:///{path}").connect() as source:
        bring_to(connection, version)
        tables = MetaData()
        tables.reflect(source, only=lambda name, _: "_words" not in name and name != "alembic_version")
        for table in tables.sorted_tables:
            if rows := [dict(row._mapping) for row in source.execute(select(table))]:
                connection.execute(table.insert(), rows)
            key = next(iter(table.primary_key)).name
            if not isinstance(table.c[key].type, Integer):
                continue
            connection.execute(
                text(
                    f'SELECT setval(CAST(s AS regclass), (SELECT max("{key}") FROM "{table.name}"))'
                    f" FROM pg_get_serial_sequence('{table.name}', '{key}') s WHERE s IS NOT NULL"
                )
            )
        for index in (STATEMENT_WORDS, REPORT_WORDS):
            for row in source.execute(text(f"SELECT rowid AS key, * FROM {index}")):
                stems = wordindex._vector(row.words.split(), row._mapping.get("title", "").split())
                connection.execute(
                    text(f"INSERT INTO {index} VALUES (:key, CAST(:stems AS tsvector))"),
                    {"key": row.key, "stems": stems},
                )
    engine.dispose()


def old_ledger(place: Place, version: str, tmp_path: Path) -> None:
    if place.engine == "sqlite":
        old_file(Path(place.target), version)
    else:
        old_database(place.target, version, tmp_path / "gammel.db")


def version(place: Place) -> str:
    return str(place.sql("SELECT version_num FROM alembic_version")[0][0])


def test_there_is_an_old_ledger_of_every_version_before_this_one() -> None:
    assert [found.stem for found in sorted(OLD.iterdir())] == [f"v{n:04}" for n in range(1, int(HEAD))]


def test_the_file_of_a_version_is_made_from_that_of_the_one_before() -> None:
    last = f"{int(HEAD) - 1:04}"
    kept = (OLD / f"v{last}.sql").read_text(encoding="utf8")
    assert _untimed(made(last)) == _untimed(kept)


def _untimed(rows: str) -> list[str]:
    """The rows in order, but for when they were written: a migration may write some."""
    return sorted(re.sub(r"'\d{4}-\d\d-\d\dT[\d:.]+Z'", "now", row) for row in rows.splitlines()[1:])


VERSIONS = sorted(found.stem[1:] for found in OLD.iterdir())
# All of them take minutes; a mistake in the newest migration shows in the first and in the last.
QUICK = {VERSIONS[0], *VERSIONS[-2:]}


@pytest.mark.parametrize(
    "old", [pytest.param(one, marks=() if one in QUICK else pytest.mark.slow) for one in VERSIONS]
)
def test_an_old_ledger_keeps_all_and_gains_the_new(
    new_place: Callable[[], Place], old: str, tmp_path: Path
) -> None:
    place = new_place()
    old_ledger(place, old, tmp_path)
    held = place.sql("SELECT statement FROM statement_versions WHERE superseded_at IS NULL")
    with place.open() as ledger:
        assert version(place) == HEAD
        assert {row.id for row in ledger.said()} == {f"st-{statement}" for (statement,) in held}
        assert {row.report for row in ledger.said()} >= {"grense", "r2"}
        assert ledger.counts().revisions >= 3
        assert [row.kind for row in ledger.search("ferdsel")] == ["statement", "report"]
        assert [len(rows) for rows in (ledger.timeline(), ledger.matters(), ledger.divisions())] == HELD[old]
        ids = {row.words: row.id for row in ledger.said() if row.report == "grense"}
        led = "SELECT count(*) FROM mentions m JOIN appearances a ON a.key = m.appearance WHERE m.actor = a.actor"
        assert place.sql(led) == place.sql("SELECT count(*) FROM mentions") != [(0,)]
        assert ledger.add(grense(versions=V1)) == "revised"
        assert {row.words: row.id for row in ledger.said() if row.report == "grense"} == ids
        assert ledger.add(sund(report="sund-2", versions=V2)) == "added"
        assert ledger.counts().events == HELD[old][0] + 4
    if place.engine == "sqlite":
        assert place.sql("PRAGMA foreign_key_check") == []
        assert place.sql("PRAGMA integrity_check") == [("ok",)]


def test_what_led_to_another_actor_does_so_still(new_place: Callable[[], Place], tmp_path: Path) -> None:
    place = new_place()
    old_ledger(place, "0002", tmp_path)
    redirects = place.sql("SELECT old, new FROM redirects")
    assert redirects
    with place.open() as ledger:
        for old, new in redirects:
            assert ledger.resolve(old) == ledger.resolve(new) == min(old, new)


def test_an_upgrade_that_fails_leaves_the_ledger_as_it_was(
    new_place: Callable[[], Place], tmp_path: Path
) -> None:
    place = new_place()
    old_ledger(place, "0001", tmp_path)
    place.sql("CREATE TABLE divisions (in_the_way VARCHAR)")  # the last of the new tables
    before = place.dump()
    with pytest.raises(LedgerError, match=place.name):
        place.open()
    assert place.dump() == before
    assert version(place) == "0001"


def test_what_another_program_has_just_upgraded_is_not_worked_out_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_file(path, "0015")
    rebuilt: list[None] = []
    rebuild = standings.rebuild
    monkeypatch.setattr(standings, "rebuild", lambda connection: (rebuilt.append(None), rebuild(connection)))
    open_ledger(path).close()
    assert len(rebuilt) == 1
    migrate(path)  # as one does that had to wait for it
    assert len(rebuilt) == 1


@pytest.mark.parametrize(
    ("old", "refilled"),
    [
        ("0012", ["keying", "wordings", "found_by", "standings"]),
        ("0015", ["wordings", "standings"]),
        ("0016", ["wordings"]),
        ("0017", []),
    ],
)
def test_only_what_the_migrations_name_is_worked_out_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch, old: str, refilled: list[str]
) -> None:
    done: list[str] = []

    def noting(name: str, step: Callable[..., None]) -> Callable[..., None]:
        return lambda *given: (done.append(name), step(*given))[1]

    for name, step in (
        ("keying", "fill"),
        ("wordings", "lead"),
        ("found_by", "refill"),
        ("standings", "rebuild"),
    ):
        module = importlib.import_module(f"depesje.ledger.{name}")
        monkeypatch.setattr(module, step, noting(name, getattr(module, step)))
    old_file(path, old)
    open_ledger(path).close()
    assert done == refilled
