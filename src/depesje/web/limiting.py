"""How often somebody may fail to log in before they have to wait."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

WINDOW = 15 * 60.0  # seconds
# So many failures in a window: for one name from one address, from one address, and for one name from anywhere. The last
# is high, so that nobody is kept out by others who guess.
PAIR, ADDRESS, NAME = 5, 30, 100
MOST = 10_000  # names and addresses that are remembered


class Limiter:
    """Counts failures in this process, which is the only one that serves a ledger's pages under one address."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures: dict[tuple[str, str], deque[float]] = {}
        self._lock = threading.Lock()

    def wait(self, name: str, address: str) -> int:
        """Seconds until they may try again; 0 where they may now."""
        with self._lock:
            return max(self._left(key, most) for key, most in _keys(name, address))

    def failed(self, name: str, address: str) -> None:
        """Remember that somebody gave a wrong password."""
        with self._lock:
            if len(self._failures) > MOST:
                self._sweep()
            for key, most in _keys(name, address):
                self._failures.setdefault(key, deque(maxlen=most)).append(self._clock())

    def succeeded(self, name: str, address: str) -> None:
        """Forget what went wrong before."""
        with self._lock:
            self._failures.pop((name, address), None)

    def _left(self, key: tuple[str, str], most: int) -> int:
        failures = self._failures.get(key)
        if failures is None or len(failures) < most:
            return 0
        return max(0, int(failures[0] + WINDOW - self._clock() + 0.999))

    def _sweep(self) -> None:
        since = self._clock() - WINDOW
        self._failures = {key: times for key, times in self._failures.items() if times[-1] >= since}
        while len(self._failures) > MOST:
            self._failures.pop(next(iter(self._failures)))


def _keys(name: str, address: str) -> tuple[tuple[tuple[str, str], int], ...]:
    return ((name, address), PAIR), (("", address), ADDRESS), ((name, ""), NAME)
