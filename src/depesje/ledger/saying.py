"""Who said what: the statements that answer a question, and how they are read from the tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, or_, select

from depesje.ledger import ids, questions
from depesje.ledger.kinds import STATEMENT
from depesje.ledger.lookup import actors_called, listed, worded
from depesje.ledger.names import fold
from depesje.ledger.rows import SaidRow
from depesje.ledger.schema import (
    actor_versions,
    anchors,
    forms,
    readings,
    reports,
    statement_actors,
    statement_versions,
)
from depesje.records import Act, Channel

_sv = statement_versions.c
COUNTED = STATEMENT.counted  # what the ledger now holds for said


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the statements; see ``Ledger.said``."""

    by: str | None = None
    to: str | None = None
    about: str | None = None
    since: str | None = None
    until: str | None = None
    channel: str | None = None
    act: str | None = None
    limit: int | None = None
    per: str | None = None


def said(connection: Connection, question: Question) -> list[SaidRow]:
    """The statements that answer a question, newest first, undated last."""
    query = statement_rows().where(*_conditions(connection, question))
    query = query.order_by(
        _sv.earliest.is_(None), _sv.earliest.desc(), readings.c.report.desc(), _sv.start, _sv.key
    )
    if question.limit is not None:
        query = query.limit(max(0, question.limit))
    return said_rows(connection, connection.execute(query).all())


def statement_rows() -> Select[Any]:
    """The statements that count now, with their report and speaker; more conditions can be added."""
    return (
        select(
            statement_versions,
            reports.c.id.label("report_id"),
            readings.c.title,
            readings.c.published,
            readings.c.language,
            actor_versions.c.name.label("speaker_name"),
            forms.c.text.label("surface"),
        )
        .join(readings, readings.c.key == _sv.reading)
        .join(reports, reports.c.key == readings.c.report)
        .outerjoin(
            actor_versions,
            and_(actor_versions.c.actor == _sv.speaker, actor_versions.c.superseded_at.is_(None)),
        )
        .outerjoin(forms, forms.c.key == _sv.speaker_form)
        .where(COUNTED)
    )


def said_rows(connection: Connection, rows: Sequence[Row[Any]]) -> list[SaidRow]:
    """Rows of ``statement_rows`` with their words and the names of those they are to, per and about."""
    keys = {row.key for row in rows}
    words = questions.words(connection, anchors, keys)
    names = questions.names(connection, statement_actors, keys)
    return [_row(row, words[row.key, "content"], names) for row in rows]


def _row(row: Row[Any], words: list[str], names: dict[tuple[int, str], list[str]]) -> SaidRow:
    return SaidRow(
        id=ids.statement_id(row.statement),
        report=row.report_id,
        title=row.title,
        published=row.published,
        when=row.when,
        speaker=row.speaker_name,
        speaker_id=None if row.speaker is None else ids.actor_id(row.speaker),
        surface=row.surface,
        to=tuple(names[row.key, "to"]),
        per=tuple(names[row.key, "per"]),
        about=tuple(names[row.key, "about"]),
        channel=row.channel,
        act=row.act,
        form=row.form,
        negated=row.negated,
        words=tuple(words),
        paragraph=row.paragraph,
        start=row.start,
        end=row.end,
        confidence=row.confidence,
        review=row.review,
    )


def _conditions(connection: Connection, question: Question) -> Iterable[ColumnElement[bool]]:
    if question.by is not None:
        # Where the reader could not tell who speaks, the words for the speaker are all there is.
        unknown = and_(_sv.speaker.is_(None), _sv.speaker_form.in_(worded(fold(question.by))))
        yield or_(_sv.speaker.in_(listed(actors_called(connection, question.by))), unknown)
    for role, name in (("to", question.to), ("about", question.about), ("per", question.per)):
        yield from questions.with_parties(connection, STATEMENT, name, role)
    yield from questions.between(STATEMENT, question.since, question.until)
    if question.channel is not None:
        yield _sv.channel == questions.known(question.channel, Channel, "channel")
    if question.act is not None:
        yield _sv.act == questions.known(question.act, Act, "act")
