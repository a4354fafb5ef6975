"""Which of the texts that a ledger holds are to be thinned, by their source's policy or since they are past its time."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from depesje.ledger.rights.policies import Keep, Policies, allowed, is_less
from depesje.ledger.rights.thinning import reindex, thin
from depesje.ledger.schema import readings, revisions


@dataclass(frozen=True, slots=True)
class Due:
    """One text, and how much of it may still be kept."""

    revision: int
    keep: Keep
    limit: int
    expired: bool


def due(connection: Connection) -> list[Due]:
    """The texts of which more is held than may be."""
    held = Policies(connection)
    last = select(func.max(readings.c.key)).group_by(readings.c.revision)
    rows = connection.execute(
        select(
            revisions.c.key,
            revisions.c.kept,
            revisions.c.quoted,
            revisions.c.recorded_at,
            readings.c.publisher,
            readings.c.url,
            readings.c.agency,
            readings.c.reader,
        )
        .join(readings, readings.c.revision == revisions.c.key)
        .where(readings.c.key.in_(last))
        .order_by(revisions.c.key)
    )
    found = []
    for row in rows:
        if row.reader is None and not (row.publisher or row.url or row.agency):
            continue  # what a person wrote down is nobody else's
        terms = held.terms(row.publisher, row.url, row.agency)
        keep = allowed(terms, row.recorded_at)
        thinner = is_less(keep, row.kept)
        longer = row.kept == "none" and (row.quoted is None or row.quoted > terms.quote_limit)
        if thinner or longer:
            found.append(
                Due(row.key, "none" if longer else keep, terms.quote_limit, thinner and keep != terms.keep)
            )
    return found


def apply(connection: Connection, one: Due) -> None:
    """Thin one text. Runs inside the writer's transaction; it may be gone by now, or thinner."""
    if connection.scalar(select(revisions.c.key).where(revisions.c.key == one.revision)) is not None:
        thin(connection, one.revision, one.keep, one.limit)
        reindex(connection, one.revision)
