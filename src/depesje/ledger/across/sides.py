"""Who is who between two reports: spellings of one person's name, and a person who stands for a country.

Names of one person are spelt after the language: Lavrov and Lawrow, Zelenskyj and Zelenskyy, Rjabkov and Ryabkov. They are
compared by what is left when such habits are taken away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from depesje.ledger.names import name_key, surname_key

# Spellings of one sound in names carried over from other alphabets, longest first.
_SOUNDS = (
    ("shch", "s"), ("sjtsj", "s"), ("tsch", "c"), ("tsj", "c"), ("tch", "c"), ("sch", "s"), ("zh", "s"), ("sj", "s"),
    ("sh", "s"), ("ch", "c"), ("kh", "k"), ("ph", "f"), ("th", "t"), ("ou", "u"), ("ks", "x"), ("w", "v"), ("z", "s"),
)  # fmt: skip
_SOFT = re.compile("[ijy]+")
_SOFTENED = re.compile("si(?=[aeou])")  # Petrosjan, Petrosyan: "sj" may be one sound or two.
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def sound(name: str) -> str:
    """What spellings of one name in several languages have in common: ``Zelenskyy``, ``Zelenskyj`` → ``selenski``."""
    out = name_key(name).replace(" ", "")
    for spelt, plain in _SOUNDS:
        out = out.replace(spelt, plain)
    return _TWICE.sub(r"\1", _SOFTENED.sub("s", _SOFT.sub("i", out)))


@dataclass(frozen=True, slots=True)
class Party:
    """An actor as another report can know it again."""

    name: str
    kind: str
    code: str | None = None

    @property
    def side(self) -> str:
        """Whose side it is on: its country or body, else itself."""
        return self.code or sound(self.name)

    @property
    def person(self) -> str | None:
        """The sound of a person's surname."""
        return sound(surname_key(self.name)) if self.kind == "person" else None


def sides(parties: Iterable[Party]) -> frozenset[str]:
    """The sides of several parties."""
    return frozenset(p.side for p in parties)


def at_odds(one: Iterable[Party], other: Iterable[Party]) -> bool:
    """Whether two lists name different persons for one side, so that they cannot be the same who met."""
    mine, theirs = _people(one), _people(other)
    return any(mine[s].isdisjoint(theirs[s]) for s in mine.keys() & theirs.keys())


def _people(parties: Iterable[Party]) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for party in parties:
        if party.person is not None:
            out.setdefault(party.side, set()).add(party.person)
    return out
