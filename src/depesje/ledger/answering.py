"""Which listing answers which question: its rows one after the other, and how many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from depesje.errors import LedgerError
from depesje.ledger import exchanged, following, mentioning, reporting
from depesje.ledger.saying import STATEMENTS
from depesje.ledger.tabled import DIVISIONS
from depesje.questions import (
    DivisionQuestion,
    EventQuestion,
    ExchangeQuestion,
    MatterQuestion,
    Question,
    ReportQuestion,
    StatementQuestion,
)


@dataclass(frozen=True, slots=True)
class Answering:
    """How a listing is read: ``each`` row in its order, a few hundred in memory at a time, and their ``total`` number."""

    each: Callable[[Connection, Any], Iterator[Any]]
    total: Callable[[Connection, Any], int]


_BY_QUESTION: dict[type[Question], Answering] = {
    StatementQuestion: Answering(STATEMENTS.each, STATEMENTS.total),
    EventQuestion: Answering(mentioning.each, mentioning.total),
    MatterQuestion: Answering(following.each, following.total),
    DivisionQuestion: Answering(DIVISIONS.each, DIVISIONS.total),
    ExchangeQuestion: Answering(exchanged.each, exchanged.total),
    ReportQuestion: Answering(reporting.each, reporting.count),
}


def answering(question: Question) -> Answering:
    """The listing that answers a question; raises ``LedgerError`` where none does."""
    try:
        return _BY_QUESTION[type(question)]
    except KeyError:
        raise LedgerError(f"no listing answers a {type(question).__name__}") from None
