"""What texts are about, comparable over languages: themes, each with the words that name it in a language.

``themes.toml`` in a language's folder holds the words, ``data/themes.tsv`` the themes and how much each tells. Everything is
loaded once a process.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from depesje.errors import LexiconError
from depesje.language.tables import DATA, rows, toml

FILE = "themes.toml"


@dataclass(frozen=True)
class ThemeWords:
    """One language's words: those that tell nothing, whole words and word beginnings or endings by theme."""

    language: str
    common: frozenset[str]
    negations: frozenset[str]
    whole: dict[str, tuple[str, ...]]
    opening: tuple[tuple[str, str], ...]  # a word's first letters and the theme
    closing: tuple[tuple[str, str], ...]  # a word's last letters and the theme
    within: tuple[tuple[str, str], ...]

    def of(self, word: str) -> tuple[str, ...]:
        """The themes that a word names, in a fixed order."""
        return _of(self.language, word.lower())


@cache
def weights() -> dict[str, float]:
    """How much each theme tells of what is meant. Raises ``LexiconError`` where the table cannot be read."""
    return {row["theme"]: float(row["weight"]) for row in rows(DATA / "themes.tsv")}


@cache
def load(language: str) -> ThemeWords:
    """A language's words; raises ``LexiconError`` where its ``themes.toml`` is missing, broken or names an unknown theme."""
    data = toml(language, FILE)
    if wrong := set(data) ^ {"common", "negations", "themes"}:
        raise LexiconError(f"{language}/{FILE}: key {sorted(wrong)[0]!r} is missing or unknown")
    whole: dict[str, tuple[str, ...]] = {}
    opening, closing, within = [], [], []
    for theme, words in data["themes"].items():
        if theme not in weights():
            raise LexiconError(f"{language}/{FILE}: {theme} is not in data/themes.tsv")
        for word in words.split():
            bare = word.strip("*")
            if word.startswith("*") and word.endswith("*"):
                within.append((bare, theme))
            elif word.endswith("*"):
                opening.append((bare, theme))
            elif word.startswith("*"):
                closing.append((bare, theme))
            else:
                whole[word] = (*whole.get(word, ()), theme)
    return ThemeWords(
        language,
        frozenset(data["common"].split()),
        frozenset(data["negations"].split()),
        whole,
        tuple(opening),
        tuple(closing),
        tuple(within),
    )


@lru_cache(maxsize=100_000)
def _of(language: str, word: str) -> tuple[str, ...]:
    words = load(language)
    found = [
        *words.whole.get(word, ()),
        *(theme for letters, theme in words.opening if word.startswith(letters)),
        *(theme for letters, theme in words.closing if word.endswith(letters)),
        *(theme for letters, theme in words.within if letters in word),
    ]
    return tuple(sorted(set(found)))
