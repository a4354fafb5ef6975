"""What a page says of its article: title, dates, address, publisher, authors, agency, language, genre, whether it is whole.

Data for machines (JSON-LD, meta elements) are read first, as exactly as they speak; what the page shows, trafilatura and
htmldate add the rest. One module in ``pages/`` answers one of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from depesje.intake.identity import canonical_url
from depesje.intake.pages import byline
from depesje.intake.pages.structured import Data, names, text
from depesje.intake.pages.tree import text_of
from depesje.intake.pages.words import plain
from depesje.intake.reserved import reservation
from depesje.records import DateEvidence, Genre, Reservation

_BETWEEN = re.compile(r"\s+[|–—·•:»-]+\s+|\s*[|»]\s*|:\s+")
_HOUSES = (
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "application-name",
    "publisher",
    "copyright-holder",
)
_LEAST = 8  # letters of a heading that is taken for what a longer title has of its own
_TWO_PARTS = frozenset({"co", "com", "org", "ac", "gov", "net", "edu", "gouv"})


@dataclass(frozen=True, slots=True)
class Markup:
    """What a page says about itself; ``published`` and ``modified`` are days as EDTF, ``language`` is as written there."""

    title: str | None = None
    published: str | None = None
    published_at: str | None = None
    modified: str | None = None
    evidence: DateEvidence | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    genre: Genre = "news"
    stub: bool = False
    reserved: Reservation | None = None


def markup(tree: Any, data: Data, url: str | None = None) -> Markup:
    """What this page says of its article before that is read; ``url`` is where it was got from, where that is known."""
    rest = _asked(tree)
    address = _canonical(tree, data, url)
    house = _publisher(data) or text(rest.sitename)
    tongue = language(tree, data)
    return Markup(
        title=_title(tree, data, house) or text(rest.title),
        url=address,
        publisher=house,
        language=tongue,
        authors=byline.authors(tree, data, house),
        reserved=reservation(tree),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    title: object = None
    sitename: object = None


def _asked(tree: Any) -> _Asked:
    """What trafilatura finds."""
    from trafilatura.metadata import extract_metadata

    try:
        found = extract_metadata(
            deepcopy(tree), date_config={"extensive_search": False, "max_date": "1970-01-02"}
        )
    except Exception:  # another library over a page that may hold anything: it is asked for extras only
        return _Asked()
    return _Asked(found.title, found.sitename)


def language(tree: Any, data: Data) -> str | None:
    """The language that a page says it is in, as a tag (BCP 47); of the article's own element before the page's."""
    article = next(tree.iter("article"), None)
    ways = (
        article.get("lang") if article is not None else None,
        text(data.article.get("inLanguage")),
        tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        data.first("dc.language", "dcterms.language", "content-language", "language", "og:locale"),
    )
    return next((found.replace("_", "-") for found in ways if found and found.strip()), None)


def _title(tree: Any, data: Data, house: str | None) -> str | None:
    """The title without the name of the house that pages put before or behind it."""
    heads = [found for h1 in tree.iter("h1") if (found := text(text_of(h1)))]
    named = next((found for title in tree.iter("title") if (found := text(title.text))), None)
    said = (
        text(data.article.get("headline"))
        or data.first("og:title")
        or (heads[0] if len(heads) == 1 else named)
    )
    if said is None:
        return None
    said = " ".join(unescape(said).split())
    for head in heads:
        if (
            len(head) >= _LEAST
            and head != said
            and head in said
            and _is_house(said.replace(head, " ", 1), house)
        ):
            return head
    return _without(said, house)


def _without(said: str, house: str | None) -> str:
    """A title without its first or last part where that is the name of the house."""
    parts = [(found.start(), found.end()) for found in _BETWEEN.finditer(said)]
    if house and parts:
        start, end = parts[-1]
        if _is_house(said[end:], house) and said[:start].strip():
            return said[:start].strip()
        start, end = parts[0]
        if _is_house(said[:start], house) and said[end:].strip():
            return said[end:].strip()
    return said


def _is_house(said: str, house: str | None) -> bool:
    name, known = plain(said), plain(house or "")
    return bool(name) and bool(known) and (name in known or known in name)


def _publisher(data: Data) -> str | None:
    said = next((name for name, _ in names(data.article.get("publisher"))), None) or data.first(*_HOUSES)
    return text(unescape(said)) if said else None


def _canonical(tree: Any, data: Data, url: str | None) -> str | None:
    """The address that a page gives as its own.

    Where it was got from is known, only an address of the same site is believed: no page can pass for another house's. A
    page that names its site's front page for its address means that site.
    """
    said = [canonical_url(link) for link in _links(tree, data)]
    found = [one for one in said if one is not None]
    if url is not None and (own := canonical_url(url)) is not None:
        return next(
            (one for one in found if _site(one) == _site(own) and _is_deep(one) >= _is_deep(own)), own
        )
    return next(filter(_is_deep, found), found[0] if found else None)


def _links(tree: Any, data: Data) -> Iterator[str]:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            yield link.get("href")
    yield from data.all("og:url")
    page = data.article.get("mainEntityOfPage")
    for one in (data.article.get("url"), page.get("@id") if isinstance(page, dict) else page):
        if isinstance(one, str):
            yield one


def _site(url: str) -> str:
    """The part of a host that is one owner's: its last two names, three where the last two are a country's own."""
    names = (urlsplit(url).hostname or "").split(".")
    return ".".join(names[-3:] if len(names) > 2 and names[-2] in _TWO_PARTS else names[-2:])


def _is_deep(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path.strip("/") != "" or parts.query != ""
