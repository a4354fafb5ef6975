"""Many numbers, or words, in a query."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import BigInteger, Column, Connection, Integer, Select, String, cast, select

from depesje.ledger.engines.functions import gathered, json_elements


def listed(numbers: set[int]) -> Select[Any]:
    """Numbers as something to compare with, however many they are."""
    return select(cast(json_elements(json.dumps(sorted(numbers))).table_valued("value").c.value, Integer))


def listed_words(words: set[str]) -> Select[Any]:
    """Words as something to compare with, however many they are."""
    return select(cast(json_elements(json.dumps(sorted(words))).table_valued("value").c.value, String))


def sharing(
    connection: Connection, key: Column[int], number: Column[int], wanted: Iterable[int], most: int
) -> set[int]:
    """The numbers kept by any of these keys, of one key the ``most`` lowest. However many a key has, only these are read."""
    asked = json_elements(json.dumps(sorted(wanted))).table_valued("value")
    few = select(number).where(key == cast(asked.c.value, BigInteger)).order_by(number).limit(most)
    lowest = few.correlate(asked).subquery()
    query = select(select(gathered(lowest.c[number.name])).scalar_subquery()).select_from(asked)
    return {found for row in connection.scalars(query) for found in json.loads(row or "[]")}
