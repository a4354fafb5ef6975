"""The API: the same answers as the ledger's own, for who has a token; and nothing that it does not describe."""

from __future__ import annotations

import time
from typing import Any

import msgspec
import pytest

from depesje.ledger import Ledger
from depesje.questions import StatementQuestion
from depesje.web import working
from depesje.web.app import create_app
from depesje.web.settings import Settings

from .conftest import Browser

V1 = "/api/v1"


def plain(value: Any) -> Any:
    return msgspec.json.decode(msgspec.json.encode(value))


@pytest.mark.parametrize(
    ("path", "ask"),
    [
        ("/said", lambda book: book.said()),
        ("/said?by=Lindqvist&limit=1", lambda book: book.said(by="Lindqvist", limit=1)),
        ("/said?offset=1&limit=2", lambda book: book.said()[1:3]),
        ("/timeline", lambda book: book.timeline()),
        ("/matters?kind=demand", lambda book: book.matters(kind="demand")),
        ("/divisions", lambda book: book.divisions()),
        ("/exchanges", lambda book: book.exchanges()),
        ("/who?name=Lindqvist", lambda book: book.who("Lindqvist")),
        ("/search?words=sundet", lambda book: book.search("sundet")),
        ("/reports", lambda book: book.reports()),
        ("/counts", lambda book: book.counts()),
        ("/matters/ma-1", lambda book: book.matter("ma-1")),
        ("/records/st-1/history", lambda book: book.history("st-1")),
        ("/records/st-1/fields", lambda book: book.fields("st-1")),
        ("/tension", lambda book: book.tension()),
        ("/dossiers", lambda book: book.dossiers()),
        ("/waiting?limit=3", lambda book: book.waiting()[:3]),
        ("/waiting?limit=2&offset=1", lambda book: book.waiting()[1:3]),
        ("/said?words=sundet&offset=1", lambda book: book.find("sundet", StatementQuestion())[1:]),
        ("/report?id=grense", lambda book: book.told("grense")),
    ],
)
def test_it_answers_as_the_ledger_does(browser: Browser, book: Ledger, path: str, ask: Any) -> None:
    answer = browser.get(V1 + path)
    assert answer.status_code == 200, answer.text
    assert answer.json() == plain(ask(book))


@pytest.mark.parametrize("listing", ["/said", "/said?words=sundet", "/matters", "/waiting", "/reports"])
def test_where_there_are_more_the_next_are_named(browser: Browser, listing: str) -> None:
    seen, path = [], f"{V1}{listing}{'&' if '?' in listing else '?'}limit=1"
    while path:
        answer = browser.get(path)
        seen += [row["id"] for row in answer.json()]
        path = answer.links["next"]["url"] if "next" in answer.links else ""
    assert seen == [row["id"] for row in browser.get(f"{V1}{listing}").json()]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/records/st-999", 404), ("/records/ac-1", 404), ("/matters/st-1", 404), ("/actors/ac-99", 404), ("/nothing", 404),
        ("/exchanges/ex-99", 404), ("/report?id=none", 404), ("/records/x", 422), ("/said?limit=0", 422),
        ("/said?act=sing", 422),
        ("/said?since=2022-13-45", 400), ("/said?dossier=none", 400), ("/who", 422), ("/records/st-999/history", 409),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_in_json(browser: Browser, path: str, status: int) -> None:
    answer = browser.get(V1 + path)
    assert answer.status_code == status, answer.text
    assert isinstance(answer.json()["detail"], str)


def test_a_token_lets_a_program_in_as_its_user(outside: Browser, book: Ledger) -> None:
    assert outside.get(f"{V1}/said").status_code == 401
    assert outside.get(f"{V1}/said").headers["www-authenticate"] == "Bearer"
    assert outside.get(f"{V1}/said", headers={"authorization": "Bearer depesje_guess"}).status_code == 401
    tokens = {name: book.users.new_token(book.users.called(name), "test")[1] for name in ("Rita", "Edda")}
    rita, edda = ({"authorization": f"Bearer {tokens[name]}"} for name in ("Rita", "Edda"))
    assert outside.get(f"{V1}/said", headers=rita).status_code == 200
    verdict = {"verdict": "confirm", "why": "sett"}
    assert outside.client.post(f"{V1}/records/st-1/verdict", json=verdict, headers=rita).status_code == 403
    for work in (
        "/waiting",
        "/records/st-1/fields",
    ):  # what one corrects by is for those who may, as on the pages
        assert outside.get(f"{V1}{work}", headers=rita).status_code == 403
        assert outside.get(f"{V1}{work}", headers=edda).status_code == 200
    done = outside.client.post(f"{V1}/records/st-1/verdict", json=verdict, headers=edda)
    assert done.status_code == 200 and done.json()["who"] == "Edda"
    assert outside.client.post(f"{V1}/records/st-1/verdict", json=verdict, headers=edda).json() is None


def test_records_are_added_changed_and_undone(browser: Browser, book: Ledger) -> None:
    given = {
        "kind": "statement",
        "report": "grense",
        "fields": {"words": ["fri ferdsel"], "speaker": ["Ramón Vega"]},
    }
    made = browser.client.post(f"{V1}/records", json=given)
    assert made.status_code == 201
    id = made.json()["id"]
    changed = browser.client.patch(f"{V1}/records/{id}", json={"fields": {"act": ["warn"]}})
    assert changed.status_code == 200
    assert next(row.act for row in book.said() if row.id == id) == "warn"
    number = changed.json()["number"]
    assert browser.client.post(f"{V1}/corrections/{number}/undo").status_code == 403  # no JSON, and no token
    undone = browser.client.post(f"{V1}/corrections/{number}/undo", json={})
    assert undone.status_code == 200
    wrong = browser.client.patch(f"{V1}/records/{id}", json={"fields": {"act": ["sing"]}})
    assert wrong.status_code == 409
    assert wrong.json()["detail"].startswith(
        "act 'sing' is none of assert, "
    )  # in English, whatever a browser speaks


