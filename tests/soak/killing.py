"""Kills a process at chance moments, spread over its whole run, and keeps count of that.

Half of the moments lie anywhere between the start and the end of a run. The others are those at which something is just
being done: each is told by a sign, which is a function whose answer changes as it is done.
"""

from __future__ import annotations

import os
import random
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.places import Place

KILLS = int(os.environ.get("DEPESJE_SOAK_KILLS", "100"))
CLOCK = "by the clock"
CHANGES = 12  # a sign is waited for at most so often, less where it came less often in a run that ended
PATIENCE = 20.0  # seconds that a sign is waited for, or twice a run; then it is killed all the same

Sign = Callable[[], object]


def file_signs(ledger: str | Path) -> dict[str, Sign]:
    """The moments in which SQLite writes: to its log, as it commits, and from there to the file, at a checkpoint."""

    def of(path: Path) -> Sign:
        def sign() -> object:
            with suppress(OSError):
                seen = path.stat()
                return seen.st_mtime_ns, seen.st_size
            return None

        return sign

    return {"at a commit": of(Path(f"{ledger}-wal")), "at a checkpoint": of(Path(ledger))}


def signs_of(place: Place) -> dict[str, Sign]:
    """``file_signs`` of a ledger in a file; a server's files are its own."""
    return file_signs(place.target) if place.engine == "sqlite" else {}


def kills_of(place: Place) -> int:
    """How often to kill what works on a ledger there: on a server, whose commits are its own, a fifth as often."""
    return KILLS if place.engine == "sqlite" else max(KILLS // 5, 1)


@dataclass
class Killer:
    """Kills the runs of one command. ``lasts`` is how many seconds a whole run takes; one that ends tells it anew."""

    chance: random.Random
    signs: Mapping[str, Sign] = field(default_factory=dict)
    lasts: float = 0
    killed: Counter[str] = field(default_factory=Counter)
    often: dict[str, int] = field(default_factory=dict)
    ended: int = 0
    """How many runs were over before they could be killed."""

    def time(self, process: subprocess.Popen[bytes] | subprocess.Popen[str]) -> None:
        """Lets a run that has just been started end well, and learns from it how long one lasts."""
        began = time.monotonic()
        assert process.wait(600) == 0
        self.lasts = time.monotonic() - began

    def moments(self, times: int, *names: str) -> Iterator[tuple[str, float]]:
        """Moments until there were so many kills: what is waited for, and a number from 0 to 1 that says how long.

        ``names`` are the signs. Those by the clock are spread evenly, each in a part of the run of its own.
        """
        of_signs = [names[n % len(names)] for n in range(times // 2)] if names else []
        by_clock = times - len(of_signs)
        plan = [(CLOCK, (n + self.chance.random()) / by_clock) for n in range(by_clock)]
        plan += [(name, self.chance.random()) for name in of_signs]
        self.chance.shuffle(plan)
        for moment in plan:
            before = self.killed.total()
            while self.killed.total() == before:
                yield moment
                moment = (moment[0], self.chance.random())  # where that one was over before

    def kill(
        self, process: subprocess.Popen[bytes] | subprocess.Popen[str], moment: tuple[str, float]
    ) -> bool:
        """Waits for the moment and kills the process, which has just been started; False where it was over before."""
        began = time.monotonic()
        name, share = moment
        if name == CLOCK:
            until = began + share * self.lasts * 1.1
            while process.poll() is None and (left := until - time.monotonic()) > 0:
                time.sleep(min(left, 0.02))
        else:
            sign = self.signs[name]
            seen, came, wanted = sign(), 0, 1 + int(share * self.often.get(name, CHANGES))
            until = began + max(PATIENCE, 2 * self.lasts)
            while came < wanted and process.poll() is None and time.monotonic() < until:
                time.sleep(0.0005)
                if (now := sign()) != seen:
                    seen, came = now, came + 1
        if process.poll() is not None:
            self.lasts = time.monotonic() - began
            if name != CLOCK:
                self.often[name] = came
            self.ended += 1
            return False
        process.kill()
        process.wait()
        self.killed[name] += 1
        return True

    def __str__(self) -> str:
        how = ", ".join(f"{number} {name}" for name, number in sorted(self.killed.items()))
        return f"{self.killed.total()} kills ({how}), {self.ended} runs that ended"
