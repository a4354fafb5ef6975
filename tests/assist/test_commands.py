"""``--assist`` on the command line, in the ledger and in what is shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from ..cli.conftest import depesje, reader
from ..cli.making import TEXT
from .conftest import Serve
from .standin import proposing, saying

Run = Callable[..., Result]
__all__ = ["depesje", "reader"]
EVENT = {"type": "REJECT", "quote": "avviste", "actor": ["Han"]}
AGREED = {"quote": "Vi vil svare", "speaker": "Lavrov", "form": "direct", "act": "warn"}


@pytest.fixture
def brev(depesje: Run, tmp_path: Path) -> None:
    (tmp_path / "brev.txt").write_text(TEXT, encoding="utf8")


def test_read_marks_each_readers_share(
    depesje: Run, brev: None, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = ("--assist", serve(proposing(statements=[AGREED], events=[EVENT])).url, "--assist-model", "m")
    result = depesje("read", "brev.txt", "--format", "jsonl", *options)
    record = json.loads(result.stdout)
    assert result.exit_code == 0
    assert [s["read_by"] for s in record["statements"]] == ["both", "rules"]
    assert [e["read_by"] for e in record["events"]] == ["assist"]
    assert "assistant: 1 agreed, 1 added, 0 differed, 0 refused" in result.stderr
    monkeypatch.setenv("COLUMNS", "160")
    shown = depesje("read", "brev.txt", *options).stdout
    assert "warn, by both" in shown
    assert "by assistant" in shown


def test_the_ledger_keeps_who_read_what(depesje: Run, brev: None, serve: Serve) -> None:
    options = ("--assist", serve(proposing(statements=[AGREED], events=[EVENT])).url, "--assist-model", "m")
    assert depesje("add", "brev.txt", *options).exit_code == 0
    said = json.loads(depesje("said", "--json").stdout)
    assert sorted(row["read_by"] for row in said) == ["both", "rules"]
    assert [row["read_by"] for row in json.loads(depesje("timeline", "--json").stdout)] == ["assist"]


def test_an_assistant_that_fails_is_told_and_the_rest_is_kept(depesje: Run, brev: None, serve: Serve) -> None:
    server = serve(saying("no"))
    result = depesje("add", "brev.txt", "--assist", server.url, "--assist-model", "m")
    assert result.exit_code == 1
    assert "brev.txt: the assistant did not help" in result.stderr
    assert "1 added, 1 failed" in result.stdout
    assert len(json.loads(depesje("said", "--json").stdout)) == 2


def test_what_the_ledger_has_is_not_sent_again(depesje: Run, brev: None, serve: Serve) -> None:
    server = serve(proposing())
    for _ in range(2):
        depesje("add", "brev.txt", "--assist", server.url, "--assist-model", "m")
    assert len(server.asked) == 1


@pytest.mark.parametrize("options", [("not-an-address", "m"), ("http://127.0.0.1:1/v1", "")])
def test_options_that_cannot_be_are_wrong_usage(
    depesje: Run, brev: None, options: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DEPESJE_ASSIST_MODEL", raising=False)
    for command in ("read", "add"):
        result = depesje(command, "brev.txt", "--assist", options[0], "--assist-model", options[1])
        assert result.exit_code == 2
        assert result.stderr.count("\n") == 1
