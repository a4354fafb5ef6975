"""The style sheet, the scripts and the icon."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from depesje.web.assets import PREFIX, assets
from depesje.web.visiting import open_to_all

router = APIRouter(include_in_schema=False)
KEPT = "public, max-age=31536000, immutable"


@router.get(f"{PREFIX}/{{digest}}/{{name}}")
@open_to_all
def asset(digest: str, name: str) -> Response:
    """One file; only under the address that goes with what it holds now."""
    found = assets().get(name)
    if found is None or found.digest != digest:
        raise HTTPException(404)
    return Response(found.content, media_type=found.media_type, headers={"cache-control": KEPT})


@router.get("/robots.txt")
@open_to_all
def robots() -> Response:
    """Nothing here is for search engines."""
    return Response("User-agent: *\nDisallow: /\n", media_type="text/plain")
