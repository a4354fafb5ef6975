"""The one who watches: takes the feed that is due, fetches it, keeps what is new in it, and says when it is due again.

Every entry is kept before the next is looked at, and a feed counts as read only when all its entries are: whatever ends the
process, the next one goes on where this one stopped. Nothing is fetched or read inside a transaction.
"""

from __future__ import annotations

import hashlib
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from depesje.errors import FetchError, Problem
from depesje.intake import working
from depesje.intake.fetching import Fetched, Fetcher, origin
from depesje.intake.fetching.reading import full, is_summary
from depesje.intake.identity import ledger_id
from depesje.intake.origin import NOTHING, Origin
from depesje.keeping import keep
from depesje.ledger import Ledger
from depesje.ledger.watching.feeds import Feed
from depesje.records import Report
from depesje.watching.holder import is_gone, this_process
from depesje.watching.pace import Pace

LONGEST_SLEEP = 60.0  # seconds; another process may add a feed meanwhile


@dataclass(frozen=True, slots=True)
class Told:
    """What came of one feed: how many entries were added, revised and so on, or the ``trouble`` that it gave."""

    url: str
    outcomes: Counter[str]
    trouble: str | None = None


class Watcher:
    """Watches the feeds that a ledger follows until ``stop`` is set; several processes may, each feed is read by one.

    ``fetched`` are feeds that were fetched a moment ago, to be found out what they are: these are not fetched again.
    """

    def __init__(
        self,
        ledger: Ledger,
        fetcher: Fetcher,
        pace: Pace | None = None,
        *,
        fetched: Mapping[str, Fetched] | None = None,
        stop: threading.Event | None = None,
        tell: Callable[[Problem], object] = lambda _: None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._ledger = ledger
        self._fetcher = fetcher
        self._pace = pace or Pace()
        self._fetched = dict(fetched or {})
        self._stop = stop or threading.Event()
        self._tell = tell
        self._now = now
        self._holder = this_process()

    def due(self) -> Iterator[Told]:
        """Read every feed that is due, one after the other, and tell what came of each."""
        while not self._stop.is_set():
            feed = self._ledger.watching.take(self._holder, is_gone)
            if feed is None:
                return
            try:
                told = self._read(feed)
            except BaseException:
                self._ledger.watching.let_go(feed, self._holder)
                raise
            yield told

    def wait(self) -> None:
        """Wait until a feed may be due, or ``stop`` is set."""
        due = self._ledger.watching.next_due()
        left = LONGEST_SLEEP if due is None else (due - self._now()).total_seconds()
        self._stop.wait(min(max(0.2, left), LONGEST_SLEEP))

    def _read(self, feed: Feed) -> Told:
        try:
            fetched = self._fetched.pop(feed.url, None) or self._fetcher.fetch(
                feed.url, etag=feed.etag, last_modified=feed.last_modified
            )
        except FetchError as error:
            return self._failed(feed, error)
        outcomes: Counter[str] = Counter()
        if fetched.data is not None and not self._taken_in(feed, fetched, fetched.data, outcomes):
            self._ledger.watching.let_go(
                feed, self._holder
            )  # stopped, or taken over: somebody goes on with it
            return Told(feed.url, outcomes)
        self._done(feed, fetched)
        return Told(feed.url, outcomes)

    def _failed(self, feed: Feed, error: FetchError) -> Told:
        due = self._pace.after_failure(self._now(), feed.every, feed.failures, error)
        self._ledger.watching.failed(feed, self._holder, due, str(error), stop=error.gone)
        return Told(feed.url, Counter(), str(error))

    def _done(self, feed: Feed, fetched: Fetched) -> None:
        due = self._pace.after_success(self._now(), feed.every, fetched.max_age)
        new = fetched.data is not None
        self._ledger.watching.done(
            feed,
            self._holder,
            due,
            etag=fetched.etag if new else fetched.etag or feed.etag,
            last_modified=fetched.last_modified if new else fetched.last_modified or feed.last_modified,
            moved=self._moved(feed, fetched),
        )

    @staticmethod
    def _moved(feed: Feed, fetched: Fetched) -> str | None:
        """Where a feed is from now on; not from https to http, which anybody on the way may have said."""
        if fetched.moved and urlsplit(feed.url).scheme == "https" != urlsplit(fetched.moved).scheme:
            return None
        return fetched.moved

    def _taken_in(self, feed: Feed, fetched: Fetched, data: bytes, outcomes: Counter[str]) -> bool:
        """Keep what is new in a feed; False where that could not be brought to its end."""
        place = origin(fetched, date.today())
        whole = True
        for number, item in enumerate(self._entries(feed, data, place), start=1):
            if self._stop.is_set():
                return False
            # A long feed is held on to; one that another process took over, since this one slept, is left to it.
            if number % 20 == 0 and not self._ledger.watching.hold(feed, self._holder):
                return False
            if isinstance(item, Report):
                self._keep(feed, item, place, outcomes)
            elif item.reason not in NOTHING:
                whole = whole and item.source != place.name
                self._aside(place, item, data if item.source == place.name else None, outcomes)
        if whole:
            self._ledger.watching.was_read(place.name)
        return True

    def _entries(self, feed: Feed, data: bytes, place: Origin) -> Iterator[Report | Problem]:
        """What a feed has, entries that are no more than a title and an address as such where pages are fetched."""
        items = working.reports(data, place)
        if not (feed.full or self._fetcher.settings.full):
            yield from items
            return
        read = list(items)
        named = working.named("links", data, place)
        for number, item in enumerate(read):
            bare = isinstance(item, Problem) and item.reason in NOTHING and number < len(named)
            if bare and named[number].url and named[number].title:
                url, title = named[number].url, named[number].title or ""
                yield Report(id=url, text=title, title=title, url=url)
            else:
                yield item

    def _keep(self, feed: Feed, entry: Report, place: Origin, outcomes: Counter[str]) -> None:
        """Keep one entry, unless it was kept as it is."""
        mark, digest = _mark(entry), _digest(entry)
        if self._ledger.watching.seen(feed, mark) == digest:
            outcomes["unchanged"] += 1
            return
        wanted = feed.full or self._fetcher.settings.full
        items = list(full(entry, place, self._fetcher)) if wanted and is_summary(entry, place) else [entry]
        for item in items:
            if isinstance(item, Problem):
                self._aside(place, item, None, outcomes)
                continue
            for outcome in keep([item], self._ledger):
                if isinstance(outcome, Problem):
                    self._unread(item, place, outcome, outcomes)
                else:
                    outcomes[outcome] += 1
                    self._ledger.watching.was_read(item.id, ledger_id(item), item.url)
        self._ledger.watching.see(feed, mark, digest)

    def _unread(self, report: Report, place: Origin, problem: Problem, outcomes: Counter[str]) -> None:
        """A report that was fetched and is not kept: where that is for its rights, nothing is kept of it at all."""
        refused = self._ledger.rights.refused(replace(report, id=ledger_id(report)))
        if refused is None:
            known = Origin(
                report.id, place.today, url=report.url, media_type="text/plain", charset="utf-8",
                reserved=report.reserved, published=report.published,
            )  # fmt: skip
            self._aside(known, problem, report.text.encode("utf8", "replace"), outcomes)
        else:
            outcomes["failed"] += 1
            self._tell(problem)

    def _aside(self, place: Origin, problem: Problem, data: bytes | None, outcomes: Counter[str]) -> None:
        outcomes["failed"] += 1
        self._tell(problem)
        named = place if place.name == problem.source else place.within(problem.source, url=place.url)
        self._ledger.watching.put_aside(named, problem.reason, data)


def _mark(entry: Report) -> str:
    return hashlib.sha256(entry.id.encode("utf8", "surrogatepass")).hexdigest()


def _digest(entry: Report) -> str:
    said = "\0".join((entry.title or "", entry.modified or "", entry.text))
    return hashlib.sha256(said.encode("utf8", "surrogatepass")).hexdigest()
