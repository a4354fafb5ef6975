"""Tells what the columns of a sheet hold, by what people head them with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from depesje.errors import CorrectionError
from depesje.importing.sheets import Sheet
from depesje.language import sheetwords
from depesje.ledger.corrections.fields import FIELDS

COMMON = ("id", "report", "url", "title", "publisher", "published", "date", "note")
_SEARCHED = 10  # rows from the top in which the heads may stand
# Columns of what is exported that say again what others say, or how the machine read it.
_KNOWN = frozenset(
    "surface language paragraph start end earliest latest review confidence reader lexicon pipeline recorded_at sentence "
    "revision speaker_code speaker_role".split()
)


@dataclass(frozen=True, slots=True)
class Heads:
    """What the columns of a sheet hold: the field of each by its place, and where the rows begin.

    ``ids`` are the columns of ids that go with one of names; ``unknown`` the heads that say nothing to the ledger.
    """

    kind: str
    fields: Mapping[int, str]
    names: Mapping[int, str]
    ids: Mapping[str, int]
    below: int
    unknown: tuple[str, ...]


def heads_of(sheet: Sheet, kind: str | None, given: Mapping[str, str]) -> Heads | None:
    """What a sheet's columns hold; None where it is of no kind that is taken in.

    ``given`` are the fields that a person named by head. Raises ``CorrectionError`` where no row heads the columns.
    """
    named = sheetwords.load().sheets.get(sheetwords.even(sheet.name))
    if kind is None and named == "passed":
        return None
    sought = [kind] if kind else [named] if named else list(sheetwords.KINDS)
    tried = [
        _read(sheet, number, one, given)
        for one in sought
        for number in range(min(_SEARCHED, len(sheet.rows)))
    ]
    best = max(tried, key=lambda heads: (_weight(heads), -heads.below), default=None)
    if best is None or len(best.fields) < 2 or not _carries(best):
        if named is None and kind is None and sheet.name:
            return None  # some other sheet of a workbook
        fields = ", ".join(("words", "gist", *COMMON))
        raise CorrectionError(
            f"no row heads the columns; a table needs some of {fields}; --map HEAD=FIELD says which"
        )
    return best


def _read(sheet: Sheet, place: int, kind: str, given: Mapping[str, str]) -> Heads:
    number, cells = sheet.rows[place]
    fields: dict[int, str] = {}
    ids: dict[str, int] = {}
    unknown = []
    wanted = {sheetwords.even(head): field for head, field in given.items()}
    for column, head in enumerate(cells):
        word = sheetwords.even(head)
        field = wanted.get(word) or sheetwords.load().field(kind, head)
        if field is not None and field in (*COMMON, *FIELDS[kind]) and field not in fields.values():
            fields[column] = field
        elif word.endswith((" id", " ids")) and word.rsplit(" ", 1)[0] in FIELDS[kind]:
            ids[word.rsplit(" ", 1)[0]] = column
        elif word and word.replace(" ", "_") not in _KNOWN:
            unknown.append(head)
    return Heads(kind, fields, dict(enumerate(cells)), ids, number, tuple(unknown))


def _weight(heads: Heads) -> int:
    """How well the heads fit the kind: its own fields count more than what all have, and what tells it apart most."""
    telling = {"event": "type", "matter": "status", "statement": "speaker"}[heads.kind]
    return sum(1 if field in COMMON else 2 for field in heads.fields.values()) + (
        2 * (telling in heads.fields.values()) - len(heads.unknown) if heads.fields else 0
    )


def _carries(heads: Heads) -> bool:
    """Whether there is a column for the words that a record hangs on, or for what stands for them."""
    return bool({"words", "gist", "theme"} & set(heads.fields.values()))


def known(fields: Iterable[str]) -> None:
    """Raises ``CorrectionError`` where one is no field that a column can hold."""
    for one in fields:
        if one not in COMMON and not any(one in FIELDS[kind] for kind in sheetwords.KINDS):
            raise CorrectionError(f"{one!r} is no field of a record")


def mapped(given: Sequence[str]) -> dict[str, str]:
    """``HEAD=FIELD`` as a person gives it; raises ``CorrectionError`` where it is none."""
    out = {}
    for one in given:
        head, equals, field = one.rpartition("=")
        if not equals or not head.strip() or not field.strip():
            raise CorrectionError(f"{one!r}: write it as HEAD=FIELD")
        out[head.strip()] = field.strip().casefold().replace("-", "_")
    return out
