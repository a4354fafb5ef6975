"""The CAMEO code that stands beside an event's PLOVER type, mode and context.

``data/cameo.tsv`` is our own table; each row names what it follows: the Open Event Data Alliance's conversion table
(CAMEO2PLOVER, 17 September 2021, https://github.com/openeventdata/PLOVER) turned round, or our own choice where that has
several codes for one mode or none.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from depesje.errors import LexiconError
from depesje.language.tables import DATA, rows

Key = tuple[str, str, str]


@cache
def table() -> dict[Key, str]:
    """Codes by type, mode and context (empty where any); raises ``LexiconError`` where the table is missing or broken."""
    path = DATA / "cameo.tsv"
    try:
        return {(row["type"], row["mode"], row["context"]): row["cameo"] for row in rows(path)}
    except KeyError as error:
        raise LexiconError(f"data/{path.name}: {error}") from error


def code(kind: str, mode: str | None, context: Sequence[str]) -> str | None:
    """The code of an event: that of its mode and context, else of its mode, else of its context, else of its type."""
    codes = table()
    first = context[0] if context else ""
    tried = ((mode or "", first), (mode or "", ""), ("", first), ("", ""))
    return next((codes[kind, m, c] for m, c in tried if (kind, m, c) in codes), None)
