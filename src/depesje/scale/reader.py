"""The one who waits for a process that reads: hands it shards, ends it where a report costs too much, and begins another.

No report takes more than itself down: what its process was at when it ended, or took too long over, is a problem.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from queue import Empty, Full, Queue
from types import TracebackType
from typing import Self

from depesje.errors import IntakeError, Problem
from depesje.intake.working.frames import read, write
from depesje.records import Record, Versions
from depesje.scale.frames import TOLD, Given, Task, Told, packed
from depesje.scale.shards import Shard, source_of

_AHEAD = 64  # frames that a reading process may be ahead
_START = 60.0  # seconds that a new process may take to begin, on a busy machine
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds until something comes of a report, one more for so many ``characters`` of it, and bytes of memory."""

    seconds: float = 120.0
    characters: int = 1000
    memory: int = 4 * 2**30


class Reader:
    """A process that reads shards, begun when it is needed first; not for several threads at once."""

    def __init__(self, given: Given, limits: Limits | None = None) -> None:
        self.given = given
        self.limits = limits or Limits()
        self._process: subprocess.Popen[bytes] | None = None
        self._told: Queue[bytes | None] = Queue(_AHEAD)
        self._ended = threading.Event()

    def versions(self) -> dict[str, Versions]:
        """The versions that read, by language."""
        for told in self._ask(Task(self.given)):
            if told.versions is not None:
                return told.versions
        raise IntakeError("the process that reads cannot be started")

    def read(self, shard: Shard) -> Iterator[Record | Problem]:
        """What the reports of a shard say, in order, each that fails as a problem. Raises ``IntakeError`` for misuse."""
        task, failed = Task(self.given, shard.pieces), None
        while True:
            at, taken_up = task, False
            for told in self._ask(task):
                if told.misuse is not None:
                    raise IntakeError(told.misuse)
                if told.done:
                    return
                taken_up = told.record is None and told.reason is None and told.length is not None
                at = replace(task, piece=told.piece, item=told.item if taken_up else told.item + 1)
                if told.record is not None:
                    yield told.record
                elif told.reason is not None:
                    yield Problem(told.source or "?", told.reason)
                elif told.length is None:
                    at = replace(at, item=told.item)
            # What it was at is told of, a report or the rest of a file, and what comes after it is read. What ends it
            # between two reports may have come from elsewhere: it is tried once more.
            if not taken_up and at != failed:
                task = failed = at
                continue
            shown = source_of(shard.pieces[at.piece]).shown
            yield Problem(f"{shown} report {at.item + 1}" if taken_up else shown, self._why)
            task = replace(at, item=at.item + 1) if taken_up else replace(at, piece=at.piece + 1, item=0)
            if task.piece >= len(task.pieces):
                return

    def _ask(self, task: Task) -> Iterator[Told]:
        """What the process tells, until it has done or is no more; then ``_why`` says why."""
        new = self._begin()
        assert self._process is not None and self._process.stdin is not None
        self._why = ""
        with contextlib.suppress(OSError, ValueError):
            write(self._process.stdin, packed(task))
        wait = self.limits.seconds + (_START if new else 0.0)
        finished = False
        try:
            while True:
                try:
                    frame = self._told.get(timeout=wait)
                except Empty:
                    self._why = f"takes too long to read: more than {wait:.0f} seconds"
                    return
                if frame is None:
                    self._why = self._how_it_ended()
                    return
                told = TOLD.decode(frame)
                finished = told.done
                yield told
                if finished:
                    return
                wait = self.limits.seconds + (told.length or 0) / self.limits.characters
        finally:
            if not finished:
                self._end()

    def _begin(self) -> bool:
        """Begin a process where there is none; whether one was begun."""
        if self._process is not None and self._process.poll() is None:
            return False
        self._end()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "depesje.scale", str(self.limits.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=os.environ
            | dict.fromkeys(_THREADS, "1")
            | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        self._told, self._ended = Queue(_AHEAD), threading.Event()
        threading.Thread(target=_listen, args=(self._process, self._told, self._ended), daemon=True).start()
        return True

    def _how_it_ended(self) -> str:
        process = self._process
        code = None if process is None else process.wait(10)
        if code is not None and code < 0:
            with contextlib.suppress(ValueError):
                return f"its reader crashed ({signal.Signals(-code).name}), perhaps for want of memory"
        return "its reader ended, perhaps for want of memory"

    def _end(self) -> None:
        process, self._process = self._process, None
        self._ended.set()
        if process is None:
            return
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError, ValueError):
                if stream is not None:
                    stream.close()

    def close(self) -> None:
        """End the process."""
        self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _listen(process: subprocess.Popen[bytes], told: Queue[bytes | None], ended: threading.Event) -> None:
    """Pass on what the process tells until it tells no more, or nobody asks for it."""
    assert process.stdout is not None
    frame: bytes | None = b""
    while frame is not None:
        frame = None
        with contextlib.suppress(OSError, ValueError):
            frame = read(process.stdout)
        while not ended.is_set():
            with contextlib.suppress(Full):
                told.put(frame, timeout=0.5)
                break
