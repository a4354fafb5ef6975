"""One report: its text with what is read out of it, and each record with on whose word it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from depesje.errors import DepesjeError
from depesje.ledger import ids
from depesje.ledger.telling import Told
from depesje.ledger.whole import Kept, KeptReport
from depesje.web import marking
from depesje.web.cards import Card, cards
from depesje.web.rendering import address, render
from depesje.web.visiting import ledger_of, visit_of

router = APIRouter(include_in_schema=False)
MOST = 12  # records that are shown at once
Ids = Annotated[str, Query(max_length=2000)]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a long text: which of how many, and the addresses of those beside it."""

    number: int
    of: int
    before: str | None
    after: str | None


@router.get("/report")
def report(
    request: Request,
    id: Ids,
    record: Annotated[str | None, Query(max_length=200)] = None,
    part: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
    rejected: bool = False,
) -> HTMLResponse:
    """The text of a report, and the records on it."""
    told = ledger_of(request).told(id, rejected=rejected)
    if told is None:
        raise HTTPException(404)
    text = told.report.text or ""
    wanted = [one for one in (record or "").split(",") if one][:MOST]
    places = marking.parts(text)
    chosen = [one for one in told.records if one.id in wanted]
    if chosen:
        part = marking.part_of(places, chosen[0].start)
    if part > len(places):
        raise HTTPException(404)
    first, last = places[part - 1]
    here = [one for one in told.records if _begins(one, first, last)]
    return render(
        request,
        "report/report.html",
        report=told.report,
        told=told,
        link=web_address(told.report),
        paragraphs=marking.paragraphs(text, marking.marks(told.records), first, last),
        records=here,
        part_shown=_part(id, part, len(places), rejected),
        rejected=rejected,
        selected=[one.id for one in chosen],
        cards=cards(ledger_of(request), [one.id for one in chosen]) if chosen else [],
        people=people(told),
    )


@router.get("/record/{id}")
def record(request: Request, id: str) -> Response:
    """Where a record stands; one that has been merged leads to where the one stands that stayed."""
    named = ids.parsed(id)
    if named is None:
        raise HTTPException(404)
    if named[0] == "actor":
        return RedirectResponse(address("/actor", id=id), 303)
    if named[0] == "exchange":
        return RedirectResponse(f"/exchanges/{id}", 303)
    with ledger_of(request).snapshot() as snapshot:
        try:
            kept = snapshot.record(id)
        except DepesjeError as error:
            raise HTTPException(404, visit_of(request).words.error(error)) from None
    rejected = kept.review == "rejected"
    target = address("/report", id=kept.report.id, record=kept.id, rejected=rejected or None)
    return RedirectResponse(f"{target}#w-{kept.id}", 303)


@router.get("/record/{id}/card")
def card(request: Request, id: Annotated[str, Path(max_length=200)]) -> HTMLResponse:
    """One record, or several with commas between their ids, for the side of a text."""
    return render(request, "report/cards.html", cards=_cards(request, id))


def _cards(request: Request, given: str) -> list[Card]:
    wanted = [one for one in given.split(",") if ids.parsed(one)][:MOST]
    found = cards(ledger_of(request), wanted)
    if not found:
        raise HTTPException(404)
    return found


def web_address(report: KeptReport) -> str | None:
    """Where the original is, if that is on the web: no other address is made a link."""
    return report.url if report.url and report.url.lower().startswith(("https://", "http://")) else None


def people(told: Told) -> list[str]:
    """Whom the records of a report name, for filling in forms."""
    found: dict[str, None] = {}
    for one in told.records:
        for name in ("speaker", "to", "per", "actor", "recipient", "by"):
            value = getattr(one, name, None)
            for party in value if isinstance(value, tuple) else (value,) if value else ():
                found[party.name] = None
    return sorted(found)


def _begins(one: Kept, first: int, last: int) -> bool:
    return first <= one.start < last


def _part(id: str, number: int, of: int, rejected: bool) -> Part:
    def at(number: int) -> str:
        return address("/report", id=id, part=number if number > 1 else None, rejected=rejected or None)

    return Part(number, of, at(number - 1) if number > 1 else None, at(number + 1) if number < of else None)
