"""A record as JSON, the form that other programs read; ``depesje read --format jsonl`` prints one line a report.

A span that the text does not give has ``start``, ``end`` and ``text`` null. The keys are promised: later versions may
add some and take none away.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import msgspec

from depesje.errors import ExportError
from depesje.records import Record, Report, Speaker, Statement, Versions

_STATEMENT = tuple(field.name for field in fields(Statement))
_REPORT = (
    *(field.name for field in fields(Report) if field.name != "text"),
    "text",
)  # what is long comes last
_ENCODER = msgspec.json.Encoder()


def as_json(record: Record) -> bytes:
    """The record as one line of JSON in UTF-8, without a line break at its end."""
    return _ENCODER.encode(as_dict(record))


def as_dict(record: Record) -> dict[str, Any]:
    """The record as it is encoded: plain containers, with the typed records as leaves."""
    return {
        "report": {name: getattr(record.report, name) for name in _REPORT},
        "actors": record.actors,
        "statements": [_statement(statement) for statement in record.statements],
        "events": list(record.events),
        "matters": list(record.matters),
        "divisions": list(record.divisions),
        "exchanges": list(record.exchanges),
    }


def from_json(line: bytes | str, versions: Versions | None = None) -> Record:
    """The record of a line that ``as_json`` made; who read it is not in it. Raises ``ExportError`` where it is none."""
    try:
        known = msgspec.json.decode(line)
        for statement in known["statements"]:
            speaker = statement["speaker"]
            span = (
                None if speaker["start"] is None else {key: speaker[key] for key in ("start", "end", "text")}
            )
            statement["speaker"] = {"span": span, "actor": speaker["actor"]}
        return replace(msgspec.convert(known, Record), versions=versions)
    except (msgspec.MsgspecError, KeyError, TypeError) as error:
        raise ExportError(f"not a record of depesje read: {error}") from None


def _statement(statement: Statement) -> dict[str, Any]:
    return {name: getattr(statement, name) for name in _STATEMENT} | {"speaker": _speaker(statement.speaker)}


def _speaker(speaker: Speaker) -> dict[str, Any]:
    span = speaker.span
    if span is None:
        return {"start": None, "end": None, "text": None, "actor": speaker.actor}
    return {"start": span.start, "end": span.end, "text": span.text, "actor": speaker.actor}
