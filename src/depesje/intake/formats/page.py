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
        yield _article(decoded, origin)


def _article(decoded: charset.Decoded, origin: Origin) -> Report | Problem:
    try:
        page = html.read(decoded.text)
    except html.PageError as error:
        return Problem(origin.name, str(error))
    about = page.markup
    return report(
        Entry(
            page.text,
            title=about.title,
            url=about.url or origin.canonical or origin.url,
            publisher=about.publisher,
            published=about.published,
            modified=about.modified,
            evidence="markup",
            reserved=about.reserved,
            guessed=decoded.guessed,
        ),
        origin,
    )
