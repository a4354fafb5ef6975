"""How every listing is answered: a question becomes conditions, rows are fetched, and then what hangs on them.

What differs between kinds of record is in ``saying``, ``happening`` and ``tabled``; a filter that all listings are to
have is added to ``questions`` and ``conditions``, once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, select

from depesje.ledger import ids
from depesje.ledger.clock import Known
from depesje.ledger.conditions import dated, filed, held, one_of, with_party
from depesje.ledger.grouping import leaders_of, led
from depesje.ledger.kinds import Kind
from depesje.ledger.numbers import listed
from depesje.ledger.schema import actor_versions, forms, readings, reports, revisions
from depesje.questions import Question

Q = TypeVar("Q", bound=Question)
R = TypeVar("R")
Conditions = Iterator[ColumnElement[bool]]


class Fetched:
    """Rows of one kind of record, as known at some moment, with what hangs on them."""

    def __init__(self, connection: Connection, kind: Kind, rows: Sequence[Row[Any]], known: Known) -> None:
        self._connection = connection
        self._kind = kind
        self._known = known
        self.rows = rows
        self._keys = {row.key for row in rows}

    @cached_property
    def words(self) -> Mapping[tuple[int, str], list[str]]:
        """The words that the rows hang on, by version and role."""
        a = self._kind.anchors.c
        found: dict[tuple[int, str], list[str]] = defaultdict(list)
        query = select(a.version, a.role, a.exact).where(a.version.in_(listed(self._keys)))
        for version, role, exact in self._connection.execute(query.order_by(a.version, a.role, a.ordinal)):
            found[version, role].append(exact)
        return found

    @cached_property
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
class Listing(Generic[Q, R]):
    """How one kind of record is asked for and answered with.

    ``sides`` are the roles that an actor can have by the field of the question that asks for it; ``values`` the fields
    that ask for one of a column's values, with their type and what it is called; ``more`` are conditions beyond these.
    """

    kind: Kind
    answers: Callable[[Fetched], list[R]]
    sides: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, tuple[object, str]] = field(default_factory=dict)
    more: Callable[[Connection, Q, Known], Conditions] | None = None
    first: tuple[ColumnElement[Any], ...] = ()  # what the order begins with
    lasting: bool = False  # what is asked for ``on`` a day had begun by then
    oldest_first: bool = False

    def answer(self, connection: Connection, question: Q) -> list[R]:
        """The records that answer a question; the newest where it has a limit."""
        query = self.rows().where(*self.conditions(connection, question)).order_by(*self.order())
        if question.limit is not None:
            query = query.limit(max(0, question.limit))
        rows = connection.execute(query).all()
        return self.told(connection, rows[::-1] if self.oldest_first else rows, Known.at(question.known))

    def numbered(self, connection: Connection, question: Q, numbers: set[int]) -> list[R]:
        """Those of the records with these numbers that answer a question."""
        own = self.kind.versions.c[self.kind.owner].in_(listed(numbers))
        query = self.rows().where(own, *self.conditions(connection, question)).order_by(*self.order())
        return self.told(connection, connection.execute(query).all(), Known.at(question.known))

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

    def told(self, connection: Connection, rows: Sequence[Row[Any]], known: Known) -> list[R]:
        """Rows of ``rows`` as the ledger answers with them."""
        return self.answers(Fetched(connection, self.kind, rows, known))

    def conditions(self, connection: Connection, question: Q) -> Conditions:
        """What a question asks for, as conditions on ``rows``."""
        known, versions = Known.at(question.known), self.kind.versions
        yield from held(versions, question)
        yield from dated(versions, question, lasting=self.lasting)
        yield from filed(connection, question)
        for name, roles in self.sides.items():
            if (wanted := getattr(question, name)) is not None:
                yield with_party(connection, versions, self.kind.links[0], wanted, roles, known)
        for name, (literal, what) in self.values.items():
            if (wanted := getattr(question, name)) is not None:
                yield versions.c[name] == one_of(wanted, literal, what)
        if self.more is not None:
            yield from self.more(connection, question, known)

    def order(self) -> Iterator[ColumnElement[Any]]:
        """The newest first, undated last; within a report by place, so that all of it can be turned round."""
        v, turned = self.kind.versions.c, self.oldest_first
        yield from self.first
        yield from (v.earliest.desc().nulls_last(), readings.c.report.desc())
        yield from (v.start.desc() if turned else v.start, v.key.desc() if turned else v.key)


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
