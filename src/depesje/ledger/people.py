"""Who is who: what the ledger has of the actors that a name means."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, Row, distinct, func, select

from depesje.ledger import ids
from depesje.ledger.clock import Known
from depesje.ledger.conditions import held
from depesje.ledger.lookup import actors_called, listed
from depesje.ledger.rows import WhoRow
from depesje.ledger.schema import (
    actor_versions,
    appearances,
    forms,
    mentions,
    readings,
    statement_actors,
    statement_versions,
)
from depesje.questions import ActorQuestion, Asked

_ap = appearances.c


def who(connection: Connection, question: ActorQuestion) -> list[WhoRow]:
    """The actors that a name means and that some report has, those who speak most first."""
    known = Known.at(question.known)
    called = actors_called(connection, question.name, known)
    seen, counts = _seen(connection, called, known), _counts(connection, called, question.known)
    surfaces, roles = surfaces_of(connection, called, known), roles_of(connection, called, known)
    av = actor_versions.c
    found = connection.execute(
        select(av.actor, av.name, av.kind, av.code, av.review).where(
            av.actor.in_(listed(called)), *held(actor_versions, question)
        )
    )
    rows = [
        WhoRow(
            id=ids.actor_id(row.actor),
            name=row.name,
            kind=row.kind,
            code=row.code,
            role=roles.get(row.actor),
            surfaces=tuple(surfaces[row.actor]),
            by=counts[row.actor, "by"],
            to=counts[row.actor, "to"],
            about=counts[row.actor, "about"],
            reports=seen[row.actor].reports,
            first=_written(seen[row.actor].first),
            last=_written(seen[row.actor].last),
            review=row.review,
        )
        for row in found
        if row.actor in seen
    ]
    return sorted(rows, key=lambda row: (-row.by, -row.to - row.about, -row.reports, ids.number_of(row.id)))


def _seen(connection: Connection, called: set[int], known: Known) -> dict[int, Row[Any]]:
    """In how many reports each actor is, and the first and last date of these."""
    # The earliest and latest day, each with the date as it is written behind it.
    dated = readings.c.earliest + "|" + readings.c.published
    rows = connection.execute(
        select(
            _ap.actor,
            func.count(distinct(readings.c.report)).label("reports"),
            func.min(dated).label("first"),
            func.max(dated).label("last"),
        )
        .join(readings, readings.c.key == _ap.reading)
        .where(known.holds(readings), _ap.actor.in_(listed(called)))
        .group_by(_ap.actor)
    )
    return {row.actor: row for row in rows}


def _written(dated: str | None) -> str | None:
    return dated and dated.partition("|")[2]


def surfaces_of(connection: Connection, called: set[int], known: Known) -> dict[int, list[str]]:
    """The wordings that mention each actor, the commonest first."""
    found: dict[int, list[str]] = defaultdict(list)
    query = (
        select(_ap.actor, forms.c.text)
        .join(readings, readings.c.key == _ap.reading)
        .join(mentions, mentions.c.appearance == _ap.key)
        .join(forms, forms.c.key == mentions.c.form)
        .where(known.holds(readings), _ap.actor.in_(listed(called)))
        .group_by(_ap.actor, forms.c.text)
        .order_by(_ap.actor, func.count().desc(), forms.c.text)
    )
    for actor, surface in connection.execute(query):
        found[actor].append(surface)
    return found


def roles_of(connection: Connection, called: set[int], known: Known) -> dict[int, str]:
    """The role in the newest report that gives one."""
    query = (
        select(_ap.actor, _ap.role)
        .join(readings, readings.c.key == _ap.reading)
        .where(known.holds(readings), _ap.role.is_not(None), _ap.actor.in_(listed(called)))
        .order_by(readings.c.earliest.is_not(None), readings.c.earliest, readings.c.key)
    )
    return {row.actor: row.role for row in connection.execute(query)}


def _counts(connection: Connection, called: set[int], known: str | None) -> dict[tuple[int, str], int]:
    sv, links = statement_versions.c, statement_actors.c
    counted = list(held(statement_versions, Asked(known=known)))
    found: dict[tuple[int, str], int] = defaultdict(int)
    spoken = select(sv.speaker, func.count()).where(*counted, sv.speaker.in_(listed(called)))
    for actor, number in connection.execute(spoken.group_by(sv.speaker)):
        found[actor, "by"] = number
    linked = (
        select(links.actor, links.role, func.count(distinct(links.version)))
        .join(statement_versions, sv.key == links.version)
        .where(*counted, links.actor.in_(listed(called)))
        .group_by(links.actor, links.role)
    )
    for actor, role, number in connection.execute(linked):
        found[actor, role] = number
    return found
