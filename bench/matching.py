"""A small scorer for the gold records of the example reports, so that every clone can check its accuracy.

Two figures, each micro-averaged over the reports:

- **statements**: a read statement is a gold one where their contents share words enough: Dice of at least 0.5 over the
  words, each known by its place in the text. One to one, best first.
- **actors**: a read actor is a gold one where they share a name or mention, letter case aside. One to one, the
  pair with the most in common first.

The full scorer, which also judges speakers, addressees, sources, events and matters, lies with the full gold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from depesje.records import Record

ENOUGH = 0.5
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Count:
    """How many were found, of how many read and how many in the gold."""

    found: int = 0
    read: int = 0
    gold: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.found + other.found, self.read + other.read, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Share of what was read that is right."""
        return self.found / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was read."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.found / (self.read + self.gold) if self.read + self.gold else 0.0


def statements(record: Record, gold: Mapping[str, Any]) -> Count:
    """How many statements of a report were found."""
    text = record.report.text
    wanted = [_words(text, (_place(text, piece) for piece in one["content"])) for one in gold["statements"]]
    given = [_words(text, ((span.start, span.end) for span in one.content)) for one in record.statements]
    return _count(wanted, given, ENOUGH)


def actors(record: Record, gold: Mapping[str, Any]) -> Count:
    """How many actors of a report were found."""
    wanted = [_forms((one["name"], *one["mentions"])) for one in gold["actors"]]
    given = [_forms((one.name, *(span.text for span in one.mentions))) for one in record.actors]
    return _count(wanted, given, 0.0)


def _count(wanted: Sequence[set[Any]], given: Sequence[set[Any]], least: float) -> Count:
    alike = [(_dice(a, b), i, j) for i, a in enumerate(wanted) for j, b in enumerate(given)]
    found: list[tuple[int, int]] = []
    for dice, i, j in sorted(alike, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if dice > 0 and dice >= least and all(i != a and j != b for a, b in found):
            found.append((i, j))
    return Count(len(found), len(given), len(wanted))


def _dice(a: set[Any], b: set[Any]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _words(text: str, places: Iterable[tuple[int, int]]) -> set[Any]:
    return {found.start() for start, end in places for found in _WORD.finditer(text, start, end)}


def _forms(surfaces: Iterable[str]) -> set[Any]:
    return {" ".join(_WORD.findall(surface.casefold())) for surface in surfaces} - {""}


def _place(text: str, surface: Mapping[str, Any]) -> tuple[int, int]:
    """Where the ``nth`` occurrence (from 0) of a gold surface stands."""
    start = -1
    for _ in range(surface.get("nth", 0) + 1):
        start = text.index(surface["text"], start + 1)
    return start, start + len(surface["text"])
