"""The rules, and how they are run one after the other on one snapshot."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Row, Select
from sqlalchemy.exc import SQLAlchemyError

from depesje.errors import LedgerError
from depesje.ledger.engines.base import Home
from depesje.ledger.store import Store

Rule = Callable[[Connection], Iterator[str]]
Looking = Callable[[str, int, int], None]  # at what, as the which, of how many
RULES: dict[str, Rule] = {}
_SLOW: set[str] = set()  # rules that a quick check leaves out
AT_ONCE = 1000  # rows fetched at a time


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: what was looked at, and a line on what was found."""

    rule: str
    what: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.what}"


def rule(looks_at: str, *, slow: bool = False) -> Callable[[Rule], Rule]:
    """Have a rule run by ``check``; one that is ``slow`` not by a quick one. They run in the order of being made known."""

    def known(found: Rule) -> Rule:
        assert looks_at not in RULES
        RULES[looks_at] = found
        if slow:
            _SLOW.add(looks_at)
        return found

    return known


def check(store: Store, *, quick: bool = False, looking: Looking | None = None) -> Iterator[Finding]:
    """What is wrong with a ledger, as it is found; nothing where it is whole. See ``verify``."""
    told = False
    try:
        with store.read() as connection:
            for finding in verify(store.home, connection, quick=quick, looking=looking):
                told = True
                yield finding
    except LedgerError as error:  # a file so damaged that it cannot even be given back as it was
        if not told:
            yield Finding("file", str(error))


def verify(
    home: Home, connection: Connection, *, quick: bool = False, looking: Looking | None = None
) -> Iterator[Finding]:
    """What is wrong with what a connection sees of a ledger; ``looking`` is told before each thing is looked at.

    Where the file itself is damaged, or tables are missing, nothing else is looked at. A ``quick`` one leaves out what
    takes longest: whether indexes agree with their tables, and what would have to be worked out anew.
    """
    damage = partial(home.damage, quick=quick)
    rules: dict[str, Rule] = {"file" if home.path else "database": damage, **RULES}
    if quick:
        rules = {looks_at: found for looks_at, found in rules.items() if looks_at not in _SLOW}
    for number, (looks_at, found) in enumerate(rules.items()):
        if looking is not None:
            looking(looks_at, number + 1, len(rules))
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


def rows(connection: Connection, query: Select[Any] | CompoundSelect[Any]) -> Iterator[Row[Any]]:
    """The rows of a query, a few at a time."""
    yield from connection.execute(query.execution_options(yield_per=AT_ONCE))
