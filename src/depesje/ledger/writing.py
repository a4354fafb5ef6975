"""Puts what a reading found into the ledger's terms and writes it: statements, events, matters, divisions, exchanges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from depesje.ledger.dates import Bounds, bounds
from depesje.ledger.kinds import DIVISION, EVENT, EXCHANGE, MATTER, STATEMENT, Found, Sketch
from depesje.ledger.schema import statement_actors
from depesje.ledger.schema_events import event_actors, matter_actors, matter_events, matter_statements
from depesje.ledger.schema_exchanges import account_statements, accounts, exchange_actors
from depesje.ledger.standing import Writer
from depesje.ledger.versions import Reading
from depesje.ledger.wordings import form_keys
from depesje.records import Division, Event, Exchange, Matter, Record, Span, Statement

Numbers = Mapping[str, int]  # the ledger's number for each record, by its id in the reading
Sides = Mapping[str, Iterable[str]]  # the actors' ids in the reading, by role


@dataclass(frozen=True, slots=True)
class Written:
    """The ledger's numbers for what was written, by the ids in the reading."""

    events: Numbers
    matters: Numbers


def write(connection: Connection, record: Record, reading: Reading, actors: Numbers) -> Written:
    """Write all that a record says, but its actors, in place of what the ledger held of the report so far."""
    statements = _statements(connection, record.statements, reading, actors)
    events = _events(connection, record.events, reading, actors, statements)
    matters = _matters(connection, record.matters, reading, actors, statements, events)
    _divisions(connection, record.divisions, reading, actors)
    _exchanges(connection, record.exchanges, reading, actors, statements)
    return Written(events, matters)


def _statements(
    connection: Connection, given: Sequence[Statement], reading: Reading, actors: Numbers
) -> Numbers:
    sides = {s.id: {"to": s.to, "per": s.per, "about": s.about} for s in given}
    sketches = {s.id: _sketch(s.id, _spans(s), actors, sides[s.id]) for s in given}
    writer = Writer(connection, STATEMENT, reading)
    numbers = writer.identify(list(sketches.values()))
    forms = form_keys(connection, (s.speaker.span.text for s in given if s.speaker.span))
    writer.write(
        [
            Found(
                sketches[s.id],
                {
                    "speaker": None if s.speaker.actor is None else actors[s.speaker.actor],
                    "speaker_form": None if s.speaker.span is None else forms[s.speaker.span.text],
                    "form": s.form,
                    "channel": s.channel,
                    "act": s.act,
                    "negated": s.negated,
                    "when": s.when,
                    "confidence": s.confidence,
                    "read_by": s.read_by,
                },
                {statement_actors: _parties(actors, sides[s.id])},
                _dated(s.when),
            )
            for s in given
        ]
    )
    return numbers


def _events(
    connection: Connection, given: Sequence[Event], reading: Reading, actors: Numbers, statements: Numbers
) -> Numbers:
    sides = {e.id: {"actor": e.actor, "recipient": e.recipient, "per": e.per} for e in given}
    sketches = {e.id: _sketch(e.id, _event_spans(e), actors, sides[e.id], type=e.type) for e in given}
    writer = Writer(connection, EVENT, reading)
    numbers = writer.identify(list(sketches.values()))
    writer.write(
        [
            Found(
                sketches[e.id],
                {
                    "type": e.type,
                    "mode": e.mode,
                    "context": " ".join(e.context),
                    "cameo": e.cameo,
                    "modality": e.modality,
                    "condition_of": None if e.condition_of is None else numbers[e.condition_of],
                    "statement": None if e.statement is None else statements[e.statement],
                    "count": e.theme.count if e.theme else None,
                    "unit": e.theme.unit if e.theme else None,
                    "when": e.when,
                    "where": e.where,
                    "confidence": e.confidence,
                    "read_by": e.read_by,
                },
                {event_actors: _parties(actors, sides[e.id])},
                _bounded(e) or _dated(e.when),
            )
            for e in given
        ]
    )
    return numbers


