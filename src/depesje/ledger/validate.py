"""What a record must keep to before it goes into a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from depesje.errors import LedgerError
from depesje.records import Event, Matter, Record, Span, Statement


def validate(record: Record) -> None:
    """Raise ``LedgerError`` where a record's ids lead nowhere or its spans are not the text's words."""
    for complaint in _complaints(record):
        raise LedgerError(f"report {record.report.id}: {complaint}")


def _complaints(record: Record) -> Iterator[str]:
    if not record.report.id.strip():
        yield "a report needs an id"
    known = {
        "actor": [actor.id for actor in record.actors],
        "statement": [statement.id for statement in record.statements],
        "event": [event.id for event in record.events],
        "matter": [matter.id for matter in record.matters],
        "exchange": [exchange.id for exchange in record.exchanges],
    }
    for what, ids in known.items():
        if len(set(ids)) < len(ids):
            yield f"two {what}s have the same id"
    for whose, spans in _spans(record):
        yield from _in_text(record, spans, whose)
    for whose, what, names in _names(record):
        for name in names:
            if name is not None and name not in known[what]:
                yield f"{whose} names {what} {name}, which the record does not have"


def _spans(record: Record) -> Iterator[tuple[str, Iterable[Span | None]]]:
    """Whose words are said to stand where."""
    for actor in record.actors:
        yield f"actor {actor.id}", actor.mentions
    for statement in record.statements:
        yield f"statement {statement.id}", (*statement.content, statement.cue, statement.speaker.span)
    for event in record.events:
        theme = event.theme
        yield (
            f"event {event.id}",
            (event.trigger, Span(theme.start, theme.end, theme.text) if theme else None),
        )
    for matter in record.matters:
        yield f"matter {matter.id}", (*matter.evidence, *(move.span for move in matter.moves))
    for division in record.divisions:
        yield f"a division within {division.within}", (*division.evidence, division.about)
    for exchange in record.exchanges:
        told = (span for account in exchange.accounts for span in account.contents)
        yield f"exchange {exchange.id}", (*exchange.anchors, *told)


def _names(record: Record) -> Iterator[tuple[str, str, Sequence[str | None]]]:
    """Who names what kind of record by which ids."""
    for statement in record.statements:
        yield f"statement {statement.id}", "actor", _of_statement(statement)
    for event in record.events:
        whose = f"event {event.id}"
        yield whose, "actor", _of_event(event)
        yield whose, "event", (event.condition_of,)
        yield whose, "statement", (event.statement,)
    for matter in record.matters:
        whose = f"matter {matter.id}"
        yield whose, "actor", _of_matter(matter)
        yield whose, "statement", matter.statements
        yield whose, "event", matter.events
    for division in record.divisions:
        yield "a division", "actor", (division.within,)
    for exchange in record.exchanges:
        whose = f"exchange {exchange.id}"
        yield whose, "actor", (*exchange.parties, *(account.per for account in exchange.accounts))
        yield whose, "statement", [one for account in exchange.accounts for one in account.statements]


def _of_statement(statement: Statement) -> tuple[str | None, ...]:
    return (statement.speaker.actor, *statement.to, *statement.per, *statement.about)


def _of_event(event: Event) -> tuple[str, ...]:
    return (*event.actor, *event.recipient, *event.per)


def _of_matter(matter: Matter) -> tuple[str, ...]:
    return (*matter.by, *matter.to, *matter.per, *(one for move in matter.moves for one in move.by))


def _in_text(record: Record, spans: Iterable[Span | None], whose: str) -> Iterator[str]:
    text = record.report.text
    for span in spans:
        if span is None:
            continue
        if not 0 <= span.start <= span.end <= len(text) or text[span.start : span.end] != span.text:
            yield f"{whose} points at {span.start}–{span.end}, where the text has other words"
