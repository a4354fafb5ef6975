"""The ledger itself: what a program does with one."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import distinct, func, select

from depesje.ledger import adding, grouping, happening, people, saying, searching, tabled
from depesje.ledger.corrections.methods import Correcting
from depesje.ledger.kinds import DIVISION, EVENT, MATTER, STATEMENT, Kind
from depesje.ledger.opening import open_store
from depesje.ledger.rows import Added, Counts, DivisionRow, EventRow, MatterRow, SaidRow, SearchRow, WhoRow
from depesje.ledger.schema import appearances, readings, reports, revisions
from depesje.ledger.store import Store
from depesje.ledger.validate import validate
from depesje.records import Record, Report, Versions


def open_ledger(target: str | Path | None = None, *, create: bool = True) -> Ledger:
    """Open the ledger in a file (or ``sqlite:///FILE``); by default ``$DEPESJE_LEDGER`` or ``./depesje.db``.

    Makes the file where there is none and ``create`` is true. Raises ``LedgerError`` where it is no ledger,
    and leaves such a file as it is.
    """
    return Ledger(open_store(target, create=create))


class Ledger(Correcting):
    """What many reports say, in one file, which threads and processes may share; one writes at a time."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def path(self) -> Path:
        """The ledger's file."""
        return self._store.path

    def add(self, record: Record) -> Added:
        """Keep what a report says; returns what that was to the ledger.

        ``added``: a report it did not have. ``revised``: another text of a report it had, or another reading
        of the same text, by other versions; what was held before is kept as such. ``unchanged``: the same
        text read by the same versions, nothing is written. Raises ``LedgerError`` where the record
        contradicts its text, or cannot be kept.
        """
        validate(record)
        # Most of what is added again is unchanged; that is told without waiting for another writer.
        with self._store.read() as connection:
            held = adding.current(connection, record.report.id)
        if held is not None and held.is_text_of(record.report) and held.is_read_by(record.versions):
            return "unchanged"
        with self._store.write() as connection:
            return adding.add(connection, record)

    def has(self, report: Report, versions: Versions | None = None) -> bool:
        """Whether the ledger holds this very text of this report (read by ``versions``, where given)."""
        with self._store.read() as connection:
            held = adding.current(connection, report.id)
        return (
            held is not None and held.is_text_of(report) and (versions is None or held.is_read_by(versions))
        )

    def said(
        self,
        by: str | None = None,
        to: str | None = None,
        about: str | None = None,
        since: str | None = None,
        until: str | None = None,
        channel: str | None = None,
        act: str | None = None,
        limit: int | None = None,
        per: str | None = None,
    ) -> list[SaidRow]:
        """What was said by, to and about whom, on whose word; newest first, undated last, nothing that a person rejected.

        Names may be names, parts of them, wordings of the reports or codes (``RUS``: all who count under it);
        case and accents do not count. ``since`` and ``until`` are EDTF dates and include what they name; a
        statement counts from the earliest day it can be from: its own date where it has one, else its
        report's.
        """
        question = saying.Question(by, to, about, since, until, channel, act, limit, per)
        with self._store.read() as connection:
            return saying.said(connection, question)

    def timeline(
        self,
        by: str | None = None,
        to: str | None = None,
        party: str | None = None,
        since: str | None = None,
        until: str | None = None,
        on: str | None = None,
        type: str | None = None,
        modality: str | None = None,
        limit: int | None = None,
        per: str | None = None,
    ) -> list[EventRow]:
        """What was done by, to, or by or to (``party``) whom, oldest first; the newest where there is a limit.

        Names and dates are as in ``said``. ``on`` asks for what can have been going on in that day, month or year. An
        event counts from the earliest day it can be of: its own date where it has one, else its report's.
        """
        question = happening.Question(by, to, party, since, until, on, type, modality, limit, per)
        with self._store.read() as connection:
            return happening.timeline(connection, question)

    def matters(
        self,
        by: str | None = None,
        to: str | None = None,
        party: str | None = None,
        since: str | None = None,
        until: str | None = None,
        on: str | None = None,
        kind: str | None = None,
        status: str | None = None,
        limit: int | None = None,
        per: str | None = None,
    ) -> list[MatterRow]:
        """What each report leaves on the table: the open matters first, then the others, newest first.

        Names and dates are as in ``said``; a matter is as old as its report. ``on`` asks for what had been raised by
        the end of that day, month or year.
        """
        question = tabled.Question(by, to, party, since, until, on, kind, status, limit, per)
        with self._store.read() as connection:
            return tabled.matters(connection, question)

    def divisions(
        self,
        within: str | None = None,
        since: str | None = None,
        until: str | None = None,
        on: str | None = None,
        limit: int | None = None,
    ) -> list[DivisionRow]:
        """Where reports tell of disagreement inside a party, newest first; ``on`` is as in ``matters``."""
        question = tabled.Question(party=within, since=since, until=until, on=on, limit=limit)
        with self._store.read() as connection:
            return tabled.divisions(connection, question)

    def who(self, name: str) -> list[WhoRow]:
        """The actors that a name, a part of one, a wording or a code means; those who speak most first."""
        with self._store.read() as connection:
            return people.who(connection, name)

    def search(self, words: str, limit: int = 20) -> list[SearchRow]:
        """Where all the words stand, however inflected: statements, then reports, up to ``limit`` of each.

        ``"quoted words"`` must stand together.
        """
        with self._store.read() as connection:
            return searching.search(connection, words, limit)

    def counts(self) -> Counts:
        """How much the ledger holds."""
        current_actors = (
            select(func.count(distinct(appearances.c.actor)))
            .join(readings, readings.c.key == appearances.c.reading)
            .where(readings.c.superseded_at.is_(None))
        )
        with self._store.read() as connection:

            def counted(kind: Kind) -> int:
                return connection.scalar(select(func.count(kind.versions.c.key)).where(kind.counted)) or 0

            return Counts(
                reports=connection.scalar(select(func.count(reports.c.key))) or 0,
                revisions=connection.scalar(select(func.count(revisions.c.key))) or 0,
                actors=connection.scalar(current_actors) or 0,
                statements=counted(STATEMENT),
                events=counted(EVENT),
                matters=counted(MATTER),
                divisions=counted(DIVISION),
            )

    def resolve(self, record_id: str) -> str:
        """The id that a record's id leads to: itself, or that of the record it was merged into."""
        with self._store.read() as connection:
            return grouping.resolved(connection, record_id)

    def close(self) -> None:
        """Give the file back. Closing twice does nothing."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
