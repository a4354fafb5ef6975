"""From paths to Reports: each file's bytes are read by their format, and what the caller knows of them is put in."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain, islice
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO

from depesje.errors import IntakeError, Problem
from depesje.intake import dates, files, formats, meta, working
from depesje.intake.files import STDIN, Source
from depesje.intake.identity import GUID, text_id
from depesje.intake.origin import Origin
from depesje.intake.webaddress import is_address
from depesje.records import Language, Report

if TYPE_CHECKING:
    from depesje.intake.fetching import Fetcher


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller says about every report, and the day that dates are judged by."""

    today: date
    published: str | None = None
    language: Language | None = None
    table: meta.Table | None = None


def load(
    paths: Sequence[str | Path],
    *,
    meta: Path | None = None,
    published: str | None = None,
    language: str | None = None,
    stdin: BinaryIO | None = None,
    today: date | None = None,
    names: dict[str, str] | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Report | Problem]:
    """The reports in these files and folders (``-``: standard input), each one that fails as a ``Problem``.

    Addresses on the web are fetched where there is a ``fetcher``.

    ``published``, an EDTF date, and ``language`` hold for every report; ``meta`` is a CSV table with a column
    ``path``, whose faulty rows are Problems ahead of the reports. ``names`` is filled with what people call each report
    that is given, its path, by its id. Raises ``IntakeError`` at once where one of these cannot be.
    """
    given = what_is_given(meta, published, language, today or date.today())
    return _loaded(paths, given, stdin, {} if names is None else names, fetcher)


def count(paths: Sequence[str | Path]) -> int:
    """How many inputs these paths give, rows of a table aside; reads no file, so not how many reports are in them."""
    return sum(1 for _ in _sources(paths))


def what_is_given(table: Path | None, published: str | None, language: str | None, today: date) -> Given:
    """What holds for every report, checked; raises ``IntakeError`` where one of these cannot be."""
    if language is not None and language not in meta.LANGUAGES:
        raise IntakeError(f"unknown language {language!r} (known: {', '.join(meta.LANGUAGES)})")
    try:
        checked = dates.published(published, today) if published is not None else None
    except dates.DateError as error:
        raise IntakeError(str(error)) from None
    known = meta.LANGUAGES[language] if language is not None else None
    return Given(today, checked, known, meta.read(table) if table is not None else None)


def _loaded(
    paths: Sequence[str | Path],
    given: Given,
    stdin: BinaryIO | None,
    names: dict[str, str],
    fetcher: Fetcher | None,
) -> Iterator[Report | Problem]:
    if given.table:
        yield from given.table.problems
    for source in _sources(paths):
        if isinstance(source, Problem):
            yield source
            continue
        if given.table and source.walked and given.table.is_at(source.path):
            continue
        for item in _read(source, stdin, given, fetcher):
            if isinstance(item, Report):
                names.setdefault(item.id, source.shown)
            yield item


def _standard_input(stdin: BinaryIO | None, limit: Callable[[bytes], int]) -> bytes | Problem:
    stream = stdin if stdin is not None else sys.stdin.buffer
    try:
        data = files.drained(stream, limit)
    except (OSError, ValueError) as error:
        return Problem(STDIN, f"cannot be read: {error}")
    return Problem(STDIN, data) if isinstance(data, str) else data


def _sources(paths: Sequence[str | Path]) -> Iterator[Source | Problem]:
    """The files and addresses that are named, in order."""
    for path in paths:
        if is_address(str(path)):
            shown = files.printable(str(path))
            yield Source(Path(str(path)), shown, shown, address=str(path))
        else:
            yield from files.walk([path])


def _read(
    source: Source, stdin: BinaryIO | None, given: Given, fetcher: Fetcher | None
) -> Iterator[Report | Problem]:
    """The reports in one file or at one address, with what the caller knows of it."""
    return read_as(source, given, lambda known: _items(source, known, stdin, fetcher))


def read_as(
    source: Source,
    given: Given,
    items_of: Callable[[Origin], Iterator[Report | Problem]],
    *,
    part: bool = False,
) -> Iterator[Report | Problem]:
    """What ``items_of`` reads of a source, with what the caller knows of it; ``part`` where that is not all of its file."""
    row = (given.table.find(source) if given.table else None) or meta.Row(path=source.name, line=0)
    try:
        published = given.published or (
            dates.published(row.published, given.today) if row.published else None
        )
    except dates.DateError as error:
        yield Problem(source.shown, str(error))
        return
    items = items_of(Origin(source.shown, given.today, published=published))
    first = list(islice(items, 2))
    alone = len(first) == 1 and not part
    for item in chain(first, items):
        yield item if isinstance(item, Problem) else _described(item, source, row, given, alone=alone)


def _items(
    source: Source, known: Origin, stdin: BinaryIO | None, fetcher: Fetcher | None
) -> Iterator[Report | Problem]:
    if source.address is not None:
        from depesje.intake.fetching.reading import at

        return at(source.address, known, fetcher)
    limit = partial(formats.largest, origin=known)
    data = _standard_input(stdin, limit) if source.stdin else files.read(source, limit)
    return iter([data]) if isinstance(data, Problem) else working.reports(data, known)


def _described(report: Report, source: Source, row: meta.Row, given: Given, *, alone: bool) -> Report:
    """A report with what the caller says of its file; an address and a title only where it is ``alone`` in that."""
    if alone and row.url:
        report = replace(report, id=row.url, url=row.url)
    if alone and row.title:
        report = replace(report, title=row.title)
    if alone and not source.stdin and report.id == text_id(report.text):
        report = replace(report, id=_name(source))
    return replace(
        report,
        language=given.language or row.language or report.language,
        publisher=row.publisher or report.publisher,
        genre=row.genre or report.genre,
        file=None if source.stdin or source.address else PurePath(source.name).name,
    )


def _name(source: Source) -> str:
    """What a file is called that has no other identity than its text; never what may pass for one."""
    return f"./{source.name}" if source.name.startswith(GUID) else source.name
