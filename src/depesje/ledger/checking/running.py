"""The rules, and how they are run one after the other on one snapshot."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select
from sqlalchemy.exc import SQLAlchemyError

from depesje.errors import LedgerError
from depesje.ledger.engines.base import Home
from depesje.ledger.store import Store

Rule = Callable[[Connection], Iterator[str]]
RULES: dict[str, Rule] = {}
AT_ONCE = 1000  # rows fetched at a time


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: what was looked at, and a line on what was found."""

    rule: str
    what: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.what}"


def rule(looks_at: str) -> Callable[[Rule], Rule]:
    """Have a rule run by ``check``. Rules run in the order in which they were made known."""

    def known(found: Rule) -> Rule:
        assert looks_at not in RULES
        RULES[looks_at] = found
        return found

    return known


def check(store: Store) -> Iterator[Finding]:
    """What is wrong with a ledger, as it is found; nothing where it is whole."""
    told = False
    try:
        with store.read() as connection:
            for finding in verify(store.home, connection):
                told = True
                yield finding
    except LedgerError as error:  # a file so damaged that it cannot even be given back as it was
        if not told:
            yield Finding("file", str(error))


def verify(home: Home, connection: Connection) -> Iterator[Finding]:
    """What is wrong with what a connection sees of a ledger.

    Where the file itself is damaged, or tables are missing, nothing else is looked at.
    """
    rules = {"file" if home.path else "database": home.damage, **RULES}
    for number, (looks_at, found) in enumerate(rules.items()):
        broken = False
        for what in _run(home, connection, found):
            yield Finding(looks_at, what)
            broken = True
        if broken and number < GROUND:
            return


GROUND = 2  # rules at first without which the others mean nothing: the file, and the tables


def _run(home: Home, connection: Connection, found: Rule) -> Iterator[str]:
    try:
        with connection.begin_nested():
            yield from found(connection)
    except (SQLAlchemyError, sqlite3.Error) as error:  # a page that only this rule came across
        yield home.in_words(error)


def rows(connection: Connection, query: Select[Any]) -> Iterator[Row[Any]]:
    """The rows of a query, a few at a time."""
    yield from connection.execute(query.execution_options(yield_per=AT_ONCE))
