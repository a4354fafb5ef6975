"""Words in which a ledger's records are told to people, and the days that people name when they ask.

Loads ``output/briefing.toml`` of a language; its keys are those that this module checks. These words are kept apart from
those that reports are read by: changing them changes no reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, get_args

from depesje.errors import LexiconError
from depesje.language.tables import toml
from depesje.records import Act, Channel, EventType, Language, MatterKind, Review, Status

LANGUAGES: tuple[str, ...] = get_args(Language)
# The tables whose keys are the values of a field of the records.
_VALUES = {
    "review": Review, "kinds": MatterKind, "statuses": Status, "acts": Act, "channels": Channel, "types": EventType,
}  # fmt: skip
_PARTS = {
    "to", "per", "where", "and", "condition", "deadline", "by", "from", "not_said", "contested", "about", "of",
    "body", "genitive", "hissing",
}  # fmt: skip
_HEADINGS = {
    "briefing", "since", "until", "counts", "note", "said", "open", "closed", "done", "differ", "more", "nothing",
}  # fmt: skip
_SINCE = {"today", "yesterday", "day", "week", "month", "around"}


@dataclass(frozen=True, slots=True)
class OutWords:
    """One language's words; the file's comments and names explain them. ``months`` and ``weekdays`` are of dates.toml."""

    language: str
    day: str
    month: str
    quotes: tuple[str, str]
    undated: str
    no_publisher: str
    somebody: str
    small: frozenset[str]
    parts: Mapping[str, str]
    headings: Mapping[str, str]
    review: Mapping[str, str]
    kinds: Mapping[str, str]
    statuses: Mapping[str, str]
    acts: Mapping[str, str]
    channels: Mapping[str, str]
    types: Mapping[str, str]
    since: Mapping[str, tuple[str, ...]]
    months: tuple[str, ...]
    weekdays: tuple[tuple[str, ...], ...]


@cache
def load(language: str) -> OutWords:
    """A language's words; raises ``LexiconError`` where there are none or a file breaks the schema."""
    if language not in LANGUAGES:
        raise LexiconError(f"no words for briefings in {language!r}; there are {', '.join(LANGUAGES)}")
    words, dates = toml(language, "output", "briefing.toml"), toml(language, "dates.toml")
    return parsed(words, dates, language)


def parsed(words: dict[str, Any], dates: dict[str, Any], language: str) -> OutWords:
    """The words of a language's two files as read; raises ``LexiconError`` naming the file and what is amiss."""
    name = f"{language}/output/briefing.toml"
    tables = {key: set(get_args(of)) for key, of in _VALUES.items()}
    tables |= {"parts": _PARTS, "headings": _HEADINGS, "since": _SINCE}
    wanted = {field.name for field in fields(OutWords)} - {"language", "months", "weekdays"}
    if words.keys() != wanted:
        raise LexiconError(f"{name}: missing or unknown: {', '.join(sorted(words.keys() ^ wanted))}")
    for table, keys in tables.items():
        if words[table].keys() != keys:
            raise LexiconError(f"{name}: [{table}]: {', '.join(sorted(words[table].keys() ^ keys))}")
    capital = bool(dates.get("capitalised"))
    return OutWords(
        **words
        | {
            "language": language,
            "quotes": tuple(words["quotes"]),
            "small": frozenset(words["small"]),
            "since": {key: tuple(forms) for key, forms in words["since"].items()},
            "months": tuple(forms[0].capitalize() if capital else forms[0] for forms in dates["months"]),
            "weekdays": tuple(tuple(forms) for forms in dates["weekdays"]),
        }
    )
