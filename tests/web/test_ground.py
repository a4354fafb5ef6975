"""What every page stands on: who is let in, what is refused, languages, and that nothing comes from elsewhere."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from starlette.testclient import TestClient

from depesje.errors import UserError
from depesje.ledger import Ledger
from depesje.web.limiting import PAIR, WINDOW, Limiter
from depesje.web.navigation import entries
from depesje.web.serving import settings_for
from depesje.web.visiting import inside

from .conftest import PASSWORD, Browser

OWN = [
    "/", "/matters", "/exchanges", "/timeline", "/map",
    "/reports", "/dossiers", "/dossiers/new",
    "/report?id=grense", "/report?id=grense&record=st-1", "/record/st-1/edit", "/record/st-1/history",
    "/record/new?report=grense&kind=event", "/search", "/search?words=sundet", "/search?what=matters&status=open", "/actor",
    "/actor?id=ac-1", "/review", "/review/many", "/changes", "/account", "/settings", "/help", "/accessibility",
]  # fmt: skip


@pytest.mark.parametrize("path", OWN)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_page_comes_in_every_language(browser: Browser, path: str, language: str) -> None:
    browser.client.cookies.set("lang", language)
    answer = browser.get(path)
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.text
    assert answer.text.count("<h1") == 1


@pytest.mark.parametrize("path", OWN)
def test_nothing_comes_from_elsewhere_and_nothing_is_inline(browser: Browser, path: str) -> None:
    answer = browser.get(path)
    assert not re.search(r"<style|style=|\son[a-z]+=|<script(?! src=\"/static/)|javascript:", answer.text)
    assert not re.search(r'(?:src|action)="(?!/)', answer.text)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_each_page_has_its_topic_in_the_help_and_leads_there(browser: Browser, language: str) -> None:
    browser.client.cookies.set("lang", language)
    help_page = browser.get("/help").text
    topics = re.findall(r' id="([a-z]+)">[^<]+</h[23]>\n<p>', help_page)
    assert {entry.topic for entry in entries()} <= set(topics)
    assert {"correcting", "citing"} <= set(topics)
    for entry in entries():
        assert f'href="/help#{entry.topic}"' in browser.get(entry.path).text


def test_the_browsers_language_is_taken_until_another_is_chosen(browser: Browser) -> None:
    assert 'lang="nn"' in browser.get("/reports", headers={"accept-language": "nn-NO,nb;q=0.8"}).text
    browser.post("/settings", {"language": "en", "theme": "dark", "keys": "off"})
    answer = browser.get("/reports", headers={"accept-language": "nn-NO"})
    assert '<html lang="en" data-theme="dark" data-keys="off">' in answer.text


def test_who_is_not_logged_in_sees_nothing(outside: Browser) -> None:
    answer = outside.get("/reports?publisher=NTB")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=%2Freports%3Fpublisher%3DNTB"
    for path in ("/", "/account", "/help", "/report?id=grense", "/review", "/search", "/actor"):
        assert outside.get(path).status_code == 303, path
    for path in ("/login", "/settings", "/accessibility"):
        assert outside.get(path).status_code == 200, path


def test_logging_in_gives_another_cookie_and_out_ends_it(outside: Browser) -> None:
    outside.get("/login")
    before = outside.client.cookies["depesje"]
    answer = outside.log_in("rita")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    session = outside.client.cookies["depesje"]
    assert session != before
    assert outside.get("/reports").status_code == 200
    assert outside.get("/reports").headers["cache-control"] == "no-store"
    outside.post("/logout")
    outside.client.cookies.set("depesje", session)
    assert outside.get("/reports").status_code == 303


def test_a_wrong_password_and_an_unknown_name_are_told_alike_and_then_slowed(outside: Browser) -> None:
    wrong, unknown = outside.log_in("Rita", "feil"), outside.log_in("Ingen", "feil")
    assert wrong.status_code == unknown.status_code == 403
    assert wrong.text.replace("Rita", "") == unknown.text.replace("Ingen", "")
    for _ in range(PAIR):
        last = outside.log_in("Rita", "feil")
    assert last.status_code == 429 and int(last.headers["retry-after"]) > 0
    assert outside.log_in("Rita").status_code == 429
    assert outside.log_in("Edda").status_code == 303  # others are not kept out


def test_failures_are_forgotten_in_time() -> None:
    now = [0.0]
    limiter = Limiter(lambda: now[0])
    for _ in range(PAIR):
        limiter.failed("rita", "10.0.0.1")
    assert limiter.wait("rita", "10.0.0.1") == WINDOW
    assert limiter.wait("rita", "10.0.0.2") == 0
    now[0] = WINDOW + 1
    assert limiter.wait("rita", "10.0.0.1") == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
    ],
)
def test_a_form_of_another_site_changes_nothing(browser: Browser, headers: dict[str, str]) -> None:
    assert browser.post("/settings", {"language": "en"}, headers=headers).status_code == 403


def test_a_form_without_its_token_changes_nothing(browser: Browser) -> None:
    browser.get("/settings")
    for data in ({"language": "en"}, {"language": "en", "csrf": ""}, {"language": "en", "csrf": "0" * 64}):
        answer = browser.client.post("/settings", data=data, follow_redirects=False)
        assert answer.status_code == 403
    assert "lang" not in browser.client.cookies


def test_another_visitors_token_is_none(visit: Callable[..., Browser]) -> None:
    one, other = visit(), visit()
    token = re.search(r'name="csrf" value="(\w+)"', one.get("/settings").text)
    assert token
    other.get("/settings")
    assert other.client.post("/settings", data={"csrf": token[1]}).status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "", "testserver evil", "[::1"])
def test_no_other_name_is_answered(browser: Browser, host: str) -> None:
    answer = browser.get("/reports", headers={"host": host})
    assert answer.status_code == 421
    assert "sund" not in answer.text
    assert "content-security-policy" in answer.headers


def test_what_is_too_large_is_refused(browser: Browser) -> None:
    assert browser.post("/settings", {"language": "x" * 2_000_000}).status_code == 413


@pytest.mark.parametrize(
    ("language", "named", "much"),
    [
        ("nb", "Depesje finnes ikke under dette navnet.", "Det er for mye."),
        ("nn", "Depesje finst ikkje under dette namnet.", "Det er for mykje."),
        ("en", "Depesje is not served under this name.", "That is too much."),
    ],
)
def test_what_is_refused_before_any_page_is_said_in_the_readers_language(
    browser: Browser, language: str, named: str, much: str
) -> None:
    accepting = {"accept-language": f"{language}, fr;q=0.5"}
    answer = browser.get("/reports", headers={"host": "evil.example", **accepting})
    assert (answer.text, answer.headers["content-language"]) == (f"{named}\n", language)
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    browser.post("/settings", {"language": language, "theme": "system", "keys": "on"})
    assert browser.post("/settings", {"language": "x" * 2_000_000}).text == f"{much}\n"
    told = browser.client.post("/api/v1/records", content="x" * 2_000_000)
    assert (told.status_code, told.json()) == (413, {"detail": "That is too much."})


@pytest.mark.parametrize(
    "given",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil",
        "javascript:alert(1)",
        "/\t/evil.example",
        "evil",
        "",
        None,
    ],
)
def test_no_address_leads_away(outside: Browser, given: str | None) -> None:
    assert inside(given) == "/"
    data = {"name": "Rita", "password": PASSWORD, **({} if given is None else {"next": given})}
    assert outside.post("/login", data, on="/login").headers["location"] == "/"


def test_an_address_of_ours_is_gone_on_to(outside: Browser) -> None:
    data = {"name": "Rita", "password": PASSWORD, "next": "/reports?since=2031"}
    assert outside.post("/login", data, on="/login").headers["location"] == "/reports?since=2031"


def test_a_part_is_led_on_to_an_address_of_any_letters(outside: Browser) -> None:
    data = {"name": "Rita", "password": PASSWORD, "next": "/actor?name=Åse"}
    answer = outside.post("/login", data, on="/login", headers={"hx-request": "true"})
    assert (answer.status_code, answer.headers["hx-redirect"]) == (204, "/actor?name=%C3%85se")


NASTY = "\"'><script>alert(1)</script>"


@pytest.mark.parametrize(
    "path",
    [
        "/reports?publisher={}",
        "/reports?since={}",
        "/reports?dossier={}",
        "/matters?party={}",
        "/matters?on={}",
        "/exchanges?party={}",
        "/timeline?party={}",
        "/timeline?since={}",
        "/exchanges?dossier={}",
        "/settings?next=/{}",
        "/{}",
        "/login?next=/{}",
    ],
)
def test_what_is_asked_comes_back_as_text(browser: Browser, path: str) -> None:
    answer = browser.get(path.format(NASTY))
    assert answer.status_code < 500
    # Wherever it comes back, it is as text or as a part of an address.
    before = [answer.text[: found.start()] for found in re.finditer(r"alert\(1\)|alert%281%29", answer.text)]
    assert all(text.endswith(("&gt;&lt;script&gt;", "%3E%3Cscript%3E")) for text in before)
    assert before or answer.status_code in (303, 400, 404, 422)


def test_first_requests_that_come_together_are_all_answered(browser: Browser) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: browser.client.get("/reports").status_code, range(8)))
    assert answers == [200] * 8


def test_a_head_is_that_of_the_page(browser: Browser) -> None:
    answer = browser.client.head("/reports")
    assert (answer.status_code, answer.content) == (200, b"")
    assert "content-security-policy" in answer.headers


def test_errors_are_pages(browser: Browser) -> None:
    missing = browser.get("/nothing-here")
    assert missing.status_code == 404 and "<h1>" in missing.text and "404" in missing.text
    assert browser.get("/reports?since=yesterdayish").status_code == 400
    assert browser.get("/reports?offset=-1").status_code == 422
    assert "Unprocessable" not in browser.post("/search/saved", {"name": "tom", "query": "x=y"}).text
    part = browser.get("/reports?since=xx", headers={"hx-request": "true"})
    assert part.status_code == 400 and "<html" not in part.text


def test_trouble_of_ours_is_told_without_its_inside(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the secret inside")

    monkeypatch.setattr(Ledger, "reports", broken)
    answer = browser.get("/reports")
    assert answer.status_code == 500
    assert "secret inside" not in answer.text and "<h1>" in answer.text


def test_a_password_is_changed_by_who_knows_it(outside: Browser) -> None:
    outside.log_in("Rita")
    wrong = outside.post("/account/password", {"old": "feil", "new": PASSWORD + "!"}, on="/account")
    assert wrong.status_code == 403
    short = outside.post("/account/password", {"old": PASSWORD, "new": "kort"}, on="/account")
    assert short.status_code == 400
    assert (
        outside.post("/account/password", {"old": PASSWORD, "new": PASSWORD + "!"}, on="/account").status_code
        == 303
    )
    assert outside.get("/account").status_code == 200
    outside.client.cookies.clear()
    assert outside.log_in("Rita", PASSWORD).status_code == 403


def test_tokens_are_shown_once_and_taken_back(browser: Browser, book: Ledger) -> None:
    made = browser.post("/account/tokens", {"name": "feed reader"}, on="/account")
    secret = re.search(r"depesje_[\w-]+", made.text)
    assert secret and "depesje_" not in browser.get("/account").text
    assert book.users.with_token(secret[0]) is not None
    browser.post("/account/tokens/1/drop", on="/account")
    assert book.users.with_token(secret[0]) is None


def test_a_token_makes_no_other_and_changes_no_password(outside: Browser, book: Ledger) -> None:
    rita = book.users.called("Rita")
    _, secret = book.users.new_token(rita, "leser")
    headers = {"authorization": f"Bearer {secret}"}
    for path, data in (
        ("/account/tokens", {"name": "en til"}),
        ("/account/tokens/1/drop", {}),
        ("/account/password", {"old": PASSWORD, "new": PASSWORD + "!"}),
    ):
        assert (
            outside.client.post(path, data=data, headers=headers, follow_redirects=False).status_code == 403
        )
    assert len(book.users.tokens(rita)) == 1 and outside.log_in("Rita").status_code == 303


def test_who_guesses_a_password_keeps_nobody_else_from_changing_theirs(outside: Browser) -> None:
    outside.log_in("Rita")
    for _ in range(PAIR):
        outside.post("/account/password", {"old": "feil", "new": PASSWORD + "!"}, on="/account")
    slowed = outside.post("/account/password", {"old": PASSWORD, "new": PASSWORD + "!"}, on="/account")
    assert slowed.status_code == 429
    rita, edda = (Browser(TestClient(outside.client.app)) for _ in range(2))
    assert rita.log_in("Rita").status_code == edda.log_in("Edda").status_code == 303
    changed = edda.post("/account/password", {"old": PASSWORD, "new": PASSWORD + "!"}, on="/account")
    assert changed.status_code == 303


def test_of_many_tries_at_once_no_more_are_let_through(
    outside: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = re.search(r'name="csrf" value="(\w+)"', outside.get("/login").text)
    assert token
    sent = {"csrf": token[1], "name": "Rita", "password": "feil"}
    with ThreadPoolExecutor(12) as pool:
        tries = list(
            pool.map(lambda _: outside.client.post("/login", data=sent).status_code, range(3 * PAIR))
        )
    assert 403 in tries and tries.count(403) <= PAIR + 1  # two are looked at at a time


def test_files_are_served_for_good_under_an_address_of_their_own(browser: Browser) -> None:
    links = re.findall(r'(?:href|src)="(/static/[^"]+)"', browser.get("/reports").text)
    assert len(links) >= 4
    for link in links:
        answer = browser.get(link)
        assert answer.status_code == 200 and "immutable" in answer.headers["cache-control"]
    assert browser.get("/static/000000000000/depesje.css").status_code == 404
    assert browser.get("/static/000000000000/..%2F..%2Fapp.py").status_code == 404


def test_new_reports_are_marked_since_one_last_looked(
    browser: Browser, book: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "new-mark" not in browser.get("/reports").text
    from datetime import timedelta

    from depesje.ledger.users import looks

    monkeypatch.setattr(looks, "VISIT", timedelta(0))
    monkeypatch.setattr(looks, "NOTED", timedelta(0))
    from ..ledger.making import grense

    book.add(grense(report="ny", published="2031-06-01"))
    assert browser.get("/reports").text.count("new-mark") == 1


@pytest.mark.parametrize(
    ("bind", "names", "login"),
    [
        ("127.0.0.1", (), False),
        ("::1", (), False),
        ("localhost", (), False),
        ("127.0.0.1", ("ledger.example.org",), True),
        ("0.0.0.0", (), True),
        ("192.0.2.7", (), True),
    ],
)
def test_elsewhere_than_on_this_machine_users_log_in(
    book: Ledger, bind: str, names: tuple[str, ...], login: bool
) -> None:
    if login:
        with pytest.raises(UserError, match="user add"):
            settings_for(book, bind, names)
        assert not settings_for(book, bind, names, no_login=True).login
        book.users.add("Ada", "admin", PASSWORD)
    settings = settings_for(book, bind, names)
    assert settings.login is login
    assert set(names) <= settings.hosts


def test_the_command_line_does_not_wait_for_the_web() -> None:
    code = "import sys, depesje.cli; print([m for m in ('fastapi', 'starlette', 'jinja2', 'argon2') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_ledger_that_cannot_be_used_is_no_fault_of_the_one_who_asks(browser: Browser, book: Ledger) -> None:
    assert book.path is not None
    with closing(sqlite3.connect(book.path)) as raw:
        raw.execute("DROP TABLE anchors")
    answer = browser.get("/api/v1/said")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
    assert "damaged" in answer.json()["detail"]
    for language, told in (
        ("en", "damaged"),
        ("nb", "er skadet: Tabeller mangler."),
        ("nn", "er skadd: Tabellar manglar."),
    ):
        browser.client.cookies.set("lang", language)
        page = browser.get("/report?id=grense")
        assert page.status_code == 503 and told in page.text
    assert browser.get("/api/v1/said?since=i-fjor").status_code == 422
