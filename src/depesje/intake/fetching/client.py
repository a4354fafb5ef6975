"""Fetches one document from the web, within limits, from where it may be fetched.

Nothing is followed, sent or kept that was not asked for: no cookies from one host to another, no credentials, no proxy of
the environment, certificates always verified.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpcore2
import httpx2

from depesje.errors import FetchError
from depesje.intake.fetching import headers
from depesje.intake.fetching.addresses import odd_host
from depesje.intake.fetching.network import AddressError, Transport, context
from depesje.intake.fetching.settings import Settings
from depesje.intake.identity import canonical_url
from depesje.intake.reserved import TDM
from depesje.records import Reservation

ACCEPT = (
    "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,application/feed+json,"
    "application/xml;q=0.9,application/json;q=0.9,text/plain;q=0.9,*/*;q=0.5"
)
MOVED = {301, 308}
ELSEWHERE = MOVED | {302, 303, 307}
NOT_MODIFIED, GONE = 304, 410
# Services that speak no HTTP but might do something on what a request says (WHATWG Fetch, "bad port").
_NO_WEB = frozenset((7, 9, 13, 19, 21, 22, 23, 25, 53, 110, 111, 119, 135, 139, 143, 389, 445, 465, 587, 993, 995,
                     2049, 3659, 5060, 6000, 6379, 6665, 6666, 6667, 6668, 6669, 11211))  # fmt: skip
_LONGEST = 4096  # characters of an address


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered with. ``data`` is None where it said that nothing is new (304).

    ``url`` is the address that answered; ``moved`` is where the one that was asked for is from now on, if it said so.
    ``reserved_not``: it says by itself that rights are not reserved, whatever its host says. ``notes`` are for whoever
    asked.
    """

    asked: str
    url: str
    status: int
    data: bytes | None
    media_type: str | None = None
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    canonical: str | None = None
    reserved: Reservation | None = None
    reserved_not: bool = False
    moved: str | None = None
    max_age: float | None = None
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Way:
    """The way from the address that was asked for to the one that answers."""

    url: str
    on_the_way: Callable[[str], object] | None = None
    permanent: bool = True
    seen: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    cookies: dict[str, httpx2.Cookies] = field(default_factory=dict)


class Client:
    """Fetches documents one after the other; not for several threads at once."""

    def __init__(self, settings: Settings | None = None, tls: ssl.SSLContext | None = None) -> None:
        self.settings = settings or Settings()
        self._transport = Transport(tls or context(self.settings.ca_file))
        self._timeout = {
            "connect": self.settings.connect_seconds,
            "read": self.settings.read_seconds,
            "write": self.settings.read_seconds,
            "pool": self.settings.connect_seconds,
        }

    def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        named_by: str | None = None,
        most: int | None = None,
        on_the_way: Callable[[str], object] | None = None,
    ) -> Fetched:
        """The document at an address, anew where neither ``etag`` nor ``last_modified`` is still its own.

        ``named_by`` is the address of the page or feed that named this one, None where a person did: what lies in a
        private network is fetched only on the word of a person or of what lies there, too. At most ``most`` bytes.
        ``on_the_way`` is called with each other address that it leads to, and may raise. Raises ``FetchError``.
        """
        asked = checked(url)
        way = _Way(asked, on_the_way)
        given = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        private = self._private(named_by or asked)
        with self._transport.bounded(self.settings.max_seconds, private), _explained(asked):
            while True:
                found = self._step(
                    way, {k: v for k, v in given.items() if v}, most or self.settings.max_bytes
                )
                if found is not None:
                    return found

    def _private(self, by: str) -> frozenset[str]:
        host = (urlsplit(by).hostname or "").lower()
        return self.settings.allow_private if host in self.settings.allow_private else frozenset()

    def _step(self, way: _Way, given: Mapping[str, str], most: int) -> Fetched | None:
        """One request: what came of it, or None where it leads to another address."""
        url = way.url
        way.seen.append(url)
        cookies = way.cookies.setdefault(urlsplit(url).netloc, httpx2.Cookies())
        request = httpx2.Request(
            "GET", url, headers={**self._headers(), **given}, extensions={"timeout": self._timeout}
        )
        cookies.set_cookie_header(request)
        response = self._transport.handle_request(request)
        try:
            if response.status_code in ELSEWHERE:
                cookies.extract_cookies(response)
                self._follow(way, response)
                return None
            return self._answered(way, response, most)
        finally:
            response.close()

    def _headers(self) -> dict[str, str]:
        return {
            "User-Agent": self.settings.user_agent,
            "Accept": ACCEPT,
            "Accept-Encoding": headers.ENCODINGS,
            "Accept-Language": "nb, nn, no, en;q=0.8, *;q=0.5",
        }

    def _follow(self, way: _Way, response: httpx2.Response) -> None:
        where = response.headers.get("location")
        if not where:
            raise FetchError("leads elsewhere without saying where", status=response.status_code)
        target = checked(urljoin(way.url, where.strip()), "leads to")
        if len(way.seen) > self.settings.max_redirects:
            raise FetchError(f"leads on and on: more than {self.settings.max_redirects} redirects")
        if way.seen.count(target) > 1:  # once may be to set a cookie
            raise FetchError("leads round in a circle")
        if way.url.startswith("https:") and target.startswith("http:"):
            way.notes.append(
                f"leads from https to http ({target}): what came from there is not known to be genuine"
            )
        if way.on_the_way is not None and target not in way.seen:
            way.on_the_way(target)
        way.permanent &= response.status_code in MOVED
        way.url = target

    def _answered(self, way: _Way, response: httpx2.Response, most: int) -> Fetched:
        status, said = response.status_code, response.headers
        found = Fetched(
            asked=way.seen[0],
            url=way.url,
            status=status,
            data=None,
            etag=said.get("etag"),
            last_modified=said.get("last-modified"),
            moved=way.url if len(way.seen) > 1 and way.permanent else None,
            max_age=headers.max_age(said),
            notes=tuple(way.notes),
        )
        if status == NOT_MODIFIED:
            return found
        if status not in (200, 203):
            raise FetchError(
                headers.meaning(status),
                status=status,
                retry_after=headers.retry_after(said),
                gone=status == GONE,
            )
        media_type, charset = headers.content_type(said)
        return replace(
            found,
            data=_body(response, most),
            media_type=media_type,
            charset=charset,
            canonical=headers.canonical(said, way.url),
            reserved=headers.reservation(said),
            reserved_not=said.get(TDM, "").strip() == "0",
        )

    def close(self) -> None:
        """Close every connection."""
        self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def checked(url: str, lead: str = "") -> str:
    """An address as it can be asked for, raises ``FetchError`` where it is none; ``lead`` begins what is then said."""
    lead = f"{lead} {url[:200]!r}: " if lead else ""
    try:
        parts = urlsplit(url.strip())
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        raise FetchError(f"{lead}no address on the web") from None
    if parts.scheme.lower() not in ("", "http", "https"):
        raise FetchError(f"{lead}only http and https are fetched, not {parts.scheme[:20]}")
    if parts.username is not None or parts.password is not None:
        raise FetchError(f"{lead}an address with a name or password in it is not fetched")
    if port in _NO_WEB:
        raise FetchError(f"{lead}nothing is fetched from port {port}")
    if (odd := odd_host(host)) is not None:
        raise FetchError(f"{lead}the host is {odd}")
    clean = _encoded(url.strip())
    if clean is None or not host or len(clean) > _LONGEST:
        raise FetchError(f"{lead}no address on the web")
    return clean


