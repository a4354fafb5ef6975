"""What was done: the events that answer a question, and how they are read from the tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from depesje.ledger import ids, questions
from depesje.ledger.kinds import EVENT
from depesje.ledger.lookup import listed
from depesje.ledger.rows import EventRow
from depesje.ledger.schema import readings, reports, revisions
from depesje.ledger.schema_events import event_actors, event_anchors, event_versions
from depesje.ledger.wordings import sentence
from depesje.records import EventType, Modality

_ev = event_versions.c


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the events; see ``Ledger.timeline``."""

    by: str | None = None
    to: str | None = None
    party: str | None = None
    since: str | None = None
    until: str | None = None
    on: str | None = None
    type: str | None = None
    modality: str | None = None
    limit: int | None = None
    per: str | None = None


def timeline(connection: Connection, question: Question) -> list[EventRow]:
    """The events that answer a question in the order of their days, undated ones first; the newest where limited."""
    query = (
        select(
            event_versions,
            reports.c.id.label("report_id"),
            readings.c.title,
            readings.c.published,
            readings.c.revision,
        )
        .join(readings, readings.c.key == _ev.reading)
        .join(reports, reports.c.key == readings.c.report)
        .where(EVENT.counted, *_conditions(connection, question))
        .order_by(
            _ev.earliest.is_(None), _ev.earliest.desc(), readings.c.report.desc(), _ev.start.desc(), _ev.key
        )
    )
    if question.limit is not None:
        query = query.limit(max(0, question.limit))
    rows = connection.execute(query).all()[::-1]
    keys = {row.key for row in rows}
    words = questions.words(connection, event_anchors, keys)
    names = questions.names(connection, event_actors, keys)
    texts = _texts(connection, {row.revision for row in rows})
    return [_row(row, words, names, texts[row.revision]) for row in rows]


def _conditions(connection: Connection, question: Question) -> Iterator[ColumnElement[bool]]:
    yield from questions.with_parties(connection, EVENT, question.by, "actor")
    yield from questions.with_parties(connection, EVENT, question.to, "recipient")
    yield from questions.with_parties(connection, EVENT, question.party, "actor", "recipient")
    yield from questions.with_parties(connection, EVENT, question.per, "per")
    yield from questions.between(EVENT, question.since, question.until)
    if question.on is not None:
        day = questions.date(question.on)
        yield _ev.earliest <= day.latest
        yield _ev.latest.is_(None) | (_ev.latest >= day.earliest)
    if question.type is not None:
        yield _ev.type == questions.known(question.type.upper(), EventType, "type of event")
    if question.modality is not None:
        yield _ev.modality == questions.known(question.modality, Modality, "modality")


def _texts(connection: Connection, keys: set[int]) -> dict[int, str]:
    query = select(revisions.c.key, revisions.c.text).where(revisions.c.key.in_(listed(keys)))
    return {row.key: row.text for row in connection.execute(query)}


def _row(
    row: Row[Any],
    words: dict[tuple[int, str], list[str]],
    names: dict[tuple[int, str], list[str]],
    text: str,
) -> EventRow:
    theme = words[row.key, "theme"]
    dated = row.when is not None
    return EventRow(
        id=ids.record_id(ids.EVENT, row.event),
        report=row.report_id,
        title=row.title,
        published=row.published,
        type=row.type,
        mode=row.mode,
        context=tuple(row.context.split()),
        cameo=row.cameo,
        modality=row.modality,
        actor=tuple(names[row.key, "actor"]),
        recipient=tuple(names[row.key, "recipient"]),
        per=tuple(names[row.key, "per"]),
        when=row.when,
        earliest=row.earliest[:10] if dated and row.earliest else None,
        latest=row.latest[:10] if dated and row.latest else None,
        where=row.where,
        words=" … ".join(words[row.key, "trigger"]),
        theme=theme[0] if theme else None,
        count=row._mapping["count"],
        unit=row.unit,
        sentence=sentence(text, row.start, row.end),
        condition_of=None if row.condition_of is None else ids.record_id(ids.EVENT, row.condition_of),
        statement=None if row.statement is None else ids.statement_id(row.statement),
        paragraph=row.paragraph,
        start=row.start,
        end=row.end,
        confidence=row.confidence,
        review=row.review,
    )
