"""Inputs that cannot be read: each is one line that names it, the others are still read, and the status is 1."""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result

from depesje import open_ledger
from depesje.errors import Problem
from depesje.records import Record, Report
from tests.conftest import as_nobody

from . import making
from .making import TEXT
from .working import DEPESJE, SAID, environment

Run = Callable[..., Result]
FUTURE = date.today().year + 3
PAGE = (
    '<html><head><meta charset="utf-8"><title>Støre svarer</title></head><body><article><h1>Støre svarer</h1>'
    "<p>«Vi står ved kravet», sier Støre til NTB etter møtet i Oslo. Han sier at svaret kommer før fredag.</p>"
    "</article></body></html>"
)
GERMAN = "Der Minister forderte am Freitag, dass das Schiff freigegeben wird. Die Regierung wies die Forderung zurück."


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """A folder with one of each, and two that can be read."""
    folder = tmp_path / "inn"
    folder.mkdir()
    (folder / "a_good.txt").write_text(SAID.format(1), encoding="utf8")
    (folder / "b_empty.txt").write_bytes(b"")
    (folder / "c_blank.txt").write_bytes(b" \n\t\n")
    (folder / "d_binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "e_future.txt").write_text(f"date {FUTURE}-01-28\n{SAID.format(2)}", encoding="utf8")
    (folder / "f_german.txt").write_text(GERMAN, encoding="utf8")
    (folder / "g_large.txt").write_text(SAID.format(3) * (20_000_000 // len(SAID)), encoding="utf8")
    (folder / "h_stoere.html").write_bytes(PAGE.encode("cp1252"))
    (folder / "i_link.txt").symlink_to(folder / "borte.txt")
    (tmp_path / "tom").mkdir()
    return folder


REASONS = [
    "inn/b_empty.txt: empty",
    "inn/c_blank.txt: empty",
    "inn/d_binary.txt: binary file, not a report",
    f"inn/e_future.txt: published {FUTURE}-01-28 lies in the future",
    "inn/f_german.txt: written in German (de); Depesje reads ",
    "inn/g_large.txt: too large: 20.",
    "inn/i_link.txt: a broken link to ",
    "tom: no reports in folder",
    "borte.txt: no such file",
]


def told(complaints: str) -> list[str]:
    """The complaints, cut where what is expected of them ends."""
    lines = complaints.splitlines()
    assert len(lines) == len(REASONS), complaints
    return [
        line.removeprefix("depesje: ")[: len(reason)] for line, reason in zip(lines, REASONS, strict=True)
    ]


def test_each_is_named_and_the_others_are_read(inputs: Path) -> None:
    done = subprocess.run(
        [*DEPESJE, "read", "inn", "tom", "borte.txt", "--format", "jsonl"],
        cwd=inputs.parent, capture_output=True, text=True, check=False, env=environment(),
    )  # fmt: skip
    assert done.returncode == 1
    assert told(done.stderr) == REASONS
    read = {line["report"]["id"]: line for line in map(json.loads, done.stdout.splitlines())}
    assert list(read) == ["a_good.txt", "h_stoere.html"]
    assert read["a_good.txt"]["statements"]
    # The page says that it is UTF-8; it is not, and what it is was guessed.
    stoere = read["h_stoere.html"]
    assert stoere["report"]["charset_guessed"] is True
    assert "Støre" in {mention["text"] for actor in stoere["actors"] for mention in actor["mentions"]}
    assert stoere["statements"]


def test_each_is_named_and_the_others_are_kept(inputs: Path) -> None:
    done = subprocess.run(
        [*DEPESJE, "add", "inn", "tom", "borte.txt"],
        cwd=inputs.parent, capture_output=True, text=True, check=False, env=environment(),
    )  # fmt: skip
    assert done.returncode == 1
    assert told(done.stderr) == REASONS
    assert done.stdout.startswith(f"2 added, {len(REASONS)} failed; depesje.db holds 2 reports")


def test_twenty_megabytes_cost_neither_time_nor_memory(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    large.write_text(SAID.format(3) * (20_000_000 // len(SAID)), encoding="utf8")
    for given, stdin in ((str(large), None), ("-", large)):
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        done = subprocess.run(
            [*DEPESJE, "read", given, "--format", "jsonl"],
            stdin=stdin.open("rb") if stdin else None,
            capture_output=True, text=True, check=False, env=environment(),
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (2**30, 2**30)),
        )  # fmt: skip
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.count("\n") == 1
        assert f"{given}: too large" in done.stderr
        assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 20


def test_a_file_that_goes_away_while_others_are_read(
    depesje: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "inn"
    folder.mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_text(f"{name} {TEXT}", encoding="utf8")

    def reading(reports: Iterable[Report | Problem]) -> Iterator[Record | Problem]:
        for item in making.read_reports(reports):
            yield item
            (folder / "b.txt").unlink(missing_ok=True)

    monkeypatch.setattr("depesje.reading.read_reports", reading)
    result = depesje("read", "inn", "--format", "jsonl")
    assert result.exit_code == 1
    assert result.stderr == "depesje: inn/b.txt: the file was removed before it could be read\n"
    assert [json.loads(line)["report"]["id"] for line in result.stdout.splitlines()] == ["a.txt", "c.txt"]


def test_what_the_system_lets_nobody_read(
    depesje: Run, public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (public / "closed").mkdir()
    for name in ("a.txt", "b.txt", "closed/c.txt", "d.txt"):
        (public / name).write_text(TEXT, encoding="utf8")
    (public / "b.txt").chmod(0)
    (public / "closed").chmod(0)
    monkeypatch.chdir(public)
    with as_nobody():
        result = depesje("read", ".", "b.txt", "--format", "jsonl")
    (public / "closed").chmod(0o755)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "depesje: b.txt: no permission to read it",
        "depesje: closed: no permission to read it",
        "depesje: b.txt: no permission to read it",
    ]
    assert len(result.stdout.splitlines()) == 2


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE notes (words)")


def _article(path: Path) -> None:
    path.write_text(TEXT * 100, encoding="utf8")


@pytest.mark.parametrize("spoil", [_foreign, _article, Path.mkdir, Path.touch])
def test_a_ledger_that_is_none_is_named_and_left_alone(
    depesje: Run, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf8")
    target = tmp_path / "mitt.db"
    spoil(target)
    before = target.read_bytes() if target.is_file() else None
    for words in (("add", "a.txt"), ("said",), ("timeline",), ("matters",), ("who", "X"), ("search", "x")):
        result = depesje(*words, "--ledger", "mitt.db")
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.count("\n") == 1
        assert "mitt.db" in result.stderr
    assert before == (target.read_bytes() if target.is_file() else None)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "mitt.db"]


def test_a_ledger_that_may_not_be_written(
    depesje: Run, public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.txt"):
        (public / name).write_text(f"{name} {TEXT}", encoding="utf8")
    monkeypatch.chdir(public)
    with open_ledger("mitt.db"):
        pass
    if os.geteuid() != 0:
        (public / "mitt.db").chmod(0o444)
        public.chmod(0o555)
    with as_nobody():
        results = [depesje("add", "a.txt", "--ledger", name) for name in ("mitt.db", "nytt.db")]
    public.chmod(0o755)
    for result, name in zip(results, ("mitt.db", "nytt.db"), strict=True):
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.count("\n") == 1
        assert name in result.stderr
    assert depesje("add", "b.txt", "--ledger", "mitt.db").exit_code == 0
