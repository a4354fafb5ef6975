"""Running text out of markup that is an article and nothing but: what feeds, wires and letters carry."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html

from depesje.intake.html import lines

# What is no running text: pictures with their captions, tables of figures for machines, forms, programs.
_ASIDE = frozenset(
    "aside audio button canvas figcaption figure form head header iframe media nav noscript object script select style svg "
    "template textarea title video".split()
)
# What stands within a line, by HTML and NITF.
_WITHIN = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span strike "
    "strong sub sup time tt u var wbr alt-code chron city classifier copyrite country event frac frac-den frac-num frac-sep "
    "function lang location money num object.title org person pronounce region state sublocation virtloc".split()
)
_MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>|&[#\w]+;")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufeff]")
_OPENS = re.compile(r"\s*(?:[-–—*•>]|[0-9]{1,3}[.)]\s|https?:)")
_WIDE, _NARROW = 100, 45
_BLANK = re.compile(r"\n{3,}")


def from_element(root: Any) -> str:
    """The running text below an element of XHTML, NITF or an agency's own XML, one paragraph a line; may be empty.

    The element is changed: what is not known to stand within a line is made a block.
    """
    for element in root.iter(etree.Element):
        name = str(element.tag).lower()
        element.tag = name if name in _WITHIN or name in _ASIDE or name in ("p", "br", "body") else "div"
    return _joined(list(lines(root, _ASIDE)))


def from_html(fragment: str) -> str:
    """The running text of a piece of HTML, one paragraph a line; may be empty."""
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
    data = f"<div>{fragment.replace(chr(0), '')}</div>".encode("utf-8", "replace")
    try:
        tree = lxml_html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError):
        return ""
    return _joined(list(lines(tree, _ASIDE)))


def from_either(text: str) -> str:
    """The running text of what may be HTML or not, as descriptions in feeds and cells of tables are."""
    return from_html(text) if _MARKUP.search(text) else tidy(text)


def tidy(text: str) -> str:
    """A text that came in a field of something else: line ends alike, no control characters, no rows of blank lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    kept = [line.strip() for line in _CONTROLS.sub("", text).split("\n")]
    stripped = _BLANK.sub("\n\n", "\n".join(kept)).strip("\n")
    return f"{stripped}\n" if stripped.strip() else ""


def _joined(found: list[str]) -> str:
    return "\n".join(found) + "\n" if found else ""


def without_title(text: str, title: str | None) -> str:
    """A text without its title as first line, which a report keeps apart."""
    first, _, rest = text.partition("\n")
    return rest.lstrip("\n") if title and rest.strip() and first.split() == title.split() else text


def unwrapped(text: str) -> str:
    """A text that was broken into short lines, as letters are, with its paragraphs on one line each.

    Only where most lines are short and paragraphs are parted by blank lines; a line that begins with a dash, a mark of a
    list or a quotation stays a line of its own.
    """
    lines = [line.rstrip() for line in tidy(text).split("\n")]
    filled = [line for line in lines if line]
    if not filled or max(map(len, filled)) > _WIDE or "" not in lines[:-1]:
        return tidy(text)
    out: list[str] = []
    for before, line in zip(["", *lines], lines, strict=False):
        joins = before and line and len(before) > _NARROW and not _OPENS.match(line)
        if joins:
            out[-1] = f"{out[-1]} {line.lstrip()}"
        else:
            out.append(line)
    return tidy("\n".join(out))
