"""Matters on their pages: what became of each, by a date; one with its course in words."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesje.ledger import Ledger, open_ledger
from depesje.ledger.rows import MatterRow, MoveRow
from depesje.web.pages.matters import slider, strip

from .conftest import Browser


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_matter_is_listed_with_parties_status_and_its_words(browser: Browser, book: Ledger) -> None:
    (row,) = [row for row in book.matters() if row.kind == "demand"]
    shown = plain(browser.get("/matters").text)
    assert row.by[0] in shown and row.to[0] in shown and row.gist in shown
    assert "✕ avvist" in shown


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("kind=demand", True),
        ("kind=offer", False),
        ("status=rejected", True),
        ("status=open&kind=demand", False),
        ("party=Nordavind", True),
        ("party=Ingen", False),
        ("since=2032", False),
        ("on=2031-05", True),
        ("on=2030", False),
    ],
)
def test_matters_are_filtered(browser: Browser, book: Ledger, asked: str, found: bool) -> None:
    (row,) = [row for row in book.matters() if row.kind == "demand"]
    assert (f'href="/matters/{row.id}' in browser.get(f"/matters?{asked}").text) is found


def test_what_no_filter_can_be_is_told(browser: Browser) -> None:
    for asked in ("kind=nonsense", "status=nonsense", "on=yesterdayish", "since=13"):
        assert browser.get(f"/matters?{asked}").status_code == 400, asked
    assert browser.get("/matters?offset=-1").status_code == 422


def test_one_matter_has_its_course(browser: Browser, book: Ledger) -> None:
    (row,) = [row for row in book.matters() if row.kind == "demand"]
    page = browser.get(f"/matters/{row.id}").text
    shown = plain(page)
    assert all(move.words in shown for move in row.moves)
    assert row.moves or all(words in shown for words in row.evidence)
    assert page.count('class="move move-') == len(row.moves)
    assert "/report?id=sund" in page
    assert browser.get(f"/matters/{row.id}?on=2030").status_code == 404  # not raised yet


@pytest.mark.parametrize(
    "path", ["/matters/ma-999", "/matters/st-1", "/matters/nonsense", "/matters/ma-1%00"]
)
def test_what_is_no_matter_is_not_there(browser: Browser, path: str) -> None:
    assert browser.get(path).status_code == 404


def test_the_slider_goes_over_the_days_of_the_reports(book: Ledger, tmp_path: Path) -> None:
    from ..ledger.making import grense

    assert slider(book, None) is None  # all on one day
    book.add(grense(report="senere", published="2031-05-18"))
    whole = slider(book, None)
    assert whole is not None
    assert (whole.first, whole.days, whole.at) == ("2031-05-08", 10, 10)
    for on, at in (("2031-05-12", 4), ("2030", 0), ("2040", 10), ("2031-05", 10)):
        found = slider(book, on)
        assert found is not None and found.at == at, on
    with open_ledger(tmp_path / "empty.db") as empty:
        assert empty.extent() is None and slider(empty, None) is None


def test_a_long_course_is_shortened_to_its_first_and_last_moves() -> None:
    moves = tuple(
        MoveRow("repeat" if n else "raise", None, (), (), "r", None, str(n), 1, n, n + 1) for n in range(9)
    )
    row = MatterRow("ma-1", "r", None, None, "demand", (), (), (), "", None, None, "open", False, (), (), (), 1, 0, 1,
                    "unread", moves=moves)  # fmt: skip
    short = strip(row)
    assert short.first is moves[0] and short.passed == 4 and short.last == moves[5:]
    assert strip(MatterRow(*[None] * 20)).last == ()  # type: ignore[arg-type]


def test_a_move_leads_to_its_words(browser: Browser, book: Ledger) -> None:
    for row in book.matters():
        page = browser.get(f"/matters/{row.id}").text
        for move in row.moves:
            assert move.record is not None
            (telling,) = [one for one in book.told(move.report).records if one.id == move.record]  # type: ignore[union-attr]
            assert telling.report.id == move.report
            assert f'href="/record/{move.record}"' in page


def test_only_what_has_a_deadline_is_asked_for(book: Ledger) -> None:
    (row,) = [row for row in book.matters() if row.kind == "warning"]
    assert book.matters(deadline=True, kind="warning") == []
    book.correct(row.id, fields={"deadline": "2031-05-16"}, who="Kari")
    assert [one.id for one in book.matters(deadline=True, kind="warning")] == [row.id]
    assert {one.id for one in book.matters(deadline=True)} == {
        one.id for one in book.matters() if one.deadline
    }


def test_the_end_of_the_calendar_is_no_trouble(browser: Browser, book: Ledger) -> None:
    (row,) = [row for row in book.matters() if row.kind == "warning"]
    book.correct(row.id, fields={"deadline": "9999-12-31"}, who="Kari")
    assert "DTSTART;VALUE=DATE:99991231" in browser.get("/deadlines.ics").text
    for path in ("/", "/matters?on=0000", "/matters?on=9999", "/api/v1/tension?since=0000&until=0000"):
        assert browser.get(path).status_code == 200, path


def test_deadlines_come_as_a_calendar(browser: Browser, book: Ledger) -> None:
    (row,) = [row for row in book.matters() if row.kind == "warning"]
    book.correct(row.id, fields={"deadline": "2031-05-16"}, who="Kari")
    answer = browser.get("/deadlines.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    lines = answer.content.replace(b"\r\n ", b"").decode().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
    assert f"UID:{row.id}@depesje" in lines and "DTSTART;VALUE=DATE:20310516" in lines
    assert f"URL:http://testserver/matters/{row.id}" in lines
    assert "VEVENT" not in browser.get("/deadlines.ics?kind=offer").text
    assert 'href="/deadlines.ics' in browser.get("/matters").text


def test_a_calendar_follows_deadlines_by_an_address_alone(outside: Browser, book: Ledger) -> None:
    (row,) = [row for row in book.matters() if row.kind == "warning"]
    book.correct(row.id, fields={"deadline": "2031-05-16", "status": "open"}, who="Kari")
    outside.log_in("Rita")
    query = re.search(r'name="query" value="([^"]+)"', outside.get("/matters?kind=warning").text)
    assert query
    data = {"query": query[1].replace("&amp;", "&"), "name": "Frister"}
    assert outside.post("/search/saved", data).status_code == 303
    (link,) = re.findall(r'href="(/feed/[^"]+\.ics)"', outside.get("/search").text)
    outside.client.cookies.clear()
    answer = outside.get(link)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert f"UID:{row.id}@depesje" in answer.text
    assert outside.get("/feed/nonsense.ics").status_code == 404
    assert outside.get("/deadlines.ics").status_code == 303  # for users alone


@given(st.text())
def test_no_words_break_a_calendar(words: str) -> None:
    from depesje.web.calendar import Entry, calendar

    made = calendar("x", [Entry("ma-1", date(2031, 5, 16), words, words, "http://x/")])
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    lines = made.replace(b"\r\n ", b"").decode().split("\r\n")
    assert len(lines) == 15 and not any("\n" in line or "\r" in line for line in lines)
