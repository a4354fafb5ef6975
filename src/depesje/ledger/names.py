"""How names are compared: case, accents and punctuation aside."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart into a letter and a mark.
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "œ": "oe", "ı": "i"})
_APOSTROPHES = re.compile("['’ʼ‘`´]")


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """``name`` in lower case, without accents, with single spaces: ``Jens  STØRE`` → ``jens store``."""
    letters = unicodedata.normalize("NFKD", name.casefold()).casefold().translate(_LETTERS)
    letters = _APOSTROPHES.sub("", letters)
    return " ".join(
        "".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c)).split()
    )


def name_key(name: str) -> str:
    """What two spellings of one name have in common; the name itself where nothing of it can be folded."""
    return fold(name) or name.strip()


def is_office(name: str) -> bool:
    """Whether a person is called by an office alone: ``foreign minister of Sørlandia``, ``president``."""
    office, of, _ = name.partition(" of ")
    return office.islower() and (bool(of) or name.islower())


def surname_key(name: str) -> str:
    """The last word of a person's name, folded."""
    return name_key(name).rsplit(" ", 1)[-1]
