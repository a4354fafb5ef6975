"""What a record must keep to before it goes into a ledger."""

from __future__ import annotations

from collections.abc import Iterator

from depesje.errors import LedgerError
from depesje.records import Record, Span, Statement


def validate(record: Record) -> None:
    """Raise ``LedgerError`` where a record's ids lead nowhere or its spans are not the text's words."""
    for complaint in _complaints(record):
        raise LedgerError(f"report {record.report.id}: {complaint}")


def _complaints(record: Record) -> Iterator[str]:
    if not record.report.id.strip():
        yield "a report needs an id"
    ids = [actor.id for actor in record.actors]
    if len(set(ids)) < len(ids):
        yield "two actors have the same id"
    named = [statement.id for statement in record.statements]
    if len(set(named)) < len(named):
        yield "two statements have the same id"
    for actor in record.actors:
        yield from _in_text(record, actor.mentions, f"actor {actor.id}")
    for statement in record.statements:
        yield from _in_text(record, _spans(statement), f"statement {statement.id}")
        for other in (statement.speaker.actor, *statement.to, *statement.per, *statement.about):
            if other is not None and other not in ids:
                yield f"statement {statement.id} names actor {other}, whom the record does not have"


def _spans(statement: Statement) -> list[Span]:
    spans = [*statement.content, statement.cue, statement.speaker.span]
    return [span for span in spans if span is not None]


def _in_text(record: Record, spans: tuple[Span, ...] | list[Span], whose: str) -> Iterator[str]:
    text = record.report.text
    for span in spans:
        if not 0 <= span.start <= span.end <= len(text) or text[span.start : span.end] != span.text:
            yield f"{whose} points at {span.start}–{span.end}, where the text has other words"
