"""A process that corrects and merges is killed outright: what it had said was done is there, and the ledger is whole."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from depesje.ledger import open_ledger
from tests.ledger.making import small

REPORTS = 12
# Corrects, merges and splits until it is killed, and tells of each act once the ledger says that it is done.
WORK = """
import itertools, json, sys
from depesje.ledger import open_ledger
with open_ledger(sys.argv[1], create=False) as ledger:
    actors = [f"ac-{n}" for n in range(1, int(sys.argv[2]) + 1)]
    said = [row.id for row in ledger.said(review=("unread", "confirmed", "edited", "rejected"))]
    for n in itertools.count():
        acts = (
            lambda: ledger.correct(said[n % len(said)], "confirm", who="Ida", why=f"nr {n}"),
            lambda: ledger.correct(said[n % len(said)], fields={"act": "demand" if n % 2 else "warn"}, who="Ida"),
            lambda: ledger.merge(*actors, who="Ida"),
            lambda: ledger.split(*actors[:2], who="Ida"),
        )
        done = acts[n % 4]()
        print(json.dumps(done.number if done else None), flush=True)
"""


def killed(path: Path, chance: random.Random) -> list[int]:
    """Starts the work, kills it at some moment, and returns the numbers of the acts that it told of."""
    with subprocess.Popen(
        [sys.executable, "-c", WORK, str(path), str(REPORTS)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as working:
        assert working.stdout is not None and working.stderr is not None
        first = working.stdout.readline()
        assert first, working.stderr.read()
        time.sleep(chance.random() * 0.3)
        working.send_signal(signal.SIGKILL)
        told = [first, *working.stdout.readlines()]
        assert working.wait(60) == -signal.SIGKILL, working.stderr.read()
    return [number for line in told if line.endswith("\n") and (number := json.loads(line)) is not None]


def killed_often(path: Path, times: int, chance: random.Random) -> None:
    with open_ledger(path) as ledger:
        for n in range(REPORTS):
            ledger.add(small(f"r{n}", name=f"Navn {chr(65 + n)}", words=f"sak {n} er tatt opp"))
    all_told: set[int] = set()
    for _ in range(times):
        told = killed(path, chance)  # nothing where all was held so already
        all_told.update(told)
        with open_ledger(path, create=False) as ledger:
            assert list(ledger.check()) == []
            kept = {change.correction for row in ledger.said() for change in ledger.history(row.id)}
            kept |= {change.correction for who in ledger.who("Navn") for change in ledger.history(who.id)}
            assert all_told <= kept
    assert len(all_told) >= times


def test_acts_that_were_told_of_survive_kill_9(path: Path) -> None:
    killed_often(path, 3, random.Random(6))


@pytest.mark.soak
def test_acts_that_were_told_of_survive_kill_9_a_hundred_times(path: Path) -> None:
    seed = int(os.environ.get("DEPESJE_SOAK_SEED") or time.time_ns() % 10**9)
    print(f"DEPESJE_SOAK_SEED={seed}")
    killed_often(path, int(os.environ.get("DEPESJE_SOAK_KILLS", "100")), random.Random(seed))
