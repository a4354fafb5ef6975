"""ICEWS's 20 columns, tab-separated, with their header.

Columns after "ICEWS Coded Event Data" (Boschee and others, Harvard Dataverse, doi:10.7910/DVN/28075), whose files have this
header. ``Sentence Number`` is the paragraph; coordinates and the finer places are left empty.
"""

from __future__ import annotations

from typing import Any, BinaryIO

from depesje.exports import coding
from depesje.exports.delimited import tab_separated
from depesje.exports.options import Options
from depesje.ledger.streaming import Snapshot
from depesje.ledger.whole import KeptEvent, Party

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity",
    "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District",
    "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip


def write(snapshot: Snapshot, options: Options, out: BinaryIO) -> None:
    """All events that count as happened (or all), a line for each pair of a doer and a recipient."""
    out.write(tab_separated(COLUMNS))
    for event in snapshot.events(*(coding.ASKED if options.happened else ())):
        for n, doer, other in coding.pairs(event):
            out.write(tab_separated(row(event, n, doer, other)))


def row(event: KeptEvent, n: int, doer: Party | None, other: Party | None) -> list[Any]:
    """One line: the 20 columns."""
    return [
        coding.number(event, n),
        event.earliest,
        *_actor(doer),
        coding.labels().get(event.cameo or ""),
        event.cameo,
        coding.goldstein(event.cameo),
        *_actor(other),
        event.report.number,
        event.paragraph,
        event.report.publisher,
        *place(event.where),
        None,
        None,
    ]


def place(name: str | None) -> tuple[str | None, str | None, str | None, str | None]:
    """City, district, province and country: a name goes where its kind belongs."""
    if name in coding.states().values():
        return None, None, None, name
    return (
        (None, None, name, None) if coding.places().get(name or "") == "region" else (name, None, None, None)
    )


def _actor(party: Party | None) -> tuple[Any, ...]:
    """Name, sectors and country, the last two in words."""
    if party is None:
        return None, None, None
    role = coding.sector(party)
    return party.name, role.icews if role else None, coding.states().get(coding.country(party) or "")
