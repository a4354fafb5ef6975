"""Statements that hold words, asked for as any are: by whom, to whom, when, of which act."""

from __future__ import annotations

from sqlalchemy import Connection, select

from depesje.ledger import fulltext, wordindex
from depesje.ledger.clock import Known
from depesje.ledger.listing import bounded
from depesje.ledger.rows import SaidRow
from depesje.ledger.saying import STATEMENTS
from depesje.ledger.schema import STATEMENT_WORDS, statement_versions
from depesje.questions import StatementQuestion

MOST = 5000  # of those with the words that are looked at, the best first, where the words are common


def find(connection: Connection, words: str, question: StatementQuestion) -> list[SaidRow]:
    """The statements with all the words, however inflected, that answer a question, the newest first."""
    if not fulltext.asked(words):
        return []
    hits = wordindex.hits(connection, STATEMENT_WORDS, words)
    best = select(hits.index.c.rowid).where(hits.condition).order_by(hits.order).limit(MOST)
    query = (
        STATEMENTS.rows()
        .where(*STATEMENTS.asking.conditions(connection, question))
        .where(statement_versions.c.key.in_(best))
        .order_by(*STATEMENTS.asking.order())
        .limit(bounded(question.limit))
        .offset(max(0, question.offset))
    )
    rows = connection.execute(query).all()
    return STATEMENTS.told(connection, rows, Known.at(question.known))
