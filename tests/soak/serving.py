"""``depesje serve`` as a process of its own, and programs that ask it and write through it."""

from __future__ import annotations

import http.client
import json
import random
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from depesje.ledger import Ledger
from tests.cli.working import DEPESJE, environment

ACTS = ("demand", "warn", "reject", "agree", "promise")


@contextmanager
def started(target: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A server over a ledger that is just starting, and its port; it is ended afterwards, if it still runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    with subprocess.Popen(
        [*DEPESJE, "serve", "--port", str(port), "--ledger", target],
        stdout=subprocess.DEVNULL, env=environment(DEPESJE_USER="Ida"),
    ) as server:  # fmt: skip
        try:
            yield server, port
        finally:
            server.kill()


@contextmanager
def served(target: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The same, once it answers."""
    with started(target) as (server, port):
        deadline = time.monotonic() + 120
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                assert server.poll() is None and time.monotonic() < deadline, "it does not serve"
                time.sleep(0.05)
        yield server, port


@dataclass
class Told:
    """What programs were answered: the corrections that were said to be made, how long what took, what went wrong."""

    made: dict[int, str] = field(default_factory=dict)
    seconds: dict[str, list[float]] = field(default_factory=lambda: {"pages": [], "API": [], "changes": []})
    wrong: list[str] = field(default_factory=list)

    def missing(self, ledger: Ledger) -> set[int]:
        """The corrections that were said to be made and are not in the ledger."""
        kept = {change.correction for record in set(self.made.values()) for change in ledger.history(record)}
        return set(self.made) - kept


class Program:
    """Asks a server over one connection, again and again, until it is told to stop or the server is gone."""

    def __init__(self, port: int, told: Told, stop: threading.Event) -> None:
        self.told, self.stop = told, stop
        self._port, self._connection = port, http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def ask(self, method: str, path: str, body: object = None) -> object:
        """One answer, its JSON where it is some; raises ``OSError`` where there is no server any more."""
        began = time.monotonic()
        headers = {"content-type": "application/json"} if body is not None else {}
        try:
            self._connection.request(method, path, None if body is None else json.dumps(body), headers)
            answer = self._connection.getresponse()
            data = answer.read()
        except http.client.HTTPException as error:
            self._connection.close()
            raise ConnectionError(str(error)) from error
        what = "changes" if method != "GET" else "API" if path.startswith("/api/") else "pages"
        self.told.seconds[what].append(time.monotonic() - began)
        if answer.status >= 400:
            self.told.wrong.append(f"{answer.status} {method} {path}: {data[:300]!r}")
            return None
        return json.loads(data) if "json" in (answer.getheader("content-type") or "") else None

    def read(self, paths: list[str], chance: random.Random) -> None:
        """Ask for pages and lists, mixed."""
        while not self.stop.is_set():
            self.ask("GET", chance.choice(paths))

    def write(self, records: list[str], chance: random.Random) -> None:
        """Say of records that they are right or wrong, and change them."""
        while not self.stop.is_set():
            record = chance.choice(records)
            if chance.random() < 0.5:
                body: object = {"verdict": chance.choice(("confirm", "reject"))}
                made = self.ask("POST", f"/api/v1/records/{record}/verdict", body)
            else:
                made = self.ask(
                    "PATCH", f"/api/v1/records/{record}", {"fields": {"act": [chance.choice(ACTS)]}}
                )
            if isinstance(made, dict):
                self.told.made[int(made["number"])] = record
