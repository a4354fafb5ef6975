"""Which feeds a document names: a list of them (OPML), a page that points to its own, or a feed itself; and the addresses of
a feed's entries, one by one, which is all that some entries have.

Pure, like the formats: bytes in, addresses out; hostile input ends in nothing found. Run by the worker.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from lxml import etree, html  # type: ignore[import-untyped]

from depesje.intake.identity import canonical_url
from depesje.intake.origin import Origin

MOST = 10_000  # feeds of a list, entries of a feed
_SNIFFED = 4096
# Nothing is given back that was matched once, so that no prolog takes more than one look.
_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s++|<\?[^>]*+>|<!--(?:(?!-->).)*+-->|<!DOCTYPE[^>]*+>)*+<(?:[\w.-]++:)?([\w.-]+)",
    re.DOTALL,
)
_FEED_ROOTS = frozenset({b"rss", b"feed", b"rdf"})
_JSON_FEED = re.compile(rb"jsonfeed\.org\\?/version\\?/")
_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}
)


@dataclass(frozen=True, slots=True)
class Named:
    """A feed or an entry that a document names: its address (empty where it has none) and what it is called."""

    url: str
    title: str | None = None


def feeds(data: bytes, origin: Origin) -> Iterator[Named]:
    """The feeds in a list of them or that a page points to, each once; of a feed, itself; nothing for other things."""
    seen: set[str] = set()
    for found in _feeds(data, origin):
        if found.url and found.url not in seen and len(seen) < MOST:
            seen.add(found.url)
            yield found


def links(data: bytes, origin: Origin) -> Iterator[Named]:
    """The entries of a feed in its order, by address and title."""
    if is_json_feed(data):
        yield from _json_links(data, origin)
    elif _root(data) in _FEED_ROOTS:
        tree = _tree(data)
        for number, entry in enumerate(tree.iter("{*}item", "{*}entry") if tree is not None else ()):
            if number == MOST:
                return
            yield Named(_address(_link(entry), origin), _text(entry, "title"))


def is_json_feed(data: bytes) -> bool:
    """Whether this is a JSON Feed."""
    start = data[:_SNIFFED].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"{") and _JSON_FEED.search(start) is not None


def _feeds(data: bytes, origin: Origin) -> Iterator[Named]:
    root = _root(data)
    if root in _FEED_ROOTS or is_json_feed(data):
        yield Named(origin.url or origin.name, _feed_title(data))
    elif root == b"opml":
        tree = _tree(data)
        for outline in tree.iter("{*}outline") if tree is not None else ():
            given = {str(name).lower(): str(value) for name, value in outline.attrib.items()}
            title = given.get("title") or given.get("text")
            yield Named(_address(given.get("xmlurl", ""), origin), _one_line(title))
    else:
        yield from _pointed_to(data, origin)


def _pointed_to(data: bytes, origin: Origin) -> Iterator[Named]:
    """By RSS autodiscovery: ``<link rel="alternate" type="application/rss+xml">``."""
    try:
        tree = html.document_fromstring(data, parser=html.HTMLParser(no_network=True))
    except (etree.LxmlError, ValueError, AssertionError):
        return
    base = next((one for one in tree.xpath("//base/@href")[:1]), "")
    for element in tree.iter("link"):
        kind = str(element.get("type") or "").partition(";")[0].strip().lower()
        if kind in _TYPES and "alternate" in str(element.get("rel") or "").lower().split():
            address = _address(str(element.get("href") or ""), origin, str(base))
            yield Named(address, _one_line(element.get("title")))


def _json_links(data: bytes, origin: Origin) -> Iterator[Named]:
    for item in _items(data):
        given = item if isinstance(item, dict) else {}
        url = given.get("url") or given.get("id")
        yield Named(_address(url if isinstance(url, str) else "", origin), _one_line(given.get("title")))


def _items(data: bytes) -> list[Any]:
    try:
        items = json.loads(data.decode("utf-8-sig", "replace"))["items"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return []
    return items[:MOST] if isinstance(items, list) else []


def _feed_title(data: bytes) -> str | None:
    if is_json_feed(data):
        try:
            return _one_line(json.loads(data.decode("utf-8-sig", "replace")).get("title"))
        except (ValueError, AttributeError, RecursionError):
            return None
    tree = _tree(data)
    channel = None if tree is None else next(tree.iter("{*}channel"), tree)
    return None if channel is None else _text(channel, "title")


def _root(data: bytes) -> bytes | None:
    found = _ROOT.match(data[:_SNIFFED])
    return found[1].lower() if found else None


def _tree(data: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        return None


def _link(entry: Any) -> str:
    """An entry's address: a link that is no enclosure, else an id that is one."""
    for link in entry.iter("{*}link"):
        address = (link.get("href") or link.text or "").strip()
        if address and (link.get("rel") or "alternate") == "alternate":
            return str(address)
    for name in ("guid", "id"):
        if (found := _text(entry, name) or "").startswith(("http://", "https://")):
            return found
    return ""


def _address(url: str, origin: Origin, base: str = "") -> str:
    """An address as it counts from a document's own, or from the one that it gives as its base; empty where it is none."""
    try:
        whole = urljoin(urljoin(origin.url or "", base), url.strip())
        return canonical_url(whole) or "" if url.strip() else ""
    except ValueError:
        return ""


def _text(element: Any, name: str) -> str | None:
    child = element.find(f"{{*}}{name}")
    return None if child is None else _one_line("".join(map(str, child.itertext())))


def _one_line(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())[:300] or None
