"""What a ledger costs as it grows: adding a report, and every listing; over records that ``generating`` makes.

    python -m bench.ledger                     100,000 reports in a temporary folder
    python -m bench.ledger --reports 2000      quicker
    python -m bench.ledger --ledger postgresql://…/empty

Fails where a report costs more to add than ``GROWTH`` times what it did at the start, or a listing takes more than
``LONGEST`` seconds of a core.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from bench.generating import World, record
from depesje.ledger import Ledger, open_ledger
from depesje.questions import EventQuestion, ExchangeQuestion, MatterQuestion, Question, StatementQuestion
from depesje.records import Record

EARLY = 1000  # reports, after which adding is measured for the first time
SAMPLE = 400  # reports whose adding is measured
GROWTH = 1.3
LONGEST = 1.0  # seconds of one core
PAGE, FAR = 20, 2000  # rows of a page, and after how many one is asked for that is not the first


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.ledger", description="What a ledger costs as it grows.")
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ledger", help="where to make it, and leave it; by default a temporary folder")
    asked = parser.parse_args(arguments)
    with (
        tempfile.TemporaryDirectory() as folder,
        open_ledger(asked.ledger or str(Path(folder) / "bench.db")) as ledger,
    ):
        return measure(ledger, asked.reports, asked.seed)


def measure(ledger: Ledger, reports: int, seed: int) -> int:
    """Fill a ledger and print what it costs; 1 where a bound is broken."""
    world = World(seed)
    held = ledger.counts().reports
    if not held:
        growth = _fill(ledger, world, reports, seed)
    else:
        print(f"the ledger holds {held:,} reports already; adding is not measured")
        growth = 0.0
    slow = _listings(ledger, world)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"most memory: {peak:,.0f} MiB")
    for question in slow:
        print(f"TOO SLOW: {question}")
    if growth > GROWTH:
        print(
            f"TOO DEAR: a report costs {growth:.2f} times what it did at the start, at most {GROWTH} may be"
        )
    return int(bool(slow) or growth > GROWTH)


def _fill(ledger: Ledger, world: World, reports: int, seed: int) -> float:
    def made(first: int, number: int) -> list[Record]:
        return [record(world, seed, n) for n in range(first, first + number)]

    early = min(EARLY, reports // 10)
    begun = time.monotonic()
    spent = 0.0  # making the records
    costs: list[list[float]] = []
    done = 0
    for upto in (early, early + SAMPLE, reports - SAMPLE, reports):
        each: list[float] = []
        while done < upto:
            before = time.monotonic()
            batch = made(done, min(200, upto - done))
            spent += time.monotonic() - before
            for one in batch:
                before = time.process_time()
                ledger.add(one)
                each.append(time.process_time() - before)
            done += len(batch)
            if sys.stderr.isatty():
                print(f"\r{done:,}", end="", file=sys.stderr)
        costs.append(each)
    took = time.monotonic() - begun - spent
    first, last = (sorted(costs[n]) for n in (1, 3))
    growth = _middle(last) / _middle(first)
    print(
        f"{reports:,} reports added in {took:.0f} s: {reports / took:.0f} a second, each on the disk when told of"
    )
    print(
        f"a report costs {_middle(first) * 1000:.2f} ms of a core at {early:,}, {_middle(last) * 1000:.2f} ms at"
        f" {reports:,}: {growth:.2f} times"
    )
    return growth


def _middle(costs: list[float]) -> float:
    """The mean of the middle half, which what else runs on the machine disturbs least."""
    middle = costs[len(costs) // 4 : 3 * len(costs) // 4] or costs
    return sum(middle) / len(middle)


def questions(ledger: Ledger, world: World) -> dict[str, Callable[[], Any]]:
    """Every listing with and without filters: a page, a later one, the first rows of all, and how many there are."""
    often, seldom = world.states[0], world.persons[-1]
    well_known = world.persons[0]
    asked: dict[str, Callable[[], Any]] = {"counts": ledger.counts}
    listings: dict[str, type[Question]] = {
        "said": StatementQuestion,
        "timeline": EventQuestion,
        "matters": MatterQuestion,
    }
    for name, question in listings.items():
        filters: dict[str, dict[str, Any]] = {
            "": {},
            "by a state": {"by": often.code},
            "by somebody": {"by": well_known.name},
            "by a surname": {"by": well_known.name.rpartition(" ")[2]},
            "by nobody much": {"by": seldom.name},
            "to a state": {"to": often.name},
            "per a body": {"per": world.bodies[0].name},
            "since": {"since": "2033-12"},
            "in a month": {"since": "2032-06", "until": "2032-06"},
            "as known": {"known": "2040"},
            "confirmed": {"confirmed": True},
        }
        for what, given in filters.items():
            one = question(**given)
            label = f"{name} {what}".rstrip()
            asked[f"{label}, {PAGE}"] = lambda one=one: list(ledger.stream(replace(one, limit=PAGE)))
            asked[f"{label}, {PAGE} after {FAR:,}"] = lambda one=one: list(
                ledger.stream(replace(one, limit=PAGE, offset=FAR))
            )
            asked[f"{label}, the first of all"] = lambda one=one: list(islice(ledger.stream(one), PAGE))
            asked[f"{label}, how many"] = lambda one=one: ledger.total(one)
    asked["said act=demand, 20"] = lambda: ledger.said(act="demand", limit=20)
    asked["timeline type=ASSAULT, 20"] = lambda: ledger.timeline(type="ASSAULT", limit=20)
    asked["timeline on a day"] = lambda: ledger.timeline(on="2032-06-01", limit=PAGE)
    asked["matters on a day"] = lambda: ledger.matters(on="2032-06-01", limit=PAGE)
    asked["matters status=open, 20"] = lambda: ledger.matters(status="open", limit=20)
    asked["one matter's course"] = lambda: [ledger.matter(row.id) for row in ledger.matters(limit=1)]
    asked["divisions, 20"] = lambda: ledger.divisions(limit=PAGE)
    asked["exchanges, 20"] = lambda: ledger.exchanges(limit=PAGE)
    asked["exchanges of a state, 20"] = lambda: ledger.exchanges(party=often.code, limit=PAGE)
    asked["exchanges, how many"] = lambda: ledger.total(ExchangeQuestion())
    asked["accounts of one"] = lambda: [ledger.accounts(row.id) for row in ledger.exchanges(limit=1)]
    asked["reports, 20"] = lambda: ledger.reports(limit=PAGE)
    asked["orphans, 20"] = lambda: ledger.orphans(limit=PAGE)
    asked["dossiers"] = ledger.dossiers
    asked["tension of a week"] = lambda: ledger.tension(since="2032-06-01", until="2032-06-07")
    for who in (often.code, often.name, well_known.name, seldom.name, well_known.name.rpartition(" ")[2]):
        asked[f"who {who}, {PAGE}"] = lambda who=who: ledger.who(who, limit=PAGE)
    for words in (
        "sundet",
        "sundet traktaten oppheves",
        '"traktaten og sundet"',
        seldom.name,
        well_known.name,
    ):
        asked[f"search {words}"] = lambda words=words: ledger.search(words)
    return asked


def _listings(ledger: Ledger, world: World) -> list[str]:
    slow = []
    for label, ask in questions(ledger, world).items():
        before = time.process_time()
        answer = ask()
        took = time.process_time() - before
        number = len(answer) if isinstance(answer, list) else 1
        print(f"{took:8.3f} s  {label}: {number:,}", flush=True)
        if took > LONGEST:
            slow.append(f"{label}: {took:.2f} s for {number:,}")
    return slow


if __name__ == "__main__":
    sys.exit(main())
