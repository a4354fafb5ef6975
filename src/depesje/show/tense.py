"""Tension, a line a day, as a table shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from depesje.show.base import TINY, WIDE, clean, shortened

if TYPE_CHECKING:
    from depesje.ledger import TensionRow

_BAR = 20  # columns of the longest bar
_WORDS = 60  # characters of what a day rests on most


def tension(rows: Sequence[TensionRow], width: int) -> Table:
    """A table of days: tension as a bar and a figure with its interval, what was read, what it rests on most."""
    most = max((row.high for row in rows), default=0.0) or 1.0
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Day", no_wrap=True, min_width=10)
    if width >= TINY:
        table.add_column("", width=_BAR, no_wrap=True)
    for name in ("Tension", "90 %", "Easing", "Read"):
        table.add_column(name, justify="right", no_wrap=True)
    if width >= WIDE:
        table.add_column("Most of it", ratio=1, overflow="fold")
    for row in rows:
        bar = [Text("█" * round(_BAR * row.tension / most))] if width >= TINY else []
        table.add_row(
            row.day,
            *bar,
            f"{row.tension:.1f}",
            f"{row.low:.1f}–{row.high:.1f}" if row.tension else "",
            f"{row.easing:.1f}" if row.easing else "",
            str(row.read),
            *([_most(row)] if width >= WIDE else []),
        )
    return table


def _most(row: TensionRow) -> Text:
    hostile = [act for act in row.acts if act.value > 0]
    if not hostile:
        return Text("")
    event = hostile[0].event
    who = " → ".join(", ".join(map(clean, side)) for side in (event.actor, event.recipient) if side)
    return Text.assemble(
        (f"{who}: " if who else "", "bold"), shortened(event.sentence, _WORDS), (f"  {event.id}", "dim")
    )
