"""Who changed what: the journal of what people did, the newest first."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from depesje.web.languages import N_
from depesje.web.listing import SHOWN, Offset, Words, page
from depesje.web.navigation import Entry
from depesje.web.rendering import render
from depesje.web.visiting import ledger_of

router = APIRouter(include_in_schema=False)
ENTRY = Entry("/changes", N_("Changes"), "c")


@router.get("/changes")
def changes(request: Request, who: Words = None, offset: Offset = 0) -> HTMLResponse:
    """What people did to records."""
    ledger = ledger_of(request)
    rows = ledger.journal(SHOWN + 1, offset=offset, who=who or None)
    return render(
        request,
        "review/changes.html",
        who=who or "",
        page=page(rows, "/changes", {"who": who}, offset),
        undone={row.undoes for row in rows if row.undoes is not None},
        names=ledger.called({row.id for row in rows}),
    )
