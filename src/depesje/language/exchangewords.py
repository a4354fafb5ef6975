"""Words that tell of exchanges: loads a language's ``exchanges.toml``, whose comments explain its keys."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Literal, get_args

from depesje.errors import LexiconError
from depesje.language import tables

FILE = "exchanges.toml"
Noun = Literal["call", "talk", "meeting", "letter", "reply"]


@dataclass(frozen=True, slots=True)
class Verbs:
    """Verb forms by what their subject does with another party."""

    talking: frozenset[str]
    meeting: frozenset[str]
    calling: frozenset[str]
    handing: frozenset[str]
    answering: frozenset[str]
    sitting: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """Other words beside an exchange; phrases stand as their words parted by spaces."""

    table: frozenset[str]
    written: frozenset[str]
    beside: frozenset[str]
    again: frozenset[str]
    to_come: frozenset[str]
    off: frozenset[str]
    over: frozenset[str]
    before: frozenset[str]
    both: frozenset[str]
    none: frozenset[str]
    says: frozenset[str]


@dataclass(frozen=True, slots=True)
class ExchangeWords:
    """The words of one language: ``nouns`` maps a form to what it names, ``telling`` are all that tell of an exchange."""

    nouns: dict[str, Noun]
    verbs: Verbs
    words: Words
    telling: frozenset[str]


@cache
def load(language: str) -> ExchangeWords | None:
    """The words of ``language``, None where it has none; raises ``LexiconError`` where they break the schema."""
    if not (tables.FOLDER / language / FILE).exists():
        return None
    data = tables.toml(language, FILE)
    where = f"{language}/{FILE}"
    wanted: dict[str, set[str]] = {
        "nouns": set(get_args(Noun)),
        "verbs": {f.name for f in fields(Verbs)},
        "words": {f.name for f in fields(Words)},
    }
    if wrong := set(wanted) ^ set(data):
        raise LexiconError(f"{where}: table {sorted(wrong)[0]!r} is missing or unknown")
    for table, keys in wanted.items():
        if wrong := keys ^ set(data[table]):
            raise LexiconError(f"{where}: {table}: key {sorted(wrong)[0]!r} is missing or unknown")
    nouns: dict[str, Noun] = {form: name for name, forms in data["nouns"].items() for form in forms}
    verbs = Verbs(**_sets(data["verbs"]))
    acting = verbs.talking | verbs.meeting | verbs.calling | verbs.sitting | verbs.answering
    return ExchangeWords(nouns, verbs, Words(**_sets(data["words"])), acting | nouns.keys())


def _sets(table: dict[str, Any]) -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in table.items()}
