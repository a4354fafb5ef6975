"""Which days' tension rests on something else than before, so that a process that has worked a day out knows if it holds.

A row of ``day_changes`` counts for a day how often anything has changed of what its figure rests on: events that are told to
have been done on it, which of them are one, and what was published on it. ``settle`` counts at the end of the transaction
that has changed it (``touched``). A day may be counted that is as it was; none that is not is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, FromClause, select, update

from depesje.ledger import touched
from depesje.ledger.grouping import grown
from depesje.ledger.kinds import EVENT
from depesje.ledger.numbers import listed, listed_words
from depesje.ledger.schema import readings
from depesje.ledger.schema_events import event_versions, events
from depesje.ledger.schema_joining import day_changes
from depesje.ledger.store import insert_all
from depesje.ledger.stories import STORY
from depesje.tension.index import VAGUEST

_c = day_changes.c


def settle(connection: Connection) -> None:
    """Count the days that the transaction has changed anything of."""
    changed = touched.of(connection)
    days, done, moved = set(changed.days), set(changed.events), changed.reports | changed.read
    if moved:
        told = grown(connection, STORY, moved)
        done.update(connection.scalars(select(events.c.number).where(events.c.report.in_(listed(told)))))
        days |= spanned(connection, readings, readings.c.report.in_(listed(told)))
    if done:
        # Whenever they were held: what has just ended counts on its days, too.
        group = grown(connection, EVENT.owner, done)
        days |= spanned(connection, event_versions, event_versions.c.event.in_(listed(group)))
    if days:
        _count(connection, {day.isoformat() for day in days})


def spanned(connection: Connection, rows: FromClause, which: ColumnElement[bool]) -> set[date]:
    """The days of dated rows, but for those of which it is too vague on what day they were."""
    query = select(rows.c.earliest, rows.c.latest).where(which, rows.c.earliest.is_not(None)).distinct()
    found = connection.execute(query.where(rows.c.latest.is_not(None)))
    return {day for earliest, latest in found for day in within(earliest, latest)}


def changes(connection: Connection, days: Iterable[date]) -> Mapping[date, int]:
    """How often each of these days has changed."""
    found = dict.fromkeys(days, 0)
    query = select(_c.day, _c.number).where(_c.day.in_(listed_words({day.isoformat() for day in found})))
    return found | {date.fromisoformat(row.day): row.number for row in connection.execute(query)}


def within(earliest: str | None, latest: str | None) -> Iterator[date]:
    """The days from one moment to another; none where these are not known, or too far apart to tell of a day."""
    if earliest is None or latest is None:
        return
    first, last = date.fromisoformat(earliest[:10]), date.fromisoformat(latest[:10])
    if (number := (last - first).days + 1) <= VAGUEST:
        yield from (first + timedelta(n) for n in range(number))


def _count(connection: Connection, days: set[str]) -> None:
    counted = connection.execute(
        update(day_changes).where(_c.day.in_(listed_words(days))).values(number=_c.number + 1)
    )
    if counted.rowcount < len(days):
        known = set(connection.scalars(select(_c.day).where(_c.day.in_(listed_words(days)))))
        insert_all(connection, day_changes, [{"day": day, "number": 1} for day in sorted(days - known)])
