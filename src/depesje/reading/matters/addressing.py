"""Whom an offer, promise or refusal is for where its own words do not say: the side whose demand is on the table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from depesje.reading.matters.table import Raised, Table, unique

_BACK = 15  # Sentences back to the matter that an offer or promise comes in return for.
_NEAR = 2  # Sentences between two demands of one side to one addressee.
_CLOSE = 4  # Sentences back to the matter whose other side a warning or demand is meant for.
_AGAINST = frozenset({"warning", "demand"})
_RETURNS = frozenset({"offer", "promise"})
_WANTS = frozenset({"demand", "request"})


def carry_on(table: Table, raised: Sequence[Raised]) -> None:
    """Gives a demand without an addressee that of the same side's demand right before it: "blant annet krever landet …"."""
    wants = sorted((m for m in raised if m.kind in _WANTS), key=lambda m: m.anchor)
    for before, m in pairwise(wants):
        near = table.parse.sent[m.anchor] - table.parse.sent[before.anchor] <= _NEAR
        if near and not m.to and before.to and m.by and table.same_side(before.by, m.by):
            m.to = list(before.to)


def complete(table: Table, raised: Sequence[Raised]) -> None:
    """Gives offers and promises without an addressee the party that last wanted something of those who make them."""
    for m in raised:
        if m.to or m.kind not in _RETURNS or not m.by:
            continue
        earlier = [
            o
            for o in raised
            if o.anchor < m.anchor and o.kind in _WANTS and o.by and o.to and table.same_side(o.to, m.by)
        ]
        if earlier:
            last = max(earlier, key=lambda o: o.anchor)
            distance = table.parse.sent[m.anchor] - table.parse.sent[last.anchor]
            if distance <= (_BACK if m.kind == "offer" else _NEAR):
                m.to = unique(one for one in last.by if one not in m.by)
    for m in raised:
        if not m.to and m.kind in _AGAINST and m.by:
            m.to = _opponent(table, m, raised)


def _opponent(table: Table, m: Raised, raised: Sequence[Raised]) -> list[str]:
    """The other side of the matter right before that the same side raised or was to answer."""
    best: list[str] = []
    for o in sorted(raised, key=lambda o: o.anchor):
        if o.anchor >= m.anchor or table.parse.sent[m.anchor] - table.parse.sent[o.anchor] > _CLOSE:
            continue
        if o.to and table.same_side(o.by, m.by):
            best = o.to
        elif o.by and table.same_side(o.to, m.by):
            best = o.by
    return [one for one in best if one not in m.by]
