"""RSS 0.9 to 2.0, RDF (RSS 1.0) and Atom: one report an entry, from what the feed itself holds of it.

feedparser reads the bytes that it is given and never fetches. Where an entry has its whole text (``content:encoded``,
Atom's ``content``), that is the report; else its summary.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice
from typing import Any
from xml.sax import SAXException

from depesje.errors import Problem
from depesje.intake import charset
from depesje.intake.formats import prose, when, xml
from depesje.intake.formats.entry import Entry, report
from depesje.intake.identity import plain_url
from depesje.intake.origin import MANY, NO_ENTRIES, Origin, too_many
from depesje.records import Report

_ROOTS = frozenset({"rss", "feed", "rdf", "channel"})


def fits(data: bytes, origin: Origin) -> bool:
    """Whether the outermost element is a feed's."""
    return xml.root_name(data) in _ROOTS


def read(data: bytes, origin: Origin) -> Iterator[Report | Problem]:
    """The entries of this feed, in its order."""
    parsed, guessed = _parsed(data, origin.charset)
    entries = parsed.get("entries") or []
    if not entries:
        yield Problem(origin.name, _why(parsed))
    for number, item in enumerate(islice(entries, MANY), start=1):
        place = origin.entry(number)
        yield report(_entry(item, parsed.get("feed") or {}, origin, guessed=guessed), place)
    if len(entries) > MANY:
        yield Problem(origin.name, too_many(len(entries)))


def _parsed(data: bytes, declared: str | None) -> tuple[dict[str, Any], bool]:
    import feedparser  # type: ignore[import-untyped]

    # feedparser takes bytes of an unknown charset for Central European; ours are decoded before it sees them.
    decoded = xml.decode(data, declared)
    if decoded is not None:
        data = charset.undeclared(decoded.text).encode("utf-8", "replace")
    headers = {"content-type": "application/xml; charset=utf-8"} if decoded is not None else {}
    try:
        # Its own cleaning of HTML is of no use: text only is taken from it.
        return feedparser.parse(io.BytesIO(data), response_headers=headers, sanitize_html=False), bool(
            decoded and decoded.guessed
        )
    except Exception as error:  # another library over a feed that may hold anything
        return {"bozo_exception": error}, False


def _why(parsed: dict[str, Any]) -> str:
    error = parsed.get("bozo_exception")
    if error is None or (parsed.get("version") and not isinstance(error, SAXException)):
        return NO_ENTRIES
    return f"a damaged feed: {' '.join(str(error).split())[:120] or type(error).__name__}"


def _entry(item: dict[str, Any], feed: dict[str, Any], origin: Origin, *, guessed: bool) -> Entry:
    source = item.get("source") or {}
    link = item.get("link") or (item.get("id") if str(item.get("id", "")).startswith("http") else None)
    text = _text(item)
    return Entry(
        text=text,
        stub=not item.get("content") and prose.is_cut(text),
        title=_plain(item.get("title")),
        url=plain_url(link) if isinstance(link, str) else None,
        guid=item.get("id"),
        publisher=_plain(source.get("title")) or _plain(item.get("publisher")) or _plain(feed.get("title")),
        authors=tuple(_authors(item)),
        published=_date(item, "published", "created", "updated"),
        modified=_date(item, "updated"),
        language=_language(item) or feed.get("language"),
        guessed=guessed,
    )


def _text(item: dict[str, Any]) -> str:
    """The fullest of the bodies that an entry has; of its summary and its content usually the latter."""
    bodies = [*(item.get("content") or []), item.get("summary_detail") or {"value": item.get("summary")}]
    texts = [prose.from_either(body["value"]) for body in bodies if isinstance(body.get("value"), str)]
    return max(texts, key=len, default="")


def _date(item: dict[str, Any], *names: str) -> str | None:
    """The first date of these names that can be read: as it is written, else as feedparser understands it."""
    for name in names:
        # Asked as a plain dictionary: feedparser's own takes one date for another where that is missing.
        if found := when.iso(dict.get(item, name)):
            return found
        if parsed := dict.get(item, f"{name}_parsed"):
            return when.iso(f"{parsed[0]:04}-{parsed[1]:02}-{parsed[2]:02}")
    return None


def _language(item: dict[str, Any]) -> str | None:
    return next((body["language"] for body in item.get("content") or [] if body.get("language")), None)


def _authors(item: dict[str, Any]) -> Iterator[str]:
    for author in item.get("authors") or []:
        if name := _plain(author.get("name")):
            yield name


def _plain(value: object) -> str | None:
    return prose.from_either(value).strip() or None if isinstance(value, str) else None
