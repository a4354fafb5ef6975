"""``depesje obligations``."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.mark.parametrize("columns", ["60", "80", "160"])
def test_the_table_fits_and_tells_all(depesje: Run, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    result = depesje("obligations", "--if", "RUS attacks LTU", "--on", "2022-01-28")
    assert result.exit_code == 0
    told = " ".join(result.stdout.split())
    for words in (
        "OBLIGATION",
        "PARTNERSHIP",
        "42(7)",
        "Bound to help (29)",
        "34 UNTS 243",
        "UKR",
        "Austria",
    ):
        assert words in told, words
    assert max(map(len, result.stdout.splitlines())) <= int(columns)


def test_json_has_it_all(depesje: Run) -> None:
    result = depesje("obligations", "--if", "Russland angriper Ukraina", "--on", "2022-01", "--json")
    answer = json.loads(result.stdout)
    assert answer["on"] == "2022-01"
    assert [state["code"] for state in answer["attacked"]] == ["UKR"]
    for line in answer["lines"]:
        assert {"treaty", "article", "gist", "binding", "bound", "partners", "remarks", "source"} <= set(line)
        assert line["source"]["title"]
        assert line["binding"] != "obligation"


def test_nobody_bound_is_said(depesje: Run) -> None:
    result = depesje("obligations", "--if", "PAK attacks IND", "--on", "2022-01-28")
    told = " ".join(result.stdout.split())
    assert "binds anybody" in told and "Article 51" in told


@pytest.mark.parametrize(
    "words",
    [
        ("--if", "RUS loves LTU"),
        ("--if", "RUS attacks Narnia"),
        ("--if", "RUS attacks LTU", "--on", "i går"),
        (),
    ],
)
def test_wrong_usage(depesje: Run, words: tuple[str, ...]) -> None:
    result = depesje("obligations", *words)
    assert result.exit_code == 2
    assert not result.stdout


def test_what_was_wrong_is_one_line(depesje: Run) -> None:
    result = depesje("obligations", "--if", "RUS attacks NATO")
    assert result.stderr.splitlines() == [
        "depesje: NATO is no state: name the state that is attacked",
    ]
