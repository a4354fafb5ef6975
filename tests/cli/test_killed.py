"""``depesje add`` that is ended from outside: what was kept stays, nothing is kept by half, and it can be run again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from .working import DEPESJE, check_whole, environment, hears_ctrl_c, kept, killed_while_adding, reports

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of Unix")


def test_kill_9_while_a_thousand_reports_are_added(tmp_path: Path) -> None:
    folder, ledger = reports(tmp_path / "many", 1000), tmp_path / "l.db"
    seen = killed_while_adding(folder, ledger, 40, pause=0.007)
    held = check_whole(ledger, seen)
    assert held < 1000
    seen = killed_while_adding(folder, ledger, 25, pause=0.003)
    assert check_whole(ledger, seen) > held
    held = kept(ledger)
    few = tmp_path / "few"
    few.mkdir()
    for path in sorted(folder.iterdir())[: held + 2]:
        shutil.copy(path, few)
    again = subprocess.run(
        [*DEPESJE, "add", str(few), "--ledger", str(ledger)],
        capture_output=True,
        text=True,
        env=environment(),
        check=False,
    )
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout.startswith(f"2 added, {held} unchanged; l.db holds {held + 2} reports")
    assert check_whole(ledger, held) == held + 2


def test_ctrl_c_while_adding_keeps_what_was_added(tmp_path: Path) -> None:
    folder, ledger = reports(tmp_path / "many", 1000), tmp_path / "l.db"
    with subprocess.Popen(
        [*DEPESJE, "add", str(folder), "--ledger", str(ledger)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
        preexec_fn=hears_ctrl_c,  # noqa: PLW1509 - this process has no threads
    ) as adding:
        assert adding.stderr
        while (seen := kept(ledger)) < 5:
            assert adding.poll() is None
            time.sleep(0.01)
        adding.send_signal(signal.SIGINT)
        assert adding.wait(60) == 130
        assert adding.stderr.read() == "depesje: interrupted\n"
    assert check_whole(ledger, seen) < 1000
