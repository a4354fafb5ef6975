"""When a feed is asked again: after its interval, later the more often it failed, never before its server says."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from depesje.errors import FetchError, IntakeError

INTERVAL = timedelta(minutes=15)
SHORTEST = timedelta(minutes=1)
LONGEST = timedelta(hours=24)
_SPAN = re.compile(r"([1-9][0-9]{0,4})\s*(s|m|h|d)?", re.IGNORECASE)
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_MOST_DOUBLED = 12


@dataclass(frozen=True, slots=True)
class Pace:
    """How often feeds are asked where nothing else is said of one; ``chance`` keeps them from all coming at once."""

    interval: timedelta = INTERVAL
    chance: random.Random = field(default_factory=random.Random)

    def after_success(self, now: datetime, every: int | None, max_age: float | None) -> datetime:
        """When a feed that was read is due again; ``max_age`` is for how long its server says that nothing will be new."""
        wait = timedelta(seconds=every) if every else self.interval
        # A server that is good for a minute only is asked no more often for that; one that says a day, at most daily.
        wait = max(wait, min(timedelta(seconds=max_age or 0), LONGEST))
        return now + self._spread(wait)

    def after_failure(self, now: datetime, every: int | None, failures: int, error: FetchError) -> datetime:
        """When a feed is due again that failed so many times in a row before this."""
        wait = timedelta(seconds=every) if every else self.interval
        wait = min(wait * 2 ** min(failures, _MOST_DOUBLED), LONGEST)
        wait = max(self._spread(wait), timedelta(seconds=error.retry_after or 0))
        return now + wait

    def _spread(self, wait: timedelta) -> timedelta:
        return wait * (0.9 + 0.2 * self.chance.random())


def span(given: str) -> timedelta:
    """The time that somebody means by ``15m``, ``2h`` or ``90`` (seconds); raises ``IntakeError`` for what is none."""
    found = _SPAN.fullmatch(given.strip())
    if found is None:
        raise IntakeError(f"{given!r} is no span of time; write 90s, 15m, 2h or 1d")
    wait = timedelta(seconds=int(found[1]) * _UNITS[(found[2] or "s").lower()])
    if wait < SHORTEST:
        raise IntakeError(f"{given}: no feed is asked more often than once a minute")
    return wait
