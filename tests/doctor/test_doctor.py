"""``depesje doctor`` tells what is well and what is not, changes nothing, and does not fall ill itself."""

from __future__ import annotations

import io
import json
import socket
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from depesje.cli import app
from depesje.doctor import examine, held, installed, surroundings
from depesje.doctor.signs import Sign
from depesje.ledger import open_ledger
from depesje.ledger.ids import utc_now
from depesje.ledger.schema import HEAD
from tests.cli.making import record
from tests.conftest import as_nobody
from tests.ledger.old_files import old_file
from tests.postgres import Server


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A ledger with one report."""
    path = tmp_path / "krise.db"
    with open_ledger(path) as book:
        book.add(record())
    return path


@pytest.fixture
def without_pipelines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed, "pipelines", lambda: iter(()))


def of(signs: Iterator[Sign], level: str) -> list[str]:
    return [f"{sign.what}: {sign.told}" for sign in signs if sign.level == level]


def levels(signs: Iterator[Sign]) -> dict[str, str]:
    return {sign.what: sign.level for sign in signs}


def test_all_is_well_without_network_or_home(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def cut(*_: object) -> None:
        raise OSError("the network is down")

    def nowhere() -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr(socket, "getaddrinfo", cut)
    monkeypatch.setattr(socket.socket, "connect", cut)
    monkeypatch.setattr(Path, "home", nowhere)
    signs = list(examine(str(file), 0))
    assert [str(sign) for sign in signs if sign.level == "fail"] == []
    told = {sign.what: sign.told for sign in signs}
    assert told["home"] == "there is none, and none is needed"
    assert {
        "python",
        "packages",
        "pipeline nb",
        "pipeline nn",
        "pipeline en",
        "sqlite",
        "ledger",
        "clock",
    } <= set(told)
    assert all("reads a sentence" in told[f"pipeline {language}"] for language in ("nb", "nn", "en"))
    assert told["ledger"].endswith(f"tables {HEAD}")
    assert told["ledger's content"].startswith("reports 1, statements 2")


def test_before_the_first_ledger_all_is_well_and_none_is_made(tmp_path: Path) -> None:
    signs = list(held.ledger(str(tmp_path / "krise.db")))
    assert of(iter(signs), "fail") == []
    assert any("there is none" in sign.told for sign in signs)
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("without_pipelines")
def test_the_command_tells_in_lines_or_in_json_and_by_its_status(file: Path, tmp_path: Path) -> None:
    well = CliRunner().invoke(app, ["doctor", "--ledger", str(file), "--json"])
    assert well.exit_code == 0, well.output
    assert {"what", "level", "told", "todo"} == set(json.loads(well.stdout)[0])
    other = tmp_path / "annet.db"
    with closing(sqlite3.connect(other)) as raw:
        raw.execute("CREATE TABLE annet (n)")
    ill = CliRunner().invoke(app, ["doctor", "--ledger", str(other)])
    assert ill.exit_code == 1
    assert f"fail  ledger: {other} is another program's SQLite database" in ill.stdout
    assert "\n      → " in ill.stdout
    assert ill.stderr == "depesje: 1 thing to be seen to before Depesje can do its work\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "is empty, not a ledger"), (b"x" * 4096, "is not a ledger: no SQLite database")],
)
def test_what_is_no_ledger_is_told_and_left(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "krise.db"
    path.write_bytes(content)
    (line,) = of(held.ledger(str(path)), "fail")
    assert told in line
    assert path.read_bytes() == content


def test_a_ledger_of_before_is_not_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "krise.db"
    old_file(path, "0003")
    before = path.read_bytes()
    signs = list(held.ledger(str(path)))
    assert of(iter(signs), "fail") == []
    assert any(f"brings to {HEAD}" in line for line in of(iter(signs), "warn"))
    assert path.read_bytes() == before


def test_a_ledger_of_a_newer_version_is_told(file: Path) -> None:
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    (line,) = of(held.ledger(str(file)), "fail")
    assert "tables 9999, of a newer Depesje" in line


def test_a_clock_that_was_set_back_is_told(file: Path) -> None:
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute("UPDATE readings SET recorded_at = '2199-01-01T00:00:00.000000Z'")
    failed = of(held.ledger(str(file)), "fail")
    assert any(line.startswith("clock: ") and "2199-01-01" in line for line in failed)
    assert utc_now() < "2199"


def test_records_that_do_not_agree_with_their_words_are_told(file: Path) -> None:
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute("DELETE FROM statement_words")
    assert "ledger's records: search: st-1 cannot be found by its words" in of(held.ledger(str(file)), "fail")


def test_what_cannot_be_written_is_told_and_can_still_be_looked_at(public: Path) -> None:
    path = public / "krise.db"
    with open_ledger(path) as book:
        book.add(record())
    path.chmod(0o444)
    public.chmod(0o555)
    with as_nobody():
        signs = list(held.ledger(str(path)))
    public.chmod(0o755)
    found = levels(iter(signs))
    assert found["ledger"] == "ok"
    assert found["writing"] == "warn"
    assert found["disk"] == "warn"


def test_a_writer_at_work_is_no_failure(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        signs = list(held.ledger(str(file)))
    assert ("writing", "warn") in levels(iter(signs)).items()
    assert of(iter(signs), "fail") == []


@pytest.mark.parametrize(("left", "level"), [(2**40, "ok"), (2**28, "warn"), (2**20, "fail")])
def test_a_disk_that_fills_is_told(
    file: Path, monkeypatch: pytest.MonkeyPatch, left: int, level: str
) -> None:
    monkeypatch.setattr(held.shutil, "disk_usage", lambda _: SimpleNamespace(free=left))
    assert levels(held.ledger(str(file)))["disk"] == level


def test_packages_that_are_missing_or_too_old_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    version = metadata.version

    def found(name: str) -> str:
        if name == "jinja2":
            raise metadata.PackageNotFoundError(name)
        return "1.0" if name in ("spacy", "psycopg") else version(name)

    monkeypatch.setattr(metadata, "version", found)
    failed = [sign for sign in installed.packages() if sign.level == "fail"]
    assert sorted(sign.what for sign in failed) == ["package jinja2", "package spacy"]
    assert all(sign.todo.startswith("pip install '") for sign in failed)
    assert "extra postgres" in [sign.what for sign in installed.extras() if sign.level == "warn"]


def test_a_pipeline_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPESJE_PIPELINES", "en=en_som_ikke_finnes")
    found = {sign.what: sign for sign in installed.pipelines()}
    assert found["pipeline en"].level == "fail"
    assert "DEPESJE_PIPELINES" in found["pipeline en"].todo
    assert found["pipeline nb"].level == "ok"


def test_a_terminal_without_norwegian_letters_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    (sign,) = surroundings.letters()
    assert (sign.level, "PYTHONUTF8=1" in sign.todo) == ("warn", True)


def test_without_a_folder_for_passing_files_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> None:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "TemporaryFile", none)
    assert levels(surroundings.folders())["temporary files"] == "warn"


def test_a_port_that_is_taken_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        (sign,) = surroundings.pages(taken.getsockname()[1])
    assert (sign.level, sign.told) == ("warn", "another program serves there")


def test_an_examination_that_breaks_is_a_sign_and_the_others_are_made(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, without_pipelines: None
) -> None:
    def broken() -> Iterator[Sign]:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(surroundings, "folders", broken)
    signs = list(examine(str(tmp_path / "krise.db"), 0))
    assert of(iter(signs), "fail") == ["folders: division by zero"]
    assert signs[-1].what.startswith("port")


def test_an_address_that_is_none_is_told() -> None:
    (line,) = of(held.ledger("mysql://krise"), "fail")
    assert "is no ledger's address" in line


def test_a_database_that_does_not_answer_is_told() -> None:
    (line,) = of(held.ledger("postgresql://ola:hemmelig@127.0.0.1:1/krise"), "fail")
    assert "cannot be reached" in line
    assert "hemmelig" not in line


@pytest.mark.server
def test_a_ledger_in_a_database(server: Server) -> None:
    url = server.url(server.database())
    assert of(held.ledger(url), "fail") == []
    with open_ledger(url) as book:
        book.add(record())
    signs = list(held.ledger(url))
    assert of(iter(signs), "fail") == []
    assert any(sign.told.startswith("reports 1, statements 2") for sign in signs)
    assert any(sign.told.endswith(f"tables {HEAD}") for sign in signs)
