"""Adds one report to the ledger: as new, as another text or reading of a known one, or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from depesje.errors import ForgottenError
from depesje.ledger import beside, daily, exchanging, ids, joining, stories, touched, wordindex
from depesje.ledger.across import events, matters
from depesje.ledger.dates import UNDATED, bounds
from depesje.ledger.dossiers import keeping
from depesje.ledger.dossiers.facts import of_record
from depesje.ledger.identity import Resolver
from depesje.ledger.predecessors import predecessors
from depesje.ledger.rights import scrubbing
from depesje.ledger.rights.policies import Keep, Policies, allowed, is_less
from depesje.ledger.rights.refusing import known_by, refuse
from depesje.ledger.rights.thinning import index_report, reindex, restore, thin
from depesje.ledger.rights.tombstones import unbury
from depesje.ledger.rows import Added
from depesje.ledger.schema import REPORT_WORDS, appearances, mentions, readings, reports, revisions
from depesje.ledger.store import insert_all, inserted, inserted_all
from depesje.ledger.versions import Reading
from depesje.ledger.wordings import form_keys
from depesje.ledger.writing import Written, write
from depesje.records import Actor, Record, Report, Versions


def add(connection: Connection, record: Record, *, anew: bool = False, again: bool = False) -> Added:
    """Keep a record, ``anew`` also where the same versions have read it before.

    Runs inside the writer's transaction, so all of it is kept or nothing. Raises ``ForgottenError`` or ``ReservedError``
    where it may not be kept; ``again`` allows what was forgotten.
    """
    terms = Policies(connection).of(record.report)
    held = current(connection, record.report.id)
    if held is not None and held.is_whole_of(record.report):
        return "unchanged"
    if held is None or not held.is_text_of(record.report):
        refuse(connection, record.report, again=again)
    if again:
        unbury(connection, *known_by(record.report))
    known = is_known(connection, held, record.report, again=again)
    if known and held is not None and held.is_read_by(record.versions) and not anew:
        return "unchanged"
    if held is not None and held.is_text_of(record.report) and held.redacted_at is not None and not again:
        # Read again, the text would bring back the one who was forgotten.
        raise ForgottenError(
            f"{record.report.id} names somebody who was forgotten on {held.redacted_at[:10]}; --again adds it all the same"
        )
    now = ids.utc_now()
    report = _report(connection, record.report.id, now) if held is None else held.report
    revision = _revision(connection, report, held, record.report, now)
    reading = _reading(connection, report, revision, held, record, now)
    first = held is None
    earlier = {} if first else predecessors(connection, report, record.report.text, record.actors)
    resolver = Resolver(connection, report, now, held.reading if held else None, record.report.published)
    numbers = resolver.resolve(record.actors, earlier)
    _appearances(connection, reading, numbers, record.actors)
    since = held.since if held is not None and held.revision == revision else now
    keep = allowed(terms, since)
    # What is new and kept whole is indexed as it is written; anything else when all of it stands.
    whole = first and keep == "full"
    written = write(
        connection, record, Reading(record.report, report, reading, now, indexed=whole, first=first), numbers
    )
    _join(connection, record, report, numbers, written, now, first=first)
    if whole:
        index_report(connection, reading, record.report)
        return "added"
    if thin(connection, revision, keep, terms.quote_limit):
        scrubbing.ask_where_rows_stay(connection, now)
    reindex(connection, revision)
    return "added" if held is None else "revised"


def _join(
    connection: Connection,
    record: Record,
    report: int,
    numbers: Mapping[str, int],
    written: Written,
    now: str,
    *,
    first: bool,
) -> None:
    """Join what a report tells with what others do; ``first`` where the ledger had nothing of the report before."""
    joining.join(
        connection,
        report,
        {written.matters[m.id]: matters.sketch(record, m, numbers) for m in record.matters},
        {written.events[e.id]: events.sketch(record, e) for e in record.events},
        now,
        first=first,
    )
    keeping.refile(connection, report, of_record(record), now)
    if record.exchanges or not first:
        exchanging.link(connection, report, now)
    stories.link(connection, record.report, report, now, first=first)


@dataclass(frozen=True, slots=True)
class Held:
    """The text and the reading that the ledger now holds of a report."""

    report: int
    revision: int
    reading: int
    sha256: str
    read_by: tuple[str | None, str | None, str | None]
    kept: Keep
    since: str
    redacted_at: str | None
    stub: bool = False

    def is_text_of(self, report: Report) -> bool:
        """Whether this is the very text, whatever read it."""
        return self.sha256 == sha256(report.text)

    def is_whole_of(self, report: Report) -> bool:
        """Whether more is held than this, which is but the beginning: such a text never takes a whole one's place."""
        return report.stub and not self.stub and not self.is_text_of(report)

    def is_read_by(self, versions: Versions | None) -> bool:
        """Whether these very versions read it."""
        return self.read_by == _read_by(versions)


