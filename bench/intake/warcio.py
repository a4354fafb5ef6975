"""warcio's test archives, some of them broken on purpose (webrecorder/warcio)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

NAME = "warcio's archives"
FOLDER = "webrecorder+warcio"
_KINDS = (".warc", ".arc", ".gz", ".bad", ".lz4")


def files(folder: Path) -> Iterator[Path]:
    """Every archive."""
    yield from sorted(path for path in folder.rglob("*") if path.suffix in _KINDS and path.is_file())
