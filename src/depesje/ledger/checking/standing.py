"""What holds now: one version at most of each record, in the one reading that its report now has."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Table, and_, func, select

from depesje.ledger import ids
from depesje.ledger.checking.running import rows, rule
from depesje.ledger.kinds import KINDS
from depesje.ledger.schema import actor_versions, actors, appearances, mentions, readings, reports, revisions


@rule("reports")
def one_reading(connection: Connection) -> Iterator[str]:
    """A report has one current text and one current reading, which is of that text."""
    for table in (revisions, readings):
        current = (
            select(table.c.report, func.count().label("number"))
            .where(table.c.superseded_at.is_(None))
            .group_by(table.c.report)
            .subquery()
        )
        query = (
            select(reports.c.id, func.coalesce(current.c.number, 0).label("number"))
            .outerjoin(current, current.c.report == reports.c.key)
            .where(func.coalesce(current.c.number, 0) != 1)
        )
        for row in rows(connection, query):
            yield f"{row.id} has {row.number} current {table.name}, not one"
    query = (
        select(reports.c.id)
        .join(readings, and_(readings.c.report == reports.c.key, readings.c.superseded_at.is_(None)))
        .join(revisions, revisions.c.key == readings.c.revision)
        .where((revisions.c.superseded_at.is_not(None)) | (revisions.c.report != reports.c.key))
    )
    for row in rows(connection, query):
        yield f"{row.id} is read in a text that is not its current one"


@rule("records")
def one_version(connection: Connection) -> Iterator[str]:
    """A record has been held to be something, and is held to be one thing at most."""
    yield from _versions(connection, "actor", actors, actor_versions)
    for kind in KINDS:
        yield from _versions(connection, kind.owner, kind.identities, kind.versions)


def _versions(connection: Connection, kind: str, identities: Table, versions: Table) -> Iterator[str]:
    owner = versions.c[kind]
    twice = select(owner.label("number")).where(versions.c.superseded_at.is_(None))
    for row in rows(connection, twice.group_by(owner).having(func.count() > 1)):
        yield f"{ids.id_of(kind, row.number)} has several current versions"
    # One set less the other: asked of each number in turn, all versions would be gone through for each.
    never = select(identities.c.number).except_(select(owner))
    for row in rows(connection, never):
        yield f"{ids.id_of(kind, row.number)} was never held to be anything"


@rule("readings")
def in_the_current_reading(connection: Connection) -> Iterator[str]:
    """What is held now hangs on the current reading of the record's own report."""
    for kind in KINDS:
        v, known = kind.versions.c, kind.identities.c
        query = (
            select(known.number)
            .join(kind.versions, v[kind.owner] == known.number)
            .join(readings, readings.c.key == v.reading)
            .where(
                v.superseded_at.is_(None),
                readings.c.superseded_at.is_not(None) | (readings.c.report != known.report),
            )
        )
        for row in rows(connection, query):
            yield f"{ids.id_of(kind.owner, row.number)} stands in a reading that is not its report's current one"


@rule("wordings")
def of_their_actor(connection: Connection) -> Iterator[str]:
    """A mention means whom its appearance does, so that names lead to those whom reports call so."""
    query = (
        select(mentions.c.key, mentions.c.actor, appearances.c.actor.label("meant"))
        .join(appearances, appearances.c.key == mentions.c.appearance)
        .where(mentions.c.actor.is_distinct_from(appearances.c.actor))
    )
    for row in rows(connection, query):
        yield f"mention {row.key} is kept as one of {ids.actor_id(row.actor or 0)}, and is of {ids.actor_id(row.meant)}"
