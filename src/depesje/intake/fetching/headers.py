"""What the headers of an answer say, as far as it is of use: all of it is given by a stranger."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from importlib.util import find_spec
from urllib.parse import urljoin, urlsplit

import httpx2

from depesje.intake import reserved
from depesje.intake.identity import canonical_url
from depesje.records import Reservation

_DECODED = ("gzip", "deflate") + (("br",) if find_spec("brotli") or find_spec("brotlicffi") else ())
ENCODINGS = ", ".join(_DECODED)
MOST_WAIT = 7 * 24 * 3600.0  # seconds; a server that asks for more is asked again in a week
_LINK = re.compile(r"<([^<>]{1,4096})>([^<]*)")
_CANONICAL = re.compile(r""";\s*rel\s*=\s*(?:"[^"]*\bcanonical\b[^"]*"|canonical\b)""", re.IGNORECASE)
_SECONDS = re.compile(r"[0-9]{1,9}")
_MAX_AGE = re.compile(r"max-age\s*=\s*\"?([0-9]{1,9})", re.IGNORECASE)
_MEANINGS = {
    401: "asks for a login",
    402: "asks for payment",
    403: "refuses to give it",
    404: "has no such page",
    410: "is gone for good",
    429: "is asked too often",
    451: "may not give it for legal reasons",
    500: "has trouble of its own",
    503: "has trouble of its own",
}


def content_type(headers: httpx2.Headers) -> tuple[str | None, str | None]:
    """The media type in small letters, and the charset; None for what is not said."""
    message = Message()
    message["content-type"] = headers.get("content-type", "")
    media = message.get_content_type() if "/" in headers.get("content-type", "") else None
    charset = message.get_param("charset")
    return media, charset.strip() if isinstance(charset, str) and charset.strip() else None


def canonical(headers: httpx2.Headers, base: str) -> str | None:
    """The canonical address by a Link header (RFC 6596), where it is on the same host: no page speaks for another's."""
    for value in headers.get_list("link"):
        for target, parameters in _LINK.findall(value[:20_000]):
            if _CANONICAL.search(f";{parameters}" if not parameters.startswith(";") else parameters):
                found = _joined(base, target.strip())
                if found and urlsplit(found).hostname == urlsplit(base).hostname:
                    return found
    return None


def _joined(base: str, target: str) -> str | None:
    try:
        return canonical_url(urljoin(base, target))
    except ValueError:
        return None


def reservation(headers: httpx2.Headers) -> Reservation | None:
    """Whether the answer reserves rights against text and data mining; see ``reserved``."""
    return reserved.by_headers({name.lower(): headers.get_list(name) for name in headers})


def retry_after(headers: httpx2.Headers) -> float | None:
    """The seconds to wait before asking again (RFC 9110 10.2.3); None where nothing, or no such thing, is said."""
    value = headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(value):
        return min(float(value), MOST_WAIT)
    try:
        when = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return min(max(0.0, (when - datetime.now(UTC)).total_seconds()), MOST_WAIT)


def max_age(headers: httpx2.Headers) -> float | None:
    """The seconds for which the answer is good (``Cache-Control``)."""
    found = _MAX_AGE.search(headers.get("cache-control", ""))
    return min(float(found[1]), MOST_WAIT) if found else None


def unknown_encoding(headers: httpx2.Headers) -> str | None:
    """A compression of the answer that cannot be undone; None where there is none."""
    named = (one.strip().lower() for one in headers.get_list("content-encoding", split_commas=True))
    return next((one[:20] for one in named if one and one not in ("identity", *_DECODED)), None)


def meaning(status: int) -> str:
    """What a status other than success means, with its number."""
    said = _MEANINGS.get(status) or ("has trouble of its own" if status >= 500 else "does not give it")
    return f"{said} (HTTP {status})"


def too_large(most: int) -> str:
    """Why an answer is refused."""
    shown = f"{most / 1_000_000:g} MB" if most >= 100_000 else f"{math.ceil(most / 1000)} kB"
    return f"too large: more than {shown}"
