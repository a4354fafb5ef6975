"""What parts Nynorsk from Bokmål (``data/nynorsk.toml``), so that two versions of one story can be compared word by word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from depesje.errors import LexiconError
from depesje.intake import shipped
from depesje.language.tables import toml

PLACE = ("data", "nynorsk.toml")


@dataclass(frozen=True, slots=True)
class Habits:
    """Spellings within a stem (Nynorsk, Bokmål), words by their Nynorsk form, and words that say nothing of a story."""

    spelling: tuple[tuple[str, str], ...]
    words: Mapping[str, str]
    empty: frozenset[str]


@cache
def load() -> Habits:
    """What the file holds; raises ``LexiconError`` where it breaks its schema."""
    return parsed(toml(*PLACE), "/".join(PLACE))


def parsed(data: Mapping[str, Any], name: str) -> Habits:
    """What a file of this name holds; raises ``LexiconError`` where it breaks its schema."""
    shipped.same_keys(name, data, {"spelling", "words", "empty"})
    spelling, words = data["spelling"], data["words"]
    if not isinstance(spelling, list):
        raise LexiconError(f"{name}: spelling has to be a list of pairs of words")
    pairs = [shipped.words(f"{name}: spelling", pair) for pair in spelling]
    if not all(len(pair) == 2 for pair in pairs):
        raise LexiconError(f"{name}: spelling has to be a list of pairs of words")
    if not isinstance(words, dict):
        raise LexiconError(f"{name}: words has to be a table of words")
    shipped.words(f"{name}: words", [*words.values()])
    return Habits(
        tuple((nn, nb) for nn, nb in pairs), words, frozenset(shipped.words(f"{name}: empty", data["empty"]))
    )
