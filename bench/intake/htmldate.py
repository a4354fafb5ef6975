"""htmldate's dated pages (adbar/htmldate): when each was published, as its annotators say."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from depesje.intake import charset, html

NAME = "htmldate's dated pages"
FOLDER = "adbar+htmldate"


def files(folder: Path) -> Iterator[Path]:
    """Every page that has a date."""
    for _, path, _ in _dated(folder):
        yield path


def ranked(folder: Path) -> list[str]:
    """How many dates are right, by what they were read from."""
    right: Counter[str] = Counter()
    read: Counter[str] = Counter()
    for url, path, day in _dated(folder):
        data = path.read_bytes()
        decoded = charset.decode(data, charset.declared(data))
        try:
            found = html.read(decoded.text, url, date(2026, 11, 26)).markup if decoded else None
        except html.PageError:
            found = None
        way = (found and found.evidence) or "none"
        read[way] += 1
        right[way] += bool(found and found.published == day)
    parts = ", ".join(f"{way} {right[way]} of {read[way]}" for way in sorted(read))
    share = right.total() / read.total()
    return [f"{NAME}: {right.total()} of {read.total()} right ({share:.3f}); {parts}"]


def _dated(folder: Path) -> Iterator[tuple[str, Path, str]]:
    for name in ("eval_mediacloud_2020.json", "eval_default.json"):
        for url, one in json.loads((folder / "tests" / name).read_text(encoding="utf8")).items():
            there = [folder / "tests" / place / one["file"] for place in ("test_set", "cache", "eval")]
            path = next((path for path in there if path.is_file()), None)
            if path is not None and isinstance(one.get("date"), str):
                yield url, path, one["date"]
