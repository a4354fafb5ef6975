"""How long the pages of a ledger take: the time of one core per page, and how much a first view weighs.

    python -m bench.pages --ledger COPY.db       a ledger that bench.ledger has left (``--ledger``), or one like it
    python -m bench.pages --reports 2000         one that is made for it, in a temporary folder

It asks the application itself, without a server or a network between. Fails where a page takes more than ``LONGEST``
milliseconds of a core (the middle of several askings, after one that warms up), a decision more than ``LONGEST_ACT`` by
the clock, or a first view weighs more than ``HEAVIEST`` bytes: the page, the style sheets and the scripts. What is asked
is entered for a user, and what is decided is undone but stays in the journal, so use a copy.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.generating import World, record
from depesje.ledger import Ledger, open_ledger

LONGEST = 150.0  # milliseconds
LONGEST_ACT = 1000.0  # milliseconds by the clock, for what a person decides
HEAVIEST = 300_000  # bytes
TIMES = 5
HOPELESS = 3000.0  # milliseconds, after which a page is not asked for again
PART = {"hx-request": "true"}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.pages", description="How long the pages of a ledger take.")
    parser.add_argument("--ledger", help="a copy of a ledger")
    parser.add_argument("--reports", type=int, default=2000, help="how many to make, where none is given")
    parser.add_argument("--only", default="", help="only pages whose address has this pattern")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    world = World(asked.seed)
    with (
        tempfile.TemporaryDirectory() as folder,
        open_ledger(asked.ledger or str(Path(folder) / "bench.db")) as ledger,
    ):
        if asked.ledger is None:
            for n in range(asked.reports):
                ledger.add(record(world, asked.seed, n))
        return measure(ledger, world, asked.only)


def paths(ledger: Ledger, world: World) -> Iterator[str]:
    """Every page, with and without filters, of whom everybody and of whom nobody talks."""
    from depesje.web.rendering import address

    state, person, seldom = world.states[0], world.persons[0], world.persons[-1]
    newest = ledger.reports(limit=1)[0].id
    said = ledger.said(limit=1)[0]
    matter = ledger.waiting(kinds=("matter",))[0].id
    yield "/reports"
    yield "/reports?offset=5000"
    yield "/dossiers"
    yield "/reports?since=2032-06&until=2032-06"
    yield address("/report", id=newest)
    yield address("/report", id=said.report, record=said.id)
    yield f"/record/{said.id}/card"
    yield f"/record/{matter}/card"
    yield f"/record/{said.id}/edit"
    yield f"/record/{said.id}/history"
    yield "/search"
    yield "/search?words=sundet"
    yield "/search?words=sundet&what=reports"
    yield address("/search", words="sundet traktaten", by=state.code)
    yield address("/search", by=state.code)
    yield address("/search", to=state.name)
    yield address("/search", by=seldom.name)
    yield address("/search", by=state.code, offset=2000)
    yield address("/search", by=person.name, act="demand")
    yield "/search?what=matters&status=open"
    yield address("/search", what="matters", by=state.code, kind="demand")
    yield address("/actor", name=person.name.rpartition(" ")[2])
    yield address("/actor", name=state.code)
    yield address("/actor", name=state.name)
    for one in (state, person, seldom):
        found = ledger.who(one.name)
        for show in ("said", "raised", "told", "asked of", "done", "met") if found else ():
            yield address("/actor", id=found[0].id, show=show)
    yield from glances(ledger, state.code, person.name, seldom.name)
    yield "/review"
    yield "/review/many"
    yield "/changes"
    yield "/account"
    yield "/help"


def glances(ledger: Ledger, code: str, known: str, seldom: str) -> Iterator[str]:
    """The pages of the crisis at a glance: every filter, by who is named often and seldom, early, in the middle and late."""
    from depesje.web.rendering import address

    extent = ledger.extent()
    first, last = (extent.first, extent.last) if extent else ("2022-01-01", "2022-01-01")
    middle = f"{(int(first[:4]) + int(last[:4])) // 2}-06"
    yield "/"
    yield "/matters"
    yield "/matters?offset=2000"
    for asked in (
        *({"party": party} for party in (code, known, seldom)),
        *({"kind": kind} for kind in ("demand", "warning")),
        *({"status": status} for status in ("open", "answered", "withdrawn")),
        {"party": code, "kind": "demand", "status": "open"},
        *({"since": day} for day in (first, middle, last)),
        *({"on": day} for day in (first, middle, last)),
        {"party": code, "on": middle},
        {"status": "open", "on": middle},
    ):
        yield address("/matters", **asked)
    yield f"/matters/{ledger.matters(limit=1)[0].id}"
    yield "/exchanges"
    yield "/exchanges?offset=2000"
    for asked in (
        *({"party": party} for party in (code, known, seldom)),
        {"per": code},
        *({"channel": channel} for channel in ("call", "letter")),
        {"since": middle},
        {"until": middle},
        {"since": last, "until": last},
        {"party": code, "per": code, "channel": "call", "since": middle},
    ):
        yield address("/exchanges", **asked)
    told = ledger.exchanges(limit=200)
    foremost = told[:1] + sorted(told, key=lambda one: len(one.sources))[-1:]
    yield from (f"/exchanges/{one}" for one in dict.fromkeys(one.id for one in foremost))
    yield "/timeline"
    for asked in (
        *({"party": party} for party in (code, known, seldom)),
        {"type": "CONSULT"},
        {"modality": "future"},
        {"since": first, "until": last},
        {"since": first, "until": first},
        {"since": middle, "until": middle},
        {"since": middle[:4], "until": middle[:4]},
        {"party": code, "since": first, "until": last},
        {"party": code, "type": "ASSAULT", "modality": "actual", "since": first, "until": last},
    ):
        yield address("/timeline", **asked)
    yield "/map"
    yield address("/map", since=first, until=last, lines=12)
    yield address("/map", party=code)
    yield "/deadlines.ics"
    yield address("/deadlines.ics", party=code)


def measure(ledger: Ledger, world: World, only: str = "") -> int:
    """Print what each page costs; 1 where a bound is broken."""
    from starlette.testclient import TestClient

    from depesje.web.app import create_app
    from depesje.web.settings import Settings

    client = TestClient(create_app(ledger, Settings(hosts=frozenset({"testserver"}), local="bench")))
    weights: dict[str, int] = {}
    broken = 0
    print(f"{ledger.counts().reports:,} reports")
    for path in paths(ledger, world):
        if not re.search(only, path):
            continue
        costs = []
        for n in range(TIMES + 1):
            if n and costs[0] > HOPELESS:
                costs += costs[:1]
                break
            begun = time.process_time()
            answer = client.get(path, headers=PART if path.endswith("/card") else {}, follow_redirects=False)
            costs.append((time.process_time() - begun) * 1000)
        weight = len(answer.content)
        for asset in re.findall(r'(?:href|src)="(/static/[^"]+)"', answer.text):
            if asset not in weights:
                weights[asset] = len(client.get(asset).content)
            weight += weights[asset]
        cost = statistics.median(costs[1:])
        bad = answer.status_code >= 400 or cost > LONGEST or weight > HEAVIEST
        broken += bad
        print(
            f"{'!' if bad else ' '} {cost:7.1f} ms {weight / 1000:6.0f} kB  {answer.status_code}  {path[:90]}"
        )
    return int(broken + acts(ledger, client, only) > 0)


def acts(ledger: Ledger, client: Any, only: str) -> int:
    """Print what each decision costs, by the clock and to the disk, and how many take too long. Each is undone again."""
    csrf = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get("/settings").text)
    token = {"csrf": csrf[1]} if csrf else {}
    said, matter = ledger.said(limit=1)[0], ledger.waiting(kinds=("matter",))[0].id
    asked = [
        (f"/record/{said.id}/verdict", {"verdict": "confirm"}),
        (f"/record/{matter}/verdict", {"verdict": "reject"}),
        (f"/review/{said.id}", {"verdict": "reject"}),
        (f"/record/{said.id}/edit", {"act": "deny" if said.act == "warn" else "warn", "whole": ""}),
        ("/record/new", {"report": said.report, "kind_of_record": "statement", "start": said.start,
                         "end": said.start + 20, "words": said.words[0][:20],
                         "speaker": said.speaker or "", "act": "demand"}),
    ]  # fmt: skip
    broken = 0
    for path, data in asked:
        if not re.search(only, path):
            continue
        newest = max((done.number for done in ledger.journal(1)), default=0)
        begun = time.perf_counter()
        answer = client.post(path, data={**token, **data}, headers=PART, follow_redirects=False)
        cost = (time.perf_counter() - begun) * 1000
        made = [done for done in ledger.journal(1000) if done.number > newest]
        bad = answer.status_code >= 400 or cost > LONGEST_ACT or not made
        broken += bad
        print(f"{'!' if bad else ' '} {cost:7.1f} ms by the clock  {answer.status_code}  POST {path[:80]}")
        for done in made:
            ledger.undo(done.number, who="bench")
    return broken


if __name__ == "__main__":
    sys.exit(main())
