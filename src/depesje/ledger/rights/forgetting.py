"""Forgets a report, with all that was read in it; the one exception to "nothing is overwritten"."""

from __future__ import annotations

from sqlalchemy import Connection, select

from depesje.errors import LedgerError
from depesje.ledger import settling
from depesje.ledger.corrections.journal import Author
from depesje.ledger.identity import leave
from depesje.ledger.rights.erasing import Eraser, appearing, orphaned
from depesje.ledger.rights.outcomes import Forgotten
from depesje.ledger.rights.tombstones import bury
from depesje.ledger.schema import actors, readings, reports, revisions
from depesje.ledger.watching import quarantining


def report_key(connection: Connection, report_id: str) -> int | None:
    """The key of a report by its id; None where the ledger has no such report."""
    return connection.scalar(select(reports.c.key).where(reports.c.id == report_id))


def forget_report(connection: Connection, report_id: str, by: Author, now: str) -> Forgotten:
    """Erase a report: its texts, readings, records and their words, and the actors that no other report has.

    Runs inside the writer's transaction. Raises ``LedgerError`` where the ledger
    has no such report.
    """
    key = report_key(connection, report_id)
    if key is None:
        raise LedgerError(f"there is no report {report_id}")
    texts = connection.scalars(select(revisions.c.sha256).where(revisions.c.report == key)).all()
    read = connection.execute(select(readings.c.key, readings.c.url).where(readings.c.report == key)).all()
    addresses = {row.url for row in read if row.url}
    met = appearing(connection, {row.key for row in read})
    touched = leave(connection, key)
    eraser = Eraser(connection)
    eraser.erase(reports, {key})
    eraser.erase(actors, orphaned(connection, met - eraser.gone["actor"]))
    eraser.finish(now)
    settling.settle(connection, touched, now)
    quarantining.forget_report(connection, {report_id, *addresses})
    gone = eraser.ids()
    bury(connection, "report", gone, {report_id, *texts}, by, now)
    return Forgotten("report", len(gone))
