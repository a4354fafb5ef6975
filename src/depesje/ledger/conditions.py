"""How what the listings share in their questions becomes conditions on rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast, get_args

from sqlalchemy import ColumnElement, Connection, Table, or_, select

from depesje.errors import LedgerError
from depesje.ledger.clock import Known
from depesje.ledger.dates import END, asked
from depesje.ledger.dossiers.keeping import filed_in
from depesje.ledger.lookup import actors_called
from depesje.ledger.numbers import listed
from depesje.ledger.schema import readings
from depesje.questions import Asked, Question, ReadingQuestion, TensionQuestion
from depesje.records import Review

SETTLED = ("confirmed", "edited")  # what a person has looked at and lets stand


def one_of(given: str, literal: object, what: str) -> str:
    """``given`` as one of the values of a Literal type, whatever its case; raises ``LedgerError`` where it is none."""
    values = cast(tuple[str, ...], get_args(literal))
    for value in values:
        if value.casefold() == given.casefold():
            return value
    raise LedgerError(f"{given!r} is no {what}; there are {', '.join(values)}")


def reviews(question: Asked) -> tuple[str, ...]:
    """The states of review that are asked for; none where none is named."""
    named = (question.review,) if isinstance(question.review, str) else tuple(question.review or ())
    return (
        *(one_of(word, Review, "state of review") for word in named),
        *(SETTLED if question.confirmed else ()),
    )


def held(versions: Table, question: Asked) -> Iterator[ColumnElement[bool]]:
    """Versions that the ledger held when it is asked for, by what a person has done with them."""
    yield Known.at(question.known).holds(versions)
    wanted = reviews(question)
    yield versions.c.review.in_(wanted) if wanted else versions.c.review != "rejected"


def dated(
    rows: Table, question: Question | ReadingQuestion, *, lasting: bool = False
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
    """Rows joined with their reading whose report is in the dossier that is asked for."""
    if question.dossier is not None:
        inside = filed_in(connection, question.dossier, Known.at(question.known))
        yield readings.c.report.in_(inside)


def with_party(
    connection: Connection, versions: Table, links: Table, name: str, roles: tuple[str, ...], known: Known
) -> ColumnElement[bool]:
    """Versions in which an actor of this name has one of these roles."""
    called = links.c.actor.in_(listed(actors_called(connection, name, known)))
    return versions.c.key.in_(select(links.c.version).where(links.c.role.in_(roles), called))
