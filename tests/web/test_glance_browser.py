"""The crisis at a glance in Chromium: each page's main act by keyboard, without script too; axe-core finds nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from depesje.ledger import Ledger

from ..ledger.making import grense
from ..ledger.test_exchanges import brief, call
from .test_browser import AXE, RULES, chromium, site, visit

pytestmark = pytest.mark.browser
__all__ = ["chromium", "site", "visit"]
PAGES = [
    "/",
    "/matters",
    "/matters/ma-1",
    "/exchanges",
    "/exchanges/ex-1",
    "/timeline?since=2031&until=2031",
    "/map",
]


@pytest.fixture(autouse=True)
def crisis(site: tuple[str, Ledger]) -> Iterator[Ledger]:
    """Reports on several days, and a call with two versions."""
    ledger = site[1]
    for record in (grense(report="senere", published="2031-05-18"), call("a"), brief("b")):
        ledger.add(record)
    yield ledger


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(visit: Callable[..., Any], path: str) -> None:
    for scheme, width in (("light", 1280), ("dark", 1280), ("light", 390)):
        page = visit(path, scheme=scheme, width=width, bypass_csp=True)
        for twin in page.query_selector_all("details.twin summary"):
            twin.click()
        page.evaluate(AXE)
        found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)["violations"]
        assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == [], (
            scheme,
            width,
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= width, "it does not fit a phone"


def test_the_slider_moves_the_date_and_the_list_with_it(visit: Callable[..., Any]) -> None:
    page = visit("/matters")
    assert page.query_selector("#found [data-item]")
    page.focus("#day")
    with page.expect_response(lambda answer: "/matters?on=2031-05-08" in answer.url):
        page.keyboard.press("Home")
    page.wait_for_url(lambda url: url.endswith("/matters?on=2031-05-08"))
    assert page.input_value("#on") == "2031-05-08"
    assert page.evaluate("document.activeElement.id") == "day"
    assert page.get_attribute("#day", "aria-valuetext") == "2031-05-08"
    assert page.query_selector("#found [data-item]")


def test_without_script_the_date_is_a_field(visit: Callable[..., Any]) -> None:
    page = visit("/matters", java_script_enabled=False)
    assert not page.is_visible("#day")
    page.fill("#on", "2030")
    page.press("#on", "Enter")
    assert "on=2030" in page.url and not page.query_selector("#found [data-item]")


def test_a_matter_is_opened_by_keys_alone(visit: Callable[..., Any]) -> None:
    page = visit("/")
    page.keyboard.press("g")
    page.keyboard.press("m")
    page.wait_for_url("**/matters")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/matters/ma-*")
    assert page.query_selector("h1")


def test_accounts_are_reached_by_keys_alone(visit: Callable[..., Any]) -> None:
    page = visit("/")
    page.keyboard.press("g")
    page.keyboard.press("e")
    page.wait_for_url("**/exchanges")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/exchanges/ex-*")
    assert page.query_selector("table.accounts th[scope=col]")


def test_the_timeline_is_zoomed_and_read_as_a_table_by_keys(visit: Callable[..., Any]) -> None:
    page = visit("/timeline?since=2031-05-01&until=2031-05-31")
    page.keyboard.press("+")
    page.wait_for_url(lambda url: "since=2031-05-09&until=2031-05-23" in url)
    page.keyboard.press("-")
    page.wait_for_url(lambda url: "since=2031-05-02&until=2031-05-30" in url)
    page.keyboard.press("v")
    page.wait_for_selector("details.twin[open] table")
    for link in page.query_selector_all("svg.lanes a"):
        assert link.get_attribute("tabindex") == "-1"  # the table has them all


def test_a_bar_leads_to_its_words(visit: Callable[..., Any], crisis: Ledger) -> None:
    page = visit("/timeline?since=2031&until=2031")
    page.click("svg.lanes rect.bar >> nth=0", force=True)
    page.wait_for_url("**/report?id=*")
    assert page.query_selector("[data-r].on, .on")
