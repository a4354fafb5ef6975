"""Parquet with typed columns, one file a table; written in row groups, so that no table need fit in memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any, BinaryIO

from depesje.errors import ExportError
from depesje.exports.cells import clean
from depesje.exports.options import Options
from depesje.exports.tables import Column, Table
from depesje.ledger.streaming import Snapshot

GROUP = 20_000  # rows of a row group


def write(table: Table, snapshot: Snapshot, options: Options, out: BinaryIO) -> None:
    """One table. Raises ``ExportError`` where pyarrow is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise ExportError("parquet needs pyarrow: pip install 'depesje[parquet]'") from None

    types = {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "day": pa.date32(),
    }
    schema = pa.schema([(column.name, types[column.type]) for column in table.columns])
    rows = table.rows(snapshot, options)
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for group in _groups(rows):
            arrays = [
                pa.array([_value(row[n], column) for row in group], types[column.type])
                for n, column in enumerate(table.columns)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _groups(rows: Iterator[list[Any]]) -> Iterator[list[list[Any]]]:
    while group := list(islice(rows, GROUP)):
        yield group


def _value(value: Any, column: Column) -> Any:
    if column.type == "day":
        return day(value)
    if isinstance(value, str):
        return clean(value)
    return [clean(one) for one in value] if isinstance(value, list) else value


def day(given: str | None) -> date | None:
    """A day, None for one that the calendar of Python and Arrow has not (the year 0)."""
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        return None
