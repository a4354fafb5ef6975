"""The table of policies."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from depesje.ledger.rights import Policy
from depesje.ledger.rights.policies import DEFAULT, STANDARD
from depesje.show.base import clean, table

_OPEN = "–"


def policies(rows: Sequence[Policy], width: int) -> Table:
    """What is set for each source, and last what holds where nothing is."""
    found = table(width)
    for name in ("Source", "Keep", "Retain", "Quote", "Reserved", "Set"):
        found.add_column(name, overflow="fold")
    for row in rows:
        limit = None if row.quote_limit is None else str(row.quote_limit)
        reserved = f"{row.reserved}: {clean(row.because)}" if row.reserved and row.because else row.reserved
        since = " ".join(filter(None, ((row.since or "")[:10], clean(row.who or ""))))
        found.add_row(
            clean(row.source),
            row.keep or _OPEN,
            row.retain or _OPEN,
            limit or _OPEN,
            reserved or _OPEN,
            since,
        )
    name = "all others" if not any(row.source == DEFAULT for row in rows) else "where open"
    found.add_row(name, STANDARD.keep, STANDARD.retain, str(STANDARD.quote_limit), STANDARD.reserved, "")
    return found
