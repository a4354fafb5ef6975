"""What a person has settled and no text bears any more: records whose words a later text or reading does not have.

They are not kept apart: what such a record was is its last version. It comes back, as the person left it, with the first
text that has its words again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, literal_column, select

from depesje.ledger.clock import Known
from depesje.ledger.conditions import dated, filed, reviews
from depesje.ledger.happening import EVENTS
from depesje.ledger.listing import Listing
from depesje.ledger.numbers import listed
from depesje.ledger.rows import OrphanRow
from depesje.ledger.saying import STATEMENTS
from depesje.ledger.schema import readings
from depesje.ledger.schema_corrections import corrections
from depesje.ledger.tabled import DIVISIONS, MATTERS
from depesje.questions import Question


@dataclass(frozen=True, slots=True)
class _Listed:
    """How the orphans of one kind are told: what they are, and the words that they stood on."""

    listing: Listing[Any, Any]
    what: Callable[[Any], str]
    words: Callable[[Any], tuple[str, ...]]


_KINDS = (
    _Listed(STATEMENTS, lambda row: str(row.act), lambda row: row.words),
    _Listed(EVENTS, lambda row: str(row.type), lambda row: (row.words, *([row.theme] if row.theme else []))),
    _Listed(MATTERS, lambda row: str(row.kind), lambda row: row.evidence),
    _Listed(DIVISIONS, lambda row: "division", lambda row: row.evidence),
)


def orphans(connection: Connection, question: Question) -> list[OrphanRow]:
    """The orphans of the asked-for time and review, those first that went last."""
    found = [row for kind in _KINDS for row in _of_kind(connection, kind, question)]
    found.sort(key=lambda row: (row.went, row.report, row.record.start), reverse=True)
    first = max(0, question.offset)
    return found[first:] if question.limit is None else found[first : first + max(0, question.limit)]


def _of_kind(connection: Connection, kind: _Listed, question: Question) -> Iterator[OrphanRow]:
    known, owner = Known.at(question.known), kind.listing.kind.owner
    query = kind.listing.rows().where(*_conditions(connection, kind.listing, question))
    rows = _last(connection, kind.listing, connection.execute(query).all(), known)
    acts = _acts(connection, owner, {row._mapping[owner] for row in rows}, known)
    for row, record in zip(rows, kind.listing.told(connection, rows, known), strict=True):
        act = acts.get(row._mapping[owner])
        yield OrphanRow(
            id=record.id,
            report=record.report,
            title=record.title,
            published=record.published,
            what=kind.what(record),
            words=kind.words(record),
            review=record.review,
            who=act.who if act else None,
            why=act.why if act else None,
            settled=act.recorded_at if act else None,
            went=row.superseded_at,
            record=record,
        )


def _conditions(
    connection: Connection, listing: Listing[Any, Any], question: Question
) -> Iterator[ColumnElement[bool]]:
    """Versions that a person had settled and a reading of their report has ended."""
    versions, known = listing.kind.versions, Known.at(question.known)
    later = readings.alias()
    yield versions.c.review.in_(reviews(question) or ("confirmed", "edited", "rejected"))
    yield versions.c.review != literal_column("'unread'")  # by which an index is found
    yield versions.c.superseded_at.is_not(None)
    yield (
        select(later.c.key)
        .where(
            later.c.report == readings.c.report,
            later.c.recorded_at == versions.c.superseded_at,
            *known.has(later),
        )
        .exists()
    )
    yield from dated(versions, question)
    yield from filed(connection, question)


def _last(
    connection: Connection, listing: Listing[Any, Any], rows: Sequence[Row[Any]], known: Known
) -> list[Row[Any]]:
    """Those of the rows that are the last that was held of their record."""
    v, owner = listing.kind.versions.c, listing.kind.owner
    numbers = {row._mapping[owner] for row in rows}
    query = select(func.max(v.key)).where(v[owner].in_(listed(numbers)), *known.has(listing.kind.versions))
    last = set(connection.scalars(query.group_by(v[owner]))) if numbers else set()
    return [row for row in rows if row.key in last]


def _acts(connection: Connection, kind: str, numbers: set[int], known: Known) -> Mapping[int, Any]:
    """The last correction of each record."""
    c = corrections.c
    query = select(c.record, c.who, c.why, c.recorded_at).where(
        c.kind == kind, c.record.in_(listed(numbers)), *known.has(corrections)
    )
    return {row.record: row for row in connection.execute(query.order_by(c.number))}
