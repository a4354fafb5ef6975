"""Reads the language data: each language's files in its folder, and the tables in ``data/``, which all languages share."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from depesje.errors import LexiconError
from depesje.intake import shipped

FOLDER = Path(__file__).parent
DATA = FOLDER / "data"


def toml(*place: str) -> dict[str, Any]:
    """What a file holds, by its place (``"nb", "dates.toml"``); raises ``LexiconError`` where it is missing or no TOML."""
    return shipped.toml(FOLDER.joinpath(*place), name="/".join(place))


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The lines of a table by column; raises ``LexiconError`` where it cannot be read, or a line has other columns."""
    try:
        with path.open(encoding="utf8", newline="") as lines:
            for number, row in enumerate(
                csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), start=2
            ):
                if None in row or None in row.values():
                    raise LexiconError(
                        f"data/{path.name}: line {number} has more or fewer cells than the head"
                    )
                yield row
    except OSError as error:
        raise LexiconError(f"data/{path.name}: {error}") from error
