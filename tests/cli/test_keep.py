"""``depesje add`` and ``depesje example``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from depesje import examples, open_ledger

from .making import TEXT

Run = Callable[..., Result]


def held(path: Path) -> int:
    with open_ledger(path, create=False) as ledger:
        return ledger.counts().reports


def test_add_keeps_and_adds_nothing_twice(depesje: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf8")
    first = depesje("add", "a.txt")
    assert first.exit_code == 0
    assert first.stdout == "1 added; depesje.db holds 1 report, 2 statements and 3 actors\n"
    assert depesje("add", "a.txt").stdout.startswith("1 unchanged; ")
    assert held(tmp_path / "depesje.db") == 1


def test_add_does_not_read_what_is_held(
    depesje: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf8")
    depesje("add", "a.txt")
    read: list[object] = []
    monkeypatch.setattr("depesje.keeping.read_reports", lambda reports: read.extend(reports) or [])
    assert depesje("add", "a.txt").stdout.startswith("1 unchanged; ")
    assert not read


def test_add_names_what_fails_by_its_file(depesje: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf8")
    (tmp_path / "b.txt").write_text("uleselig", encoding="utf8")
    result = depesje("add", "b.txt", "a.txt", "missing.txt", "--ledger", "l.db")
    assert result.exit_code == 1
    assert result.stderr == "depesje: b.txt: language cannot be told\ndepesje: missing.txt: no such file\n"
    assert result.stdout.startswith("1 added, 2 failed; l.db holds 1 report,")


def test_add_of_nothing_leaves_no_ledger(depesje: Run, tmp_path: Path) -> None:
    assert depesje("add", "missing.txt").exit_code == 1
    assert not list(tmp_path.iterdir())


def test_add_to_what_is_no_ledger(depesje: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf8")
    result = depesje("add", "a.txt", "--ledger", "a.txt")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert (tmp_path / "a.txt").read_text(encoding="utf8") == TEXT


def test_example_makes_a_ledger_and_says_what_to_try(depesje: Run, tmp_path: Path) -> None:
    result = depesje("example")
    assert result.exit_code == 0
    assert "constructed" in result.stdout
    tries = [line.split() for line in result.stdout.splitlines() if line.startswith("  depesje ")]
    assert tries.pop() == ["depesje", "serve"]  # which goes on until it is ended
    assert len(tries) == 3
    assert all(depesje(*words[1:]).exit_code == 0 for words in tries)
    assert held(tmp_path / "depesje.db") == len(examples.paths())


def test_example_again_changes_nothing(depesje: Run, tmp_path: Path) -> None:
    depesje("example")
    assert f"{len(examples.paths())} unchanged" in depesje("example").stdout
    assert [path.name for path in tmp_path.iterdir()] == ["depesje.db"]


def test_example_never_goes_into_a_ledger_of_ones_own(depesje: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf8")
    depesje("add", "a.txt")
    result = depesje("example")
    assert result.exit_code == 0
    assert "--ledger depesje-example.db" in result.stdout
    assert held(tmp_path / "depesje.db") == 1
    refused = depesje("example", "--ledger", "depesje.db")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert held(tmp_path / "depesje.db") == 1
