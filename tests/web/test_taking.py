"""What a page shows as a file: a briefing, a table, a workbook, with the page's own filters."""

from __future__ import annotations

import csv
import io
import re

import pytest
from openpyxl import load_workbook

from depesje.ledger import Ledger
from depesje.web import taking
from depesje.web.asking import PARAMETERS
from depesje.web.terms import TERMS

from ..ledger.making import small
from ..ledger.test_exchanges import brief, call
from .conftest import Browser


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_page_leads_to_files_with_its_own_filters(browser: Browser, book: Ledger) -> None:
    book.add(call("a"))
    for path, wanted in (
        ("/matters?kind=warning", "/take/matters.csv?kind=warning"),
        ("/exchanges?channel=call", "/take/exchanges.xlsx?channel=call"),
        ("/timeline?since=2031&until=2031", "/take/events.md?since=2031-01-01&amp;until=2031-12-31"),
        ("/search?act=demand", "/take/statements.csv?act=demand"),
        ("/actor?id=ac-1", "/take/statements.csv?by=ac-1"),
        ("/", "/take/today.md?since="),
    ):
        page = browser.get(path).text
        assert wanted in page, path
        for link in set(re.findall(r'href="(/take/[^"]+)"', page)):
            answer = browser.get(link.replace("&amp;", "&"))
            assert answer.status_code == 200 and answer.content, link


def test_a_table_has_what_the_page_asks_for(browser: Browser, book: Ledger) -> None:
    found = rows(browser.get("/take/matters.csv?kind=warning").text)
    assert [row["kind"] for row in found] == ["warning"]
    assert len(rows(browser.get("/take/matters.csv").text)) > 1
    assert rows(browser.get("/take/matters.csv?party=Ingen").text) == []
    book_read = load_workbook(io.BytesIO(browser.get("/take/matters.xlsx?kind=warning").content))
    (sheet,) = book_read.worksheets
    assert sheet.max_row == 2 and sheet["B2"].value == "warning"


def test_the_accounts_of_exchanges_are_a_table(browser: Browser, book: Ledger) -> None:
    book.add(call("a"))
    book.add(brief("b"))
    found = rows(browser.get("/take/exchanges.csv").text)
    assert {row["exchange"] for row in found} == {"ex-1"}
    assert {"Borgen", "Igor Brand"} <= {row["source"] for row in found}


def test_a_file_says_that_it_does_not_have_all(
    browser: Browser, book: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "MOST", 2)
    found = rows(browser.get("/take/statements.csv").text)
    assert len(found) == 3 and "2" in found[-1]["id"] and not found[-1]["speaker"]
    assert "Høyst de nyeste 2" in browser.get("/take/statements.md").text


def test_no_cell_begins_a_formula(browser: Browser, book: Ledger) -> None:
    for mark in "=+-@":
        book.add(small(f"f{ord(mark)}", words=f'{mark}cmd|"/c calc"!A1'))
    found = rows(browser.get("/take/statements.csv").text)
    cells = [cell for row in found for cell in row.values() if cell]
    assert not [cell for cell in cells if cell[0] in "=+@" or re.match(r"-\D", cell)]
    assert sum(cell.startswith("'") for cell in cells) >= 4


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nb", "Part: Russland · slag: advarsel · status: åpen · slik det var: 1. mars 2031"),
        ("nn", "Part: Russland · slag: åtvaring · status: open · slik det var: 1. mars 2031"),
        ("en", "Party: Russia · kind: warning · status: open · as it stood: 1 March 2031"),
    ],
)
def test_a_briefing_says_in_the_language_of_the_page_what_it_was_asked_for(
    browser: Browser, language: str, told: str
) -> None:
    browser.client.cookies.set("lang", language)
    asked = "party=RUS&kind=warning&status=open&on=2031-03-01"
    text = browser.get(f"/take/matters.md?since=2031&{asked}").text.replace("\u00a0", " ")
    assert told in text and "since" not in text
    by = "By" if language == "en" else "Av"
    assert f"{by}: Åse Lindqvist" in browser.get("/take/statements.md?by=ac-1").text


def test_whatever_a_page_can_be_asked_has_a_word() -> None:
    asked = {name for page in taking.PAGES for name in taking.asked_of(page, dict.fromkeys(PARAMETERS, "x"))}
    assert asked - {"since", "until"} == set(TERMS["asked"])


def test_a_file_is_named_by_its_question_and_day(browser: Browser) -> None:
    named = browser.get("/take/matters.csv?party=Sørlandia&since=2031").headers["content-disposition"]
    assert re.search(r"depesje_matters_S_rlandia_2031_\d{4}-\d\d-\d\d\.csv", named)
    assert "S%C3%B8rlandia" in named
    odd = browser.get("/take/matters.csv", params={"party": '../"\r\nx: y'}).headers["content-disposition"]
    assert ".." not in odd and "\n" not in odd and odd.count('"') == 2


@pytest.mark.parametrize("path", ["/take/users.csv", "/take/matters.exe", "/take/..%2f.md"])
def test_there_is_nothing_else_to_take(browser: Browser, path: str) -> None:
    assert browser.get(path).status_code in (404, 422)


def test_who_is_not_logged_in_takes_nothing(outside: Browser) -> None:
    assert outside.get("/take/matters.csv").status_code == 303
