"""PLOVER's JSON, one event a line, with the field names of the PLOVER manual (2021, tables "PLOVER JSON" and after).

``modality``, ``per`` (on whose word), ``review`` and ``confidence`` are ours beside them, as the manual allows. The sentence
is given only so far as quotations are.
"""

from __future__ import annotations

from typing import Any, BinaryIO

from depesje.exports import coding
from depesje.exports.cells import clean
from depesje.exports.lines import ENCODER
from depesje.exports.options import Options
from depesje.ledger.streaming import Snapshot
from depesje.ledger.whole import KeptEvent, Party
from depesje.tension.scores import score


def write(snapshot: Snapshot, options: Options, out: BinaryIO) -> None:
    """All events that count as happened (or all)."""
    for event in snapshot.events(*(coding.ASKED if options.happened else ())):
        out.write(ENCODER.encode(record(event, options)) + b"\n")


def record(event: KeptEvent, options: Options) -> dict[str, Any]:
    """One event; what is not known is left out."""
    report = event.report
    found = {
        "id": event.id,
        "date": event.earliest,
        "enddate": event.latest if event.latest != event.earliest else None,
        "actor": [_entity(party) for party in event.actor],
        "recipient": [_entity(party) for party in event.recipient],
        "event": [event.type],
        "event_loc": {"name": event.where} if event.where else None,
        "quad_code": coding.quad(event.type),
        "event_scale": score(event.type, event.mode),
        "mode": [event.mode] if event.mode else [],
        "context": list(event.context),
        "text": clean(options.quoted(event.sentence)),
        "text_info": {"sequence": event.paragraph, "start": event.start, "end": event.end},
        "cite_info": {
            "title": report.title,
            "publisher": report.publisher,
            "date": report.published,
            "url": report.url,
            "id": report.id,
        },
        "coder": f"Depesje {event.read_by.reader}" if event.read_by else "Depesje",
        "coded_date": event.recorded_at[:10],
        "coded_time": event.recorded_at[11:],
        "modality": event.modality,
        "per": [party.name for party in event.per],
        "review": event.review,
        "confidence": event.confidence,
    }
    return {name: value for name, value in found.items() if value not in (None, [])}


def _entity(party: Party) -> dict[str, Any]:
    role, group = coding.sector(party), coding.groups().get(party.code or "")
    found = {
        "code": group["plover"] if group else coding.country(party),
        "sector": role.plover if role else None,
        "entity_text": party.name,
        "identifier_id": party.wikidata,
        "identifier_text": party.name if party.wikidata else None,
        "office": party.role,
    }
    return {name: value for name, value in found.items() if value is not None}
