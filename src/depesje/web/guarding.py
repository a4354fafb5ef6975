"""What every request and every answer passes: the names that may be asked for, a bound on size, and strict headers."""

from __future__ import annotations

import re
import time

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from depesje.web.languages import N_, Words, chosen
from depesje.web.settings import Settings

LARGEST = 1_000_000  # bytes of what a browser may send
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    # Not no-referrer: with that, browsers send no origin with forms, by which foreign ones are told.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "x-frame-options": "DENY",
}
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::[0-9]{1,5})?")


def host_of(header: str) -> str | None:
    """The name in a Host header, without port; None where it is no such header."""
    found = _HOST.fullmatch(header.strip().lower())
    return None if found is None else found[1].strip("[]").rstrip(".")


class Guard:
    """Wraps the application. A page of another site that has our address under its own name (DNS rebinding) gets nothing."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answering = self._answering(send, time.perf_counter())
        if scope["method"] == "HEAD":  # which every page answers as it would GET
            scope, answering = {**scope, "method": "GET"}, _bodiless(answering)
        headers = {name: value for name, value in scope["headers"] if name in (b"host", b"content-length")}
        if host_of(headers.get(b"host", b"").decode("latin1")) not in self._settings.hosts:
            await _refused(scope, 421, N_("Depesje is not served under this name."))(
                scope, receive, answering
            )
            return
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > LARGEST:
            await _refused(scope, 413, N_("That is too much."))(scope, receive, answering)
            return
        await self._app(scope, _bounded(receive), answering)

    def _answering(self, send: Send, begun: float) -> Send:
        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if self._settings.secure:
                    headers["strict-transport-security"] = "max-age=31536000"
                if "cache-control" not in headers:
                    headers["cache-control"] = "no-store" if self._settings.login else "private, no-cache"
                headers["server-timing"] = f"total;dur={(time.perf_counter() - begun) * 1000:.1f}"
            await send(message)

        return answer


def _refused(scope: Scope, status: int, english: str) -> Response:
    """A line for a person in their language, for a program as every error is told: no page is made for what ends here."""
    if scope["path"].startswith("/api/"):
        return JSONResponse({"detail": english}, status)
    request = Request(scope)
    words = Words(chosen(request.cookies.get("lang"), request.headers.get("accept-language")))
    headers = {"content-language": words.language, "vary": "accept-language, cookie"}
    return PlainTextResponse(f"{words.say(english)}\n", status, headers)


def _bodiless(send: Send) -> Send:
    async def answer(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return answer


def _bounded(receive: Receive) -> Receive:
    """What comes in, cut off where it is more than was announced or may be."""
    got = 0

    async def bounded() -> Message:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        return {"type": "http.disconnect"} if got > LARGEST else message

    return bounded
