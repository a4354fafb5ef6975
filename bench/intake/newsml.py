"""NewsML-G2's official examples and test files of every version (iptc/newsml-g2)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

NAME = "NewsML-G2, official examples and tests"
FOLDER = "iptc+newsml-g2"


def files(folder: Path) -> Iterator[Path]:
    """Every document that is no schema and no style sheet."""
    yield from sorted(path for path in folder.rglob("*.xml") if "specification" not in path.parts)
