"""ninjs' official examples of every version, and the files that its schemas are tested with (iptc/newsinjson)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

NAME = "ninjs, official examples and tests"
FOLDER = "iptc+newsinjson"


def files(folder: Path) -> Iterator[Path]:
    """Every document that is no schema."""
    for part in ("examples", "validation"):
        yield from sorted(
            path
            for path in (folder / part).rglob("*.json")
            if "schema" not in path.name and "package" not in path.name
        )


def holds(data: bytes) -> bool:
    """Whether an item of a kind that is text has a body."""
    return b'"body' in data.lower() or b'"bodies' in data.lower()
