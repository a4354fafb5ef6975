"""Several processes on one ledger, and one that is killed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path
from queue import Empty
from typing import Any

import pytest

from depesje.errors import LedgerError
from depesje.ledger import Ledger, open_ledger
from depesje.ledger.store import Store

from .making import grense, small

spawning = multiprocessing.get_context("spawn")


def _write(path: Path, who: str, number: int, done: Any) -> None:
    with open_ledger(path) as ledger:
        for n in range(number):
            ledger.add(small(f"{who}{n}", words=f"sak {n} er tatt opp"))
    done.put(who)


def test_two_writers_and_a_reader(path: Path) -> None:
    done = spawning.Queue()
    writers = [spawning.Process(target=_write, args=(path, who, 25, done)) for who in "ab"]
    for writer in writers:
        writer.start()
    finished: set[str] = set()
    seen = [0]
    with open_ledger(path) as ledger:
        while len(finished) < 2:
            rows = ledger.said()
            assert all(row.words and row.speaker for row in rows)
            seen.append(len(rows))
            try:
                finished.add(done.get(timeout=0.05))
            except Empty:
                assert all(writer.exitcode in (None, 0) for writer in writers)
        assert seen == sorted(seen)
        assert ledger.counts().reports == 50
        assert ledger.counts().actors == 1
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0


def test_a_reader_is_not_stopped_by_a_writer_and_sees_only_whole_reports(ledger: Ledger, path: Path) -> None:
    ledger.add(small("r1"))
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("INSERT INTO reports (id, recorded_at) VALUES ('halv', 'nå')")
        assert ledger.counts().reports == 1
        assert len(ledger.said()) == 1
        assert ledger.add(small("r1")) == "unchanged"
        raw.execute("ROLLBACK")


def test_a_writer_waits_for_another(ledger: Ledger, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        ending = threading.Timer(0.5, lambda: raw.execute("ROLLBACK"))
        ending.start()
        assert ledger.add(small("r1")) == "added"
        ending.join()


def test_a_writer_that_waited_for_long_says_so(ledger: Ledger, path: Path) -> None:
    impatient = Ledger(Store(path, wait=0.01))
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="busy"):
            impatient.add(small("r1"))
        raw.execute("ROLLBACK")
    assert impatient.add(small("r1")) == "added"
    impatient.close()


def test_threads_share_a_ledger(ledger: Ledger) -> None:
    def write(who: str) -> None:
        for n in range(10):
            ledger.add(small(f"{who}{n}"))
            ledger.search("sund")

    threads = [threading.Thread(target=write, args=(who,)) for who in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ledger.counts().reports == 30


KILLED = """
import sys
from ledger.making import small
from depesje.ledger import open_ledger
with open_ledger(sys.argv[1]) as ledger:
    for n in range(1000):
        ledger.add(small(f"r{n}", words=f"sak {n} er tatt opp"))
        print(n, flush=True)
"""


def test_a_kill_loses_no_report_that_was_kept_and_leaves_no_half_one(path: Path) -> None:
    told = _killed_while_adding(path, 200)
    with open_ledger(path, create=False) as ledger:
        rows = {row.report: row for row in ledger.said()}
        counts = ledger.counts()
        assert counts.reports == counts.statements == counts.revisions == len(rows)
        assert counts.reports in (told, told + 1)
        for n in range(told):
            assert rows[f"r{n}"].words == (f"sak {n} er tatt opp",)
            assert rows[f"r{n}"].speaker == "Åse Lindqvist"
        assert (
            len([row for row in ledger.search("sak", limit=5000) if row.kind == "report"]) == counts.reports
        )
        assert ledger.add(grense()) == "added"
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []


def _killed_while_adding(path: Path, after: int) -> int:
    """Kill a process that adds a thousand reports after it has told of some; returns of how many it told."""
    paths = os.pathsep.join([str(Path(__file__).parents[1]), *filter(None, sys.path)])
    adding = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": paths},
    )
    assert adding.stdout is not None
    for _ in range(after):
        assert adding.stdout.readline()
    time.sleep(0.013)  # so that the kill falls anywhere within a report
    adding.send_signal(signal.SIGKILL)
    rest = adding.stdout.read().splitlines()
    adding.stdout.close()
    adding.wait()
    assert after + len(rest) < 1000
    return after + len(rest)


def test_two_processes_that_make_the_same_ledger_share_it(path: Path) -> None:
    done = spawning.Queue()
    makers = [spawning.Process(target=_write, args=(path, who, 1, done)) for who in "ab"]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join(60)
        assert maker.exitcode == 0
    with open_ledger(path, create=False) as ledger:
        assert ledger.counts().reports == 2
