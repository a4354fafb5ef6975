"""Rows with named columns, whatever they came in: CSV, lines of JSON, Parquet. ``columns.toml`` holds the columns' names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from depesje.errors import LexiconError, Problem
from depesje.intake import shipped
from depesje.intake.credit import agency
from depesje.intake.formats import prose, when
from depesje.intake.formats.entry import Entry, report
from depesje.intake.identity import plain_url
from depesje.intake.meta import GENRES, LANGUAGES
from depesje.intake.origin import Origin
from depesje.records import Report

NO_TEXT = "no column holds the text of reports (such as text, content, body, tekst, brødtekst)"
FILE = Path(__file__).with_name("columns.toml")
_TEXTS = ("text", "summary")
_FIELDS = frozenset(
    "text lead summary title url id publisher agency authors published modified language genre".split()
)


def fields(heads: Iterable[str]) -> dict[str, str]:
    """What these columns hold, by their names as written; those that are not known are left out, as is a field's second."""
    found: dict[str, str] = {}
    for head in heads:
        field = columns().get(_even(head))
        if field and field not in found.values():
            found[head] = field
    return found


def have_text(known: Mapping[str, str]) -> bool:
    """Whether one of these fields is the text of reports, or at least a summary of it."""
    return any(field in known.values() for field in _TEXTS)


def read(
    values: Mapping[str, Any], known: Mapping[str, str], origin: Origin, *, guessed: bool
) -> Report | Problem:
    """The report of one row: ``values`` by column, ``known`` what the columns hold."""
    return report(entry(values, known, guessed=guessed), origin)


def entry(values: Mapping[str, Any], known: Mapping[str, str], *, guessed: bool) -> Entry:
    """What one row says of its report: ``values`` by column, ``known`` what the columns hold."""
    row = {field: values[head] for head, field in known.items() if values.get(head) is not None}
    title, authors = _line(row.get("title")), row.get("authors")
    body = _text(row.get("text"))
    lead = _text(row.get("lead"))
    if body and lead.strip() not in body:
        body = lead + body
    url, publisher = _line(row.get("url")), _line(row.get("publisher"))
    credit = _line(row.get("agency"))
    tag = (_line(row.get("language")) or "").lower()
    listed = authors if isinstance(authors, list) else (_line(authors) or "").replace(";", "|").split("|")
    return Entry(
        text=prose.without_title(body or _text(row.get("summary")) or lead, title),
        title=title,
        url=plain_url(url) if url else None,
        guid=_line(row.get("id")),
        publisher=publisher,
        agency=agency(credit, publisher) or credit,
        authors=tuple(name for one in listed if (name := _line(one))),
        published=when.iso(row.get("published")) or _line(row.get("published")),
        modified=when.iso(row.get("modified")),
        language=LANGUAGES.get(tag) or tag or None,
        genre=GENRES.get((_line(row.get("genre")) or "").lower(), "news"),
        guessed=guessed,
    )


def _text(value: Any) -> str:
    return prose.from_either(value) if isinstance(value, str) else ""


def _line(value: Any) -> str | None:
    if value is None or isinstance(value, dict | list | bytes):
        return None
    return " ".join(str(value).split()) or None


@cache
def columns(path: Path = FILE) -> Mapping[str, str]:
    """What columns hold, by their names in any language; raises ``LexiconError`` where the file breaks its schema."""
    held = {_even(field): field for field in _FIELDS}
    for language, table in shipped.toml(path).items():
        where = f"{path.name}: {language}"
        for name, field in shipped.turned(where, table, _even).items():
            if field not in _FIELDS:
                raise LexiconError(f"{where} has an unknown {field!r}")
            if held.setdefault(name, field) != field:
                raise LexiconError(f"{where}: {name!r} means both {held[name]} and {field}")
    return held


def _even(head: str) -> str:
    text = unicodedata.normalize("NFC", head).strip(" \t\ufeff\"'").casefold()
    return " ".join(text.replace("_", " ").replace("-", " ").split())
