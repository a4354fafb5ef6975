"""Search and actors: what is found by words, who, to whom and when; searches that are kept, and their feeds."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from depesje.ledger import Ledger
from depesje.questions import StatementQuestion
from depesje.records import Actor, Event, Record, Report, Span

from ..ledger.making import grense, statement
from .conftest import Browser

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def found(page: str) -> list[str]:
    return re.findall(r'<a class="quiet-link" href="/record/([a-z]+-\d+)"', page)


@pytest.mark.parametrize(
    "query",
    [
        "words=sundet",
        "by=Lindqvist",
        "to=Vega",
        "per=Borgen",
        "act=assert",
        "since=2031&until=2031",
        "by=Lindqvist&words=kravet",
    ],
)
def test_statements_are_those_that_the_command_line_finds(browser: Browser, book: Ledger, query: str) -> None:
    asked = dict(part.split("=") for part in query.split("&"))
    words = asked.pop("words", None)
    rows = book.find(words, StatementQuestion(**asked)) if words else book.said(**asked)  # type: ignore[arg-type]
    assert rows
    assert found(browser.get(f"/search?{query}").text) == [row.id for row in rows]


def test_words_are_found_in_any_inflection_and_with_other_conditions(book: Ledger) -> None:
    everything = {row.id for row in book.said()}
    with_words = {row.id for row in book.find("krav", StatementQuestion())}
    assert with_words and with_words < everything
    assert {row.id for row in book.find("krav", StatementQuestion(by="Lindqvist"))} < with_words
    assert book.find("finnesikke", StatementQuestion()) == book.find("!!", StatementQuestion()) == []


def test_reports_and_matters_are_found(browser: Browser, book: Ledger) -> None:
    page = browser.get("/search?what=reports&words=sundet").text
    assert "<mark>" in page and "/report?id=grense" in page
    assert "/report?id=grense" in browser.get("/search?what=reports&since=2031-05&until=2031-05").text
    matters = browser.get("/search?what=matters&kind=demand").text
    assert found(matters) == [row.id for row in book.matters(kind="demand")]


def test_a_long_list_is_leafed_through(browser: Browser, book: Ledger) -> None:
    for n in range(20):
        book.add(grense(report=f"r{n:02}"))
    seen, path = [], "/search?by=Lindqvist"
    for _ in range(5):
        page = browser.get(path).text
        seen += found(page)
        after = re.search(r'<a href="([^"]+)" rel="next"', page)
        if after is None:
            break
        path = after[1].replace("&amp;", "&")
    assert seen == [row.id for row in book.said(by="Lindqvist")]
    assert len(seen) == len(set(seen)) > 40


def test_a_search_is_kept_and_feeds(browser: Browser, book: Ledger) -> None:
    kept = browser.post(
        "/search/saved", {"name": "Vega <b>", "query": "what=statements&to=Vega&evil=1"}, on="/search?to=Vega"
    )
    assert kept.headers["location"] == "/search?to=Vega&what=statements"
    page = browser.get("/search").text
    assert "Vega &lt;b&gt;" in page
    address = re.search(r"/feed/[\w-]+\.atom", page)
    assert address
    book.add(grense(report="ny & <i>"))
    feed = browser.get(address[0])
    assert feed.headers["content-type"].startswith("application/atom+xml")
    tree = etree.fromstring(feed.content)
    ids = tree.xpath("//a:entry/a:id/text()", namespaces=ATOM)
    assert len(ids) == len(set(ids)) == len(book.said(to="Vega"))
    assert tree.xpath("string(//a:title)", namespaces=ATOM) == "Vega <b>"
    assert all(
        len(one) == 20 and one.endswith("Z") for one in tree.xpath("//a:updated/text()", namespaces=ATOM)[1:]
    )
    number = re.search(r"/search/saved/(\d+)/drop", page)
    assert number
    browser.post(f"/search/saved/{number[1]}/drop", on="/search?to=Vega")
    assert browser.get(address[0]).status_code == 404


def test_a_feed_needs_no_login_and_a_search_is_ones_own(outside: Browser, book: Ledger) -> None:
    edda = book.users.called("Edda")
    search = book.users.save_search(edda, "alt", {"by": "Lindqvist"})
    assert outside.get(f"/feed/{search.feed}.atom").status_code == 200
    assert outside.get("/feed/gjettet.atom").status_code == 404
    outside.log_in("Rita")
    assert search.feed not in outside.get("/search").text
    assert outside.post(f"/search/saved/{search.number}/drop").status_code == 400
    assert book.users.searches(edda) == [search]


def test_a_name_leads_to_an_actor_and_several_are_listed(browser: Browser, book: Ledger) -> None:
    answer = browser.get("/actor?name=Lindqvist")
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/actor?id={book.who('Lindqvist')[0].id}",
    )
    several = browser.get("/actor?name=NAV")
    assert (
        several.status_code == 200
        and several.text.count('class="title" href="/actor') == len(book.who("NAV")) > 1
    )
    assert browser.get("/actor?name=Ingensteds").status_code == 200
    assert browser.get("/actor").status_code == 200
    assert browser.get("/actor?id=ac-999").status_code == browser.get("/actor?id=st-1").status_code == 404


def test_an_actor_has_roles_words_and_whom_it_talks_with(browser: Browser, book: Ledger) -> None:
    row = book.who("Lindqvist")[0]
    profile = book.profile(row.id)
    assert profile is not None
    assert [one.role for one in profile.roles] == ["foreign minister"]
    assert profile.talks[0].name == "Ramón Vega"
    page = browser.get(f"/actor?id={row.id}").text
    assert "utenriksminister" in page and "Ramón Vega" in page
    assert found(page) == [one.id for one in book.said(by=row.id)]
    for show in ("raised", "asked of", "told", "done", "met"):
        assert browser.get(f"/actor?id={row.id}&show={show}").status_code == 200, show


def test_memberships_are_those_of_a_date(browser: Browser, book: Ledger) -> None:
    text = "Finland sa nei."
    finland = Actor("a1", "Finland", "state", "FIN", mentions=(Span(0, 7, "Finland"),))
    said = statement(text, "s1", "a1", "Finland", "sa", "nei")
    book.add(Record(Report("fin", text, published="2024-01"), (finland,), (said,)))
    (row,) = book.who("Finland")
    assert belongs(browser.get(f"/actor?id={row.id}&on=2024-01-01").text)["NATO"] == "medlem"
    assert belongs(browser.get(f"/actor?id={row.id}&on=2022-01-01").text)["NATO"] == "partner"
    assert "NATO" not in belongs(browser.get(f"/actor?id={row.id}&on=1980-01-01").text)
    assert browser.get(f"/actor?id={row.id}&on=igår").status_code == 400


def belongs(page: str) -> dict[str, str]:
    return dict(re.findall(r'<li><span>([^<]+?) <span class="quiet">(\w+)', page))


def test_what_an_actor_did_is_leafed_through_from_the_newest_back(browser: Browser, book: Ledger) -> None:
    for n in range(60):
        text, day = f"Nordavind mobiliserte styrke nummer {n}.", f"{2000 + n // 2}-0{1 + n % 2 * 5}-10"
        done = Event(
            "e1", "MOBILIZE", Span(10, 21, text[10:21]), actor=("a1",), when=day, earliest=day, latest=day
        )
        nordavind = Actor("a1", "Nordavind", "state", "NAV", None, None, (Span(0, 9, text[:9]),))
        book.add(Record(Report(f"styrke-{n}", text, published=day), (nordavind,), events=(done,)))
    id = next(row.id for row in book.who("Nordavind") if row.kind == "state")
    whole = [one.id for one in book.timeline(by=id)][::-1]
    assert len(whole) >= 60
    shown = [
        dict.fromkeys(re.findall(r"/record/(ev-\d+)", browser.get(f"/actor?id={id}&show=done{more}").text))
        for more in ("", "&offset=50")
    ]
    assert [*shown[0], *shown[1]] == whole
