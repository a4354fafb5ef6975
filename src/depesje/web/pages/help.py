"""Help, and the statement on accessibility."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from depesje.web.rendering import render
from depesje.web.visiting import open_to_all, visit_of

router = APIRouter(include_in_schema=False)


@router.get("/help")
def guide(request: Request) -> HTMLResponse:
    """How these pages are used."""
    return render(request, "help/help.html", text=f"help/help.{visit_of(request).words.language}.html")


@router.get("/accessibility")
@open_to_all
def accessibility(request: Request) -> HTMLResponse:
    """How far these pages can be used by everybody, and what to do where they cannot."""
    return render(
        request, "help/accessibility.html", text=f"help/accessibility.{visit_of(request).words.language}.html"
    )
