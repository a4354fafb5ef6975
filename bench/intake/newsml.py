"""NewsML-G2's official examples and test files of every version (iptc/newsml-g2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

NAME = "NewsML-G2, official examples and tests"
FOLDER = "iptc+newsml-g2"
_TEXT = re.compile(rb"<(?:\w+:)?[pP][\s>][^<]*\w|<inlineData[^>]*>[^<]*\w{3}")


def files(folder: Path) -> Iterator[Path]:
    """Every document that is no schema and no style sheet."""
    yield from sorted(path for path in folder.rglob("*.xml") if "specification" not in path.parts)


def holds(data: bytes) -> bool:
    """Whether a news item has paragraphs or inline text."""
    return b"newsItem" in data and _TEXT.search(data.partition(b"<contentSet")[2]) is not None
