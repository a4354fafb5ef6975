"""The reports of the ledger, those published last first, and what came in since one last looked."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from depesje.web.languages import LANGUAGES, N_
from depesje.web.listing import SHOWN, Offset, Words, page
from depesje.web.navigation import Entry
from depesje.web.rendering import render
from depesje.web.visiting import ledger_of, visit_of

router = APIRouter(include_in_schema=False)
ENTRY = Entry("/reports", N_("Reports"), "r")


@router.get("/reports")
def reports(
    request: Request,
    publisher: Words = None,
    language: Words = None,
    since: Words = None,
    until: Words = None,
    dossier: Words = None,
    offset: Offset = 0,
) -> HTMLResponse:
    """The newest reports, narrowed down by where and when they were published."""
    ledger = ledger_of(request)
    asked: dict[str, Any] = {
        "publisher": publisher or None,
        "language": language or None,
        "since": since or None,
        "until": until or None,
        "dossier": dossier or None,
    }
    rows = ledger.reports(**asked, limit=SHOWN + 1, offset=offset)
    return render(
        request,
        "reports/reports.html",
        page=page(rows, "/reports", asked, offset),
        asked=asked,
        report_languages=LANGUAGES,
        dossiers=[row.name for row in ledger.dossiers()],
        looked=ledger.users.look(visit_of(request).somebody, "reports"),
    )
