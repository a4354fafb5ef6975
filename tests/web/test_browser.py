"""The pages in Chromium: what each is for, by keyboard alone, and without violations that axe-core finds."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from depesje.ledger import Ledger, open_ledger
from depesje.records import Record, Report, Span, Speaker, Statement
from depesje.web.app import create_app
from depesje.web.settings import Settings

from ..ledger.making import GRENSE, grense, sund
from .test_report import HOSTILE, hostile

pytestmark = pytest.mark.browser
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
READY = "document.documentElement.hasAttribute('data-ready') && !document.querySelector('[aria-busy=true]')"
PAGES = [
    "/reports", "/dossiers", "/dossiers/new", "/dossiers/do-1/change", "/dossiers/do-1/end",
    "/report?id=grense", "/report?id=grense&record=st-1,ma-1", "/record/st-1/edit", "/record/st-1/history",
    "/search?words=krav", "/search?what=matters&status=open", "/actor", "/actor?name=NAV", "/actor?id=ac-1", "/review",
    "/review/many", "/changes", "/account", "/settings", "/help", "/accessibility", "/nothing",
]  # fmt: skip


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def site(template: Path, tmp_path: Path) -> Iterator[tuple[str, Ledger]]:
    """The pages on a port of this machine, and their ledger."""
    path = tmp_path / "sund.db"
    shutil.copyfile(template, path)
    with open_ledger(path) as ledger:
        ledger.add(grense())
        ledger.add(sund())
        ledger.new_dossier("Sundet", ["NAV", "Sørlandia"], ["sundet"], "2031-05", who="Kari")
        config = uvicorn.Config(
            create_app(ledger, Settings(local="Kari")), port=0, log_level="error", access_log=False
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", ledger
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def visit(chromium: Any, site: tuple[str, Ledger]) -> Iterator[Callable[..., Any]]:
    """Opens pages; at the end nothing may have been complained of, nor loaded from elsewhere."""
    complaints: list[str] = []
    contexts = []

    def come(path: str, *, scheme: str = "light", width: int = 1280, expect: int = 200, **more: Any) -> Any:
        context = chromium.new_context(
            viewport={"width": width, "height": 860}, color_scheme=scheme, locale="nb-NO", **more
        )
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console", lambda message: complaints.append(message.text) if message.type == "error" else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda asked: complaints.append(asked.url) if not asked.url.startswith(site[0]) else None,
        )
        answer = page.goto(site[0] + path)
        assert answer.status == expect
        return page

    yield come
    for context in contexts:
        context.close()
    assert [one for one in complaints if "404" not in one] == []


def until(page: Any, holds: str) -> None:
    """Wait until something holds on a page. (Playwright's own way evaluates text, which the policy of the pages refuses.)"""
    end = time.monotonic() + 20
    while not _now(page, holds):
        assert time.monotonic() < end, holds
        time.sleep(0.02)


def _now(page: Any, holds: str) -> bool:
    from playwright.sync_api import Error

    try:
        return bool(page.evaluate(holds))
    except Error:  # the page is just giving way to the next one
        return False


def press(page: Any, *keys: str) -> None:
    """Press keys one after the other, each once the page takes keys: not while it gives way to the next one."""
    for key in keys:
        until(page, READY)
        page.keyboard.press(key)


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(visit: Callable[..., Any], path: str) -> None:
    expect = 404 if path == "/nothing" else 200
    for scheme, width in (("light", 1280), ("dark", 1280), ("light", 390)):
        page = visit(path, scheme=scheme, width=width, expect=expect, bypass_csp=True)
        page.evaluate(AXE)
        found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)["violations"]
        assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == [], (
            scheme,
            width,
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= width, "it does not fit a phone"


@pytest.mark.parametrize("script", [True, False])
def test_a_dossier_is_made_changed_and_ended_by_keyboard_with_script_or_without(
    visit: Callable[..., Any], site: tuple[str, Ledger], script: bool
) -> None:
    ledger = site[1]
    page = visit("/dossiers/new", java_script_enabled=script)
    page.locator("#name").focus()
    for typed, leave in (
        ("Isen", "Tab"),
        ("SLA\nNAV", "Tab"),
        ("isen\nden tynne isen", "Tab"),
        ("2031", "Enter"),
    ):
        page.keyboard.type(typed)
        page.keyboard.press(leave)
    page.wait_for_url("**/dossiers")
    made = next(row for row in ledger.dossiers() if row.name == "Isen")
    assert (made.parties, made.words, made.since) == (("SLA", "NAV"), ("isen", "den tynne isen"), "2031")
    page.get_by_role("link", name="Endre Isen").press("Enter")
    page.wait_for_url(f"**/dossiers/{made.id}/change")
    page.get_by_label("Parter").fill("")
    page.get_by_role("button", name="Lagre").press("Enter")
    page.wait_for_url("**/dossiers")
    assert next(row.parties for row in ledger.dossiers() if row.id == made.id) == ()
    page.get_by_role("link", name="Avslutt Isen").press("Enter")
    page.get_by_role("button", name="Avslutt mappen").press("Enter")
    page.wait_for_url("**/dossiers")
    assert [row.name for row in ledger.dossiers()] == ["Sundet"]


def test_the_content_is_reached_by_the_first_tab(visit: Callable[..., Any]) -> None:
    page = visit("/reports")
    press(page, "Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    press(page, "Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_every_control_shows_its_focus(visit: Callable[..., Any]) -> None:
    page = visit("/search?words=krav")
    for _ in range(30):
        press(page, "Tab")
        seen = page.evaluate(
            "() => { const node = document.activeElement, style = getComputedStyle(node);"
            " return node === document.body || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 }"
        )
        assert seen, page.evaluate("document.activeElement.outerHTML")


def test_keys_go_filter_and_help(visit: Callable[..., Any]) -> None:
    page = visit("/reports")
    press(page, "?")
    assert page.locator("#keys").is_visible()
    press(page, "Escape")
    press(page, "f")
    assert page.evaluate("document.activeElement.id") == "publisher"
    page.keyboard.type("gs")  # in a field, keys are letters
    assert page.url.endswith("/reports")
    press(page, "Escape")
    press(page, "g")
    page.keyboard.press("s")
    page.wait_for_url("**/search")
    press(page, "Escape")
    press(page, "g")
    page.keyboard.press("r")
    page.wait_for_url("**/reports")
    press(page, "j")
    press(page, "j")
    press(page, "Enter")
    page.wait_for_url("**/report?*")


def test_keys_can_be_turned_off(visit: Callable[..., Any]) -> None:
    page = visit("/settings")
    page.locator("#keys-off").check()
    page.get_by_role("button", name="Lagre").click()
    until(page, "document.documentElement.dataset.keys === 'off'")
    press(page, "?")
    assert page.locator("#keys[open]").count() == 0


def test_the_theme_that_is_chosen_holds(visit: Callable[..., Any]) -> None:
    page = visit("/settings", scheme="light")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("#theme-dark").check()
    page.get_by_role("button", name="Lagre").click()
    until(page, "document.documentElement.dataset.theme === 'dark'")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light


def test_a_report_is_read_by_keyboard(visit: Callable[..., Any], site: tuple[str, Ledger]) -> None:
    page = visit("/report?id=grense")
    press(page, "j")
    page.wait_for_selector("[data-card]")
    first = page.locator("[data-card]").first.get_attribute("data-card")
    press(page, "j")
    until(page, f"document.querySelector('[data-card]')?.dataset.card !== '{first}'")
    press(page, "k")
    page.wait_for_selector(f"[data-card='{first}']")
    press(page, "x")
    page.wait_for_selector(".done")
    assert [
        row.review for row in (*site[1].said(review="rejected"), *site[1].timeline(review="rejected"))
    ] == ["rejected"]
    press(page, "u")
    until(page, "document.querySelectorAll('[data-key=u]').length === 0")
    assert site[1].said(review="rejected") == [] == site[1].timeline(review="rejected")


def test_marked_words_show_their_record_by_mouse(visit: Callable[..., Any]) -> None:
    page = visit("/report?id=grense")
    page.locator("#w-st-1").click()
    page.wait_for_selector("[data-card='st-1']")
    assert "on" in (page.locator("#w-st-1").get_attribute("class") or "").split()


def test_on_a_phone_the_record_stands_below_its_words_until_it_is_closed(visit: Callable[..., Any]) -> None:
    page = visit("/report?id=grense", width=390)
    last = page.locator(".text [data-item]").last
    last.click()
    page.wait_for_selector("[data-card]")
    until(page, READY)
    words, record = last.bounding_box(), page.locator("#record").bounding_box()
    assert words["y"] >= 0 and words["y"] + words["height"] <= record["y"]
    assert record["y"] + record["height"] == 860
    page.locator("[data-close]").first.click()
    until(page, "!document.querySelector('[data-card]')")
    assert page.locator(".text .on").count() == 0
    last.click()
    page.wait_for_selector("[data-card]")


def test_selected_words_become_a_statement_in_three_keys(
    visit: Callable[..., Any], site: tuple[str, Ledger]
) -> None:
    page = visit("/report?id=grense")
    words = "sanksjonene må oppheves først"
    page.evaluate(
        """words => {
          const walk = document.createTreeWalker(document.querySelector('.text'), NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            const node = walk.currentNode, at = node.data.indexOf(words);
            if (at >= 0) return getSelection().setBaseAndExtent(node, at, node, at + words.length);
          }
        }""",
        words,
    )
    press(page, "s")
    page.wait_for_selector("#f-words")
    assert page.locator("#f-words").input_value() == words
    until(page, "document.activeElement.id === 'f-speaker'")
    page.keyboard.type("Ramón Vega")
    press(page, "Enter")
    page.wait_for_selector(".done")
    (row,) = (row for row in site[1].said(by="Vega") if row.words == (words,))
    assert (row.start, row.read_by) == (GRENSE.index(words), "person")


def test_words_are_selected_by_keyboard_alone(visit: Callable[..., Any]) -> None:
    page = visit("/report?id=grense")
    press(page, "j")
    press(page, ".")
    before = page.evaluate("String(getSelection())")
    press(page, ".")
    press(page, ".")
    longer = page.evaluate("String(getSelection())")
    assert before and longer.startswith(before) and len(longer) > len(before)
    press(page, "m")
    page.wait_for_selector("#f-words")
    assert page.locator("#f-words").input_value().strip() == longer.strip()


def test_review_goes_on_by_key_and_each_act_takes_less_than_a_second(
    visit: Callable[..., Any], site: tuple[str, Ledger]
) -> None:
    page = visit("/review")
    seen, spent = [], []
    for key in ("y", "x", "n", "y"):
        now = page.locator("[data-card]").get_attribute("data-card")
        seen.append(now)
        begun = time.monotonic()
        press(page, key)
        until(page, f"document.querySelector('[data-card]')?.dataset.card !== '{now}'")
        spent.append(time.monotonic() - begun)
    assert min(spent) < 1  # on a machine that does other things meanwhile, too
    assert len(set(seen)) == 4
    press(page, "u")
    page.wait_for_selector(f"[data-card='{seen[-1]}']")
    assert [row.action for row in site[1].journal(9)] == ["undo", "confirm", "reject", "confirm"]


def _slowed(page: Any, path: str) -> Callable[[], None]:
    """Holds back what is asked of a path; gives what lets it go."""
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    def go() -> None:
        while not held:
            page.wait_for_timeout(10)
        for route in held:
            route.continue_()
        page.unroute(path)

    page.route(path, hold)
    return go


def test_a_key_that_comes_before_the_next_record_says_nothing_of_any(
    visit: Callable[..., Any], site: tuple[str, Ledger]
) -> None:
    page = visit("/review")
    first = page.locator("[data-card]").get_attribute("data-card")
    go = _slowed(page, "**/review/*")
    press(page, "y")
    for key in ("x", "n", "y", "u", "Enter"):
        page.keyboard.press(key)
    go()
    until(page, f"document.querySelector('[data-card]')?.dataset.card !== '{first}'")
    until(page, READY)
    assert [(row.id, row.action) for row in site[1].journal(9)] == [(first, "confirm")]


def test_a_key_that_is_held_down_decides_once(visit: Callable[..., Any], site: tuple[str, Ledger]) -> None:
    page = visit("/review")
    for key in ("y", "Enter"):
        first = page.locator("[data-card]").get_attribute("data-card")
        until(page, READY)
        page.keyboard.down(key)
        until(page, f"document.querySelector('[data-card]')?.dataset.card !== '{first}'")
        until(page, READY)
        for _ in range(5):
            page.keyboard.down(key)
        page.keyboard.up(key)
    until(page, READY)
    assert [row.action for row in site[1].journal(9)] == ["confirm", "confirm"]


def test_a_key_on_a_report_means_the_record_whose_words_are_chosen(
    visit: Callable[..., Any], site: tuple[str, Ledger]
) -> None:
    page = visit("/report?id=grense")
    press(page, "j")
    page.wait_for_selector("[data-card]")
    first = page.locator("[data-card]").first.get_attribute("data-card")
    until(page, READY)
    go = _slowed(page, "**/card")
    press(page, "j")
    page.keyboard.press("x")  # what stands at the side is still the first
    go()
    until(page, f"document.querySelector('[data-card]')?.dataset.card !== '{first}'")
    until(page, READY)
    assert site[1].journal(9) == []


def test_a_record_is_changed_in_review_and_the_next_comes(
    visit: Callable[..., Any], site: tuple[str, Ledger]
) -> None:
    page = visit("/review?kind=statement")
    id = page.locator("[data-card]").get_attribute("data-card")
    press(page, "r")
    page.wait_for_selector("#f-act")
    page.locator("#f-act").select_option("warn")
    page.get_by_role("button", name="Lagre").click()
    page.wait_for_selector(".done")
    press(page, "n")
    until(page, f"document.querySelector('[data-card]')?.dataset.card !== '{id}'")
    assert next(row.act for row in site[1].said() if row.id == id) == "warn"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nb", "«i overimorgen» i feltet «når» er ingen dato. Skriv den som 2022"),
        ("nn", "«i overimorgen» i feltet «når» er ingen dato. Skriv han som 2022"),
    ],
)
def test_what_is_refused_is_told_beside_the_words_and_gone_to(
    visit: Callable[..., Any], site: tuple[str, Ledger], language: str, told: str
) -> None:
    page = visit("/report?id=grense&record=st-1")
    page.context.add_cookies([{"name": "lang", "value": language, "url": site[0]}])
    page.reload()
    press(page, "r")
    page.wait_for_selector("form.sheet details summary").click()
    page.locator("#f-when").fill("i overimorgen")
    page.locator("form.sheet button.main").click()
    assert page.wait_for_selector("form.sheet .error").inner_text().startswith(told)
    until(page, "document.activeElement?.id === 'f-when'")
    assert page.locator("#f-when").get_attribute("aria-invalid") == "true"
    page.locator("#f-when").fill("2022-01-28")
    page.locator("form.sheet button.main").click()
    page.wait_for_selector(".done")
    assert next(row.when for row in site[1].said() if row.id == "st-1") == "2022-01-28"


