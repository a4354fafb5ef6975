"""Finds what shares a key with something new, at a cost that does not grow with the ledger.

Everything has a rank that its own report gives it, so none depends on the order of adding. Under one key the ``MOST`` of
lowest rank stand for all: two are compared where one of them is among these. So whoever comes is compared with few, and
one that is itself among the lowest with more, which happens the seldomer the more there are. Of many tellings of one thing
each meets some that it is one with, and that makes all of them one.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, String, cast, select

from depesje.ledger.engines.functions import gathered, json_elements

MOST = 12  # that stand for all under one key
_WIDEST = 120  # with how many one of these is compared under one key


@dataclass(frozen=True, slots=True)
class Index:
    """A table of what is found by which key: its key, rank and number, and what else holds of the rows meant."""

    key: Column[Any]
    rank: Column[int]
    number: Column[int]
    where: tuple[ColumnElement[bool], ...] = ()


def rank(identity: str) -> int:
    """The rank of what has this identity, in no order that means anything."""
    return zlib.crc32(identity.encode("utf8", "surrogatepass"))


def sharing(connection: Connection, index: Index, wanted: Mapping[Any, Iterable[int]]) -> dict[Any, set[int]]:
    """For each key the numbers to compare with those that look for it, whose ranks are given."""
    if not wanted:
        return {}
    found = _lowest(connection, index, wanted, MOST)
    own = {key: min(ranks, default=0) for key, ranks in wanted.items()}
    wide = [key for key, few in found.items() if len(few) == MOST and own[key] < few[-1][0]]
    if wide:
        found |= _lowest(connection, index, wide, _WIDEST)
    return {key: {number for _, number in few} for key, few in found.items()}


def _lowest(
    connection: Connection, index: Index, wanted: Iterable[Any], most: int
) -> dict[Any, list[tuple[int, int]]]:
    """The rank and number of the so many lowest of each key, which is all that is read of it."""
    keys = sorted(wanted)
    asked = json_elements(json.dumps(keys)).table_valued("value")
    few = (
        select((cast(index.rank, String) + " " + cast(index.number, String)).label("one"))
        .where(index.key == cast(asked.c.value, index.key.type), *index.where)
        .order_by(index.rank, index.number)
        .limit(most)
        .correlate(asked)
        .subquery()
    )
    query = select(asked.c.value, select(gathered(few.c.one)).scalar_subquery()).select_from(asked)
    found: dict[str, list[tuple[int, int]]] = {}
    for key, few_of_it in connection.execute(query):
        if few_of_it is not None and few_of_it != "[]":
            found[str(key)] = [_pair(one) for one in json.loads(few_of_it)]
    return {key: found.get(str(key), []) for key in keys}


def _pair(one: str) -> tuple[int, int]:
    low, _, number = one.partition(" ")
    return int(low), int(number)
