"""The languages of the pages: which one a reader gets, and its texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from depesje import edtf
from depesje.errors import Code, DepesjeError
from depesje.language.shownnames import shown
from depesje.web.catalogue import Catalogue, read

Language = Literal["nb", "nn", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
NAMES: Mapping[Language, str] = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}  # each in its own
FOLDER = Path(__file__).parent / "locale"
# What browsers ask for by other names.
_MEANT: Mapping[str, Language] = {"no": "nb", "nb": "nb", "nn": "nn", "en": "en", "da": "nb", "sv": "nb"}
_RANGE = re.compile(r"\s*([A-Za-z]{1,8})(?:-[A-Za-z0-9-]*)?\s*(?:;\s*q=([01](?:\.[0-9]{0,3})?))?\s*")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)")


def N_(english: str) -> str:  # gettext's own name for it
    """Marks a text that is looked up later."""
    return english


@cache
def catalogue(language: Language) -> Catalogue:
    """The texts of a language; raises ``LexiconError`` where its file is broken."""
    path = FOLDER / f"{language}.po"
    return read(path.read_text(encoding="utf8"), path.name)


def chosen(wanted: str | None, accepted: str | None) -> Language:
    """The language that a reader has chosen, else the first that the browser accepts, else Bokmål."""
    if wanted in LANGUAGES:
        return wanted
    ranges = [found for part in (accepted or "")[:200].split(",") if (found := _RANGE.fullmatch(part))]
    for found in sorted(ranges, key=lambda found: -float(found[2] or 1)):
        if found[1].lower() in _MEANT and float(found[2] or 1) > 0:
            return _MEANT[found[1].lower()]
    return "nb"


@dataclass(frozen=True, slots=True)
class Words:
    """What a page says in one language."""

    language: Language

    def say(self, english: str, **values: object) -> str:
        """A text, with values put in: ``say("Up to %(number)s", number=3)``."""
        text = catalogue(self.language).text(english)
        return text % values if values else text

    def count(self, one: str, other: str, number: int, **values: object) -> str:
        """A text that goes with a number, which it can name as ``%(number)s``."""
        return catalogue(self.language).plural(one, other, number) % {"number": self.number(number), **values}

    def error(self, error: DepesjeError) -> str:
        """What went wrong; in English where the catalogue does not have it."""
        said = catalogue(self.language).texts.get(("", error.template))
        if said is None:
            return str(error)
        return said[0] % {name: self._put_in(value) for name, value in error.values.items()}

    def _put_in(self, value: object) -> object:
        if isinstance(value, tuple):
            return ", ".join(str(self._put_in(one)) for one in value)
        return self.term(value.kind, value.code) if isinstance(value, Code) else value

    def term(self, kind: str, code: str | None) -> str:
        """What people call a code of the records: ``term("act", "demand")`` → "krever"."""
        return "" if code is None else catalogue(self.language).text(code, kind)

    def called(self, name: str | None) -> str:
        """What a state or a body is called, by its name or code in the ledger; others as they are named there."""
        return "" if name is None else shown(self.language).code(name)

    def role(self, role: str | None) -> str:
        """What an office is called."""
        return "" if role is None else shown(self.language).role(role)

    def number(self, number: int) -> str:
        """A whole number as it is written: with a thin space, or in English a comma, between thousands."""
        return f"{number:,}".replace(",", "," if self.language == "en" else "\u202f")

    def date(self, given: str | None) -> str:
        """A date (EDTF) as people write it; one that is no day, month, year or time between two of these stays as it is."""
        if not given:
            return ""
        between = edtf.in_words(
            given,
            self.date,
            lambda begins: self.say("from %(date)s", date=begins),
            lambda ends: self.say("by %(date)s", date=ends),
        )
        if between is not None:
            return between
        found = _DAY.fullmatch(given.partition("T")[0])
        if found is None or edtf.parse(found[0]) is None:
            return given
        year, month, day, sure = found.groups()
        if month is None:
            return year + sure
        if not "01" <= month <= "12":
            return given
        named = self.term("month", month)
        shown = (
            f"{int(day)}.\u00a0{named}"
            if day and self.language != "en"
            else f"{int(day)}\u00a0{named}"
            if day
            else named
        )
        return f"{shown}\u00a0{year}{sure}"
