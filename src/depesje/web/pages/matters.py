"""What lies on the table: demands, requests, offers, promises and warnings, with what became of each by a date."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Annotated, Any, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from depesje.ledger import Ledger, ids
from depesje.ledger.dates import asked as bounds_of
from depesje.ledger.dates import bounds
from depesje.ledger.rows import MatterRow, MoveRow
from depesje.questions import MatterQuestion
from depesje.records import MatterKind, Status
from depesje.web.calendar import Entry, calendar
from depesje.web.languages import N_
from depesje.web.listing import Offset, Words, leaf
from depesje.web.navigation import Entry as InNavigation
from depesje.web.rendering import address, render
from depesje.web.visiting import ledger_of, open_to_all, visit_of

router = APIRouter(include_in_schema=False)
ENTRY = InNavigation("/matters", N_("Matters"), "m")
MOST_DEADLINES = 1000  # matters that a calendar is made of
STEPS = 5  # moves of a strip; the first and the last are always among them


@dataclass(frozen=True, slots=True)
class Slider:
    """The days that the date can be moved over, counted from the first."""

    first: str
    days: int
    at: int


@dataclass(frozen=True, slots=True)
class Strip:
    """A matter's course in short: its first move, how many are passed over, and the last ones."""

    first: MoveRow | None
    passed: int
    last: tuple[MoveRow, ...]


@router.get("/matters")
def matters(
    request: Request,
    party: Words = None,
    kind: Words = None,
    status: Words = None,
    since: Words = None,
    on: Words = None,
    dossier: Words = None,
    offset: Offset = 0,
) -> HTMLResponse:
    """The matters, the open ones first, as they stood by the end of ``on``."""
    ledger = ledger_of(request)
    asked = {
        "party": party or None,
        "kind": kind or None,
        "status": status or None,
        "since": since or None,
        "on": on or None,
        "dossier": dossier or None,
    }
    found = leaf(ledger.matters, "/matters", asked, offset)
    return render(
        request,
        "matters/matters.html",
        page=found,
        asked=asked,
        strips={row.id: strip(row) for row in found.rows},
        addresses={row.id: address(f"/matters/{row.id}", on=on or None) for row in found.rows},
        slider=slider(ledger, on),
        kinds=get_args(MatterKind),
        statuses=get_args(Status),
        dossiers=[row.name for row in ledger.dossiers()],
        subscription=urlencode(
            {
                "what": "matters",
                "status": "open",
                **{name: asked[name] for name in ("party", "kind", "dossier") if asked[name]},
            }
        ),
        calendar=address("/deadlines.ics", party=party, kind=kind, dossier=dossier),
    )


@router.get("/deadlines.ics")
def deadlines(request: Request, party: Words = None, kind: Words = None, dossier: Words = None) -> Response:
    """The deadlines of the open matters, for a calendar."""
    return _calendar(request, {"party": party or None, "kind": kind or None, "dossier": dossier or None})


@router.get("/feed/{secret}.ics")
@open_to_all
def subscribed(request: Request, secret: str) -> Response:
    """The deadlines of what a kept search for matters finds, for a calendar; the address is all that it needs."""
    search = ledger_of(request).users.search_fed_by(secret)
    if search is None or search.asked.get("what") != "matters":
        raise HTTPException(404)
    known = {field.name for field in fields(MatterQuestion)} - {"limit", "offset", "deadline"}
    return _calendar(request, {name: value for name, value in search.asked.items() if name in known})


def _calendar(request: Request, asked: dict[str, Any]) -> Response:
    ledger, words = ledger_of(request), visit_of(request).words
    entries = []
    for row in ledger.matters(deadline=True, limit=MOST_DEADLINES, **{"status": "open", **asked}):
        due = bounds(row.deadline)
        if due is None or due.last_day is None:
            continue
        sides = " → ".join(", ".join(map(words.called, side)) for side in (row.by, row.to) if side)
        told = f"{words.term('matter', row.kind)}: {sides}: {row.gist or ' … '.join(row.evidence)}"
        about = "\n".join((*row.evidence, f"{row.title or row.report}, {words.date(row.published)}"))
        url = str(request.url.replace(path=f"/matters/{row.id}", query=""))
        entries.append(Entry(row.id, due.last_day, told, about, url))
    return Response(calendar(words.say("Deadlines"), entries), media_type="text/calendar; charset=utf-8")


@router.get("/matters/{id}")
def matter(request: Request, id: Annotated[str, Path(max_length=40)], on: Words = None) -> Response:
    """One matter with its course, as it stood by the end of ``on``."""
    ledger, named = ledger_of(request), ids.parsed(id)
    row = ledger.matter(id, on=on or None) if named is not None and named[0] == "matter" else None
    if row is None:
        raise HTTPException(404)
    if row.id != id:
        return RedirectResponse(address(f"/matters/{row.id}", on=on or None), 303)
    return render(request, "matters/matter.html", row=row, on=on or "")


def strip(row: MatterRow) -> Strip:
    """The moves of a matter that are shown in a list."""
    if not row.moves:
        return Strip(None, 0, ())
    last = row.moves[1:][-(STEPS - 1) :]
    return Strip(row.moves[0], len(row.moves) - 1 - len(last), last)


def slider(ledger: Ledger, on: str | None) -> Slider | None:
    """The days from the ledger's first report to its last; None where there are not two."""
    extent = ledger.extent()
    if extent is None or extent.first == extent.last:
        return None
    first, last = date.fromisoformat(extent.first), date.fromisoformat(extent.last)
    days = (last - first).days
    asked = bounds_of(on) if on else None
    if asked is None or asked.latest is None:
        return Slider(extent.first, days, days)
    return Slider(extent.first, days, max(0, min(days, ((asked.last_day or first) - first).days)))