def is_known(connection: Connection, held: Held | None, report: Report, *, again: bool = False) -> bool:
    """Whether this very text is held, and as much of it as may be; blanked for somebody, unless it comes ``again``.

    Where a whole text is held, the beginning of one is known.
    """
    if held is not None and held.is_whole_of(report):
        return True
    if held is None or not held.is_text_of(report) or (again and held.redacted_at is not None):
        return False
    return held.kept == "full" or not is_less(held.kept, Policies(connection).allowed(report, held.since))


def current(connection: Connection, report_id: str) -> Held | None:
    """What the ledger now holds of a report; None where it has no such report."""
    r, v = readings.c, revisions.c
    row = connection.execute(
        select(r.report, r.revision, r.key, r.reader, r.lexicon, r.pipeline, r.stub)
        .add_columns(v.sha256, v.kept, v.recorded_at, v.redacted_at)
        .join(reports, reports.c.key == r.report)
        .join(revisions, v.key == r.revision)
        .where(reports.c.id == report_id, r.superseded_at.is_(None))
    ).first()
    if row is None:
        return None
    read_by = (row.reader, row.lexicon, row.pipeline)
    return Held(
        row.report,
        row.revision,
        row.key,
        row.sha256,
        read_by,
        row.kept,
        row.recorded_at,
        row.redacted_at,
        row.stub,
    )


def _report(connection: Connection, report_id: str, now: str) -> int:
    return inserted(connection, reports.insert().values(id=report_id, recorded_at=now))


def _revision(connection: Connection, report: int, held: Held | None, given: Report, now: str) -> int:
    """The text's revision: the one held where the text is the same, else a new one in its place."""
    if held is not None:
        if held.is_text_of(given):
            # What was left out of it may be needed again; what may not be kept goes when all is written.
            if held.kept != "full" or held.redacted_at is not None:
                restore(connection, held.revision, given.text)
                beside.put(connection, held.revision, given.asides)
            elif given.asides and not beside.has(connection, held.revision):
                beside.put(connection, held.revision, given.asides)
            return held.revision
        connection.execute(
            revisions.update().where(revisions.c.key == held.revision).values(superseded_at=now)
        )
    last = 0
    if held is not None:
        last = (
            connection.scalar(select(func.max(revisions.c.number)).where(revisions.c.report == report)) or 0
        )
    revision = inserted(
        connection,
        revisions.insert().values(
            report=report, number=last + 1, text=given.text, sha256=sha256(given.text), recorded_at=now
        ),
    )
    beside.put(connection, revision, given.asides)
    return revision


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
        touched.of(connection).read.add(report)
    given, dated = record.report, bounds(record.report.published) or UNDATED
    touched.of(connection).days.update(daily.within(dated.earliest, dated.latest))
    reader, lexicon, pipeline = _read_by(record.versions)
    return inserted(
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
            file=given.file,
            genre=given.genre,
            charset_guessed=given.charset_guessed,
            published_at=given.published_at,
            authors=beside.as_lines(given.authors),
            stub=given.stub,
            reserved=given.reserved.shown() if given.reserved else _reserved(connection, held, given),
            reader=reader,
            lexicon=lexicon,
            pipeline=pipeline,
            recorded_at=now,
        ),
    )


def _reserved(connection: Connection, held: Held | None, given: Report) -> str | None:
    """What reserved the rights in a text when it came; a text that is read again says nothing of that."""
    if held is None or not held.is_text_of(given):
        return None
    return connection.scalar(select(readings.c.reserved).where(readings.c.key == held.reading))


def _appearances(
    connection: Connection, reading: int, numbers: Mapping[str, int], actors: Sequence[Actor]
) -> None:
    """Write who a reading has, and where it mentions them."""
    rows = [
        {
            "reading": reading,
            "actor": numbers[actor.id],
            "local": actor.id,
            "name": actor.name,
            "kind": actor.kind,
            "code": actor.code,
            "role": actor.role,
            "wikidata": actor.wikidata,
        }
        for actor in actors
    ]
    keys = inserted_all(connection, appearances, rows)
    wordings = form_keys(connection, (span.text for actor in actors for span in actor.mentions))
    mentioned = [
        {
            "appearance": key,
            "form": wordings[span.text],
            "start": span.start,
            "end": span.end,
            "actor": numbers[actor.id],
        }
        for key, actor in zip(keys, actors, strict=True)
        for span in actor.mentions
    ]
    insert_all(connection, mentions, mentioned)


def sha256(words: str) -> str:
    """What a text is compared by, as hexadecimal digits."""
    return hashlib.sha256(words.encode("utf8", "surrogatepass")).hexdigest()


def _read_by(versions: Versions | None) -> tuple[str | None, str | None, str | None]:
    return (versions.reader, versions.lexicon, versions.pipeline) if versions else (None, None, None)
