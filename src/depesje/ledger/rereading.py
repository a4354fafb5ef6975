"""Which reports other versions have read than would now, and what reading one again makes of its records."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import ColumnElement, Connection, and_, false, or_, select

from depesje.ledger import adding, beside, pointing
from depesje.ledger.clock import NOW
from depesje.ledger.conditions import dated, filed
from depesje.ledger.differences import Reread, compared, snapshot
from depesje.ledger.numbers import listed
from depesje.ledger.schema import readings, reports, revisions
from depesje.questions import ReadingQuestion
from depesje.records import Record, Report, Versions

_r = readings.c
_OF_REPORT = (
    "title", "language", "published", "modified", "date_evidence", "publisher", "agency", "url", "genre",
    "charset_guessed", "file", "published_at", "stub",
)  # fmt: skip


def to_read(connection: Connection, question: ReadingQuestion, now: Mapping[str, Versions]) -> list[str]:
    """The ids of the reports that are asked for, those first that have not been read for longest.

    ``now`` are the versions that would read each language. Unless all are asked for, they are those that other versions
    have read; what no version has read, because a person wrote it down, is left alone. Raises ``LedgerError`` where one
    that is named is not in the ledger.
    """
    query = select(reports.c.id).join(readings, _r.report == reports.c.key).where(NOW.holds(readings))
    if question.reports:
        query = query.where(
            reports.c.key.in_(
                listed({pointing.report(connection, given).key for given in {*question.reports}})
            )
        )
    if not question.everything:
        query = query.where(or_(false(), *(_differs(language, its) for language, its in now.items())))
    query = query.where(_r.reader.is_not(None), *dated(readings, question), *filed(connection, question))
    return list(connection.scalars(query.order_by(_r.key)))  # keys grow with time


def report(connection: Connection, report_id: str) -> Report | None:
    """A report as the ledger now holds it; None where it has none by this id, or does not keep its whole text."""
    row = connection.execute(
        select(readings, revisions.c.text, revisions.c.sha256)
        .join(reports, reports.c.key == _r.report)
        .join(revisions, revisions.c.key == _r.revision)
        .where(reports.c.id == report_id, NOW.holds(readings))
    ).first()
    if row is None or adding.sha256(row.text) != row.sha256:
        return None
    return Report(
        report_id,
        row.text,
        authors=beside.from_lines(row.authors),
        asides=beside.of(connection, {row.revision}).get(row.revision, ()),
        **{name: row._mapping[name] for name in _OF_REPORT},
    )


def reread(connection: Connection, record: Record) -> Reread | None:
    """Put a reading of the text that the ledger has in the place of the one before.

    None, and nothing is changed, where the ledger has another text by now. Runs inside the writer's transaction.
    """
    held = adding.current(connection, record.report.id)
    if held is None or not held.is_text_of(record.report):
        return None
    before = snapshot(connection, held.report)
    adding.add(connection, record, anew=True)
    return compared(record.report.id, before, snapshot(connection, held.report))


def languages(connection: Connection) -> Collection[str]:
    """The languages of the reports that the ledger holds."""
    found = connection.scalars(select(_r.language).where(NOW.holds(readings)).distinct())
    return {language for language in found if language}


def _differs(language: str, versions: Versions) -> ColumnElement[bool]:
    """Readings of a language by other versions than these."""
    same = and_(
        _r.reader.is_not_distinct_from(versions.reader),
        _r.lexicon.is_not_distinct_from(versions.lexicon),
        _r.pipeline.is_not_distinct_from(versions.pipeline),
    )
    return and_(_r.language == language, ~same)
