"""The first page: where one goes from the address alone."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

router = APIRouter(include_in_schema=False)


@router.get("/")
def home() -> Response:
    """On to the newest reports."""
    return RedirectResponse("/reports", 303)
