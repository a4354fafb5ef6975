"""The course of one matter as a table: its moves in order, when, in which report, by whom and in what words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from depesje.show.base import WIDE, clean, from_to, in_three, listed, report_name, shortened, table
from depesje.show.tabled import status_of

if TYPE_CHECKING:
    from depesje.ledger.rows import MatterRow, MoveRow

_WORDS = 300  # characters of a move's words that a table shows; JSON has all


def course(matter: MatterRow, width: int) -> Table:
    """A matter's moves, headed by what it is about and where it stands."""
    by = from_to(listed(matter.by), listed(matter.to))
    title = clean(f"{matter.id} · {matter.kind} · {by}: {matter.gist} – {status_of(matter)}")
    return _wide(matter, title) if width >= WIDE else _narrow(matter, width, title)


def _wide(matter: MatterRow, title: str) -> Table:
    found = table(WIDE, title)
    found.add_column("When", no_wrap=True)
    found.add_column("Move", no_wrap=True)
    for name, ratio in (("By, per", 4), ("The words", 9), ("Where", 4)):
        found.add_column(name, ratio=ratio, overflow="fold")
    for move in matter.moves:
        per = listed(move.per)
        found.add_row(
            move.when or "",
            Text(move.move, "bold"),
            listed((listed(move.by), f"per {per}" if per else "")),
            shortened(move.words, _WORDS),
            _where(move),
        )
    return found


def _narrow(matter: MatterRow, width: int, title: str) -> Table:
    def row(move: MoveRow) -> tuple[Text, Text, Text]:
        per = listed(move.per)
        who = Text.assemble((listed(move.by), "bold"), (f"\nper {per}" if per else "", "dim"))
        return (
            Text.assemble(move.when or "", ("\n" + _where(move), "dim")),
            who.append("\n" if who.plain else "").append(shortened(move.words, _WORDS)),
            Text(move.move, "bold"),
        )

    return in_three(width, title, ("When, where", "By whom, and the words", "Move"), map(row, matter.moves))


def _where(move: MoveRow) -> str:
    return f"{report_name(move.report, move.title)}:{move.paragraph}"
