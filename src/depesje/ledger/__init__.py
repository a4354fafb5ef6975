"""The ledger: what holds across reports, kept in one file."""

from depesje.ledger.book import Ledger, open_ledger
from depesje.ledger.rows import Added, Counts, Review, SaidRow, SearchRow, WhoRow

__all__ = ["Added", "Counts", "Ledger", "Review", "SaidRow", "SearchRow", "WhoRow", "open_ledger"]