def _encoded(url: str) -> str | None:
    """An address with foreign letters in ASCII, as it goes over the wire."""
    try:
        return canonical_url(str(httpx2.URL(url)))
    except (ValueError, httpx2.InvalidURL):
        return None


def _body(response: httpx2.Response, most: int) -> bytes:
    """The bytes of an answer, after decompression and never more than are allowed, however few bytes they came as."""
    if (unknown := headers.unknown_encoding(response.headers)) is not None:
        raise FetchError(f"came compressed in a way that was not asked for ({unknown})")
    declared = response.headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and int(declared) > most:
        raise FetchError(headers.too_large(most))
    pieces, size = [], 0
    for piece in response.iter_bytes():
        size += len(piece)
        if size > most:
            raise FetchError(headers.too_large(most))
        pieces.append(piece)
    return b"".join(pieces)


_FAILURES: tuple[tuple[type[Exception], str], ...] = (
    (httpcore2.ConnectTimeout, "did not answer in time"),
    (httpcore2.PoolTimeout, "did not answer in time"),
    (httpcore2.TimeoutException, "took too long"),
    (httpcore2.ConnectError, "cannot be reached"),
    (httpcore2.ReadError, "broke off"),
    (httpcore2.WriteError, "broke off"),
    (httpcore2.ProtocolError, "does not keep to HTTP"),
    (httpx2.DecodingError, "came compressed in a way that cannot be undone"),
    (httpx2.InvalidURL, "leads to what is no address on the web"),
    (TimeoutError, "took too long"),
)


@contextmanager
def _explained(url: str) -> Iterator[None]:
    """Raises whatever goes wrong on the way as a ``FetchError`` in words."""
    try:
        yield
    except FetchError:
        raise
    except AddressError as error:
        raise FetchError(str(error)) from None
    except (httpcore2.NetworkError, httpcore2.TimeoutException, httpcore2.ProtocolError) as error:
        raise FetchError(_in_words(error), temporary=True) from error
    except (httpx2.HTTPError, httpx2.InvalidURL, httpcore2.UnsupportedProtocol) as error:
        raise FetchError(_in_words(error)) from error
    except (TimeoutError, OSError) as error:
        raise FetchError(_in_words(error), temporary=True) from error
    except ValueError as error:  # what h11 or a cookie jar chokes on
        raise FetchError(f"answers with what cannot be understood: {error}") from error


def _in_words(error: Exception) -> str:
    certificate = _certificate(error)
    if certificate is not None:
        return certificate
    meaning = next((said for kind, said in _FAILURES if isinstance(error, kind)), "cannot be fetched")
    detail = " ".join(str(error).split())[:200]
    return f"{meaning}: {detail}" if detail and detail != "took too long in all" else meaning


def _certificate(error: BaseException | None) -> str | None:
    """What is wrong with a server's certificate, where that is the cause."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return f"its certificate is not to be trusted: {error.verify_message or error.reason}"
        if isinstance(error, ssl.SSLError):
            return f"no secure connection: {error.reason or 'the server does not speak TLS'}"
        error = error.__cause__ or error.__context__
    return None
