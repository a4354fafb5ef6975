"""The ledger: what holds across reports, kept in one file."""

from depesje.ledger.book import Ledger, open_ledger
from depesje.ledger.rows import (
    Added,
    Counts,
    DivisionRow,
    EventRow,
    MatterRow,
    Review,
    SaidRow,
    SearchRow,
    WhoRow,
)

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
