"""Until when a matter's demand is to be met: "innen fredag" in its own words, or "fristen går ut 1. mai" behind them."""

from __future__ import annotations

from collections.abc import Sequence

from depesje.reading.dates import Dates, Expression
from depesje.reading.matters.table import Raised, Table

_BY = frozenset({"by", "before", "until"})
_BEHIND = 4  # Sentences behind a demand among which its deadline is told.
_WANTS = frozenset({"demand", "request", "offer"})


def find(table: Table, dates: Dates, raised: Sequence[Raised]) -> None:
    """Sets ``deadline`` of the matters whose words, or a deadline told behind them, give one."""
    for m in raised:
        m.deadline = next(
            (e.date.edtf for e in dates.expressions if e.relation in _BY and _within(e, m.spans)), None
        )
    for e in dates.expressions:
        if not _of_deadline(table, e):
            continue
        sent = table.parse.sent[e.first]
        before = [m for m in raised if m.kind in _WANTS and m.deadline is None and m.by]
        near = [m for m in before if 0 <= sent - table.parse.sent[m.anchor] <= _BEHIND]
        if near:
            max(near, key=lambda m: m.anchor).deadline = e.date.edtf


def _within(e: Expression, spans: Sequence[tuple[int, int]]) -> bool:
    return any(a <= e.start < b for a, b in spans)


def _of_deadline(table: Table, e: Expression) -> bool:
    """Whether a date is that of a deadline: its clause has a word for one."""
    first, last = table.clause(e.first)
    return any(table.words.is_deadline(table.parse.lower[i]) for i in range(first, last))
