"""A file gets its name when it is whole; a stream goes as it comes; and what can go wrong with both."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from depesje.errors import ExportError, LedgerError
from depesje.exports import FORMATS, Options
from depesje.ledger import Ledger
from tests.cli.working import DEPESJE, environment
from tests.conftest import as_nobody
from tests.ledger.making import grense, small


def test_a_failing_export_leaves_what_stood_there(
    crisis: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "krise.json"
    target.write_text("gammel")

    def breaks(*_: object) -> Iterator[str]:
        raise ValueError("halfway")

    monkeypatch.setattr("depesje.exports.ledger_json._statement", breaks)
    with pytest.raises(ValueError, match="halfway"):
        crisis.export("json", target)
    assert target.read_text() == "gammel" and [
        path.name for path in tmp_path.iterdir() if "krise" in path.name
    ] == ["krise.json"]


def test_a_killed_export_leaves_no_half_file(tmp_path: Path, ledger: Ledger, path: Path) -> None:
    for n in range(40):
        ledger.add(small(f"r{n}", words=f"sundet må åpnes {n}"))
    target = tmp_path / "ut.jsonl"
    slow = (
        "import sys, time\n"
        "from depesje.exports import options\n"
        "real = options.quotation\n"
        "options.quotation = lambda *a: (time.sleep(0.2), real(*a))[1]\n"
        "from depesje.cli import main\n"
        "sys.argv = ['depesje', 'export', '--format', 'jsonl', '--ledger', sys.argv[1], '--out', sys.argv[2]]\n"
        "main()\n"
    )
    with subprocess.Popen([sys.executable, "-c", slow, str(path), str(target)], env=environment()) as process:
        deadline = time.monotonic() + 60
        while not list(tmp_path.glob(".ut.jsonl.*")):
            assert process.poll() is None and time.monotonic() < deadline
            time.sleep(0.01)
        time.sleep(0.3)
        process.send_signal(signal.SIGKILL)
        assert process.wait(60) == -signal.SIGKILL
    assert not target.exists()
    ledger.export("jsonl", target)
    assert len(target.read_bytes().splitlines()) == 40 + 1 + 40


def test_a_reader_that_goes_away_is_met_with_silence(ledger: Ledger, path: Path) -> None:
    ledger.add(small("r", words="sundet må åpnes " * 3000))
    for n in range(200):
        ledger.add(small(f"r{n}", words="sundet må åpnes " * 20))
    command = [*DEPESJE, "export", "--format", "jsonl", "--full-quotations", "--ledger", str(path)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


def test_an_export_sees_one_moment(ledger: Ledger) -> None:
    for n in range(3):
        ledger.add(small(f"r{n}"))
    with ledger.snapshot() as snapshot:
        statements = snapshot.statements()
        next(statements)
        ledger.add(grense())
        assert len(list(statements)) == 2
        assert len(list(snapshot.reports())) == 3
    assert len(ledger.said()) == 6


def test_a_folder_gets_a_file_of_the_formats_name(crisis: Ledger, tmp_path: Path) -> None:
    (written,) = crisis.export("jsonld", tmp_path)
    assert written == tmp_path / "ledger.jsonld" and json.loads(written.read_bytes())["@graph"]
    (one,) = crisis.export("csv", tmp_path, Options(table="actors"))
    assert one == tmp_path / "actors.csv"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_an_empty_ledger(ledger: Ledger, tmp_path: Path, name: str) -> None:
    assert all(path.exists() for path in ledger.export(name, tmp_path / "ut"))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_the_same_again(crisis: Ledger, tmp_path: Path, name: str) -> None:
    if name == "xlsx":
        pytest.skip("a workbook tells when it was written")
    first, second = (crisis.export(name, tmp_path / folder) for folder in ("a", "b"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_where_nothing_can_be_written_it_is_told_in_a_line(
    crisis: Ledger, tmp_path: Path, public: Path
) -> None:
    with pytest.raises(ExportError, match="there is no folder"):
        crisis.export("json", tmp_path / "fins" / "ikke.json")
    (tmp_path / "fil").write_text("")
    with pytest.raises(ExportError, match="is a file; csv is one file a table"):
        crisis.export("csv", tmp_path / "fil")
    public.chmod(0o555)
    with as_nobody(), pytest.raises(ExportError, match="cannot be written: permission denied"):
        crisis.export("json", public / "a.json")
    with pytest.raises(LedgerError, match="no records can be asked for by colour"):
        crisis.export("json", io.BytesIO(), colour="red")
    with pytest.raises(LedgerError, match="no date"):
        crisis.export("json", io.BytesIO(), since="noen ganger")


def test_parquet_without_pyarrow_says_what_to_install(
    crisis: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExportError, match=r"pip install 'depesje\[parquet\]'"):
        crisis.export("parquet", io.BytesIO(), Options(table="actors"))


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_a_full_disk_is_told_in_a_line(crisis: Ledger, path: Path) -> None:
    command = [*DEPESJE, "export", "--format", "json", "--ledger", str(path)]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, env=environment(), check=False
        )
    assert done.returncode == 1
    assert done.stderr == "depesje: standard output cannot be written: no space left on device\n"
