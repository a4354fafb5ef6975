"""Finds words in what was said and in the reports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, select

from depesje.ledger import fulltext, recalling, wordindex
from depesje.ledger.clock import Known
from depesje.ledger.conditions import dated, filed, held, reviews
from depesje.ledger.numbers import listed
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

ASIDE = 100  # that the index gives beyond what is asked for, since some may be of another time


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


def search_reports(connection: Connection, question: WordQuestion) -> list[SearchRow]:
    """The reports that hold all the words, the best first: what ``search`` tells after the statements."""
    if not fulltext.asked(question.words) or (question.limit is not None and question.limit < 1):
        return []
    told = _reports(question).where(*filed(connection, question))
    return _in_reports(_best(connection, told, readings.c.key, REPORT_WORDS, question), question)


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
    # The keys first: to sort whole texts takes longer than to fetch those that are shown. Of those that the index puts
    # first some may not answer the question; only where too few do, all are looked at.
    limit = question.limit
    if limit is not None:
        few = select(hits.index.c.rowid).where(hits.condition).order_by(hits.order, hits.index.c.rowid)
        first = list(connection.scalars(few.limit(limit * 4 + ASIDE)))
        found = {row.key: row for row in connection.execute(rows.where(key.in_(listed(set(first)))))}
        if len(found) >= limit or len(first) < limit * 4 + ASIDE:
            return [found[one] for one in first if one in found][:limit]
    bare = rows.with_only_columns(key, maintain_column_froms=True)
    query = bare.join(hits.index, hits.index.c.rowid == key).where(hits.condition)
    best = list(connection.scalars(query.order_by(hits.order, key).limit(limit)))
    found = {row.key: row for row in connection.execute(rows.where(key.in_(listed(set(best)))))}
    return [found[one] for one in best]


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