def test_another_site_cannot_use_it(browser: Browser) -> None:
    headers = {"sec-fetch-site": "cross-site"}
    answer = browser.client.post(f"{V1}/records/st-1/verdict", json={"verdict": "reject"}, headers=headers)
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers


def test_all_of_it_is_described(browser: Browser) -> None:
    described = browser.get(f"{V1}/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert len(described["paths"]) > 15 and all(path.startswith(V1) for path in described["paths"])
    for operations in described["paths"].values():
        for operation in operations.values():
            assert operation.get("description") or operation.get("summary")


def test_a_dossier_that_takes_long_is_accepted(
    browser: Browser, book: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "PATIENCE", 0.0)
    monkeypatch.setattr(Ledger, "new_dossier", lambda *_, **more: (more["tick"](), time.sleep(0.2)))
    answer = browser.client.post(f"{V1}/dossiers", json={"name": "Sundet", "words": ["sundet"]})
    assert (answer.status_code, answer.json()["ready"], answer.json()["total"]) == (202, False, 2)


@pytest.mark.slow
def test_schemathesis_finds_nothing(book: Ledger) -> None:
    import schemathesis
    from hypothesis import HealthCheck, given, settings
    from schemathesis.checks import CHECKS

    app = create_app(book, Settings(hosts=frozenset({"localhost", "testserver", "127.0.0.1"}), local="Kari"))
    schema = schemathesis.openapi.from_asgi(f"{V1}/openapi.json", app)
    # A date is right or wrong in ways that no pattern tells, so a question that fits the schema may be refused.
    left_out = [
        check
        for name, check in ((c.__name__, c) for c in CHECKS.get_all())
        if name == "positive_data_acceptance"
    ]

    for operation in schema.get_all_operations():
        run = operation.ok()

        @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
        def one(case: Any) -> None:
            case.call_and_validate(excluded_checks=left_out)

        given(run.as_strategy())(one)()


def test_dossiers_are_made_changed_filled_and_ended(browser: Browser, book: Ledger) -> None:
    api, about = (
        browser.client,
        {"name": "Sundet", "parties": ["NAV", "SLA"], "words": ["sundet"], "since": "2031"},
    )
    made = api.post(f"{V1}/dossiers", json=about)
    assert (made.status_code, made.json()) == (201, {"name": "Sundet", "done": 2, "total": 2, "ready": True})
    [row] = api.get(f"{V1}/dossiers").json()
    assert {name: row[name] for name in about} == about
    one, rows = f"{V1}/dossiers/{row['id']}", api.get(f"{V1}/dossiers/{row['id']}/reports").json()
    assert rows == plain(book.dossier("Sundet")) and rows[0]["reason"]
    before = book.dossiers()
    assert api.patch(one, json={}).status_code == 200 and book.dossiers() == before
    changed = api.patch(one, json={"words": ["isbjørn"], "since": ""})
    assert changed.status_code == 200 and changed.json()["ready"]
    [row] = book.dossiers()
    assert (row.name, row.parties, row.words, row.since) == ("Sundet", ("NAV", "SLA"), ("isbjørn",), None)
    assert api.get(f"{one}/reports").json() == []
    [filed] = api.post(f"{one}/reports", json={"report": "grense", "why": "by hand"}).json()
    assert (filed["report"], filed["reason"], filed["who"]) == ("grense", "by hand", "Kari")
    assert api.post(f"{one}/reports", json={"report": "grense", "filed": False}).json() == []
    program = {"content-type": "application/json"}  # which no page of another site sends
    assert api.delete(one).status_code == 403
    assert api.delete(one, headers=program).json()["name"] == "Sundet"
    assert book.dossiers() == []
    for answer in (
        api.delete(one, headers=program),
        api.patch(one, json={"name": "x"}),
        api.get(f"{one}/reports"),
    ):
        assert answer.status_code == 404


@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        ({"name": "Tom"}, 400, "Tom: a dossier needs parties or words; nothing would be filed in it"),
        ({"name": "Sundet", "words": ["x"], "since": "i fjor"}, 400, "'i fjor' is no date"),
        ({"name": "", "words": ["x"]}, 422, "name"),
        ({"words": ["x"]}, 422, "name"),
    ],
)
def test_a_dossier_that_cannot_be_is_refused(
    browser: Browser, book: Ledger, given: dict[str, Any], status: int, said: str
) -> None:
    answer = browser.client.post(f"{V1}/dossiers", json=given)
    assert answer.status_code == status and said in answer.json()["detail"]
    assert book.dossiers() == []


def test_a_report_that_is_not_there_is_filed_nowhere(browser: Browser, book: Ledger) -> None:
    book.new_dossier("Sundet", words=["isbjørn"])
    answer = browser.client.post(f"{V1}/dossiers/do-1/reports", json={"report": "nowhere"})
    assert (answer.status_code, answer.json()) == (409, {"detail": "the ledger has no report 'nowhere'"})
