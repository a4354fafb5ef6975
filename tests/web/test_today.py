"""The first page: what is new, what presses and in which order, and a curve that claims nothing of days not read."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from depesje.ledger import Ledger, open_ledger
from depesje.ledger.rows import MatterRow, MoveRow
from depesje.ledger.tense import TensionRow
from depesje.web.app import create_app
from depesje.web.pages.home import SHOWN, curve, day_of, sections
from depesje.web.settings import Settings

from ..ledger.making import grense, sund
from ..ledger.test_exchanges import call
from .conftest import Browser

DAY = date(2031, 5, 8)


def matter(id: str, *moves: tuple[str, str], **more: Any) -> MatterRow:
    given = {"kind": "demand", "status": "open", "contested": False, "deadline": None, **more}
    steps = tuple(
        MoveRow(kind, when, (), (), "r", None, kind, 1, 0, 1)  # type: ignore[arg-type]
        for kind, when in moves
    )
    return MatterRow(id, "r", None, None, given["kind"], (), (), (), id, None, given["deadline"], given["status"],
                     given["contested"], (), (), (), 1, 0, 1, "unread", moves=steps)  # fmt: skip


def test_what_presses_most_stands_first_and_each_matter_once() -> None:
    found = sections(
        [
            matter("open"),
            matter("warning", kind="warning"),
            matter("late", deadline="2031-05-01"),
            matter("later still", deadline="../2031-04", contested=True),
            matter("due", deadline="2031-05-20"),
            matter("today", deadline="2031-05-08"),
            matter("denied", ("deny", "2031-05-02"), contested=True),
            matter("answered", ("raise", "2031-04-01"), ("reject", "2031-05-05"), status="rejected"),
            matter("old answer", ("reject", "2031-04-05"), status="rejected"),
        ],
        DAY,
    )
    assert [(one.code, [row.id for row in one.rows]) for one in found] == [
        ("overdue", ["later still", "late"]),
        ("due", ["today", "due"]),
        ("contradicted", ["denied"]),
        ("answered", ["answered"]),
        ("open", ["warning", "open"]),
    ]
    (many,) = sections([matter(f"m{n}") for n in range(SHOWN + 3)], DAY)
    assert (len(many.rows), many.number) == (SHOWN, SHOWN + 3)


def test_what_presses_is_looked_for_among_few_and_what_is_due_among_all(book: Ledger) -> None:
    from depesje.web.pages import home

    book.add(sund(report="før", published="2031-04-28"))
    for row in book.matters():
        book.correct(row.id, fields={"status": "open", "deadline": "2031-05-20"}, who="Kari")
    asked: list[dict[str, Any]] = []

    class Watched:
        def matters(self, **given: Any) -> list[MatterRow]:
            asked.append(given)
            return book.matters(**given)

        def settled(self, on: str, limit: int) -> list[MatterRow]:
            return book.settled(on, limit)

    found = home.pressing(Watched(), DAY)  # type: ignore[arg-type]
    assert {row.id for row in found} == {row.id for row in book.matters()}
    assert all(one["limit"] <= 500 for one in asked)
    assert sections(found, date(2031, 5, 21))[0].code == "overdue"
    assert home.pressing(book, date(2031, 8, 1)) == []  # long past


def test_the_curve_is_that_of_tension_with_what_weighs_most(book: Ledger) -> None:
    from dataclasses import replace

    whole = book.tension(since="2031-01-01", until="2031-12-31")
    assert any(row.acts for row in whole)
    assert book.curve("2031-01-01", "2031-12-31") == [replace(row, acts=row.acts[:1]) for row in whole]


def test_what_is_settled_is_what_is_not_open(book: Ledger) -> None:
    found = book.settled("2031-05-20", 9)
    assert found == [row for row in book.matters(on="2031-05-20") if row.status != "open"] != []
    assert book.settled("2030-01-01", 9) == []


def test_a_ledger_of_long_ago_is_shown_as_of_its_last_report(book: Ledger, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "empty.db") as empty:
        assert day_of(empty) == date.today()
        empty.add(grense(published="2011-05-08"))
        assert day_of(empty) == date(2011, 5, 8)
        empty.add(grense(report="b", published=(date.today() - timedelta(days=2)).isoformat()))
        assert day_of(empty) == date.today()


def test_the_curve_does_not_go_over_days_that_were_not_read() -> None:
    days = [TensionRow(f"2031-05-{n:02}", float(n), n - 1.0, n + 1.0, 0.0, 1, ()) for n in (1, 2, 3, 7, 8)]
    found = curve(days, DAY)
    assert found is not None
    assert [len(run.split()) for run in found.runs] == [3, 2]
    assert [len(gap.split()) for gap in found.gaps] == [2]
    assert [len(band.split()) for band in found.bands] == [6, 4]
    heights = [y for _, y, _, _ in found.spots]
    assert heights == sorted(heights, reverse=True) and len(heights) == 5
    assert all(high <= y <= low for _, y, high, low in found.spots)
    assert curve(days[:1], DAY) is None


def test_the_page_leads_to_what_it_tells(browser: Browser, book: Ledger) -> None:
    book.add(call("a"))
    page = browser.get("/").text
    (row,) = [row for row in book.matters() if row.kind == "warning"]
    assert f'href="/matters/{row.id}"' in page
    (spoke,) = book.exchanges()
    assert f'href="/exchanges/{spoke.id}"' in page
    assert "/report?id=a" in page
    days = book.tension()
    assert page.count('<td class="nowrap">8.') == (1 if len(days) > 1 else 0)


def test_what_came_since_one_last_looked_is_new(
    browser: Browser, book: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    from depesje.ledger.users import looks

    assert "new-mark" not in browser.get("/").text
    monkeypatch.setattr(looks, "VISIT", timedelta(0))
    monkeypatch.setattr(looks, "NOTED", timedelta(0))
    book.add(sund(report="ny", published="2031-05-09"))
    assert "1 ny rapport" in browser.get("/").text
    assert "Ikke noe nytt" in browser.get("/").text


@pytest.mark.slow
def test_an_empty_ledger_is_filled_with_the_example_by_one_button(tmp_path: Path) -> None:
    from starlette.testclient import TestClient

    from depesje import examples

    with open_ledger(tmp_path / "empty.db") as empty:
        app = create_app(empty, Settings(hosts=frozenset({"testserver"}), local="Kari"))
        browser = Browser(TestClient(app))
        assert 'action="/example"' in browser.get("/").text
        assert browser.client.post("/example").status_code == 403  # not by another's form
        for _ in range(2):
            assert browser.post("/example").headers["location"] == "/"
            assert empty.counts().reports == len(examples.paths())
        assert "/matters/ma-" in browser.get("/").text


def test_the_example_goes_into_no_ledger_that_holds_reports(browser: Browser, book: Ledger) -> None:
    held = book.counts().reports
    page = browser.get("/").text
    assert 'action="/example"' not in page and "Det som haster:" in page
    browser.post("/example")
    assert book.counts().reports == held


def test_readers_do_not_fill_a_ledger(outside: Browser) -> None:
    outside.log_in("Rita")
    assert outside.post("/example").status_code == 403


def test_an_empty_ledger_says_how_to_begin(tmp_path: Path) -> None:
    from starlette.testclient import TestClient

    with open_ledger(tmp_path / "empty.db") as empty:
        app = create_app(empty, Settings(hosts=frozenset({"testserver"}), local="Kari"))
        for path in ("/", "/matters", "/exchanges", "/timeline"):
            answer = TestClient(app).get(path)
            assert answer.status_code == 200, path
        assert "depesje example" in TestClient(app).get("/").text
