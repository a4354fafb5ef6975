"""A few hundred records with all that hangs on them, fetched together: their reports, words and actors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from depesje.ledger import beside, ids
from depesje.ledger.clock import Known
from depesje.ledger.grouping import leaders_of
from depesje.ledger.kinds import Kind
from depesje.ledger.lazily import lazily
from depesje.ledger.numbers import listed
from depesje.ledger.rights.blanking import quotation
from depesje.ledger.rights.policies import Policies
from depesje.ledger.schema import actor_versions, appearances, readings, reports, revisions
from depesje.ledger.whole import KeptReport, Party, Words
from depesje.records import Aside, Versions


class Batch:
    """Rows of one kind of record, as known at some moment."""

    def __init__(
        self, connection: Connection, kind: Kind, rows: Sequence[Row[Any]], known: Known, *, texts: bool
    ) -> None:
        self._connection = connection
        self._kind = kind
        self._known = known
        self._with_texts = texts
        self.rows = rows
        self._keys = {row.key for row in rows}

    @lazily
    def reports(self) -> dict[int, KeptReport]:
        """The reports that the rows are of, by reading; with their texts only where these are to leave the ledger."""
        found = self._readings
        held = beside.of(self._connection, {row.revision for row in found}) if self._with_texts else {}
        return {
            row.key: report(row, with_text=self._with_texts, asides=held.get(row.revision, ()))
            for row in found
        }

    @lazily
    def texts(self) -> dict[int, str]:
        """The texts that the rows count their characters in, by reading."""
        return {row.key: row.text for row in self._readings}

    @lazily
    def read_by(self) -> dict[int, Versions | None]:
        """The versions that found the rows, by the reading that did."""
        return {row.key: versions(row) for row in self._readings}

    @lazily
    def words(self) -> dict[tuple[int, str], list[Words]]:
        """The words that the rows hang on, by version and role."""
        a = self._kind.anchors.c
        found: dict[tuple[int, str], list[Words]] = defaultdict(list)
        readings_of = {row.key: row.reading for row in self.rows}
        query = select(self._kind.anchors).where(a.version.in_(listed(self._keys)))
        for row in self._connection.execute(query.order_by(a.version, a.role, a.ordinal)):
            exact = self.bounded(readings_of[row.version], row.exact)
            suffix = row.suffix if exact == row.exact else ""  # which stands behind all of the words
            words = Words(start=row.start, end=row.end, exact=exact, prefix=row.prefix, suffix=suffix)
            found[row.version, row.role].append(words)
        return found

    def bounded(self, reading: int, words: str) -> str:
        """Words of a report by its reading, no longer than the policy of their source lets a quotation be."""
        limit = self._limits.get(reading)
        return words if limit is None else quotation(words, limit)

    @lazily
    def _limits(self) -> dict[int, int | None]:
        held = Policies(self._connection)
        return {row.key: held.limit(row.publisher, row.url, row.agency) for row in self._readings}

    @lazily
    def parties(self) -> dict[tuple[int, str], list[Party]]:
        """The actors that take part in the rows, by version and role."""
        links = self._kind.links[0].c
        found: dict[tuple[int, str], list[Party]] = defaultdict(list)
        query = select(links.version, links.role, links.actor).where(links.version.in_(listed(self._keys)))
        rows = self._connection.execute(query.order_by(links.version, links.role, links.ordinal)).all()
        actors = self._actors({row.actor for row in rows})
        readings_of = {row.key: row.reading for row in self.rows}
        for row in rows:
            if row.actor in actors:
                found[row.version, row.role].append(
                    self._party(actors[row.actor], row.actor, readings_of[row.version])
                )
        return found

    def named(self, column: str) -> dict[int, Party]:
        """The actors whose numbers stand in a column of the rows, by the rows' keys."""
        numbers = {number for row in self.rows if (number := row._mapping[column]) is not None}
        actors = self._actors(numbers)
        return {
            row.key: self._party(actors[row._mapping[column]], row._mapping[column], row.reading)
            for row in self.rows
            if row._mapping[column] in actors
        }

    def linked(self, table: Table, column: str, prefix: str) -> dict[int, list[str]]:
        """The permanent ids of the records that the rows name in another table, by version."""
        found: dict[int, list[str]] = defaultdict(list)
        query = select(table.c.version, table.c[column]).where(table.c.version.in_(listed(self._keys)))
        for version, number in self._connection.execute(query.order_by(table.c.version, table.c.ordinal)):
            found[version].append(ids.record_id(prefix, number))
        return found

    def _party(self, actor: Row[Any], number: int, reading: int) -> Party:
        seen = self._appearances.get((reading, number))
        return Party(
            id=ids.actor_id(actor.actor),
            name=actor.name,
            kind=actor.kind,
            code=actor.code,
            role=seen.role if seen else None,
            wikidata=seen.wikidata if seen else None,
        )

    def _actors(self, numbers: set[int]) -> dict[int, Row[Any]]:
        """What actors are held to be, or those that they are one with."""
        av, leaders = actor_versions.c, leaders_of(self._connection, "actor", numbers, self._known)
        wanted = listed(set(leaders.values()))
        query = select(actor_versions).where(av.actor.in_(wanted), self._known.holds(actor_versions))
        found = {row.actor: row for row in self._connection.execute(query)}
        return {number: found[leader] for number, leader in leaders.items() if leader in found}

    @lazily
    def _appearances(self) -> dict[tuple[int, int], Any]:
        """The actors as the readings give them, those with a role where a reading gives one actor twice."""
        ap = appearances.c
        wanted = listed({row.reading for row in self.rows})
        query = select(ap.reading, ap.actor, ap.role, ap.wikidata).where(ap.reading.in_(wanted))
        found: dict[tuple[int, int], Any] = {}
        for row in self._connection.execute(query.order_by(ap.role.is_not(None), ap.key.desc())):
            found[row.reading, row.actor] = row
        return found

    @lazily
    def _readings(self) -> Sequence[Row[Any]]:
        keys = {key for row in self.rows for key in (row.reading, row.origin)}
        query = (
            select(readings, reports.c.id, revisions.c.number, revisions.c.sha256, revisions.c.text)
            .join(reports, reports.c.key == readings.c.report)
            .join(revisions, revisions.c.key == readings.c.revision)
            .where(readings.c.key.in_(listed(keys)))
        )
        return self._connection.execute(query).all()


def report(row: Row[Any], *, with_text: bool, asides: tuple[Aside, ...] = ()) -> KeptReport:
    """A row of a reading with its report's id and its revision, and what is held beside its text."""
    return KeptReport(
        id=row.id,
        number=row.report,
        revision=row.number,
        sha256=row.sha256,
        title=row.title,
        language=row.language,
        published=row.published,
        modified=row.modified,
        date_evidence=row.date_evidence,
        publisher=row.publisher,
        agency=row.agency,
        url=row.url,
        file=row.file,
        genre=row.genre,
        versions=versions(row),
        recorded_at=row.recorded_at,
        published_at=row.published_at,
        authors=beside.from_lines(row.authors),
        stub=row.stub,
        text=row.text if with_text else None,
        asides=asides,
    )


def versions(row: Row[Any]) -> Versions | None:
    """The versions that made a reading; None where it doesn't tell."""
    if row.reader is None and row.lexicon is None and row.pipeline is None:
        return None
    return Versions(row.reader or "", row.lexicon or "", row.pipeline or "")
