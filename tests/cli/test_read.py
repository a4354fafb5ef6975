"""``depesje read``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from depesje.errors import Problem
from depesje.records import Record, Report

from .making import TEXT, read_reports

Run = Callable[..., Result]


def write(folder: Path, name: str, text: str = TEXT) -> None:
    (folder / name).write_text(text, encoding="utf8")


def test_table_tells_who_said_what_to_whom_how_and_where(depesje: Run, tmp_path: Path) -> None:
    write(tmp_path, "brev.txt")
    result = depesje("read", "brev.txt")
    assert result.exit_code == 0
    for words in (
        "Sergej Lavrov",
        "→",
        "Antony",
        "call",
        "Kremlin",
        "«Vi vil svare»",
        "warn",
        "brev.txt:1",
    ):
        assert words in result.stdout
    assert "\x1b" not in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_table_without_statements_says_so(depesje: Run, tmp_path: Path) -> None:
    write(tmp_path, "vær.txt", "Det blir regn.")
    assert "No statements found." in depesje("read", "vær.txt").stdout


def test_jsonl_is_one_line_a_report_in_order(depesje: Run, tmp_path: Path) -> None:
    write(tmp_path, "b.txt")
    write(tmp_path, "a.txt", "Ingen sa noe.")
    result = depesje("read", "b.txt", "a.txt", "--format", "jsonl", "--published", "2022-01")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["report"]["id"] for line in lines] == ["b.txt", "a.txt"]
    assert [line["report"]["published"] for line in lines] == ["2022-01", "2022-01"]
    assert len(lines[0]["statements"]) == 2


def test_json_is_one_list(depesje: Run, tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    write(tmp_path, "b.txt")
    assert len(json.loads(depesje("read", ".", "--format", "json").stdout)) == 2
    assert json.loads(depesje("read", "missing", "--format", "json").stdout) == []


def test_standard_input(depesje: Run) -> None:
    result = depesje("read", "-", "--format", "jsonl", stdin=TEXT)
    assert json.loads(result.stdout)["report"]["text"] == TEXT


def test_each_failure_is_named_in_a_line_and_the_rest_is_read(depesje: Run, tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    write(tmp_path, "b.txt", "uleselig")
    result = depesje("read", "missing.txt", "b.txt", "a.txt", "--format", "jsonl")
    assert result.exit_code == 1
    assert result.stderr == "depesje: missing.txt: no such file\ndepesje: b.txt: language cannot be told\n"
    assert [json.loads(line)["report"]["id"] for line in result.stdout.splitlines()] == ["a.txt"]


def test_wrong_usage(depesje: Run, tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    assert depesje("read").exit_code == 2
    assert depesje("read", "a.txt", "--format", "xml").exit_code == 2
    for options in (("--published", "2022-13"), ("--language", "xx"), ("--meta", "missing.csv")):
        result = depesje("read", "a.txt", *options)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("depesje: ")
        assert result.stderr.count("\n") == 1


def test_fast_reads_several_at_once(depesje: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []

    def reading(reports: Iterable[Report | Problem], *, together: bool = False) -> Iterator[Record | Problem]:
        asked.append(together)
        return read_reports(reports)

    monkeypatch.setattr("depesje.reading.read_reports", reading)
    for name in ("en.txt", "to.txt"):
        write(tmp_path, name)
    slow, fast = depesje("read", "."), depesje("read", ".", "--fast")
    assert asked == [False, True]
    assert fast.exit_code == 0 and fast.stdout == slow.stdout
