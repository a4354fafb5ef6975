"""Lint of the words for themes: the files load, every theme has words in every language, and none is written twice."""

from __future__ import annotations

import tomllib
from collections import Counter

import pytest

from depesje.errors import LexiconError
from depesje.language import tables, themewords

LANGUAGES = tuple(sorted(path.parent.name for path in tables.FOLDER.glob("*/themes.toml")))


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_theme_has_words_in_every_language(language: str) -> None:
    data = tomllib.loads((tables.FOLDER / language / themewords.FILE).read_text(encoding="utf8"))
    assert set(data["themes"]) == set(themewords.weights())


def test_no_word_stands_twice_under_a_theme(language: str) -> None:
    data = tomllib.loads((tables.FOLDER / language / themewords.FILE).read_text(encoding="utf8"))
    double = {
        theme: w
        for theme, words in data["themes"].items()
        for w, n in Counter(words.split()).items()
        if n > 1
    }
    assert double == {}


def test_words_are_in_small_letters_and_long_enough(language: str) -> None:
    data = tomllib.loads((tables.FOLDER / language / themewords.FILE).read_text(encoding="utf8"))
    words = [w for words in data["themes"].values() for w in words.split()]
    assert [w for w in words if w != w.lower() or len(w.strip("*")) < 2 or "*" in w.strip("*")] == []


def test_a_word_may_name_several_themes() -> None:
    assert themewords.load("nb").of("toppmøtet") == ("meeting", "summit")


def test_a_language_without_the_file_is_an_error() -> None:
    with pytest.raises(LexiconError, match=r"themes\.toml"):
        themewords.load("xx")
