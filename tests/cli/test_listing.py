"""``depesje timeline`` and ``matters``, and ``read`` showing the same."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import fields
from pathlib import Path

import pytest
from click.testing import Result

from depesje import open_ledger, show
from depesje.questions import EventQuestion, MatterQuestion, StatementQuestion
from tests.ledger.making import sund

from .making import TEXT

Run = Callable[..., Result]


@pytest.fixture
def kept(depesje: Run, tmp_path: Path) -> Run:
    with open_ledger(tmp_path / "depesje.db") as ledger:
        ledger.add(sund())
    return depesje


def test_timeline_narrows_down(kept: Run) -> None:
    def found(*options: str) -> list[str]:
        result = kept("timeline", "--json", *options)
        assert result.exit_code == 0
        return [row["type"] for row in json.loads(result.stdout)]

    assert found() == ["REQUEST", "REJECT", "RETREAT", "MOBILIZE"]
    assert found("--by", "SLA", "--to", "nordavind") == ["REQUEST"]
    assert found("--type", "reject") == found("--type", "REJECT") == ["REJECT"]
    assert found("--modality", "conditional") == ["MOBILIZE"]
    assert found("--on", "2031-05-05") == ["REQUEST"]
    assert found("--party", "Nordavind", "--since", "2031-05-06") == ["REJECT", "RETREAT"]
    assert found("--limit", "1") == ["MOBILIZE"]
    assert "Nothing found." in kept("timeline", "--by", "Macron").stdout


def test_matters_narrow_down(kept: Run) -> None:
    def found(*options: str) -> list[str]:
        result = kept("matters", "--json", *options)
        assert result.exit_code == 0
        return [row["kind"] for row in json.loads(result.stdout)]

    assert found() == ["warning", "demand"]
    assert found("--status", "rejected") == found("--kind", "demand") == ["demand"]
    assert found("--on", "2031-04") == found("--by", "NAV") == []
    assert json.loads(kept("matters", "--divisions", "--json").stdout)[0]["within"] == "Havforbundet"
    assert "svaret" in kept("matters", "--divisions", "--party", "Havforbundet").stdout
    assert "Nothing found." in kept("matters", "--until", "2030").stdout


@pytest.mark.parametrize("columns", ["40", "60", "80", "160"])
def test_listings_fit_the_window(kept: Run, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    events, matters, divided = kept("timeline"), kept("matters"), kept("matters", "--divisions")
    for result in (events, matters, divided):
        assert result.exit_code == 0
        assert max(map(len, result.stdout.splitlines())) <= int(columns)
    for words in (
        "Nordavind",
        "2031-05-05",
        "(2031-05-08)",
        "REQUEST",
        "conditional",
        "Borgen",
        "avvist",
        "sund:2",
    ):
        assert words in events.stdout
    for words in ("Nordavind", "demand", "rejected", "open", "«krevde»", "Borgen", "condition", "sund:2"):
        assert words in matters.stdout


def test_a_table_that_is_cut_says_so(kept: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("depesje.cli.options.SHOWN", 1)
    cut = kept("timeline").stdout
    assert "there are more" in cut
    assert "MOBILIZE" in cut
    assert "REQUEST" not in cut
    assert "there are more" in kept("matters").stdout
    assert "there are more" not in kept("timeline", "--limit", "4").stdout


@pytest.mark.parametrize(
    "words",
    [
        ("timeline", "--on", "i går"),
        ("timeline", "--type", "SHOUT"),
        ("timeline", "--modality", "sure"),
        ("matters", "--status", "gone"),
        ("matters", "--since", "snart"),
        ("matters", "--since", "2023", "--until", "2022-12"),
        ("matters", "--divisions", "--status", "open"),
        ("matters", "--divisions", "--by", "NAV"),
        ("matters", "ma-1", "--divisions"),
        ("matters", "ma-1", "--kind", "demand"),
        ("matters", "--known", "før jul"),
        ("timeline", "--review", "seen"),
        ("who", "NAV", "--known", "snart"),
    ],
)
def test_wrong_usage(kept: Run, words: tuple[str, ...]) -> None:
    assert kept(*words).exit_code == 2


def test_what_a_person_has_done_is_told_and_asked_for(kept: Run, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "depesje.db")) as raw, raw:
        raw.execute("UPDATE matter_versions SET review = 'edited' WHERE kind = 'demand'")
        raw.execute("UPDATE event_versions SET review = 'rejected' WHERE type = 'MOBILIZE'")

    def told(*words: str) -> list[tuple[str, str]]:
        rows = json.loads(kept(*words, "--json").stdout)
        return [(row.get("kind") or row["type"], row["review"]) for row in rows]

    assert told("matters") == [("warning", "unread"), ("demand", "edited")]
    assert told("matters", "--confirmed") == told("matters", "--review", "edited") == [("demand", "edited")]
    assert told("timeline", "--review", "rejected", "--confirmed") == [("MOBILIZE", "rejected")]
    assert len(told("timeline", "--review", "rejected", "--review", "unread")) == 4
    assert "edited" in kept("matters").stdout
    for words in (("said",), ("timeline",), ("matters", "--divisions"), ("who", "NAV"), ("search", "sund")):
        assert "unread" in kept(*words).stdout
        assert "Nothing found." in kept(*words, "--confirmed").stdout or words[0] == "who"
    assert "Nobody" in kept("who", "NAV", "--confirmed").stdout


def test_what_was_known_before_anything_was_added(kept: Run) -> None:
    for words in (("said",), ("timeline",), ("matters",), ("matters", "--divisions"), ("search", "sund")):
        assert json.loads(kept(*words, "--json", "--known", "2020").stdout) == []
        assert json.loads(kept(*words, "--json", "--known", "2999").stdout) != []
        assert "Nothing found." in kept(*words, "--known", "2020-01-01T12:00").stdout


def test_every_filter_is_an_option_of_its_listing(kept: Run) -> None:
    for question, command in (
        (StatementQuestion, "said"),
        (EventQuestion, "timeline"),
        (MatterQuestion, "matters"),
    ):
        shown = kept(command, "--help").stdout
        assert all(f"--{field.name}" in shown for field in fields(question))


def test_a_report_is_shown_with_a_table_for_each_kind_of_record() -> None:
    console = show.console()
    with console.capture() as captured:
        for table in show.record_tables(sund(), 100):
            console.print(table)
    shown = captured.get()
    for words in (
        "What was said",
        "What was done",
        "What lies on the table",
        "Divided within",
        "rejected",
        "MOBILIZE",
    ):
        assert words in shown
    assert [*show.record_tables(sund(), 130)]


def test_days_may_be_named_as_people_do(depesje: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "brev.txt").write_text(TEXT, encoding="utf8")
    depesje("add", "brev.txt", "--published", "2022-01-28")
    assert depesje("said", "--since", "i går", "--json").stdout == "[]\n"
    assert "Vi vil svare" in depesje("said", "--until", "today", "--json").stdout
    assert depesje("said", "--since", "en gang").exit_code == 2
