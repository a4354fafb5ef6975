"""What a date may mean at the earliest and at the latest."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesje.ledger.dates import Bounds, bounds, moved


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("2022-02", "2022-02-01", "2022-02-28"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2022-01-28?", "2022-01-28", "2022-01-28"),
        ("2022-01~", "2022-01-01", "2022-01-31"),
        ("202X", "2020-01-01", "2029-12-31"),
        ("2026-11-2X", "2026-11-20", "2026-11-29"),
        ("2026-1X", "2026-10-01", "2026-12-31"),
        ("2026-XX-12", "2026-01-12", "2026-12-12"),
        ("2022-21", "2022-03-01", "2022-05-31"),
        ("2014/2022-01", "2014-01-01", "2022-01-31"),
        ("2014/..", "2014-01-01", None),
        ("../2014", None, "2014-12-31"),
        ("[2021-01,2022-03]", "2021-01-01", "2022-03-31"),
        ("{2021..2023}", "2021-01-01", "2023-12-31"),
        ("0000", "0001-01-01", "0001-01-01"),
        ("0000/2022", "0001-01-01", "2022-12-31"),
    ],
)
def test_bounds(edtf: str, earliest: str | None, latest: str | None) -> None:
    found = bounds(edtf)
    assert found is not None
    assert (found.earliest and found.earliest[:10], found.latest and found.latest[:10]) == (earliest, latest)


def test_days_stay_inside_the_calendar() -> None:
    assert Bounds("0001-01-01T00:00:00", None).first_day == date.min
    assert Bounds("0001-01-01T00:00:00", None).last_day is None
    assert moved(date.max, timedelta(days=1)) == date.max
    assert moved(date(2022, 1, 31), timedelta(days=-31)) == date(2021, 12, 31)


def test_a_time_of_day_counts_where_it_is_given() -> None:
    found = bounds("2022-01-28T07:30:00+01:00")
    assert found is not None
    assert (found.earliest, found.latest) == ("2022-01-28T07:30:00", "2022-01-28T07:30:00")


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "i går",
        "2022-13",
        "2022-02-30",
        "22",
        "2022-1-1",
        "2022-01-01T99:00",
        "2022-01-01T24:30",
        "2022-01-01T12:30:75",
        "2022-02-30T10:00",
        "[]",
        "[x]",
    ],
)
def test_what_is_no_date(wrong: str) -> None:
    assert bounds(wrong) is None


@given(st.text(alphabet="0123X-/.,?~%[]{}TZ:+ ", max_size=25))
def test_any_text_is_a_date_or_not(text: str) -> None:
    found = bounds(text)
    if found is not None:
        assert all(day is None or date.min <= day <= date.max for day in (found.first_day, found.last_day))
    if found is not None and found.earliest and "/" not in text and ".." not in text:
        assert found.latest is not None
        assert found.earliest <= found.latest


def test_the_end_of_a_day_may_be_written_as_its_24th_hour() -> None:
    assert bounds("2022-01-28T24:00:00") == Bounds("2022-01-28T24:00:00", "2022-01-28T24:00:00")
    assert bounds("2022-01-28T24:00:01") is None
