"""What pages and commands live on goes away while they work: they say so, go on when it is back, and nothing is lost."""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import postgres
from tests.ledger.making import small
from tests.places import Place

from .serving import Program, Told, served
from .test_killed import EACH, Witness, depesje, inputs
from .test_killed import told as told_by

pytestmark = pytest.mark.slow


def filled(place: Place, reports: int = 20) -> list[str]:
    """A ledger with reports; the ids of their statements."""
    with place.open(create=True) as ledger:
        for n in range(reports):
            ledger.add(small(f"r{n}", words=f"sak {n} er tatt opp"))
        return [row.id for row in ledger.said()]


def asked(port: int, method: str, path: str, body: object = None) -> tuple[int, str]:
    """The status and text of one answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"content-type": "application/json"} if body is not None else {}
    connection.request(method, path, None if body is None else json.dumps(body), headers)
    answer = connection.getresponse()
    said = answer.read().decode()
    connection.close()
    return answer.status, said


def test_pages_on_a_disk_that_becomes_full(disk: Callable[[str], Path]) -> None:
    folder = disk("size=8m")
    place = Place(str(folder / "mitt.db"))
    records, told = filled(place), Told()
    with served(place.target) as (_, port):
        writing = Program(port, told, threading.Event())
        for record in records[:3]:
            made = writing.ask("POST", f"/api/v1/records/{record}/verdict", {"verdict": "confirm"})
            assert isinstance(made, dict)
            told.made[int(made["number"])] = record
        with (folder / "fyll").open("wb", buffering=0) as fill, pytest.raises(OSError, match="No space"):
            while True:
                fill.write(bytes(1000))
        refused = 0
        for record in records * 20:
            status, said = asked(port, "POST", f"/api/v1/records/{record}/verdict", {"verdict": "reject"})
            if status == 503:
                refused += 1
                assert json.loads(said) == {"detail": f"{place.target} cannot be written: the disk is full"}
                if refused > 3:
                    break
            else:  # the log had room left
                assert status in (200, 201), (status, said)
                told.made[int(json.loads(said)["number"])] = record
        assert refused
        for page in ("/", "/matters", "/reports", "/api/v1/said"):
            status, said = asked(port, "GET", page)
            assert status == 200, (page, said)
        (folder / "fyll").unlink()
        made = writing.ask("POST", f"/api/v1/records/{records[-1]}/verdict", {"verdict": "reject"})
        assert isinstance(made, dict), told.wrong
        told.made[int(made["number"])] = records[-1]
    with place.open() as ledger:
        assert told.missing(ledger) == set()
        assert list(ledger.check()) == []


@pytest.fixture
def durable() -> Iterator[postgres.Server]:
    """A server that keeps what it says it keeps, and may be stopped."""
    where = postgres.binaries()
    if where is None:
        pytest.skip(postgres.MISSING)
    with postgres.running(where, fsync="on", full_page_writes="on") as server:
        yield server


@pytest.mark.server
def test_a_database_server_that_is_stopped_at_once(durable: postgres.Server, tmp_path: Path) -> None:
    place = Place(durable.url(durable.database()))
    records, told, stop = filled(place), Told(), threading.Event()
    witness = Witness(place)
    with served(place.target) as (_, port):
        writer = threading.Thread(target=Program(port, told, stop).write, args=(records, random.Random(6)))
        writer.start()
        folder, _ = inputs(tmp_path / "inn", 0)
        with depesje("add", str(folder), "--ledger", place.target) as adding:
            while len(witness.acknowledged) < len(records) + 3:
                assert adding.poll() is None
                witness.look()
            durable.control("stop", "--mode", "immediate")
            said, complaint = adding.communicate(timeout=60)
        assert (adding.returncode, said) == (1, "")
        assert complaint.count("\n") == 1 and complaint.startswith("depesje: postgresql://"), complaint
        assert (
            "the server is shutting down" in complaint or "the connection to the server was lost" in complaint
        )
        status, page = asked(port, "GET", "/api/v1/said")
        assert status == 503 and "cannot be reached" in page, page
        durable.control("start")
        deadline = time.monotonic() + 30
        while asked(port, "GET", "/api/v1/said")[0] != 200:
            assert time.monotonic() < deadline
            time.sleep(0.2)
        before = len(told.made)
        while len(told.made) == before:
            assert writer.is_alive() and time.monotonic() < deadline, told.wrong[-3:]
            time.sleep(0.05)
        stop.set()
        writer.join(60)
    assert told.wrong and all(one.startswith("503 ") for one in told.wrong)
    with place.open() as ledger:
        assert told.missing(ledger) == set()
    with depesje("add", str(folder), "--ledger", place.target) as adding:
        assert f"holds {len(records) + EACH} reports" in told_by(adding)
    witness.check("in the end")
