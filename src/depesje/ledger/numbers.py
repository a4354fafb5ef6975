"""Many numbers, or words, in a query."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, String, cast, select

from depesje.ledger.engines.functions import json_elements


def listed(numbers: set[int]) -> Select[Any]:
    """Numbers as something to compare with, however many they are."""
    return select(cast(json_elements(json.dumps(sorted(numbers))).table_valued("value").c.value, Integer))


def among(column: ColumnElement[int], numbers: set[int]) -> ColumnElement[bool]:
    """Whether a column has one of these numbers; where there is one alone, so that an index gives its rows in order."""
    return column == min(numbers) if len(numbers) == 1 else column.in_(listed(numbers))


def listed_words(words: set[str]) -> Select[Any]:
    """Words as something to compare with, however many they are."""
    return select(cast(json_elements(json.dumps(sorted(words))).table_valued("value").c.value, String))
