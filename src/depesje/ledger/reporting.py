"""The reports of a ledger: which there are, and where they are from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, ScalarSelect, func, select

from depesje.ledger.clock import Known
from depesje.ledger.conditions import dated, filed
from depesje.ledger.dates import END, asked
from depesje.ledger.engines.functions import holds
from depesje.ledger.kinds import EVENT, MATTER, STATEMENT, Kind
from depesje.ledger.listing import bounded
from depesje.ledger.numbers import listed
from depesje.ledger.rows import ReportRow
from depesje.ledger.schema import published_from, readings, reports
from depesje.questions import ReportQuestion

_AT_ONCE = 400  # rows fetched together
_MANY = 5000  # reports that came lately, from which on they are not put in order all at once
_r = readings.c


def reports_that(connection: Connection, question: ReportQuestion) -> Iterator[ColumnElement[bool]]:
    """What a question asks for, as conditions on current readings."""
    yield Known.at(question.known).holds(readings)
    yield from dated(readings, question)
    yield from filed(connection, question)
    if question.publisher is not None:
        wanted = question.publisher.strip().lower()
        yield holds(_lowered(_r.publisher, wanted), wanted) | holds(_lowered(_r.agency, wanted), wanted)
    if question.language is not None:
        yield _r.language == question.language
    if question.since_held is not None:
        yield reports.c.recorded_at > question.since_held


def each(connection: Connection, question: ReportQuestion) -> Iterator[ReportRow]:
    """The reports that answer a question, those published last first, undated last."""
    known = Known.at(question.known)
    few = _held_lately(connection, question)
    # By no index, where few are to be put in order.
    newest = published_from if few is None else func.coalesce(_r.earliest, "")
    # The page first, so that nothing is counted for what is passed over.
    page = (
        select(_r.key)
        .join(reports, reports.c.key == _r.report)
        .where(*reports_that(connection, question), *_within(question))
        .where(*(() if few is None else (_r.report.in_(listed(few)),)))
        .order_by(newest.desc(), _r.key.desc())
        .limit(bounded(question.limit))
        .offset(max(0, question.offset) or None)
        .subquery()
    )
    query = (
        select(
            readings,
            reports.c.id,
            reports.c.recorded_at.label("held_since"),
            _number(STATEMENT, known),
            _number(EVENT, known),
            _number(MATTER, known),
        )
        .join(page, page.c.key == _r.key)
        .join(reports, reports.c.key == _r.report)
        .order_by(published_from.desc(), _r.key.desc())
        .execution_options(yield_per=_AT_ONCE)
    )
    for row in connection.execute(query):
        yield ReportRow(
            id=row.id,
            title=row.title,
            language=row.language,
            published=row.published,
            publisher=row.publisher,
            agency=row.agency,
            url=row.url,
            genre=row.genre,
            recorded_at=row.held_since,
            statements=row.statements,
            events=row.events,
            matters=row.matters,
        )


def count(connection: Connection, question: ReportQuestion) -> int:
    """How many reports answer a question, whatever its limit."""
    query = select(func.count()).select_from(readings).join(reports, reports.c.key == _r.report)
    return connection.scalar(query.where(*reports_that(connection, question))) or 0


def _held_lately(connection: Connection, question: ReportQuestion) -> set[int] | None:
    """The reports that came since a moment, where that is asked for and they are few; of many, some are found soon."""
    if question.since_held is None:
        return None
    query = select(reports.c.key).where(reports.c.recorded_at > question.since_held).limit(_MANY)
    found = set(connection.scalars(query))
    return found if len(found) < _MANY else None


def _within(question: ReportQuestion) -> Iterator[ColumnElement[bool]]:
    """The time that is asked for once more, so that the index goes through that alone for what is published last."""
    if question.since is not None:
        yield published_from >= (asked(question.since).earliest or "")
    if question.until is not None:
        yield published_from <= (asked(question.until).latest or END)


def _number(kind: Kind, known: Known) -> Any:
    """How many records of a kind the reading of a row has, but for what a person has rejected."""
    v = kind.versions.c
    counted: ScalarSelect[int] = (
        select(func.count())
        .where(v.reading == _r.key, known.holds(kind.versions), v.review != "rejected")
        .correlate(readings)
        .scalar_subquery()
    )
    return counted.label(kind.identities.name)


def _lowered(column: ColumnElement[Any], wanted: str) -> ColumnElement[Any]:
    """A text in lower case as far as that matters to what is looked for; of themselves engines do so for A to Z alone."""
    lowered: ColumnElement[Any] = func.lower(column)
    for letter in sorted({one for one in wanted if not one.isascii() and one.upper() != one}):
        lowered = func.replace(lowered, letter.upper(), letter)
    return lowered
