"""Copies of one wire story are told from other reports of the same day and topic."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import duplicates
from depesje.ledger.across import wire
from depesje.records import Report
from tests.storyline import records


def reports() -> list[Report]:
    return [record.report for record in records().values()]


def test_the_generated_set_is_told_apart() -> None:
    found = duplicates.figures(duplicates.pairs())
    assert found["precision"] >= 0.95
    assert found["recall"] >= 0.85
    assert found["recall_nb_nn"] >= 0.85


def test_only_copies_of_the_storyline_are_one() -> None:
    assert wire.groups([wire.print_of(r) for r in reports()]) == [["f04_nb.txt", "f05_nb.txt"]]


@pytest.mark.parametrize("sign", ["\n", "( ", "–\n\n", "(\n"])
def test_a_text_of_signs_takes_no_long_time(sign: str) -> None:
    started = time.process_time()
    for text in (sign * 40_000, sign + " " * 40_000, sign + "\n" * 40_000):
        wire.print_of(Report("r", text))
    assert time.process_time() - started < 3


def test_a_line_with_a_dash_is_said_and_a_name_in_brackets_an_agency() -> None:
    text = "Svar ventes fredag.\n\n  – Sundet må åpnes for alle skip, sier Åse Lindqvist.\n\n(© NTB )\n"
    own = wire.print_of(Report("r", text, language="nb"))
    assert (own.agency, len(own.quotes)) == ("NTB", 1)


def test_the_original_is_the_earliest_whatever_the_order() -> None:
    first = reports()[0]
    later = replace(first, id="a", published="2024-03-06")
    prints = [wire.print_of(r) for r in (*reports(), later)]
    for seed in range(4):
        random.Random(seed).shuffle(prints)
        assert [first.id, "a"] in wire.groups(prints)


def test_the_same_words_weeks_later_are_another_story() -> None:
    first = reports()[0]
    assert (
        wire.score(wire.print_of(first), wire.print_of(replace(first, id="a", published="2024-05-01"))) == 0.0
    )


def test_a_text_of_a_few_words_is_nobodys_copy() -> None:
    short = Report("a", "Møtet er slutt.", language="nb", published="2024-03-05")
    assert wire.score(wire.print_of(short), wire.print_of(replace(short, id="b"))) == 0.0


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400), st.text(max_size=400))
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    a, b = (wire.print_of(Report(n, t, language="nb")) for n, t in (("a", one), ("b", other)))
    assert 0.0 <= wire.score(a, b) <= 1.0
    assert wire.score(a, b) == wire.score(b, a)
    assert len(wire.bands(a)) in (0, wire.BANDS)
