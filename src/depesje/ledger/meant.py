"""Whom a name may mean, in short: enough to choose from, at a cost that hardly grows with what is told of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from depesje.ledger import ids
from depesje.ledger.clock import NOW
from depesje.ledger.grouping import leaders_of
from depesje.ledger.lookup import actors_called
from depesje.ledger.numbers import listed
from depesje.ledger.schema import actor_versions, appearances, readings, statement_versions
from depesje.records import ActorKind

_ap, _av, _sv = appearances.c, actor_versions.c, statement_versions.c


@dataclass(frozen=True, slots=True)
class MeantRow:
    """One actor that a name may mean: its role as it was read last, and how many statements it made (``by``)."""

    id: str
    name: str
    kind: ActorKind
    code: str | None
    role: str | None
    by: int


def meant(connection: Connection, name: str, limit: int) -> list[MeantRow]:
    """The first of those that ``people.who`` tells all about, in its order but for what is said to and about them."""
    leaders = leaders_of(connection, "actor", actors_called(connection, name))
    often = _spoken(connection, leaders)
    query = select(_av.actor, _av.name, _av.kind, _av.code, _av.role).where(
        _av.actor.in_(listed(set(leaders.values()))), NOW.holds(actor_versions), _av.review != "rejected"
    )
    rows = sorted(connection.execute(query), key=lambda row: (-often[row.actor], row.actor))
    members: dict[int, set[int]] = {row.actor: set() for row in rows}
    for actor, leader in leaders.items():
        if leader in members:
            members[leader].add(actor)
    shown = list[Any]()
    for row in rows:
        if len(shown) == max(0, limit):
            break
        # Whom a person named, no report need have.
        if often[row.actor] or connection.scalar(_seen(members[row.actor])) is not None:
            shown.append(row)
    roles = _roles(connection, {one for row in shown if row.kind == "person" for one in members[row.actor]})
    return [
        MeantRow(
            id=ids.actor_id(row.actor),
            name=row.name,
            kind=row.kind,
            code=row.code,
            role=row.role
            or next((roles[one] for one in (row.actor, *sorted(members[row.actor])) if one in roles), None),
            by=often[row.actor],
        )
        for row in shown
    ]


def _spoken(connection: Connection, leaders: dict[int, int]) -> Counter[int]:
    query = select(_sv.speaker, func.count()).where(
        NOW.holds(statement_versions), _sv.review != "rejected", _sv.speaker.in_(listed(set(leaders)))
    )
    often: Counter[int] = Counter()
    for actor, number in connection.execute(query.group_by(_sv.speaker)):
        often[leaders[actor]] += number
    return often


def _seen(members: set[int]) -> Select[Any]:
    """A place where some actors are in a reading that the ledger holds."""
    return (
        select(_ap.key)
        .join(readings, readings.c.key == _ap.reading)
        .where(_ap.actor.in_(listed(members)), NOW.holds(readings))
        .limit(1)
    )


def _roles(connection: Connection, actors: set[int]) -> dict[int, str]:
    """The role that each of these was read to have last."""
    one = listed(actors).subquery().c[0]
    last = (
        select(_ap.role)
        .join(readings, readings.c.key == _ap.reading)
        .where(_ap.actor == one, _ap.role.is_not(None), NOW.holds(readings))
        .order_by(_ap.reading.desc(), _ap.key.desc())
        .limit(1)
        .correlate(one.table)
        .scalar_subquery()
    )
    return {actor: role for actor, role in connection.execute(select(one, last)) if role is not None}
