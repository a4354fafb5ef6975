"""What the command line shows to people: tables that fit the window, without colour where it is not wanted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from depesje.show.base import clean, console, heading, report_name, shortened
from depesje.show.course import course
from depesje.show.done import events, record_events, timeline_events
from depesje.show.dossiers import dossiers, filings
from depesje.show.exchanged import accounts, exchange_list, exchanges, record_exchanges
from depesje.show.found import hits, orphans, people
from depesje.show.said import record_lines, said_lines, statements
from depesje.show.tabled import (
    divisions,
    ledger_divisions,
    ledger_matters,
    matters,
    record_divisions,
    record_matters,
)
from depesje.show.tense import tension

if TYPE_CHECKING:
    from rich.table import Table

    from depesje.records import Record

__all__ = [
    "accounts",
    "clean",
    "console",
    "course",
    "divisions",
    "dossiers",
    "events",
    "exchange_list",
    "exchanges",
    "filings",
    "heading",
    "hits",
    "ledger_divisions",
    "ledger_matters",
    "matters",
    "orphans",
    "people",
    "record_tables",
    "report_name",
    "said_lines",
    "shortened",
    "statements",
    "tension",
    "timeline_events",
]


def record_tables(record: Record, width: int) -> Iterator[Table]:
    """What one report says, a table for each kind of record that it has."""
    if record.statements:
        yield statements(record_lines(record), width, "What was said")
    if record.events:
        yield events(record_events(record), width, "What was done")
    if record.matters:
        yield matters(record_matters(record), width, "What lies on the table")
    if record.divisions:
        yield divisions(record_divisions(record), width, "Divided within")
    if record.exchanges:
        yield exchanges(record_exchanges(record), width, "Who met, called or wrote to whom")
