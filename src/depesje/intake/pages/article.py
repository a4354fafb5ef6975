"""The running text of a page, a paragraph a line, and what stood beside it.

What stands beside is taken out of the page first (``apart``), trafilatura reads the rest; where it finds nothing, which it
does where markup nests deeply, or next to nothing, the page's own blocks are read, or resiliparse is asked. The text that is
kept is the one that all offsets count in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from resiliparse.extract.html2text import extract_plain_text

from depesje.intake.pages.apart import Part, furniture, headings, lead, parts, subheadings
from depesje.intake.pages.lines import kind_of
from depesje.intake.pages.tree import line, lines, outline
from depesje.intake.pages.words import plain
from depesje.records import Aside

_PASSED_OVER = frozenset(
    "aside button canvas footer form head iframe nav noscript object script select style svg template textarea title".split()
)
_HOLDERS = (".//article", ".//main", ".//*[@role='main']", ".//body")
_LITTLE = 250  # characters: trafilatura's own measure of an article that it has hardly found
_SENTENCE = re.compile(r"[.!?…:;»”\"](?:\s|$)")
_HEAD = 5  # lines, among which the title is looked for
_NEAR = 400  # lines of the text that may be missing on the page, or stand elsewhere on it
_ASKED = 3  # questions that are set as headings, from which on it is an interview that they belong to
_LUMPED = 1.5  # of what trafilatura found in one lump
_LOST, _LOOSE = 0.3, 0.5  # of what trafilatura reads on the page as it is
_TIMES = 3  # as much as it found, from which on what was found otherwise is preferred


@dataclass(frozen=True, slots=True)
class Article:
    """The text of an article, what stood beside it, and the lines of credit that stood in it."""

    text: str
    asides: tuple[Aside, ...] = ()
    credits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    heading: bool = False


def article(
    tree: Any, title: str | None, labels: frozenset[str] = frozenset(), about: str | None = None
) -> Article:
    """The article on this page; its title and the labels by which it is filed are no part of its text.

    ``about`` is what the page says in a few words of the article: its first paragraph, often. The text is empty where there
    is none.
    """
    tree = deepcopy(tree)
    for element in list(headings(tree)):
        element.tag = "h3"
    body = tree.find(".//body")
    root = tree if body is None else body
    first = lead(root, about)
    if first is not None:
        first.tag = "p"
    found = parts(root, first)
    placed = [*found, *subheadings(root, found)]
    told = list(
        outline(
            root,
            {part.element: number for number, part in enumerate(placed)},
            _PASSED_OVER - {"aside", "form"},
        )
    )
    titles = {plain(text) for text in (title, *(" ".join(lines(h1)) for h1 in tree.iter("h1"))) if text}
    trusted = _trusted(tree, found, first, titles)
    read = trusted.read
    if first is not None:
        opening = list(lines(first))
        read = [*map(_Line, opening), *(one for one in read if one.text not in opening)] if read else []
    known: list[Part | None] = [
        part if part in trusted.parts or part.kind == "heading" else None for part in placed
    ]
    return _sorted([one for one in read if plain(one.text) not in labels], titles, known, told)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The lines that were read, and the parts that are rightly beside them."""

    read: list[_Line]
    parts: list[Part]


def _trusted(tree: Any, found: list[Part], first: Any, titles: set[str]) -> _Reading:
    """The article without the parts beside it; with those that are told by their marks alone, where they are most of it.

    Marks can mislead: what trafilatura reads of the page as it is is the measure of what must not be lost.
    """
    before = _extracted(tree)
    frame = list(furniture(tree, first))
    told = {line for element in (*(part.element for part in found), *frame) for line in lines(element)}
    loose = {line for part in found if _is_loose(part) for line in lines(part.element)}
    firm = told - loose
    _remove(part.element for part in found)
    _remove(frame)
    read = _read(tree, titles)
    size = sum(len(one.text) for one in before)
    missing = [one.text for one in before if one.text not in {line.text for line in read}]
    lost = sum(len(text) for text in missing if text not in told)
    if size < _LITTLE or _is_lump(before, titles):
        return _Reading(read, found)
    if lost > _LOST * size or sum(len(text) for text in missing if text in loose) > _LOOSE * size:
        kept = [one for one in before if one.text not in firm]
        return _Reading(kept, [part for part in found if not _is_loose(part)])
    return _Reading(read, found)


def _is_loose(part: Part) -> bool:
    """Whether a part is of a kind that now and then holds the article itself: told by marks and elements, not by words."""
    return part.kind in ("caption", "teaser")


