"""Events over all reports: the mentions of one act as one row, with what they differ in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from depesje.ledger import grouping, ids
from depesje.ledger.clock import Known
from depesje.ledger.happening import EVENTS
from depesje.ledger.kinds import EVENT
from depesje.ledger.rows import EventRow, MentionRow
from depesje.questions import EventQuestion

# Of an act that is announced, done and called off, the row shows the surest state that answers the question.
_SETTLED = ("actual", "negated", "future", "possible", "conditional", "demanded")
_COMPARED = ("modality", "actor", "recipient", "when", "where", "count")


def timeline(connection: Connection, question: EventQuestion) -> list[EventRow]:
    """The events that answer a question, each once, oldest first; the newest where there is a limit."""
    known = Known.at(question.known)
    found = EVENTS.answer(connection, replace(question, limit=None))
    led = grouping.leaders_of(connection, EVENT.owner, [ids.number_of(row.id) for row in found], known)
    best: dict[int, EventRow] = {}
    for row in found:
        leader = led[ids.number_of(row.id)]
        if leader not in best or _surest(row) < _surest(best[leader]):
            best[leader] = row
    shown = {row.id: leader for leader, row in best.items()}
    kept = [(shown[row.id], row) for row in found if row.id in shown]
    if question.limit is not None:
        kept = kept[max(0, len(kept) - max(0, question.limit)) :]
    mentions = _mentions(connection, question, {leader for leader, _ in kept}, known)
    return [_row(leader, row, mentions.get(leader, [row])) for leader, row in kept]


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


def _surest(row: EventRow) -> tuple[int, bool, float, str, str, int]:
    place = _SETTLED.index(row.modality)
    return place, row.when is None, -row.confidence, row.published or "", row.report, row.start


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
