"""Logging in and out, and what a user sees to for themselves: their password, and tokens for programs."""

from __future__ import annotations

import threading
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, Response

from depesje.errors import UserError
from depesje.ledger.names import fold
from depesje.ledger.users.secrets import LONGEST, SHORTEST
from depesje.web.languages import N_
from depesje.web.listing import Number
from depesje.web.rendering import render, see_other, set_cookie
from depesje.web.visiting import cookie_name, in_person, inside, ledger_of, open_to_all, settings_of, visit_of

router = APIRouter(include_in_schema=False)
WRONG = N_("Name and password do not go together.")
WAIT = N_("Too many tries. Wait a little.")
Name = Annotated[str, Form(max_length=200)]
Password = Annotated[str, Form(max_length=LONGEST + 1)]
_HASHING = threading.Semaphore(2)  # each takes 64 MiB, and time that others would miss


@router.get("/login")
@open_to_all
def login(request: Request, next: str | None = None) -> Response:
    """The form; who is logged in goes on."""
    if visit_of(request).user is not None:
        return see_other(request, inside(next))
    return _form(request, next)


@router.post("/login")
@open_to_all
def log_in(
    request: Request,
    name: Name,
    password: Password,
    next: Annotated[str | None, Form(max_length=2000)] = None,
) -> Response:
    """Begin a session, under a new cookie."""
    settings, limiter = settings_of(request), request.app.state.limiter
    whom, address = fold(name)[:100], request.client.host if request.client else ""
    with (
        _HASHING
    ):  # asked inside, so that of many tries at once none is let through before those before it have failed
        wait = limiter.wait(whom, address)
        found = None if wait else ledger_of(request).users.log_in(name, password)
        if not wait and found is None:
            limiter.failed(whom, address)
    if wait:
        waiting = _form(request, next, name, WAIT, 429)
        waiting.headers["retry-after"] = str(wait)
        return waiting
    if found is None:
        return _form(request, next, name, WRONG, 403)
    limiter.succeeded(whom, address)
    response = see_other(request, inside(next))
    set_cookie(response, settings, cookie_name(settings), found[1])
    return response


@router.post("/logout")
@open_to_all
def log_out(request: Request) -> Response:
    """End the session."""
    settings = settings_of(request)
    if settings.login:
        ledger_of(request).users.log_out(visit_of(request).cookie)
    response = see_other(request, "/login" if settings.login else "/")
    response.delete_cookie(
        cookie_name(settings), path="/", secure=settings.secure, httponly=True, samesite="lax"
    )
    return response


@router.get("/account")
def account(request: Request) -> HTMLResponse:
    """Who one is here."""
    return _account(request)


@router.post("/account/password", dependencies=[Depends(in_person)])
def change_password(request: Request, old: Password, new: Password) -> Response:
    """Another password; all sessions end but for a new one here."""
    users, user, settings = ledger_of(request).users, visit_of(request).somebody, settings_of(request)
    # Whom a session names is known, so nobody else's tries count, nor do these where somebody logs in.
    limiter, whom = request.app.state.limiter, (f"account {user.number}", f"account {user.number}")
    words = visit_of(request).words
    with _HASHING:
        if limiter.wait(*whom):
            return _account(request, words.say(WAIT), status=429)
        if users.log_in(user.name, old) is None:
            limiter.failed(*whom)
            return _account(request, words.say(WRONG), status=403)
        try:
            users.set_password(user.name, new)
        except UserError as error:
            return _account(request, words.error(error), status=400)
        found = users.log_in(user.name, new)
    response = see_other(request, "/account")
    if found is not None:
        set_cookie(response, settings, cookie_name(settings), found[1])
    return response


@router.post("/account/tokens", dependencies=[Depends(in_person)])
def new_token(request: Request, name: Name) -> Response:
    """A token, whose secret is shown this once."""
    try:
        token, secret = ledger_of(request).users.new_token(visit_of(request).somebody, name)
    except UserError as error:
        return _account(request, visit_of(request).words.error(error), status=400)
    return _account(request, made=(token.name, secret))


@router.post("/account/tokens/{number}/drop", dependencies=[Depends(in_person)])
def drop_token(request: Request, number: Number) -> Response:
    """Take a token back."""
    ledger_of(request).users.drop_token(visit_of(request).somebody, number)
    return see_other(request, "/account")


def _form(
    request: Request, next: str | None, name: str = "", trouble: str = "", status: int = 200
) -> HTMLResponse:
    return render(
        request,
        "account/login.html",
        status,
        next=inside(next) if next else None,
        name=name,
        trouble=trouble,
        login=settings_of(request).login,
    )


def _account(
    request: Request, trouble: str = "", made: tuple[str, str] | None = None, status: int = 200
) -> HTMLResponse:
    user = visit_of(request).somebody
    return render(
        request,
        "account/account.html",
        status,
        tokens=ledger_of(request).users.tokens(user),
        trouble=trouble,
        made=made,
        shortest=SHORTEST,
    )