def _is_lump(read: list[_Line], titles: set[str]) -> bool:
    """Whether all is in one line with its title: what trafilatura makes of a page on which it finds no article."""
    return len(read) == 1 and any(title in plain(read[0].text) for title in titles)


def _remove(elements: Any) -> None:
    for element in list(elements):
        if element.getparent() is not None:
            element.drop_tree()


def _read(tree: Any, titles: set[str]) -> list[_Line]:
    """The lines of the article, by whichever way finds it."""
    read = _extracted(tree)
    length = sum(len(one.text) for one in read)
    lumped = _is_lump(read, titles)
    if length >= _LITTLE and not lumped:
        return read
    blocks = [_Line(text) for text in _blocks(tree)]
    size = sum(len(one.text) for one in blocks)
    if (lumped and size < _LUMPED * length) or size > _TIMES * length:
        held = any(tree.find(holder) is not None for holder in _HOLDERS[:-1])
        return blocks if held or lumped else (_plain(tree) or blocks)
    return read


def _extracted(tree: Any) -> list[_Line]:
    """What trafilatura takes for the article."""
    import trafilatura

    try:
        found = trafilatura.bare_extraction(
            tree, include_comments=False, include_links=False, include_images=False
        )
    except Exception:  # another library over a page that may hold anything: other ways read it
        return []
    body = getattr(found, "body", None)
    if body is None:
        return []
    heads = {text for head in body.iter("head") for text in lines(head)}
    return [_Line(text, text in heads) for text in lines(body)]


def _blocks(tree: Any) -> list[str]:
    """The paragraphs of the page's fullest article, else of its main part, else of its body."""
    for holder in _HOLDERS:
        found = [list(lines(element, _PASSED_OVER)) for element in tree.iterfind(holder)]
        fullest = max(found, key=lambda one: sum(map(len, one)), default=[])
        if fullest:
            return fullest
    return []


def _plain(tree: Any) -> list[_Line]:
    """What resiliparse takes for the article."""
    try:
        found = extract_plain_text(etree.tostring(tree, encoding="unicode", method="html"), main_content=True)
    except Exception:  # as above
        return []
    return [_Line(text) for text in map(line, str(found).split("\n")) if text]


def _sorted(read: list[_Line], titles: set[str], found: list[Part | None], told: list[str | int]) -> Article:
    """The running text of what was read, and everything else at its place beside it."""
    asked = sum(one.heading and one.text.endswith("?") for one in read) >= _ASKED
    kept: list[str] = []
    asides: list[Aside] = []
    credits: list[str] = []
    length = 0
    for number, one in enumerate(read):
        if number < _HEAD and plain(one.text) in titles:
            continue
        kind = kind_of(one.text, one.heading and not (asked and one.text.endswith("?")))
        if kind == "text":
            kept.append(one.text)
            length += len(one.text) + 1
        elif kind == "credit":
            credits.append(one.text)
        elif kind != "furniture":
            asides.append(Aside(kind, one.text, length))
    if length < _LITTLE and not any(_SENTENCE.search(one) for one in kept):
        kept.clear()  # names of sections and the like: a page without an article on it
    text = "\n".join(kept) + "\n" if kept else ""
    asides.extend(_placed(kept, found, told, len(text)))
    return Article(text, tuple(_once(sorted(asides, key=lambda aside: aside.at))), tuple(credits))


def _placed(kept: list[str], found: list[Part | None], told: list[str | int], end: int) -> Iterator[Aside]:
    """The parts that were taken out, each at the line of the text that it stood before on the page.

    What stands before the first line of the text or behind the last belongs to it only where it lies in its element, a
    heading only where a line of the text is next.
    """
    begins = list(accumulate((len(one) + 1 for one in kept), initial=0))
    reached, waiting = 0, list[int]()
    for one in told:
        if isinstance(one, int):
            waiting.append(one)
        elif one in kept[reached : reached + _NEAR]:
            line_number = kept.index(one, reached)
            yield from _aside(found, waiting, begins[line_number], outside=reached > 0)
            waiting.clear()
            reached = line_number + 1
        else:
            waiting = [number for number in waiting if (part := found[number]) and part.kind != "heading"]
    yield from _aside(found, waiting, end, outside=False)


def _aside(found: list[Part | None], numbers: list[int], at: int, *, outside: bool) -> Iterator[Aside]:
    for number in numbers:
        if (part := found[number]) is not None and (outside or part.inside):
            yield Aside(part.kind, part.text, at)


def _once(asides: list[Aside]) -> Iterator[Aside]:
    seen = set()
    for aside in asides:
        key = (aside.kind, aside.text)
        if key not in seen:
            seen.add(key)
            yield aside
