"""What parts Nynorsk from Bokmål (``data/nynorsk.toml``), so that two versions of one story can be compared word by word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from depesje.errors import LexiconError
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
    if unlike := sorted({"spelling", "words", "empty"} ^ set(data)):
        raise LexiconError(f"{name}: {'unknown' if unlike[0] in data else 'no'} {unlike[0]!r}")
    spelling, words, empty = data["spelling"], data["words"], data["empty"]
    if not isinstance(spelling, list) or not all(_are_words(pair) and len(pair) == 2 for pair in spelling):
        raise LexiconError(f"{name}: spelling has to be a list of pairs of words")
    if not isinstance(words, dict) or not _are_words([*words.values()]):
        raise LexiconError(f"{name}: words has to be a table of words")
    if not _are_words(empty):
        raise LexiconError(f"{name}: empty has to be a list of words")
    return Habits(tuple((nn, nb) for nn, nb in spelling), words, frozenset(empty))


def _are_words(found: object) -> bool:
    return isinstance(found, list) and all(isinstance(one, str) and one for one in found)
