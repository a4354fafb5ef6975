"""Language, theme and keys: kept by the browser, so that they hold before somebody logs in, too."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from depesje.web.languages import LANGUAGES
from depesje.web.rendering import render, see_other, set_cookie
from depesje.web.visiting import THEMES, inside, open_to_all, settings_of

router = APIRouter(include_in_schema=False)


@router.get("/settings")
@open_to_all
def settings(request: Request, next: str | None = None) -> HTMLResponse:
    """What can be chosen."""
    return render(request, "account/settings.html", next=inside(next) if next else None)


@router.post("/settings")
@open_to_all
def choose(
    request: Request,
    language: Annotated[str, Form(max_length=10)] = "",
    theme: Annotated[str, Form(max_length=10)] = "",
    keys: Annotated[str, Form(max_length=10)] = "",
    next: Annotated[str | None, Form(max_length=2000)] = None,
) -> Response:
    """Keep what was chosen; what is not known is left as it was."""
    response = see_other(request, inside(next) if next else "/settings")
    for name, given, known in (
        ("lang", language, LANGUAGES),
        ("theme", theme, THEMES),
        ("keys", keys, ("on", "off")),
    ):
        if given in known:
            set_cookie(response, settings_of(request), name, given, lasting=True)
    return response
