"""``depesje said``, ``who`` and ``search``, and ``depesje`` itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from depesje import __version__
from depesje.cli import app

from .making import TEXT

Run = Callable[..., Result]


@pytest.fixture
def kept(depesje: Run, tmp_path: Path) -> Run:
    (tmp_path / "brev.txt").write_text(TEXT, encoding="utf8")
    assert depesje("add", "brev.txt", "--published", "2022-01").exit_code == 0
    return depesje


def test_said_narrows_down(kept: Run) -> None:
    assert len(json.loads(kept("said", "--json").stdout)) == 2
    assert (
        len(json.loads(kept("said", "--by", "lavrov", "--to", "USA", "--per", "Kreml", "--json").stdout)) == 1
    )
    assert len(json.loads(kept("said", "--act", "reject", "--json").stdout)) == 1
    assert len(json.loads(kept("said", "--since", "2022-01-20", "--channel", "call", "--json").stdout)) == 1
    assert len(json.loads(kept("said", "--limit", "1", "--json").stdout)) == 1
    assert json.loads(kept("said", "--by", "Macron", "--json").stdout) == []
    assert "Nothing found." in kept("said", "--by", "Macron").stdout


@pytest.mark.parametrize("columns", ["40", "60", "80", "160"])
def test_said_fits_the_window(kept: Run, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    result = kept("said")
    for words in ("Lavrov", "Blinken", "2022-01-28", "call", "Kremlin", "«Vi vil svare»", "warn", ":1"):
        assert words in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= int(columns)


def test_a_table_that_is_cut_says_so(kept: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("depesje.cli.options.SHOWN", 1)
    assert "there are more" in kept("said").stdout
    assert "there are more" not in kept("said", "--limit", "1").stdout


def test_who(kept: Run) -> None:
    result = kept("who", "RUS")
    assert "Sergej Lavrov" in result.stdout
    assert "Kremlin" in result.stdout
    assert json.loads(kept("who", "Lavrov", "--json").stdout)[0]["by"] == 2
    assert "Nobody" in kept("who", "Macron").stdout


def test_search(kept: Run) -> None:
    assert "kravet" in kept("search", "krav").stdout
    assert {row["kind"] for row in json.loads(kept("search", "krav", "--json").stdout)} == {
        "statement",
        "report",
    }
    assert "Nothing found." in kept("search", "fotball").stdout


def test_wrong_usage(kept: Run) -> None:
    for words in (
        ("said", "--since", "forleden"),
        ("said", "--act", "shout"),
        ("said", "--limit", "0"),
        ("who",),
        ("nope",),
    ):
        assert kept(*words).exit_code == 2


@pytest.mark.parametrize("words", [("said",), ("who", "X"), ("search", "x")])
def test_no_ledger_says_what_to_do(depesje: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    result = depesje(*words)
    assert result.exit_code == 1
    assert "depesje example" in result.stderr
    assert not list(tmp_path.iterdir())


def test_bare_command_says_what_to_do_first(depesje: Run) -> None:
    result = depesje()
    assert result.exit_code == 0
    assert "depesje example" in result.stdout


def test_every_command_is_told_of(depesje: Run) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf8")
    commands = [command.callback.__name__ for command in app.registered_commands if command.callback]
    assert len(commands) >= 8
    for command in commands:
        assert f"depesje {command}" in depesje().stdout
        assert f"`depesje {command}" in readme


def test_version(depesje: Run) -> None:
    assert depesje("--version").stdout == f"depesje {__version__}\n"