def _matters(
    connection: Connection,
    given: Sequence[Matter],
    reading: Reading,
    actors: Numbers,
    statements: Numbers,
    events: Numbers,
) -> Numbers:
    sides = {m.id: {"by": m.by, "to": m.to, "per": m.per} for m in given}
    spans = {m.id: {"evidence": m.evidence} for m in given}
    sketches = {m.id: _sketch(m.id, spans[m.id], actors, sides[m.id], kind=m.kind) for m in given}
    writer = Writer(connection, MATTER, reading)
    numbers = writer.identify(list(sketches.values()))
    writer.write(
        [
            Found(
                sketches[m.id],
                {
                    "kind": m.kind,
                    "gist": m.gist,
                    "condition": m.condition,
                    "deadline": m.deadline,
                    "status": m.status,
                    "contested": m.contested,
                    "read_by": m.read_by,
                },
                {
                    matter_actors: _parties(actors, sides[m.id]),
                    matter_statements: _linked("statement", statements, m.statements),
                    matter_events: _linked("event", events, m.events),
                },
            )
            for m in given
        ]
    )
    return numbers


def _divisions(connection: Connection, given: Sequence[Division], reading: Reading, actors: Numbers) -> None:
    found = []
    for number, division in enumerate(given):
        spans = {"evidence": division.evidence, "about": [division.about] if division.about else []}
        within = actors[division.within]
        sketch = Sketch(f"d{number}", spans, {"within": within})
        found.append(Found(sketch, {"within": within}))
    writer = Writer(connection, DIVISION, reading)
    writer.identify([each.sketch for each in found])
    writer.write(found)


def _exchanges(
    connection: Connection, given: Sequence[Exchange], reading: Reading, actors: Numbers, statements: Numbers
) -> None:
    found = []
    for exchange in given:
        sides = {"party": exchange.parties}
        sketch = _sketch(exchange.id, {"anchor": exchange.anchors}, actors, sides, channel=exchange.channel)
        told = [
            {"account": n, "actor": actors[one.per] if one.per else None}
            for n, one in enumerate(exchange.accounts)
        ]
        said = [
            {"account": n, **row}
            for n, one in enumerate(exchange.accounts)
            for row in _linked("statement", statements, one.statements)
        ]
        links = {exchange_actors: _parties(actors, sides), accounts: told, account_statements: said}
        values = {"channel": exchange.channel, "when": exchange.when}
        found.append(Found(sketch, values, links, _dated(exchange.when)))
    writer = Writer(connection, EXCHANGE, reading)
    writer.identify([each.sketch for each in found])
    writer.write(found)


def _spans(statement: Statement) -> dict[str, list[Span]]:
    return {
        "speaker": [statement.speaker.span] if statement.speaker.span else [],
        "cue": [statement.cue] if statement.cue else [],
        "content": list(statement.content),
    }


def _event_spans(event: Event) -> dict[str, list[Span]]:
    theme = event.theme
    return {
        "trigger": [event.trigger],
        "theme": [Span(theme.start, theme.end, theme.text)] if theme else [],
    }


def _sketch(local: str, spans: Mapping[str, Any], actors: Numbers, sides: Sides, **telling: str) -> Sketch:
    parties = frozenset((role, actors[one]) for role, locals_ in sides.items() for one in locals_)
    return Sketch(local, spans, telling, parties)


def _parties(actors: Numbers, sides: Sides) -> list[dict[str, Any]]:
    return [
        {"role": role, "ordinal": ordinal, "actor": actors[local]}
        for role, locals_ in sides.items()
        for ordinal, local in enumerate(locals_)
    ]


def _linked(target: str, numbers: Numbers, locals_: Iterable[str]) -> list[dict[str, Any]]:
    return [{"ordinal": ordinal, target: numbers[local]} for ordinal, local in enumerate(locals_)]


def _dated(when: str | None) -> Bounds | None:
    """The bounds of a record's own date; None where it has none that says from when."""
    own = bounds(when)
    return own if own is not None and own.earliest is not None else None


def _bounded(event: Event) -> Bounds | None:
    """An event's first and last day as its reader bounds it, which may be wider than what ``when`` says."""
    if event.when is None or event.earliest is None:
        return None
    first, last = _dated(event.earliest), _dated(event.latest)
    return Bounds(first.earliest, last.latest if last else None) if first else None
