"""EDTF dates: what is read, how dates are made, and that another reader of EDTF understands them alike."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from undate.converters.edtf import EDTFDateConverter

from depesje import edtf
from depesje.edtf import Date

PEER = EDTFDateConverter()
DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022-01~", "2022-01-01", "2022-01-31"),
        ("198X", "1980-01-01", "1989-12-31"),
        ("202X-02-29", "2020-02-29", "2028-02-29"),
        ("XXXX-05", None, None),
        ("2021-23", "2021-09-01", "2021-11-30"),
        ("2014-40", "2014-01-01", "2014-06-30"),
        ("2011-04-30/2011-05-01", "2011-04-30", "2011-05-01"),
        ("2021-23/2021-12", "2021-09-01", "2021-12-31"),
        ("2014/..", "2014-01-01", None),
        ("../2014", None, "2014-12-31"),
        ("[2021,2023]", "2021-01-01", "2023-12-31"),
    ],
)
def test_read(text: str, earliest: str | None, latest: str | None) -> None:
    assert edtf.parse(text) == Date(text, earliest, latest)


@pytest.mark.parametrize(
    "text",
    ["", "22", "2022-13", "2022-02-30", "1900-02-29", "2022-05/2022-01", "../..", "/", "[]", "[", "i går", "2022-1-2"],
)  # fmt: skip
def test_no_date(text: str) -> None:
    assert edtf.parse(text) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2014/2022-01", "(2014) – (2022-01)"), ("2014/..", "since (2014)"), ("2014/", "since (2014)"),
        ("../2014", "until (2014)"), ("/2014", "until (2014)"),
        ("../..", None), ("2022-05/2022-01", None), ("a/b", None), ("2014", None), ("", None),
    ],
)  # fmt: skip
def test_a_time_between_two_days_is_told_in_words(text: str, told: str | None) -> None:
    assert (
        edtf.in_words(text, lambda day: f"({day})", lambda day: f"since {day}", lambda day: f"until {day}")
        == told
    )


@pytest.mark.parametrize(
    "text", ["2022-01", "2022-01~", "2014/..", "../2014-02", "2011/2012", "[2021,2023]", "{2021..2023}"]
)
def test_about_a_date_is_a_date(text: str) -> None:
    when = edtf.parse(text)
    assert when is not None
    assert edtf.parse(edtf.about(when).edtf) == edtf.about(when)


@st.composite
def written(draw: st.DrawFn) -> str:
    """A date as it may be written, digits left out from the right."""
    day = draw(DAYS).isoformat()
    length = draw(st.sampled_from([4, 7, 10]))
    hidden = draw(st.sampled_from(["", "X"]))
    text = day[:length]
    return text[:-1] + "X" if hidden and length == 4 else text + draw(st.sampled_from(["", "~", "?"]))


@settings(deadline=None)  # The first call builds the other reader's grammar.
@given(written())
def test_bounds_are_those_that_another_reader_gives(text: str) -> None:
    ours, theirs = edtf.parse(text), PEER.parse(text)
    assert ours is not None
    assert (ours.earliest, ours.latest) == (str(theirs.earliest), str(theirs.latest))


@settings(deadline=None)
@given(DAYS, DAYS)
def test_an_interval_is_read_alike(one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    assume(first.replace(day=1) != last.replace(day=1))  # The other reader fails on a day within the month.
    made = edtf.between(edtf.of_month(first.year, first.month), edtf.of_day(last))
    assert made is not None
    assert edtf.parse(made.edtf) == made
    theirs = PEER.parse(made.edtf)
    ends = (
        (theirs.earliest.earliest, theirs.latest.latest)
        if "/" in made.edtf
        else (theirs.earliest, theirs.latest)
    )
    assert tuple(map(str, ends)) == (made.earliest, made.latest)


@given(DAYS, DAYS)
def test_what_is_made_can_be_read_back(one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    made = [
        edtf.of_day(first), edtf.of_month(first.year, first.month), edtf.of_year(first.year), edtf.of_days(first, last),
        edtf.of_part(first.year, "23"), edtf.between(edtf.of_year(first.year), None),
        edtf.about(edtf.of_days(first, last)),
    ]  # fmt: skip
    for when in made:
        assert when is not None
        assert edtf.parse(when.edtf) == when


def test_nothing_ends_before_it_begins() -> None:
    assert edtf.between(edtf.of_year(2022), edtf.of_year(2021)) is None
