"""The feeds that a ledger follows: what their servers said last, when they are due, and which process reads which.

A process takes a feed for a while at most, and no other takes a feed of the same host meanwhile, so that a host never meets
two of ours. What a process holds that is no more is free again at once on the machine where it ran, elsewhere when its
time is up. All times are UTC as the ledger writes them; one that lies in the future, because a clock was set back, does not
count.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from depesje.errors import LedgerError
from depesje.ledger.dates import written
from depesje.ledger.schema_watching import feed_entries, feeds
from depesje.ledger.store import inserted

HELD_FOR = timedelta(minutes=10)
LONGEST_WAIT = timedelta(days=8)  # no feed is due later than this


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it stands; ``every`` is how often it is asked, in seconds, where that was said of it."""

    key: int
    url: str
    title: str | None
    full: bool
    every: int | None
    etag: str | None
    last_modified: str | None
    fetched_at: str | None
    due_at: str
    failures: int
    trouble: str | None
    stopped: str | None
    holder: str | None


def listing(connection: Connection) -> list[Feed]:
    """All feeds, by address."""
    return [_feed(row) for row in connection.execute(select(feeds).order_by(feeds.c.url)).mappings()]


def find(connection: Connection, url: str) -> Feed | None:
    """The feed at an address; None where it is not followed."""
    row = connection.execute(select(feeds).where(feeds.c.url == url)).mappings().first()
    return None if row is None else _feed(row)


def follow(
    connection: Connection, url: str, title: str | None, now: datetime, *, full: bool, every: int | None
) -> bool:
    """Follow a feed from now on, also one that was stopped; False where it is followed already."""
    held = find(connection, url)
    if held is not None:
        change: dict[str, object] = {"full": full or held.full, "every": every or held.every}
        if held.stopped is not None:
            change |= {"stopped": None, "failures": 0, "trouble": None, "due_at": written(now)}
        connection.execute(feeds.update().where(feeds.c.key == held.key).values(change))
        return held.stopped is not None
    inserted(
        connection,
        feeds.insert().values(
            url=url, host=_host(url), title=title, full=full, every=every, due_at=written(now), failures=0,
            recorded_at=written(now),
        ),
    )  # fmt: skip
    return True


def drop(connection: Connection, url: str) -> None:
    """Follow a feed no more; what was taken in stays. Raises ``LedgerError`` where it is not followed."""
    held = find(connection, url)
    if held is None:
        raise LedgerError(f"{url} is not followed; 'depesje watch --list' tells which feeds are")
    _drop(connection, held.key)


def take(connection: Connection, holder: str, gone: Callable[[str], bool], now: datetime) -> Feed | None:
    """Take the feed that has been due the longest and whose host nobody reads; None where there is none."""
    c = feeds.c
    live = _held(now)
    for other in connection.scalars(select(c.holder).where(live).distinct()).all():
        if other != holder and other is not None and gone(other):
            connection.execute(feeds.update().where(c.holder == other).values(holder=None, held_until=None))
    busy = select(c.host).where(live, c.holder != holder)
    row = (
        connection.execute(
            select(feeds)
            .where(c.stopped.is_(None), _due(now), c.host.not_in(busy))
            .order_by(c.due_at, c.key)
            .limit(1)
        )
        .mappings()
        .first()
    )
    if row is None:
        return None
    until = {"holder": holder, "held_until": written(now + HELD_FOR)}
    connection.execute(feeds.update().where(c.key == row["key"]).values(until))
    return _feed(row)


def hold(connection: Connection, feed: Feed, holder: str, now: datetime) -> bool:
    """Hold on to a feed that takes long; False where it was dropped, or another has it by now."""
    c = feeds.c
    kept = connection.execute(
        feeds.update().where(c.key == feed.key, c.holder == holder).values(held_until=written(now + HELD_FOR))
    )
    return bool(kept.rowcount)


def let_go(connection: Connection, feed: Feed, holder: str) -> None:
    """Give a feed back as it was taken, for whoever goes on with it."""
    c = feeds.c
    connection.execute(
        feeds.update().where(c.key == feed.key, c.holder == holder).values(holder=None, held_until=None)
    )


