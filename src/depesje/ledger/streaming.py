"""Reads a ledger through, record by record, for what leaves it: one snapshot, a few hundred records in memory at a time.

What is asked for is what the listings are asked for (``depesje.questions``), and is answered by the same conditions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, distinct, func, select

from depesje.errors import Code, LedgerError
from depesje.ledger import beside, exchanged, following, ids, mentioning
from depesje.ledger.accounting import accounts_of
from depesje.ledger.batch import Batch, report
from depesje.ledger.clock import Known
from depesje.ledger.conditions import dated, filed
from depesje.ledger.grouping import grown, led
from depesje.ledger.happening import EVENTS
from depesje.ledger.listing import Listing, by_key
from depesje.ledger.numbers import listed
from depesje.ledger.people import roles_of, surfaces_of
from depesje.ledger.rows import AccountsRow, EventRow, MatterRow
from depesje.ledger.saying import STATEMENTS
from depesje.ledger.schema import actor_versions, appearances, readings, reports, revisions
from depesje.ledger.stories import groups
from depesje.ledger.tabled import DIVISIONS, MATTERS
from depesje.ledger.whole import (
    Kept,
    KeptActor,
    KeptDivision,
    KeptEvent,
    KeptMatter,
    KeptReport,
    KeptStatement,
)
from depesje.ledger.whole_rows import actor, divisions, events, matters, statements
from depesje.questions import (
    DivisionQuestion,
    EventQuestion,
    ExchangeQuestion,
    MatterQuestion,
    Question,
    StatementQuestion,
)

AT_ONCE = 400  # records whose words and actors are fetched together
Q = TypeVar("Q", bound=Question)
K = TypeVar("K", bound=Kept)
T = TypeVar("T")
_ap, _av = appearances.c, actor_versions.c
# Each kind of record by its name: how it is asked for, and how rows become records.
_READ: dict[str, tuple[Listing[Any, Any], Callable[[Batch], Sequence[Kept]]]] = {
    "statement": (STATEMENTS, statements),
    "event": (EVENTS, events),
    "matter": (MATTERS, matters),
    "division": (DIVISIONS, divisions),
}
ASKED = {
    field.name
    for question in (StatementQuestion, EventQuestion, MatterQuestion, DivisionQuestion)
    for field in fields(question)
}


class Snapshot:
    """What a ledger held at one moment, to be read through: nothing that is written meanwhile is seen.

    ``asked`` are fields of the questions, by name. One narrows the records that can be asked by it and leaves the others
    as they are, but for sides: divisions have none (``party`` is within whom), so ``by``, ``to`` and ``per`` leave them
    out. Reports and actors are those of the time that is asked for. Raises ``LedgerError`` for a field that there is not.
    """

    def __init__(self, connection: Connection, *, texts: bool = False, **asked: Any) -> None:
        if unknown := asked.keys() - ASKED:
            raise LedgerError(f"no records can be asked for by {', '.join(sorted(unknown))}")
        self._connection = connection
        self._asked = {
            name: value for name, value in asked.items() if value not in (None, (), []) and value is not False
        }
        self._known = Known.at(self._asked.get("known"))
        self._texts = texts
        for question in (StatementQuestion, EventQuestion, MatterQuestion, DivisionQuestion):
            self._question(question)

    def record(self, record_id: str) -> Kept:
        """One record by its id, whatever a person has said of it.

        Raises ``LedgerError`` where the ledger has no such statement, event, matter or division.
        """
        named = ids.parsed(record_id)
        if named is None or named[0] not in _READ:
            raise LedgerError(
                "%(given)r is no id of a statement, event, matter or division (st-12, ev-3)", given=record_id
            )
        found = self.records([record_id])
        if not found:
            raise LedgerError(
                "the ledger has no %(kind)s %(id)s", kind=Code("record", named[0]), id=record_id
            )
        return found[0]

    def records(self, record_ids: Iterable[str]) -> list[Kept]:
        """The records with these ids in their order, as ``record`` has each; those that the ledger has not are left out."""
        wanted = [named for one in record_ids if (named := ids.parsed(one)) is not None]
        found: dict[tuple[str, int], Kept] = {}
        for kind, (listing, read) in _READ.items():
            numbers = {number for sort, number in wanted if sort == kind}
            if not numbers:
                continue
            versions = listing.kind.versions
            own = versions.c[listing.kind.owner].in_(listed(numbers))
            rows = self._connection.execute(listing.rows().where(own, self._known.holds(versions))).all()
            batch = Batch(self._connection, listing.kind, rows, self._known, texts=self._texts)
            found |= {(kind, ids.number_of(one.id)): one for one in read(batch)}
        return [found[one] for one in wanted if one in found]

    def statements(self) -> Iterator[KeptStatement]:
        """What was said, report by report."""
        for batch in self._batches(STATEMENTS, self._question(StatementQuestion)):
            yield from statements(batch)

    def events(self, *modalities: str) -> Iterator[KeptEvent]:
        """What was done, report by report; of these modalities only where any are named and none is asked for."""
        wanted = () if "modality" in self._asked else modalities
        for batch in self._batches(EVENTS, self._question(EventQuestion)):
            yield from (one for one in events(batch) if not wanted or one.modality in wanted)

    def matters(self) -> Iterator[KeptMatter]:
        """What lies on the table, report by report."""
        for batch in self._batches(MATTERS, self._question(MatterQuestion)):
            yield from matters(batch)

    def courses(self) -> Iterator[tuple[KeptMatter, MatterRow]]:
        """The matters over all reports, each once with its course and the telling that raised it first."""
        rows = following.each(self._connection, self._question(MatterQuestion))
        return self._with_telling(MATTERS, matters, ((row.tellings[0], row) for row in rows))

    def acts(self) -> Iterator[tuple[KeptEvent, EventRow]]:
        """The events over all reports, each once with its mentions and the one that it is shown by."""
        rows = mentioning.each(self._connection, self._question(EventQuestion))
        return self._with_telling(EVENTS, events, ((_shown(row), row) for row in rows))

    def divisions(self) -> Iterator[KeptDivision]:
        """Where a party is divided, report by report."""
        if not self._asked.keys() & {"by", "to", "per"}:
            question = self._question(DivisionQuestion, within=self._asked.get("party"))
            for batch in self._batches(DIVISIONS, question):
                yield from divisions(batch)

    def exchanges(self) -> Iterator[AccountsRow]:
        """Who called, met or wrote to whom, each exchange once with its accounts; they have no sides but their parties."""
        if not self._asked.keys() & {"by", "to"}:
            for row in exchanged.each(self._connection, self._question(ExchangeQuestion)):
                yield accounts_of(self._connection, row.id, self._known)

    def stories(self) -> Iterator[tuple[str, ...]]:
        """The reports (by id) that are versions of one wire story, the earliest first."""
        yield from groups(self._connection, self._known)

    def reports(self) -> Iterator[KeptReport]:
        """The reports, in the order in which the ledger got them."""
        query = (
            select(readings, reports.c.id, revisions.c.number, revisions.c.sha256)
            .join(reports, reports.c.key == readings.c.report)
            .join(revisions, revisions.c.key == readings.c.revision)
            .where(*self._of_the_reports())
            .order_by(readings.c.key)
        )
        if self._texts:
            query = query.add_columns(revisions.c.text)
        for rows in self._partitions(query):
            held = beside.of(self._connection, {row.revision for row in rows}) if self._texts else {}
            yield from (report(row, with_text=self._texts, asides=held.get(row.revision, ())) for row in rows)

    def files(self) -> dict[str, str]:
        """The names of the files of reports that have no address, by the reports' ids, where no two have the same."""
        r = readings.c
        query = select(reports.c.id, r.file).join(reports, reports.c.key == r.report)
        named = [
            (row.id, row.file)
            for row in self._rows(query.where(*self._of_the_reports(), r.url.is_(None), r.file.is_not(None)))
        ]
        often = Counter(name for _, name in named)
        return {report_id: name for report_id, name in named if often[name] == 1}

    def actors(self) -> Iterator[KeptActor]:
        """The actors of these reports, in the order in which the ledger came to know them; who are one once."""
        met = (
            select(
                led("actor", _ap.actor, self._known).label("actor"),
                readings.c.report,
                readings.c.earliest,
                readings.c.latest,
                _ap.wikidata,
            )
            .join(readings, readings.c.key == _ap.reading)
            .where(*self._of_the_reports())
            .subquery()
        )
        seen = (
            select(
                met.c.actor,
                func.count(distinct(met.c.report)).label("reports"),
                func.min(met.c.earliest).label("first"),
                func.max(met.c.latest).label("last"),
                func.max(met.c.wikidata).label("wikidata"),
            )
            .group_by(met.c.actor)
            .subquery()
        )
        query = (
            select(actor_versions, seen.c.reports, seen.c.first, seen.c.last, seen.c.wikidata)
            .join(seen, seen.c.actor == _av.actor)
            .where(self._known.holds(actor_versions))
            .order_by(_av.actor)
        )
        for rows in self._partitions(query):
            numbers = grown(self._connection, "actor", {row.actor for row in rows}, self._known)
            surfaces = surfaces_of(self._connection, numbers, self._known)
            roles = roles_of(self._connection, numbers, self._known)
            yield from (actor(row, surfaces[row.actor], roles.get(row.actor)) for row in rows)

    def _of_the_reports(self) -> Iterator[ColumnElement[bool]]:
        """The current readings of the time and dossier that are asked for."""
        question = self._question(Question)
        yield self._known.holds(readings)
        yield from dated(readings, question)
        yield from filed(self._connection, question)

    def _question(self, question: type[Q], **more: Any) -> Q:
        names = {field.name for field in fields(question)}
        asked = {name: value for name, value in self._asked.items() if name in names}
        return question(**asked | {name: value for name, value in more.items() if value is not None})

    def _batches(self, listing: Listing[Any, Any], question: Question) -> Iterator[Batch]:
        asking, v = listing.asking, listing.kind.versions.c
        pages: Iterator[Sequence[Row[Any]]]
        if question.limit is not None or question.offset:
            found = asking.pages(self._connection, question)
            pages = (by_key(self._connection, asking, keys) for keys in found)
        else:
            query = asking.rows().where(*asking.conditions(self._connection, question))
            pages = self._partitions(query.order_by(v.reading, v.start, v.key))
        for rows in pages:
            yield Batch(self._connection, listing.kind, rows, self._known, texts=self._texts)

    def _with_telling(
        self,
        listing: Listing[Any, Any],
        read: Callable[[Batch], Sequence[K]],
        rows: Iterator[tuple[str, T]],
    ) -> Iterator[tuple[K, T]]:
        """Rows, each with the record whose id stands beside it, fetched a few hundred at a time."""
        own = listing.kind.versions.c[listing.kind.owner]
        while some := list(islice(rows, AT_ONCE)):
            numbers = {ids.number_of(record_id) for record_id, _ in some}
            query = listing.rows().where(own.in_(listed(numbers)), self._known.holds(listing.kind.versions))
            found = self._connection.execute(query).all()
            batch = Batch(self._connection, listing.kind, found, self._known, texts=self._texts)
            by_id = {one.id: one for one in read(batch)}
            yield from ((by_id[record_id], row) for record_id, row in some)

    def _partitions(self, query: Select[Any]) -> Iterator[list[Row[Any]]]:
        result = self._connection.execute(query.execution_options(yield_per=AT_ONCE))
        for rows in result.partitions():
            yield list(rows)

    def _rows(self, query: Select[Any]) -> Iterator[Row[Any]]:
        for rows in self._partitions(query):
            yield from rows


def _shown(row: EventRow) -> str:
    """The id of the mention that an event is shown by."""
    return next(
        (one.id for one in row.mentions if (one.report, one.start) == (row.report, row.start)), row.id
    )
