"""An Excel workbook: a sheet a table, the header frozen, dates as text (EDTF).

Written row by row. Every text is stored as text, never as a formula; one that could begin a formula is marked as such
(``quotePrefix``), so that it stays text when somebody edits it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml.etree import LxmlError  # type: ignore[import-untyped]
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from depesje.errors import ExportError
from depesje.exports.cells import FORMULA, clean
from depesje.exports.delimited import PARTED
from depesje.exports.options import Options
from depesje.exports.tables import Column, Table, asked
from depesje.ledger.streaming import Snapshot

MOST_ROWS = 1_048_575  # of records on a sheet, beside its header
MOST_CHARACTERS = 32_767  # in a cell
NARROW, MIDDLE, BROAD = 12, 24, 70  # characters
_HEADER = Font(bold=True)
_TOP = Alignment(vertical="top", wrap_text=True)


def write(snapshot: Snapshot, options: Options, out: BinaryIO) -> None:
    """All tables, or the one that is asked for; one that is too long goes on in another sheet."""
    write_tables(asked(options), snapshot, options, out)


def write_tables(tables: Iterable[Table], snapshot: Snapshot, options: Options, out: BinaryIO) -> None:
    """These tables, a sheet each; raises ``ExportError`` where they cannot be written."""
    book, archive = Workbook(write_only=True), ZipFile(out, "w", ZIP_DEFLATED)
    try:
        _fill(book, tables, snapshot, options)
        ExcelWriter(book, archive).save()
    except LxmlError as error:  # rows lie in temporary files until they are all there
        raise ExportError(f"{tempfile.gettempdir()} cannot be written: the disk is full ({error})") from error
    finally:
        _let_go(book, archive)


def _let_go(book: Workbook, archive: ZipFile) -> None:
    """Of what is left where it could not be written, so that it does not complain once more when it is swept away."""
    for sheet in book.worksheets:
        with suppress(Exception):
            sheet.close()
    archive.fp = None


def _fill(book: Workbook, tables: Iterable[Table], snapshot: Snapshot, options: Options) -> None:
    for table in tables:
        sheet = _sheet(book, table, 1)
        for n, row in enumerate(table.rows(snapshot, options)):
            if n and n % MOST_ROWS == 0:
                sheet = _sheet(book, table, 1 + n // MOST_ROWS)
            sheet.append(
                [_cell(sheet, value, column) for value, column in zip(row, table.columns, strict=True)]
            )


def _sheet(book: Workbook, table: Table, part: int) -> Any:
    sheet = book.create_sheet(table.name if part == 1 else f"{table.name} {part}")
    sheet.freeze_panes = "B2"
    for n, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(n)].width = _width(column)
    header = [WriteOnlyCell(sheet, column.name) for column in table.columns]
    for cell in header:
        cell.font = _HEADER
    sheet.append(header)
    return sheet


def _width(column: Column) -> int:
    if column.long:
        return BROAD
    return MIDDLE if column.type in ("text", "texts") else NARROW


def _cell(sheet: Any, value: Any, column: Column) -> Any:
    if value is None or value == []:
        return None
    if isinstance(value, bool | int | float):
        return value
    text = clean(PARTED.join(value) if isinstance(value, list) else value)[:MOST_CHARACTERS]
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # whatever it looks like
    if text.startswith(FORMULA):
        cell.quotePrefix = True
    if column.long:
        cell.alignment = _TOP
    return cell
