"""HTML pages: the article's text, one paragraph a line, and what the page's markup says of it.

The bytes are read and decoded here; nothing is ever fetched. The extracted text is the report's text:
headings, short paragraphs, quotations and repeated paragraphs stay where they stood; menus, banners, comments
and links elsewhere go.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import trafilatura
from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html

from depesje.intake.markup import Markup, markup

_XML = re.compile(r"\s*<\?xml[^>]*>")
_SPACE = re.compile(r"\s+")
_BLOCK_TAGS = (
    "address article aside blockquote body br caption cell center dd details div dl dt figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 head header hr item lb li list main nav ol p pre quote row section "
    "summary table tbody td th thead tr ul"
)
_OTHER_TAGS = (
    "aside button canvas footer form head iframe nav noscript object script select style svg template "
    "textarea title"
)
_BLOCKS, _PASSED_OVER = frozenset(_BLOCK_TAGS.split()), frozenset(_OTHER_TAGS.split())
_HOLDERS = (".//article", ".//main", ".//*[@role='main']", ".//body")
# trafilatura tells of every page it gives up in the log; here such a page becomes a Problem.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


class PageError(ValueError):
    """A page without a report in it; its text is one line, fit to be shown to a person."""


@dataclass(frozen=True, slots=True)
class Page:
    """The text of an article and what its page says about it."""

    text: str
    markup: Markup


def read(page: str) -> Page:
    """The article in this page; raises ``PageError`` where there is none."""
    tree = _tree(page)
    about = markup(tree)
    lines = _extracted(tree) or _fallback(tree)
    if not lines:
        raise PageError("no article text in the page")
    return Page("\n".join(lines) + "\n", about)


def _tree(page: str) -> Any:
    # huge_tree: pages nest deeper than libxml2's usual 256 levels; beyond 2048 it cuts them off without a
    # word.
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    data = _XML.sub("", page, count=1).encode("utf-8", "replace")
    try:
        tree = lxml_html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError):
        raise PageError("no article text in the page") from None
    if any("depth" in entry.message for entry in parser.error_log):
        raise PageError("nested too deeply; the page cannot be read in full")
    return tree


def _extracted(tree: Any) -> list[str]:
    """What trafilatura takes for the article, with a leaning towards taking more."""
    try:
        found = trafilatura.bare_extraction(
            tree,
            favor_recall=True,
            include_comments=False,
            include_links=False,
            include_images=False,
            deduplicate=False,
        )
    except Exception:  # another library over a page that may hold anything: the fallback reads it
        return []
    body = getattr(found, "body", None)
    return list(lines(body)) if body is not None else []


def _fallback(tree: Any) -> list[str]:
    """The paragraphs of the page's fullest article, else of its main part, else of its body."""
    for holder in _HOLDERS:
        found = [list(lines(element, _PASSED_OVER)) for element in tree.iterfind(holder)]
        fullest = max(found, key=lambda one: sum(map(len, one)), default=[])
        if fullest:
            return fullest
    return []


def lines(root: Any, passed_over: frozenset[str] = frozenset()) -> Iterator[str]:
    """The text below an element, one block a line, in order; without recursion, so as deep as it may be."""
    pieces: list[str] = []
    for block, text in _pieces(root, passed_over):
        if block:
            yield from _line(pieces)
            pieces.clear()
        pieces.append(text)
    yield from _line(pieces)


def _pieces(root: Any, passed_over: frozenset[str]) -> Iterator[tuple[bool, str]]:
    """Texts and tails in document order, each with whether a block begins or ends before it."""
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        block = tag in _BLOCKS
        if event == "start":
            if tag in passed_over and element is not root:
                walk.skip_subtree()
            elif tag:
                yield block, element.text or ""
        elif element is not root:
            yield block, element.tail or ""


def _line(pieces: list[str]) -> Iterator[str]:
    text = unicodedata.normalize("NFC", _SPACE.sub(" ", "".join(pieces)))
    text = "".join(char for char in text if char.isprintable() or char == "\u200d")
    if stripped := text.strip():
        yield stripped
