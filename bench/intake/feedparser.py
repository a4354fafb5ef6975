"""feedparser's own test files (kurtmckee/feedparser): feeds of every version, well formed and not, in every encoding."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

NAME = "feedparser's test files"
FOLDER = "kurtmckee+feedparser"
_TAG, _WORDS = re.compile(r"<[^>]*>"), re.compile(r"\w{2}")


def files(folder: Path) -> Iterator[Path]:
    """Every feed there."""
    kinds = {".xml", ".rdf", ".json", ".gz", ".z"}
    yield from sorted(
        path for path in (folder / "tests").rglob("*") if path.suffix in kinds and path.is_file()
    )


def holds(data: bytes) -> bool:
    """Whether feedparser itself finds an entry with words in it, tags taken away."""
    import feedparser

    try:
        entries = feedparser.parse(io.BytesIO(data)).get("entries", [])
    except Exception:
        return False
    bodies = [entry.get("summary", "") for entry in entries]
    bodies += [one.get("value", "") for entry in entries for one in entry.get("content", [])]
    return any(_WORDS.search(_TAG.sub("", body)) for body in bodies)
