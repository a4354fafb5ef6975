"""Reads gettext catalogues (.po), as the manual of GNU gettext describes them, into what a page asks for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from depesje.errors import LexiconError

Key = tuple[str, str]  # context (often "") and the English text
_LINE = re.compile(r'(msgctxt|msgid|msgid_plural|msgstr(?:\[([01])\])?)?\s*("(?:[^"\\]|\\.)*")')
_PARTS = {"msgctxt", "msgid", "msgid_plural", "msgstr", "msgstr[0]", "msgstr[1]"}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The texts of one language: one each, or two where a number goes with it, for one and for others."""

    texts: Mapping[Key, tuple[str, ...]]

    def text(self, english: str, context: str = "") -> str:
        """The text in this language; the English where there is none."""
        found = self.texts.get((context, english))
        return found[0] if found and found[0] else english

    def plural(self, one: str, other: str, number: int) -> str:
        """The text that goes with a number: in all three languages 1 takes the one, anything else the other."""
        found = self.texts.get(("", one))
        chosen = int(number != 1)
        return found[chosen] if found and len(found) == 2 and found[chosen] else (one, other)[chosen]


def read(source: str, name: str) -> Catalogue:
    """The catalogue in a file's text; raises ``LexiconError`` that names file and line where it is none."""
    texts: dict[Key, tuple[str, ...]] = {}
    for line, entry in _entries(source, name):
        if "msgid" not in entry or not entry.keys() & {"msgstr", "msgstr[0]"}:
            raise LexiconError(f"{name}:{line}: an entry without msgid or msgstr")
        key = (entry.get("msgctxt", ""), entry["msgid"])
        if key in texts:
            raise LexiconError(f"{name}:{line}: {key[1]!r} is there twice")
        if key[1]:  # the first, empty one is the file's head
            plural = "msgid_plural" in entry
            texts[key] = (
                (entry.get("msgstr[0]", ""), entry.get("msgstr[1]", "")) if plural else (entry["msgstr"],)
            )
    return Catalogue(texts)


def _entries(source: str, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The entries, which are parted by empty lines, each with the number of its first line."""
    entry: dict[str, str] = {}
    first, part = 0, ""
    for number, line in enumerate([*source.splitlines(), ""], 1):
        if not line.strip():
            if entry:
                yield first, entry
            entry, part = {}, ""
            continue
        if line.startswith("#"):
            continue
        found = _LINE.fullmatch(line.strip())
        if found is None:
            raise LexiconError(f"{name}:{number}: not understood: {line[:60]}")
        word = line.strip().partition('"')[0].strip()
        if word:
            part = word
            if part not in _PARTS or part in entry:
                raise LexiconError(f"{name}:{number}: {part} is not expected here")
            first = first if entry else number
        if not part:
            raise LexiconError(f"{name}:{number}: a text that belongs to nothing")
        try:  # the few escapes in use are JSON's, too
            entry[part] = entry.get(part, "") + json.loads(found[3], strict=False)
        except ValueError:
            raise LexiconError(f"{name}:{number}: not understood: {line[:60]}") from None
