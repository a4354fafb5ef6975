"""Comma- and tab-separated tables: RFC 4180 in UTF-8 with a header; tab-separated without quotes.

Several values in a cell are parted by "; ". What could begin a formula gets an apostrophe before it (``cells``); numbers
are numbers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any, BinaryIO

from depesje.exports.cells import neutral, one_line
from depesje.exports.options import Options
from depesje.exports.tables import Table
from depesje.ledger.streaming import Snapshot

PARTED = "; "


def write_csv(table: Table, snapshot: Snapshot, options: Options, out: BinaryIO) -> None:
    """One table, comma-separated; lines end in CR LF."""
    text = io.TextIOWrapper(out, encoding="utf8", newline="", write_through=True)
    lines = csv.writer(text)
    lines.writerow(column.name for column in table.columns)
    lines.writerows([_cell(value, tab=False) for value in row] for row in table.rows(snapshot, options))
    text.detach()


def write_tsv(table: Table, snapshot: Snapshot, options: Options, out: BinaryIO) -> None:
    """One table, tab-separated; no cell has a tab or a line break."""
    out.write(_line(column.name for column in table.columns))
    for row in table.rows(snapshot, options):
        out.write(tab_separated(row))


def tab_separated(row: Iterable[Any]) -> bytes:
    """One row of a tab-separated table."""
    return _line(_cell(value, tab=True) for value in row)


def _line(cells: Iterable[str]) -> bytes:
    return ("\t".join(cells) + "\n").encode()


def _cell(value: Any, *, tab: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    text = PARTED.join(value) if isinstance(value, list) else str(value)
    return one_line(text) if tab else neutral(text)
