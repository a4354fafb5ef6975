"""Turns what people have (files, folders, standard input) into Reports.

``load`` gives one ``Report`` or ``Problem`` an input, lazily and in order. Only misuse raises: a date or
language that was given and cannot be, a metadata table that cannot be read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath
from typing import BinaryIO

from depesje.errors import IntakeError, Problem
from depesje.intake import charset, dates, files, html, meta, text
from depesje.intake.files import LIMIT, STDIN, Source
from depesje.intake.identity import text_id
from depesje.intake.markup import Markup
from depesje.records import DateEvidence, Language, Report

__all__ = ["LIMIT", "count", "load"]


@dataclass(frozen=True, slots=True)
class _Given:
    """What the caller says about every report, and the day that dates are judged by."""

    today: date
    published: str | None = None
    language: Language | None = None
    table: meta.Table | None = None


@dataclass(frozen=True, slots=True)
class _Content:
    """What an input says by itself."""

    text: str
    guessed: bool
    markup: Markup
    evidence: DateEvidence


def load(
    paths: Sequence[str | Path],
    *,
    meta: Path | None = None,
    published: str | None = None,
    language: str | None = None,
    stdin: BinaryIO | None = None,
    today: date | None = None,
    names: dict[str, str] | None = None,
) -> Iterator[Report | Problem]:
    """The reports in these files and folders (``-``: standard input), each one that fails as a ``Problem``.

    ``published``, an EDTF date, and ``language`` hold for every report; ``meta`` is a CSV table with a column
    ``path``, whose faulty rows are Problems ahead of the reports. ``names`` is filled with what people call each report
    that is given, its path, by its id. Raises ``IntakeError`` at once where one of these cannot be.
    """
    given = _given(meta, published, language, today or date.today())
    return _loaded(paths, given, stdin, {} if names is None else names)


def count(paths: Sequence[str | Path]) -> int:
    """How many reports and problems ``load`` gives for these paths, rows of a table aside; reads no file."""
    return sum(1 for _ in files.walk(paths))


def _given(table: Path | None, published: str | None, language: str | None, today: date) -> _Given:
    if language is not None and language not in meta.LANGUAGES:
        raise IntakeError(f"unknown language {language!r} (known: {', '.join(meta.LANGUAGES)})")
    try:
        checked = dates.published(published, today) if published is not None else None
    except dates.DateError as error:
        raise IntakeError(str(error)) from None
    known = meta.LANGUAGES[language] if language is not None else None
    return _Given(today, checked, known, meta.read(table) if table is not None else None)


def _loaded(
    paths: Sequence[str | Path], given: _Given, stdin: BinaryIO | None, names: dict[str, str]
) -> Iterator[Report | Problem]:
    if given.table:
        yield from given.table.problems
    for source in files.walk(paths):
        item = source if isinstance(source, Problem) else _report(source, given, stdin)
        if isinstance(source, Source) and isinstance(item, Report):
            names[item.id] = source.shown
        yield item


def _report(source: Source, given: _Given, stdin: BinaryIO | None) -> Report | Problem:
    data = _standard_input(stdin) if source.stdin else files.read(source)
    if isinstance(data, Problem):
        return data
    content = _content(data, source)
    if isinstance(content, Problem):
        return content
    if len(content.text) > files.LONGEST:
        return Problem(source.shown, files.too_long(len(content.text)))
    return _described(source, content, given)


def _standard_input(stdin: BinaryIO | None) -> bytes | Problem:
    stream = stdin if stdin is not None else sys.stdin.buffer
    try:
        data = stream.read(LIMIT + 1)
    except (OSError, ValueError) as error:
        return Problem(STDIN, f"cannot be read: {error}")
    return Problem(STDIN, files.too_large(None)) if len(data) > LIMIT else data


def _content(data: bytes, source: Source) -> _Content | Problem:
    kind = Path(source.name).suffix.lower()
    plain = charset.decode(data)
    if plain is None:
        return Problem(source.shown, "binary file, not a report")
    if not plain.text.strip():
        return Problem(source.shown, "empty")
    if kind in files.TEXT or (kind not in files.HTML and not text.is_page(plain.text)):
        head, _ = dates.head(plain.text)
        return _Content(plain.text, plain.guessed, Markup(published=head), "text")
    decoded = charset.decode(data, charset.declared(data)) or plain
    try:
        page = html.read(decoded.text)
    except html.PageError as error:
        return Problem(source.shown, str(error))
    return _Content(page.text, decoded.guessed, page.markup, "markup")


def _described(source: Source, content: _Content, given: _Given) -> Report | Problem:
    row = given.table.find(source) if given.table else None
    row = row or meta.Row(path=source.name, line=0)
    try:
        published, evidence = _date(content, row, given)
    except dates.DateError as error:
        return Problem(source.shown, str(error))
    url = row.url or content.markup.url
    return Report(
        id=url or (text_id(content.text) if source.stdin else source.name),
        text=content.text,
        title=row.title or content.markup.title,
        language=given.language or row.language,
        published=published,
        modified=_modified(content, given),
        date_evidence=evidence,
        publisher=row.publisher or content.markup.publisher,
        url=url,
        genre=row.genre or "news",
        charset_guessed=content.guessed,
        reserved=content.markup.reserved,
        file=None if source.stdin else PurePath(source.name).name,
    )


def _date(content: _Content, row: meta.Row, given: _Given) -> tuple[str | None, DateEvidence | None]:
    if given.published:
        return given.published, "given"
    if row.published:
        return dates.published(row.published, given.today), "given"
    if content.markup.published:
        return dates.published(content.markup.published, given.today), content.evidence
    return None, None


def _modified(content: _Content, given: _Given) -> str | None:
    """When the page says it was changed; left out where that cannot be, as it is beside the point."""
    try:
        return dates.published(content.markup.modified, given.today) if content.markup.modified else None
    except dates.DateError:
        return None
