"""The one who tells: asks the rules of what came in, and delivers what is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from depesje.alerting.delivering import Postman
from depesje.alerting.message import Alert, alert
from depesje.alerting.rules import Alerting, Target
from depesje.errors import AlertError, Problem
from depesje.intake.fetching.settings import Settings
from depesje.ledger import Ledger
from depesje.ledger.watching.alerts import Pending
from depesje.watching.holder import is_gone, this_process

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
MOST_TRIES = 20  # some four days
MOST_AT_ONCE = 100  # alerts in one digest


class Alerter:
    """Finds and delivers the alerts of one ledger by one file of rules; several processes may do so at once."""

    def __init__(
        self,
        ledger: Ledger,
        alerting: Alerting,
        settings: Settings | None = None,
        *,
        tell: Callable[[Problem], object] = lambda _: None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._watching = ledger.watching
        self._ledger = ledger
        self._alerting = alerting
        self._postman = Postman(alerting.mail, settings or Settings())
        self._tell = tell
        self._now = now
        self._holder = this_process()

    def run(self) -> int:
        """Ask every rule of what is new, deliver what is due; returns how many alerts were delivered."""
        for rule in self._alerting.rules:
            while self._watching.find_alerts(rule, self._alerting.due):
                pass
        delivered = 0
        while pending := self._watching.take_alerts(self._alerting.targets, self._holder, is_gone):
            delivered += self._told(self._alerting.targets[pending[0].target], pending)
        return delivered

    def _told(self, target: Target, pending: list[Pending]) -> int:
        """Deliver what is due for one target: one by one, or together in its digest."""
        found = [(one, alert(self._ledger, one)) for one in pending]
        if gone := [one.key for one, said in found if said is None]:
            self._watching.sent_alerts(gone, "its record is gone")
        there = [(one, said) for one, said in found if said is not None]
        size = MOST_AT_ONCE if target.digest is not None else 1
        delivered = 0
        for start in range(0, len(there), size):
            delivered += self._deliver(target, there[start : start + size])
        return delivered

    def _deliver(self, target: Target, some: list[tuple[Pending, Alert]]) -> int:
        keys = [one.key for one, _ in some]
        try:
            self._postman.deliver(target, [said for _, said in some])
        except AlertError as error:
            tries = max(one.tries for one, _ in some) + 1
            due = (
                None
                if tries >= MOST_TRIES
                else self._now() + min(FIRST_WAIT * 2 ** min(tries - 1, 12), LONGEST_WAIT)
            )
            self._watching.put_off_alerts(keys, due, str(error))
            given_up = "; given up" if due is None else ""
            self._tell(Problem(f"alert to {target.name}", f"{error}{given_up}"))
            return 0
        self._watching.sent_alerts(keys)
        return len(some)
