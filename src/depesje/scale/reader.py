"""The one who waits for a process that reads: hands it shards, ends it where a report costs too much, and begins another.

No report takes more than itself down: reports that a process was at together when it ended, or took too long over, are read
one by one by the next, and the one that ends that, too, is a problem.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from queue import Empty
from types import TracebackType
from typing import Self

from depesje.errors import IntakeError, Problem
from depesje.intake.working.child import ENDED, START, Child, crashed
from depesje.records import Record, Versions
from depesje.scale.frames import TOGETHER, TOLD, Given, Task, Told, packed
from depesje.scale.shards import Shard, source_of

_AHEAD = 64  # frames that a reading process may be ahead
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds until something comes of reports taken up, one more for so many ``characters`` of them; bytes of memory."""

    seconds: float = 120.0
    characters: int = 1000
    memory: int = 4 * 2**30


class Reader:
    """A process that reads shards, begun when it is needed first; not for several threads at once."""

    def __init__(self, given: Given, limits: Limits | None = None) -> None:
        self.given = given
        self.limits = limits or Limits()
        self._child: Child | None = None
        self._why = ""

    def versions(self) -> dict[str, Versions]:
        """The versions that read, by language."""
        for told in self._ask(Task(self.given)):
            if told.versions is not None:
                return told.versions
        raise IntakeError("the process that reads cannot be started")

    def read(self, shard: Shard) -> Iterator[Record | Problem]:
        """What the reports of a shard say, in order, each that fails as a problem. Raises ``IntakeError`` for misuse."""
        at = Task(self.given, shard.pieces)
        failed: tuple[int, int] | None = None
        while at.piece < len(at.pieces):
            until = at.item
            for told in self._ask(at):
                if told.misuse is not None:
                    raise IntakeError(told.misuse)
                if told.done:
                    return
                if told.record is not None:
                    yield told.record
                elif told.reason is not None:
                    yield Problem(told.source or "?", told.reason)
                else:  # a file is begun, or some of its reports are taken up
                    alone = at.alone if told.piece == at.piece else 0
                    at = replace(at, piece=told.piece, item=told.item, alone=alone)
                    until = max(told.item, told.until)
                    continue
                at = replace(at, item=told.item + 1)
            left = until - at.item
            # What ends a process may have come from elsewhere: all that it was at is tried once more.
            if left and at.alone < until:  # which of these it was shows when they are read one by one
                at = replace(at, alone=until)
            elif left < 1 and (at.piece, at.item) != failed:
                failed = (at.piece, at.item)
                at = replace(at, alone=at.item + TOGETHER)
            else:  # what it was at is told of, a report or the rest of a file, and what comes after it is read
                shown = source_of(shard.pieces[at.piece]).shown
                yield Problem(f"{shown} report {at.item + 1}" if left else shown, self._why)
                next_file = replace(at, piece=at.piece + 1, item=0, alone=0)
                at = replace(at, item=at.item + 1) if left else next_file

    def _ask(self, task: Task) -> Iterator[Told]:
        """What the process tells, until it has done or is no more; then ``_why`` says why."""
        child, new = self._begin()
        self._why = ""
        child.hand(packed(task))
        wait = self.limits.seconds + (START if new else 0.0)
        allowed = 0.0  # for the length of what is taken up: all of it is parsed before the first is told of
        finished = False
        try:
            while True:
                try:
                    frame = child.told(wait)
                except Empty:
                    self._why = f"takes too long to read: more than {wait:.0f} seconds"
                    return
                if frame is None:
                    number = child.ended_by()
                    self._why = ENDED if number is None else crashed(number)
                    return
                told = TOLD.decode(frame)
                finished = told.done
                yield told
                if finished:
                    return
                if told.length is not None:
                    allowed = told.length / self.limits.characters
                wait = self.limits.seconds + allowed
        finally:
            if not finished:
                self._end()

    def _begin(self) -> tuple[Child, bool]:
        """The process, and whether it was begun only now."""
        if self._child is not None and self._child.lives:
            return self._child, False
        self._end()
        self._child = Child("depesje.scale", [str(self.limits.memory)], _AHEAD, dict.fromkeys(_THREADS, "1"))
        return self._child, True

    def _end(self) -> None:
        child, self._child = self._child, None
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
