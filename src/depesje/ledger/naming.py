"""Whom a person means by a name, where one actor is wanted and not all that a word may mean.

The name is an id (``ac-7``), else the name of an actor, a wording of some report, a state's or a body's name in any of the
languages, or a surname that one person alone has. Where it is none of these it is somebody new.
"""

from __future__ import annotations

import re
from typing import get_args

from sqlalchemy import ColumnElement, Connection, select

from depesje.errors import CorrectionError
from depesje.ledger import grouping, ids, otherwise, settling
from depesje.ledger.calling import write_actor
from depesje.ledger.names import fold, name_key
from depesje.ledger.numbers import listed
from depesje.ledger.schema import actor_versions, actors, appearances, forms, mentions, readings
from depesje.ledger.store import inserted
from depesje.records import ActorKind

_av = actor_versions.c
_current = _av.superseded_at.is_(None)
_SORTED = re.compile(r"(.+?)\s*\(([a-z-]+)(?:,\s*([^(),\s]+))?\)")  # Ramón Vega (person, SLA)
LONGEST = 300  # characters of a name


def one_actor(connection: Connection, given: str, now: str) -> int:
    """The number of the actor that a person means, made where nobody is known by that name.

    ``Ramón Vega (person, SLA)`` says what somebody new is. Raises ``CorrectionError`` where several may be meant, or the
    id is no actor's.
    """
    named = ids.parsed(given)
    if named is not None:
        kind, number = named
        known = select(actors.c.number).where(actors.c.number == number)
        if kind != "actor" or connection.scalar(known) is None:
            raise CorrectionError("the ledger has no actor %(given)s", given=given)
        return number
    name, sort, code = _parts(given)
    narrow = [] if sort is None else [_av.kind == sort, *([_av.code == code] if code else [])]
    for condition in _ways(name):
        found = _found(connection, condition, narrow)
        if found:
            return _only(connection, found, name)
    entry = otherwise.listed(name)
    if sort is None and entry is not None:
        code = entry.code
        same = _found(connection, _av.name_key == name_key(entry.name), [_av.kind == entry.kind])
        if same:
            return _only(connection, same, name)
        name, sort = entry.name, entry.kind
    return new_actor(connection, name, sort or "person", code, now)


def new_actor(connection: Connection, name: str, kind: str, code: str | None, now: str) -> int:
    """Make an actor that a person vouches for; returns its number."""
    number = inserted(connection, actors.insert().values(report=None, recorded_at=now))
    write_actor(connection, number, {"name": name, "kind": kind, "code": code}, "confirmed", now)
    settling.reviewed(connection, number, name, kind, code, now)
    return number


def _parts(given: str) -> tuple[str, str | None, str | None]:
    """The name, and what stands in brackets after it: the kind, and the code."""
    name = " ".join(given.split())
    found = _SORTED.fullmatch(name)
    sort, code = None, None
    if found and found[2] in get_args(ActorKind):
        name, sort, code = found[1], found[2], found[3]
    if not fold(name) or len(name) > LONGEST:
        raise CorrectionError("%(given)r is no name for an actor", given=given[:60])
    return name, sort, code


def _ways(name: str) -> list[ColumnElement[bool]]:
    """The ways in which a name may mean an actor, the closest first."""
    mentioned = (
        select(appearances.c.actor)
        .join(mentions, mentions.c.appearance == appearances.c.key)
        .join(readings, readings.c.key == appearances.c.reading)
        .join(forms, forms.c.key == mentions.c.form)
        .where(readings.c.superseded_at.is_(None), forms.c.folded == fold(name))
    )
    ways = [
        _av.name_key == name_key(name),
        _av.actor.in_(mentioned),
        _av.name_key.in_(sorted(otherwise.kept_names(name))),
    ]
    if name.isupper():
        ways.append((_av.code == name) & (_av.kind == "state"))
    if " " not in name:
        ways.append((_av.surname_key == name_key(name)) & (_av.kind == "person"))
    return ways


def _found(
    connection: Connection, condition: ColumnElement[bool], narrow: list[ColumnElement[bool]]
) -> set[int]:
    return set(connection.scalars(select(_av.actor).where(_current, condition, *narrow)))


def _only(connection: Connection, found: set[int], name: str) -> int:
    """The one actor that is meant: of those that are one the first; an unnamed source only where nobody else is."""
    rows = connection.execute(
        select(_av.actor, _av.name, _av.kind, _av.code)
        .where(_current, _av.actor.in_(listed(found)))
        .order_by(_av.actor)
    ).all()
    rows = [row for row in rows if row.kind != "unnamed"] or rows
    leaders = grouping.leaders_of(connection, "actor", [row.actor for row in rows])
    if len(set(leaders.values())) == 1:
        return int(rows[0].actor)
    described = ", ".join(
        f"{ids.actor_id(row.actor)} ({', '.join(filter(None, (row.name, row.kind, row.code)))})"
        for row in rows[:6]
    )
    raise CorrectionError("%(name)r may be %(actors)s; give the id", name=name, actors=described)
