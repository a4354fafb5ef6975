"""Reads again what a ledger holds and other versions have read: what ``depesje reread`` does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from depesje.errors import LedgerError, Problem
from depesje.ledger import Ledger, Reread
from depesje.ledger.validate import validate
from depesje.questions import ReadingQuestion
from depesje.reading import installed, read_reports
from depesje.records import Record, Report


@dataclass(frozen=True, slots=True)
class Left:
    """A report that cannot be read again, and why."""

    report: str
    reason: str


def to_read(ledger: Ledger, question: ReadingQuestion | None = None) -> list[str]:
    """The ids of the reports that other versions have read than are installed, or as the question says."""
    found = {language: installed(language) for language in ledger.languages()}
    return ledger.to_read({language: its for language, its in found.items() if its is not None}, question)


def reread(ids: Iterable[str], ledger: Ledger) -> Iterator[Reread | Problem | Left]:
    """Reads each report again, and tells of each what became of its records, or why it failed.

    ``Left`` is one whose whole text the ledger does not keep, or which got another text meanwhile. The text is read
    before the ledger is locked to write, each report is one transaction, and it is kept before the next is told of, so
    whatever ends the process loses none that was told of.
    """
    held = _Held(ids, ledger)
    for read in read_reports(held):
        yield from held.told()
        yield read if isinstance(read, Problem) else _kept(read, ledger)
    yield from held.told()


@dataclass(slots=True)
class _Held:
    """The reports as the ledger holds them."""

    ids: Iterable[str]
    ledger: Ledger
    _left: list[Left] = field(default_factory=list)

    def __iter__(self) -> Iterator[Report]:
        for report_id in self.ids:
            report = self.ledger.report(report_id)
            if report is None:
                self._left.append(Left(report_id, self.ledger.rights.missing(report_id)))
            else:
                yield report

    def told(self) -> Iterator[Left]:
        """Each report that was passed over since the last call."""
        yield from self._left
        self._left = []


def _kept(read: Record, ledger: Ledger) -> Reread | Problem | Left:
    try:
        validate(read)
    except LedgerError as error:
        return Problem(read.report.id, str(error))
    return ledger.reread(read) or Left(read.report.id, "got another text meanwhile")
