"""Adds one report to the ledger: as new, as another text or reading of a known one, or not at all."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from depesje.ledger import ids, wordindex
from depesje.ledger.dates import UNDATED, bounds
from depesje.ledger.dossiers import keeping
from depesje.ledger.dossiers.facts import of_record
from depesje.ledger.identity import Resolver
from depesje.ledger.predecessors import predecessors
from depesje.ledger.rows import Added
from depesje.ledger.schema import REPORT_WORDS, appearances, mentions, readings, reports, revisions
from depesje.ledger.standing import Reading
from depesje.ledger.store import inserted
from depesje.ledger.wordings import form_keys
from depesje.ledger.writing import write
from depesje.records import Actor, Record, Report, Versions


def add(connection: Connection, record: Record, *, anew: bool = False) -> Added:
    """Keep a record, ``anew`` also where the same versions have read it before.

    Runs inside the writer's transaction, so all of it is kept or nothing.
    """
    held = current(connection, record.report.id)
    if held is not None and held.is_text_of(record.report) and held.is_read_by(record.versions) and not anew:
        return "unchanged"
    now = ids.utc_now()
    report = _report(connection, record.report.id, now) if held is None else held.report
    revision = _revision(connection, report, held, record.report, now)
    reading = _reading(connection, report, revision, held, record, now)
    earlier = {} if held is None else predecessors(connection, report, record.report.text, record.actors)
    numbers = Resolver(connection, report, now).resolve(record.actors, earlier)
    wordings = form_keys(connection, (span.text for actor in record.actors for span in actor.mentions))
    for actor in record.actors:
        _appearance(connection, reading, numbers[actor.id], actor, wordings)
    write(connection, record, Reading(record.report, report, reading, now), numbers)
    keeping.refile(connection, keeping.crises(connection), [(report, of_record(record))], now)
    return "added" if held is None else "revised"


@dataclass(frozen=True, slots=True)
class Held:
    """The text and the reading that the ledger now holds of a report."""

    report: int
    revision: int
    reading: int
    sha256: str
    read_by: tuple[str | None, str | None, str | None]

    def is_text_of(self, report: Report) -> bool:
        """Whether this is the very text, whatever read it."""
        return self.sha256 == sha256(report.text)

    def is_read_by(self, versions: Versions | None) -> bool:
        """Whether these very versions read it."""
        return self.read_by == _read_by(versions)


def current(connection: Connection, report_id: str) -> Held | None:
    """What the ledger now holds of a report; None where it has no such report."""
    r, v = readings.c, revisions.c
    row = connection.execute(
        select(r.report, r.revision, r.key, v.sha256, r.reader, r.lexicon, r.pipeline)
        .join(reports, reports.c.key == r.report)
        .join(revisions, v.key == r.revision)
        .where(reports.c.id == report_id, r.superseded_at.is_(None))
    ).first()
    if row is None:
        return None
    return Held(row.report, row.revision, row.key, row.sha256, (row.reader, row.lexicon, row.pipeline))


def _report(connection: Connection, report_id: str, now: str) -> int:
    return inserted(connection, reports.insert().values(id=report_id, recorded_at=now))


def _revision(connection: Connection, report: int, held: Held | None, given: Report, now: str) -> int:
    """The text's revision: the one held where the text is the same, else a new one in its place."""
    if held is not None:
        if held.is_text_of(given):
            return held.revision
        connection.execute(
            revisions.update().where(revisions.c.key == held.revision).values(superseded_at=now)
        )
    last = connection.scalar(select(func.max(revisions.c.number)).where(revisions.c.report == report)) or 0
    return inserted(
        connection,
        revisions.insert().values(
            report=report, number=last + 1, text=given.text, sha256=sha256(given.text), recorded_at=now
        ),
    )


def _reading(
    connection: Connection,
    report: int,
    revision: int,
    held: Held | None,
    record: Record,
    now: str,
) -> int:
    if held is not None:
        connection.execute(readings.update().where(readings.c.key == held.reading).values(superseded_at=now))
        wordindex.drop(connection, REPORT_WORDS, [held.reading])
    given, dated = record.report, bounds(record.report.published) or UNDATED
    reader, lexicon, pipeline = _read_by(record.versions)
    reading = inserted(
        connection,
        readings.insert().values(
            report=report,
            revision=revision,
            title=given.title,
            language=given.language,
            published=given.published,
            earliest=dated.earliest,
            latest=dated.latest,
            modified=given.modified,
            date_evidence=given.date_evidence,
            publisher=given.publisher,
            agency=given.agency,
            url=given.url,
            genre=given.genre,
            charset_guessed=given.charset_guessed,
            reader=reader,
            lexicon=lexicon,
            pipeline=pipeline,
            recorded_at=now,
        ),
    )
    wordindex.put(connection, REPORT_WORDS, reading, given.text, given.language, title=given.title or "")
    return reading


def _appearance(
    connection: Connection, reading: int, number: int, actor: Actor, wordings: dict[str, int]
) -> None:
    key = inserted(
        connection,
        appearances.insert().values(
            reading=reading,
            actor=number,
            local=actor.id,
            name=actor.name,
            kind=actor.kind,
            code=actor.code,
            role=actor.role,
            wikidata=actor.wikidata,
        ),
    )
    rows = [
        {"appearance": key, "form": wordings[span.text], "start": span.start, "end": span.end}
        for span in actor.mentions
    ]
    if rows:
        connection.execute(mentions.insert(), rows)


def sha256(words: str) -> str:
    """What a text is compared by, as hexadecimal digits."""
    return hashlib.sha256(words.encode("utf8", "surrogatepass")).hexdigest()


def _read_by(versions: Versions | None) -> tuple[str | None, str | None, str | None]:
    return (versions.reader, versions.lexicon, versions.pipeline) if versions else (None, None, None)
