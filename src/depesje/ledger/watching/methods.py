"""What a program does with the work of watching in a ledger: ``Ledger.watching``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from depesje.intake.origin import Origin
from depesje.ledger import ids
from depesje.ledger.dates import written
from depesje.ledger.store import Store
from depesje.ledger.watching import alerts, feeds, hosts, matching, quarantining
from depesje.ledger.watching.alerts import Pending
from depesje.ledger.watching.feeds import Feed
from depesje.ledger.watching.matching import Rule
from depesje.ledger.watching.quarantining import Held, Quarantined

if TYPE_CHECKING:
    from depesje.intake.fetching.rules import Rules


class Watching:
    """Feeds, the rules of hosts, and the quarantine of one ledger; each call is a short transaction of its own."""

    def __init__(self, store: Store, now: Callable[[], datetime] | None = None) -> None:
        self._store = store
        self._now = now or (lambda: datetime.now(UTC))

    def feeds(self) -> list[Feed]:
        """The feeds that are followed, or were until something stopped them."""
        with self._store.read() as connection:
            return feeds.listing(connection)

    def follow(
        self, url: str, title: str | None = None, *, full: bool = False, every: int | None = None
    ) -> bool:
        """Follow a feed from now on; False where it is followed already."""
        with self._store.write() as connection:
            return feeds.follow(connection, url, title, self._now(), full=full, every=every)

    def drop(self, url: str) -> None:
        """Follow a feed no more; raises ``LedgerError`` where it is not followed."""
        with self._store.write() as connection:
            feeds.drop(connection, url)

    def take(self, holder: str, gone: Callable[[str], bool]) -> Feed | None:
        """Take the next feed that is due; ``gone`` tells whether another process is no more."""
        with self._store.read() as connection:
            if not feeds.is_any_due(connection, self._now()):
                return None
        with self._store.write() as connection:
            return feeds.take(connection, holder, gone, self._now())

    def next_due(self) -> datetime | None:
        """When the next feed is due; None where none is."""
        with self._store.read() as connection:
            due = feeds.next_due(connection, self._now())
        return None if due is None else datetime.fromisoformat(due)

    def hold(self, feed: Feed, holder: str) -> bool:
        """Hold on to a feed; False where it is no longer this process's."""
        with self._store.write() as connection:
            return feeds.hold(connection, feed, holder, self._now())

    def let_go(self, feed: Feed, holder: str) -> None:
        """Give a feed back unread."""
        with self._store.write() as connection:
            feeds.let_go(connection, feed, holder)

    def done(
        self,
        feed: Feed,
        holder: str,
        due: datetime,
        *,
        etag: str | None,
        last_modified: str | None,
        title: str | None = None,
        moved: str | None = None,
    ) -> None:
        """A feed was read to its end."""
        with self._store.write() as connection:
            feeds.done(
                connection, feed, holder, self._now(), due,
                etag=etag, last_modified=last_modified, title=title, moved=moved,
            )  # fmt: skip

    def failed(self, feed: Feed, holder: str, due: datetime, trouble: str, *, stop: bool = False) -> None:
        """A feed could not be had."""
        with self._store.write() as connection:
            feeds.failed(connection, feed, holder, self._now(), due, trouble, stop=stop)

    def seen(self, feed: Feed, mark: str) -> str | None:
        """The digest of an entry as it was taken in."""
        with self._store.read() as connection:
            return feeds.seen(connection, feed, mark)

    def see(self, feed: Feed, mark: str, digest: str) -> None:
        """An entry was taken in."""
        with self._store.write() as connection:
            feeds.see(connection, feed, mark, digest, self._now())

    def rules(self, host: str) -> Rules | None:
        """What a host asks of programs, as far as it is known."""
        with self._store.read() as connection:
            return hosts.rules(connection, host)

    def keep_rules(self, host: str, rules: Rules) -> None:
        """Keep what a host asks."""
        with self._store.write() as connection:
            hosts.keep_rules(connection, host, rules)

    def quarantine(self) -> list[Quarantined]:
        """What was fetched and could not be read."""
        with self._store.read() as connection:
            return quarantining.listing(connection)

    def quarantined(self, number: int) -> Held:
        """One of them, whole; raises ``LedgerError`` where there is none of this number."""
        with self._store.read() as connection:
            return quarantining.get(connection, number)

    def put_aside(self, origin: Origin, reason: str, data: bytes | None) -> None:
        """Keep an input that could not be read."""
        with self._store.write() as connection:
            quarantining.put(connection, origin, reason, data, ids.utc_now())

    def was_read(self, *names: str | None) -> None:
        """Take out of the quarantine what is called so, since it could be read by now."""
        given = {name for name in names if name}
        with self._store.read() as connection:
            there = quarantining.holds(connection, given)
        if there:  # which hardly ever is so
            with self._store.write() as connection:
                quarantining.drop_named(connection, given)

    def drop_quarantined(self, number: int) -> bool:
        """Take one out of the quarantine; False where there is none of this number."""
        with self._store.write() as connection:
            return quarantining.drop(connection, number)

    def find_alerts(self, rule: Rule, due: Callable[[str, datetime], datetime], most: int = 200) -> int:
        """Ask a rule of the next ``most`` new texts at most, and write down what it finds; returns how many texts.

        ``due`` says when a target is told of what is found at a moment. A rule that is new is asked of what comes from
        now on. Raises ``DepesjeError`` where a rule asks for what there is not.
        """
        with self._store.read() as connection:
            since = alerts.looked_at(connection, rule.name)
        if since is None:
            with self._store.read() as connection:
                matching.check(connection, rule)
            with self._store.write() as connection:
                alerts.begin(connection, rule.name, self._now())
            return 0
        with self._store.read() as connection:
            news = matching.new_since(connection, since, most)
            found = list(matching.matches(connection, rule, news)) if news else []
        if not news:
            return 0
        now = self._now()
        told = [(match, target, due(target, now)) for match in found for target in rule.targets]
        with self._store.write() as connection:
            alerts.write(connection, rule.name, since, news, told, now)
        return len(news)

    def take_alerts(self, targets: Iterable[str], holder: str, gone: Callable[[str], bool]) -> list[Pending]:
        """Take the alerts that are due for one of these targets; see ``alerts.take``."""
        with self._store.read() as connection:
            due = alerts.next_due(connection)
        if due is None or due > written(self._now()):
            return []
        with self._store.write() as connection:
            return alerts.take(connection, targets, holder, gone, self._now())

    def sent_alerts(self, keys: Iterable[int], trouble: str | None = None) -> None:
        """These alerts were delivered, or there is nothing to deliver any more, since the record is gone (``trouble``)."""
        with self._store.write() as connection:
            alerts.sent(connection, keys, self._now(), trouble)

    def put_off_alerts(self, keys: Iterable[int], due: datetime | None, trouble: str) -> None:
        """These alerts could not be delivered; None: they are given up."""
        with self._store.write() as connection:
            alerts.put_off(connection, keys, due, trouble)

    def undelivered(self) -> int:
        """How many alerts are still to be delivered."""
        with self._store.read() as connection:
            return alerts.undelivered(connection)