def done(
    connection: Connection,
    feed: Feed,
    holder: str,
    now: datetime,
    due: datetime,
    *,
    etag: str | None,
    last_modified: str | None,
    title: str | None = None,
    moved: str | None = None,
) -> None:
    """A feed was read to its end: what its server said, when it is due again, and where it is from now on."""
    if moved is not None and moved != feed.url:
        if find(connection, moved) is not None:
            _drop(connection, feed.key)  # it is followed under its new address already
            return
        connection.execute(feeds.update().where(feeds.c.key == feed.key).values(url=moved, host=_host(moved)))
    _give_back(
        connection, feed, holder, etag=etag, last_modified=last_modified, fetched_at=written(now),
        due_at=written(due), failures=0, trouble=None, title=feed.title or title,
    )  # fmt: skip


def failed(
    connection: Connection,
    feed: Feed,
    holder: str,
    now: datetime,
    due: datetime,
    trouble: str,
    *,
    stop: bool = False,
) -> None:
    """A feed could not be had: why, and when it is due again, if ever (``stop``)."""
    _give_back(
        connection, feed, holder, fetched_at=written(now), due_at=written(due), failures=feed.failures + 1,
        trouble=trouble, stopped=trouble if stop else None,
    )  # fmt: skip


def is_any_due(connection: Connection, now: datetime) -> bool:
    """Whether a feed is due, whoever may be reading it."""
    due = select(feeds.c.key).where(feeds.c.stopped.is_(None), _due(now)).limit(1)
    return connection.scalar(due) is not None


def next_due(connection: Connection, now: datetime) -> str | None:
    """When the next feed is due that nobody reads; None where there is none. A moment that is past means now."""
    c = feeds.c
    if (
        connection.scalar(select(c.key).where(c.stopped.is_(None), _due(now), ~_held(now)).limit(1))
        is not None
    ):
        return written(now)
    return connection.scalar(
        select(c.due_at).where(c.stopped.is_(None), ~_held(now)).order_by(c.due_at).limit(1)
    )


def seen(connection: Connection, feed: Feed, mark: str) -> str | None:
    """The digest of what an entry said when it was taken in; None where it never was."""
    e = feed_entries.c
    return connection.scalar(select(e.digest).where(e.feed == feed.key, e.mark == mark))


def see(connection: Connection, feed: Feed, mark: str, digest: str, now: datetime) -> None:
    """An entry was taken in."""
    e = feed_entries.c
    if connection.scalar(select(feeds.c.key).where(feeds.c.key == feed.key)) is None:
        return  # dropped meanwhile
    known = connection.execute(
        feed_entries.update()
        .where(e.feed == feed.key, e.mark == mark)
        .values(digest=digest, seen_at=written(now))
    )
    if not known.rowcount:
        connection.execute(
            feed_entries.insert().values(feed=feed.key, mark=mark, digest=digest, seen_at=written(now))
        )


def _drop(connection: Connection, key: int) -> None:
    connection.execute(feed_entries.delete().where(feed_entries.c.feed == key))
    connection.execute(feeds.delete().where(feeds.c.key == key))


def _give_back(connection: Connection, feed: Feed, holder: str, **values: object) -> None:
    """Write how a feed stands; not where another has taken it, since the time of this one was up."""
    c = feeds.c
    connection.execute(
        feeds.update()
        .where(c.key == feed.key, or_(c.holder == holder, c.holder.is_(None)))
        .values(**values, holder=None, held_until=None)
    )


def _due(now: datetime) -> ColumnElement[bool]:
    c = feeds.c
    return or_(c.due_at <= written(now), c.fetched_at > written(now), c.due_at > written(now + LONGEST_WAIT))


def _held(now: datetime) -> ColumnElement[bool]:
    c = feeds.c
    return and_(c.holder.is_not(None), c.held_until > written(now), c.held_until <= written(now + HELD_FOR))


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _feed(row: object) -> Feed:
    held = dict(row)  # type: ignore[call-overload]
    return Feed(
        held["key"], held["url"], held["title"], held["full"], held["every"], held["etag"], held["last_modified"],
        held["fetched_at"], held["due_at"], held["failures"], held["trouble"], held["stopped"], held["holder"],
    )  # fmt: skip
