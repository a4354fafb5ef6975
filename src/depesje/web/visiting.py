"""Who asks, and how they want it: user, language, theme; and that a form that is sent is one of ours.

Every route is for users alone unless it says otherwise (``open_to_all``). What changes something also needs the token that
each page has: an HMAC of the visitor's own cookie, which another site can neither read nor guess.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar, cast
from urllib.parse import urlsplit

from fastapi import Depends, Request

from depesje.errors import DepesjeError
from depesje.ledger import Ledger
from depesje.ledger.users import Role, User
from depesje.web.assets import PREFIX
from depesje.web.guarding import host_of
from depesje.web.languages import Words, chosen
from depesje.web.settings import Settings

Theme = Literal["system", "light", "dark"]
THEMES: tuple[Theme, ...] = ("system", "light", "dark")
SAFE = ("GET", "HEAD", "OPTIONS")
FIELD, HEADER = "csrf", "x-csrf-token"
YEAR = 365 * 24 * 3600
_OPEN = "__open_to_all__"
F = TypeVar("F", bound=Callable[..., Any])


class NotLoggedIn(Exception):
    """Nobody is logged in, and the page is not for everybody."""


class NotAllowed(DepesjeError):
    """What a user may not do, or a form that is not ours."""

    def __init__(self, message: str, status: int = 403) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Visit:
    """One request's visitor. ``cookie`` is what their browser has, or is to get where ``fresh``."""

    words: Words
    theme: Theme
    keys: bool  # whether single keys do things
    cookie: str
    fresh: bool
    user: User | None = None
    by_token: bool = False

    @property
    def csrf(self) -> str:
        """What a form must send along."""
        return hmac.new(self.cookie.encode("utf8", "replace"), b"form", "sha256").hexdigest()

    @property
    def somebody(self) -> User:
        """The user, where the route is not open to all."""
        if self.user is None:
            raise NotLoggedIn
        return self.user


def open_to_all(route: F) -> F:
    """Marks a route that needs no login."""
    setattr(route, _OPEN, True)
    return route


def settings_of(request: Request) -> Settings:
    """How the pages are served."""
    return cast(Settings, request.app.state.settings)


def ledger_of(request: Request) -> Ledger:
    """The ledger that is served."""
    return cast(Ledger, request.app.state.ledger)


def cookie_name(settings: Settings) -> str:
    """What the session's cookie is called; the prefix lets no other host set it."""
    return "__Host-depesje" if settings.secure else "depesje"


def visit_of(request: Request) -> Visit:
    """Who asks; found out once a request, in ``admitted``, or without the user where that has not run."""
    found = getattr(request.state, "visit", None)
    return cast(Visit, found) if found is not None else _stranger(request)


def admitted(request: Request) -> None:
    """Lets a request through to its route, or raises ``NotLoggedIn``."""
    if request.url.path.startswith(f"{PREFIX}/"):
        return  # files are for everybody, and need not wait for the ledger
    visit, settings, users = _stranger(request), settings_of(request), ledger_of(request).users
    bearer = _bearer(request)
    if bearer is not None:
        user = users.with_token(bearer)
        if user is None:
            raise NotLoggedIn
        visit = replace(visit, user=user, by_token=True)
    elif not settings.login:
        visit = replace(visit, user=request.app.state.local())
    elif not visit.fresh:
        visit = replace(visit, user=users.in_session(visit.cookie))
    request.state.visit = visit
    endpoint = request.scope.get("endpoint")
    if visit.user is None and not getattr(endpoint, _OPEN, False):
        raise NotLoggedIn


async def checked(request: Request, _: None = Depends(admitted)) -> None:
    """Lets nothing change by a form that another site made; raises ``NotAllowed``."""
    visit = visit_of(request)
    if request.method in SAFE or visit.by_token:
        return
    if _is_foreign(request):
        raise NotAllowed("This came from another site, so nothing was changed.")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.url.path.startswith("/api/") and kind == "application/json" and not settings_of(request).login:
        return  # which no other site can send unless we allow it to
    given = request.headers.get(HEADER)
    if given is None and kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        field = (await request.form()).get(FIELD)
        given = field if isinstance(field, str) else None
    if visit.fresh or given is None or not hmac.compare_digest(given.encode(), visit.csrf.encode()):
        raise NotAllowed("This form is too old, or not ours. Load the page again, and send it once more.")


def needs(role: Role) -> Callable[[Request], Awaitable[None]]:
    """A dependency for routes that only those may use who may do what this role may."""

    async def allowed(request: Request) -> None:
        if not visit_of(request).somebody.may(role):
            raise NotAllowed("Your role does not allow that.")

    return allowed


async def in_person(request: Request) -> None:
    """Lets nobody by who comes with a token: one that has leaked must not make others, which would outlive it."""
    if visit_of(request).by_token:
        raise NotAllowed("A token does not allow that.")


def inside(path: str | None) -> str:
    """An address of ours to go on to; the first page where it is anything else."""
    given = path or ""
    parts = urlsplit(given) if given.isprintable() and "\\" not in given else None
    if parts is None or parts.scheme or parts.netloc or not given.startswith("/") or given.startswith("//"):
        return "/"
    return given


def _stranger(request: Request) -> Visit:
    cookies = request.cookies
    theme = cookies.get("theme")
    own = cookies.get(cookie_name(settings_of(request)))
    return Visit(
        Words(chosen(cookies.get("lang"), request.headers.get("accept-language"))),
        theme if theme in THEMES else "system",
        cookies.get("keys") != "off",
        own or secrets.token_urlsafe(32),
        fresh=not own,
    )


def _bearer(request: Request) -> str | None:
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else None


def _is_foreign(request: Request) -> bool:
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("origin")
    if origin is None:
        return False
    host = host_of(urlsplit(origin).netloc) if "://" in origin else None
    return host is None or host != host_of(request.headers.get("host", ""))
