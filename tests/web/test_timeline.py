"""The timeline: where bars stand, what is counted where there is too much, and that the table says what the chart says."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesje.edtf import parse
from depesje.ledger import Ledger, lanes
from depesje.questions import EventQuestion
from depesje.records import EventType
from depesje.web.charting import Axis, packed
from depesje.web.pages.timeline import SHAPES

from ..ledger.making import sund
from .conftest import Browser

DAYS = st.dates(date(1990, 1, 1), date(2040, 1, 1))


@given(DAYS, st.integers(0, 20_000), DAYS, st.integers(0, 4000))
def test_what_is_drawn_stays_on_the_chart(first: date, days: int, begin: date, length: int) -> None:
    axis = Axis(first, first + timedelta(days=days), 100.0, 900.0)
    x, width = axis.span(begin, begin + timedelta(days=length))
    assert 100.0 <= x <= 900.0 and 9.0 <= width <= 800.0 and x + width <= 900.1
    ticks = axis.ticks()
    assert len(ticks) <= 10 and all(parse(tick.date) for tick in ticks)
    assert [tick.x for tick in ticks] == sorted(tick.x for tick in ticks)


@given(st.lists(st.tuples(st.floats(0, 900), st.floats(6, 100)), max_size=40))
def test_no_bar_hides_another_where_there_is_room(spans: list[tuple[float, float]]) -> None:
    spans.sort()
    rows = packed(spans, 100)
    for n, ((x, width), row) in enumerate(zip(spans, rows, strict=True)):
        assert all(
            row != other or x + width <= begin or begin + wide <= x
            for (begin, wide), other in zip(spans[:n], rows, strict=False)
        )
    assert max(packed(spans, 3), default=0) <= 2


def test_every_type_of_event_has_a_shape() -> None:
    assert SHAPES.keys() == set(EventType.__args__)  # type: ignore[attr-defined]


def test_the_chart_and_its_table_tell_the_same(browser: Browser, book: Ledger) -> None:
    page = browser.get("/timeline?since=2031&until=2031").text
    found = book.lanes(EventQuestion(since="2031", until="2031"))
    assert found.bars and found.total == len(book.timeline(since="2031", until="2031"))
    chart, table = page.partition('<details class="twin">')[::2]
    for bar in found.bars:
        dated = bar.earliest is not None
        assert (f'href="/record/{bar.id}"' in table.partition("</details>")[0]) is dated
        assert (f'href="/record/{bar.id}" tabindex="-1"' in chart) is dated
        assert f'href="/record/{bar.id}"' in page  # undated ones at the side


@pytest.mark.parametrize("asked", ["party=Ingen", "since=1990&until=1991", "modality=negated&type=AID"])
def test_where_there_is_nothing_it_says_so(browser: Browser, asked: str) -> None:
    assert "Ingen hendelser på den tiden." in browser.get(f"/timeline?{asked}").text


@pytest.mark.parametrize("asked", ["type=x", "since=yesterdayish", "until=13", "dossier=none"])
def test_what_cannot_be_asked_is_told(browser: Browser, asked: str) -> None:
    assert browser.get(f"/timeline?{asked}").status_code == 400


@pytest.mark.parametrize(
    "asked", ["since=0001&until=9999", "since=2040&until=2030", "until=9999-12-31", "since=0000"]
)
def test_the_ends_of_the_calendar_are_no_trouble(browser: Browser, asked: str) -> None:
    assert browser.get(f"/timeline?{asked}").status_code == 200


def test_an_event_on_the_last_day_of_the_calendar_is_drawn(browser: Browser, book: Ledger) -> None:
    id = book.timeline()[-1].id
    book.correct(id, fields={"when": "9999-12-31"}, who="Kari")
    for path in ("/timeline", "/timeline?since=9999", "/map?until=9999"):
        answer = browser.get(path)
        assert answer.status_code == 200, path
    assert id in browser.get("/timeline?since=9999&until=9999").text


def test_too_many_events_are_counted(browser: Browser, book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(3):
        book.add(sund(report=f"r{n}", published=f"2031-0{n + 3}-08"))
    monkeypatch.setattr(lanes, "MOST", 2)
    found = book.lanes(EventQuestion())
    assert not found.bars and sum(found.counts.values()) == found.total > 2
    page = browser.get("/timeline?since=2031&until=2031").text
    columns = re.findall(r'class="column".*?<title>[^<]*: (\d+)</title>', page)
    assert sum(map(int, columns)) == found.total
    assert page.count("<td><a href=") == len(columns)
    monkeypatch.setattr(lanes, "WIDEST", 2)
    assert {lane for lane, _ in book.lanes(EventQuestion()).counts} == {"*"}
    assert "Alle parter" in browser.get("/timeline?since=2031&until=2031").text


def test_the_newest_events_are_shown_first(book: Ledger) -> None:
    assert book.newest_events_since(EventQuestion()) is not None
    assert book.newest_events_since(EventQuestion(until="1990")) is None
