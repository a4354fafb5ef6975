"""Many numbers, or words, in a query."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, String, cast, select

from depesje.ledger.engines.functions import json_elements


def in_parts(
    connection: Connection, query: Select[Any], number: ColumnElement[int], at_once: int
) -> Iterator[set[int]]:
    """The numbers that a query gives, in their order, so many at a time."""
    last = 0  # which no number is
    while some := set(connection.scalars(query.where(number > last).order_by(number).limit(at_once))):
        yield some
        last = max(some)


def listed(numbers: set[int]) -> Select[Any]:
    """Numbers as something to compare with, however many they are."""
    return select(cast(json_elements(json.dumps(sorted(numbers))).table_valued("value").c.value, Integer))


def among(column: ColumnElement[int], numbers: set[int]) -> ColumnElement[bool]:
    """Whether a column has one of these numbers; where there is one alone, so that an index gives its rows in order."""
    return column == min(numbers) if len(numbers) == 1 else column.in_(listed(numbers))


def listed_words(words: set[str]) -> Select[Any]:
    """Words as something to compare with, however many they are."""
    return select(cast(json_elements(json.dumps(sorted(words))).table_valued("value").c.value, String))
