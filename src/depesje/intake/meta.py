"""The ``--meta`` table: what is known about reports beside their text, as CSV with a column ``path``.

A row belongs to the file that its path names from the table's folder, else to a file whose path ends in the
row's path. A row that cannot be right is left out and reported with its line; the other rows hold.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from depesje.errors import IntakeError, Problem
from depesje.intake import charset, files
from depesje.intake.identity import canonical_url
from depesje.records import Genre, Language

LIMIT = 100_000_000
"""The most bytes that a table may have: 100 MB, about a million rows."""
COLUMNS = ("path", "published", "publisher", "url", "title", "language", "genre")
LANGUAGES: dict[str, Language] = {code: code for code in get_args(Language)}
# What a person writes down of a document is no file that is taken in.
GENRES: dict[str, Genre] = {genre: genre for genre in get_args(Genre) if genre != "document"}
_DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Row:
    """What a table says about one report; ``published`` is not yet checked."""

    path: str
    line: int
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    title: str | None = None
    language: Language | None = None
    genre: Genre | None = None


@dataclass(slots=True)
class Table:
    """The rows of a table, found by the files they belong to, and the rows that were left out."""

    name: str
    folder: Path
    problems: list[Problem] = field(default_factory=list)
    _by_place: dict[Path, Row] = field(default_factory=dict)
    _by_name: dict[str, list[Row]] = field(default_factory=dict)

    def find(self, source: files.Source) -> Row | None:
        """The row for this file; the longest path in the table that fits wins."""
        place = Path(files.STDIN) if source.stdin else _place(source.path)
        if place in self._by_place:
            return self._by_place[place]
        candidates = [row for row in self._by_name.get(place.name, ()) if self._fits(Path(row.path), place)]
        return max(candidates, key=lambda row: len(row.path), default=None)

    def is_at(self, path: Path) -> bool:
        """Whether this file is the table itself, which lies among the reports that it tells of."""
        return _place(path) == _place(self.folder / Path(self.name).name)

    def add(self, row: Row) -> bool:
        """Keeps a row; False where there already is one for the same path."""
        place = Path(files.STDIN) if row.path == files.STDIN else _place(self.folder / row.path)
        if place in self._by_place:
            return False
        self._by_place[place] = row
        self._by_name.setdefault(place.name, []).append(row)
        return True

    def _fits(self, tail: Path, place: Path) -> bool:
        """Whether a row that names no file from the table's folder means the file at this place."""
        if tail.is_absolute() or place.parts[-len(tail.parts) :] != tail.parts:
            return False
        return not files.holds((self.folder / tail).exists)


def read(path: str | Path) -> Table:
    """The table in this file; raises ``IntakeError`` where it cannot be read or has no column ``path``."""
    name = files.printable(str(path))
    data = files.read(files.Source(Path(path), name, name), LIMIT)
    if isinstance(data, Problem):
        raise IntakeError(str(data))
    decoded = charset.decode(data)
    if decoded is None:
        raise IntakeError(f"{name}: binary file, not a table")
    table = Table(name, _place(Path(path)).parent)
    try:
        _fill(table, decoded.text)
    except csv.Error as error:
        raise IntakeError(f"{name}: not a CSV table: {error}") from None
    return table


def _fill(table: Table, text: str) -> None:
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=lambda one: len(_known(first.split(one))))
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = [cell.strip().lower() for cell in next(lines, [])]
    if "path" not in header:
        raise IntakeError(f"{table.name}: no column 'path' (columns read: {', '.join(COLUMNS)})")
    for twice in (column for column in COLUMNS if header.count(column) > 1):
        raise IntakeError(f"{table.name}: two columns {twice!r}")
    before = lines.line_num
    for cells in lines:
        if any(map(str.strip, cells)):
            _keep(table, header, cells, before + 1)
        before = lines.line_num


def _keep(table: Table, header: list[str], cells: list[str], line: int) -> None:
    values = dict(zip(header, map(str.strip, cells), strict=False))
    reasons = list(_reasons(values, extra=len(cells) > len(header)))
    if not reasons and not table.add(_row(values, line)):
        reasons = [f"a second row for {files.printable(values['path'])}"]
    if reasons:
        table.problems.append(Problem(f"{table.name} line {line}", f"{reasons[0]}; the row is left out"))


def _reasons(values: dict[str, str], *, extra: bool) -> Iterator[str]:
    """What is wrong with a row."""
    if extra:
        yield "more cells than columns"
    if not values.get("path"):
        yield "no path"
    for column, known in (("language", LANGUAGES), ("genre", GENRES)):
        value = values.get(column)
        if value and value not in known:
            yield f"unknown {column} '{files.printable(value)[:40]}' (known: {', '.join(known)})"
    url = values.get("url")
    if url and canonical_url(url) is None:
        yield f"url '{files.printable(url)[:80]}' is no web address"


def _row(values: dict[str, str], line: int) -> Row:
    return Row(
        path=values["path"],
        line=line,
        published=values.get("published") or None,
        publisher=values.get("publisher") or None,
        url=canonical_url(values.get("url", "")),
        title=" ".join(values.get("title", "").split()) or None,
        language=LANGUAGES.get(values.get("language", "")),
        genre=GENRES.get(values.get("genre", "")),
    )


def _place(path: Path) -> Path:
    """Where a file lies, links not followed."""
    return Path(os.path.normpath(path.absolute()))


def _known(cells: list[str]) -> set[str]:
    return {cell.strip(' "\r').lower() for cell in cells} & set(COLUMNS)
