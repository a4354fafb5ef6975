"""The command as a process of its own: pipes, signals, start-up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import depesje

from .working import DEPESJE, hears_ctrl_c

HEAVY = ("spacy", "sqlalchemy", "trafilatura", "py3langid", "numpy")
SERIOUS = "– Vi krever at skipet blir frigitt, sier utenriksminister Gennadij Rodimtsev til NTB."


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom depesje.cli import app\n"
        "try:\n    app(['--help'])\nexcept SystemExit: pass\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"


@pytest.mark.parametrize(
    ("module", "without"),
    [
        ("depesje", ("numpy", "lxml", "typer", *HEAVY)),
        ("depesje.ledger", ("spacy", "trafilatura", "lxml", "feedparser", "py3langid")),
        ("depesje.intake", ("spacy", "trafilatura", "lxml", "sqlalchemy")),
    ],
)
def test_a_module_loads_only_what_it_needs(module: str, without: tuple[str, ...]) -> None:
    code = f"import sys, {module}\nprint([name for name in {without} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_reader_that_goes_away_is_met_with_silence(tmp_path: Path) -> None:
    for n in range(40):
        (tmp_path / f"{n}.txt").write_text(f"{SERIOUS} {n}" * 20, encoding="utf8")
    for format_ in ("table", "jsonl"):
        with subprocess.Popen(
            [*DEPESJE, "read", str(tmp_path), "--format", format_],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            assert process.stdout and process.stderr
            process.stdout.readline()
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait(60) == 0


@pytest.mark.skipif(os.name == "nt", reason="no SIGINT to another process")
def test_ctrl_c_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SERIOUS, encoding="utf8")
    os.mkfifo(tmp_path / "never.txt")
    with subprocess.Popen(
        [*DEPESJE, "read", "a.txt", "never.txt", "--format", "jsonl"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=hears_ctrl_c,  # noqa: PLW1509 - this process has no threads
    ) as process:
        assert process.stdout and process.stderr
        assert process.stdout.readline()  # the first report is read; the next waits for somebody to write it
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        try:
            assert process.wait(60) == 130
        finally:
            process.kill()
        assert process.stderr.read() == b"depesje: interrupted\n"


def test_python_reads_a_text_a_file_and_a_report(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(SERIOUS, encoding="utf8")
    records = [
        depesje.read(SERIOUS, published="2022-01", language="nb", title="Skipet"),
        depesje.read(file, published="2022-01", title="Skipet"),
        depesje.read(str(file), published="2022-01", title="Skipet"),
    ]
    records.append(depesje.read(records[0].report, published="2022-02"))
    assert len({record.report.id for record in records}) == 1
    assert {record.report.text for record in records} == {SERIOUS}
    assert [record.report.published for record in records] == ["2022-01", "2022-01", "2022-01", "2022-02"]
    assert {record.report.title for record in records} == {"Skipet"}
    assert all(len(record.statements) == 1 for record in records)


def test_python_says_why_a_text_cannot_be_read(tmp_path: Path) -> None:
    from depesje.errors import DepesjeError

    for wrong in ("", tmp_path, tmp_path / "missing.txt"):
        with pytest.raises(DepesjeError):
            depesje.read(wrong)
    with pytest.raises(DepesjeError):
        depesje.read(SERIOUS, published="soon")
