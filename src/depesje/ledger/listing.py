"""How every listing is answered: a question becomes conditions on rows, of which a page is fetched, and what hangs on them.

Filter, order and limit are the database's work, so that a page costs the same in a large ledger; what has no limit is
answered page by page.

What differs between kinds of record is in ``saying``, ``happening`` and ``tabled``; a filter that all listings are to
have is added to ``questions`` and ``conditions``, once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Select, Table, func, select

from depesje.ledger import ids
from depesje.ledger.clock import Known
from depesje.ledger.conditions import Terms, dated, held, one_of, reviews
from depesje.ledger.grouping import Before, foremost, leaders_of, led
from depesje.ledger.kinds import Kind
from depesje.ledger.lazily import lazily
from depesje.ledger.numbers import listed
from depesje.ledger.schema import actor_versions, forms, readings, reports, revisions
from depesje.questions import Question

Q = TypeVar("Q", bound=Question)
R = TypeVar("R")
Conditions = Iterator[ColumnElement[bool]]
# Conditions on versions, written as ``Terms`` are where they are to tell of ``each`` whether it fits.
Asks = Callable[[Terms[Any], FromClause, bool], Conditions]
MANY = 30_000  # rows of which all are fetched to find the first
AT_ONCE = 400  # records that are fetched together with what hangs on them
LATELY = (
    1000  # of the foremost rows, among which the first that fit are looked for before all that fit are found
)
FARTHEST = 5000  # of these at most


class Fetched:
    """Rows of one kind of record, as known at some moment, with what hangs on them."""

    def __init__(self, connection: Connection, kind: Kind, rows: Sequence[Row[Any]], known: Known) -> None:
        self._connection = connection
        self._kind = kind
        self._known = known
        self.rows = rows
        self._keys = {row.key for row in rows}

    @lazily
    def words(self) -> Mapping[tuple[int, str], list[str]]:
        """The words that the rows hang on, by version and role."""
        a = self._kind.anchors.c
        found: dict[tuple[int, str], list[str]] = defaultdict(list)
        query = select(a.version, a.role, a.exact).where(a.version.in_(listed(self._keys)))
        for version, role, exact in self._connection.execute(query.order_by(a.version, a.role, a.ordinal)):
            found[version, role].append(exact)
        return found

    @lazily
    def names(self) -> Mapping[tuple[int, str], list[str]]:
        """The names of the actors that take part, or of those that they are one with, by version and role."""
        links, av = self._kind.links[0].c, actor_versions.c
        found: dict[tuple[int, str], list[str]] = defaultdict(list)
        query = (
            select(links.version, links.role, av.name)
            .select_from(self._kind.links[0])
            .join(actor_versions, av.actor == led("actor", links.actor, self._known))
            .where(links.version.in_(listed(self._keys)), self._known.holds(actor_versions))
            .order_by(links.version, links.role, links.ordinal)
        )
        for version, role, name in self._connection.execute(query):
            found[version, role].append(name)
        return found

    def named(self, column: str) -> Mapping[int | None, str]:
        """The names of the actors whose numbers stand in a column of the rows."""
        leaders = self.leaders(column)
        av, wanted = actor_versions.c, listed(set(leaders.values()))
        query = select(av.actor, av.name).where(av.actor.in_(wanted), self._known.holds(actor_versions))
        names = {row.actor: row.name for row in self._connection.execute(query)}
        return {actor: names[leader] for actor, leader in leaders.items() if leader in names}

    def leaders(self, column: str) -> dict[int, int]:
        """The actors that lead those whose numbers stand in a column of the rows."""
        return leaders_of(self._connection, "actor", self._numbers(column), self._known)

    def wordings(self, column: str) -> Mapping[int | None, str]:
        """The wordings whose keys stand in a column of the rows."""
        query = select(forms.c.key, forms.c.text).where(forms.c.key.in_(listed(self._numbers(column))))
        return {row.key: row.text for row in self._connection.execute(query)}

    def texts(self) -> Mapping[int, str]:
        """The texts that the rows count their characters in, by revision."""
        r, wanted = revisions.c, listed(self._numbers("revision"))
        query = select(r.key, r.text).where(r.key.in_(wanted))
        return {row.key: row.text for row in self._connection.execute(query)}

    def linked(self, table: Table, column: str, prefix: str) -> Mapping[int, list[str]]:
        """The permanent ids of the records that the rows name in another table, by version."""
        found: dict[int, list[str]] = defaultdict(list)
        query = select(table.c.version, table.c[column]).where(table.c.version.in_(listed(self._keys)))
        for version, number in self._connection.execute(query.order_by(table.c.version, table.c.ordinal)):
            found[version].append(ids.record_id(prefix, number))
        return found

    def _numbers(self, column: str) -> set[int]:
        return {number for row in self.rows if (number := row._mapping[column]) is not None}


@dataclass(frozen=True, slots=True)
class Asking(Generic[Q]):
    """How one kind of record is asked for: which of its versions answer a question, and in which order.

    ``sides`` are the roles that an actor can have by the field of the question that asks for it; ``values`` the fields
    that ask for one of a column's values, with their type and what it is called; ``more`` are conditions beyond these.
    """

    kind: Kind
    sides: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, tuple[object, str]] = field(default_factory=dict)
    more: Asks | None = None
    lasting: bool = False  # what is asked for ``on`` a day had begun by then
    oldest_first: bool = False
    before: Before | None = None  # which of versions that are one stands for all; without it, each for itself

    def keys(self, connection: Connection, question: Q) -> Select[Any]:
        """The keys of the versions that answer a question, in no order."""
        return self._keys(Terms(connection, question))

    def _keys(self, terms: Terms[Q], *, each: bool = False) -> Select[Any]:
        versions = self.kind.versions
        query = select(versions.c.key).where(*self.told(terms, versions, each=each))
        if self.before is None:
            return query
        beside = versions.alias()
        better = [*self.told(terms, beside, each=True), self.before(beside, versions)]
        return query.where(foremost(self.kind, beside, better, terms.known))

    def pages(self, connection: Connection, question: Q) -> Iterator[list[int]]:
        """The keys in order, some at a time: all, or so many from the newest on after those that are left out."""
        limited = question.limit is not None or question.offset > 0
        turned = self.oldest_first and not limited
        terms = Terms(connection, question)
        if (found := self._lately(connection, terms)) is not None:
            yield from _pieces(found[::-1] if self.oldest_first else found)
            return
        query = self._keys(terms).order_by(*self.order(turned=turned))
        if limited:
            query = query.limit(bounded(question.limit)).offset(max(0, question.offset))
        if self.oldest_first and limited:
            yield from _pieces(list(connection.scalars(query))[::-1])
            return
        with connection.execute(query.execution_options(yield_per=AT_ONCE)) as result:
            for page in result.partitions():
                yield [row.key for row in page]

    def _lately(self, connection: Connection, terms: Terms[Q]) -> list[int] | None:
        """The keys of a page of the newest that answer, where they are among the newest of all; else None.

        Of whom much is told, the first are found there without all that is told of them being put in order.
        """
        question = terms.question
        if question.limit is None or not self._is_narrow(question):
            return None
        v = self.kind.versions.alias()
        newest = (
            select(v.c.key)
            .where(*held(v, question), *dated(v, question, lasting=self.lasting))
            .order_by(*self.order(v))
        )
        query = self._keys(terms, each=True).order_by(*self.order())

        def among(reach: int) -> Select[Any]:
            return query.where(self.kind.versions.c.key.in_(newest.limit(reach)))

        return first_of(connection, among, question.offset, question.limit)

    def _is_narrow(self, question: Q) -> bool:
        """Whether a question is for some actors or reports, of all that is held now."""
        own = {field.name for field in fields(question)} - {field.name for field in fields(Question)}
        narrow = {"dossier", *own} - {"act", "channel", "kind", "modality", "status", "type"}
        plain = question.known is None and question.on is None and not reviews(question)
        return plain and any(getattr(question, name) is not None for name in narrow)

    def total(self, connection: Connection, question: Q) -> int:
        """How many answer a question, whatever its limit."""
        return counted(connection, self.keys(connection, question))

    def rows(self) -> Select[Any]:
        """All versions with their report, to which conditions can be added."""
        return (
            select(
                self.kind.versions,
                reports.c.id.label("report_id"),
                readings.c.title,
                readings.c.published,
                readings.c.language,
                readings.c.revision,
            )
            .join(readings, readings.c.key == self.kind.versions.c.reading)
            .join(reports, reports.c.key == readings.c.report)
        )

    def conditions(self, connection: Connection, question: Q) -> Conditions:
        """What a question asks for, as conditions on the versions."""
        yield from self.told(Terms(connection, question), self.kind.versions)

    def told(self, terms: Terms[Q], versions: FromClause, *, each: bool = False) -> Conditions:
        """What the terms of a question ask for, as conditions on versions."""
        question = terms.question
        yield from held(versions, question)
        yield from dated(versions, question, lasting=self.lasting)
        yield from terms.inside(versions, each=each)
        for name, roles in self.sides.items():
            if (wanted := getattr(question, name)) is not None:
                yield terms.party(versions, self.kind.links[0], wanted, roles, each=each)
        for name, (literal, what) in self.values.items():
            if (wanted := getattr(question, name)) is not None:
                yield versions.c[name] == one_of(wanted, literal, what)
        if self.more is not None:
            yield from self.more(terms, versions, each)

    def order(
        self, versions: FromClause | None = None, *, turned: bool = False
    ) -> Iterator[ColumnElement[Any]]:
        """The newest first, undated last, or all of it ``turned`` round; within a report by place."""
        v = (self.kind.versions if versions is None else versions).c
        if turned:
            yield from (v.earliest.asc().nulls_first(), v.reading, v.start, v.key)
        elif self.oldest_first:
            yield from (v.earliest.desc().nulls_last(), v.reading.desc(), v.start.desc(), v.key.desc())
        else:
            yield from (v.earliest.desc().nulls_last(), v.reading.desc(), v.start, v.key)


@dataclass(frozen=True, slots=True)
class Listing(Generic[Q, R]):
    """How one kind of record is asked for, and answered with."""

    asking: Asking[Q]
    answers: Callable[[Fetched], list[R]]

    @property
    def kind(self) -> Kind:
        """The kind of record."""
        return self.asking.kind

    def each(self, connection: Connection, question: Q) -> Iterator[R]:
        """The records that answer a question, in order, fetched a few hundred at a time."""
        known = Known.at(question.known)
        for keys in self.asking.pages(connection, question):
            yield from self.told(connection, by_key(connection, self.asking, keys), known)

    def total(self, connection: Connection, question: Q) -> int:
        """How many answer a question, whatever its limit."""
        return self.asking.total(connection, question)

    def rows(self) -> Select[Any]:
        """All versions with their report, to which conditions can be added."""
        return self.asking.rows()

    def numbered(self, connection: Connection, question: Q, numbers: set[int]) -> list[R]:
        """Those of the records with these numbers that answer a question."""
        own = self.kind.versions.c[self.kind.owner].in_(listed(numbers))
        query = self.rows().where(own, *self.asking.conditions(connection, question))
        rows = connection.execute(query.order_by(*self.asking.order())).all()
        return self.told(connection, rows, Known.at(question.known))

    def told(self, connection: Connection, rows: Sequence[Row[Any]], known: Known) -> list[R]:
        """Rows of ``rows`` as the ledger answers with them."""
        return self.answers(Fetched(connection, self.kind, rows, known))


def by_key(connection: Connection, asking: Asking[Any], keys: Sequence[int]) -> list[Row[Any]]:
    """The rows with these keys, in their order."""
    query = asking.rows().where(asking.kind.versions.c.key.in_(listed(set(keys))))
    found = {row.key: row for row in connection.execute(query)}
    return [found[key] for key in keys]


def first_of(
    connection: Connection, among: Callable[[int], Select[Any]], offset: int, limit: int
) -> list[int] | None:
    """A page of what a query finds ``among`` the foremost so many of all rows; None where too few of them fit.

    So the first of many are found without all of them being put in order.
    """
    first = max(0, offset)
    wanted = first + max(0, limit)
    reach = LATELY
    while wanted <= reach <= FARTHEST:
        found = list(connection.scalars(among(reach).limit(wanted)))
        if len(found) == wanted:
            return found[first:]
        # Where none fit there will hardly be enough farther back.
        reach = 2 * reach * wanted // len(found) if found else FARTHEST + 1
    return None


def _pieces(keys: list[int]) -> Iterator[list[int]]:
    yield from (keys[n : n + AT_ONCE] for n in range(0, len(keys), AT_ONCE))


def counted(connection: Connection, query: Select[Any]) -> int:
    """How many rows a query finds."""
    return connection.scalar(select(func.count()).select_from(query.subquery())) or 0


def is_few(connection: Connection, query: Select[Any]) -> bool:
    """Whether a query finds few rows: it is then cheaper to fetch all than to look at rows in order until some are found."""
    return counted(connection, query.limit(MANY)) < MANY


def bounded(limit: int | None) -> int | None:
    """A limit as a query may have it."""
    return None if limit is None else max(0, limit)


def placed(row: Row[Any]) -> dict[str, Any]:
    """What every answer says of where it is from and whether a person has looked at it."""
    return {
        "report": row.report_id,
        "title": row.title,
        "published": row.published,
        "paragraph": row.paragraph,
        "start": row.start,
        "end": row.end,
        "review": row.review,
    }


def numbered(prefix: str, number: int | None) -> str | None:
    """The permanent id of a record that another may name."""
    return None if number is None else ids.record_id(prefix, number)
