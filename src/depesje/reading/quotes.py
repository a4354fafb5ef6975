"""Where a text quotes: paragraphs that open with a dash, and stretches between a pair of quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from depesje.language.syntax import Paragraph, Parse

DASHES = frozenset({"–", "—", "―", "-", "−"})
_DASH_START = re.compile(r"\s*[–—―−-]\s*(?=[^\s–—―−\d-])")
_PAIRS = {"«": "»", "“": "”", "„": "“", "‘": "’", "”": "”", '"': '"', "‹": "›", "'": "'"}
_MARK = re.compile(f"[{''.join(_PAIRS)}]")
TYPED = "''"  # A double mark as a typewriter makes it.
_SINGLE = frozenset({"‘", "'"})
_SAME_BOTH_WAYS = frozenset({*_SINGLE, '"', "”"})  # Marks that also close, or stand in words.
_MAX_QUOTE = (
    3000  # Characters; a mark without a partner within this far is left open to the end of its paragraph.
)
_HEADING_WORDS = 14
_DATELINE = re.compile(
    r"\s*[^\W\d_a-zæøåäöéü]{3}(?:[^\W\d_a-zæøåäöéü]|[ /.'’-])*(?:, [^()\n–—-]{2,25})?(?:\([^()\n]{2,30}\) ?)?"
    r"(?<=[ \w)])\s*(?:[–—-]|--) +(?=\S)"
)
_ENDS = re.compile(r"[.!?…:,;][»”\"')]*\s*$")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words: characters ``start`` to ``end`` without the marks, their tokens, and whether a mark closes them."""

    start: int
    end: int
    first: int
    last: int
    closed: bool = True


def dash_start(text: str, paragraph: Paragraph) -> int | None:
    """The character behind a paragraph's opening dash; None where it opens with none."""
    found = _DASH_START.match(text, paragraph.start, paragraph.end)
    return found.end() if found else None


def dateline(text: str, paragraph: Paragraph) -> int | None:
    """The character behind a paragraph's dateline, "LONDON, May 4 (Reuters) - "; None where it has none."""
    found = _DATELINE.match(text, paragraph.start, paragraph.end)
    return found.end() if found else None


def is_heading(text: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph looks like a heading: short, and without a full stop at its end (or marked by a bar)."""
    words = text[paragraph.start : paragraph.end].strip()
    if words.endswith("|"):
        return True
    return len(words.split()) <= _HEADING_WORDS and not _ENDS.search(words)


def pairs(parse: Parse, paragraph: Paragraph) -> list[Quotation]:
    """The stretches of a paragraph between quotation marks, outermost ones only, in order.

    A mark without a partner in its paragraph quotes up to that one's end where the next paragraph opens with a mark again
    (as quotations over several paragraphs are printed), else up to the partner in a paragraph below.
    """
    out: list[Quotation] = []
    text, at = parse.text, paragraph.start
    while found := _MARK.search(text, at, paragraph.end):
        at, mark = found.start(), found[0]
        if mark in _SAME_BOTH_WAYS and not _opens(text, at):
            at += 1
            continue
        width = 2 if text.startswith(TYPED, at) else 1
        close = _partner(text, at, paragraph.end) if width == 1 else _typed(text, at, paragraph.end)
        if close is None and mark in _SINGLE and width == 1:
            at += 1  # An apostrophe.
            continue
        if close is None and mark in "«“„" and not _reopens(text, paragraph.end, mark):
            close = _partner(text, at, len(text))
        end = close if close is not None else paragraph.end
        quotation = _quotation(parse, at + width, end, close is not None)
        if quotation is not None:
            out.append(quotation)
        at = end + width
    return out


def _typed(text: str, at: int, limit: int) -> int | None:
    """Where a quotation closes that was opened with two single marks."""
    found = text.find(TYPED, at + 2, min(limit, at + _MAX_QUOTE))
    return found if found >= 0 else None


def _reopens(text: str, end: int, mark: str) -> bool:
    """Whether the paragraph behind character ``end`` opens with the same mark."""
    return text[end : end + 8].lstrip()[:1] == mark


def _opens(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return not before.isalnum() and before not in ".,!?" and not after.isspace()


def _closes(text: str, at: int) -> bool:
    """Whether a mark that may be an apostrophe ends a word."""
    after = text[at + 1] if at + 1 < len(text) else " "
    return not after.isalnum() and not text[at - 1].isspace()


def _partner(text: str, at: int, limit: int) -> int | None:
    mark, close, depth = text[at], _PAIRS[text[at]], 0
    limit = min(limit, at + _MAX_QUOTE)
    if mark == "“" and close not in text[at:limit]:
        close = "“"  # Some texts have the same mark at both ends.
    for i in range(at + 1, limit):
        if text[i] == close or (mark == "„" and text[i] in "”“"):
            if mark in _SINGLE and not _closes(text, i):
                continue
            if depth == 0:
                return i
            depth -= 1
        elif text[i] == mark:
            depth += 1
    return None


def _quotation(parse: Parse, start: int, end: int, closed: bool) -> Quotation | None:
    first = parse.token_at(start)
    if first is None or parse.start[first] >= end:
        return None
    last = parse.token_at(end)
    return Quotation(start, end, first, len(parse) if last is None else last, closed)
