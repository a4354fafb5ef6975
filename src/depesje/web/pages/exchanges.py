"""Calls, meetings, letters and the like, and of each what every source tells of it, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, get_args

from fastapi import APIRouter, HTTPException, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from depesje.errors import LedgerError
from depesje.ledger import ids
from depesje.ledger.aligning import align
from depesje.ledger.rows import AccountsRow
from depesje.records import Channel
from depesje.web.languages import N_
from depesje.web.listing import Offset, Words, leaf
from depesje.web.navigation import Entry
from depesje.web.rendering import render
from depesje.web.visiting import ledger_of

router = APIRouter(include_in_schema=False)
ENTRY = Entry("/exchanges", N_("Exchanges"), "e")


@dataclass(frozen=True, slots=True)
class Told:
    """A report that gives accounts of an exchange."""

    id: str
    title: str | None
    published: str | None


@router.get("/exchanges")
def exchanges(
    request: Request,
    party: Words = None,
    per: Words = None,
    channel: Words = None,
    since: Words = None,
    until: Words = None,
    dossier: Words = None,
    offset: Offset = 0,
) -> HTMLResponse:
    """The exchanges, the newest first."""
    ledger = ledger_of(request)
    asked = {
        "party": party or None,
        "per": per or None,
        "channel": channel or None,
        "since": since or None,
        "until": until or None,
        "dossier": dossier or None,
    }
    return render(
        request,
        "exchanges/exchanges.html",
        page=leaf(ledger.exchanges, "/exchanges", asked, offset),
        asked=asked,
        channels=get_args(Channel),
        dossiers=[row.name for row in ledger.dossiers()],
    )


@router.get("/exchanges/{id}")
def exchange(request: Request, id: Annotated[str, Path(max_length=40)]) -> Response:
    """One exchange with the accounts of all its sources."""
    named = ids.parsed(id)
    if named is None or named[0] != "exchange":
        raise HTTPException(404)
    try:
        told = ledger_of(request).accounts(id)
    except LedgerError:
        raise HTTPException(404) from None
    if told.exchange.id != id:
        return RedirectResponse(f"/exchanges/{told.exchange.id}", 303)
    return render(
        request,
        "exchanges/exchange.html",
        row=told.exchange,
        told=told,
        table=align(told),
        reports=reports(told),
        copies=len(told.exchange.reports) - told.exchange.independent,
    )


def reports(told: AccountsRow) -> list[Told]:
    """The reports that the accounts are from, each once, the earliest first."""
    found = {
        part.report: Told(part.report, part.title, part.published)
        for account in told.accounts
        for part in account.parts
    }
    return sorted(found.values(), key=lambda one: (one.published or "9999", one.id))
