"""The command as a process of its own, many reports to add, and what a ledger must hold however the process ended."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

DEPESJE = [sys.executable, "-m", "depesje"]
SAID = "– Vi krever at skip nummer {} blir frigitt, sier utenriksminister Gennadij Rodimtsev til NTB.\n"


def hears_ctrl_c() -> None:
    """A process started in the background of a shell inherits that it ignores SIGINT; this one must not."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def reports(folder: Path, number: int) -> Path:
    """A folder of small reports, each with one statement of its own."""
    folder.mkdir()
    for n in range(number):
        (folder / f"{n:04}.txt").write_text(SAID.format(n), encoding="utf8")
    return folder


def environment(**more: str) -> dict[str, str]:
    """This process's environment, without a ledger of the person's own."""
    return {name: value for name, value in os.environ.items() if name != "DEPESJE_LEDGER"} | more


def kept(ledger: Path) -> int:
    """How many reports are in a ledger's file, whoever writes to it; none where it is not there yet."""
    if not ledger.exists():
        return 0
    with closing(sqlite3.connect(f"file:{ledger}?mode=ro", uri=True, timeout=30)) as raw:
        return int(raw.execute("SELECT count(*) FROM reports").fetchone()[0])


def killed_while_adding(folder: Path, ledger: Path, after: int, pause: float = 0.0) -> int:
    """Starts ``depesje add``, kills it once so many more reports are kept, and returns how many were by then."""
    before = kept(ledger)
    with subprocess.Popen(
        [*DEPESJE, "add", str(folder), "--ledger", str(ledger)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as adding:
        deadline = time.monotonic() + 300
        while (seen := kept(ledger)) < before + after:
            assert adding.poll() is None and time.monotonic() < deadline, "it ended before it could be killed"
            time.sleep(0.005)
        time.sleep(pause)
        adding.send_signal(signal.SIGKILL)
        assert adding.wait(60) == -signal.SIGKILL
    return seen


def check_whole(ledger: Path, at_least: int) -> int:
    """Asserts that a ledger holds whole reports only, and no fewer than were seen in it; returns how many."""
    with closing(sqlite3.connect(ledger)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        texts = [text for (text,) in raw.execute("SELECT text FROM revisions ORDER BY key")]
        said = [
            exact
            for (exact,) in raw.execute(
                "SELECT a.exact FROM anchors a JOIN statement_versions v ON v.key = a.version"
                " WHERE a.role = 'content' AND v.superseded_at IS NULL"
            )
        ]
        for table in ("reports", "readings", "report_words", "statement_words"):
            assert raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == len(texts), table
    assert len(texts) >= at_least
    assert len(set(texts)) == len(texts)
    assert sorted(said) == sorted(text[2:].partition(", sier")[0] for text in texts)
    return len(texts)
