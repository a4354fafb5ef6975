"""The ledger: what holds across reports, kept in one file or database."""

from depesje.ledger.book import Ledger, open_ledger
from depesje.ledger.differences import Reread
from depesje.ledger.dossiers.keeping import DossierRow, FilingRow
from depesje.ledger.rows import (
    AccountPart,
    AccountRow,
    AccountsRow,
    Added,
    Counts,
    DifferenceRow,
    DivisionRow,
    EventRow,
    ExchangeRow,
    MatterRow,
    OrphanRow,
    RoleRow,
    SaidRow,
    SearchRow,
    WhoRow,
)
from depesje.ledger.tense import TensionAct, TensionRow
from depesje.records import Review

__all__ = [
    "AccountPart",
    "AccountRow",
    "AccountsRow",
    "Added",
    "Counts",
    "DifferenceRow",
    "DivisionRow",
    "DossierRow",
    "EventRow",
    "ExchangeRow",
    "FilingRow",
    "Ledger",
    "MatterRow",
    "OrphanRow",
    "Reread",
    "Review",
    "RoleRow",
    "SaidRow",
    "SearchRow",
    "TensionAct",
    "TensionRow",
    "WhoRow",
    "open_ledger",
]
