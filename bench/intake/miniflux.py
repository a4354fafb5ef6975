"""Files of miniflux (miniflux/v2) that are in another charset than they say, or say it late, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from depesje.intake import charset

NAME = "miniflux's mislabelled encodings"
FOLDER = "miniflux+v2"
# What its own tests look for in these files.
_WORDS = {
    "koi8r.xml": "Привет мир! Ёжик, чай",
    "windows-1252.xml": "Euro €",
    "windows-1252-incorrect-prolog.xml": "Euro €",
}
_ALL = "Café"


def files(folder: Path) -> Iterator[Path]:
    """Every file."""
    yield from sorted((folder / "internal" / "reader" / "encoding" / "testdata").iterdir())


def ranked(folder: Path) -> list[str]:
    """In how many the words are found."""
    right = []
    for path in files(folder):
        data = path.read_bytes()
        decoded = charset.decode(data, charset.declared(data))
        right.append(decoded is not None and _WORDS.get(path.name, _ALL) in decoded.text)
    return [f"{NAME}: charset right in {sum(right)} of {len(right)}"]
