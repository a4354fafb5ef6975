"""The words that tell what a report is about besides diplomacy; ``topics.toml`` of each language explains itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from depesje.errors import LexiconError
from depesje.language.tables import toml

FILE = "topics.toml"
Topic = Literal["sport", "crime", "party_politics", "diplomacy"]
TOPICS: tuple[Topic, ...] = get_args(Topic)
_SHORTEST = 3  # Letters of the shortest beginning of words.


@dataclass(frozen=True, slots=True)
class Words:
    """Whole words and beginnings of words of one topic, in small letters; names in capitals as they are written."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]

    def hits(self, words: Sequence[str]) -> frozenset[str]:
        """Which of its words or beginnings stand among ``words`` (as they are written)."""
        found = set()
        for word in words:
            small = word.lower()
            for form in (word, small):
                if form in self.whole:
                    found.add(form)
            found.update(begin for begin in self.beginnings if small.startswith(begin))
        return frozenset(found)


@cache
def topics(language: str) -> dict[Topic, Words]:
    """The topics of a language; raises ``LexiconError`` naming file and entry where its file breaks the schema."""
    name, given = f"{language}/{FILE}", toml(language, FILE)
    if sorted(given) != sorted(TOPICS):
        raise LexiconError(f"{name}: the topics are {', '.join(TOPICS)}, not {', '.join(given)}")
    return {topic: _words(given[topic].get("words"), f"{name}: {topic}") for topic in TOPICS}


def _words(given: object, where: str) -> Words:
    if not isinstance(given, list) or not all(isinstance(word, str) and word for word in given):
        raise LexiconError(f"{where}: words is no list of words")
    if twice := next((word for word in given if given.count(word) > 1), None):
        raise LexiconError(f"{where}: {twice} stands twice")
    begin = [word[:-1].lower() for word in given if word.endswith("*")]
    if short := next((word for word in begin if len(word) < _SHORTEST), None):
        raise LexiconError(f"{where}: {short}* is too open")
    # A name's abbreviation (EM, SV) is a word of another meaning in small letters.
    whole = (word if word.isupper() or word[:1].isupper() else word.lower() for word in given)
    return Words(frozenset(word for word in whole if not word.endswith("*")), tuple(begin))
