"""``depesje check`` and ``depesje backup``."""

from __future__ import annotations

import socket
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from .making import TEXT

Run = Callable[..., Result]


def test_a_whole_ledger_is_clean_and_copied(depesje: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf8")
    depesje("add", "a.txt")
    checked = depesje("check")
    assert (checked.exit_code, checked.stderr) == (0, "")
    assert checked.stdout.startswith("depesje.db is clean: 1 report, 1 text, 3 actors, 2 statements")
    copied = depesje("backup", "kopi.db")
    assert (copied.exit_code, copied.stderr) == (0, "")
    assert copied.stdout.startswith("kopi.db is a copy of depesje.db, ")
    assert "Lavrov" in depesje("said", "--ledger", "kopi.db").stdout
    again = depesje("backup", "kopi.db")
    assert again.exit_code == 1
    assert "--force" in again.stderr
    assert depesje("backup", "kopi.db", "--force").exit_code == 0


def test_what_is_wrong_is_told_line_by_line(depesje: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf8")
    depesje("add", "a.txt")
    with closing(sqlite3.connect(tmp_path / "depesje.db")) as raw, raw:
        raw.execute("DELETE FROM statement_words")
    checked = depesje("check")
    assert checked.exit_code == 1
    assert checked.stdout.splitlines() == [f"search: st-{n} cannot be found by its words" for n in (1, 2)]
    assert checked.stderr == "depesje: depesje.db is not whole: 2 findings\n"
    copied = depesje("backup", "kopi.db")
    assert copied.exit_code == 1
    assert "kept, but is not whole" in copied.stderr
    assert (tmp_path / "kopi.db").exists()


def test_there_must_be_a_ledger(depesje: Run, tmp_path: Path) -> None:
    for command in (["check"], ["backup", "kopi.db"]):
        result = depesje(*command)
        assert result.exit_code == 1
        assert result.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", [("serve", "--port"), ("mcp", "--http")])
def test_a_port_that_is_taken_is_told_in_one_line(depesje: Run, command: tuple[str, str]) -> None:
    assert depesje("add", "-", stdin=TEXT).exit_code == 0
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        result = depesje(*command, port)
    told = f"depesje: cannot listen at port {port} of 127.0.0.1: another program serves there\n"
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", told)


@pytest.mark.parametrize("address", ["300.0.0.1", "a..b", "x" * 70])
def test_an_address_that_is_none_is_told_in_one_line(depesje: Run, address: str) -> None:
    assert depesje("add", "-", stdin=TEXT).exit_code == 0
    result = depesje("serve", "--no-login", "--bind", address)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
