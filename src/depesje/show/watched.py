"""Feeds that are followed, and what could not be read, as tables show them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from depesje.show.base import clean, table

if TYPE_CHECKING:
    from depesje.ledger.watching.feeds import Feed
    from depesje.ledger.watching.quarantining import Quarantined


def feeds(rows: Sequence[Feed], width: int) -> Table:
    """Each feed, when it was asked last and is asked next, and what is wrong with it."""
    found = table(width)
    found.add_column("Feed", ratio=3, overflow="fold")
    found.add_column("Asked")
    found.add_column("Next")
    found.add_column("How it stands", ratio=2, overflow="fold")
    for row in rows:
        name = Text.assemble(
            (clean(row.title or row.url), "bold"), "\n", (clean(row.url) if row.title else "", "dim")
        )
        found.add_row(
            name, _moment(row.fetched_at), "–" if row.stopped else _moment(row.due_at), _standing(row)
        )
    return found


def quarantined(rows: Sequence[Quarantined], width: int) -> Table:
    """Each input that could not be read, with the reason and how often it was tried."""
    found = table(width)
    found.add_column("No.", justify="right")
    found.add_column("What", ratio=3, overflow="fold")
    found.add_column("Why", ratio=3, overflow="fold")
    found.add_column("Tried")
    found.add_column("Kept", justify="right")
    for row in rows:
        kept = f"{row.size / 1000:.0f} kB" if row.kept else "address" if row.url else "nothing"
        tried = f"{row.tries}×\n{_moment(row.tried_at)}"
        found.add_row(str(row.number), clean(row.name), clean(row.reason), tried, kept)
    return found


def _standing(row: Feed) -> str:
    if row.stopped:
        return f"stopped: {clean(row.stopped)}"
    if row.trouble:
        return f"{clean(row.trouble)} ({row.failures}×)"
    return "being read" if row.holder else "well" if row.fetched_at else "new"


def _moment(written: str | None) -> str:
    """A moment of the ledger's clock as a clock on the wall shows it."""
    return f"{datetime.fromisoformat(written).astimezone():%d.%m. %H:%M}" if written else "never"
