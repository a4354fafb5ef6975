"""Review: what comes first, one decision after the other, many at once, and who did what."""

from __future__ import annotations

import re

from depesje.ledger import Ledger
from depesje.questions import Question

from .conftest import Browser

PART = {"hx-request": "true"}


def shown(page: str) -> str:
    found = re.search(r'data-card="([a-z]+-\d+)"', page)
    return found[1] if found else ""


def test_the_least_certain_and_most_important_come_first(book: Ledger) -> None:
    waiting = book.waiting()
    assert {one.kind for one in waiting} == {"statement", "event", "matter"}
    assert [one.weight for one in waiting] == sorted((one.weight for one in waiting), reverse=True)
    book.correct(waiting[0].id, "confirm", who="Kari")
    assert waiting[0].id not in {one.id for one in book.waiting()}
    sure = book.waiting(order="sure")
    assert sure and all(one.confidence >= 0.9 for one in sure)
    assert book.waiting(Question(since="2099")) == []
    assert {one.kind for one in book.waiting(kinds=("matter",))} == {"matter"}


def test_one_decision_follows_the_other_and_is_taken_back(browser: Browser, book: Ledger) -> None:
    order = [one.id for one in book.waiting()]
    assert shown(browser.get("/review").text) == order[0]
    page = browser.post(f"/review/{order[0]}", {"verdict": "confirm"}, on="/review", headers=PART).text
    assert "<html" not in page and shown(page) == order[1]
    page = browser.post(f"/review/{order[1]}", {"verdict": "skip"}, on="/review", headers=PART).text
    assert shown(page) == order[2]
    back = re.search(r'action="(/review/undo/[^"]+)"', page)
    assert back and back[1].endswith(order[1])
    assert shown(browser.post(back[1], on="/review", headers=PART).text) == order[1]
    page = browser.post(f"/review/{order[1]}", {"verdict": "reject"}, on="/review", headers=PART).text
    back = re.search(r'action="(/review/undo/\d+)"', page)
    assert back
    assert shown(browser.post(back[1], on="/review", headers=PART).text) == order[1]
    assert [row.action for row in book.journal(10)] == ["undo", "reject", "confirm"]


def test_without_scripts_it_goes_on_too(browser: Browser, book: Ledger) -> None:
    first = book.waiting()[0].id
    answer = browser.post(f"/review/{first}", {"verdict": "confirm", "kind": "matter"}, on="/review")
    assert (answer.status_code, answer.headers["location"]) == (303, "/review?kind=matter")


def test_a_change_made_there_leads_to_the_next(browser: Browser, book: Ledger) -> None:
    first = book.waiting(kinds=("statement",))[0].id
    headers = {**PART, "hx-current-url": "http://testserver/review?kind=statement"}
    page = browser.post(f"/record/{first}/edit", {"act": "warn"}, on="/review", headers=headers).text
    assert 'hx-get="/review?kind=statement"' in page


def test_the_surest_are_taken_together(browser: Browser, book: Ledger) -> None:
    sure = [one.id for one in book.waiting(order="sure")]
    page = browser.get("/review/many").text
    assert re.findall(r'name="record" value="([^"]+)" checked', page) == sure[:40]
    done = (
        browser.post("/review/many/take", {"record": [*sure[:1], "st-999"]}, on="/review/many")
        if sure
        else None
    )
    if done is not None:
        assert done.status_code == 200
        assert book.journal(5)[0].id == sure[0]


def test_the_journal_tells_who_did_what(browser: Browser, book: Ledger) -> None:
    book.correct("st-1", "confirm", who="Edda")
    book.correct("st-2", fields={"act": "warn"}, who="Rita", why="hørt <i>på nytt</i>")
    page = browser.get("/changes").text
    assert "Edda" in page and "Rita" in page and "&lt;i&gt;" in page
    only = browser.get("/changes?who=Edda").text
    assert only.count("data-item") == 1
    browser.post("/undo/2", on="/review")
    assert [row.review for row in book.said() if row.id == "st-2"] == ["unread"]


def test_readers_do_not_review(outside: Browser) -> None:
    outside.log_in("Rita")
    for path in ("/review", "/review/many"):
        assert outside.get(path).status_code == 403
    assert outside.get("/changes").status_code == 200
    assert 'href="/review"' not in outside.get("/reports").text


def test_records_are_fetched_together_as_each_is_alone(book: Ledger) -> None:
    wanted = [one.id for one in book.waiting()]
    with book.snapshot() as snapshot:
        assert snapshot.records([*wanted, "st-999", "ac-1", "x", wanted[0]]) == [
            *(snapshot.record(one) for one in wanted),
            snapshot.record(wanted[0]),
        ]
        assert snapshot.records([]) == []
