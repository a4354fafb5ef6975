"""What people head the columns of their own tables with, and what they write in them, in any of the languages.

``spreadsheet.toml`` in each language's folder: ``heads`` by kind of record and field, ``sheets`` by kind of record (and
those that are ``passed`` over), ``values`` by field and value. All languages are read together, since a table mixes them.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from depesje.errors import LexiconError
from depesje.language.tables import FOLDER, toml

FILE = "spreadsheet.toml"
KINDS = ("statement", "event", "matter")
_SECTIONS = {"heads": {"common", *KINDS}, "sheets": None, "values": None}


@dataclass(frozen=True, slots=True)
class SheetWords:
    """Fields by kind of record and head, kinds by the name of a sheet, and values by field and what people write."""

    heads: Mapping[str, Mapping[str, str]]
    sheets: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]

    def field(self, kind: str, head: str) -> str | None:
        """The field that a column of this head holds in a table of this kind; None where it is none."""
        word = even(head)
        return self.heads[kind].get(word) or self.heads["common"].get(word)

    def value(self, field: str, written: str) -> str:
        """What a person wrote for a field, as the ledger calls it; as it is where it is not known."""
        return self.values.get(field, {}).get(even(written), written)


@cache
def load() -> SheetWords:
    """The words of all languages; raises ``LexiconError`` where a file is broken."""
    heads: dict[str, dict[str, str]] = {kind: {} for kind in ("common", *KINDS)}
    sheets: dict[str, str] = {}
    values: dict[str, dict[str, str]] = defaultdict(dict)
    for path in sorted(FOLDER.glob(f"*/{FILE}")):
        name = f"{path.parent.name}/{FILE}"
        data = toml(path.parent.name, FILE)
        checked(data, name)
        for kind, fields in data.get("heads", {}).items():
            _turn(fields, heads[kind], f"{name}: heads.{kind}")
        _turn(data.get("sheets", {}), sheets, f"{name}: sheets")
        for field, words in data.get("values", {}).items():
            _turn(words, values[field], f"{name}: values.{field}")
    return SheetWords(heads, sheets, values)


def checked(data: Mapping[str, Any], name: str) -> None:
    """Raises ``LexiconError`` where a file does not keep to the schema."""
    for section, known in _SECTIONS.items():
        found = data.get(section, {})
        if not isinstance(found, dict):
            raise LexiconError(f"{name}: {section} is no table")
        for key, entry in found.items():
            lists = entry.values() if section != "sheets" and isinstance(entry, dict) else [entry]
            if known is not None and key not in known:
                raise LexiconError(f"{name}: {section}: key {key!r}")
            if not all(isinstance(one, list) and all(isinstance(word, str) for word in one) for one in lists):
                raise LexiconError(f"{name}: {section}.{key} holds more than lists of words")
    for section in data:
        if section not in _SECTIONS:
            raise LexiconError(f"{name}: key {section!r}")


def even(word: str) -> str:
    """A head or value as it is compared: case, underscores and what ends it aside."""
    return " ".join(unicodedata.normalize("NFC", word).casefold().replace("_", " ").split()).rstrip(" :?.*")


def _turn(words: Mapping[str, list[str]], into: dict[str, str], where: str) -> None:
    for meant, written in words.items():
        for word in (meant, *written):
            if into.setdefault(even(word), meant) != meant:
                raise LexiconError(f"{where}: {word!r} means both {into[even(word)]} and {meant}")
