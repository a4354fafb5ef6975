"""What a report is known by: a reader's name for it, and the identity that a ledger keeps it under."""

from __future__ import annotations

import hashlib
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from depesje.records import Report

GUID = "guid:"


def ledger_id(report: Report) -> str:
    """The identity of a report that is kept: its canonical URL, else its publisher's name for it, else its text's SHA-256.

    Of several reports on one page, each has that page's address with a fragment of its own.
    """
    if report.url:
        return report.id if report.id.startswith(f"{report.url}#") else report.url
    return report.id if report.id.startswith(GUID) else text_id(report.text)


def guid_id(publisher: str | None, guid: str) -> str | None:
    """The identity of a report that its publisher calls by a name of its own; None where that name is empty."""
    name = " ".join("".join(char for char in guid if char.isprintable()).split())
    return f"{GUID}{publisher or ''}:{name}" if name else None


def text_id(text: str) -> str:
    """``sha256:`` and the hexadecimal SHA-256 of this text in UTF-8."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def canonical_url(url: str) -> str | None:
    """A web address with scheme and host in small letters, without fragment; None where it is none."""
    url = url.strip()
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or not url.isprintable() or " " in url:
        return None
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path or "/", parts.query, ""))


def plain_url(url: str) -> str | None:
    """A canonical address without what only counts readers (``utm_source=rss``), as feeds and letters add it."""
    plain = canonical_url(url)
    if plain is None or "utm_" not in plain:
        return plain
    parts = urlsplit(plain)
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not name.startswith("utm_")
    ]
    return urlunsplit(parts._replace(query=urlencode(kept)))
