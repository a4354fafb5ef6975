"""A run over many reports: it holds what reading holds, goes on where it was ended, and becomes a ledger as it is."""

from __future__ import annotations

import re
import shutil
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

from depesje import intake
from depesje.cli import app
from depesje.errors import Problem, ScaleError
from depesje.exports import Options
from depesje.keeping import keep, keep_read
from depesje.ledger import open_ledger
from depesje.reading import read_reports
from depesje.records import Record
from depesje.scale import Asked, Done, Folder, kept_records, read_all, reports_in
from depesje.scale.engine import Cluster
from tests.scale.making import archive, json_lines, tables, text

command = CliRunner()


def asked(folder: Path, **more: object) -> Asked:
    return Asked((str(folder / "in"),), folder / "out", **({"size": 1500, "cluster": Cluster(1)} | more))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of inputs, and of what a run made of them."""
    folder = tmp_path_factory.mktemp("run")
    (folder / "in").mkdir()
    json_lines(folder / "in" / "a.jsonl", range(16))
    archive(folder / "in" / "b.warc.gz", range(16, 20))
    (folder / "in" / "c.txt").write_text(text(20), encoding="utf-8")
    (folder / "in" / "d.txt").write_text("?!", encoding="utf-8")
    done = list(read_all(asked(folder)))
    assert len(done) > 2 and not any(one.before for one in done)
    return folder


@pytest.fixture
def run(made: Path, tmp_path: Path) -> Path:
    """The same, to be changed; the inputs stay where they are, as a run knows them by their place."""
    shutil.copytree(made / "out", tmp_path / "out")
    return tmp_path / "out"


def again(made: Path, out: Path, **more: object) -> list[Done]:
    options = {"cluster": Cluster(1)} | more
    return list(read_all(Asked((str(made / "in"),), out, **options)))  # type: ignore[arg-type]


def here(folder: Path) -> list[Record | Problem]:
    return list(read_reports(intake.load([folder / "in"], today=date.today())))


def test_it_holds_what_reading_holds(made: Path) -> None:
    found = here(made)
    records = [one for one in found if isinstance(one, Record)]
    assert list(kept_records(made / "out")) == records
    held = tables(made / "out")
    assert len(held["statements"]) == sum(len(one.statements) for one in records) > 15
    assert len(held["events"]) == sum(len(one.events) for one in records)
    assert [row["reason"] for row in held["problems"]] == [
        one.reason for one in found if isinstance(one, Problem)
    ]
    assert reports_in(made / "out") == len(records) == len({row["id"] for row in held["reports"]})


def test_what_is_done_is_not_done_again(made: Path, run: Path) -> None:
    before = tables(run)
    assert all(one.before for one in again(made, run))
    marks = sorted((run / "done").iterdir())
    marks[1].unlink()
    (run / "statements" / f"{marks[1].stem}.parquet").write_bytes(b"half")
    done = again(made, run)
    assert [one.mark.shard for one in done if not one.before] == [marks[1].stem]
    assert tables(run) == before


def test_a_damaged_mark_counts_for_nothing(made: Path, run: Path) -> None:
    before = tables(run)
    mark = min((run / "done").iterdir())
    mark.write_bytes(mark.read_bytes()[:10])
    assert sum(not one.before for one in again(made, run)) == 1
    assert tables(run) == before


def test_a_folder_is_of_one_run(made: Path, run: Path, tmp_path: Path) -> None:
    with pytest.raises(ScaleError, match="with other options"):
        again(made, run, published="2023")
    with pytest.raises(ScaleError, match="with other options"):
        again(made, run, size=900)
    with pytest.raises(ScaleError, match="over other inputs"):
        list(read_all(Asked((str(made / "in" / "a.jsonl"),), run, cluster=Cluster(1))))
    manifest = run / "depesje-read.json"
    manifest.write_text(re.sub(r'"reader": "[^"]*"', '"reader": "another"', manifest.read_text()))
    with pytest.raises(ScaleError, match="other versions"):
        again(made, run)
    manifest.write_text("{")
    with pytest.raises(ScaleError, match="cannot be read"):
        again(made, run)
    (tmp_path / "strange").mkdir()
    (tmp_path / "strange" / "letter.txt").write_text("mine")
    with pytest.raises(ScaleError, match="is not empty and holds no run"):
        again(made, tmp_path / "strange")


def test_a_folder_has_one_run_at_a_time(made: Path, run: Path) -> None:
    with Folder(run), pytest.raises(ScaleError, match="another run writes there"):
        again(made, run)


def test_a_ledger_of_a_run_is_the_ledger_of_its_reports(made: Path, tmp_path: Path) -> None:
    def exported(name: str, *, read: bool) -> bytes:
        with open_ledger(tmp_path / name) as ledger:
            if read:
                told = list(keep_read(kept_records(made / "out"), ledger, together=7))
                assert set(told) == {"added"}
                assert set(keep_read(kept_records(made / "out"), ledger)) == {"unchanged"}
            else:
                list(keep(intake.load([made / "in"]), ledger))
            out = BytesIO()
            ledger.export("json", out, Options(texts=True))
        return re.sub(rb'"recorded_at":\s*"[^"]*"', b"", out.getvalue())

    assert exported("a.db", read=True) == exported("b.db", read=False)


def test_records_that_are_damaged_are_named(run: Path) -> None:
    place = min((run / "records").iterdir())
    place.write_bytes(b"PAR1 no")
    with pytest.raises(ScaleError, match=re.escape(str(place))):
        list(kept_records(run))


def test_the_command_adds_a_run(made: Path, tmp_path: Path) -> None:
    ledger = str(tmp_path / "l.db")
    first = command.invoke(app, ["add", str(made / "out"), "--ledger", ledger])
    assert first.exit_code == 0 and "21 added" in first.output
    assert "21 unchanged" in command.invoke(app, ["add", str(made / "out"), "--ledger", ledger]).output
    mixed = command.invoke(app, ["add", str(made / "out"), str(made / "in"), "--ledger", ledger])
    assert mixed.exit_code == 2 and "one after the other" in mixed.output
    named = command.invoke(app, ["add", str(made / "out"), "--published", "2022", "--ledger", ledger])
    assert named.exit_code == 2 and "as it was read" in " ".join(named.output.split())


@pytest.mark.parametrize(
    "given",
    [
        ["--engine", "daft"], ["--out", "there"], ["--engine", "spark", "--out", "there"],
        ["--engine", "daft", "--out", "x", "-"],
        ["--engine", "daft", "--out", "x", "https://avis.example/1"], ["--engine", "daft", "--out", "x", "--processes", "0"],
        ["--engine", "daft", "--out", "x", "--fast"], ["--engine", "daft", "--out", "x", "--format", "json"],
        ["--engine", "daft", "--out", "x", "--allow-private", "intranett"], ["--processes", "2"], ["--cluster", "auto"],
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_wrong_usage(
    given: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = command.invoke(app, ["read", "a.txt", *given])
    assert result.exit_code == 2
    assert not list(tmp_path.iterdir())


def test_without_daft_it_says_what_to_install(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "daft", None)
    result = command.invoke(app, ["read", str(made / "in"), "--engine", "daft", "--out", str(tmp_path / "o")])
    assert result.exit_code == 1
    assert "pip install 'depesje[scale]'" in result.stderr


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ([], None),
        (["--cluster", "auto"], ""),
        (["--cluster", "autobahn.example:6379"], "autobahn.example:6379"),
    ],
)
def test_a_cluster_is_named_as_it_is_given(
    given: list[str], address: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Asked] = []
    monkeypatch.setattr("depesje.scale.run.read_all", lambda asked, _: seen.append(asked) or iter(()))
    result = command.invoke(app, ["read", "a.txt", "--engine", "daft", "--out", str(tmp_path / "o"), *given])
    assert result.exit_code == 0
    assert [one.cluster.address for one in seen] == [address]
