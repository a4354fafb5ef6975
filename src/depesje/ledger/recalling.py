"""Finds words in what the ledger held at an earlier moment.

The indexes hold what it holds now. An earlier reading of a text that is still the report's own is found by them all the
same; what has been another text, title or language since is looked through word by word. That keeps the indexes small
and their search quick, and a search of then about as quick as the number of reports that have changed since is small.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, or_, select

from depesje.ledger import fulltext, wordindex
from depesje.ledger.clock import NOW, Known
from depesje.ledger.kinds import STATEMENT
from depesje.ledger.listing import Fetched
from depesje.ledger.schema import REPORT_WORDS, readings, revisions, statement_versions
from depesje.questions import WordQuestion

_AT_ONCE = 200  # rows that are looked through before more are fetched
_Held = Callable[[Sequence[Row[Any]]], Sequence[tuple[str, ...]]]


def statements(connection: Connection, rows: Select[Any], question: WordQuestion) -> list[Row[Any]]:
    """Those of the rows of statements that hold the words, the newest first."""
    v = statement_versions.c
    order = (v.earliest.desc().nulls_last(), v.reading.desc(), v.start)

    def words(batch: Sequence[Row[Any]]) -> list[tuple[str, ...]]:
        found = Fetched(connection, STATEMENT, batch, NOW).words
        return [(fulltext.indexed(" ".join(found[row.key, "content"]), row.language),) for row in batch]

    return _first(connection, rows.order_by(*order), words, question)


def reports(connection: Connection, rows: Select[Any], question: WordQuestion) -> list[Row[Any]]:
    """Those of the rows of reports that hold the words, the newest first."""

    def words(batch: Sequence[Row[Any]]) -> list[tuple[str, ...]]:
        return [
            (fulltext.indexed(row.title or "", row.language), fulltext.indexed(row.text, row.language))
            for row in batch
        ]

    r = readings.c
    return _first(connection, rows.order_by(r.earliest.desc().nulls_last(), r.key.desc()), words, question)


def _first(connection: Connection, rows: Select[Any], words: _Held, question: WordQuestion) -> list[Row[Any]]:
    """The first rows of which the words hold what is asked for; no more are looked through than that takes."""
    hits = wordindex.hits(connection, REPORT_WORDS, fulltext.apart(question.words))
    query = rows.where(readings.c.key.in_(_may_hold(hits, question)))
    found: list[Row[Any]] = []
    with connection.execute(query.execution_options(yield_per=_AT_ONCE)) as result:
        for batch in result.partitions():
            kept = (
                row
                for row, held in zip(batch, words(batch), strict=True)
                if fulltext.stands(question.words, *held)
            )
            found.extend(kept)
            if question.limit is not None and len(found) >= question.limit:
                break
    return found[: question.limit]


def _may_hold(hits: wordindex.Hits, question: WordQuestion) -> Select[Any]:
    """The readings of then whose report may hold all the words."""
    then, now = readings.alias("then"), readings.alias("now")
    found = select(hits.index.c.rowid).where(hits.condition)
    changed: list[ColumnElement[bool]] = [
        then.c[name].is_distinct_from(now.c[name]) for name in ("revision", "title", "language")
    ]
    # Nor does an index hold the words of a text that may not be kept whole, but statements may have some of them.
    changed.append(then.c.revision.in_(select(revisions.c.key).where(revisions.c.kept != "full")))
    return (
        select(then.c.key)
        .outerjoin(now, (now.c.report == then.c.report) & NOW.holds(now))
        .where(Known.at(question.known).holds(then), or_(now.c.key.in_(found), *changed))
    )
