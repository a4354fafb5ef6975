"""Words are found whole however their accents are written."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesje.ledger.splitting import COMPOUND, NAME, WORD, words

TEXT = "Støres «Sjø-Årer» på O'Hara-linja, 12.5 år: D’Arcy og F-16."


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_each_sort_of_word(form: str) -> None:
    text = unicodedata.normalize(form, TEXT)  # type: ignore[arg-type]
    assert words(text)[:6] == ["Støres", "Sjø", "Årer", "på", "O", "Hara"]
    assert words(text, COMPOUND) == [
        "Støres",
        "Sjø-Årer",
        "på",
        "O",
        "Hara-linja",
        "år",
        "D",
        "Arcy",
        "og",
        "F",
    ]
    assert words(text, NAME) == [
        "Støres",
        "Sjø-Årer",
        "på",
        "O'Hara-linja",
        "12.5",
        "år",
        "D’Arcy",
        "og",
        "F-16",
    ]


@given(st.text(), st.sampled_from([WORD, COMPOUND, NAME]))
def test_the_way_of_writing_changes_nothing(text: str, sort: re.Pattern[str]) -> None:
    assert words(text, sort) == words(unicodedata.normalize("NFD", text), sort)
