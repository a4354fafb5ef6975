"""Dossiers, and what is filed in them, as tables show them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from depesje.show.base import clean, listed, report_name

if TYPE_CHECKING:
    from depesje.ledger import DossierRow, FilingRow


def dossiers(rows: Iterable[DossierRow]) -> Table:
    """A table of dossiers: what each is about, and how many reports are in it."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Dossier", overflow="fold")
    table.add_column("About", ratio=1, overflow="fold")
    table.add_column("Period")
    table.add_column("Reports", justify="right")
    for row in rows:
        name = Text.assemble((clean(row.name), "bold"), "\n", (row.id, "dim"))
        about = listed((", ".join(map(clean, row.parties)), ", ".join(map(clean, row.words))), "\n")
        period = f"{row.since or '…'} – {row.until or '…'}" if row.since or row.until else ""
        table.add_row(name, about, period, str(row.reports))
    return table


def filings(rows: Iterable[FilingRow]) -> Table:
    """A table of the reports in a dossier, each with the reason."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Date")
    table.add_column("Report", ratio=1, overflow="fold")
    table.add_column("Why", ratio=1, overflow="fold")
    for row in rows:
        where = report_name(row.report, row.title)
        title = Text.assemble(
            clean(row.title) if row.title else where, "\n", (where if row.title else "", "dim")
        )
        why = listed((clean(row.reason), f"by {clean(row.who)}" if row.who else ""), "\n")
        table.add_row((row.published or "")[:10], title, why)
    return table