def test_a_search_is_asked_and_kept_by_keyboard(visit: Callable[..., Any], site: tuple[str, Ledger]) -> None:
    page = visit("/reports")
    press(page, "/")
    page.keyboard.type("krav")
    press(page, "Enter")
    page.wait_for_url("**/search?words=krav")
    assert page.locator("[data-item]").count() > 0
    page.locator("#save-name").focus()
    press(page, "Enter")
    page.wait_for_selector("a[href^='/feed/']")
    user = site[1].users.called("Kari")
    assert [one.name for one in site[1].users.searches(user)] == ["krav"]


def test_pages_work_without_scripts(visit: Callable[..., Any], site: tuple[str, Ledger]) -> None:
    page = visit("/report?id=grense", java_script_enabled=False)
    page.locator("#w-st-1").click()
    page.wait_for_url("**/report?id=grense&record=st-1*")
    page.get_by_role("button", name="Rett").first.click()
    assert [change.what for change in site[1].history("st-1")][-1] == "confirm"


def test_a_hostile_report_does_nothing(visit: Callable[..., Any], site: tuple[str, Ledger]) -> None:
    hostile(site[1], HOSTILE, publisher="<img src=x onerror=alert(1)>")
    dialogs: list[str] = []
    page = visit("/report?id=ond%22%27%3E%3Cscript%3E")
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    press(page, "j")
    page.wait_for_selector("[data-card]")
    assert dialogs == []
    assert page.locator(".text b, .text script, .text img").count() == 0
    assert "\u202e" not in page.content()


@pytest.mark.parametrize("length", [130_000, 10_000_000])
def test_a_long_report_is_there_soon(
    visit: Callable[..., Any], site: tuple[str, Ledger], length: int
) -> None:
    line = "– Vi trekker oss ikke fra sundet, sa Lindqvist til Vega ifølge en logg fra Borgen. "
    text = line * (length // len(line))
    said = tuple(
        Statement(
            f"s{n}", Speaker(None, None), None, (Span(at + 2, at + 32, text[at + 2 : at + 32]),), "direct"
        )
        for n, at in enumerate(range(0, min(len(text), 130_000), len(line)))
    )
    site[1].add(Record(Report("lang", text), (), said))
    begun = time.monotonic()
    page = visit("/report?id=lang")
    assert time.monotonic() - begun < 30
    press(page, "j")
    page.wait_for_selector("[data-card]")
    size = page.evaluate("performance.getEntriesByType('navigation')[0].encodedBodySize")
    total = page.evaluate(
        "performance.getEntriesByType('resource').reduce((sum, one) => sum + one.encodedBodySize, 0)"
    )
    assert size + total < 300_000
