"""What a ledger has of one actor beyond its listings: the roles that it had and when, and with whom it talks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Select, distinct, func, select

from depesje.ledger import ids
from depesje.ledger.clock import Known
from depesje.ledger.grouping import grown, leaders_of
from depesje.ledger.numbers import among, listed
from depesje.ledger.schema import (
    actor_versions,
    appearances,
    forms,
    mentions,
    readings,
    statement_actors,
    statement_versions,
)

_ap, _av, _sv, _sa = appearances.c, actor_versions.c, statement_versions.c, statement_actors.c
MOST = 40  # of whom it talks with before those that are one are counted together
SHOWN = 12
LATELY = 3000  # of the newest mentions, and statements, by which wordings and talks are counted


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """A role as reports give it: in how many, and the first and last day of these."""

    role: str
    reports: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Talk:
    """Another actor, how many statements go to them, and how many come from them."""

    id: str
    name: str
    to: int
    from_: int


@dataclass(frozen=True, slots=True)
class Profile:
    """One actor; ``id`` is that of the one that leads where several are one. ``wordings`` are the commonest."""

    id: str
    name: str
    kind: str
    code: str | None
    review: str
    names: tuple[str, ...]
    wordings: tuple[str, ...]
    roles: tuple[RoleSpan, ...]
    talks: tuple[Talk, ...]


def profile(connection: Connection, number: int, known: Known) -> Profile | None:
    """The actor with this number; None where the ledger knew none."""
    members = grown(connection, "actor", [number], known)
    leader = leaders_of(connection, "actor", [number], known)[number]
    rows = connection.execute(
        select(actor_versions)
        .where(_av.actor.in_(listed(members)), known.holds(actor_versions))
        .order_by(_av.actor)
    ).all()
    own = next((row for row in rows if row.actor == leader), rows[0] if rows else None)
    if own is None:
        return None
    return Profile(
        id=ids.actor_id(own.actor),
        name=own.name,
        kind=own.kind,
        code=own.code,
        review=own.review,
        names=tuple(dict.fromkeys((own.name, *(row.name for row in rows)))),
        wordings=_wordings(connection, members, known),
        roles=_roles(connection, members, known),
        talks=_talks(connection, members, known),
    )


def _roles(connection: Connection, members: set[int], known: Known) -> tuple[RoleSpan, ...]:
    first, last = func.min(readings.c.earliest), func.max(readings.c.latest)
    query = (
        select(
            _ap.role,
            func.count(distinct(_ap.reading)).label("reports"),
            first.label("first"),
            last.label("last"),
        )
        .join(readings, readings.c.key == _ap.reading)
        .where(among(_ap.actor, members), _ap.role.is_not(None), known.holds(readings))
        .group_by(_ap.role)
        .order_by(last.desc().nulls_last(), _ap.role)
        .limit(SHOWN)
    )
    return tuple(
        RoleSpan(row.role, row.reports, _day(row.first), _day(row.last)) for row in connection.execute(query)
    )


def _wordings(connection: Connection, members: set[int], known: Known) -> tuple[str, ...]:
    newest = (
        select(_ap.key, _ap.reading)
        .where(among(_ap.actor, members))
        .order_by(_ap.reading.desc(), _ap.key.desc())
        .limit(LATELY)
        .subquery()
    )
    number = func.count().label("number")
    often = (
        select(mentions.c.form, number)
        .select_from(newest)
        .join(readings, readings.c.key == newest.c.reading)
        .join(mentions, mentions.c.appearance == newest.c.key)
        .where(known.holds(readings))
        .group_by(mentions.c.form)
        .subquery()
    )
    query = select(forms.c.text).join(often, often.c.form == forms.c.key)
    return tuple(connection.scalars(query.order_by(often.c.number.desc(), forms.c.text).limit(SHOWN)))


def _talks(connection: Connection, members: set[int], known: Known) -> tuple[Talk, ...]:
    spoken = select(_sv.key).where(
        among(_sv.speaker, members), known.holds(statement_versions), _sv.review != "rejected"
    )
    told = select(_sa.version).where(among(_sa.actor, members), _sa.role == "to")
    to = _numbers(connection, _sa.actor, _lately(spoken, _sv.key), known)
    from_ = _numbers(connection, _sv.speaker, _lately(told, _sa.version), known)
    leaders = leaders_of(connection, "actor", {*to, *from_}, known)
    sums = {"to": Counter[int](), "from": Counter[int]()}
    for which, numbers in (("to", to), ("from", from_)):
        for actor, number in numbers.items():
            sums[which][leaders[actor]] += number
    everybody = sorted(
        {*sums["to"], *sums["from"]} - members, key=lambda one: (-sums["to"][one] - sums["from"][one], one)
    )[:SHOWN]
    wanted = _av.actor.in_(listed(set(everybody)))
    query = select(_av.actor, _av.name).where(wanted, known.holds(actor_versions))
    names = {row.actor: row.name for row in connection.execute(query)}
    return tuple(
        Talk(ids.actor_id(one), names[one], sums["to"][one], sums["from"][one])
        for one in everybody
        if one in names
    )


def _lately(versions: Select[Any], key: Column[Any]) -> Select[Any]:
    """The newest of these, so that somebody of whom there is much takes no longer."""
    return select(versions.order_by(key.desc()).limit(LATELY).subquery().c[0])


def _numbers(connection: Connection, by: Column[Any], among: Select[Any], known: Known) -> dict[int, int]:
    """How many of these versions there are by the other side of the talk."""
    number = func.count()
    query = (
        select(by.label("actor"), number.label("number"))
        .select_from(statement_versions)
        .join(statement_actors, _sa.version == _sv.key)
        .where(_sv.key.in_(among), _sa.role == "to", by.is_not(None))
        .where(known.holds(statement_versions), _sv.review != "rejected")
        .group_by(by)
        .order_by(number.desc(), by)
        .limit(MOST)
    )
    return {row.actor: row.number for row in connection.execute(query)}


def _day(bound: str | None) -> str | None:
    return bound[:10] if bound else None
