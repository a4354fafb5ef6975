"""What people have made of matters, in the terms by which matters of several reports are compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, select

from depesje.ledger.across import parties
from depesje.ledger.across.matters import Tabled
from depesje.ledger.numbers import listed
from depesje.ledger.schema import actor_versions
from depesje.ledger.schema_events import matter_actors, matter_versions
from depesje.records import Actor

FIELDS = frozenset(
    {"kind", "by", "to", "deadline", "status", "contested"}
)  # those that tell which matters are one
_mv = matter_versions.c


def edited(connection: Connection, told: Mapping[int, Tabled]) -> dict[int, Tabled]:
    """The sketches of a report's matters, by number: as a person says of those that one has edited."""
    query = select(_mv.matter).where(
        _mv.matter.in_(listed(set(told))), _mv.superseded_at.is_(None), _mv.review == "edited"
    )
    return {**told, **held(connection, {n: told[n] for n in connection.scalars(query)})}


def held(connection: Connection, told: Mapping[int, Tabled]) -> dict[int, Tabled]:
    """The sketches with the kind, the sides and the standing that the ledger now holds the matters to have."""
    if not told:
        return {}
    query = select(matter_versions).where(_mv.matter.in_(listed(set(told))), _mv.superseded_at.is_(None))
    rows = {row.matter: row for row in connection.execute(query)}
    sides = _sides(connection, {row.key for row in rows.values()})
    return {n: _amended(one, rows[n], sides) if n in rows else one for n, one in told.items()}


def _amended(one: Tabled, row: Row[Any], sides: Mapping[tuple[int, str], frozenset[str]]) -> Tabled:
    by, to = sides.get((row.key, "by"), frozenset()), sides.get((row.key, "to"), frozenset())
    return replace(
        one,
        kind=row.kind,
        by=by,
        to=to,
        allies=parties.alliances(by, one.published),
        bloc=parties.alliances(to, one.published),
        deadline=row.deadline,
        status=row.status,
        contested=row.contested,
    )


def _sides(connection: Connection, versions: set[int]) -> dict[tuple[int, str], frozenset[str]]:
    """The keys of the parties of versions of matters, by role."""
    links, av = matter_actors.c, actor_versions.c
    query = (
        select(links.version, links.role, av.actor, av.name, av.kind, av.code)
        .join(actor_versions, av.actor == links.actor)
        .where(links.version.in_(listed(versions)), av.superseded_at.is_(None))
    )
    found: dict[tuple[int, str], frozenset[str]] = defaultdict(frozenset)
    for row in connection.execute(query):
        actor = Actor(str(row.actor), row.name, row.kind, row.code)
        found[row.version, row.role] |= parties.keys({actor.id: actor}, [actor.id])
    return found
