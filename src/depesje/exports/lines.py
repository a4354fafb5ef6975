"""JSON lines: every record an object with the columns of its table, and ``record`` saying which table that is."""

from __future__ import annotations

from typing import BinaryIO

import msgspec

from depesje.exports.cells import clean
from depesje.exports.options import Options
from depesje.exports.tables import asked
from depesje.ledger.streaming import Snapshot

ENCODER = msgspec.json.Encoder()


def write(snapshot: Snapshot, options: Options, out: BinaryIO) -> None:
    """All the tables, or the one that is asked for, one record a line."""
    for table in asked(options):
        record = table.name.removesuffix("s")
        names = [column.name for column in table.columns]
        for row in table.rows(snapshot, options):
            cells = (clean(value) if isinstance(value, str) else value for value in row)
            out.write(ENCODER.encode({"record": record, **dict(zip(names, cells, strict=True))}) + b"\n")
