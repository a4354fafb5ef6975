"""Who wrote an article, and which agency it is from: as data for machines say, the byline, a dateline, or a credit.

A picture's credit is none of the text's, and an agency that the text quotes ("ifølge Reuters") has not written it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from depesje.intake import credit
from depesje.intake.pages.marks import is_marked
from depesje.intake.pages.structured import Data, names
from depesje.intake.pages.tree import is_longer, lines
from depesje.intake.pages.words import beginning, plain, words

_META = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "cxenseparse:author",
)
_SOURCES = (
    "author",
    "creator",
    "sourceOrganization",
    "provider",
    "creditText",
    "copyrightHolder",
    "contributor",
)
_NAME = re.compile(r"[^\W\d_]\S*(?:\s+\S+){1,4}")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|\(.*?\)|[0-9]{2,}\S*")
_LONG, _MOST, _BYLINE = 60, 12, 300
_LETTERS = 3


def authors(tree: Any, data: Data, publisher: str | None) -> tuple[str, ...]:
    """The persons who are named as authors, as they are written, each once."""
    found: dict[str, str] = {}
    ways = (_of_data(data), _of_meta(data), _of_byline(tree))
    for way in ways:
        for name in way:
            if name and not _is_house(name, publisher):
                found.setdefault(plain(name), name)
        if found:
            break
    return tuple(found.values())[:_MOST]


def agency(tree: Any, data: Data, text: str, credits: tuple[str, ...], publisher: str | None) -> str | None:
    """The agency that an article is from; None where nothing says that it is from one."""
    paragraphs = [line for line in text.split("\n") if line]
    ways: Iterator[str | None] = iter(
        (
            *(credit.credited(name) for source in _SOURCES for name, _ in names(data.article.get(source))),
            *(credit.credited(name) for name in data.all(*_META)),
            *(credit.credited(line) for line in _byline_lines(tree)),
            *(credit.agency(line) for line in reversed(credits)),
            *(credit.opening(line) for line in paragraphs[:2]),
            *(credit.closing(line) for line in reversed(paragraphs)),
            credit.credited(publisher) if publisher else None,
        )
    )
    return next(filter(None, ways), None)


def _of_data(data: Data) -> Iterator[str]:
    for name, kind in names(data.article.get("author") or data.article.get("creator")):
        if "organization" not in kind and "corporation" not in kind:
            yield from _parted(name)


def _of_meta(data: Data) -> Iterator[str]:
    for said in data.all(*_META):
        if "://" not in said:
            yield from _parted(said)


def _of_byline(tree: Any) -> Iterator[str]:
    for line in _byline_lines(tree):
        yield from _parted(line)


def _byline_lines(tree: Any) -> Iterator[str]:
    """The lines of the elements that are marked as a byline, outside what is said of pictures; short ones only."""
    for element in tree.iter("address", "div", "span", "p", "a", "ul", "li", "section", "header"):
        if not (
            element.tag == "address"
            or element.get("rel") == "author"
            or is_marked(element, "parts", "byline")
        ):
            continue
        if is_longer(element, _BYLINE) or any(
            _is_picture(one) for one in (element, *element.iterancestors())
        ):
            continue
        known = words()
        for line in lines(element):
            if not beginning(line, known.not_by):
                yield line


def _is_picture(element: Any) -> bool:
    return element.tag in ("figure", "figcaption", "footer", "aside", "nav") or is_marked(
        element, "asides", "caption"
    )


def _parted(said: str) -> Iterator[str]:
    """The names in a byline: without the words before them, roles, addresses, and what makes no name."""
    known = words()
    if (before := beginning(said, known.by)) is not None:
        said = said[said.lower().index(before) + len(before) :].lstrip(" :")
    for piece in _between().split(_ADDRESS.sub(" ", said)):
        name = " ".join(piece.split()).strip(" .:;|–-•")
        if plain(name) in known.roles or beginning(name, (*known.not_by, *known.published, *known.modified)):
            continue
        if (
            _NAME.fullmatch(name)
            and len(name) <= _LONG
            and credit.credited(name) is None
            and name[0].isupper()
        ):
            yield name


def _is_house(name: str, publisher: str | None) -> bool:
    """Whether an author is the publisher itself, or one of its desks."""
    said, house = plain(name), plain(publisher or "")
    return bool(house) and (
        said == house or (len(house) > _LETTERS and house in said) or (len(said) > _LETTERS and said in house)
    )


@cache
def _between() -> re.Pattern[str]:
    ands = "|".join(map(re.escape, words().ands))
    return re.compile(rf"\s*[,;/|&•\n]\s*|\s+(?:{ands})\s+")
