"""The whole ledger as one JSON object: what holds across reports, and the records that it rests on.

``exchanges``, ``matters``, ``same_text`` and ``events`` come first and have the keys that docs/exports.md promises.
A report without an address is called by the name of its file here, where no other has that name.
``raised`` are the matters of which nothing more is told than that somebody raised them;
``reports``, ``actors``, ``statements`` and ``divisions`` are the records themselves. Written key by key, record by record.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import IO, Any, BinaryIO

import msgspec

from depesje.exports import grouping
from depesje.exports.cells import clean
from depesje.exports.lines import ENCODER
from depesje.exports.options import Options
from depesje.ledger.streaming import Snapshot
from depesje.ledger.whole import (
    Kept,
    KeptDivision,
    KeptEvent,
    KeptMatter,
    KeptStatement,
    Party,
    Words,
)

_TELLING = ("accounts", "history", "mentions")  # lists of what single reports tell


def write(snapshot: Snapshot, options: Options, out: BinaryIO) -> None:
    """One JSON object."""
    called = snapshot.files()
    with tempfile.TemporaryFile() as raised:
        parts: tuple[tuple[str, Iterable[Any]], ...] = (
            ("exchanges", grouping.exchanges(snapshot)),
            ("matters", _followed(_courses(snapshot, options), raised)),
            ("same_text", ([called.get(one, one) for one in each] for each in grouping.same_text(snapshot))),
            ("events", (_event(one, options) | more for one, more in grouping.acts(snapshot))),
            ("raised", _kept_aside(raised)),
            ("divisions", (_division(one, options) for one in snapshot.divisions())),
            ("statements", (_statement(one, options) for one in snapshot.statements())),
            ("actors", snapshot.actors()),
            ("reports", (replace(one, id=called.get(one.id, one.id)) for one in snapshot.reports())),
        )
        before = b"{"
        for name, records in parts:
            out.write(before + b'\n"' + name.encode() + b'": [')
            _array((_called(record, called) for record in records), out)
            before = b","
    out.write(b"\n}\n")


def _courses(snapshot: Snapshot, options: Options) -> Iterator[dict[str, Any]]:
    for first, more in grouping.courses(snapshot):
        yield _matter(first, options) | more


def _followed(courses: Iterable[dict[str, Any]], raised: IO[bytes]) -> Iterator[dict[str, Any]]:
    """The matters that took a course; those that were only raised come later and are put aside, out of memory."""
    for course in courses:
        if len(course["history"]) > 1:
            yield course
        else:
            raised.write(ENCODER.encode(course) + b"\n")


def _kept_aside(raised: IO[bytes]) -> Iterator[dict[str, Any]]:
    raised.seek(0)
    for line in raised:
        yield msgspec.json.decode(line)


def _called(record: Any, names: Mapping[str, str]) -> Any:
    """A record in which reports without an address are called by their files' names; ``sha256`` tells which is which."""
    if not names or not isinstance(record, dict):
        return record
    out = dict(record)
    if "report" in out:
        out["report"] = names.get(out["report"], out["report"])
    if "reports" in out:
        out["reports"] = [names.get(one, one) for one in out["reports"]]
    for name in _TELLING:
        if name in out:
            out[name] = [_called(one, names) for one in out[name]]
    return out


def _array(records: Iterable[Any], out: BinaryIO) -> None:
    before = b"\n"
    for record in records:
        out.write(before + ENCODER.encode(record))
        before = b",\n"
    out.write(b"]")


def _kept(record: Kept) -> dict[str, Any]:
    return {
        "report": record.report.id,
        "paragraph": record.paragraph,
        "start": record.start,
        "end": record.end,
        "earliest": record.earliest,
        "latest": record.latest,
        "review": record.review,
        "read_by": record.read_by,
        "recorded_at": record.recorded_at,
    }


def _matter(matter: KeptMatter, options: Options) -> dict[str, Any]:
    return {
        "id": matter.id,
        "kind": matter.kind,
        "by": _names(matter.by),
        "to": _names(matter.to),
        "per": _names(matter.per),
        "gist": _quoted(matter.gist, options),
        "status": matter.status,
        "history": [],
        "condition": None if matter.condition is None else _quoted(matter.condition, options),
        "deadline": matter.deadline,
        "contested": matter.contested,
        "evidence": _words(matter.evidence, options),
        "statements": matter.statements,
        "events": matter.events,
        "actors": {"by": _ids(matter.by), "to": _ids(matter.to), "per": _ids(matter.per)},
        **_kept(matter),
    }


def _event(event: KeptEvent, options: Options) -> dict[str, Any]:
    return {
        "id": event.id,
        "mentions": [],
        "type": event.type,
        "mode": event.mode,
        "context": event.context,
        "cameo": event.cameo,
        "modality": event.modality,
        "actor": _names(event.actor),
        "recipient": _names(event.recipient),
        "per": _names(event.per),
        "actors": {"actor": _ids(event.actor), "recipient": _ids(event.recipient), "per": _ids(event.per)},
        "trigger": _words(event.trigger, options),
        "theme": _words((event.theme,), options)[0] if event.theme else None,
        "count": event.count,
        "unit": event.unit,
        "when": event.when,
        "where": event.where,
        "condition_of": event.condition_of,
        "statement": event.statement,
        "confidence": event.confidence,
        **_kept(event),
    }


def _division(division: KeptDivision, options: Options) -> dict[str, Any]:
    return {
        "id": division.id,
        "within": division.within.name,
        "actors": {"within": [division.within.id]},
        "about": _words((division.about,), options)[0] if division.about else None,
        "evidence": _words(division.evidence, options),
        **_kept(division),
    }


def _statement(statement: KeptStatement, options: Options) -> dict[str, Any]:
    speaker = statement.speaker
    return {
        "id": statement.id,
        "speaker": speaker.name if speaker else None,
        "surface": _words((statement.surface,), options)[0] if statement.surface else None,
        "to": _names(statement.to),
        "per": _names(statement.per),
        "about": _names(statement.about),
        "actors": {
            "speaker": [speaker.id] if speaker else [],
            "to": _ids(statement.to),
            "per": _ids(statement.per),
            "about": _ids(statement.about),
        },
        "channel": statement.channel,
        "act": statement.act,
        "form": statement.form,
        "negated": statement.negated,
        "when": statement.when,
        "content": _words(statement.content, options),
        "confidence": statement.confidence,
        **_kept(statement),
    }


def _names(parties: Iterable[Party]) -> list[str]:
    return [party.name for party in parties]


def _ids(parties: Iterable[Party]) -> list[str]:
    return [party.id for party in parties]


def _words(words: Iterable[Words], options: Options) -> list[dict[str, Any]]:
    return [{"start": one.start, "end": one.end, "text": _quoted(one.exact, options)} for one in words]


def _quoted(text: str, options: Options) -> str:
    return clean(options.quoted(text))
