"""Who is who: what the ledger has of the actors that a name means."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, distinct, func, select

from depesje.ledger import ids
from depesje.ledger.clock import Known
from depesje.ledger.conditions import held
from depesje.ledger.dates import END, asked
from depesje.ledger.grouping import leaders_of, led
from depesje.ledger.listing import bounded
from depesje.ledger.lookup import actors_called
from depesje.ledger.numbers import listed
from depesje.ledger.rows import RoleRow, WhoRow
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
Leading = Callable[[ColumnElement[int]], ColumnElement[int]]  # in a query: who leads an actor


def who(connection: Connection, question: ActorQuestion) -> list[WhoRow]:
    """The actors that a name means and that some report has, those who speak most first; actors that are one in one row."""
    known = Known.at(question.known)
    called = actors_called(connection, question.name, known)
    counts = _counts(connection, called, question.known)
    leaders = _page(connection, question, leaders_of(connection, "actor", called, known), counts)
    called = set(leaders)  # what is told of them is fetched for those that are shown
    seen = _seen(connection, called, known)
    surfaces, roles = surfaces_of(connection, called, known), _roles(connection, called, known, question.on)
    names = _names(connection, leaders, known)
    av = actor_versions.c
    found = connection.execute(
        select(av.actor, av.name, av.kind, av.code, av.role, av.review).where(
            av.actor.in_(listed(set(leaders.values()))), *held(actor_versions, question)
        )
    )
    rows = [
        WhoRow(
            id=ids.actor_id(row.actor),
            name=row.name,
            kind=row.kind,
            code=row.code,
            role=row.role or next((one.role for one in roles[row.actor]), None),
            surfaces=tuple(surfaces[row.actor]),
            by=counts[row.actor, "by"],
            to=counts[row.actor, "to"],
            about=counts[row.actor, "about"],
            reports=seen[row.actor].reports if row.actor in seen else 0,
            first=_written(seen[row.actor].first) if row.actor in seen else None,
            last=_written(seen[row.actor].last) if row.actor in seen else None,
            review=row.review,
            names=tuple(dict.fromkeys((row.name, *(name for _, name in names[row.actor])))),
            ids=tuple(ids.actor_id(member) for member, _ in names[row.actor]),
            roles=tuple(roles[row.actor]),
        )
        for row in found
    ]
    return sorted(rows, key=lambda row: (-row.by, -row.to - row.about, ids.number_of(row.id)))


def _page(
    connection: Connection,
    question: ActorQuestion,
    leaders: Mapping[int, int],
    counts: Mapping[tuple[int, str], int],
) -> dict[int, int]:
    """The actors, with who leads each, of those that are to be shown: of the page that is asked for."""
    av, known = actor_versions.c, Known.at(question.known)
    leading = listed(set(leaders.values()))
    kept = set(
        connection.scalars(select(av.actor).where(av.actor.in_(leading), *held(actor_versions, question)))
    )
    told = {actor for (actor, _), number in counts.items() if number}
    # Whom a person named, no report need have; then there is nothing to show.
    silent = {actor for actor, leader in leaders.items() if leader not in told}
    met = (
        select(_ap.actor)
        .join(readings, readings.c.key == _ap.reading)
        .where(known.holds(readings), _ap.actor.in_(listed(silent)))
        .distinct()
    )
    told |= {leaders[actor] for actor in connection.scalars(met)}
    ordered = sorted(
        kept & told,
        key=lambda one: (-counts[one, "by"], -counts[one, "to"] - counts[one, "about"], one),
    )
    first = max(0, question.offset)
    shown = set(ordered[first:][: bounded(question.limit)])
    return {actor: leader for actor, leader in leaders.items() if leader in shown}


def _seen(connection: Connection, called: set[int], known: Known) -> dict[int, Row[Any]]:
    """In how many reports each actor is, and the first and last date of these."""
    found: dict[int, Row[Any]] = {}
    for actors, leader in _led(connection, called, known):
        mentioned = (
            select(
                leader(_ap.actor).label("actor"),
                readings.c.report,
                # The day, with the date as it is written behind it.
                (readings.c.earliest + "|" + readings.c.published).label("dated"),
            )
            .select_from(appearances)
            .join(readings, readings.c.key == _ap.reading)
            .where(known.holds(readings), _ap.actor.in_(actors))
            .subquery()
        )
        query = select(
            mentioned.c.actor,
            func.count(distinct(mentioned.c.report)).label("reports"),
            func.min(mentioned.c.dated).label("first"),
            func.max(mentioned.c.dated).label("last"),
        )
        found |= {row.actor: row for row in connection.execute(query.group_by(mentioned.c.actor))}
    return found


def _written(dated: str | None) -> str | None:
    return dated and dated.partition("|")[2]


def _names(
    connection: Connection, leaders: Mapping[int, int], known: Known
) -> dict[int, list[tuple[int, str]]]:
    """The members of each group with their names, by its leader."""
    av = actor_versions.c
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    query = select(av.actor, av.name).where(known.holds(actor_versions), av.actor.in_(listed(set(leaders))))
    for actor, name in connection.execute(query.order_by(av.actor)):
        found[leaders[actor]].append((actor, name))
    return found


def surfaces_of(connection: Connection, called: set[int], known: Known) -> dict[int, list[str]]:
    """The wordings that mention each actor, or those that it is one with, the commonest first, by the leader."""
    worded = (
        select(_ap.actor, mentions.c.form, func.count().label("number"))
        .select_from(appearances)
        .join(readings, readings.c.key == _ap.reading)
        .join(mentions, mentions.c.appearance == _ap.key)
        .where(known.holds(readings), _ap.actor.in_(listed(called)))
        .group_by(_ap.actor, mentions.c.form)
        .subquery()
    )
    query = select(worded.c.actor, worded.c.number, forms.c.text).join(forms, forms.c.key == worded.c.form)
    leaders = leaders_of(connection, "actor", called, known)
    often: dict[int, Counter[str]] = defaultdict(Counter)
    for actor, number, surface in connection.execute(query):
        often[leaders[actor]][surface] += number
    found: dict[int, list[str]] = defaultdict(list)
    for leader, counted in often.items():
        found[leader] = sorted(counted, key=lambda surface: (-counted[surface], surface))
    return found


def _roles(
    connection: Connection, called: set[int], known: Known, on: str | None
) -> dict[int, list[RoleRow]]:
    """The roles in which reports show each actor, by the one that leads: the newest first; of a time, those held then."""
    then = None if on is None else asked(on)
    found: dict[int, list[RoleRow]] = defaultdict(list)
    for actors, leader in _led(connection, called, known):
        for actor, role, code, begun, ended, reports in connection.execute(
            _held_roles(actors, leader, known)
        ):
            if then is None or (
                begun is not None
                and begun.partition("|")[0] <= (then.latest or END)
                and ended.partition("|")[0] >= (then.earliest or "")
            ):
                found[actor].append(RoleRow(role, code, _written(begun), _written(ended), reports))
    return found


def _held_roles(actors: Select[Any], leader: Leading, known: Known) -> Select[Any]:
    r = readings.c
    told = (
        select(
            leader(_ap.actor).label("actor"),
            _ap.role,
            _ap.code,
            r.report,
            # The day, with the date as it is written behind it.
            (r.earliest + "|" + r.published).label("first"),
            (r.latest + "|" + r.published).label("last"),
        )
        .select_from(appearances)
        .join(readings, r.key == _ap.reading)
        .where(known.holds(readings), _ap.role.is_not(None), _ap.actor.in_(actors))
        .subquery()
    )
    first, last = func.min(told.c.first).label("first"), func.max(told.c.last).label("last")
    return (
        select(told.c.actor, told.c.role, told.c.code, first, last, func.count(distinct(told.c.report)))
        .group_by(told.c.actor, told.c.role, told.c.code)
        .order_by(last.desc().nulls_last(), func.count().desc(), told.c.role, told.c.code)
    )


def roles_of(connection: Connection, called: set[int], known: Known) -> dict[int, str]:
    """The role in the newest report that gives one, by the actor that leads."""
    query = (
        select(led("actor", _ap.actor, known).label("actor"), _ap.role)
        .select_from(appearances)
        .join(readings, readings.c.key == _ap.reading)
        .where(known.holds(readings), _ap.role.is_not(None), _ap.actor.in_(listed(called)))
        .order_by(readings.c.earliest.is_not(None), readings.c.earliest, readings.c.key)
    )
    return {row.actor: row.role for row in connection.execute(query)}


def _counts(connection: Connection, called: set[int], known: str | None) -> dict[tuple[int, str], int]:
    """How many statements each actor made, and how many are to and about it, by the actor that leads."""
    sv, links, then = statement_versions.c, statement_actors.c, Known.at(known)
    counted = list(held(statement_versions, Asked(known=known)))
    found: dict[tuple[int, str], int] = defaultdict(int)
    for actors, leader in _led(connection, called, then):
        spoken = select(leader(sv.speaker).label("actor")).where(*counted, sv.speaker.in_(actors)).subquery()
        for actor, number in connection.execute(
            select(spoken.c.actor, func.count()).group_by(spoken.c.actor)
        ):
            found[actor, "by"] = number
        linked = (
            select(leader(links.actor).label("actor"), links.role, links.version)
            .select_from(statement_actors)
            .join(statement_versions, sv.key == links.version)
            .where(*counted, links.actor.in_(actors))
            .subquery()
        )
        counts = select(linked.c.actor, linked.c.role, func.count(distinct(linked.c.version)))
        for actor, role, number in connection.execute(counts.group_by(linked.c.actor, linked.c.role)):
            found[actor, role] = number
    return found


def _led(connection: Connection, called: set[int], known: Known) -> Iterator[tuple[Select[Any], Leading]]:
    """Actors in two lots, each with the one that leads them in a query: most lead themselves, and need no looking up."""
    leaders = leaders_of(connection, "actor", called, known)
    grouped = {actor for actor, leader in leaders.items() if leader != actor}
    if alone := called - grouped - {leaders[actor] for actor in grouped}:
        yield listed(alone), lambda actor: actor
    if rest := called - alone:
        yield listed(rest), lambda actor: led("actor", actor, known)
