"""What the cells of a row say, in the ledger's words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import get_args

from depesje.errors import CorrectionError
from depesje.importing.heads import Heads
from depesje.intake.identity import canonical_url
from depesje.language import sheetwords
from depesje.ledger.corrections.fields import FIELDS, parsed
from depesje.ledger.corrections.taking import Row
from depesje.ledger.dates import bounds
from depesje.records import MatterKind

# A day, month and year as Norwegians and Germans write them; slashes mean two things, so they mean nothing here.
_DAY = re.compile(r"([0-3]?[0-9])\.\s*([01]?[0-9])\.\s*([0-9]{4})")
_MARKS = (("«", "»"), ("“", "”"), ("”", "”"), ("„", "“"), ('"', '"'), ("‘", "’"))
_TEXTUAL = ("actor", "actors", "words", "record")  # what only the ledger and the report can tell


@dataclass(frozen=True, slots=True)
class Cells:
    """A row's cells by field, and the head of the column that each stands under."""

    values: Mapping[str, str]
    heads: Mapping[str, str]
    ids: Mapping[str, str] = field(default_factory=dict)


def cells(heads: Heads, row: list[str]) -> Cells:
    """The cells of a row that hold something."""
    values = {name: row[n] for n, name in heads.fields.items() if n < len(row) and row[n]}
    ids = {name: row[n] for name, n in heads.ids.items() if n < len(row) and row[n]}
    return Cells(values, {name: heads.names[n] for n, name in heads.fields.items()}, ids)


def row_of(kind: str, given: Cells, table: str, where: str) -> Row:
    """A row as the ledger can take it in; raises ``CorrectionError`` with its ``field`` where a cell cannot be so.

    ``table`` is what a document is called of which the row does not say.
    """
    values = dict(given.values)
    for name in ("date", "published", "when", "deadline"):
        if name in values:
            values[name] = _date(name, values[name])
    day = values.get("date")
    if "when" in FIELDS[kind] and day:
        values.setdefault("when", day)
    address = canonical_url(values["url"]) if "url" in values else None
    if "url" in values and address is None:
        raise CorrectionError(f"{values['url'][:80]!r} is no web address", "url")
    if "words" in values:
        bare = unquoted(values["words"])
        if bare != values["words"] and kind == "statement":
            values.setdefault("form", "direct")
        values["words"] = bare
    if kind == "matter" and "kind" not in values:
        values |= _kind(given.heads.get("gist", ""), table)
    fields = {name: [_said(kind, name, values[name])] for name in FIELDS[kind] if name in values}
    for name, texts in fields.items():
        if FIELDS[kind][name].sort not in _TEXTUAL:
            _check(kind, name, texts)
    if "words" not in fields:
        standing = values.get("gist") or values.get("theme") or values.get("note")
        if not standing:
            raise CorrectionError("neither a quotation nor anything that stands for one", "words")
        fields["words"] = [standing]
        fields.pop("theme", None)
    return Row(
        where=where,
        kind=kind,
        fields=fields,
        ids=given.ids,
        id=values.get("id"),
        report=values.get("report") or address,
        title=values.get("title") or values.get("url") or values.get("report") or table,
        named=bool({"title", "url", "report"} & values.keys()),
        date=values.get("published") or day or values.get("when"),
        publisher=values.get("publisher"),
        note=values.get("note"),
        heads=given.heads,
    )


def unquoted(words: str) -> str:
    """Words without the quotation marks around all of them."""
    for opening, closing in _MARKS:
        inner = words[len(opening) : len(words) - len(closing)]
        if (
            words.startswith(opening)
            and words.endswith(closing)
            and inner
            and not set(inner) & {opening, closing}
        ):
            return inner.strip()
    return words


def _kind(*heads: str) -> dict[str, str]:
    """The kind of matter that the head of their column, or the table's name, says all rows are."""
    for head in heads:
        found = sheetwords.load().value("kind", head)
        if found in get_args(MatterKind):
            return {"kind": found}
    return {}


def _said(kind: str, name: str, written: str) -> str:
    return sheetwords.load().value(name, written) if FIELDS[kind][name].sort == "choice" else written


def _check(kind: str, name: str, texts: list[str]) -> None:
    try:
        parsed(FIELDS[kind][name], texts)
    except CorrectionError as error:
        raise CorrectionError(str(error), name) from None


def _date(name: str, written: str) -> str:
    found = _DAY.fullmatch(written)
    day = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else written
    if bounds(day) is None:
        raise CorrectionError(
            f"{written[:60]!r} is no date; write it as 2022, 2022-01, 2022-01-28 or 28.1.2022", name
        )
    return day
