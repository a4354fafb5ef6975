"""Several processes on one ledger, and one that is killed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty
from typing import Any

import pytest
from sqlalchemy import func, make_url, select

from depesje.errors import LedgerError
from depesje.ledger import Ledger, adding, open_ledger
from depesje.ledger.engines.base import Home
from depesje.ledger.engines.postgres import Database
from depesje.ledger.engines.sqlite import File
from depesje.ledger.schema import reports
from depesje.ledger.store import Store
from tests.places import Place

from .making import grense, small

spawning = multiprocessing.get_context("spawn")


def _write(target: str, who: str, number: int, done: Any) -> None:
    with open_ledger(target) as ledger:
        for n in range(number):
            ledger.add(small(f"{who}{n}", words=f"sak {n} er tatt opp"))
    done.put(who)


def test_two_writers_and_a_reader(new_place: Callable[[], Place]) -> None:
    place, done = new_place(), spawning.Queue()
    writers = [spawning.Process(target=_write, args=(place.target, who, 25, done)) for who in "ab"]
    for writer in writers:
        writer.start()
    finished: set[str] = set()
    seen = [0]
    with place.open(create=True) as ledger:
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


class Broken(Exception):
    """Ends a transaction without keeping it."""


@contextmanager
def half_written(place: Place) -> Iterator[None]:
    """Another program that has begun to write and never ends its report."""
    with place.open() as other, pytest.raises(Broken), other._store.write() as connection:
        connection.execute(reports.insert().values(id="halv", recorded_at="nå"))
        yield
        raise Broken


def test_a_reader_is_not_stopped_by_a_writer_and_sees_only_whole_reports(
    ledger: Ledger, place: Place
) -> None:
    ledger.add(small("r1"))
    with half_written(place):
        assert ledger.counts().reports == 1
        assert len(ledger.said()) == 1
        assert ledger.add(small("r1")) == "unchanged"


def test_a_reader_sees_one_state_whatever_is_written_meanwhile(ledger: Ledger, place: Place) -> None:
    ledger.add(small("r1"))
    with ledger._store.read() as connection:
        assert connection.scalar(select(func.count()).select_from(reports)) == 1
        with place.open() as other:
            other.add(small("r2"))
        assert connection.scalar(select(func.count()).select_from(reports)) == 1
    assert ledger.counts().reports == 2


def test_a_writer_waits_for_another_and_sees_what_it_kept(ledger: Ledger, place: Place) -> None:
    begun, told = threading.Event(), []

    def wait() -> None:
        begun.wait()
        told.append(ledger.add(small("r1")))

    waiting = threading.Thread(target=wait)
    waiting.start()
    with place.open() as other, other._store.write() as connection:
        begun.set()
        time.sleep(0.3)
        assert not told
        adding.add(connection, small("r1"))
    waiting.join()
    assert told == ["unchanged"]


def test_a_writer_that_waited_for_long_says_so(ledger: Ledger, place: Place) -> None:
    homes: dict[str, Callable[[], Home]] = {
        "sqlite": lambda: File(Path(place.target), wait=0.01),
        "postgresql": lambda: Database(make_url(place.target), wait=0.01),
    }
    impatient = Ledger(Store(homes[place.engine]()))
    with half_written(place), pytest.raises(LedgerError, match="busy"):
        impatient.add(small("r1"))
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


def test_a_kill_loses_no_report_that_was_kept_and_leaves_no_half_one(new_place: Callable[[], Place]) -> None:
    place = new_place()
    told = _killed_while_adding(place.target, 200)
    with place.open() as ledger:
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


def _killed_while_adding(target: str, after: int) -> int:
    """Kill a process that adds a thousand reports after it has told of some; returns of how many it told."""
    paths = os.pathsep.join([str(Path(__file__).parents[1]), *filter(None, sys.path)])
    killed = subprocess.Popen(
        [sys.executable, "-c", KILLED, target],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": paths},
    )
    assert killed.stdout is not None
    for _ in range(after):
        assert killed.stdout.readline()
    time.sleep(0.013)  # so that the kill falls anywhere within a report
    killed.send_signal(signal.SIGKILL)
    rest = killed.stdout.read().splitlines()
    killed.stdout.close()
    killed.wait()
    assert after + len(rest) < 1000
    return after + len(rest)


def test_two_processes_that_make_the_same_ledger_share_it(new_place: Callable[[], Place]) -> None:
    place, done = new_place(), spawning.Queue()
    makers = [spawning.Process(target=_write, args=(place.target, who, 1, done)) for who in "ab"]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join(60)
        assert maker.exitcode == 0
    with place.open() as ledger:
        assert ledger.counts().reports == 2
