"""The pages of the dossiers: everybody sees them, editors make, change and end them."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest

from depesje.errors import DossierError
from depesje.ledger import Ledger
from depesje.web import working
from depesje.web.working import MOST, Bench, Work

from .conftest import Browser

FORM = {
    "name": "Sundet",
    "parties": "NAV\r\n Sørlandia \r\n\r\n",
    "words": "sundet",
    "since": "2031-05",
    "until": "",
}
CHANGE, END = "/dossiers/do-1/change", "/dossiers/do-1/end"


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def shown(browser: Browser, path: str = CHANGE, **other: str) -> dict[str, str]:
    """A form as it is shown, with what is typed over."""
    page = browser.get(path).text
    fields = dict(re.findall(r'<input[^>]* name="(name|since|until|when)" value="([^"]*)"', page))
    fields |= dict(re.findall(r'<textarea id="\w+" name="(\w+)"[^>]*>(.*?)</textarea>', page, re.S))
    return {**{name: unescape(value) for name, value in fields.items()}, **other}


@pytest.fixture
def made(browser: Browser) -> Browser:
    answer = browser.post("/dossiers", FORM)
    assert (answer.status_code, answer.headers["location"]) == (303, "/dossiers")
    return browser


def test_a_dossier_is_made_and_leads_to_its_reports(made: Browser, book: Ledger) -> None:
    [row] = book.dossiers()
    assert (row.name, row.parties, row.words, row.since, row.until, row.who) == (
        "Sundet", ("NAV", "Sørlandia"), ("sundet",), "2031-05", None, "Kari",
    )  # fmt: skip
    filed = {one.report for one in book.dossier("Sundet")}
    assert "grense" in filed
    page = made.get("/dossiers", headers={"accept-language": "en"}).text
    assert 'href="/reports?dossier=Sundet"' in page
    assert f"{len(filed)} report" in plain(page) and "From May 2031" in plain(page).replace("\u00a0", " ")
    assert "grense" in made.get("/reports?dossier=Sundet").text


def test_it_is_changed(made: Browser, book: Ledger) -> None:
    assert shown(made) == {**FORM, "parties": "NAV\nSørlandia", "when": book.dossiers()[0].when}
    assert made.post("/dossiers/do-1", shown(made, words="isbjørn", until="2031-12")).status_code == 303
    [row] = book.dossiers()
    assert (row.name, row.words, row.until) == ("Sundet", ("isbjørn",), "2031-12")
    assert book.dossier("Sundet") == []
    before = row.when
    assert made.post("/dossiers/do-1", shown(made)).status_code == 303
    assert book.dossiers()[0].when == before, "nothing was changed"


def test_what_somebody_else_has_changed_meanwhile_is_not_undone(made: Browser, book: Ledger) -> None:
    form = shown(made, name="Sundsaken")
    book.change_dossier("Sundet", words=["isen"], who="Ida")
    answer = made.post("/dossiers/do-1", form, headers={"accept-language": "en"})
    assert answer.status_code == 409
    assert "Ida has changed it since you opened the form." in plain(answer.text)
    assert ">isen</textarea>" in answer.text
    assert [(row.name, row.words) for row in book.dossiers()] == [("Sundet", ("isen",))]


def test_it_is_ended_once_that_is_said_twice(made: Browser, book: Ledger) -> None:
    assert "Sundet" in plain(made.get(END).text)
    assert len(book.dossiers()) == 1
    assert made.post(END).headers["location"] == "/dossiers"
    assert book.dossiers() == []
    for path in (CHANGE, END):
        assert made.get(path).status_code == 404
        assert made.post(END).status_code == 404


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": " "}, "Ei mappe må ha eit namn."),
        ({"parties": "\r\n", "words": ""}, "Sundet: Ei mappe må ha partar eller ord"),
        ({"since": "i fjor"}, "«i fjor» er ingen dato"),
        ({"until": "2030"}, "Sundet: 2031-05 er seinare enn 2030."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
    browser: Browser, book: Ledger, given: dict[str, str], said: str
) -> None:
    browser.client.cookies.set("lang", "nn")
    answer = browser.post("/dossiers", {**FORM, **given})
    assert answer.status_code == 400
    alert = re.search(r'role="alert">(.*?)</p>', answer.text)
    assert alert and unescape(alert[1]).startswith(said)
    assert unescape(answer.text).count("sundet</textarea>") == ("words" not in given)
    assert book.dossiers() == []


def test_two_have_not_one_name(made: Browser) -> None:
    answer = made.post("/dossiers", {**FORM, "name": "SUNDET"}, headers={"accept-language": "nb"})
    assert answer.status_code == 400
    assert "Det finnes en mappe som heter «SUNDET», fra før." in unescape(answer.text)


def test_readers_see_them_and_change_nothing(outside: Browser, book: Ledger) -> None:
    book.new_dossier("Sundet", words=["sundet"])
    assert outside.get("/dossiers").status_code == 303
    outside.log_in("Rita")
    page = outside.get("/dossiers").text
    assert "Sundet" in page and "/dossiers/new" not in page and "/dossiers/do-1" not in page
    for path in ("/dossiers/new", CHANGE, END):
        assert outside.get(path).status_code == 403
    for path in ("/dossiers", "/dossiers/do-1", END):
        assert outside.post(path, FORM).status_code == 403
    assert [row.name for row in book.dossiers()] == ["Sundet"]


def test_what_is_written_in_a_name_is_text(browser: Browser) -> None:
    name = "<script>alert(1)</script>"
    browser.post("/dossiers", {**FORM, "name": name, "words": '"><img src=x>\nsundet'})
    for path in ("/dossiers", CHANGE, END):
        page = browser.get(path).text
        assert "<script>alert" not in page and "<img" not in page and name in unescape(page)


def test_what_takes_long_goes_on_while_the_page_tells_how_far_it_is(
    browser: Browser, book: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, make = threading.Event(), book.new_dossier

    def slowly(*given: Any, tick: Callable[[], None], **more: Any) -> None:
        tick()
        assert held.wait(20)
        make(*given, **more)

    monkeypatch.setattr(Ledger, "new_dossier", lambda _, *given, **more: slowly(*given, **more))
    monkeypatch.setattr(working, "PATIENCE", 0.01)
    assert browser.post("/dossiers", FORM).status_code == 303
    assert browser.post("/dossiers", {**FORM, "name": "sundet"}).status_code == 303
    english = {"accept-language": "en"}
    page = plain(browser.get("/dossiers", headers=english).text)
    assert "Sundet: 1 of 2 reports have been looked at." in page and "sundet: 0 of 2 reports" in page
    assert book.dossiers() == []
    held.set()
    bench: Bench = browser.client.app.state.bench  # type: ignore[attr-defined]
    while any(not work.ended.is_set() for work in bench.pending("somebody else")):
        threading.Event().wait(0.01)
    page = plain(browser.get("/dossiers", headers=english).text)
    assert "sundet could not be made or changed: there is a dossier called 'sundet' already" in page
    assert [row.name for row in book.dossiers()] == ["Sundet"]
    assert "could not" not in plain(browser.get("/dossiers", headers=english).text), "told twice"


def test_work_that_fails_is_told_to_whom_it_is_of_and_too_much_is_refused(
    caplog: pytest.LogCaptureFixture,
) -> None:
    bench, go = Bench(), threading.Event()

    def refused(_: Work) -> None:
        assert go.wait(20)
        raise DossierError("no")

    def broken(_: Work) -> None:
        raise ZeroDivisionError

    waiting = [Work(str(number), "Kari", 1) for number in range(MOST)]
    assert all(bench.begin(one, refused, 0.0) for one in waiting)
    assert not bench.begin(Work("one more", "Kari", 1), refused, 0.0)
    assert len(bench.pending("Ida")) == MOST
    go.set()
    assert all(one.ended.wait(20) for one in waiting)
    assert bench.pending("Ida") == []
    assert bench.pending("Kari") == waiting
    assert bench.pending("Kari") == []
    work = Work("broken", "Kari", 1)
    assert bench.begin(work, broken, 20)
    assert str(work.trouble).startswith("Something went wrong here.")
    assert "work on 'broken' failed" in caplog.text and "ZeroDivisionError" in caplog.text
    assert bench.pending("Kari") == [], "who waited has been told"
