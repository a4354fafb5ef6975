"""Reads reports and keeps them in a ledger, one after the other: what ``depesje add`` does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from depesje.errors import LedgerError, Problem, UnusableError
from depesje.intake.identity import ledger_id
from depesje.ledger import Added, Ledger
from depesje.ledger.validate import validate
from depesje.reading import read_reports
from depesje.records import Record, Report

Read = Iterator[Record | Problem]


def keep(
    reports: Iterable[Report | Problem],
    ledger: Ledger,
    help_: Callable[[Read], Read] = iter,
    *,
    again: bool = False,
) -> Iterator[Added | Problem]:
    """Keeps each report, and tells of each what that was to the ledger, or why it failed.

    A text that the ledger has already is not read again; neither is one that it may not keep, which is a problem
    (``again``: not where it was merely forgotten once). Each report is kept before the next is told of, so whatever
    ends the process loses none that was told of. ``help_`` may add to what was read. Raises ``LedgerError`` where the
    ledger itself fails.
    """
    fresh = _Fresh(reports, ledger, again)
    for read in help_(read_reports(fresh)):
        yield from fresh.told()
        yield _kept(read, ledger, fresh.names, again)
    yield from fresh.told()


def keep_read(
    records: Iterable[Record], ledger: Ledger, *, again: bool = False, together: int = 50
) -> Iterator[Added | Problem]:
    """Keeps what reports say that have been read before, so many ``together`` in one transaction; tells as ``keep`` does.

    Whatever ends the process loses none that was told of. Raises ``LedgerError`` where the ledger itself fails.
    """
    held = iter(records)
    while batch := list(islice(held, together)):
        named = [
            replace(record, report=replace(record.report, id=ledger_id(record.report))) for record in batch
        ]
        try:
            outcomes = ledger.add_all(named, again=again)
        except UnusableError:
            raise
        except LedgerError:  # one of them cannot be held, whichever that is
            outcomes = [_added(record, ledger, again) for record in named]
        for record, told in zip(named, outcomes, strict=True):
            if isinstance(told, LedgerError):
                yield Problem(record.report.id, str(told).removeprefix(f"{record.report.id} "))
            else:
                yield told


@dataclass(slots=True)
class _Fresh:
    """The reports that have to be read, under the ids that the ledger keeps them by."""

    reports: Iterable[Report | Problem]
    ledger: Ledger
    again: bool
    names: dict[str, str] = field(default_factory=dict)
    _known: int = 0

    def __iter__(self) -> Iterator[Report | Problem]:
        for report in self.reports:
            if isinstance(report, Problem):
                yield report
                continue
            named = replace(report, id=ledger_id(report))
            if self.ledger.has(named, again=self.again):
                self._known += 1
                continue
            refused = self.ledger.rights.refused(named, again=self.again)
            if refused is not None:
                yield Problem(report.id, refused)
                continue
            self.names[named.id] = report.id
            yield named

    def told(self) -> Iterator[Added]:
        """One ``unchanged`` for each report that was passed over since the last call."""
        while self._known:
            self._known -= 1
            yield "unchanged"


def _kept(read: Record | Problem, ledger: Ledger, names: dict[str, str], again: bool) -> Added | Problem:
    """Keeps one record; ``names`` are what people call the reports that the ledger knows by other ids."""
    if isinstance(read, Problem):
        return replace(read, source=names.get(read.source, read.source))  # Its record may still come.
    name = names.pop(read.report.id, read.report.id)
    added = _added(read, ledger, again)
    if isinstance(added, LedgerError):
        return Problem(name, str(added).removeprefix(f"{read.report.id} "))
    return added


def _added(record: Record, ledger: Ledger, again: bool) -> Added | LedgerError:
    """What one record was to the ledger, or why it cannot be held; raises ``UnusableError`` where the ledger fails."""
    try:
        validate(record)
        return ledger.add(record, again=again)
    except UnusableError:
        raise
    except LedgerError as error:
        return error
