"""The ledger: what holds across reports, kept in one file."""

from depesje.ledger.book import Ledger, open_ledger
from depesje.ledger.rows import (
    Added,
    Counts,
    DivisionRow,
    EventRow,
    MatterRow,
    SaidRow,
    SearchRow,
    WhoRow,
)
from depesje.records import Review

__all__ = [
    "Added",
    "Counts",
    "DivisionRow",
    "EventRow",
    "Ledger",
    "MatterRow",
    "Review",
    "SaidRow",
    "SearchRow",
    "WhoRow",
    "open_ledger",
]
