"""EDTF dates: what is taken, what is refused, and the head of a text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesje.intake import dates

TODAY = date(2022, 2, 1)


@pytest.mark.parametrize(
    "edtf",
    [
        "2022", "2022-01", "2022-01-28", "2022-01~", "2022-01-28?", "2011-04-30/2011-05-01", "2022-01/..",
        "../2022-01", "XXXX-05", "198X", "19XX",
        "2021-XX-01", "2021-11-2X", "2020-02-29", "XXXX-02-29", "2022-02-01",
    ],
)  # fmt: skip
def test_taken_as_it_is(edtf: str) -> None:
    assert dates.published(edtf, TODAY) == edtf


def test_a_time_of_day_is_cut_off() -> None:
    assert dates.normalise(" 2022-01-28T14:05:00+01:00\n") == "2022-01-28"
    assert dates.normalise("2022-01-28T14:05:00.123Z") == "2022-01-28"


@pytest.mark.parametrize(
    "value",
    [
        "", "2022-13-40", "2022-02-30", "2021-02-29",
        "2022-1-2", "28.01.2022", "i går", "2022-01-28/2022-01-01",
        "/", "../..", "0000", "2022-3X", "2022-02-3X", "X022", "٢٠٢٢", "2022-01-28-01", "2022\0",
    ],
)  # fmt: skip
def test_refused_as_no_date(value: str) -> None:
    with pytest.raises(dates.DateError, match="is no date such as"):
        dates.published(value, TODAY)


@pytest.mark.parametrize("value", ["2031-01-01", "2022-02-02", "2022-03", "2023", "2022-03/2022-04", "203X"])
def test_refused_as_future(value: str) -> None:
    with pytest.raises(dates.DateError, match=f"published {value} lies in the future"):
        dates.published(value, TODAY)


@pytest.mark.parametrize(
    ("text", "found", "rest"),
    [
        (" date 2022-01 Frankrikes president", "2022-01", "Frankrikes president"),
        ("date 2021-12-17\nRussland legger fram", "2021-12-17", "Russland legger fram"),
        ("\r\n date 2022-01~\r\n\r\nTittel", "2022-01~", "Tittel"),
        ("date 2022-01", "2022-01", ""),
        ("date 2022-13-40 Tittel", "2022-13-40", "Tittel"),
        ("date 2011-04-30/2011-05-01 Tittel", "2011-04-30/2011-05-01", "Tittel"),
    ],
)
def test_head(text: str, found: str, rest: str) -> None:
    written, end = dates.head(text)
    assert (written, text[end:]) == (found, rest)


@pytest.mark.parametrize(
    "text", ["", "Tittel\ndate 2022-01", "update 2022-01 x", "date 2022, sa han", "date i dag"]
)
def test_no_head(text: str) -> None:
    assert dates.head(text) == (None, 0)


@given(st.text(alphabet="0123456789X-/.~? T:", max_size=24))
def test_any_string_is_a_date_or_a_date_error(value: str) -> None:
    try:
        edtf = dates.published(value, TODAY)
    except dates.DateError as error:
        assert "\n" not in str(error)
    else:
        assert dates.normalise(edtf) == edtf


@given(st.dates())
def test_every_day_is_a_date_with_its_own_earliest_bound(day: date) -> None:
    assert dates.earliest(dates.normalise(day.isoformat())) == day
