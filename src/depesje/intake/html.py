"""HTML pages: the article's text, one paragraph a line, what stands beside it, and what the page says of it.

The bytes are read and decoded before; nothing is ever fetched. The extracted text is the report's text: short paragraphs,
quotations and repeated paragraphs stay where they stood; title, sub-headings, captions, fact boxes and links to other
stories are kept apart; menus, banners, comments and links elsewhere go. A live blog is its entries.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from depesje.intake.markup import Markup, markup
from depesje.intake.pages import byline, genre, live, paywall, when, zones
from depesje.intake.pages.article import article
from depesje.intake.pages.marks import is_marked
from depesje.intake.pages.structured import Data, data, text
from depesje.intake.pages.tree import PageError, lines, parsed, text_of
from depesje.records import Aside

__all__ = ["Page", "PageError", "lines", "read"]

_MOSTLY = 0.6  # of what is read as the article: what a live blog is by its looks only has to be
# trafilatura tells of every page it gives up in the log; here such a page becomes a Problem.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Page:
    """The text of an article, what its page says about it, and what stood beside the text.

    Of a live blog ``text`` is what stands above the entries, maybe nothing; each of ``entries`` has a ``name`` on the page.
    """

    text: str
    markup: Markup
    asides: tuple[Aside, ...] = ()
    entries: tuple[Page, ...] = ()
    name: str | None = None


def read(page: str, url: str | None = None, today: date | None = None) -> Page:
    """The article in this page, or the entries of its live blog; raises ``PageError`` where there is none.

    ``url`` is where the page was got from, where that is known; no date after ``today`` is believed.
    """
    tree = parsed(page)
    said = data(tree)
    about = markup(tree, said, url)
    address, today = about.url or url, today or date.today()
    found = live.entries(tree, said, live=genre.is_live(about.title, tree, said))
    labels = frozenset(genre.labels_of(tree, said, address, about.title))
    whole = article(tree, about.title, labels, said.about)
    running = frozenset(line for one in found for line in one.text.splitlines())
    if found and (said.live is not None or sum(map(len, running)) > _MOSTLY * len(whole.text)):
        return _blog(
            tree, said, replace(_dated(tree, said, about, address, today, running), genre="live-blog"), found
        )
    if not whole.text:
        raise PageError("no article text in the page")
    beside = "\n".join(aside.text for aside in whole.asides)
    about = replace(
        _dated(tree, said, about, address, today, frozenset(whole.text.splitlines())),
        agency=byline.agency(tree, said, whole.text, whole.credits, about.publisher),
        genre=genre.genre(tree, said, address, about.title, whole.text, beside, about.publisher),
        stub=paywall.is_stub(tree, said, whole.text),
    )
    return Page(whole.text, about, whole.asides)


def _dated(
    tree: Any, said: Data, about: Markup, address: str | None, today: date, running: frozenset[str]
) -> Markup:
    dates = when.dates(tree, said, zones.zone(address, about.language), today, address, running)
    return replace(
        about,
        published=dates.published.day if dates.published else None,
        published_at=dates.published.at if dates.published else None,
        modified=dates.modified.day if dates.modified else None,
        evidence=dates.evidence,
    )


def _blog(tree: Any, said: Data, about: Markup, found: list[live.Entry]) -> Page:
    zone = zones.zone(about.url, about.language)
    return Page(_above(tree, said), about, entries=tuple(_entries(found, about, zone)))


def _entries(found: list[live.Entry], about: Markup, zone: Any) -> Iterator[Page]:
    seen: set[str] = set()
    for number, one in enumerate(found, 1):
        name = one.name if one.name not in seen else f"{one.name}-{number}"
        seen.add(name)
        moment = when.moment(one.published, zone)
        entry = replace(
            about,
            title=one.title or about.title,
            published=moment.day if moment else about.published,
            published_at=moment.at if moment else None,
            modified=None,
            authors=one.authors or about.authors,
        )
        yield Page(one.text, entry, name=name)


def _above(tree: Any, said: Data) -> str:
    """What stands above the entries of a live blog: what is marked as its lead, else its description; maybe nothing."""
    leads = (text_of(element) for element in tree.iter("p", "div") if is_marked(element, "parts", "lead"))
    found = next(filter(None, leads), None) or (text(said.live.get("description")) if said.live else None)
    return f"{found}\n" if found else ""
