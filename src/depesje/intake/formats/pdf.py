"""PDF with a text layer: paragraphs put together again from lines, columns one after the other, divided words joined.

What repeats at the top or the bottom of the pages (running heads, page numbers) goes. A page without text, as a scanner
makes it, is named. The dates in a PDF are those of the file, so none is taken for a date of publication.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from depesje.errors import Problem
from depesje.intake.formats.entry import Entry, one_line, report
from depesje.intake.origin import Origin
from depesje.records import Report

LARGEST = 50_000_000
_PAGES, _LINES = 500, 4_000
_HYPHENS = "\ufffe\u00ad\x02"
_MADE_BY = re.compile(
    r"(?i)\.(?:docx?|indd|qxd|pdf|odt|rtf|pptx?|xlsx?)$|^(?:microsoft word|untitled|document\d*$|dokument\d*$)"
)
_LAST = re.compile(rf"(\w+)[{_HYPHENS}-]$")
_DIGITS = re.compile(r"[0-9]+")
_EDGE = 0.08


@dataclass(frozen=True, slots=True)
class _Line:
    """A line on a page; ``top`` counts from the top of the page, in parts of its height."""

    text: str
    left: float
    right: float
    top: float
    height: float


def fits(data: bytes, origin: Origin) -> bool:
    """Whether a PDF begins here; some have a few bytes before it."""
    return b"%PDF-" in data[:1024] and not data[:1024].lstrip().startswith((b"<", b"{"))


def read(data: bytes, origin: Origin) -> Iterator[Report | Problem]:
    """The one report in this document, and the pages of it that cannot be read."""
    import pypdfium2  # type: ignore[import-untyped]

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        yield Problem(origin.name, "a PDF that is locked with a password" if locked else "a damaged PDF")
        return
    try:
        pages = [_lines(document, number) for number in range(min(len(document), _PAGES))]
        title = _title(document)
        count = len(document)
    finally:
        document.close()
    yield from _document(pages, title, count, origin)


def _document(
    pages: list[list[_Line]], title: str | None, count: int, origin: Origin
) -> Iterator[Report | Problem]:
    text = "\n".join(_paragraphs(_without_heads(pages)))
    if not text.strip():
        yield Problem(
            origin.name, "a PDF without a text layer (scanned?); read it with a program for OCR first"
        )
        return
    yield report(Entry(f"{text}\n", title=title, url=origin.url), origin)
    for number in (number for number, lines in enumerate(pages, start=1) if not lines):
        yield Problem(f"{origin.name} page {number}", "no text layer (scanned?); the other pages are read")
    if count > _PAGES:
        yield Problem(origin.name, f"{count} pages, of which {_PAGES} are read")


def _title(document: Any) -> str | None:
    """The title that the author gave; what a program filled in is none."""
    try:
        title = one_line(document.get_metadata_value("Title"))
    except Exception:  # damaged metadata
        return None
    return None if title is None or _MADE_BY.search(title) else title


def _lines(document: Any, number: int) -> list[_Line]:
    """The lines of a page in the order in which they were set; empty where it has no text or is damaged."""
    try:
        page = document[number]
        text_page = page.get_textpage()
        width, height = page.get_width() or 1.0, page.get_height() or 1.0
        count = min(text_page.count_rects(), _LINES)
        boxes = [text_page.get_rect(index) for index in range(count)]
        pieces = [(text_page.get_text_bounded(*box), *box) for box in boxes]
    except Exception:  # another library over a document that may hold anything
        return []
    made = [
        _Line(text, left / width, right / width, 1 - top / height, max(top - bottom, 0.1) / height)
        for raw, left, bottom, right, top in pieces
        if (text := " ".join(raw.split()))
    ]
    return _joined(made)


def _joined(pieces: list[_Line]) -> list[_Line]:
    """Pieces of one line (a word in bold, a link) made one."""
    lines: list[_Line] = []
    for piece in pieces:
        last = lines[-1] if lines else None
        if (
            last
            and abs(piece.top - last.top) < 0.6 * max(piece.height, last.height)
            and 0 <= piece.left - last.right + 0.01 < 0.04
        ):
            gap = " " if piece.left - last.right > 0.001 and not last.text.endswith(" ") else ""
            text = last.text + gap + piece.text
            lines[-1] = _Line(
                text,
                last.left,
                max(last.right, piece.right),
                min(last.top, piece.top),
                max(last.height, piece.height),
            )
        elif not (last and piece.text == last.text and abs(piece.top - last.top) < 0.001):
            lines.append(piece)
    return lines


def _without_heads(pages: list[list[_Line]]) -> list[list[_Line]]:
    """The pages without the lines at their edges that most of them have, whatever the numbers in them."""
    if len(pages) < 3:
        return [[line for line in lines if not (_is_edge(line) and line.text.isdigit())] for lines in pages]
    seen = Counter(
        key for lines in pages for key in {_DIGITS.sub("#", line.text) for line in lines if _is_edge(line)}
    )
    repeated = {key for key, times in seen.items() if times * 2 > len(pages)}
    return [
        [line for line in lines if not (_is_edge(line) and _DIGITS.sub("#", line.text) in repeated)]
        for lines in pages
    ]


def _is_edge(line: _Line) -> bool:
    return line.top < _EDGE or line.top > 1 - _EDGE


def _paragraphs(pages: list[list[_Line]]) -> Iterator[str]:
    """The paragraphs of all pages; one goes on over a column's or a page's end where its sentence does."""
    text = ""
    for lines in pages:
        steps = [after.top - line.top for line, after in pairwise(lines) if after.top > line.top]
        usual = median(steps) if steps else 0.02
        for before, line in zip([None, *lines], lines, strict=False):
            if text and _ends(before, line, text, usual, lines):
                yield text
                text = ""
            text = _with(text, line.text)
    if text:
        yield text


def _ends(before: _Line | None, line: _Line, text: str, usual: float, lines: list[_Line]) -> bool:
    """Whether a paragraph ends before this line."""
    stops = text.rstrip("»”\"')").endswith((".", "!", "?", ":", "…"))
    if before is None or line.top < before.top - 0.5 * line.height:  # a new page or column
        return stops or not line.text[:1].islower()
    if line.top - before.top > 1.45 * usual or abs(line.height - before.height) > 0.35 * max(
        line.height, before.height
    ):
        return True
    column = [one.right for one in lines if abs(one.left - before.left) < 0.05]
    is_short = before.right < max(column, default=1.0) - 0.06
    is_indented = line.left > before.left + 0.008 and not text.endswith(tuple(_HYPHENS))
    return (stops and (is_short or is_indented)) or line.text.startswith(("– ", "— ", "• "))


def _with(text: str, line: str) -> str:
    """A text with another line: a word that was divided at its end is put together."""
    if text.endswith((*_HYPHENS, "-")) and (head := _LAST.search(text)):
        # What goes on with a capital (Nord-Norge), or begins with an abbreviation (EU-landene), has a hyphen of its own.
        kept = "-" if not line[:1].islower() or (head[1].isupper() and len(head[1]) > 1) else ""
        return f"{text[:-1]}{kept}{line}"
    return f"{text} {line}" if text else line
