"""What filing needs to know of a report: taken from a fresh record, or from what the ledger holds of it."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, and_, or_, select

from depesje.ledger.numbers import listed
from depesje.ledger.schema import (
    actor_versions,
    appearances,
    readings,
    revisions,
    statement_actors,
    statement_versions,
)
from depesje.ledger.schema_events import event_actors, event_versions
from depesje.records import Record

Party = str  # the id of an actor in a record, or its number in the ledger


@dataclass(frozen=True, slots=True)
class Dealing:
    """One side of a statement or an event, and the other."""

    ones: frozenset[Party]
    others: frozenset[Party]


@dataclass(frozen=True, slots=True)
class Facts:
    """A report's words and date, who is in it (by name and code), who speaks or acts, and who deals with whom."""

    text: str
    title: str | None = None
    language: str | None = None
    published: str | None = None
    names: Mapping[Party, frozenset[str]] = field(default_factory=dict)
    acting: frozenset[Party] = frozenset()
    dealings: tuple[Dealing, ...] = ()


def of_record(record: Record) -> Facts:
    """The facts of a report that has just been read."""
    said = [(statement.speaker.actor, statement) for statement in record.statements]
    done = [event for event in record.events if event.modality != "negated"]
    dealings = [
        Dealing(frozenset({speaker}), frozenset((*statement.to, *statement.about)))
        for speaker, statement in said
        if speaker
    ]
    dealings += [
        Dealing(frozenset(event.actor), frozenset((*event.actor, *event.recipient))) for event in done
    ]
    return Facts(
        text=record.report.text,
        title=record.report.title,
        language=record.report.language,
        published=record.report.published,
        names={actor.id: _names(actor.name, actor.code) for actor in record.actors},
        acting=frozenset(one for dealing in dealings for one in dealing.ones),
        dealings=tuple(dealings),
    )


def current(connection: Connection) -> dict[int, int]:
    """The keys of the current readings of all reports, by the reports' numbers."""
    r = readings.c
    rows = connection.execute(select(r.report, r.key).where(r.superseded_at.is_(None)).order_by(r.report))
    return {row.report: row.key for row in rows}


def of_held(connection: Connection, numbers: Iterable[int]) -> Iterator[tuple[int, int, Facts]]:
    """The facts of reports that the ledger holds: number, key of the current reading, and what that says."""
    r = readings.c
    rows = connection.execute(
        select(r.key, r.report, r.title, r.language, r.published, revisions.c.text)
        .join(revisions, revisions.c.key == r.revision)
        .where(r.superseded_at.is_(None), r.report.in_(listed(set(numbers))))
        .order_by(r.report)
    ).all()
    keys = {row.key for row in rows}
    names, dealings = _held_names(connection, keys), _held_dealings(connection, keys)
    for row in rows:
        met = dealings[row.key]
        yield (
            row.report,
            row.key,
            Facts(
                text=row.text,
                title=row.title,
                language=row.language,
                published=row.published,
                names=names[row.key],
                acting=frozenset(one for dealing in met for one in dealing.ones),
                dealings=tuple(met),
            ),
        )


def _names(*given: str | None) -> frozenset[str]:
    return frozenset(alike(name) for name in given if name)


def alike(name: str) -> str:
    """What a name is compared by, whatever capitals it has and however its accents are written."""
    return unicodedata.normalize("NFC", name).casefold()


def _held_names(connection: Connection, keys: set[int]) -> dict[int, dict[Party, frozenset[str]]]:
    a, v = appearances.c, actor_versions.c
    found: dict[int, dict[Party, frozenset[str]]] = defaultdict(dict)
    held = and_(v.actor == a.actor, v.superseded_at.is_(None))
    query = (
        select(a.reading, a.actor, a.name, a.code, v.name.label("held_name"), v.code.label("held_code"))
        .outerjoin(actor_versions, held)
        .where(a.reading.in_(listed(keys)))
    )
    for row in connection.execute(query):
        names = _names(row.name, row.code, row.held_name, row.held_code)
        found[row.reading][str(row.actor)] = names | found[row.reading].get(str(row.actor), frozenset())
    return found


def _held_dealings(connection: Connection, keys: set[int]) -> dict[int, list[Dealing]]:
    sides: dict[tuple[int, str, int], tuple[set[Party], set[Party]]] = defaultdict(lambda: (set(), set()))
    s, p = statement_versions.c, statement_actors.c
    said = (
        select(s.reading, s.key, s.speaker, p.actor)
        .outerjoin(statement_actors, and_(p.version == s.key, p.role.in_(["to", "about"])))
        .where(s.reading.in_(listed(keys)), s.superseded_at.is_(None), s.review != "rejected")
        .where(s.speaker.is_not(None))
    )
    for row in connection.execute(said):
        ones, others = sides[row.reading, "statement", row.key]
        ones.add(str(row.speaker))
        if row.actor is not None:
            others.add(str(row.actor))
    e, p = event_versions.c, event_actors.c
    done = (
        select(e.reading, e.key, p.role, p.actor)
        .join(event_actors, p.version == e.key)
        .where(e.reading.in_(listed(keys)), e.superseded_at.is_(None), e.review != "rejected")
        .where(e.modality != "negated", or_(p.role == "actor", p.role == "recipient"))
    )
    for row in connection.execute(done):
        ones, others = sides[row.reading, "event", row.key]
        others.add(str(row.actor))
        if row.role == "actor":
            ones.add(str(row.actor))
    found: dict[int, list[Dealing]] = defaultdict(list)
    for (reading, _, _), (ones, others) in sorted(sides.items()):
        found[reading].append(Dealing(frozenset(ones), frozenset(others)))
    return found
