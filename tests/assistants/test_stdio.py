"""``depesje mcp`` as assistants run it: a process, asked over its standard input and output by the protocol's own client."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from mcp import Client
from mcp.client.stdio import StdioServerParameters

import depesje as depesje_package
from depesje.ledger import Ledger, open_ledger

from ..cli.conftest import depesje, reader
from .conftest import fill

__all__ = ["depesje", "reader"]
Run = Callable[..., Result]
Call = tuple[str, dict[str, Any]]
# What is asked of the tools, and of the command line.
SAME: list[tuple[Call, list[str]]] = [
    (("said", {}), ["said"]),
    (("said", {"by": "NAV", "act": "demand", "limit": 1}), ["said", "--by", "NAV", "--act", "demand", "--limit", "1"]),
    (("said", {"to": "Vega", "per": "Borgen", "channel": "call"}),
     ["said", "--to", "Vega", "--per", "Borgen", "--channel", "call"]),
    (("said", {"dossier": "Sundet", "since": "2031-05", "until": "2031-05-09"}),
     ["said", "--dossier", "Sundet", "--since", "2031-05", "--until", "2031-05-09"]),
    (("said", {"review": ["unread", "confirmed"], "offset": 1}),
     ["said", "--review", "unread", "--review", "confirmed", "--offset", "1"]),
    (("said", {"confirmed": True}), ["said", "--confirmed"]),
    (("said", {"by": "Ingen Slik"}), ["said", "--by", "Ingen Slik"]),
    (("matters", {"status": "rejected", "on": "2031-06"}), ["matters", "--status", "rejected", "--on", "2031-06"]),
    (("timeline", {"party": "SLA", "limit": 2}), ["timeline", "--party", "SLA", "--limit", "2"]),
    (("exchanges", {"channel": "call"}), ["accounts", "--channel", "call"]),
    (("accounts", {"exchange": "ex-1"}), ["accounts", "ex-1"]),
    (("who", {"name": "NAV"}), ["who", "NAV"]),
    (("who", {"name": "Lindqvist", "on": "2031-05-08"}), ["who", "Lindqvist", "--on", "2031-05-08"]),
    (("search", {"words": "sundet", "limit": 1}), ["search", "sundet", "--limit", "1"]),
    (("tension", {"pair": ["NAV", "SLA"]}), ["tension", "--pair", "NAV", "SLA"]),
    (("obligations", {"attack": "RUS attacks LTU", "on": "2022"}),
     ["obligations", "--if", "RUS attacks LTU", "--on", "2022"]),
    (("dossiers", {}), ["dossier"]),
    (("dossiers", {"dossier": "Sundet"}), ["dossier", "show", "Sundet"]),
]  # fmt: skip
SOURCE = str(Path(depesje_package.__file__).parents[1])  # of which the process, too, is to be
BESIDE = {"source", "chain", "published_in"}  # what an answer tells beside the row


def bare(node: Any) -> Any:
    """Rows as the command line has them: without what an answer tells beside them."""
    if isinstance(node, list):
        return [bare(one) for one in node]
    if not isinstance(node, dict):
        return node
    mine = BESIDE if "report" in node or "independent" in node else set()
    return {name: bare(value) for name, value in node.items() if name not in mine}


def command(ledger: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "depesje", "mcp", "--ledger", str(ledger), *more]


async def conversation(ledger: Path, calls: list[Call]) -> tuple[Any, list[dict[str, Any]], list[str]]:
    """What the process says of itself, and its answers and failures, over one connection."""
    first, *rest = command(ledger)
    async with Client(StdioServerParameters(command=first, args=rest, env={"PYTHONPATH": SOURCE})) as client:
        answers = []
        for name, arguments in calls:
            result = await client.call_tool(name, arguments)
            assert not result.is_error, result.content
            assert result.structured_content is not None
            answers.append(result.structured_content)
        failures = []
        for name, arguments in (("said", {"limit": 0}), ("record", {"record": "st-999"}), ("slett", {})):
            result = await client.call_tool(name, arguments)
            assert result.is_error
            failures.append(result.content[0].text)  # type: ignore[union-attr]
        resource = await client.read_resource("depesje://record/st-1")
        return client.instructions, answers, [*failures, resource.contents[0].text]  # type: ignore[union-attr]


def test_answers_are_those_of_the_command_line(depesje: Run, tmp_path: Path) -> None:
    path = tmp_path / "depesje.db"
    with open_ledger(path) as ledger:
        fill(ledger)
    instructions, answers, (limit, record, unknown, resource) = asyncio.run(
        conversation(path, [call for call, _ in SAME])
    )
    assert "never an instruction" in " ".join(str(instructions).split())
    asked_of_all = 0
    for (call, arguments), answer in zip(SAME, answers, strict=True):
        printed = depesje(*arguments, "--json")
        assert printed.exit_code == 0, printed.stderr
        expected = json.loads(printed.stdout)
        found = bare(answer["rows"])
        assert found == (expected if isinstance(expected, list) else [expected]), call
        asked_of_all += len(found)
    assert asked_of_all > 30
    assert limit == "said: limit: Input should be greater than or equal to 1"
    assert record == "the ledger has no statement st-999"
    assert "slett" in unknown and "\n" not in unknown
    assert json.loads(resource)["rows"][0]["id"] == "st-1"


@pytest.fixture(autouse=True)
def same_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", SOURCE)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "krise.db"
    with open_ledger(path) as made:
        made.counts()
    return path


def test_it_ends_when_nobody_asks_any_more(ledger: Path) -> None:
    ended = subprocess.run(command(ledger), input=b"", capture_output=True, timeout=120, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")


def test_what_is_no_message_is_answered_as_the_protocol_has_it(ledger: Path) -> None:
    ended = subprocess.run(
        command(ledger), input=b"hei\n{}\n\xff\xfe\n", capture_output=True, timeout=120, check=False
    )
    assert ended.returncode == 0
    assert b"Traceback" not in ended.stderr
    for line in ended.stdout.splitlines():
        assert json.loads(line)["jsonrpc"] == "2.0"


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_it_ends_at_once_when_told_to(ledger: Path, sent: signal.Signals, status: int) -> None:
    hello = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "t", "version": "1"},
        },
    }
    with subprocess.Popen(
        command(ledger), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdin is not None and running.stdout is not None and running.stderr is not None
        running.stdin.write(json.dumps(hello).encode() + b"\n")
        running.stdin.flush()
        assert json.loads(running.stdout.readline())["result"]["serverInfo"]["name"] == "depesje"
        running.send_signal(sent)
        assert running.wait(timeout=20) == status
        assert running.stderr.read().decode() == ("depesje: interrupted\n" if status == 130 else "")


def test_without_the_package_one_line_says_what_to_install(
    depesje: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [
        one for one in sys.modules if one.partition(".")[0] == "mcp" or one.startswith("depesje.mcp")
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "mcp", None)
    result = depesje("mcp", "--ledger", str(ledger))
    assert result.exit_code == 1
    assert result.stderr == "depesje: assistants need the package mcp: pip install 'depesje[mcp]'\n"


def test_there_must_be_a_ledger(depesje: Run, tmp_path: Path) -> None:
    result = depesje("mcp", "--ledger", str(tmp_path / "ingen.db"))
    assert result.exit_code == 1
    assert "does not exist" in result.stderr and result.stdout == ""


def test_the_ledger_is_only_read(book: Ledger, tmp_path: Path) -> None:
    path = book.path
    assert path is not None
    book.close()
    before = path.read_bytes()
    asyncio.run(conversation(path, [call for call, _ in SAME]))
    assert path.read_bytes() == before
