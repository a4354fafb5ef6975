"""How what the listings share in their questions becomes conditions on rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Generic, TypeVar, cast, get_args

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    literal_column,
    or_,
    select,
)

from depesje.errors import LedgerError
from depesje.ledger.clock import Known
from depesje.ledger.dates import END, asked
from depesje.ledger.dossiers.keeping import filed_in
from depesje.ledger.lookup import actors_called, worded
from depesje.ledger.names import fold
from depesje.ledger.numbers import listed
from depesje.ledger.schema import readings
from depesje.questions import Asked, Question, ReadingQuestion, TensionQuestion
from depesje.records import Review

Q = TypeVar("Q", bound=Question)
SETTLED = ("confirmed", "edited")  # what a person has looked at and lets stand


def one_of(given: str, literal: object, what: str) -> str:
    """``given`` as one of the values of a Literal type, whatever its case; raises ``LedgerError`` where it is none."""
    values = cast(tuple[str, ...], get_args(literal))
    for value in values:
        if value.casefold() == given.casefold():
            return value
    raise LedgerError("%(given)r is no %(what)s; there are %(values)s", given=given, what=what, values=values)


def reviews(question: Asked) -> tuple[str, ...]:
    """The states of review that are asked for; none where none is named."""
    named = (question.review,) if isinstance(question.review, str) else tuple(question.review or ())
    return (
        *(one_of(word, Review, "state of review") for word in named),
        *(SETTLED if question.confirmed else ()),
    )


def held(versions: FromClause, question: Asked) -> Iterator[ColumnElement[bool]]:
    """Versions that the ledger held when it is asked for, by what a person has done with them."""
    yield Known.at(question.known).holds(versions)
    wanted = reviews(question)
    yield versions.c.review.in_(wanted) if wanted else versions.c.review != "rejected"
    if wanted and "unread" not in wanted:  # in words by which the index over what is reviewed is found
        yield versions.c.review != literal_column("'unread'")


def dated(
    rows: FromClause, question: Question | ReadingQuestion, *, lasting: bool = False
) -> Iterator[ColumnElement[bool]]:
    """Rows of the time that is asked for.

    ``on`` asks for what can have been at that time, or, of what is ``lasting``, for what had begun by its end.
    """
    if question.since is not None:
        yield rows.c.earliest >= (asked(question.since).earliest or "")
    if question.until is not None:
        yield rows.c.earliest <= (asked(question.until).latest or END)
    if question.on is not None:
        then = asked(question.on)
        yield rows.c.earliest <= (then.latest or END)
        if not lasting:
            yield or_(rows.c.latest.is_(None), rows.c.latest >= (then.earliest or ""))


def filed(
    connection: Connection, question: Question | ReadingQuestion | TensionQuestion
) -> Iterator[ColumnElement[bool]]:
    """Readings whose report is in the dossier that is asked for."""
    if question.dossier is not None:
        yield readings.c.report.in_(filed_in(connection, question.dossier, Known.at(question.known)))


class Terms(Generic[Q]):
    """What a question names, looked up once, to be asked of versions.

    The conditions are written either so that the few that fit are found by an index, or (``each``) so that it is quick to
    tell of any one whether it fits.
    """

    def __init__(self, connection: Connection, question: Q) -> None:
        self.question = question
        self.known = Known.at(question.known)
        self.connection = connection
        self._called: dict[str, set[int]] = {}
        self._worded: dict[str, set[int]] = {}
        self._filed = list(filed(connection, question))

    def called(self, name: str) -> Select[Any]:
        """The actors that a name means, to compare with."""
        if name not in self._called:
            self._called[name] = actors_called(self.connection, name, self.known)
        return listed(self._called[name])

    def worded(self, name: str) -> Select[Any]:
        """The wordings that contain a name, to compare with."""
        if name not in self._worded:
            self._worded[name] = set(self.connection.scalars(worded(fold(name))))
        return listed(self._worded[name])

    def inside(self, versions: FromClause, *, each: bool) -> Iterator[ColumnElement[bool]]:
        """Versions whose report is in the dossier that is asked for."""
        if self._filed:
            yield linked(versions.c.reading, readings.c.key, self._filed, each=each)

    def party(
        self, versions: FromClause, links: Table, name: str, roles: tuple[str, ...], *, each: bool
    ) -> ColumnElement[bool]:
        """Versions in which an actor of this name has one of these roles."""
        # Written so that of any one version its own few parties are looked at, not those of all the actors.
        actor = links.c.actor + 0 if each else links.c.actor
        by = (links.c.role.in_(roles), actor.in_(self.called(name)))
        return linked(versions.c.key, links.c.version, by, each=each)


def linked(
    own: ColumnElement[Any], other: Column[Any], by: Iterable[ColumnElement[bool]], *, each: bool
) -> ColumnElement[bool]:
    """Rows whose ``own`` value is the ``other`` of a row of another table."""
    found = select(other).where(*by)
    return found.where(other == own).correlate_except(other.table).exists() if each else own.in_(found)
