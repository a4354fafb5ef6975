"""What only time shows: several writers and readers for long, broken inputs by the thousand.

Each part takes half of ``$DEPESJE_SOAK_MINUTES`` at most, an hour by default. A failure shows the seed by which what
chance decided can be had again: ``$DEPESJE_SOAK_SEED``.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from pathlib import Path
from typing import Any

import pytest

from depesje import examples, intake
from depesje.errors import Problem
from depesje.ledger import open_ledger
from depesje.ledger.validate import validate
from depesje.reading import read_reports
from depesje.records import Report
from tests.ledger.making import grense, small, sund

pytestmark = pytest.mark.soak
SECONDS = float(os.environ.get("DEPESJE_SOAK_MINUTES", "60")) * 60 / 2
spawning = multiprocessing.get_context("spawn")


def _write(path: Path, who: str, end: float, done: Any) -> None:
    n = 0
    with open_ledger(path) as ledger:
        while time.time() < end:
            n += 1
            assert ledger.add(small(f"{who}{n}", words=f"sak {n} er tatt opp")) == "added"
            ledger.add(
                (grense, sund)[n % 2](
                    report="felles", text=(grense, sund)[n % 2]().report.text + who * (n % 5)
                )
            )
    done.put((who, n))


def _read(path: Path, end: float) -> None:
    before = 0
    with open_ledger(path, create=False) as ledger:
        while time.time() < end:
            rows = [row for row in ledger.said() if row.report != "felles"]
            assert all(row.words and row.speaker for row in rows)
            assert len(rows) >= before
            before = len(rows)
            ledger.timeline(limit=20)
            ledger.matters()
            ledger.search("sak", limit=10)


def test_writers_and_readers_for_long(tmp_path: Path) -> None:
    path, done, end = tmp_path / "l.db", spawning.Queue(), time.time() + SECONDS
    open_ledger(path).close()
    working = [spawning.Process(target=_write, args=(path, who, end, done)) for who in "abc"]
    working += [spawning.Process(target=_read, args=(path, end)) for _ in range(2)]
    for process in working:
        process.start()
    told = dict(done.get(timeout=SECONDS + 300) for _ in "abc")
    for process in working:
        process.join(300)
        assert process.exitcode == 0
    with open_ledger(path, create=False) as ledger:
        assert ledger.counts().reports == sum(told.values()) + 1
        assert {row.report for row in ledger.said() if row.report != "felles"} == {
            f"{who}{n}" for who, number in told.items() for n in range(1, number + 1)
        }


def _spoilt(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few things done to them that happen to files, or that somebody does on purpose."""
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randrange(len(data) + 1), chance.randint(1, 400)
        piece = data[at : at + length]
        data = chance.choice(
            (
                data[:at] + data[at + length :],
                data[:at] + piece * chance.randint(2, 30) + data[at:],
                data[:at] + chance.randbytes(chance.randint(1, 8)) + data[at:],
                data[:at] + piece[::-1] + data[at + length :],
                data[:at] + chance.choice(ODD).encode() + data[at:],
                data.decode("utf8", "replace").encode(chance.choice(("cp1252", "utf-16", "utf8")), "replace"),
            )
        )
    return data


ODD = (
    "«" * 50,
    "– ",
    "\n\n\n",
    "\u202e",
    "\0",
    "<p>" * 300,
    "</article>",
    "&#xD800;",
    "\ufeff",
    "(" * 200,
    "1" * 500,
    "sa ",
    ".",
)


def test_spoilt_reports_are_read_or_refused_in_a_line(tmp_path: Path, chance: random.Random) -> None:
    whole = [path.read_bytes() for path in examples.paths()]
    end, count = time.monotonic() + SECONDS, 0
    with open_ledger(tmp_path / "l.db") as ledger:
        while time.monotonic() < end:
            path = tmp_path / f"spoilt{chance.choice(('.txt', '.html'))}"
            path.write_bytes(_spoilt(chance.choice(whole), chance))
            for item in read_reports(intake.load([path])):
                if isinstance(item, Problem):
                    assert "\n" not in str(item)
                    assert "reading failed" not in item.reason, (item, path.read_bytes())
                    continue
                validate(item)
                assert isinstance(item.report, Report)
                ledger.add(item)
            count += 1
    assert count
