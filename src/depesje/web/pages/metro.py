"""Who met whom as a metro map: actors are lines, exchanges and events stations, in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from depesje.ledger import Ledger
from depesje.ledger.dates import bounds
from depesje.questions import EventQuestion
from depesje.web.languages import N_
from depesje.web.listing import Words
from depesje.web.mapping import Meeting, lay_out
from depesje.web.navigation import Entry
from depesje.web.pages.timeline import window
from depesje.web.rendering import render
from depesje.web.visiting import ledger_of

router = APIRouter(include_in_schema=False)
ENTRY = Entry("/map", N_("Map"), "k")
LINES = (4, 6, 8, 12)  # of which one chooses; the second unless one does
STATIONS = 40
MOST = 200  # exchanges that are looked at


@router.get("/map")
def metro(
    request: Request,
    party: Words = None,
    since: Words = None,
    until: Words = None,
    dossier: Words = None,
    lines: Annotated[int, Query(ge=2, le=max(LINES))] = LINES[1],
) -> HTMLResponse:
    """The map of a time; of the newest few hundred events and exchanges where there are more."""
    ledger = ledger_of(request)
    asked: dict[str, Any] = {"party": party or None, "dossier": dossier or None}
    first, last = window(ledger, asked, since, until)
    begin = _near(ledger, asked, first, last)
    chart = lay_out(_meetings(ledger, asked, begin, last), lines, STATIONS)
    return render(
        request,
        "metro/metro.html",
        map=chart,
        asked={**asked, "since": since or "", "until": until or ""},
        first=begin.isoformat(),
        last=last.isoformat(),
        shortened=begin > first,
        lines=lines,
        choices=LINES,
        dossiers=[row.name for row in ledger.dossiers()],
    )


def _near(ledger: Ledger, asked: dict[str, Any], first: date, last: date) -> date:
    """From when on there are no more events than a map can be made of."""
    question = EventQuestion(**asked, since=first.isoformat(), until=last.isoformat())
    begin = ledger.newest_events_since(question)
    return max(first, date.fromisoformat(begin)) if begin else first


def _meetings(ledger: Ledger, asked: dict[str, Any], first: date, last: date) -> Iterator[Meeting]:
    then = {**asked, "since": first.isoformat(), "until": last.isoformat()}
    for row in ledger.exchanges(**{name: value for name, value in then.items() if value}, limit=MOST):
        if (day := _first_day(row.when)) is not None:
            yield Meeting(row.id, row.channel, True, day, row.when or "", row.parties, 1 + row.independent)
    for bar in ledger.lanes(EventQuestion(**then)).bars:
        day = _first_day(bar.when) or _first_day(bar.published)
        if day is not None and bar.actor and bar.recipient:
            sides = (bar.actor, bar.recipient)
            yield Meeting(bar.id, bar.type, False, day, bar.when or "", sides, bar.mentions, bar.words)


def _first_day(when: str | None) -> str | None:
    found = bounds(when)
    return found.first_day.isoformat() if found is not None and found.first_day is not None else None
