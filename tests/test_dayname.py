"""The days that people name when they ask since when."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesje.dayname import day_named

TODAY = date(2031, 5, 8)  # a Thursday


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("monday", "2031-05-05"),
        ("Mandag", "2031-05-05"),
        ("måndag", "2031-05-05"),
        ("tysdag", "2031-05-06"),
        ("torsdag", "2031-05-08"),
        ("friday", "2031-05-02"),
        ("since Monday", "2031-05-05"),
        ("siden mandag", "2031-05-05"),
        ("today", "2031-05-08"),
        ("i dag", "2031-05-08"),
        ("yesterday", "2031-05-07"),
        ("i går", "2031-05-07"),
        ("i ga\u030ar", "2031-05-07"),
        ("7 days", "2031-05-01"),
        ("7 dager", "2031-05-01"),
        ("siste 7 døgn", "2031-05-01"),
        ("2 veker", "2031-04-24"),
        ("2w", "2031-04-24"),
        ("uke", "2031-05-01"),
        ("1 month", "2031-04-08"),
        ("3 månader", "2031-02-08"),
        ("0 days", "2031-05-08"),
    ],
)
def test_words_name_days(words: str, day: str) -> None:
    assert day_named(words, TODAY) == day


def test_a_month_ago_is_a_day_that_there_is() -> None:
    assert day_named("1 month", date(2031, 3, 31)) == "2031-02-28"


@pytest.mark.parametrize(
    "words", ["2031-05", "", "mandag igjen", "99999 days", "99999 months", "dager 7", "-3 days", "٣ days"]
)
def test_what_names_no_day_is_left_alone(words: str) -> None:
    assert day_named(words, TODAY) is None


@given(st.text())
def test_no_words_are_too_much(words: str) -> None:
    found = day_named(words, TODAY)
    assert found is None or date.fromisoformat(found) <= TODAY
