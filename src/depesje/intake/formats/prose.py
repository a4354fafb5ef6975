"""Running text out of markup that is an article and nothing but: what feeds, wires and letters carry.

Captions stand in these texts as lines between two marks that no text may hold (Unicode keeps them for use within a
program), so that whatever is put before a text leaves them where they stood. ``parted`` takes them out, for every report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html

from depesje.intake.pages.tree import is_markup, lines
from depesje.records import Aside

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
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufeff\ufdd0\ufdd1]")
_OPEN, _CLOSE, _NUMBER = "\ufdd0", "\ufdd1", "⁂⁂"
_MARK = re.compile(rf"{_NUMBER}([0-9]{{1,6}}){_NUMBER}")
_OPENS = re.compile(r"\s*(?:[-–—*•>]|[0-9]{1,3}[.)]\s|https?:)")
_WIDE, _NARROW = 100, 45
_CUT = ("…", "...", "[…]", "[...]")
_BLANK = re.compile(r"\n{3,}")


def from_element(root: Any) -> str:
    """The running text below an element of XHTML, NITF or an agency's own XML, one paragraph a line; may be empty.

    The element is changed: what is not known to stand within a line is made a block.
    """
    for element in root.iter(etree.Element):
        name = str(element.tag).lower()
        element.tag = (
            name
            if name in _WITHIN or name in _ASIDE or name in ("p", "br", "body", "media-caption")
            else "div"
        )
    return _joined(root)


def from_html(fragment: str) -> str:
    """The running text of a piece of HTML, one paragraph a line; may be empty."""
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
    data = f"<div>{fragment.replace(chr(0), '')}</div>".encode("utf-8", "replace")
    try:
        tree = lxml_html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError):
        return ""
    return _joined(tree)


def from_either(text: str) -> str:
    """The running text of what may be HTML or not, as descriptions in feeds and cells of tables are."""
    return from_html(text) if is_markup(text) else tidy(text)


def tidy(text: str) -> str:
    """A text that came in a field of something else: line ends alike, no control characters, no rows of blank lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    kept = [line.strip() for line in _CONTROLS.sub("", text).split("\n")]
    stripped = _BLANK.sub("\n\n", "\n".join(kept)).strip("\n")
    return f"{stripped}\n" if stripped.strip() else ""


def parted(text: str) -> tuple[str, tuple[Aside, ...]]:
    """A text without its captions, and these, each with its place."""
    if _OPEN not in text:
        return text, ()
    kept: list[str] = []
    asides: list[Aside] = []
    place = 0
    for line in text.splitlines(keepends=True):
        if line.startswith(_OPEN):
            asides.append(Aside("caption", line.strip(f"\n{_OPEN}{_CLOSE}"), place))
        else:
            kept.append(line)
            place += len(line)
    return "".join(kept), tuple(asides)


def _joined(root: Any) -> str:
    """The lines below an element, with those of captions marked."""
    captions = list(_captions(root))
    found = [
        f"{_OPEN}{captions[int(mark[1])]}{_CLOSE}" if (mark := _MARK.fullmatch(line)) else line
        for line in lines(root, _ASIDE)
    ]
    return "\n".join(found) + "\n" if len(found) > len(captions) else ""


def _captions(root: Any) -> Iterator[str]:
    """The captions below an element, each of whose pictures becomes a paragraph that holds its number."""
    number = 0
    for picture in list(root.iter("figure", "media")):
        words = [
            " ".join("".join(one.itertext()).split()) for one in picture.iter("figcaption", "media-caption")
        ]
        caption = " ".join("".join(char for char in " ".join(words) if char.isprintable()).split())
        if caption and picture is not root and picture.getparent() is not None:
            picture.clear(keep_tail=True)
            picture.tag, picture.text = "p", f"{_NUMBER}{number}{_NUMBER}"
            number += 1
            yield caption


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
    paragraphs: list[list[str]] = []
    for before, line in zip(["", *lines], lines, strict=False):
        if before and line and len(before) > _NARROW and not _OPENS.match(line):
            paragraphs[-1].append(line.lstrip())
        else:
            paragraphs.append([line])
    return tidy("\n".join(map(" ".join, paragraphs)))


def is_cut(text: str) -> bool:
    """Whether a text ends with the marks of one that goes on elsewhere."""
    return text.rstrip().endswith(_CUT)
