"""What a ledger lets a person do to its records."""

from __future__ import annotations

from depesje.ledger.corrections import journal, merging
from depesje.ledger.corrections.journal import Correction
from depesje.ledger.store import Store


class Correcting:
    """The part of a ledger that people correct; see ``Ledger``.

    ``who`` corrects by default under the name in ``$DEPESJE_USER``, else under the login's. All methods raise
    ``CorrectionError`` where something cannot be done, and then change nothing.
    """

    _store: Store

    def merge(self, *records: str, who: str | None = None, why: str | None = None) -> Correction | None:
        """Make records one, each with those that it is one with already; None where that has been said before.

        From then on every id of them leads to the smallest (``resolve``), whatever the machine links later.
        """
        by = journal.author(who, why)
        with self._store.write() as connection:
            return merging.merge(connection, records, by)

    def split(self, *records: str, who: str | None = None, why: str | None = None) -> Correction:
        """Part a record from those that it is one with; of several, those after the first from the first's group."""
        by = journal.author(who, why)
        with self._store.write() as connection:
            return merging.split(connection, records, by)
