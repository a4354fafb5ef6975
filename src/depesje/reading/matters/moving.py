"""The steps of a matter in one report: the words that raise it, and those that answer, keep, break or withdraw it."""

from __future__ import annotations

from collections.abc import Iterator

from depesje.edtf import Date
from depesje.language.matterwords import Outcome
from depesje.reading.dates import Dates
from depesje.reading.matters.table import Raised, Table
from depesje.records import Move, MoveKind, Span, Status

_STEPS: dict[Outcome | Status, MoveKind] = {
    "accepted": "accept", "rejected": "reject", "answered": "answer", "kept": "keep", "broken": "break",
    "withdrawn": "withdraw", "denied": "deny",
}  # fmt: skip


def find(table: Table, dates: Dates, m: Raised) -> tuple[Move, ...]:
    """The steps of a matter in the order of the text; each stretch of text is one step."""
    return tuple(sorted(_moves(table, dates, m), key=lambda move: (move.kind != "raise", move.span.start)))


def _moves(table: Table, dates: Dates, m: Raised) -> Iterator[Move]:
    told = {span: (outcome, a) for outcome, a in m.moves for span in a.spans}
    spans = [m.gist] if not m.spans else m.spans
    # A matter that only its answer tells of ("etterkom anmodningen fra …") is raised by nothing in this report.
    (start, end), when = spans[0], _edtf(dates.when(m.anchor))
    if m.status != "open" and not m.answers:
        yield Move(_STEPS[m.status], _span(table, spans[0]), (), when)
    elif not any(start < b and a < end for a, b in m.answers):
        yield Move("raise", _span(table, spans[0]), tuple(m.by), when)
    for span in m.answers:
        outcome, a = told.get(span, (None, None))
        if outcome is None and m.status == "open":
            continue
        by = tuple(a.by) if a is not None else ()
        anchor = a.anchor if a is not None else table.parse.token_at(span[0])
        told_of = dates.when(anchor) if anchor is not None else None
        yield Move(_STEPS[outcome or m.status], _span(table, span), by, _edtf(told_of))


def _span(table: Table, span: tuple[int, int]) -> Span:
    start, end = span
    return Span(start, end, table.parse.text[start:end])


def _edtf(date: Date | None) -> str | None:
    return date.edtf if date is not None else None
