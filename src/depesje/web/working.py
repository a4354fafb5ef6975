"""Work that a page begins and that may take minutes on a large ledger: done by a thread, a piece at a time.

Who began it waits a little for it; a page tells how far it is. It writes all at its end or nothing, so that a server that
stops in the middle leaves the ledger as it was.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from fastapi import Request

from depesje.errors import DepesjeError
from depesje.questions import ReportQuestion
from depesje.web.languages import N_
from depesje.web.visiting import NotAllowed, ledger_of, visit_of

PATIENCE = 5.0  # seconds that a browser waits for an answer
MOST = 10  # pieces of work that go on or wait for their turn
BROKEN = N_("Something went wrong here. It has been noted in the server's log.")
_log = logging.getLogger("depesje.web")


@dataclass(slots=True)
class Work:
    """One piece: what it is about, by whom, how much there is to look at, and what went wrong."""

    name: str
    who: str
    total: int
    done: int = 0
    trouble: DepesjeError | None = None
    ended: threading.Event = field(default_factory=threading.Event)

    def tick(self) -> None:
        """One more has been looked at."""
        self.done += 1


class Bench:
    """The work of one server: one piece after the other, each by a thread that ends with the process."""

    def __init__(self) -> None:
        self._works: list[Work] = []
        self._lock = threading.Lock()
        self._turn = threading.Lock()

    def begin(self, work: Work, do: Callable[[Work], None], patience: float | None = None) -> bool:
        """Begin a piece of work and wait a little for its end; False where too much is waiting for its turn already."""
        with self._lock:
            if sum(not one.ended.is_set() for one in self._works) >= MOST:
                return False
            self._works = [*self._works[-MOST * 2 :], work]
        threading.Thread(target=self._run, args=(work, do), name="depesje work", daemon=True).start()
        if work.ended.wait(
            PATIENCE if patience is None else patience
        ):  # whoever waited for it tells what came of it
            with self._lock:
                self._works = [one for one in self._works if one is not work]
        return True

    def pending(self, who: str) -> list[Work]:
        """What goes on, and what went wrong that ``who`` began: of that they are told once."""
        with self._lock:
            told = [one for one in self._works if not one.ended.is_set() or (one.trouble and one.who == who)]
            self._works = [
                one for one in self._works if not one.ended.is_set() or (one.trouble and one.who != who)
            ]
        return told

    def _run(self, work: Work, do: Callable[[Work], None]) -> None:
        try:
            with self._turn:
                do(work)
        except DepesjeError as error:
            work.trouble = error
        except Exception:
            _log.exception("work on %r failed", work.name)
            work.trouble = DepesjeError(BROKEN)
        finally:
            work.ended.set()


def begun(request: Request, name: str, do: Callable[[Work], None]) -> Work:
    """Work of whoever asks that looks at all reports, ended or going on; raises ``NotAllowed`` where too much is waiting."""
    work = Work(name, visit_of(request).somebody.name, ledger_of(request).total(ReportQuestion()))
    if not bench_of(request).begin(work, do):
        raise NotAllowed("Too much of this kind is waiting. Try again in a while.", 429)
    return work


def bench_of(request: Request) -> Bench:
    """Where the work of this server is done."""
    return cast(Bench, request.app.state.bench)
