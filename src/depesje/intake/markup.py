"""What a page's markup says of its article: title, dates, address, publisher.

JSON-LD and meta elements are read first, as exactly as they speak; trafilatura and htmldate add the rest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import islice
from typing import Any

from htmldate import find_date
from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html
from trafilatura.metadata import extract_metadata

from depesje.intake.identity import canonical_url
from depesje.intake.reserved import reservation
from depesje.records import Reservation

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "dc.date.issued",
    "dcterms.issued",
    "dc.date", "dcterms.created", "date", "pubdate", "publishdate", "parsely-pub-date", "sailthru.date",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")
_ARTICLES = ("article", "blogposting", "report", "webpage", "posting")
_ISO = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2}(?:[T ][0-9]{2}:.*)?)?)?$")
_TIMES = re.compile(r"(?i)date|time|publi[sc]")
_NAMING = ("itemprop", "class", "id")
_LONGEST, _SHORT, _FEW = 300, 80, 20


@dataclass(frozen=True, slots=True)
class Markup:
    """What a page says about itself; dates are as written there."""

    title: str | None = None
    published: str | None = None
    modified: str | None = None
    url: str | None = None
    publisher: str | None = None
    reserved: Reservation | None = None


def markup(tree: Any) -> Markup:
    """What the markup of this page says."""
    article = next(_articles(tree), {})
    meta = _meta(tree)
    rest = _asked(tree)
    return Markup(
        title=_text(article.get("headline")) or _first(meta, ("og:title",)) or _text(rest.title),
        published=_date(article.get("datePublished")) or _first_date(meta, _PUBLISHED) or _text(rest.date),
        modified=_date(article.get("dateModified")) or _first_date(meta, _MODIFIED),
        url=_canonical(tree, meta),
        publisher=_named(article.get("publisher")) or _first(meta, ("og:site_name",)) or _text(rest.sitename),
        reserved=reservation(tree),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    title: object = None
    date: object = None
    sitename: object = None


def _asked(tree: Any) -> _Asked:
    """What trafilatura finds; dates from the markup only, never from the running text."""
    try:
        found = extract_metadata(deepcopy(tree), date_config={"extensive_search": False})
        found.date = find_date(_bare(tree), url=found.url, extensive_search=False, original_date=True)
    except Exception:  # another library over a page that may hold anything: it is asked for extras only
        return _Asked()
    return _Asked(found.title, found.date, found.sitename)


def _bare(tree: Any) -> Any:
    """The page without its running text: its head, and the short elements that are marked as times."""
    bare = lxml_html.Element("html")
    bare.extend(deepcopy(head) for head in tree.iterfind("head"))
    body = etree.SubElement(bare, "body")
    for element in tree.iterfind(".//body//*"):
        if element.tag == "time" or any(_TIMES.search(element.get(name) or "") for name in _NAMING):
            text = "".join(islice(element.itertext(), _FEW))
            if len(text) <= _SHORT:
                mark = etree.SubElement(body, element.tag, dict(element.attrib))
                mark.text = text
    return bare


def _meta(tree: Any) -> dict[str, str]:
    """The meta elements by their name in small letters; the first of a name holds."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = _text(element.get("content"))
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that describe an article; the page itself comes last."""
    objects = [one for script in tree.iter("script") for one in _objects(script)]
    for kind in _ARTICLES:
        yield from (one for one in objects if kind in _kinds(one))


def _objects(script: Any) -> Iterator[dict[str, Any]]:
    if (script.get("type") or "").strip().lower() != "application/ld+json":
        return
    try:
        waiting = [json.loads(script.text or "", strict=False)]
    except (ValueError, RecursionError):
        return
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            yield one
            waiting.append(one.get("@graph"))


def _kinds(one: dict[str, Any]) -> str:
    kinds = one.get("@type")
    return " ".join(map(str, kinds)).lower() if isinstance(kinds, list) else str(kinds or "").lower()


def _canonical(tree: Any, meta: dict[str, str]) -> str | None:
    links = [
        link.get("href")
        for link in tree.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    return next(filter(None, (canonical_url(link) for link in (*links, meta.get("og:url")) if link)), None)


def _named(publisher: object) -> str | None:
    if isinstance(publisher, list):
        publisher = publisher[0] if publisher else None
    return _text(publisher.get("name") if isinstance(publisher, dict) else publisher)


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _first_date(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if _date(meta.get(name))), None)


def _date(value: object) -> str | None:
    """A date in ISO's order; one in another order is left to htmldate."""
    text = _text(value)
    return text if text and _ISO.match(text) else None


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    printable = "".join(char for char in value if char.isprintable() or char.isspace())
    return " ".join(printable.split())[:_LONGEST] or None
