"""Which report or person somebody means who wants it forgotten."""

from __future__ import annotations

from sqlalchemy import Connection, select

from depesje.errors import LedgerError
from depesje.ledger import ids, pointing
from depesje.ledger.people import who
from depesje.ledger.rights.outcomes import Target
from depesje.ledger.rights.tombstones import buried, of_id
from depesje.ledger.schema import actor_versions, readings, reports, revisions
from depesje.questions import ActorQuestion

# Characters of a report's id by which it can be told: more than elsewhere, for they may be a name, and it is for good.
ENOUGH = 8
_NAMED = 5  # of those that a name can mean


def find(connection: Connection, what: str) -> Target:
    """The report that is pointed to; the actor with this id, or the only one so called.

    Raises ``LedgerError`` where there is none, or more than one.
    """
    named = ids.parsed(what)
    if named is not None:
        return _actor(connection, *named)
    found = pointing.sought(connection, what, ENOUGH)
    if found is not None:
        return _report(connection, *found)
    people = who(connection, ActorQuestion(name=what))
    if len(people) == 1:
        return Target("actor", people[0].id, f"{people[0].id}, {people[0].name}")
    if people:
        some = ", ".join(f"{row.id} {row.name}" for row in people[:_NAMED])
        raise LedgerError(
            f"{what} can mean {len(people)} actors: {some}{' …' if len(people) > _NAMED else ''}"
        )
    stone = buried(connection, what)
    if stone is not None:
        raise LedgerError(f"{what} was forgotten on {stone.when[:10]}")
    raise LedgerError(f"there is no report {what}, and nobody of that name")


def missing(connection: Connection, report_id: str) -> str:
    """Why the whole text of a report that is held cannot be had."""
    row = connection.execute(
        select(revisions.c.kept, revisions.c.redacted_at)
        .join(reports, reports.c.key == revisions.c.report)
        .where(reports.c.id == report_id, revisions.c.superseded_at.is_(None))
    ).first()
    if row is not None and row.kept == "quotes":
        return "only quotations of its text are kept, by the policy of its source"
    if row is not None and row.kept == "none":
        return "its text is not kept any more, by the policy of its source"
    if row is not None and row.redacted_at is not None:
        return f"it named somebody who was forgotten on {row.redacted_at[:10]}"
    return "its whole text is not kept"


def _actor(connection: Connection, kind: str, number: int) -> Target:
    record = ids.id_of(kind, number)
    if kind != "actor":
        raise LedgerError(f"{record} is one record; a report or a person (ac-7) can be forgotten")
    name = connection.scalar(
        select(actor_versions.c.name).where(
            actor_versions.c.actor == number, actor_versions.c.superseded_at.is_(None)
        )
    )
    if name is None:
        stone = of_id(connection, record)
        raise LedgerError(
            f"{record} was forgotten on {stone.when[:10]}" if stone else f"there is no actor {record}"
        )
    return Target("actor", record, f"{record}, {name}")


def _report(connection: Connection, key: int, report_id: str) -> Target:
    title = connection.scalar(
        select(readings.c.title).where(readings.c.report == key, readings.c.superseded_at.is_(None))
    )
    return Target("report", report_id, f"{report_id}, {title}" if title else report_id)
