"""What became of a record: how it was read, and what people did with it, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Connection, Row, or_, select

from depesje.ledger import ids
from depesje.ledger.corrections import journal
from depesje.ledger.corrections.journal import Action, Correction
from depesje.ledger.kinds import KINDS
from depesje.ledger.numbers import listed
from depesje.ledger.schema import actor_versions, readings, revisions
from depesje.ledger.schema_corrections import corrections, verdicts


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to a record.

    ``what`` is the act of a person, or what the machine did: ``read`` it, ``moved`` it with its words to another reading,
    or ``ended`` it, its words or the reader's sight of it being gone. ``who`` is a person, else the reader's version.
    ``fields`` are those that changed, from what to what; ``records`` those that were merged, or split off.
    """

    when: str
    what: Action | Literal["read", "moved", "ended"]
    who: str | None
    why: str | None = None
    correction: int | None = None
    undoes: int | None = None
    review: str | None = None
    revision: int | None = None
    records: tuple[str, ...] = ()
    fields: dict[str, tuple[Any, Any]] = field(default_factory=dict)


def history(connection: Connection, given: str) -> list[Change]:
    """All that happened to a record, the oldest first; raises ``CorrectionError`` where the ledger has no such record."""
    kind, number = journal.existing(connection, given)
    acts = list(_acts(connection, kind, number))
    by_person = {act.when for act in acts}
    changes = [*acts, *_readings(connection, kind, number, by_person)]
    return sorted(changes, key=lambda change: (change.when, change.what != "ended"))


def journal_of(
    connection: Connection, limit: int, offset: int = 0, who: str | None = None
) -> list[Correction]:
    """What people did to any record, the newest first; of one of them only, by the name that they did it under."""
    query = (
        select(corrections)
        .order_by(corrections.c.number.desc())
        .limit(max(0, limit))
        .offset(max(0, offset) or None)
    )
    if who is not None:
        query = query.where(corrections.c.who == who)
    return [journal.noted(row) for row in connection.execute(query)]


def called(connection: Connection, given: Iterable[str]) -> dict[str, str]:
    """The names of the actors among these ids."""
    numbers = {named[1] for one in given if (named := ids.parsed(one)) and named[0] == "actor"}
    av = actor_versions.c
    held = select(av.actor, av.name).where(av.superseded_at.is_(None), av.actor.in_(listed(numbers)))
    return {ids.actor_id(row.actor): row.name for row in connection.execute(held)}


def _acts(connection: Connection, kind: str, number: int) -> Iterator[Change]:
    c, v = corrections.c, verdicts.c
    judged = select(v.correction).where(v.kind == kind, or_(v.low == number, v.high == number))
    own = (c.kind == kind) & (c.record == number)
    undone = c.undoes.in_(judged)
    for row in connection.execute(
        select(corrections).where(or_(own, c.number.in_(judged), undone)).order_by(c.number)
    ):
        act = journal.noted(row)
        details = act.details
        yield Change(
            act.when,
            act.action,
            act.who,
            act.why,
            act.number,
            act.undoes,
            (details.get("review") or [None, None])[1],
            records=tuple(details.get("records", ())),
            fields={
                name: (_plain(before), _plain(after))
                for name, (before, after) in details.get("fields", {}).items()
            },
        )


def _readings(connection: Connection, kind: str, number: int, by_person: set[str]) -> Iterator[Change]:
    """What the machine did; what began or ended in the moment of a person's act is that act."""
    rows = _versions(connection, kind, number)
    starts = {row.recorded_at for row in rows}
    review = "unread"
    for row in rows:
        if row.recorded_at not in by_person:
            moved = row.review != "unread" and row.review == review
            reader = getattr(row, "reader", None)
            revision = getattr(row, "revision_number", None)
            yield Change(
                row.recorded_at, "moved" if moved else "read", reader, review=row.review, revision=revision
            )
        ended = row.superseded_at
        if ended is not None and ended not in starts and ended not in by_person:
            yield Change(ended, "ended", None, review=row.review)
        review = row.review


def _versions(connection: Connection, kind: str, number: int) -> list[Row[Any]]:
    if kind == "actor":
        av = actor_versions
        return list(connection.execute(select(av).where(av.c.actor == number).order_by(av.c.key)))
    table = next(one for one in KINDS if one.owner == kind)
    v = table.versions.c
    query = (
        select(table.versions, readings.c.reader, revisions.c.number.label("revision_number"))
        .join(readings, readings.c.key == v.reading)
        .join(revisions, revisions.c.key == readings.c.revision)
        .where(v[table.owner] == number)
        .order_by(v.key)
    )
    return list(connection.execute(query))


def _plain(value: Any) -> Any:
    """A field's value as it is told: words without where they stand."""
    if isinstance(value, list):
        return [one["exact"] if isinstance(one, dict) else one for one in value]
    return value
