"""A page's markup as a tree, and the text below an element, one block a line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html

from depesje.intake import charset

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_NUMBERED = re.compile(r"&#(?:([0-9]{1,7})|[xX]([0-9a-fA-F]{1,6}));?")
_WINDOWS = range(0x80, 0xA0)
_TAG, _REFERENCE = re.compile(r"<[a-zA-Z/!]"), re.compile(r"&[#\w]+;")
_BLOCK_TAGS = (
    "address article aside blockquote body br caption cell center dd details div dl dt figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 head header hr item lb li list main nav ol p pre quote row section "
    "summary table tbody td th thead tr ul"
)
BLOCKS = frozenset(_BLOCK_TAGS.split())


class PageError(ValueError):
    """A page without a report in it; its text is one line, fit to be shown to a person."""


def parsed(page: str) -> Any:
    """The tree of this page; raises ``PageError`` where it is none, or cannot be read in full."""
    # huge_tree: pages nest deeper than libxml2's usual 256 levels; beyond 2048 it cuts them off without a
    # word.
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    text = _NUMBERED.sub(_character, _UNFIT.sub(" ", charset.undeclared(page)))
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        raise PageError("no article text in the page") from None
    if any("depth" in entry.message for entry in parser.error_log):
        raise PageError("nested too deeply; the page cannot be read in full")
    return tree


def is_markup(text: str) -> bool:
    """Whether there is a tag, or a character by its name or number, in a text."""
    # Looked for before the last ">" only, so that no text takes more than one look.
    return _TAG.search(text, 0, max(text.rfind(">"), 0)) is not None or _REFERENCE.search(text) is not None


def _character(found: re.Match[str]) -> str:
    """A character by its number, as browsers take it: that of Windows-1252 where Unicode has a control; no other control."""
    number = int(found[1]) if found[1] else int(found[2], 16)
    if number in _WINDOWS:
        return bytes([number]).decode("cp1252", "replace")
    return " " if number < ord(" ") and chr(number) not in "\t\n\r" or number == 0x7F else found[0]


def lines(root: Any, passed_over: frozenset[str] = frozenset()) -> Iterator[str]:
    """The text below an element, one block a line, in order; without recursion, so as deep as it may be."""
    for one in outline(root, {}, passed_over):
        if isinstance(one, str):
            yield one


def outline(
    root: Any, numbered: dict[Any, int], passed_over: frozenset[str] = frozenset()
) -> Iterator[str | int]:
    """The same, with the numbers of the elements in ``numbered`` in the place of what is below them."""
    found: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        block = tag in BLOCKS
        if event == "start" and element in numbered:
            yield from _line(found)
            found.clear()
            yield numbered[element]
            walk.skip_subtree()
        elif event == "start" and tag in passed_over and element is not root:
            walk.skip_subtree()
        elif event == "start":
            if block:
                yield from _line(found)
                found.clear()
            if tag:
                found.append(element.text or "")
        elif element is not root:
            if block:
                yield from _line(found)
                found.clear()
            found.append(element.tail or "")
    yield from _line(found)


def line(text: str) -> str:
    """A text on one line: one space between words, composed letters, nothing that cannot be printed."""
    text = " ".join(text.split())
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if text.isprintable():
        return text
    return " ".join("".join(char for char in text if char.isprintable() or char == "\u200d").split())


def text_of(element: Any) -> str:
    """All the text below an element, on one line; blocks are parted by a space."""
    return " ".join(lines(element))


def is_longer(element: Any, limit: int) -> bool:
    """Whether there are more characters of text below an element than this; looks at no more than it has to."""
    seen = 0
    for piece in element.itertext():
        seen += len(piece.strip())
        if seen > limit:
            return True
    return False


def _line(found: list[str]) -> Iterator[str]:
    if stripped := line("".join(found)):
        yield stripped
