"""What a terminal shows: colour or none, a bar while many reports are read, letters that its encoding lacks."""

from __future__ import annotations

import os
import subprocess
from contextlib import nullcontext, suppress
from pathlib import Path

import pytest

from depesje import open_ledger
from depesje.cli.streams import plain
from tests.ledger.making import sund

from .working import DEPESJE, SAID, environment, reports

pty = pytest.importorskip("pty", reason="no terminals to open here")


def on_a_terminal(folder: Path, *words: str, out: Path | None = None, **environ: str) -> tuple[str, int]:
    """Runs a command on a terminal of its own, its standard output perhaps in a file; what is shown, and the status."""
    terminal, end = pty.openpty()
    with out.open("wb") if out else nullcontext(end) as standard_output:
        process = subprocess.Popen(
            [*DEPESJE, *words], cwd=folder, stdin=end, stderr=end, stdout=standard_output,
            env=environment(**{"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "40", **environ}),
        )  # fmt: skip
    os.close(end)
    shown = b""
    with suppress(OSError):  # which tells that the other end is closed
        while piece := os.read(terminal, 65536):
            shown += piece
    os.close(terminal)
    return shown.decode("utf8", "replace"), process.wait(60)


def test_no_colour_where_none_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SAID.format(1), encoding="utf8")
    shown, status = on_a_terminal(tmp_path, "read", "a.txt")
    assert status == 0
    assert "\x1b[1m" in shown
    plain_shown, _ = on_a_terminal(tmp_path, "read", "a.txt", NO_COLOR="1")
    assert not any(f"\x1b[{code}m" in plain_shown for code in range(30, 50))
    assert "Gennadij Rodimtsev" in plain_shown


def test_a_bar_tells_how_far_many_reports_are(tmp_path: Path) -> None:
    reports(tmp_path / "inn", 60)
    out = tmp_path / "ut.jsonl"
    shown, status = on_a_terminal(tmp_path, "read", "inn", "--format", "jsonl", out=out)
    assert status == 0
    assert len(out.read_text(encoding="utf8").splitlines()) == 60
    assert "Reading" in shown
    assert "/60" in shown
    shown, status = on_a_terminal(tmp_path, "add", "inn")
    assert status == 0
    assert "/60" in shown
    assert "60 added; depesje.db holds 60 reports" in shown


def test_a_single_report_needs_no_bar(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SAID.format(1), encoding="utf8")
    shown, _ = on_a_terminal(tmp_path, "read", "a.txt", "--format", "jsonl", out=tmp_path / "ut.jsonl")
    assert shown == ""


@pytest.mark.parametrize(
    "encoding",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
)
def test_any_encoding_will_do(tmp_path: Path, encoding: dict[str, str]) -> None:
    with open_ledger(tmp_path / "depesje.db") as ledger:
        ledger.add(sund())
    for words, status in ((("said",), 0), (("matters",), 0), (("read", "bort–å.txt"), 1)):
        done = subprocess.run(
            [*DEPESJE, *words], cwd=tmp_path, capture_output=True, check=False, env=environment(**encoding)
        )
        assert done.returncode == status
        assert b"Traceback" not in done.stderr
        assert b"rlandia" in done.stdout or b"no such file" in done.stderr


def test_letters_and_marks_in_ascii() -> None:
    assert plain("Støre → Ægir … «på» – Łódź 中") == 'Store > AEgir . "pa" - Lodz ?'.replace("AE", "Ae")
