"""What earlier readings of a report made of the words that a new reading finds its actors in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, select

from depesje.ledger.anchor import anchor, find
from depesje.ledger.matching import Placed, one_to_one, overlap
from depesje.ledger.names import name_key
from depesje.ledger.schema import appearances, forms, mentions, readings, revisions
from depesje.records import Actor


@dataclass(frozen=True, slots=True)
class Predecessor:
    """A ledger actor as it last appeared in an earlier reading of the report."""

    actor: int
    name: str
    kind: str
    code: str | None


def predecessors(
    connection: Connection, report: int, text: str, found: Sequence[Actor]
) -> dict[str, Predecessor]:
    """For each actor of a new reading, by its id there, what its words were read as before."""
    scored = []
    placed = Placed((actor, [(span.start, span.end) for span in actor.mentions]) for actor in found)
    unmentioned = [actor for actor in found if not actor.mentions]
    for earlier, where in _earlier(connection, report, text):
        for actor in (*placed.near(where), *unmentioned):
            if (earlier.kind == "unnamed") != (actor.kind == "unnamed"):
                continue
            shared = max((overlap(where, [(span.start, span.end)]) for span in actor.mentions), default=0.0)
            same = name_key(earlier.name) == name_key(actor.name)
            if shared or (same and not actor.mentions):
                scored.append((shared + 0.5 * same, earlier, actor.id))
    return one_to_one(scored)


def still_only_here(connection: Connection, actor: int, report: int) -> bool:
    """Whether no other report's current reading has the actor."""
    elsewhere = (
        select(appearances.c.key)
        .join(readings, readings.c.key == appearances.c.reading)
        .where(appearances.c.actor == actor, readings.c.report != report, readings.c.superseded_at.is_(None))
    )
    return connection.execute(elsewhere.limit(1)).first() is None


def _earlier(
    connection: Connection, report: int, text: str
) -> list[tuple[Predecessor, list[tuple[int, int]]]]:
    """Each actor that the report ever had, as last read, with where its longest mention stands in ``text``.

    The longest, since a pronoun can be found anywhere.
    """
    last = (
        select(func.max(appearances.c.key))
        .join(readings, readings.c.key == appearances.c.reading)
        .where(readings.c.report == report)
        .group_by(appearances.c.actor)
    )
    rank = func.row_number().over(
        partition_by=mentions.c.appearance, order_by=(func.length(forms.c.text).desc(), mentions.c.key)
    )
    longest = (
        select(mentions.c.appearance, mentions.c.start, mentions.c.end, rank.label("rank"))
        .join(forms, forms.c.key == mentions.c.form)
        .where(mentions.c.appearance.in_(last))
        .subquery()
    )
    rows = connection.execute(
        select(appearances, longest.c.start, longest.c.end, readings.c.revision)
        .join(readings, readings.c.key == appearances.c.reading)
        .outerjoin(longest, and_(longest.c.appearance == appearances.c.key, longest.c.rank == 1))
        .where(appearances.c.key.in_(last))
        .order_by(appearances.c.key)
    ).all()
    texts = {row.revision: "" for row in rows}
    for revision in texts:
        texts[revision] = connection.scalar(select(revisions.c.text).where(revisions.c.key == revision)) or ""
    out = []
    for row in rows:
        place = None if row.start is None else find(anchor(texts[row.revision], row.start, row.end), text)
        where = [(place.start, place.end)] if place else []
        out.append((Predecessor(row.actor, row.name, row.kind, row.code), where))
    return out
