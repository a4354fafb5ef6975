"""What stands on a page beside the running text: found in its markup, and taken out of it before the text is read.

Told by how elements are marked (``marks.toml``), by the words that they begin with (``words/``), by their being nothing but
a link, or by their saying again what the text says. A part that is most of the article is the article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from depesje.intake.pages.lines import is_furniture, is_heading
from depesje.intake.pages.marks import is_marked, kinds, marked, pattern
from depesje.intake.pages.tree import BLOCKS, is_longer, lines, text_of
from depesje.intake.pages.words import Words, beginning, plain, words
from depesje.records import AsideKind

_BOXES = frozenset({"aside", "section", "div", "details", "figure", "table", "dl", "ul"})
_PARAGRAPHS = frozenset(
    {"p", "div", "li", "h2", "h3", "h4", "h5", "section", "strong", "b", "ul", "span", "aside", "blockquote"}
)
_HOLDERS = frozenset({"html", "body", "main", "article", "head"})
_MOST = 0.5  # of the article's text, from which on a part is the article itself
_LONGEST = {"caption": 1200, "pull-quote": 600, "note": 900, "teaser": 900}
_TEASER, _CREDIT, _HEADING = 320, 420, 90
_LINKED, _LEAD, _FRAME = 0.85, 700, 1500
_FEW = 4  # elements in a paragraph
_NEAR, _LARGE = 40, 60  # pieces of text, elements
_SENTENCE = 3  # words, at least


@dataclass(frozen=True, slots=True)
class Part:
    """One part beside the running text, its element and its words; ``inside``: in an element that holds an article."""

    kind: AsideKind
    element: Any
    text: str
    inside: bool


def parts(root: Any, lead: Any = None) -> list[Part]:
    """The parts beside the running text below this element, in order; none lies in another, and none is its ``lead``."""
    finder = _Finder(root, lead)
    return list(finder.walk(root))


class _Finder:
    def __init__(self, root: Any, lead: Any) -> None:
        self._lead = lead
        self._words: Words = words()
        self._total = max(len(text_of(root)), 1)
        said = Counter(plain(one) for one in lines(root))
        self._said = " \n ".join(said.elements())

    def walk(self, root: Any) -> Iterator[Part]:
        waiting = [root]
        while waiting:
            element = waiting.pop()
            found = self._part(element) if element is not root and element is not self._lead else None
            if found is not None:
                yield found
            else:
                waiting.extend(child for child in reversed(element) if isinstance(child.tag, str))

    def _part(self, element: Any) -> Part | None:
        if element.tag in _HOLDERS or element.tag in ("script", "style", "h1", "noscript", "template"):
            return None
        kind = self._kind(element)
        if kind is None:
            return None
        text = text_of(element)
        if not text or len(text) > self._total * _MOST or len(text) > _LONGEST.get(kind, self._total):
            return None
        return (
            None
            if next(element.iter("h1"), None) is not None
            else Part(kind, element, text, _is_inside(element))
        )

    def _kind(self, element: Any) -> AsideKind | None:
        if element.tag == "figcaption":
            return "caption"
        marked_as = self._marked(element)
        if marked_as is not None:
            return marked_as
        if _wraps(element):
            return None
        if element.tag in _PARAGRAPHS and (spoken := self._spoken(element)) is not None:
            return spoken
        if element.tag in _BOXES and self._is_fact_box(element):
            return "fact-box"
        if element.tag == "figure" and next(element.iter("img", "picture", "video"), None) is not None:
            return (
                None
                if next(element.iter("figcaption", "blockquote", "table"), None) is not None
                else "caption"
            )
        if element.tag in ("aside", "blockquote") and self._is_said_elsewhere(element):
            return "pull-quote"
        return None

    def _marked(self, element: Any) -> AsideKind | None:
        attributes = marked(element)
        if not attributes:
            return None
        for kind in kinds():
            if pattern("asides", kind).search(attributes) and self._bears_out(kind, element):
                return kind  # type: ignore[return-value]
        return None

    def _bears_out(self, kind: str, element: Any) -> bool:
        """Whether what is in an element is of the kind that it is marked as."""
        if kind == "teaser":
            return next(element.iter("a"), None) is not None and (
                _linked(element) > _LINKED / 2 or len(text_of(element)) < _TEASER
            )
        if kind == "fact-box":
            return len(text_of(element)) > 2 * len(self._words.fact_box_only[0]) and element.tag not in (
                "p",
                "span",
                "a",
                "h2",
                "h3",
            )
        return True

    def _spoken(self, element: Any) -> AsideKind | None:
        """What a paragraph is by its first words, or by its being a link and nothing else."""
        if _is_large(element) or (
            len(element) > 6
            or next(element.iter("p", "table"), element) is not element
            and element.tag != "div"
        ):
            return None
        if is_longer(element, _LONGEST["note"]) or not (text := text_of(element)):
            return None
        has_link = next(element.iter("a"), None) is not None
        if len(text) <= _TEASER and (has_link or ":" in text) and beginning(text, self._words.teaser):
            return "teaser"
        if element.tag in ("p", "div", "em", "aside", "section") and beginning(text, self._words.note):
            return "note"
        if (
            element.tag == "p"
            and has_link
            and len(text) <= _TEASER
            and len(text.split()) >= _SENTENCE
            and _linked(element) > _LINKED
        ):
            return "teaser"
        return None

    def _is_fact_box(self, element: Any) -> bool:
        """Whether a box has a heading that says that it has facts in it."""
        said = next((piece for piece in islice(element.itertext(), _NEAR) if piece.strip()), "")
        if not beginning(said, (*self._words.fact_box_only, *self._words.fact_box)):
            return False
        found = list(islice(lines(element), 2))
        if len(found) < 2 or len(found[0]) > _HEADING:
            return False
        head = beginning(found[0], self._words.fact_box_only)
        if head is None and element.tag in ("aside", "details"):
            head = beginning(found[0], self._words.fact_box)
        return head is not None

    def _is_said_elsewhere(self, element: Any) -> bool:
        text = plain(text_of(element))
        return len(text.split()) >= _SENTENCE and self._said.count(text) > 1


def _is_inside(element: Any) -> bool:
    return any(
        one.tag in ("article", "main")
        or one.get("role") in ("main", "article")
        or is_marked(one, "parts", "article_body")
        for one in element.iterancestors()
    )


def headings(root: Any) -> Iterator[Any]:
    """The paragraphs that are set in bold and nothing else: short, and no sentence."""
    for element in root.iter("p"):
        if (
            len(element) == 1
            and element[0].tag in ("strong", "b")
            and not (element.text or "").strip()
            and not (element[0].tail or "").strip()
        ):
            text = text_of(element)
            if (
                text
                and len(text) <= _HEADING
                and text[-1] not in ".?!:…,;"
                and element[0].find(".//a") is None
            ):
                yield element


def subheadings(root: Any, found: list[Part]) -> list[Part]:
    """The headings below this element that are in none of the parts: told so that each has its place."""
    taken = {part.element for part in found}
    return [
        Part("heading", element, text_of(element), False)
        for element in root.iter("h2", "h3", "h4", "h5")
        if is_heading(text_of(element))
        and not is_furniture(text_of(element))
        and taken.isdisjoint((element, *element.iterancestors()))
    ]


def lead(root: Any, about: str | None) -> Any | None:
    """The element of an article's first paragraph where it stands apart from the others: marked so, or saying what the page
    says of the article; None where none does.
    """
    said = plain(about or "")
    for element in root.iter("p", "h2", "h3", "h4", "div"):
        is_lead = is_marked(element, "parts", "lead")
        if not (is_lead or (said and len(element) < _FEW)) or is_longer(element, _LEAD):
            continue
        text = text_of(element)
        if (
            len(text) < _HEADING // 3
            or not (is_lead or plain(text) == said)
            or _linked(element) > _LINKED / 2
        ):
            continue
        if next(element.iter("h1", "time", "img", "button"), None) is None and not _is_in_frame(element):
            return element if len(element) == 0 or element[0].tag not in ("p", "h2") else element[0]
    return None


def _is_in_frame(element: Any) -> bool:
    return any(
        one.tag in ("nav", "footer", "aside", "figure", "li")
        or is_marked(one, "asides", "teaser")
        or is_marked(one, "asides", "fact-box")
        for one in (element, *element.iterancestors())
    )


def furniture(root: Any, lead: Any = None) -> Iterator[Any]:
    """What is no part of the article at all: walls, buttons, bylines, dates and the like; short, or as good as marked so."""
    waiting = list(root)
    while waiting:
        element = waiting.pop()
        if element is lead:
            continue
        if not isinstance(element.tag, str) or element.tag in ("html", "head", "main", "article", "h1"):
            waiting.extend(element if isinstance(element.tag, str) else ())
            continue
        limit = (
            _FRAME
            if element.tag in ("nav", "header")
            else 2 * _TEASER
            if is_marked(element, "furniture", "prune")
            else 3 * _HEADING
            if is_marked(element, "furniture", "byline")
            else 0
        )
        if limit and not is_longer(element, limit) and next(element.iter("h1"), None) is None:
            yield element
        else:
            waiting.extend(element)


def _linked(element: Any) -> float:
    """How much of an element's text is text of links."""
    total = len(text_of(element))
    return sum(len(text_of(link)) for link in element.iter("a")) / total if total else 0.0


def _wraps(element: Any) -> bool:
    """Whether an element is nothing but what is around another, which is looked at by itself."""
    return (
        len(element) == 1
        and element[0].tag in BLOCKS
        and not (element.text or "").strip()
        and not (element[0].tail or "").strip()
    )


def _is_large(element: Any) -> bool:
    """Whether more elements are below this one than a paragraph or a link to another story has."""
    return sum(1 for _ in islice(element.iter(), _LARGE)) == _LARGE
