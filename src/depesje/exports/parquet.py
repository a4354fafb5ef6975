"""Parquet with typed columns, one file a table; written in row groups, so that no table need fit in memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any, BinaryIO

from depesje.errors import ExportError
from depesje.exports.cells import clean
from depesje.exports.options import Options
from depesje.exports.tables import Table, Type
from depesje.ledger.streaming import Snapshot

GROUP = 20_000  # rows of a row group


def write(table: Table, snapshot: Snapshot, options: Options, out: BinaryIO) -> None:
    """One table. Raises ``ExportError`` where pyarrow is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise ExportError("parquet needs pyarrow: pip install 'depesje[parquet]'") from None

    schema = pa.schema([(column.name, types(pa)[column.type]) for column in table.columns])
    rows = table.rows(snapshot, options)
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for group in _groups(rows):
            arrays = [
                pa.array([cell(row[n], column.type) for row in group], schema.types[n])
                for n, column in enumerate(table.columns)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _groups(rows: Iterator[list[Any]]) -> Iterator[list[list[Any]]]:
    while group := list(islice(rows, GROUP)):
        yield group


def types(pa: Any) -> dict[Type, Any]:
    """Arrow's type for each of a column; ``pa`` is pyarrow, which need not be installed."""
    return {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "day": pa.date32(),
    }


def cell(value: Any, type_: Type) -> Any:
    """A value of a column of this type as Arrow takes it."""
    if type_ == "day":
        return _day(value)
    if isinstance(value, str):
        return clean(value)
    return [clean(one) for one in value] if isinstance(value, list) else value


def _day(given: str | None) -> date | None:
    """A day, None for one that the calendar of Python and Arrow has not (the year 0)."""
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        return None
