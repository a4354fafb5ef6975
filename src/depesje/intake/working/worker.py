"""The one who waits for the worker: hands it documents, ends it where one costs too much, and begins another."""

from __future__ import annotations

import atexit
import os
import signal
import threading
from collections.abc import Iterator
from queue import Empty
from types import TracebackType
from typing import Literal, Self

from depesje.errors import IntakeError, Problem
from depesje.intake.feeds import Named
from depesje.intake.formats import chosen, plain
from depesje.intake.formats import reports as read_here
from depesje.intake.origin import Origin
from depesje.intake.working.child import ENDED, START, Child, crashed
from depesje.intake.working.frames import TOLD, Task, Told, packed
from depesje.intake.working.limits import Limits
from depesje.records import Report

_ALL = Told()
AHEAD = 8  # reports that a worker may be ahead of whoever asks for them


class Worker:
    """A process that reads documents one after the other, begun when it is needed first; not for several threads at once."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._child: Child | None = None
        self._environment: dict[str, str] = {}
        self._busy = False
        self._new = True

    def reports(self, data: bytes, origin: Origin) -> Iterator[Report | Problem]:
        """As ``intake.reports``, but within limits: a document that exceeds them, or crashes its reader, ends in a problem.

        What was read of it before is given first.
        """
        for told in self._told_of(data, Task(origin)):
            found = told.report or told.problem
            if found is not None:
                yield found

    def named(self, wanted: Literal["feeds", "links"], data: bytes, origin: Origin) -> list[Named]:
        """The feeds that a document names, or the entries of a feed; raises ``IntakeError`` where it exceeds limits."""
        found: list[Named] = []
        for told in self._told_of(data, Task(origin, wanted)):
            if told.problem is not None:
                raise IntakeError(str(told.problem))
            if told.named is not None:
                found.append(told.named)
        return found

    @property
    def busy(self) -> bool:
        """Whether it reads a document that somebody still asks for more of."""
        return self._busy

    def _told_of(self, data: bytes, task: Task) -> Iterator[Told]:
        if self._busy:
            raise RuntimeError("a worker reads one document at a time")
        self._busy = True
        finished = False
        try:
            child = self._begin()
            threading.Thread(target=child.hand, args=(packed(task), data), daemon=True).start()
            while True:
                told = self._next(child, task.origin.name)
                if told == _ALL:
                    finished = True
                    return
                if told.misuse is not None:
                    raise IntakeError(told.misuse)
                yield told
                if self._child is None:
                    return
        finally:
            # Whoever asked may not have waited for the end; what is left of the document must not get into the next.
            if not finished:
                self._end()
            self._busy = False

    def _next(self, child: Child, name: str) -> Told:
        """What the worker tells next; a problem where it tells nothing in time, or is no more: then it is ended."""
        try:
            frame = child.told(self.limits.seconds + (START if self._new else 0.0))
        except Empty:
            self._end()
            slow = f"takes too long to read: more than {self.limits.seconds:g} seconds"
            return Told(problem=Problem(name, slow))
        self._new = False
        if frame is None:
            return Told(problem=Problem(name, self._how_it_ended(child)))
        return TOLD.decode(frame)

    def _begin(self) -> Child:
        environment = {name: value for name, value in os.environ.items() if name.startswith("DEPESJE_")}
        if self._child is not None and self._child.lives and environment == self._environment:
            return self._child
        self._end()
        limits = [str(self.limits.processor_seconds), str(self.limits.memory)]
        self._child = Child("depesje.intake.working", limits, AHEAD)
        self._new, self._environment = True, environment
        _running.add(self)
        return self._child

    def _how_it_ended(self, child: Child) -> str:
        number = child.ended_by()
        self._end()
        if number == signal.SIGPROF:
            return f"takes too long to read: more than {self.limits.processor_seconds:g} seconds in all"
        return ENDED if number is None else crashed(number)

    def _end(self) -> None:
        """End the process, if there is one, whatever it is doing."""
        child, self._child = self._child, None
        _running.discard(self)
        if child is not None:
            child.end()

    def close(self) -> None:
        """End the process."""
        self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


_running: set[Worker] = set()
_local = threading.local()


def reports(data: bytes, origin: Origin) -> Iterator[Report | Problem]:
    """As ``intake.reports``; what is not plain text, or comes from elsewhere, is read by this thread's worker."""
    if not needs_a_worker(data, origin):
        yield from read_here(data, origin)
        return
    yield from _worker().reports(data, origin)


def named(wanted: Literal["feeds", "links"], data: bytes, origin: Origin) -> list[Named]:
    """As ``Worker.named``, by this thread's worker."""
    return _worker().named(wanted, data, origin)


def _worker() -> Worker:
    """A worker of this thread's that has nothing to do; documents that are read side by side have one each."""
    workers: list[Worker] = _local.__dict__.setdefault("workers", [])
    for worker in workers:
        if not worker.busy:
            return worker
    workers.append(Worker())
    return workers[-1]


def needs_a_worker(data: bytes, origin: Origin) -> bool:
    """Whether more than a look at the characters is needed to read a document: what is no plain text of this machine."""
    return origin.url is not None or chosen(data, origin) is not plain


@atexit.register
def _end_all() -> None:
    for worker in list(_running):
        worker.close()
