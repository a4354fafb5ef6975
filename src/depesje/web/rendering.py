"""Fills templates. Everything that comes from reports or people is text and is escaped; templates are the only HTML."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from depesje import __version__
from depesje.web.assets import assets
from depesje.web.languages import LANGUAGES, NAMES, Words, catalogue
from depesje.web.navigation import entries
from depesje.web.settings import Settings
from depesje.web.visiting import THEMES, YEAR, Visit, cookie_name, ledger_of, settings_of, visit_of

FOLDER = Path(__file__).parent / "templates"


def render(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page, or a part of one, in the visitor's language; sets their cookie where they have none yet."""
    visit = visit_of(request)
    response = HTMLResponse(fill(request, template, **values), status)
    if visit.fresh and not visit.by_token:
        set_cookie(response, settings_of(request), cookie_name(settings_of(request)), visit.cookie)
    return response


def fill(request: Request, template: str, **values: Any) -> str:
    """The text of a filled template."""
    visit = visit_of(request)
    return environment().get_template(template).render(_shared(request, visit) | values)


def see_other(request: Request, address: str) -> Response:
    """Goes on to another page of ours after something was sent; also where a part of a page asked."""
    elsewhere = RedirectResponse(address, 303)
    if is_part(
        request
    ):  # a header holds no letter beyond ASCII, so the address is written as a redirection has it
        return Response(status_code=204, headers={"hx-redirect": elsewhere.headers["location"]})
    return elsewhere


def is_part(request: Request) -> bool:
    """Whether only a part of a page is asked for (by htmx)."""
    return request.headers.get("hx-request") == "true" and request.headers.get("hx-boosted") != "true"


def set_cookie(
    response: Response, settings: Settings, name: str, value: str, *, lasting: bool = False
) -> None:
    """Gives the browser a cookie that scripts and other sites do not see."""
    response.set_cookie(
        name,
        value,
        max_age=YEAR if lasting else None,
        httponly=True,
        samesite="lax",
        secure=settings.secure,
        path="/",
    )


def address(path: str, **asked: Any) -> str:
    """An address of ours with what it asks for; what is None or empty is left out."""
    given = {name: value for name, value in asked.items() if value not in (None, "", (), [], False)}
    return f"{path}?{urlencode(given, doseq=True)}" if given else path


def moment(given: str | None) -> str:
    """A moment of the ledger's clock (UTC) as the clock on the wall here shows it."""
    if not given:
        return ""
    return datetime.fromisoformat(given).astimezone().strftime("%Y-%m-%d %H:%M")


@cache
def environment() -> Environment:
    """Where templates are found and how they are filled."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        finalize=_plain,
    )
    made.globals.update(address=address, moment=moment, version=__version__, static=_static, themes=THEMES)
    made.filters.update(called=_called, role=_role)
    made.globals.update(languages=LANGUAGES, language_names=NAMES)
    return made


def prepare() -> None:
    """Reads and compiles all that pages are made of, so that those who ask first do not each do so at once."""
    for language in LANGUAGES:
        catalogue(language)
    for template in environment().list_templates(extensions=["html"]):
        environment().get_template(template)
    assets()


# What turns the direction of text round, and what is no text: a report could make a page seem to say something else.
_HIDDEN = re.compile(r"[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def _plain(value: Any) -> Any:
    """What goes into a page, with a sign in place of each character that must not work there."""
    if isinstance(value, str) and _HIDDEN.search(value):
        return type(value)(_HIDDEN.sub("\ufffd", value))
    return value


@pass_context
def _called(context: Context, name: str | None) -> str:
    words: Words = context["visit"].words
    return words.called(name)


@pass_context
def _role(context: Context, role: str | None) -> str:
    words: Words = context["visit"].words
    return words.role(role)


def _static(name: str) -> str:
    return assets()[name].address


def _shared(request: Request, visit: Visit) -> dict[str, Any]:
    words: Words = visit.words
    return {
        "_": words.say,
        "n_": words.count,
        "term": words.term,
        "number": words.number,
        "date": words.date,
        "language": words.language,
        "visit": visit,
        "user": visit.user,
        "settings": settings_of(request),
        "ledger_name": ledger_of(request).name,
        "entries": entries(),
        "path": request.url.path,
        "here": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        "part": is_part(request),
    }
