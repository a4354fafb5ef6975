"""The ledger itself: what a program does with one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from depesje.errors import ForgottenError, LedgerError
from depesje.ledger import adding, grouping, rereading
from depesje.ledger.asking import Asking
from depesje.ledger.corrections.methods import Correcting
from depesje.ledger.curving import Curve
from depesje.ledger.differences import Reread
from depesje.ledger.dossiers.methods import Filing
from depesje.ledger.introducing import Introducing
from depesje.ledger.leaving import Leaving
from depesje.ledger.opening import open_store
from depesje.ledger.rights import Rights
from depesje.ledger.rights.tombstones import of_id
from depesje.ledger.rows import Added
from depesje.ledger.store import Store
from depesje.ledger.tending import Tended
from depesje.ledger.users import Users
from depesje.ledger.validate import validate
from depesje.ledger.watching.methods import Watching
from depesje.questions import ReadingQuestion
from depesje.records import Record, Report, Versions


def open_ledger(target: str | Path | None = None, *, create: bool = True) -> Ledger:
    """Open the ledger in a file (or ``sqlite:///FILE``) or in a PostgreSQL database (``postgresql://…``).

    By default it is ``$DEPESJE_LEDGER`` or ``./depesje.db``. Makes it where there is none and ``create`` is true. Raises
    ``LedgerError`` where it is no ledger, and leaves such a file or database as it is.
    """
    return Ledger(open_store(target, create=create))


class Ledger(Asking, Correcting, Filing, Introducing, Leaving, Tended):
    """What many reports say, in one place that threads and processes may share; one writes at a time."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._curve = Curve()

    @property
    def path(self) -> Path | None:
        """The ledger's file, where it is one."""
        return self._store.home.path

    @property
    def name(self) -> str:
        """What people call it: the name of its file or database."""
        return self._store.home.name

    def add(self, record: Record, *, again: bool = False) -> Added:
        """Keep what a report says; returns what that was to the ledger.

        ``added``: a report it did not have. ``revised``: another text of a report it had, or another reading
        of the same text, by other versions; what was held before is kept as such. ``unchanged``: the same
        text read by the same versions, nothing is written. Raises ``LedgerError`` where the record
        contradicts its text, or cannot be kept; ``ForgottenError`` where it was forgotten and is not to be added
        ``again``; ``ReservedError`` where its rights are reserved and no policy lets it in. A policy of its source may
        keep less than the whole text (see ``rights``).
        """
        validate(record)
        # Most of what is added again is unchanged; that is told without waiting for another writer.
        with self._store.read() as connection:
            held = adding.current(connection, record.report.id)
            known = adding.is_known(connection, held, record.report, again=again)
        if known and held is not None and held.is_read_by(record.versions):
            return "unchanged"
        with self._store.write() as connection:
            return adding.add(connection, record, again=again)

    def add_all(self, records: Sequence[Record], *, again: bool = False) -> list[Added | LedgerError]:
        """Keep what several reports say in one transaction; returns in their order what each was, or why it may not be kept.

        The same as ``add`` of one after the other, but quicker: either all that may be kept is, or, where the ledger
        fails, nothing. Raises ``LedgerError`` then.
        """
        told: list[Added | LedgerError] = []
        with self._store.write() as connection:
            for record in records:
                try:
                    validate(record)
                    told.append(adding.add(connection, record, again=again))
                except LedgerError as error:  # which is said before anything of the record is written
                    told.append(error)
        return told

    def has(self, report: Report, versions: Versions | None = None, *, again: bool = False) -> bool:
        """Whether the ledger holds this very text of this report (read by ``versions``, where given).

        Not where it holds less of it than it may by now, nor, ``again``, where somebody was blanked in it.
        """
        with self._store.read() as connection:
            held = adding.current(connection, report.id)
            known = adding.is_known(connection, held, report, again=again)
        return known and (versions is None or (held is not None and held.is_read_by(versions)))

    def report(self, report_id: str) -> Report | None:
        """A report as it is now held; None where there is none by this id, or its whole text is not kept."""
        with self._store.read() as connection:
            return rereading.report(connection, report_id)

    def languages(self) -> Collection[str]:
        """The languages of the reports that the ledger holds."""
        with self._store.read() as connection:
            return rereading.languages(connection)

    def to_read(self, versions: Mapping[str, Versions], question: ReadingQuestion | None = None) -> list[str]:
        """The ids of the reports that others than these versions, by language, have read; see ``ReadingQuestion``.

        Raises ``LedgerError`` where a report that is named is not in the ledger.
        """
        with self._store.read() as connection:
            return rereading.to_read(connection, question or ReadingQuestion(), versions)

    def reread(self, record: Record) -> Reread | None:
        """Put another reading of the text that the ledger holds in place of the one before, and tell what that changed.

        What a person has settled stands. None, and nothing is changed, where the ledger holds another text by now.
        Raises ``LedgerError`` where the record contradicts its text.
        """
        validate(record)
        with self._store.write() as connection:
            return rereading.reread(connection, record)

    def resolve(self, record_id: str) -> str:
        """The id that a record's id leads to: itself, or that of the record it was merged into.

        Raises ``ForgottenError`` where the record was forgotten.
        """
        with self._store.read() as connection:
            stone = of_id(connection, record_id)
            if stone is not None:
                raise ForgottenError(f"{record_id} was forgotten on {stone.when[:10]}")
            return grouping.resolved(connection, record_id)

    @property
    def rights(self) -> Rights:
        """What may be kept of whom, how long, and what is forgotten for good."""
        return Rights(self._store)

    @property
    def users(self) -> Users:
        """Those who log in to its pages, and what is kept for each of them."""
        return Users(self._store)

    @property
    def watching(self) -> Watching:
        """The feeds that are followed, and what could not be read."""
        return Watching(self._store)

    def close(self) -> None:
        """Give the ledger back. Closing twice does nothing."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
