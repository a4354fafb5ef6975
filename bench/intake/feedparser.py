"""feedparser's own test files (kurtmckee/feedparser): feeds of every version, well formed and not, in every encoding."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

NAME = "feedparser's test files"
FOLDER = "kurtmckee+feedparser"


def files(folder: Path) -> Iterator[Path]:
    """Every feed there."""
    kinds = {".xml", ".rdf", ".json", ".gz", ".z"}
    yield from sorted(
        path for path in (folder / "tests").rglob("*") if path.suffix in kinds and path.is_file()
    )
