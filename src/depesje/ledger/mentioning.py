"""Events over all reports: the mentions of one act as one row, with what they differ in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, case, func, select, tuple_

from depesje.ledger import grouping, ids
from depesje.ledger.clock import Known
from depesje.ledger.happening import EVENTS
from depesje.ledger.kinds import EVENT
from depesje.ledger.listing import Asking, by_key
from depesje.ledger.rows import EventRow, MentionRow
from depesje.ledger.schema import readings, reports
from depesje.questions import EventQuestion

# Of an act that is announced, done and called off, the row shows the surest state that answers the question.
_SETTLED = ("actual", "negated", "future", "possible", "conditional", "demanded")
_reading, _report = readings.alias(), reports.alias()
_COMPARED = ("modality", "actor", "recipient", "when", "where", "count")


def _surer(one: FromClause, other: FromClause) -> ColumnElement[bool]:
    return tuple_(*_place(one)) < tuple_(*_place(other))


def _place(v: FromClause) -> Iterator[ColumnElement[Any]]:
    """What puts a mention before another of the same act, the telling ones first; the order of adding does not count."""
    told = select(func.coalesce(_reading.c.published, "")).where(_reading.c.key == v.c.reading)
    named = select(_report.c.id).join(_reading, _reading.c.report == _report.c.key)
    yield case(
        {modality: place for place, modality in enumerate(_SETTLED)}, value=v.c.modality, else_=len(_SETTLED)
    )
    yield case((v.c.when.is_(None), 1), else_=0)
    yield -v.c.confidence
    yield told.correlate_except(_reading).scalar_subquery()
    yield (named.where(_reading.c.key == v.c.reading).correlate_except(_reading, _report).scalar_subquery())
    yield from (v.c.start, v.c.key)


_ACTS: Asking[EventQuestion] = replace(EVENTS.asking, before=_surer)


def each(connection: Connection, question: EventQuestion) -> Iterator[EventRow]:
    """The events that answer a question, each once, oldest first; the newest where there is a limit."""
    known = Known.at(question.known)
    for keys in _ACTS.pages(connection, question):
        rows = EVENTS.told(connection, by_key(connection, _ACTS, keys), known)
        led = grouping.leaders_of(connection, EVENT.owner, [ids.number_of(row.id) for row in rows], known)
        mentions = _mentions(connection, question, set(led.values()), known)
        for row in rows:
            leader = led[ids.number_of(row.id)]
            yield _row(leader, row, mentions.get(leader, [row]))


def total(connection: Connection, question: EventQuestion) -> int:
    """How many events answer a question, whatever its limit."""
    return _ACTS.total(connection, question)


def _mentions(
    connection: Connection, question: EventQuestion, leading: set[int], known: Known
) -> dict[int, list[EventRow]]:
    """All mentions of the events that these lead, the earliest report first."""
    led = grouping.members_of(connection, EVENT.owner, leading, known)
    told = EventQuestion(known=question.known, review=question.review, confirmed=question.confirmed)
    groups: dict[int, list[EventRow]] = defaultdict(list)
    for row in EVENTS.numbered(connection, told, set(led)):
        groups[led[ids.number_of(row.id)]].append(row)
    for each in groups.values():
        each.sort(key=lambda row: (row.published or "", row.report, row.start))
    return groups


def _row(leader: int, row: EventRow, mentions: Sequence[EventRow]) -> EventRow:
    return replace(
        row,
        id=ids.record_id(ids.EVENT, leader),
        mentions=tuple(_mention(one) for one in mentions),
        differ=tuple(name for name in _COMPARED if len(_told(name, mentions)) > 1),
    )


def _told(name: str, mentions: Sequence[EventRow]) -> set[Any]:
    """What the mentions that say something of it say."""
    return {value for one in mentions if (value := getattr(one, name)) not in (None, ())}


def _mention(row: EventRow) -> MentionRow:
    return MentionRow(
        id=row.id,
        report=row.report,
        title=row.title,
        published=row.published,
        modality=row.modality,
        actor=row.actor,
        recipient=row.recipient,
        per=row.per,
        when=row.when,
        where=row.where,
        count=row.count,
        words=row.words,
        sentence=row.sentence,
        start=row.start,
        end=row.end,
    )
