"""POLECAT's 40 columns, tab-separated, with their header: one line an event, several actors parted by "; ".

Columns after the weekly files of "POLECAT Weekly Data" (Harvard Dataverse, doi:10.7910/DVN/AJGVIT). Event types, modes and
contexts are PLOVER's; intensity is the score that PLOVER's manual gives them. Every line has as many cells as the header.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from depesje.exports import coding
from depesje.exports.delimited import PARTED, tab_separated
from depesje.exports.icews import place
from depesje.exports.options import Options
from depesje.ledger.streaming import Snapshot
from depesje.ledger.whole import KeptEvent, Party
from depesje.tension.scores import score

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}


def write(snapshot: Snapshot, options: Options, out: BinaryIO) -> None:
    """All events that count as happened (or all)."""
    out.write(tab_separated(COLUMNS))
    for event in snapshot.events(*(coding.ASKED if options.happened else ())):
        out.write(tab_separated(row(event)))


def row(event: KeptEvent) -> list[Any]:
    """One line: the 40 columns."""
    report = event.report
    return [
        event.id,
        event.earliest,
        event.type,
        event.mode,
        score(event.type, event.mode),
        QUADS[coding.quad(event.type)],
        _joined(event.context),
        *_actors(event.actor),
        *_actors(event.recipient),
        event.where,
        *place(event.where),
        *[None] * 3,
        event.where,
        None,
        report.publisher,
        (report.published or "")[:10],
        *[None] * 3,
        report.language,
        f"Depesje {event.read_by.reader}" if event.read_by else None,
    ]


def _actors(parties: Sequence[Party]) -> tuple[str | None, ...]:
    sectors = [role.plover if (role := coding.sector(party)) else "" for party in parties]
    return (
        _joined(party.name for party in parties),
        _joined(coding.states().get(coding.country(party) or "", "") for party in parties),
        None,
        next(filter(None, sectors), None),
        _joined(sectors),
        _joined(party.role or "" for party in parties),
        _joined(party.name for party in parties),
        _joined(party.wikidata or "" for party in parties),
    )


def _joined(values: Iterable[str]) -> str | None:
    return PARTED.join(dict.fromkeys(filter(None, values))) or None
