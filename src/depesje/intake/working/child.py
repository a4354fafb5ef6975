"""A process of ours that tells what it does in frames: begun, listened to, and ended, whatever it is doing."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from queue import Full, Queue

from depesje.intake.working.frames import read, write

START = 60.0  # seconds that a new process may take to begin, on a busy machine


class Child:
    """A Python module that runs as a process of its own; it may be ``ahead`` frames ahead of whoever asks for them."""

    def __init__(
        self, module: str, arguments: Sequence[str], ahead: int, more: Mapping[str, str] | None = None
    ) -> None:
        """Begin it, with ``more`` in its environment than this process has."""
        # A session of its own: Ctrl-C at the terminal is for whoever waits, who then ends it.
        self.process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=os.environ | dict(more or {}) | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        self._told: Queue[bytes | None] = Queue(ahead)
        self._ended = threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def lives(self) -> bool:
        """Whether it still runs."""
        return self.process.poll() is None

    def hand(self, *frames: bytes) -> None:
        """Hand frames over; that they were never taken shows by the answer that does not come."""
        assert self.process.stdin is not None
        with contextlib.suppress(OSError, ValueError):
            write(self.process.stdin, *frames)

    def told(self, seconds: float) -> bytes | None:
        """The next frame, None where it tells no more; raises ``queue.Empty`` where none comes in so many seconds."""
        return self._told.get(timeout=seconds)

    def ended_by(self) -> int | None:
        """The signal that ended it, None where none did, or where it still runs after a moment."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        code = self.process.poll()
        return -code if code is not None and code < 0 else None

    def end(self) -> None:
        """End it, whatever it is doing."""
        self._ended.set()
        with contextlib.suppress(OSError):
            self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError, ValueError):
                if stream is not None:
                    stream.close()

    def _listen(self) -> None:
        """Pass on what it tells until it tells no more, or nobody asks for it."""
        assert self.process.stdout is not None
        frame: bytes | None = b""
        while frame is not None:
            frame = None
            with contextlib.suppress(OSError, ValueError):
                frame = read(self.process.stdout)
            while not self._ended.is_set():
                with contextlib.suppress(Full):
                    self._told.put(frame, timeout=0.5)  # waits while nobody asks, and so does the process
                    break


def crashed(number: int) -> str:
    """In words, that a signal ended a process."""
    names = {one.value: one.name for one in signal.Signals}
    return f"its reader crashed ({names.get(number, str(number))}), perhaps for want of memory"


ENDED = "its reader ended, perhaps for want of memory"
