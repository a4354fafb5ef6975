"""Since when somebody has not looked at a page, and what they do not want to decide on now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, select, update

from depesje.ledger import ids
from depesje.ledger.dates import written
from depesje.ledger.schema_users import user_looks, user_skips
from depesje.ledger.users.accounts import User, expect

VISIT = timedelta(minutes=30)  # without looking, after which the next look begins another visit
NOTED = timedelta(minutes=1)  # how often it is noted that somebody looks
SKIPPED = timedelta(hours=16)  # after which what was skipped comes up again
_l, _s = user_looks.c, user_skips.c


def looked(connection: Connection, user: User, place: str) -> tuple[str | None, bool]:
    """When somebody last looked at a page before this visit, None where never; and whether this look is to be noted."""
    row = connection.execute(select(user_looks).where(*_own(user, place))).one_or_none()
    if row is None:
        return None, True
    now = datetime.now(UTC)
    before: str | None = row.seen if row.seen < written(now - VISIT) else row.before
    return before, row.seen < written(now - NOTED)


def look(connection: Connection, user: User, place: str) -> None:
    """Note that somebody looks at a page."""
    before, _ = looked(connection, user, place)
    values = {"before": before, "seen": ids.utc_now()}
    if not connection.execute(update(user_looks).where(*_own(user, place)).values(values)).rowcount:
        connection.execute(user_looks.insert().values(user=user.number, place=place, **values))


def _own(user: User, place: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return _l.user == user.number, _l.place == place


def skip(connection: Connection, user: User, records: Iterable[tuple[str, int]]) -> None:
    """Put records off; raises ``UserError`` where somebody was dropped meanwhile."""
    expect(connection, user)
    for kind, number in records:
        unskip(connection, user, kind, number)
        row = {"user": user.number, "kind": kind, "record": number, "recorded_at": ids.utc_now()}
        connection.execute(user_skips.insert().values(row))


def unskip(connection: Connection, user: User, kind: str, number: int) -> None:
    """Let a record that was put off come up again."""
    own = (_s.user == user.number, _s.kind == kind, _s.record == number)
    connection.execute(delete(user_skips).where(*own))


def skipped(connection: Connection, user: User) -> set[tuple[str, int]]:
    """The records that somebody has put off lately."""
    lately = written(datetime.now(UTC) - SKIPPED)
    query = select(_s.kind, _s.record).where(_s.user == user.number, _s.recorded_at >= lately)
    return {(row.kind, row.record) for row in connection.execute(query)}
