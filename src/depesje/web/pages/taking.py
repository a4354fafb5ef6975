"""What a page shows, as a file: ``/take/matters.csv?party=NAV``."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response

from depesje.web import taking
from depesje.web.visiting import ledger_of, visit_of

router = APIRouter(include_in_schema=False)


@router.get("/take/{page}.{form}")
def take(
    request: Request,
    page: Literal["today", "matters", "statements", "events", "exchanges"],
    form: Literal["md", "csv", "xlsx"],
) -> Response:
    """The file of a page with its filters."""
    taken = taking.take(ledger_of(request), page, form, dict(request.query_params), visit_of(request).words)
    return Response(
        taken.content, media_type=taken.media_type, headers={"content-disposition": taken.disposition}
    )
