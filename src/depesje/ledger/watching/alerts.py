"""The alerts that are to be delivered, and were.

What is found is written down before it is told, and told before it is done. So whatever ends a process between two steps,
the next one goes on: nothing that was found is lost, and nothing is found twice, since a rule tells of a record once. What
was being delivered when a process was killed is delivered again under the same id, by which whoever gets it knows it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, select

from depesje.ledger import ids
from depesje.ledger.dates import written
from depesje.ledger.numbers import listed
from depesje.ledger.schema import readings
from depesje.ledger.schema_watching import alert_rules, alerts
from depesje.ledger.watching.matching import Match, New

HELD_FOR = timedelta(minutes=10)
NEVER = "9999-12-31T23:59:59.999999Z"


@dataclass(frozen=True, slots=True)
class Pending:
    """An alert that is to be delivered: ``id`` is the same whenever and however often it is tried."""

    key: int
    id: str
    rule: str
    target: str
    record: str
    what: str
    tries: int


def looked_at(connection: Connection, rule: str) -> int | None:
    """The last reading that a rule was asked of; None where it is new to the ledger."""
    return connection.scalar(select(alert_rules.c.reading).where(alert_rules.c.rule == rule))


def begin(connection: Connection, rule: str, now: datetime) -> int:
    """Ask a rule that is new of what comes from now on; returns the last reading that it is not asked of."""
    held = looked_at(connection, rule)
    if held is not None:
        return held
    last = connection.scalar(select(func.max(readings.c.key))) or 0
    connection.execute(alert_rules.insert().values(rule=rule, reading=last, recorded_at=written(now)))
    return int(last)


def write(
    connection: Connection,
    rule: str,
    since: int,
    news: Sequence[New],
    found: Iterable[tuple[Match, str, datetime]],
    now: datetime,
) -> bool:
    """Write down what a rule found in new readings, and that it was asked of them.

    False, and nothing is written, where another process was faster.
    """
    moved = connection.execute(
        alert_rules.update()
        .where(alert_rules.c.rule == rule, alert_rules.c.reading == since)
        .values(reading=max(one.key for one in news))
    )
    if not moved.rowcount:
        return False
    for match, target, due in found:
        same = _same(rule, target, match)
        if connection.scalar(select(alerts.c.key).where(*same)) is None:
            connection.execute(
                alerts.insert().values(
                    rule=rule, target=target, kind=match.kind, record=match.record, what=match.what,
                    due_at=written(due), tries=0, recorded_at=written(now),
                )
            )  # fmt: skip
    return True


def take(
    connection: Connection, targets: Iterable[str], holder: str, gone: Callable[[str], bool], now: datetime
) -> list[Pending]:
    """Take what is due for the first of these targets that has something due, to deliver it."""
    c, live = alerts.c, _held(now)
    for other in connection.scalars(select(c.holder).where(live).distinct()).all():
        if other is not None and other != holder and gone(other):
            connection.execute(alerts.update().where(c.holder == other).values(holder=None, held_until=None))
    due = and_(c.sent_at.is_(None), c.due_at <= written(now), ~and_(live, c.holder != holder))
    first = connection.execute(
        select(c.target).where(due, c.target.in_(list(targets))).order_by(c.due_at, c.key).limit(1)
    ).first()
    if first is None:
        return []
    rows = connection.execute(select(alerts).where(due, c.target == first.target).order_by(c.key)).all()
    taken = [row.key for row in rows]
    until = {"holder": holder, "held_until": written(now + HELD_FOR)}
    connection.execute(alerts.update().where(c.key.in_(listed(set(taken)))).values(until))
    return [
        Pending(
            row.key,
            _identity(row),
            row.rule,
            row.target,
            ids.id_of(row.kind, row.record),
            row.what,
            row.tries,
        )
        for row in rows
    ]


def sent(connection: Connection, keys: Iterable[int], now: datetime, trouble: str | None = None) -> None:
    """These were delivered, or (``trouble``) there is nothing to deliver any more."""
    done = {"sent_at": written(now), "holder": None, "held_until": None, "trouble": trouble}
    connection.execute(alerts.update().where(alerts.c.key.in_(listed(set(keys)))).values(done))


def put_off(connection: Connection, keys: Iterable[int], due: datetime | None, trouble: str) -> None:
    """These could not be delivered: why, and when to try again, if at all."""
    c = alerts.c
    connection.execute(
        alerts.update()
        .where(c.key.in_(listed(set(keys))))
        .values(
            due_at=NEVER if due is None else written(due), tries=c.tries + 1, trouble=trouble[:500],
            holder=None, held_until=None,
        )
    )  # fmt: skip


def next_due(connection: Connection) -> str | None:
    """When the next alert is due; None where none is."""
    c = alerts.c
    due: str | None = connection.scalar(
        select(func.min(c.due_at)).where(c.sent_at.is_(None), c.due_at < NEVER)
    )
    return due


def undelivered(connection: Connection) -> int:
    """How many alerts are still to be delivered, or were given up."""
    return connection.scalar(select(func.count()).where(alerts.c.sent_at.is_(None))) or 0


def _same(rule: str, target: str, match: Match) -> tuple[ColumnElement[bool], ...]:
    c = alerts.c
    return (c.rule == rule, c.target == target, c.kind == match.kind, c.record == match.record,
            c.what == match.what)  # fmt: skip


def _identity(row: Row[Any]) -> str:
    held = row._mapping
    parts = (held[name] for name in ("rule", "target", "kind", "record", "what", "recorded_at"))
    return hashlib.sha256("\0".join(map(str, parts)).encode("utf8", "surrogatepass")).hexdigest()[:32]


def _held(now: datetime) -> ColumnElement[bool]:
    c = alerts.c
    return and_(c.holder.is_not(None), c.held_until > written(now), c.held_until <= written(now + HELD_FOR))
