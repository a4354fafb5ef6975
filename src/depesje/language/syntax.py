"""The syntax that reading rules see: plain arrays in Universal Dependencies' terms, whatever pipeline parsed the text.

A pipeline's ``Doc`` is copied once into a ``Parse``; rules never touch spaCy objects. Pipelines with other labels get an
adapter that renames them to UD here, so no rule depends on a pipeline.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import Literal

from spacy.tokens import Doc

from depesje.language import clearnlp, columns, joining
from depesje.language.columns import Columns

Scheme = Literal["ud", "clearnlp"]
"""The labels that a pipeline's parser gives: Universal Dependencies', or ClearNLP's (spaCy's English pipelines)."""

_NO_DEPENDENTS: tuple[int, ...] = ()


@cache
def base(dep: str) -> str:
    """A relation without its subtype: ``nsubj:pass`` gives ``nsubj``."""
    return dep.split(":", 1)[0]


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity: tokens ``first`` to ``last`` (exclusive) and the pipeline's label (NorNE's)."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its characters ``start`` to ``end`` and its tokens ``first`` to ``last`` (both exclusive)."""

    start: int
    end: int
    first: int
    last: int


@dataclass(slots=True)
class Parse:
    """A parsed text as parallel lists over its tokens (white space left out).

    ``rel`` is ``dep`` without subtypes. ``head[i]`` is the index of token i's head, or i itself for a root; ``start`` and
    ``end`` are characters of ``text``; ``left[i]``/``right[i]`` are the first and last token of i's subtree. ``sent[i]``
    numbers the sentences. ``people`` maps the first token of each person's name to the token behind its last; ``named``
    holds all tokens of entities.
    """

    text: str
    words: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    lemma: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    dep: list[str] = field(default_factory=list)
    rel: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    people: dict[int, int] = field(default_factory=dict)
    named: set[int] = field(default_factory=set)
    left: list[int] = field(default_factory=list)
    right: list[int] = field(default_factory=list)
    _dependents: list[list[int] | tuple[int, ...]] = field(default_factory=list)
    _forms: frozenset[str] = frozenset()
    _beside: dict[int, frozenset[str]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.words)

    def dependents(self, i: int) -> Sequence[int]:
        """The tokens whose head is ``i``, in order."""
        return self._dependents[i]

    def children(self, i: int, *deps: str) -> list[int]:
        """The dependents of ``i`` with one of these relations (subtypes such as ``nsubj:pass`` included)."""
        rel, out = self.rel, []
        # No comprehension: few have many dependents, and this is asked most of all.
        for c in self._dependents[i]:
            if rel[c] in deps:
                out.append(c)
        return out

    def child(self, i: int, *deps: str) -> int | None:
        """The first dependent of ``i`` with one of these relations, or None."""
        rel = self.rel
        for c in self._dependents[i]:
            if rel[c] in deps:
                return c
        return None

    def subtree(self, i: int) -> list[int]:
        """Token ``i`` and all below it, in order."""
        out, stack = [], [i]
        while stack:
            node = stack.pop()
            out.append(node)
            stack.extend(self._dependents[node])
        out.sort()
        return out

    def is_below(self, i: int, ancestor: int) -> bool:
        """Whether ``i`` is ``ancestor`` or stands somewhere below it."""
        for _ in range(len(self.words)):
            if i == ancestor:
                return True
            if self.head[i] == i:
                return False
            i = self.head[i]
        return False

    def person_at(self, i: int) -> bool:
        """Whether token ``i`` is part of a person's name."""
        first = i
        while first in self.named:
            if self.people.get(first, 0) > i:
                return True
            first -= 1
        return False

    def forms(self) -> frozenset[str]:
        """The lower-case words of the text."""
        if not self._forms:
            self._forms = frozenset(self.lower)
        return self._forms

    def beside(self, i: int) -> frozenset[str]:
        """The lower-case words of the sentence in which token ``i`` stands."""
        number = self.sent[i]
        found = self._beside.get(number)
        if found is None:
            first, last = self.sentences[number]
            found = self._beside[number] = frozenset(self.lower[first:last])
        return found

    def has(self, i: int, feature: str) -> bool:
        """Whether token ``i`` has a morphological feature, written ``Name=Value``."""
        return feature in self.feats[i]

    def token_at(self, char: int) -> int | None:
        """The first token that ends after character ``char``; None behind the last."""
        found = bisect_right(self.end, char)
        return found if found < len(self.end) else None

    def tokens(self, start: int, end: int) -> range:
        """The tokens of characters ``start`` to ``end``, the first also where it only ends among them."""
        first = bisect_right(self.end, start)
        return range(first, max(first, bisect_left(self.start, end)))

    def top(self, first: int, last: int) -> int:
        """The token among ``first`` to ``last`` (exclusive) that hangs on one outside them; the first where several do."""
        for i in range(first, last):
            if not first <= self.head[i] < last or self.head[i] == i:
                return i
        return first

    def paragraph_of(self, i: int) -> int:
        """The number of the paragraph in which token ``i`` stands."""
        return bisect_right(self.paragraphs, i, key=attrgetter("last"))


