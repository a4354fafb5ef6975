"""Pages that Media Cloud tests its reading of metadata with (mediacloud/metadata-lib)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench.intake import plain_origin
from depesje.intake import Origin

NAME = "Media Cloud's fixtures"
FOLDER = "mediacloud+metadata-lib"


def files(folder: Path) -> Iterator[Path]:
    """Every page."""
    yield from sorted(
        path for path in (folder / "mcmetadata" / "test" / "fixtures").iterdir() if path.is_file()
    )


def origin(path: Path) -> Origin:
    """They are pages, whatever they are called."""
    return replace(plain_origin(path), media_type="text/html")
