"""Reads the tab-separated tables in ``data/``, which all languages share."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from depesje.errors import LexiconError

DATA = Path(__file__).parent / "data"


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The lines of a table by column; raises ``LexiconError`` where it cannot be read."""
    try:
        with path.open(encoding="utf8", newline="") as lines:
            yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    except OSError as error:
        raise LexiconError(f"data/{path.name}: {error}") from error
