"""All that one report says: its text, the records on it, and the reports that are versions of the same wire story."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from depesje.ledger import adding, beside, pointing, stories
from depesje.ledger.batch import Batch, report
from depesje.ledger.clock import Known
from depesje.ledger.grouping import leaders_of, members_of
from depesje.ledger.happening import EVENTS
from depesje.ledger.listing import Listing
from depesje.ledger.numbers import listed
from depesje.ledger.saying import STATEMENTS
from depesje.ledger.schema import readings, reports, revisions
from depesje.ledger.tabled import DIVISIONS, MATTERS
from depesje.ledger.whole import KeptDivision, KeptEvent, KeptMatter, KeptReport, KeptStatement
from depesje.ledger.whole_rows import divisions, events, matters, statements

OnWords = KeptStatement | KeptEvent | KeptMatter | KeptDivision
_KINDS: tuple[tuple[Listing[Any, Any], Callable[[Batch], Sequence[OnWords]]], ...] = (
    (STATEMENTS, statements),
    (EVENTS, events),
    (MATTERS, matters),
    (DIVISIONS, divisions),
)


@dataclass(frozen=True, slots=True)
class Told:
    """One report with its text and its records in the order of the text.

    ``whole`` says whether all of the text is kept; ``versions`` are the other reports that are the same wire story, the
    earliest first.
    """

    report: KeptReport
    whole: bool
    records: tuple[OnWords, ...]
    versions: tuple[KeptReport, ...]


def told(connection: Connection, report_id: str, known: Known, *, rejected: bool = False) -> Told | None:
    """What the report that is meant says as it was held; None where there is none, and an error where it may be several."""
    pointed = pointing.sought(connection, report_id)
    row = connection.execute(_reports(known).where(reports.c.key == pointed.key)).first() if pointed else None
    if row is None:
        return None
    whole = adding.sha256(row.text) == row.sha256
    found: list[OnWords] = []
    for listing, read in _KINDS:
        v = listing.kind.versions.c
        query = listing.rows().where(v.reading == row.key, known.holds(listing.kind.versions))
        if not rejected:
            query = query.where(v.review != "rejected")
        of_kind = connection.execute(query.order_by(v.start, v.key)).all()
        if of_kind:
            found += read(Batch(connection, listing.kind, of_kind, known, texts=False))
    found.sort(key=lambda one: (one.start, -one.end))
    aside = beside.of(connection, {row.revision}).get(row.revision, ())
    return Told(
        report(row, with_text=True, asides=aside), whole, tuple(found), _versions(connection, row, known)
    )


def _reports(known: Known) -> Any:
    return (
        select(readings, reports.c.id, revisions.c.number, revisions.c.sha256, revisions.c.text)
        .join(reports, reports.c.key == readings.c.report)
        .join(revisions, revisions.c.key == readings.c.revision)
        .where(known.holds(readings))
    )


def _versions(connection: Connection, row: Row[Any], known: Known) -> tuple[KeptReport, ...]:
    leader = leaders_of(connection, stories.STORY, [row.report], known)[row.report]
    others = set(members_of(connection, stories.STORY, {leader}, known)) - {row.report}
    if not others:
        return ()
    query = _reports(known).where(readings.c.report.in_(listed(others)))
    rows = connection.execute(query.order_by(readings.c.earliest.nulls_last(), readings.c.key))
    return tuple(report(one, with_text=False) for one in rows)
