"""Finds words in what was said and in the reports."""

from __future__ import annotations

from sqlalchemy import Connection, column, func, literal_column, select, table, text

from depesje.ledger import fulltext
from depesje.ledger.rows import SearchRow
from depesje.ledger.saying import said_rows, statement_rows
from depesje.ledger.schema import (
    REPORT_WORDS,
    STATEMENT_WORDS,
    readings,
    reports,
    revisions,
    statement_versions,
)


def search(connection: Connection, words: str, limit: int) -> list[SearchRow]:
    """The statements, then the reports, that hold all the words: the best first, up to ``limit`` of each."""
    wanted = fulltext.match(words)
    if wanted is None or limit < 1:
        return []
    return _in_statements(connection, words, wanted, limit) + _in_reports(connection, words, wanted, limit)


def _in_statements(connection: Connection, words: str, wanted: str, limit: int) -> list[SearchRow]:
    index = table(STATEMENT_WORDS, column("rowid"))
    query = (
        statement_rows()
        .join(index, index.c.rowid == statement_versions.c.key)
        .where(text(f"{STATEMENT_WORDS} MATCH :wanted"))
        .order_by(func.bm25(literal_column(STATEMENT_WORDS)), statement_versions.c.key)
        .limit(limit)
    )
    rows = connection.execute(query, {"wanted": wanted}).all()
    found = []
    for row, statement in zip(rows, said_rows(connection, rows), strict=True):
        snippet, marks = fulltext.snippet(" … ".join(statement.words), words, row.language)
        found.append(
            SearchRow("statement", row.report_id, row.title, row.published, snippet, marks, statement)
        )
    return found


def _in_reports(connection: Connection, words: str, wanted: str, limit: int) -> list[SearchRow]:
    index = table(REPORT_WORDS, column("rowid"))
    query = (
        select(reports.c.id, readings.c.title, readings.c.published, readings.c.language, revisions.c.text)
        .join(readings, readings.c.report == reports.c.key)
        .join(revisions, revisions.c.key == readings.c.revision)
        .join(index, index.c.rowid == readings.c.key)
        .where(readings.c.superseded_at.is_(None), text(f"{REPORT_WORDS} MATCH :wanted"))
        # A word in the title says more of what a report is about than one in the text.
        .order_by(func.bm25(literal_column(REPORT_WORDS), 4.0, 1.0), readings.c.key)
        .limit(limit)
    )
    found = []
    for row in connection.execute(query, {"wanted": wanted}):
        snippet, marks = fulltext.snippet(row.text, words, row.language)
        if not marks and row.title:
            snippet, marks = fulltext.snippet(row.title, words, row.language)
        found.append(SearchRow("report", row.id, row.title, row.published, snippet, marks, None))
    return found
