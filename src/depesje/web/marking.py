"""Lays the records of a report over its text: spans overlap, HTML does not, so the text is cut where any begins or ends."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from depesje.ledger.rights.blanking import shown
from depesje.ledger.whole import (
    Kept,
    KeptDivision,
    KeptEvent,
    KeptMatter,
    KeptStatement,
    Words,
)

PART = 40_000  # characters of a text that one page has
LONGEST = 8_000  # characters of a paragraph, which some texts have no end of
_BREAK = re.compile(r"\s*\n\s*")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the text, the record that has them, and what they are in it."""

    start: int
    end: int
    record: str
    role: str
    core: bool  # whether the record hangs on them


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text over which nothing changes: what it is, and of which records, the innermost first.

    ``first_of`` are the records whose own words begin here.
    """

    text: str
    roles: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    first_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph by where it begins in the text, and its pieces."""

    start: int
    pieces: tuple[Piece, ...]


def marks(records: Iterable[Kept]) -> list[Mark]:
    """The words of records."""
    return [
        Mark(words.start, words.end, record.id, role, core)
        for record in records
        for role, core, found in _roles(record)
        for words in found
        if words is not None and words.end > words.start
    ]


def _roles(record: Kept) -> Iterator[tuple[str, bool, Sequence[Words | None]]]:
    if isinstance(record, KeptStatement):
        yield "who", False, (record.surface,)
        yield "cue", False, (record.cue,)
        yield "said", True, record.content
    elif isinstance(record, KeptEvent):
        yield "done", True, record.trigger
        yield "thing", False, (record.theme,)
    elif isinstance(record, KeptMatter):
        yield "matter", True, record.evidence
    elif isinstance(record, KeptDivision):
        yield "apart", True, record.evidence


def parts(text: str, size: int = PART) -> list[tuple[int, int]]:
    """Where the parts of a long text begin and end: between paragraphs where they can, else between words."""
    found, start = [], 0
    while len(text) - start > size:
        end = _cut(text, start, start + size)
        found.append((start, end))
        start = end
    return [*found, (start, len(text))]


def part_of(given: Sequence[tuple[int, int]], place: int) -> int:
    """The number, from 1, of the part in which a character stands."""
    return max(1, bisect_right([start for start, _ in given], place))


def paragraphs(text: str, spans: Sequence[Mark], first: int, last: int) -> list[Paragraph]:
    """The paragraphs from ``first`` to ``last`` of a text, with what is marked in them."""
    seen: set[str] = set()
    inside = sorted((mark for mark in spans if mark.end > first and mark.start < last), key=lambda m: m.start)
    starts = [mark.start for mark in inside]
    longest = max((mark.end - mark.start for mark in inside), default=0)
    found = []
    for start, end in _paragraphs(text, first, last):
        near = inside[bisect_right(starts, start - longest - 1) : bisect_right(starts, end)]
        own = [mark for mark in near if mark.start < end and mark.end > start]
        found.append(Paragraph(start, tuple(_pieces(text, own, start, end, seen))))
    return found


def _paragraphs(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    start = first
    while start < last:
        found = _BREAK.search(text, start, last)
        end, after = (found.start(), found.end()) if found else (last, last)
        while end - start > LONGEST:
            cut = _cut(text, start, start + LONGEST)
            yield start, cut
            start = cut
        if end > start:
            yield start, end
        start = max(after, start)


def _pieces(text: str, own: Sequence[Mark], start: int, end: int, seen: set[str]) -> Iterator[Piece]:
    edges = {start, end}
    opening: dict[int, list[Mark]] = defaultdict(list)
    closing: dict[int, list[Mark]] = defaultdict(list)
    for mark in own:
        begins, ends = max(start, mark.start), min(end, mark.end)
        edges |= {begins, ends}
        opening[begins].append(mark)
        closing[ends].append(mark)
    places = sorted(edges)
    over: list[Mark] = []
    for here, there in pairwise(places):
        over = [mark for mark in over if mark not in closing[here]] + opening[here]
        inner = sorted(over, key=lambda mark: (mark.end - mark.start, mark.start, mark.record))
        records = tuple(dict.fromkeys(mark.record for mark in inner))
        new = tuple(dict.fromkeys(mark.record for mark in inner if mark.core and mark.record not in seen))
        seen.update(new)
        roles = tuple(sorted({mark.role for mark in inner}))
        yield Piece(shown(text[here:there]), roles, records, new)


def _cut(text: str, start: int, wanted: int) -> int:
    """Where to cut at most at ``wanted``: after the last line's end in the last fifth, else the last space, else there."""
    floor = wanted - (wanted - start) // 5
    line = text.rfind("\n", floor, wanted)
    if line > start:
        return line + 1
    spaces = [found.end() for found in _SPACE.finditer(text, floor, wanted)]
    return spaces[-1] if spaces else wanted
