"""What lies on the table between the parties, and where a party disagrees with itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, and_, select

from depesje.ledger import ids, questions
from depesje.ledger.kinds import DIVISION, MATTER, Kind
from depesje.ledger.lookup import actors_called, listed
from depesje.ledger.rows import DivisionRow, MatterRow
from depesje.ledger.schema import actor_versions, readings, reports
from depesje.ledger.schema_events import (
    division_anchors,
    division_versions,
    matter_actors,
    matter_anchors,
    matter_events,
    matter_statements,
    matter_versions,
)
from depesje.records import MatterKind, Status

_mv, _dv = matter_versions.c, division_versions.c


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the matters and divisions; see ``Ledger.matters``."""

    by: str | None = None
    to: str | None = None
    party: str | None = None
    since: str | None = None
    until: str | None = None
    on: str | None = None
    kind: str | None = None
    status: str | None = None
    limit: int | None = None
    per: str | None = None


def matters(connection: Connection, question: Question) -> list[MatterRow]:
    """The matters that answer a question: the open ones first, then the newest."""
    query = _rows(MATTER, question).where(*_conditions(connection, question))
    query = query.order_by(
        _mv.status != "open",
        _mv.earliest.is_(None),
        _mv.earliest.desc(),
        readings.c.report.desc(),
        _mv.start,
        _mv.key,
    )
    rows = connection.execute(query).all()
    keys = {row.key for row in rows}
    words = questions.words(connection, matter_anchors, keys)
    names = questions.names(connection, matter_actors, keys)
    statements = _linked(connection, matter_statements, "statement", ids.STATEMENT, keys)
    events = _linked(connection, matter_events, "event", ids.EVENT, keys)
    return [
        MatterRow(
            id=ids.record_id(ids.MATTER, row.matter),
            **_placed(row),
            kind=row.kind,
            by=tuple(names[row.key, "by"]),
            to=tuple(names[row.key, "to"]),
            per=tuple(names[row.key, "per"]),
            gist=row.gist,
            condition=row.condition,
            deadline=row.deadline,
            status=row.status,
            contested=row.contested,
            evidence=tuple(words[row.key, "evidence"]),
            statements=tuple(statements[row.key]),
            events=tuple(events[row.key]),
        )
        for row in rows
    ]


def divisions(connection: Connection, question: Question) -> list[DivisionRow]:
    """The divisions that answer a question (``party``: within whom), the newest first."""
    query = _rows(DIVISION, question).add_columns(actor_versions.c.name.label("party"))
    query = query.join(
        actor_versions,
        and_(actor_versions.c.actor == _dv.within, actor_versions.c.superseded_at.is_(None)),
    )
    if question.party is not None:
        query = query.where(_dv.within.in_(listed(actors_called(connection, question.party))))
    query = query.order_by(
        _dv.earliest.is_(None), _dv.earliest.desc(), readings.c.report.desc(), _dv.start, _dv.key
    )
    rows = connection.execute(query).all()
    words = questions.words(connection, division_anchors, {row.key for row in rows})
    return [
        DivisionRow(
            id=ids.record_id(ids.DIVISION, row.division),
            **_placed(row),
            within=row.party,
            about=next(iter(words[row.key, "about"]), None),
            evidence=tuple(words[row.key, "evidence"]),
        )
        for row in rows
    ]


def _rows(kind: Kind, question: Question) -> Select[Any]:
    """The records of this kind that count now and are of the asked-for time, with their report."""
    v = kind.versions.c
    query = (
        select(kind.versions, reports.c.id.label("report_id"), readings.c.title, readings.c.published)
        .join(readings, readings.c.key == v.reading)
        .join(reports, reports.c.key == readings.c.report)
        .where(kind.counted, *questions.between(kind, question.since, question.until))
    )
    if question.on is not None:
        # What had been raised by then: the reports of that day and before it.
        query = query.where(v.earliest <= questions.date(question.on).latest)
    return query if question.limit is None else query.limit(max(0, question.limit))


def _conditions(connection: Connection, question: Question) -> Iterator[ColumnElement[bool]]:
    yield from questions.with_parties(connection, MATTER, question.by, "by")
    yield from questions.with_parties(connection, MATTER, question.to, "to")
    yield from questions.with_parties(connection, MATTER, question.party, "by", "to")
    yield from questions.with_parties(connection, MATTER, question.per, "per")
    if question.kind is not None:
        yield _mv.kind == questions.known(question.kind, MatterKind, "kind of matter")
    if question.status is not None:
        yield _mv.status == questions.known(question.status, Status, "status")


def _placed(row: Row[Any]) -> dict[str, Any]:
    """What every row says of where it is from."""
    return {
        "report": row.report_id,
        "title": row.title,
        "published": row.published,
        "paragraph": row.paragraph,
        "start": row.start,
        "end": row.end,
        "review": row.review,
    }


def _linked(
    connection: Connection, table: Table, column: str, prefix: str, versions: set[int]
) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    query = select(table.c.version, table.c[column]).where(table.c.version.in_(listed(versions)))
    for version, number in connection.execute(query.order_by(table.c.version, table.c.ordinal)):
        found[version].append(ids.record_id(prefix, number))
    return found
