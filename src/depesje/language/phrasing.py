"""Phrases with gaps and open ends in running text: ``"sier nei"`` is in "sier han nei", ``"avvis*"`` in "avviste"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

GAP = 3  # Other words that may stand between two words of a phrase.
_KEY = 3  # Letters by which open-ended words are looked up.
T = TypeVar("T")


def fits(word: str, pattern: str) -> bool:
    """Whether a (lower-case) word is ``pattern``, or begins like it where that ends in ``*``."""
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


def matches(words: Sequence[str], i: int, last: int, pattern: Sequence[str], gap: int = GAP) -> int | None:
    """The index of the last word of ``pattern`` where it begins at ``words[i]`` and ends before ``last``; else None."""
    if not fits(words[i], pattern[0]):
        return None
    at = i
    for part in pattern[1:]:
        for k in range(at + 1, min(at + gap + 2, last)):
            if fits(words[k], part):
                at = k
                break
        else:
            return None
    return at


@dataclass(slots=True)
class Phrases(Generic[T]):
    """Phrases, each with what it means, by their first words."""

    whole: defaultdict[str, list[tuple[tuple[str, ...], T]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    open: defaultdict[str, list[tuple[tuple[str, ...], T]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, phrases: Iterable[str], meaning: T) -> None:
        """Adds phrases with one meaning; raises ``ValueError`` for one whose first word is too open to be looked up."""
        for phrase in phrases:
            words = tuple(phrase.split())
            if not words or words[0].endswith("*") and len(words[0]) <= _KEY:
                raise ValueError(f"{phrase!r} is empty or too open")
            table = self.open if words[0].endswith("*") else self.whole
            table[words[0][:_KEY] if words[0].endswith("*") else words[0]].append((words, meaning))

    def begins(self, word: str) -> bool:
        """Whether a phrase may begin with a word: quickly no for nearly all of a text."""
        return word in self.whole or word[:_KEY] in self.open

    def at(self, words: Sequence[str], i: int, last: int, gap: int = GAP) -> Sequence[tuple[T, int, int]]:
        """The phrases that begin at ``words[i]`` and end before ``last``: meaning, last word's index, number of words."""
        word = words[i]
        whole, opened = self.whole.get(word, ()), self.open.get(word[:_KEY], ())
        if not whole and not opened:
            return ()
        ends = ((meaning, matches(words, i, last, p, gap), len(p)) for p, meaning in (*whole, *opened))
        return [(meaning, at, length) for meaning, at, length in ends if at is not None]
