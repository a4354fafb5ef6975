"""The pages under load, and killed while somebody writes through them: what was acknowledged is kept, nothing by half.

``$DEPESJE_SOAK_SECONDS`` is how long the load lasts (300), ``$DEPESJE_SOAK_KILLS`` how many kills there are (100).
"""

from __future__ import annotations

import os
import random
import threading
import time

import pytest

from depesje.ledger import Ledger
from tests.ledger.making import grense, small, sund
from tests.places import Place

from .killing import Killer, kills_of, signs_of
from .serving import Program, Told, served, started

SECONDS = float(os.environ.get("DEPESJE_SOAK_SECONDS", "300"))
READERS, WRITERS, REPORTS = 50, 2, 200
PATHS = [
    "/", "/matters", "/exchanges", "/timeline", "/reports", "/review", "/changes", "/search?words=sak", "/actor?name=Ida",
    "/api/v1/counts", "/api/v1/said?limit=50", "/api/v1/matters", "/api/v1/timeline", "/api/v1/waiting",
    "/api/v1/search?words=sak", "/api/v1/who?name=Navn",
]  # fmt: skip


def fill(ledger: Ledger, number: int) -> list[str]:
    """Adds reports; returns the ids of their statements."""
    ledger.add(grense())
    ledger.add(sund())
    for n in range(number):
        ledger.add(small(f"r{n}", name=f"Navn {chr(65 + n % 26)}", words=f"sak {n} er tatt opp"))
    return [row.id for row in ledger.said()]


def killed_often(place: Place, times: int, chance: random.Random) -> tuple[Told, Killer]:
    """Kills a server at chance moments while two programs write through it; what they were told of must be there."""
    told = Told()
    killer = Killer(chance, signs_of(place) | {"after an answer": lambda: len(told.made)})
    with place.open() as ledger:
        records = fill(ledger, 20)
    began = time.monotonic()
    with served(place.target):
        killer.lasts = (
            2 * (time.monotonic() - began) + 1
        )  # so half of the kills by the clock fall into the start
    for moment in killer.moments(times, *killer.signs):
        stop = threading.Event()

        def write(port: int, seed: float, stop: threading.Event = stop) -> None:
            while not stop.is_set():
                try:
                    Program(port, told, stop).write(records, random.Random(seed))
                except OSError:  # it does not listen yet, or was killed
                    time.sleep(0.02)

        with started(place.target) as (server, port):
            writing = [threading.Thread(target=write, args=(port, chance.random())) for _ in range(WRITERS)]
            for one in writing:
                one.start()
            assert killer.kill(server, moment), "it ended by itself"
            stop.set()
            for one in writing:
                one.join(150)
        with place.open() as ledger:
            assert told.missing(ledger) == set(), moment
            assert list(ledger.check()) == [], moment
    assert told.wrong == []
    assert told.made
    return told, killer


@pytest.mark.slow
def test_what_was_acknowledged_survives_kill_9(place: Place) -> None:
    killed_often(place, 6, random.Random(6))


@pytest.mark.soak
def test_what_was_acknowledged_survives_kill_9_a_hundred_times(place: Place, chance: random.Random) -> None:
    told, killer = killed_often(place, kills_of(place), chance)
    print(
        f"\nserve, {place.engine}: {killer}; {len(told.made)} corrections acknowledged, none lost, check clean"
    )


@pytest.mark.soak
def test_fifty_who_read_and_two_who_write(place: Place, chance: random.Random) -> None:
    with place.open() as ledger:
        records = fill(ledger, REPORTS)
    reading, writing, stop, fell = Told(), Told(), threading.Event(), list[str]()

    def work(told: Told, port: int, seed: float, wanted: list[str], how: str) -> None:
        try:
            getattr(Program(port, told, stop), how)(wanted, random.Random(seed))
        except Exception as error:
            fell.append(repr(error))

    with served(place.target) as (server, port):
        who = [(reading, port, chance.random(), PATHS, "read") for _ in range(READERS)]
        who += [(writing, port, chance.random(), records, "write") for _ in range(WRITERS)]
        threads = [threading.Thread(target=work, args=one) for one in who]
        began = time.monotonic()
        for thread in threads:
            thread.start()
        time.sleep(SECONDS)
        stop.set()
        for thread in threads:
            thread.join(180)
        lasted = time.monotonic() - began
        assert server.poll() is None
    took = reading.seconds | {"changes": writing.seconds["changes"]}
    shown = "; ".join(f"{what}: {told_in_words(took[what], lasted)}" for what in took)
    print(
        f"\n{place.engine}, {lasted:.0f} s, {READERS} who read, {WRITERS} who write: {shown}; {len(writing.made)} kept"
    )
    assert (fell, reading.wrong[:5], writing.wrong[:5]) == ([], [], [])
    assert reading.seconds["pages"] and writing.made
    with place.open() as ledger:
        assert writing.missing(ledger) == set()
        assert list(ledger.check()) == []


def told_in_words(seconds: list[float], lasted: float) -> str:
    """How many answers, how many a second, and how long they took."""
    if not seconds:
        return "nothing"
    took = sorted(seconds)
    shares = ", ".join(
        f"p{share} {1000 * took[min(len(took) - 1, len(took) * share // 100)]:.0f} ms"
        for share in (50, 95, 99)
    )
    return f"{len(took)} answers, {len(took) / lasted:.1f} a second, {shares}"
