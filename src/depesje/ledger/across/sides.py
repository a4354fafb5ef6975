"""Who is who between two reports: spellings of one person's name, and a person who stands for a country.

Names of one person are spelt after the language: Lavrov and Lawrow, Zelenskyj and Zelenskyy, Rjabkov and Ryabkov. They are
compared by what is left when such habits (``data/names.toml``) are taken away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from depesje.language import namewords
from depesje.ledger.names import is_office, name_key, surname_key

_SOFT = re.compile("[ijy]+")
_SOFTENED = re.compile("si(?=[aeou])")  # Petrosjan, Petrosyan: "sj" may be one sound or two.
_SOFT_E = re.compile("ie")  # Medvedjev, Medvedev.
_TWICE = re.compile(r"(.)\1+")
_OV = re.compile("(?<=[sc])ev$")  # Gorbatsjov, Gorbachev.


@lru_cache(maxsize=50_000)
def sound(name: str) -> str:
    """What spellings of one name in several languages have in common: ``Zelenskyy``, ``Zelenskyj`` → ``selenski``."""
    return rough(name_key(name).replace(" ", ""))


@lru_cache(maxsize=50_000)
def rough(out: str) -> str:
    """The same of a word that is folded already."""
    for spelt, plain in (*namewords.load().letters, *namewords.load().sounds):
        out = out.replace(spelt, plain)
    out = _SOFT_E.sub("e", _SOFTENED.sub("s", _SOFT.sub("i", out)))
    return _OV.sub("ov", _TWICE.sub(r"\1", out))


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
        """The sound of a person's surname; None of who is called by an office alone."""
        named = self.kind == "person" and not is_office(self.name)
        return sound(surname_key(self.name)) if named else None


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
