"""trafilatura's annotated pages (adbar/trafilatura): pieces that belong to a page's text, and pieces that do not.

``ranked`` scores what is read here beside trafilatura's own extraction with its standard settings, in one run, as its
``tests/eval_common.py`` does it. Its annotators count sub-headings and titles as text, which a report keeps apart.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import trafilatura

from depesje.intake import charset, html

NAME = "trafilatura's annotated pages"
FOLDER = "adbar+trafilatura"


def files(folder: Path) -> Iterator[Path]:
    """Every page that is annotated."""
    for one in _annotated(folder).values():
        yield from _file(folder, one["file"])


def ranked(folder: Path) -> list[str]:
    """Precision, recall and F of both."""
    ways = {"running text": _running, "with its sub-headings and title": _whole, "trafilatura alone": _alone}
    counts = {name: [0, 0, 0] for name in ways}
    for one in _annotated(folder).values():
        for path in _file(folder, one["file"]):
            data = path.read_bytes()
            for name, way in ways.items():
                text = _spaced(way(data) or "")
                right = sum(_spaced(piece) in text for piece in one["with"])
                wrong = sum(_spaced(piece) in text for piece in one["without"])
                counts[name] = [
                    had + new
                    for had, new in zip(counts[name], (right, wrong, len(one["with"]) - right), strict=True)
                ]
    return [f"{NAME}, {name}: {_scores(*found)}" for name, found in counts.items()]


def _annotated(folder: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(
        (folder / "tests" / "evaldata.json").read_text(encoding="utf8")
    )
    return found


def _file(folder: Path, name: str) -> list[Path]:
    there = [folder / "tests" / place / name for place in ("cache", "eval")]
    return [path for path in there if path.is_file()][:1]


def _page(data: bytes) -> html.Page | None:
    decoded = charset.decode(data, charset.declared(data))
    try:
        return None if decoded is None else html.read(decoded.text, today=date(2026, 11, 26))
    except html.PageError:
        return None


def _running(data: bytes) -> str | None:
    page = _page(data)
    return page and "".join((page.text, *(entry.text for entry in page.entries)))


def _whole(data: bytes) -> str | None:
    page = _page(data)
    if page is None:
        return None
    pieces, last = [f"{page.markup.title}\n"], 0
    for aside in page.asides:
        if aside.kind == "heading":
            pieces += [page.text[last : aside.at], f"{aside.text}\n"]
            last = aside.at
    entries = (f"{entry.markup.title}\n{entry.text}" for entry in page.entries)
    return "".join((*pieces, page.text[last:], *entries))


def _alone(data: bytes) -> str | None:
    return trafilatura.extract(data, include_comments=False, include_tables=True, include_formatting=False)


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _scores(right: int, wrong: int, missed: int) -> str:
    precision, recall = right / (right + wrong), right / (right + missed)
    return f"precision {precision:.4f}, recall {recall:.4f}, F {2 * precision * recall / (precision + recall):.4f}"
