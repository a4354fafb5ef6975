"""``depesje reread`` and ``orphans``, and what ``add`` tells of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

from depesje.errors import Problem
from depesje.records import Record, Report, Versions

from . import making
from .making import TEXT

Run = Callable[..., Result]
NEWER = Versions("2", "1", "1")


def newer(reports: Iterable[Report | Problem]) -> Iterator[Record | Problem]:
    """A later version of the reader: misses the second statement."""
    for read in making.read_reports(reports):
        yield (
            read
            if isinstance(read, Problem)
            else replace(read, versions=NEWER, statements=read.statements[:1])
        )


@pytest.fixture
def kept(depesje: Run, tmp_path: Path) -> Run:
    """Three reports, read by the version before the one that is installed from now on."""
    (tmp_path / "brev.txt").write_text(TEXT, encoding="utf8")
    (tmp_path / "a.txt").write_text("Tor Ness kom.", encoding="utf8")
    (tmp_path / "b.txt").write_text("Tor Ness gikk.", encoding="utf8")
    assert depesje("add", "brev.txt", "a.txt", "b.txt", "--published", "2022-01").exit_code == 0
    return depesje


@pytest.fixture
def upgraded(kept: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr("depesje.rereading.read_reports", newer)
    monkeypatch.setattr("depesje.rereading.installed", lambda language: NEWER)
    return kept


def test_what_the_installed_versions_have_read_is_left(kept: Run) -> None:
    assert kept("reread").stdout == "nothing to read again\n"
    assert json.loads(kept("reread", "--json").stdout) == []
    assert kept("reread", "--all").stdout == (
        "3 reports read again; of their records 2 stayed, 0 changed, 0 came, 0 went\n"
    )


def test_reread_tells_what_became_of_the_records(upgraded: Run) -> None:
    assert upgraded("reread").stdout == (
        "3 reports read again; of their records 1 stayed, 0 changed, 0 came, 1 went\n"
    )
    assert upgraded("reread").stdout == "nothing to read again\n"
    assert len(json.loads(upgraded("said", "--json").stdout)) == 1


def test_add_tells_that_others_have_read_what_is_held(upgraded: Run, tmp_path: Path) -> None:
    told = upgraded("add", "a.txt").stdout.splitlines()
    assert told[0].startswith("1 unchanged; ")
    assert told[1:] == ["3 reports of it were read by other versions: 'depesje reread' reads them again"]
    upgraded("reread")
    assert len(upgraded("add", "a.txt").stdout.splitlines()) == 1


def test_reread_takes_some_reports(upgraded: Run) -> None:
    (report,) = {row["report"] for row in json.loads(upgraded("said", "--json").stdout)}
    assert upgraded("reread", "--since", "2023").stdout == "nothing to read again\n"
    result = upgraded("reread", report.removeprefix("sha256:")[:10], "--json")
    assert json.loads(result.stdout) == [
        {"report": report, "stayed": 1, "changed": 0, "came": 0, "went": 1, "orphaned": 0}
    ]
    assert upgraded("reread", "--on", "2022-01").stdout.startswith("2 reports read again")
    unknown = upgraded("reread", "sha256:0000")
    assert (unknown.exit_code, unknown.stderr) == (1, "depesje: the ledger has no report 'sha256:0000'\n")
    assert upgraded("reread", "--since", "i fjor").exit_code == 2


def test_a_report_that_fails_is_named_and_keeps_its_reading(
    upgraded: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(reports: Iterable[Report | Problem]) -> Iterator[Record | Problem]:
        for report in reports:
            assert isinstance(report, Report)
            yield (
                Problem(report.id, "reading failed on it") if "kom" in report.text else next(newer([report]))
            )

    monkeypatch.setattr("depesje.rereading.read_reports", failing)
    result = upgraded("reread")
    assert result.exit_code == 1
    assert "reading failed on it" in result.stderr
    assert result.stdout.startswith("2 reports read again, 1 failed; ")


def test_ctrl_c_keeps_what_is_done_and_the_rest_can_follow(
    upgraded: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(reports: Iterable[Report | Problem]) -> Iterator[Record | Problem]:
        yield next(newer(reports))
        raise KeyboardInterrupt

    with monkeypatch.context() as broken_off:
        broken_off.setattr("depesje.rereading.read_reports", interrupted)
        result = upgraded("reread")
    assert result.exit_code == 130
    assert result.stdout.startswith("1 report read again; ")
    assert upgraded("reread").stdout.startswith("2 reports read again; ")


def test_a_report_whose_text_is_not_kept_is_left(upgraded: Run, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "depesje.db")) as raw, raw:
        raw.execute("UPDATE revisions SET text = '' WHERE text LIKE '%kom%'")
    result = upgraded("reread")
    assert result.exit_code == 0
    assert result.stdout.startswith("2 reports read again, 1 left; ")
    assert result.stderr.count("\n") == 1
    assert ": left as it is: its whole text is not kept" in result.stderr


def test_why_a_report_cannot_be_read_again(upgraded: Run) -> None:
    upgraded("policy", "set", "default", "--keep", "quotes")
    upgraded("policy", "apply")
    result = upgraded("reread")
    assert result.stdout.startswith("0 reports read again, 3 left; ")
    assert (
        result.stderr.count(
            "left as it is: only quotations of its text are kept, by the policy of its source"
        )
        == 3
    )


@pytest.mark.parametrize("columns", ["40", "80", "160"])
def test_what_a_person_settled_stands_or_is_listed(
    upgraded: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    with closing(sqlite3.connect(tmp_path / "depesje.db")) as raw, raw:
        raw.execute("UPDATE statement_versions SET review = 'edited' WHERE act = 'reject'")
    assert upgraded("reread").stdout.endswith("of their records 2 stayed, 0 changed, 0 came, 0 went\n")
    assert "lost its words" in upgraded("orphans").stdout
    assert json.loads(upgraded("orphans", "--json").stdout) == []
    # A text without these words, as another revision of the same report has it.
    with closing(sqlite3.connect(tmp_path / "depesje.db")) as raw, raw:
        raw.execute(
            "UPDATE anchors SET exact = 'dette står ingen steder' WHERE role = 'content' AND exact = 'kravet'"
        )
    result = upgraded("reread", "--all")
    assert "1 record that a person had settled lost their words: depesje orphans" in result.stdout
    shown = upgraded("orphans").stdout
    for words in ("reject", "ingen", "edited", "2022-01"):
        assert words in shown
    assert max(map(len, shown.splitlines())) <= int(columns)
    (row,) = json.loads(upgraded("orphans", "--json").stdout)
    assert (row["words"], row["record"]["act"]) == (["dette står ingen steder"], "reject")
