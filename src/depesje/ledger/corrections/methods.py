"""What a ledger lets a person do to its records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from depesje.errors import Problem
from depesje.ledger.corrections import amending, journal, merging, supplying, taking, typed, undoing
from depesje.ledger.corrections.amending import Verdict
from depesje.ledger.corrections.documents import Document, add_to_document
from depesje.ledger.corrections.history import Change, called, history, journal_of
from depesje.ledger.corrections.journal import Correction
from depesje.ledger.corrections.quoting import ANYWHERE, Where
from depesje.ledger.corrections.taking import Row, Taken
from depesje.ledger.store import Store


class _Tried(Exception):
    """Takes back what was only tried."""


Value = str | int | bool | None | Sequence[str]


class Correcting:
    """The part of a ledger that people correct; see ``Ledger``.

    ``who`` corrects by default under the name in ``$DEPESJE_USER``, else under the login's. All methods raise
    ``CorrectionError`` where something cannot be done, and then change nothing.
    """

    _store: Store

    def correct(
        self,
        record: str,
        verdict: Verdict | None = None,
        *,
        fields: Mapping[str, Value] | None = None,
        where: Where = ANYWHERE,
        who: str | None = None,
        why: str | None = None,
    ) -> Correction | None:
        """Confirm or reject a record, or set fields of it; None where it is held just so already.

        Actors are given by name or id, words as the report has them (``where`` says which, where they stand in several
        places). What a person settled so stays through every re-reading.
        """
        by = journal.author(who, why)
        with self._store.write() as connection:
            return amending.correct(connection, record, by, verdict, _texts(fields), where)

    def add_record(
        self,
        kind: str,
        report: str | Document,
        fields: Mapping[str, Value],
        *,
        where: Where = ANYWHERE,
        who: str | None = None,
        why: str | None = None,
    ) -> Correction:
        """Add what the machine missed: a statement, event, matter or division on ``words`` of a report.

        The report is named by its id or its address; a ``Document`` is none, and kept in the drawer with these words.
        What is added counts as confirmed, and stays through re-readings.
        """
        by = journal.author(who, why)
        with self._store.write() as connection:
            if isinstance(report, Document):
                return add_to_document(connection, kind, report, _texts(fields), by, where)
            return supplying.add_record(connection, kind, report, _texts(fields), by, where)

    def take(
        self,
        rows: Sequence[Row],
        *,
        who: str | None = None,
        why: str | None = None,
        dry_run: bool = False,
    ) -> list[Taken | Problem]:
        """Take in rows of a person's own table, see ``depesje.importing``; a ``dry_run`` says what would come of it.

        What is wrong with a row is told in its place; the others are kept, in one transaction.
        """
        by = journal.author(who, why)
        outcomes: list[Taken | Problem] = []
        try:
            with self._store.write() as connection:
                outcomes += taking.take(connection, rows, by)
                if dry_run:
                    raise _Tried
        except _Tried:
            pass
        return outcomes

    def fields(self, record: str) -> dict[str, list[str]]:
        """The fields of a record as a person would type them: what ``correct`` takes."""
        with self._store.read() as connection:
            return typed.typed(connection, record)

    def history(self, record: str) -> list[Change]:
        """What became of a record: how it was read and what people did with it, the oldest first."""
        with self._store.read() as connection:
            return history(connection, record)

    def journal(self, limit: int, *, offset: int = 0, who: str | None = None) -> list[Correction]:
        """What people did to any record, the newest first; of one person only where ``who`` says whose."""
        with self._store.read() as connection:
            return journal_of(connection, limit, offset, who)

    def called(self, records: Iterable[str]) -> dict[str, str]:
        """The names of those of these ids that are actors'."""
        with self._store.read() as connection:
            return called(connection, records)

    def undo(self, correction: int, *, who: str | None = None, why: str | None = None) -> Correction:
        """Take back a correction by its number, where nothing has been built on it since."""
        by = journal.author(who, why)
        with self._store.write() as connection:
            return undoing.undo(connection, correction, by)

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


def _texts(fields: Mapping[str, Value] | None) -> dict[str, list[str]]:
    """The values of fields as a person would type them."""
    return {name: _text(value) for name, value in (fields or {}).items()}


def _text(value: Value) -> list[str]:
    if value is None:
        return []
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    return [str(value)] if isinstance(value, str | int) else list(value)
