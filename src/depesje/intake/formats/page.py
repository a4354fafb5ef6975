"""HTML pages: the article that stands on one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from depesje.errors import Problem
from depesje.intake import charset, html
from depesje.intake.formats.entry import Entry, report
from depesje.intake.origin import Origin
from depesje.records import Report

KINDS = frozenset({".html", ".htm", ".xhtml"})
_MEDIA = frozenset({"text/html", "application/xhtml+xml"})
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.DOTALL,
)
_SNIFFED = 4096
_TELLING = 500  # characters from which on a text tells its language by itself


def fits(data: bytes, origin: Origin) -> bool:
    """Whether these bytes are an HTML page, or are called one."""
    if origin.kind in KINDS or origin.media in _MEDIA:
        return True
    # A byte order mark of two bytes is not cut in half.
    start = charset.decode(data[:_SNIFFED], charset.declared(data))
    return start is not None and _PAGE.match(start.text) is not None


def read(data: bytes, origin: Origin) -> Iterator[Report | Problem]:
    """The article in this page."""
    decoded = charset.decode(data, origin.charset or charset.declared(data))
    if decoded is None:
        yield Problem(origin.name, "binary file, not a report")
    elif not decoded.text.strip():
        yield Problem(origin.name, "empty")
    else:
        yield from _reports(decoded, origin)


def _reports(decoded: charset.Decoded, origin: Origin) -> Iterator[Report | Problem]:
    """The article, or each entry of a live blog under the page's address with the entry's name behind it."""
    try:
        page = html.read(decoded.text, origin.canonical or origin.url, origin.today)
    except html.PageError as error:
        yield Problem(origin.name, str(error))
        return
    if page.text:
        yield report(_entry(page, decoded.guessed), origin)
    for number, one in enumerate(page.entries, start=1):
        yield report(_entry(one, decoded.guessed), origin.entry(number))


def _entry(page: html.Page, guessed: bool) -> Entry:
    about = page.markup
    return Entry(
        page.text,
        title=about.title,
        url=about.url,
        publisher=about.publisher,
        agency=about.agency,
        authors=about.authors,
        published=about.published,
        published_at=about.published_at,
        modified=about.modified,
        evidence=about.evidence or "markup",
        language=_language(about.language, page.text),
        genre=about.genre,
        stub=about.stub,
        asides=page.asides,
        reserved=about.reserved,
        guessed=guessed,
        id=f"{about.url}#{page.name}" if about.url and page.name else None,
    )


def _language(tag: str | None, text: str) -> str | None:
    """The language that a page says it is in, where its text is too short to tell: frames in Bokmål hold Nynorsk, too."""
    return tag if len(text) < _TELLING else None
