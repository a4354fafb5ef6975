"""Dossiers: a crisis has a name, parties, words and a period, and reports are filed in it with the reason."""

from depesje.ledger.dossiers.filing import Crisis, Filing, file

__all__ = ["Crisis", "Filing", "file"]
