"""What an alert says: the words, the source, the link, as a line for people and as JSON for programs."""

from __future__ import annotations

from dataclasses import dataclass

from depesje.errors import LedgerError
from depesje.exports.citing import citation
from depesje.exports.options import Options
from depesje.ledger import Ledger
from depesje.ledger.watching.alerts import Pending


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert. ``id`` is the same whenever it is told; ``line`` has the words, who said them, the source and the link.

    ``status`` is what a matter's became, where that is why it is told.
    """

    id: str
    rule: str
    record: str
    status: str | None
    line: str
    title: str | None
    publisher: str | None
    published: str | None
    link: str


def alert(ledger: Ledger, pending: Pending) -> Alert | None:
    """What is to be told; None where the record, or its report, is gone by now."""
    try:
        with ledger.snapshot() as snapshot:
            record = snapshot.record(pending.record)
    except LedgerError:
        return None
    status = pending.what.partition(":")[0] or None
    line = citation(record, Options())
    return Alert(
        pending.id,
        pending.rule,
        pending.record,
        status,
        f"{status}: {line}" if status else line,
        record.report.title,
        record.report.publisher,
        record.report.published,
        record.report.url or record.report.id,
    )
