from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from depesje.cli import app

from . import making


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts a reader in place that needs no pipeline."""
    import depesje.reading

    monkeypatch.setattr(depesje.reading, "read_reports", making.read_reports)
    import depesje.keeping

    monkeypatch.setattr(depesje.keeping, "read_reports", making.read_reports)
    import depesje.rereading

    monkeypatch.setattr(depesje.rereading, "read_reports", making.read_reports)
    monkeypatch.setattr(depesje.rereading, "installed", lambda language: making.VERSIONS)


@pytest.fixture
def depesje(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: None) -> Callable[..., Result]:
    """Runs a command in an empty folder, with a reader that needs no pipeline."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DEPESJE_LEDGER", raising=False)
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(app, arguments, input=stdin)

    return run


@pytest.fixture
def filled(depesje: Callable[..., Result], tmp_path: Path) -> Callable[..., Result]:
    """The same, with a ledger that has a report."""
    (tmp_path / "a.txt").write_text(making.TEXT, encoding="utf8")
    depesje("add", "a.txt")
    return depesje
