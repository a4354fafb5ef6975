"""``depesje forget`` that is killed: the report is there whole, or gone; and what is left in the file goes later."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from depesje import open_ledger

from .making import STATEMENTS, TEXT, read_reports
from .working import DEPESJE, environment

KILLED = 5
pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of Unix")


def filled(path: Path, number: int = 40) -> None:
    """A ledger of reports that have each a word of their own."""
    from depesje.records import Report

    assert STATEMENTS
    with open_ledger(path) as ledger:
        reports = [Report(f"sak-{n}", f"{TEXT}Sak{n}ord.\n") for n in range(number)]
        for record in read_reports(reports):
            ledger.add(record)  # type: ignore[arg-type]


def whole(path: Path) -> int:
    """Asserts that a ledger is sound; returns how many reports it holds."""
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        reports, texts, stones = (
            raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("reports", "revisions", "tombstones")
        )
        assert reports == texts
        assert reports + stones == 40
        return int(reports)


def test_kill_9_while_reports_are_forgotten(tmp_path: Path) -> None:
    ledger = tmp_path / "l.db"
    filled(ledger)
    chance = random.Random(7)
    for n in range(KILLED):
        command = [*DEPESJE, "forget", f"sak-{n}", "--yes", "--ledger", str(ledger)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment()) as forgetting:
            before = ledger.stat().st_mtime_ns
            deadline = time.monotonic() + 60
            while (
                ledger.stat().st_mtime_ns == before
                and forgetting.poll() is None
                and time.monotonic() < deadline
            ):
                wal = Path(f"{ledger}-wal")
                if wal.exists() and wal.stat().st_size:
                    break
                time.sleep(0.001)
            time.sleep(chance.random() * 0.05)
            forgetting.send_signal(signal.SIGKILL)
        assert whole(ledger) >= 40 - n - 1
    ended = subprocess.run(
        [*DEPESJE, "forget", "--ledger", str(ledger)],
        capture_output=True,
        text=True,
        env=environment(),
        check=True,
    )
    assert ended.stdout in ("cleaned\n", "nothing to clean\n")
    with closing(sqlite3.connect(ledger)) as raw:
        left = {row[0] for row in raw.execute("SELECT id FROM reports")}
    data = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    for n in range(KILLED):
        assert (f"Sak{n}ord".encode() in data) == (f"sak-{n}" in left)
