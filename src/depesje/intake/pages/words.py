"""The words by which pages mark what is no running text, by language in ``words/``; all languages hold for every page.

A page's language is not known yet when it is read, and many a page in Nynorsk has the frame of a Bokmål one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from depesje.errors import LexiconError
from depesje.intake import shipped

_FOLDER = Path(__file__).with_name("words")
_EDGES = " \t\u00a0.:;,!?-–—―•·|/\\()[]«»\"'“”‘’*+>›→©"
_MONTHS = 12
_MONTHS_IN = ("months", "months_short")


@dataclass(frozen=True, slots=True)
class Words:
    """What the files have, all languages together; see ``words/nb.toml`` for what each is."""

    fact_box: tuple[str, ...]
    fact_box_only: tuple[str, ...]
    teaser: tuple[str, ...]
    note: tuple[str, ...]
    photo: tuple[str, ...]
    whole: frozenset[str]
    begins: tuple[str, ...]
    by: tuple[str, ...]
    not_by: tuple[str, ...]
    roles: frozenset[str]
    ands: frozenset[str]
    published: tuple[str, ...]
    modified: tuple[str, ...]
    months: dict[str, int]
    paywall: tuple[str, ...]
    opinion: frozenset[str]
    opinion_says: tuple[str, ...]
    interview: frozenset[str]
    live: frozenset[str]
    document: frozenset[str]


_PLACES = {
    "fact_box": "asides.fact_box", "fact_box_only": "asides.fact_box_only", "teaser": "asides.teaser", "note": "asides.note",
    "photo": "asides.credit", "whole": "furniture.whole", "begins": "furniture.begins", "by": "byline.by",
    "not_by": "byline.not_by", "roles": "byline.roles", "ands": "byline.and", "published": "byline.published",
    "modified": "byline.modified", "paywall": "paywall.phrases", "opinion": "genre.opinion",
    "opinion_says": "genre.opinion_says", "interview": "genre.interview", "live": "genre.live",
    "document": "genre.document",
}  # fmt: skip


@cache
def words() -> Words:
    """The words of all languages. Raises ``LexiconError`` where a file breaks the schema."""
    files = {path.name: shipped.toml(path) for path in sorted(_FOLDER.glob("*.toml"))}
    held: dict[str, Any] = {"months": {}}
    sets = {field.name for field in fields(Words) if "frozenset" in str(field.type)}
    for name, place in _PLACES.items():
        table, _, key = place.partition(".")
        found = [word for file, data in files.items() for word in _strings(file, data, table, key)]
        # The longest first, so that what is found is all that stands there.
        held[name] = (
            frozenset(found) if name in sets else tuple(sorted(set(found), key=lambda w: (-len(w), w)))
        )
    for file, data in files.items():
        _check(file, data)
        for key in _MONTHS_IN:
            months = _strings(file, data, "byline", key)
            if len(months) != _MONTHS:
                raise LexiconError(f"{file}: byline.{key} has {len(months)} months")
            held["months"] |= {month: number for number, month in enumerate(months, 1)}
    return Words(**held)


def _check(file: str, data: dict[str, Any]) -> None:
    known = {*_PLACES.values(), *(f"byline.{key}" for key in _MONTHS_IN)}
    held = {f"{table}.{key}" for table, keys in data.items() for key in keys}
    if unknown := held - known:
        raise LexiconError(f"{file}: unknown {sorted(unknown)[0]!r}")


def plain(text: str) -> str:
    """A line as words are compared: in small letters, one space between words, no punctuation at its ends."""
    return " ".join(text.lower().split()).strip(_EDGES)


def beginning(text: str, phrases: Iterable[str]) -> str | None:
    """The first of the phrases that a line begins with, as whole words; None where it begins with none."""
    line = plain(text)
    for phrase in phrases:
        if line.startswith(phrase) and not line[len(phrase) : len(phrase) + 1].isalnum():
            return phrase
    return None


def holding(text: str, phrases: Iterable[str]) -> str | None:
    """The first of the phrases that stands in a text as whole words; None where none does."""
    line = " ".join(text.lower().split())
    return next(
        (one for one in phrases if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", line)),
        None,
    )


def _strings(file: str, data: dict[str, Any], table: str, key: str) -> list[str]:
    found = data.get(table, {}).get(key)
    if not isinstance(found, list) or not all(isinstance(one, str) and one == one.lower() for one in found):
        raise LexiconError(f"{file}: {table}.{key} has to be a list of words in small letters")
    return found