_LINE = re.compile(r"[^\r\n]+")
_GAP = re.compile(r"\s{2,}|[^\S ]")
# A hard-wrapped text: several lines of a similar width that end in mid-sentence.
_WRAP_MIN, _WRAP_MAX = 55, 100
_LONGEST = 8000  # Characters parsed at once; the parser's memory grows with them.
# No word, but signs in a row, whose cost to a tokenizer grows with the square of their number: cut in pieces.
_ENDLESS, _PIECE = re.compile(r"(?<!\S)\S{1001,}"), 200
_SENTENCE_END = re.compile(r"[.!?:;…»”\"|)]\s*$")


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a text as (start, end) characters: its lines, or blocks of lines where the text is hard-wrapped."""
    lines = [m.span() for m in _LINE.finditer(text) if not m.group().isspace()]
    if not lines or not _is_wrapped(text, lines):
        return [piece for line in lines for piece in _cut(text, *line)]
    out = [lines[0]]
    for start, end in lines[1:]:
        gap = text[out[-1][1] : start]
        if gap.count("\n") > 1 or gap.count("\r") > 1 or text[start:end].lstrip()[:1] in "–—-•*":
            out.append((start, end))
        else:
            out[-1] = (out[-1][0], end)
    return out


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph whose words are no longer than words are, in pieces that are parsed at once."""
    for found in _ENDLESS.finditer(text, start, end):
        if start < found.start():
            yield from _pieces(text, start, found.start())
        for at in range(found.start(), found.end(), _PIECE):
            yield at, min(at + _PIECE, found.end())
        start = found.end()
    if start < end:
        yield from _pieces(text, start, end)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph beyond ``_LONGEST`` characters in pieces, cut behind a sentence or else at a space."""
    while end - start > _LONGEST:
        window = text[start : start + _LONGEST]
        at = (
            max(window.rfind(". "), window.rfind("? "), window.rfind("! ")) + 1
            or window.rfind(" ")
            or _LONGEST
        )
        at = at if at > 0 else _LONGEST
        yield start, start + at
        start += at
    yield start, end


def _is_wrapped(text: str, lines: Sequence[tuple[int, int]]) -> bool:
    inner = [text[a:b] for a, b in lines]
    full = [line for line in inner if len(line) >= _WRAP_MIN]
    if len(full) < 4 or max(map(len, inner)) > _WRAP_MAX:
        return False
    return sum(1 for line in full if not _SENTENCE_END.search(line)) > 0.6 * len(full)


def plain(piece: str) -> str:
    """A paragraph as it is parsed: a space in place of each line break, indentation or other white space inside it.

    Pipelines learn from words that are one space apart; what else is between them becomes a word of its own, in which
    clauses lose themselves. ``from_docs`` counts in the paragraph's own characters again.
    """
    return _GAP.sub(" ", piece)


def from_docs(text: str, docs: Iterable[tuple[tuple[int, int], Doc]], scheme: Scheme = "ud") -> Parse:
    """Copies parsed paragraphs (as ``plain`` makes them) into one ``Parse`` of ``text``, each with its characters there.

    ``scheme`` names the labels of the pipeline that parsed them (see ``pipeline.scheme``).
    """
    parse = Parse(text)
    names: dict[int, str] = {}
    for (start, end), doc in docs:
        piece = text[start:end]
        found = _columns(doc, doc.text, scheme, names)
        if _GAP.search(piece):
            places = _places(piece)
            found.start = [places[c] for c in found.start]
            found.end = [places[c - 1] + 1 for c in found.end]
        _append(parse, start, end - start, found)
    _link(parse)
    return parse


def _places(piece: str) -> list[int]:
    """Where each character of ``plain(piece)`` stands in the piece."""
    out: list[int] = []
    behind = 0
    for gap in _GAP.finditer(piece):
        out += range(behind, gap.start() + 1)
        behind = gap.end()
    return [*out, *range(behind, len(piece))]


def from_doc(doc: Doc, scheme: Scheme = "ud") -> Parse:
    """A ``Parse`` of one whole Doc; its lines are the paragraphs."""
    parse = Parse(doc.text)
    _append(parse, 0, len(parse.text), _columns(doc, parse.text, scheme, {}))
    parse.paragraphs = []
    first = 0
    for start, end in paragraphs(doc.text):
        last = first
        while last < len(parse) and parse.start[last] < end:
            last += 1
        parse.paragraphs.append(Paragraph(start, end, first, last))
        first = last
    _link(parse)
    return parse


def _columns(doc: Doc, text: str, scheme: Scheme, names: dict[int, str]) -> Columns:
    found = columns.of(doc, names)
    return clearnlp.to_ud(text, found) if scheme == "clearnlp" else joining.join(found)


def _append(parse: Parse, offset: int, length: int, columns: Columns) -> None:
    n, first = len(columns), len(parse.words)
    if not n:
        return
    begins, ends = [offset + c for c in columns.start], [offset + c for c in columns.end]
    words = [parse.text[a:b] for a, b in zip(begins, ends, strict=True)]
    parse.words += words
    parse.lower += map(str.lower, words)
    opened = [0, *(i for i in range(1, n) if columns.opens[i]), n]
    for a, b in pairwise(opened):
        parse.sent += [len(parse.sentences)] * (b - a)
        parse.sentences.append((first + a, first + b))
    parse.lemma += columns.lemma
    parse.pos += columns.pos
    parse.dep += columns.dep
    parse.rel += map(base, columns.dep)
    parse.feats += columns.feats
    parse.head += [first + h for h in columns.head]
    parse.start += begins
    parse.end += ends
    parse.paragraphs.append(Paragraph(offset, offset + length, first, first + n))
    for a, b, label in columns.entities:
        parse.entities.append(Entity(first + a, first + b, label))
        parse.named.update(range(first + a, first + b))
        if label == "PER":
            parse.people[first + a] = first + b


def _link(parse: Parse) -> None:
    n = len(parse)
    # A list only where a token has dependents: most have none, and lists by the thousand keep the collector busy.
    below: dict[int, list[int]] = {}
    order = []
    for i, h in enumerate(parse.head):
        if h == i:
            order.append(i)
        elif h in below:
            below[h].append(i)
        else:
            below[h] = [i]
    parse._dependents = [below.get(i, _NO_DEPENDENTS) for i in range(n)]
    for node in order:  # Grows while it is gone through: a token's dependents come behind it.
        if node in below:
            order += below[node]
    left, right = list(range(n)), list(range(n))
    for node in reversed(order):
        h = parse.head[node]
        if left[node] < left[h]:
            left[h] = left[node]
        if right[node] > right[h]:
            right[h] = right[node]
    parse.left, parse.right = left, right
