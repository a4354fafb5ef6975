"""CSV and its kin (semicolons, tabs, bars) with named columns: one report a row, as media monitors export them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from depesje.errors import Problem
from depesje.intake import charset, files
from depesje.intake.formats import rows
from depesje.intake.origin import MANY, Origin, too_many
from depesje.records import Report

LARGEST = 100_000_000
KINDS = frozenset({".csv", ".tsv", ".tab"})
_MEDIA = frozenset({"text/csv", "text/tab-separated-values"})
_DELIMITERS = (",", ";", "\t", "|")
_HEAD, _ENOUGH = 16_384, 3
_META = "path"
_SEP = re.compile(r"sep=.", re.IGNORECASE)


def fits(data: bytes, origin: Origin) -> bool:
    """Whether the first line names columns of reports, three at least where nothing else says that this is a table."""
    if origin.kind in KINDS or origin.media in _MEDIA:
        return True
    start = charset.decode(data[:_HEAD])
    if start is None:
        return False
    delimiter, heads = _heads(start.text)
    known = rows.fields(heads)
    return (
        delimiter is not None
        and len(known) >= _ENOUGH
        and len(known) * 2 >= len(heads)
        and rows.have_text(known)
    )


def read(data: bytes, origin: Origin) -> Iterator[Report | Problem]:
    """The reports in this table; a row that fails is named by its number, the head not counted."""
    decoded = charset.decode(data, origin.charset)
    if decoded is None or not decoded.text.strip():
        yield Problem(origin.name, "empty" if decoded else "binary file, not a table")
        return
    delimiter, heads = _heads(decoded.text)
    known = rows.fields(heads)
    if not rows.have_text(known):
        told = _META in (head.strip().lower() for head in heads)
        yield Problem(origin.name, "a table about files; give it with --meta" if told else rows.NO_TEXT)
        return
    for number, cells in enumerate(_cells(decoded.text, delimiter or ","), start=1):
        place = origin.entry(number, "row")
        if number > MANY:
            yield Problem(origin.name, too_many())
            return
        if isinstance(cells, str):
            yield Problem(place.name, cells)
        elif not any(map(str.strip, cells)):
            continue
        elif len(cells) > len(heads) and any(map(str.strip, cells[len(heads) :])):
            yield Problem(place.name, f"{len(cells)} cells, but {len(heads)} columns")
        else:
            yield rows.read(dict(zip(heads, cells, strict=False)), known, place, guessed=decoded.guessed)


def _heads(text: str) -> tuple[str | None, list[str]]:
    """The delimiter under which the first line names most columns that are known, and the columns."""
    first = _below_sep(text).partition("\n")[0].rstrip("\r")
    split = [(delimiter, _one(first, delimiter)) for delimiter in _DELIMITERS if delimiter in first]
    if not split:
        return None, [first]
    return max(split, key=lambda one: (len(rows.fields(one[1])), len(one[1])))


def _below_sep(text: str) -> str:
    """A table without Excel's own first line, which only names the delimiter."""
    first, _, rest = text.lstrip("\ufeff").partition("\n")
    return rest if _SEP.fullmatch(first.rstrip("\r")) else text.lstrip("\ufeff")


def _one(line: str, delimiter: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return [cell.strip(' "') for cell in line.split(delimiter)]


def _cells(text: str, delimiter: str) -> Iterator[list[str] | str]:
    """The rows below the head; what is wrong with one in words."""
    lines = csv.reader(io.StringIO(_below_sep(text), newline=""), delimiter=delimiter)
    first = True
    while True:
        # The limit of a cell is one for the whole process, so it is as we want it while a row is read, and only then.
        before = csv.field_size_limit(files.LONGEST * 2)
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            yield f"not a row of a table: {error}"
            continue
        finally:
            csv.field_size_limit(before)
        if not first:
            yield cells
        first = False
