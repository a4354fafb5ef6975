"""What only time shows: kills at many points, several writers and readers for long, broken inputs by the thousand.

Each part takes a third of ``$DEPESJE_SOAK_MINUTES`` at most, an hour by default. A failure shows the seed by which what
chance decided can be had again: ``$DEPESJE_SOAK_SEED``.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from depesje import examples, intake
from depesje.errors import Problem
from depesje.ledger import open_ledger
from depesje.ledger.validate import validate
from depesje.reading import read_reports
from depesje.records import Report
from tests.cli.working import check_whole, environment, kept, killed_while_adding, reports
from tests.intake.fetching.misbehaving import Connection
from tests.ledger.making import grense, small, sund
from tests.watching.publishing import published
from tests.watching.standin import COMMAND, ROOT

pytestmark = pytest.mark.soak
SECONDS = float(os.environ.get("DEPESJE_SOAK_MINUTES", "60")) * 60 / 3
KILLS = 100
spawning = multiprocessing.get_context("spawn")


@pytest.fixture
def chance() -> random.Random:
    seed = int(os.environ.get("DEPESJE_SOAK_SEED") or time.time_ns() % 10**9)
    print(f"DEPESJE_SOAK_SEED={seed}")
    return random.Random(seed)


def test_kills_at_many_points(tmp_path: Path, chance: random.Random) -> None:
    folder = reports(tmp_path / "many", 5000)
    end, ledger, kills = time.monotonic() + SECONDS, tmp_path / "l.db", 0
    while time.monotonic() < end:
        if kept(ledger) > 4800:
            ledger = tmp_path / f"l{kills}.db"
        seen = killed_while_adding(folder, ledger, chance.randint(1, 40), chance.random() * 0.05)
        check_whole(ledger, seen)
        kills += 1
    assert kills


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


RULES = """[targets.hook]
webhook = "{url}/hook"
[[rules]]
name = "Krav"
act = "demand"
within = "always"
targets = ["hook"]
"""


def test_a_watch_that_is_killed_a_hundred_times(tmp_path: Path, chance: random.Random) -> None:
    """No entry is lost or kept twice, and no alert is lost or has two ids, wherever the kills fall."""
    (tmp_path / "fetching.toml").write_text("gap-seconds = 0\n", encoding="utf8")
    told: dict[str, set[str]] = {}
    ledger, published_so_far, kills = tmp_path / "l.db", 0, 0

    def hook(to: Connection) -> None:
        for alert in json.loads(to.asked.body)["alerts"]:
            told.setdefault(alert["record"], set()).add(alert["id"])
        to.whole("takk")

    with published() as paper:
        paper.answers("/hook", hook)
        (tmp_path / "regler.toml").write_text(RULES.format(url=paper.server.url), encoding="utf8")

        def watch(*more: str) -> subprocess.Popen[bytes]:
            arguments = ["watch", paper.feed, "--ledger", str(ledger), "--allow-private", "127.0.0.1"]
            arguments += ["--alert", str(tmp_path / "regler.toml"), *more]
            settings = environment(DEPESJE_FETCHING=str(tmp_path / "fetching.toml"))
            return subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.DEVNULL, env=settings, cwd=ROOT)

        assert watch("--once").wait(300) == 0  # the rule is known from here on
        end = time.monotonic() + SECONDS
        while kills < KILLS and time.monotonic() < end:
            paper.publish(*range(published_so_far, published_so_far + 12))
            published_so_far += 12
            _make_due(ledger)
            before, wanted = kept(ledger), chance.randint(0, 8)
            with watch() as watching:
                while kept(ledger) < before + wanted and watching.poll() is None:
                    time.sleep(0.005)
                time.sleep(chance.random() * 0.2)
                watching.kill()
            kills += 1
            check_whole(ledger, before + wanted)
        _make_due(ledger)
        assert watch("--once").wait(600) == 0
        assert check_whole(ledger, published_so_far) == published_so_far
        with open_ledger(ledger, create=False) as book:
            assert book.watching.undelivered() == 0
            assert set(told) == {row.id for row in book.said(act="demand")}
        assert len(told) == published_so_far
    assert all(len(ids) == 1 for ids in told.values())
    print(f"{kills} kills, {published_so_far} entries, {len(told)} alerts")


def _make_due(ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as raw, raw:
        raw.execute("UPDATE feeds SET due_at = '2000-01-01T00:00:00.000000Z'")


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
