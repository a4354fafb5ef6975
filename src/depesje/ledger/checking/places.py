"""Words stand where they are said to stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from depesje.ledger import ids
from depesje.ledger.checking.running import rows, rule
from depesje.ledger.engines.functions import holds
from depesje.ledger.kinds import KINDS
from depesje.ledger.rights.blanking import BLANK
from depesje.ledger.schema import appearances, forms, mentions, readings, reports, revisions

_TEXT = revisions.c.text
_KEPT = revisions.c.kept != "none"  # a text of which nothing may be kept has no place to look at


@rule("words")
def quoted(connection: Connection) -> Iterator[str]:
    """The words that records hang on stand in the text, at their place."""
    for kind in KINDS:
        v, a = kind.versions.c, kind.anchors.c
        query = (
            select(v[kind.owner].label("number"), a.role, a.start, a.end, reports.c.id)
            .join_from(kind.anchors, kind.versions, v.key == a.version)
            .join(readings, readings.c.key == v.reading)
            .join(revisions, revisions.c.key == readings.c.revision)
            .join(reports, reports.c.key == readings.c.report)
            .where(_KEPT, _elsewhere(a.start, a.end, a.exact))
        )
        for row in rows(connection, query):
            record = ids.id_of(kind.owner, row.number)
            yield f"{row.role} of {record} points at {row.start}–{row.end} of {row.id}, which has other words there"


@rule("mentions")
def mentioned(connection: Connection) -> Iterator[str]:
    """The words that mention actors stand in the text, at their place."""
    m = mentions.c
    query = (
        select(appearances.c.actor, m.start, m.end, reports.c.id)
        .join_from(mentions, forms, forms.c.key == m.form)
        .join(appearances, appearances.c.key == m.appearance)
        .join(readings, readings.c.key == appearances.c.reading)
        .join(revisions, revisions.c.key == readings.c.revision)
        .join(reports, reports.c.key == readings.c.report)
        .where(_KEPT, _elsewhere(m.start, m.end, forms.c.text), ~_blanked(m.start, m.end))
    )
    for row in rows(connection, query):
        who = ids.actor_id(row.actor)
        yield f"a mention of {who} points at {row.start}–{row.end} of {row.id}, which has other words there"


@rule("places")
def inside(connection: Connection) -> Iterator[str]:
    """The place of a record lies inside its text."""
    for kind in KINDS:
        v = kind.versions.c
        query = (
            select(v[kind.owner].label("number"), v.start, v.end, reports.c.id)
            .join_from(kind.versions, readings, readings.c.key == v.reading)
            .join(revisions, revisions.c.key == readings.c.revision)
            .join(reports, reports.c.key == readings.c.report)
            .where(_KEPT, or_(v.start < 0, v.end < v.start, v.end > func.length(_TEXT)))
        )
        for row in rows(connection, query):
            yield f"{ids.id_of(kind.owner, row.number)} lies at {row.start}–{row.end}, outside of {row.id}"


def _blanked(start: ColumnElement[Any], end: ColumnElement[Any]) -> ColumnElement[bool]:
    """Where somebody else's words, of whom these are a part, were blanked for good."""
    return holds(func.substr(_TEXT, start + 1, end - start), BLANK)


def _elsewhere(
    start: ColumnElement[Any], end: ColumnElement[Any], exact: ColumnElement[Any]
) -> ColumnElement[bool]:
    return or_(start < 0, end < start, func.substr(_TEXT, start + 1, end - start) != exact)
