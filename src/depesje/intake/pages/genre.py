"""What kind of piece an article is, by what its page says: its data for machines, its address, its labels, its own words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from urllib.parse import unquote, urlsplit

from depesje.intake import credit
from depesje.intake.pages.marks import is_marked
from depesje.intake.pages.structured import Data, text
from depesje.intake.pages.tree import is_longer, text_of
from depesje.intake.pages.words import holding, plain, words
from depesje.records import Genre

_KINDS: dict[str, Genre] = {
    "opinionnewsarticle": "opinion",
    "analysisnewsarticle": "opinion",
    "reviewnewsarticle": "opinion",
    "liveblogposting": "live-blog",
}
_SECTIONS = (
    "article:section",
    "section",
    "og:section",
    "cxenseparse:section",
    "article:tag-primary",
    "parsely-section",
)
_LABEL, _CLOSING = 40, 2500
_QUESTIONS, _ANSWERED = 3, 0.5


def genre(
    tree: Any,
    data: Data,
    url: str | None,
    title: str | None,
    article: str,
    beside: str,
    publisher: str | None,
) -> Genre:
    """What kind of piece this is; news where nothing says otherwise. ``beside`` are the words around its text."""
    for kind, of in _KINDS.items():
        if kind in data.kinds():
            return of
    labels = set(labels_of(tree, data, url, title))
    known = words()
    if labels & known.opinion or holding(f"{beside}\n{article[-_CLOSING:]}", known.opinion_says):
        return "opinion"
    if labels & known.interview or _is_asked_and_answered(article):
        return "interview"
    if labels & known.document:
        return "document"
    if publisher and credit.credited(publisher):
        return "wire"
    return "news"


def is_live(title: str | None, tree: Any, data: Data) -> bool:
    """Whether a page says of itself that it is followed as it goes on."""
    known = words()
    before = plain((title or "").partition(":")[0])
    return before in known.live or any(label in known.live for label in labels_of(tree, data, None, title))


def labels_of(tree: Any, data: Data, url: str | None, title: str | None) -> Iterator[str]:
    """The words by which a page files its article."""
    section = data.article.get("articleSection")
    for told in (*(section if isinstance(section, list) else [section]), *data.all(*_SECTIONS)):
        if (found := text(told)) is not None:
            yield plain(found)
    yield from map(plain, unquote(urlsplit(url).path).split("/")[1:-1] if url else ())
    if title and ":" in title:
        yield plain(title.partition(":")[0])
    if title and "|" in title:
        yield from map(plain, title.split("|"))
    for element in tree.iter("span", "div", "a", "p", "li"):
        if (
            is_marked(element, "parts", "label")
            and not is_longer(element, _LABEL)
            and not _is_elsewhere(element)
        ):
            yield plain(text_of(element))


def _is_elsewhere(element: Any) -> bool:
    """Whether a label is one of the page's frame, or of a link to another story."""
    return any(
        one.tag in ("nav", "footer", "aside", "figure") or is_marked(one, "asides", "teaser")
        for one in (element, *element.iterancestors())
    )


def _is_asked_and_answered(article: str) -> bool:
    """Whether an article is questions, each with its answer below it."""
    found = [line for line in article.split("\n") if line]
    asked = sum(
        line.endswith("?")
        and not line.startswith(("–", "—", "-", "«"))
        and answer.startswith(("–", "—", "-", "«"))
        for line, answer in pairwise(found)
    )
    return asked >= _QUESTIONS and asked > len(found) * _ANSWERED / 2
