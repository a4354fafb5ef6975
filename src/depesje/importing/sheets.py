"""Reads a table from a CSV file or an Excel workbook: its sheets, row by row, as text.

Formulas come as what was typed, never as what they would yield. Sizes are bounded, also what a workbook unpacks to.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from depesje.errors import IntakeError, Problem
from depesje.exports.cells import FORMULA
from depesje.intake import charset, files

LIMIT = 100_000_000  # bytes of a file
UNPACKED = 500_000_000  # bytes that a workbook may unpack to
MOST_ROWS, MOST_COLUMNS = 200_000, 300
LONGEST = 100_000  # characters of a cell
_DELIMITERS = (";", ",", "\t")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name (empty for a CSV file) and its rows that have any text, each with its number from 1."""

    name: str
    rows: Sequence[tuple[int, list[str]]]


def read(path: str | Path) -> list[Sheet]:
    """The sheets of a file; raises ``IntakeError`` where it cannot be read or is no table."""
    name = files.printable(str(path))
    data = files.read(files.Source(Path(path), name, name), LIMIT)
    if isinstance(data, Problem):
        raise IntakeError(str(data))
    return _workbook(data, name) if data.startswith(b"PK\x03\x04") else [Sheet("", list(_lines(data, name)))]


def _lines(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    decoded = charset.decode(data)
    if decoded is None:
        raise IntakeError(f"{name}: neither a CSV file nor an Excel workbook (.xlsx)")
    text = decoded.text
    first, _, rest = text.partition("\n")
    delimiter = None
    if first.casefold().startswith("sep=") and len(first.strip()) == 5:  # what Excel writes to be sure
        delimiter, text = first[4], rest
    delimiter = delimiter or max(_DELIMITERS, key=text[:20_000].split("\n", 1)[0].count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    before = 0 if text is decoded.text else 1
    try:
        for count, cells in enumerate(lines):
            if count >= MOST_ROWS:
                raise IntakeError(f"{name}: more than {MOST_ROWS} rows; part the table")
            if any(map(str.strip, cells)):
                yield before + 1, [_cell(cell) for cell in cells[:MOST_COLUMNS]]
            before = lines.line_num + (0 if text is decoded.text else 1)
    except csv.Error as error:
        raise IntakeError(f"{name}: not a CSV table: {error}") from None


def _workbook(data: bytes, name: str) -> list[Sheet]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > UNPACKED:
                raise IntakeError(f"{name}: unpacks to more than {UNPACKED // 1_000_000} MB")
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        try:
            return [Sheet(sheet.title, list(_rows(sheet, name))) for sheet in book.worksheets]
        finally:
            book.close()
    except IntakeError:
        raise
    # What a broken or hostile workbook makes of the reader has no common name.
    except Exception as error:
        raise IntakeError(
            f"{name}: not an Excel workbook that can be read ({type(error).__name__})"
        ) from error


def _rows(sheet: Any, name: str) -> Iterator[tuple[int, list[str]]]:
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), 1):
        if number > MOST_ROWS:
            raise IntakeError(f"{name}: more than {MOST_ROWS} rows; part the table")
        row = [_cell(_text(cell)) for cell in cells]
        if any(row):
            yield number, row


def _text(value: Any) -> str:
    """What a cell holds, as a person would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _cell(text: str) -> str:
    text = text.strip()
    # An apostrophe that keeps a spreadsheet program from taking text for a formula is none of the text.
    if text.startswith("'") and text[1:].lstrip(" \u00a0").startswith(FORMULA):
        text = text[1:].strip()
    return text[:LONGEST]
