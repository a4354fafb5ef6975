"""What goes wrong, as a page for people and as JSON for programs."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from depesje.errors import CorrectionError, DepesjeError, ForgottenError, UnusableError
from depesje.web.languages import N_
from depesje.web.rendering import address, is_part, render
from depesje.web.visiting import NotAllowed, NotLoggedIn, visit_of
from depesje.web.working import BROKEN

API = "/api/"
_LONG = 60  # characters of what was given that an error shows
_log = logging.getLogger("depesje.web")
_SAID = {
    400: N_("That cannot be understood."),
    401: N_("You are not logged in."),
    403: N_("That is not allowed."),
    404: N_("There is nothing here."),
    405: N_("That cannot be done here."),
    409: N_("That does not go with what the ledger holds."),
    410: N_("That was forgotten."),
    413: N_("That is too much."),
    422: N_("That cannot be understood."),
    429: N_("Too many tries. Wait a little."),
    503: N_("The ledger cannot be used now."),
    500: BROKEN,
}


def answer_with_errors(app: FastAPI) -> None:
    """Lets the application tell of what went wrong."""
    app.add_exception_handler(NotLoggedIn, _not_logged_in)
    app.add_exception_handler(DepesjeError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _broken)


def failed(
    request: Request, status: int, detail: str = "", headers: dict[str, str] | None = None
) -> Response:
    """An error as a page, as a part of one, or as JSON; ``detail`` is one line for a person."""
    said = _SAID.get(status, _SAID[400])
    if _of_api(request):
        return JSONResponse({"detail": detail or said}, status, headers)
    template = "error_part.html" if is_part(request) else "error.html"
    response = render(request, template, status, code=status, said=said, detail=detail)
    response.headers.update(headers or {})
    return response


def _of_api(request: Request) -> bool:
    return request.url.path.startswith(API)


def _not_logged_in(request: Request, _: Exception) -> Response:
    if _of_api(request):
        return failed(request, 401, headers={"www-authenticate": "Bearer"})
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    target = address("/login", next=wanted if request.method == "GET" and wanted != "/" else None)
    if is_part(request):
        return Response(status_code=204, headers={"hx-redirect": "/login"})
    return RedirectResponse(target, 303)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, DepesjeError)
    said = str(error) if _of_api(request) else visit_of(request).words.error(error)
    if isinstance(error, NotAllowed):
        return failed(request, error.status, said)
    if isinstance(error, CorrectionError):
        return failed(request, 409, said)
    if isinstance(error, UnusableError):
        _log.error("%s", error)
        return failed(request, 503, said, {"retry-after": "30"})
    return failed(request, 410 if isinstance(error, ForgottenError) else 400, said)


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    line = _described if _of_api(request) else _shown
    return failed(request, 422, "; ".join(line(one) for one in error.errors()[:5]))


def _described(error: Any) -> str:
    return f"{_place(error)}: {error.get('msg', '')}"


def _shown(error: Any) -> str:
    """What was given for what, in no language."""
    given = error.get("input")
    return f"{_place(error)}: {given[:_LONG]}" if isinstance(given, str) and given else _place(error)


def _place(error: Any) -> str:
    return " ".join(str(part) for part in error.get("loc", ())[1:])


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    # Where nothing else is told, it is the status's own English phrase.
    detail = "" if error.detail == HTTPStatus(error.status_code).phrase else str(error.detail)
    return failed(request, error.status_code, detail, dict(error.headers or {}))


def _broken(request: Request, error: Exception) -> Response:
    _log.error("%s %s", request.method, request.url.path, exc_info=error)
    return failed(request, 500)
