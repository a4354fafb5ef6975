"""Finds words in what was said and in the reports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, select

from depesje.ledger import fulltext, recalling, wordindex
from depesje.ledger.clock import Known
from depesje.ledger.conditions import dated, filed, held, reviews
from depesje.ledger.rows import SearchRow
from depesje.ledger.saying import STATEMENTS
from depesje.ledger.schema import (
    REPORT_WORDS,
    STATEMENT_WORDS,
    readings,
    reports,
    revisions,
    statement_versions,
)
from depesje.questions import WordQuestion


def search(connection: Connection, question: WordQuestion) -> list[SearchRow]:
    """The statements, then the reports, that hold all the words, up to the limit of each.

    The best come first; of what was known at an earlier moment, the newest. Reports are left out where the question is
    for what a person has done, since that is done with records.
    """
    if not fulltext.asked(question.words) or (question.limit is not None and question.limit < 1):
        return []
    inside = list(filed(connection, question))
    statements = _statements(question).where(*inside)
    told = None if reviews(question) else _reports(question).where(*inside)
    if question.known is None:
        said = _best(connection, statements, statement_versions.c.key, STATEMENT_WORDS, question)
        found = [] if told is None else _best(connection, told, readings.c.key, REPORT_WORDS, question)
    else:
        said = recalling.statements(connection, statements, question)
        found = [] if told is None else recalling.reports(connection, told, question)
    return _in_statements(connection, said, question) + _in_reports(found, question)


def _statements(question: WordQuestion) -> Select[Any]:
    versions = statement_versions
    return STATEMENTS.rows().where(*held(versions, question), *dated(versions, question))


def _reports(question: WordQuestion) -> Select[Any]:
    columns = (reports.c.id, readings.c.title, readings.c.published, readings.c.language, revisions.c.text)
    return (
        select(readings.c.key, *columns)
        .join(reports, reports.c.key == readings.c.report)
        .join(revisions, revisions.c.key == readings.c.revision)
        .where(Known.at(question.known).holds(readings), *dated(readings, question))
    )


def _best(
    connection: Connection, rows: Select[Any], key: Column[Any], index: str, question: WordQuestion
) -> Sequence[Row[Any]]:
    """Those of the rows whose words an index finds, the best first."""
    hits = wordindex.hits(connection, index, question.words)
    query = rows.join(hits.index, hits.index.c.rowid == key).where(hits.condition)
    return connection.execute(query.order_by(hits.order, key).limit(question.limit)).all()


def _in_statements(
    connection: Connection, rows: Sequence[Row[Any]], question: WordQuestion
) -> list[SearchRow]:
    found = []
    told = STATEMENTS.told(connection, rows, Known.at(question.known))
    for row, statement in zip(rows, told, strict=True):
        snippet, marks = fulltext.snippet(" … ".join(statement.words), question.words, row.language)
        found.append(
            SearchRow("statement", row.report_id, row.title, row.published, snippet, marks, statement)
        )
    return found


def _in_reports(rows: Sequence[Row[Any]], question: WordQuestion) -> list[SearchRow]:
    found = []
    for row in rows:
        snippet, marks = fulltext.snippet(row.text, question.words, row.language)
        if not marks and row.title:
            snippet, marks = fulltext.snippet(row.title, question.words, row.language)
        found.append(SearchRow("report", row.id, row.title, row.published, snippet, marks, None))
    return found
