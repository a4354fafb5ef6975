"""``depesje correct``, ``undo``, ``merge``, ``split`` and ``history``, as a person types them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result

from .making import TEXT

Run = Callable[..., Result]


@pytest.fixture
def kept(depesje: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A ledger with the one report that the tests' reader knows, and somebody at work on it."""
    monkeypatch.setenv("DEPESJE_USER", "Nora")
    assert depesje("add", "-", stdin=TEXT).exit_code == 0
    return depesje


def said(run: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("said", "--json").stdout)
    return found


def test_confirm_reject_and_history(kept: Run) -> None:
    record = said(kept)[0]["id"]
    outcome = kept("correct", record, "--confirm", "--why", "hørt på opptaket")
    assert (outcome.exit_code, outcome.stdout) == (0, f"{record} confirmed (correction 1)\n")
    assert kept("correct", record, "--confirm").stdout == f"{record} is so already\n"
    assert kept("correct", record, "--reject", "--as", "Kari").exit_code == 0
    assert record not in {row["id"] for row in said(kept)}
    lines = kept("history", record).stdout.splitlines()
    assert len(lines) == 3
    assert "read by reader" in lines[0]
    assert lines[1].endswith("Nora confirmed – hørt på opptaket (correction 1)")
    assert lines[2].endswith("Kari rejected (correction 2)")
    assert kept("undo", "2").stdout == f"{record} correction 2 undone (correction 3)\n"
    assert [row["review"] for row in said(kept) if row["id"] == record] == ["confirmed"]


def test_set_tells_what_changed(kept: Run) -> None:
    record = said(kept)[0]["id"]
    before = said(kept)[0]["act"]
    outcome = kept("correct", record, "--set", "act=ask", "--set", "to=Blinken", "--set", "to=Kreml")
    assert outcome.exit_code == 0
    assert f"{record} edited: " in outcome.stdout
    assert f"act {before} → ask" in outcome.stdout
    assert "Antony Blinken" in outcome.stdout and "Kremlin" in outcome.stdout
    changed = next(row for row in said(kept) if row["id"] == record)
    assert (changed["act"], changed["review"]) == ("ask", "edited")
    assert changed["to"] == ["Antony Blinken", "Kremlin"]
    made = json.loads(kept("correct", record, "--set", "channel=", "--json").stdout)
    assert [list(one["details"]["fields"]) for one in made] == [["channel"]]


def test_of_several_ids_what_fails_is_named_and_the_rest_goes_on(kept: Run) -> None:
    record = said(kept)[0]["id"]
    outcome = kept("correct", "st-99", record, "Lavrov", "--confirm")
    assert outcome.exit_code == 1
    assert outcome.stdout == f"{record} confirmed (correction 1)\n"
    assert "st-99: the ledger has no statement st-99" in outcome.stderr
    assert "Lavrov: 'Lavrov' is no id" in outcome.stderr


def test_what_was_missed_is_added(kept: Run) -> None:
    report = said(kept)[0]["report"]
    text = ["--report", report, "--words", "på telefon"]
    outcome = kept("correct", "--add", "statement", *text, "--set", "speaker=Lavrov", "--set", "act=ask")
    assert outcome.exit_code == 0, outcome.stderr
    assert "added: " in outcome.stdout
    (found,) = [row for row in said(kept) if row["words"] == ["på telefon"]]
    assert (found["speaker"], found["review"]) == ("Sergej Lavrov", "confirmed")


def test_merge_and_split(kept: Run) -> None:
    ids = [json.loads(kept("who", name, "--json").stdout)[0]["id"] for name in ("Lavrov", "Blinken")]
    low, high = sorted(ids, key=lambda one: int(one[3:]))
    assert kept("merge", *ids).stdout.startswith(f"{low} merged {low} ")
    assert [row["id"] for row in json.loads(kept("who", high, "--json").stdout)] == [low]
    assert f"{high} is one with {low}" in kept("history", high).stdout
    assert kept("split", high).exit_code == 0
    assert [row["id"] for row in json.loads(kept("who", high, "--json").stdout)] == [high]
    assert kept("split", high).exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["st-1"],
        ["--confirm"],
        ["st-1", "--confirm", "--reject"],
        ["st-1", "--confirm", "--set", "act=warn"],
        ["st-1", "--set", "act"],
        ["st-1", "--set", "=warn"],
        ["--add", "statement", "--words", "x"],
        ["st-1", "--add", "statement", "--report", "x", "--words", "x"],
        [],
    ],
)
def test_wrong_usage(kept: Run, arguments: list[str]) -> None:
    outcome = kept("correct", *arguments)
    assert outcome.exit_code == 2
    assert len(outcome.stderr.splitlines()) == 1
    assert kept("history", "st-1").stdout.count("\n") == 1


def test_what_was_undone_is_told_though_another_could_not_be(kept: Run) -> None:
    record = said(kept)[0]["id"]
    assert kept("correct", record, "--confirm").exit_code == 0
    outcome = kept("undo", "1", "99")
    assert (outcome.exit_code, outcome.stdout) == (1, f"{record} correction 1 undone (correction 2)\n")
    assert outcome.stderr == "depesje: there is no correction 99\n"


def test_a_place_without_words_is_wrong_usage(kept: Run) -> None:
    record = said(kept)[0]["id"]
    for place in (["--nth", "2"], ["--prefix", "x"], ["--suffix", "x"]):
        outcome = kept("correct", record, "--confirm", *place)
        assert (outcome.exit_code, outcome.stdout) == (2, "")
        assert "go with words" in outcome.stderr
