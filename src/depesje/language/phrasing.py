"""Phrases with gaps and open ends in running text: ``"sier nei"`` is in "sier han nei", ``"avvis*"`` in "avviste"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

GAP = 3  # Other words that may stand between two words of a phrase.
_KEY = 3  # Letters by which open-ended words are looked up.
T = TypeVar("T")

Part = tuple[str, bool]
"""A word of a phrase, and whether it is only a beginning."""
Rest = tuple[Part, ...]


def part(pattern: str) -> Part:
    """The word that a pattern stands for; one that ends in ``*`` is only the beginning of one."""
    return (pattern[:-1], True) if pattern.endswith("*") else (pattern, False)


@dataclass(frozen=True, slots=True)
class Patterns:
    """Words and beginnings of words: ``word in patterns``."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]

    def __contains__(self, word: str) -> bool:
        return word in self.whole or word.startswith(self.beginnings)


def patterns(written: Iterable[str]) -> Patterns:
    """The patterns that lines such as ``svar*`` stand for."""
    parts = [part(one) for one in written]
    return Patterns(
        frozenset(word for word, is_open in parts if not is_open),
        tuple(word for word, is_open in parts if is_open),
    )


def _last(words: Sequence[str], i: int, last: int, rest: Rest, gap: int) -> int | None:
    """The index of the last word of a phrase that begins at ``i`` and goes on with ``rest``; None where it is not there."""
    for word, is_open in rest:
        for k in range(i + 1, min(i + gap + 2, last)):
            if words[k].startswith(word) if is_open else words[k] == word:
                i = k
                break
        else:
            return None
    return i


@dataclass(slots=True)
class Phrases(Generic[T]):
    """Phrases, each with what it means, by their first words: those that are whole, and the beginnings of open ones."""

    whole: defaultdict[str, list[tuple[Rest, T]]] = field(default_factory=lambda: defaultdict(list))
    open: defaultdict[str, list[tuple[str, Rest, T]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, phrases: Iterable[str], meaning: T) -> None:
        """Adds phrases with one meaning; raises ``ValueError`` for one whose first word is too open to be looked up."""
        for phrase in phrases:
            words = phrase.split()
            if not words or words[0].endswith("*") and len(words[0]) <= _KEY:
                raise ValueError(f"{phrase!r} is empty or too open")
            (first, is_open), *rest = map(part, words)
            if is_open:
                self.open[first[:_KEY]].append((first, tuple(rest), meaning))
            else:
                self.whole[first].append((tuple(rest), meaning))

    def begin(self, word: str) -> bool:
        """Whether a phrase may begin with this word: asked of every word, while ``at`` has more to do."""
        return word in self.whole or word[:_KEY] in self.open

    def at(self, words: Sequence[str], i: int, last: int, gap: int = GAP) -> Sequence[tuple[T, int, int]]:
        """The phrases that begin at ``words[i]`` and end before ``last``: meaning, last word's index, number of words."""
        word = words[i]
        whole, opened = self.whole.get(word), self.open.get(word[:_KEY])
        if whole is None and opened is None:
            return ()
        begun = [*whole] if whole is not None else []
        if opened is not None:
            begun += [(rest, meaning) for first, rest, meaning in opened if word.startswith(first)]
        near = words[i + 1 : min(i + gap + 2, last)]
        out = []
        for rest, meaning in begun:
            if rest and not rest[0][1] and rest[0][0] not in near:
                continue  # Most phrases end here.
            at = _last(words, i, last, rest, gap) if rest else i
            if at is not None:
                out.append((meaning, at, 1 + len(rest)))
        return out
