"""``depesje read`` and ``add`` with addresses, from a real server."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from tests.intake.fetching.misbehaving import Answer, Server, page, serving

Run = Callable[..., Result]
FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Fjordposten</title><link>{url}/</link>
<item><title>Krever skipet tilbake</title><link>{url}/page</link><guid>{url}/page</guid>
<pubDate>Tue, 14 Mar 2023 10:00:00 +0100</pubDate><description>Rodimtsev krever skipet frigitt …</description></item>
<item><title>Uten side</title><link>{url}/borte</link><guid>{url}/borte</guid>
<pubDate>Tue, 14 Mar 2023 11:00:00 +0100</pubDate><description>Kalvane avviser kravet.</description></item>
</channel></rss>"""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    def feed(to: object) -> None:
        page("Content-Type: application/rss+xml", body=FEED.format(url=running.url))(to)  # type: ignore[arg-type]

    answers: dict[str, Answer] = {"/feed": feed, "/reserved": page("TDM-Reservation: 1")}
    with serving(answers) as running:
        yield running


@pytest.fixture(autouse=True)
def _no_pauses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fetching.toml").write_text("gap-seconds = 0\n", encoding="utf8")
    monkeypatch.setenv("DEPESJE_FETCHING", str(tmp_path / "fetching.toml"))


def test_a_page_is_read_from_its_address(depesje: Run, server: Server) -> None:
    done = depesje("read", f"{server.url}/page", "--allow-private", "127.0.0.1", "--format", "json")
    assert (done.exit_code, done.stderr) == (0, "")
    (record,) = json.loads(done.stdout)
    assert record["report"]["id"] == f"{server.url}/page"
    assert record["report"]["published"] == "2023-03-14"


def test_this_machine_is_out_of_bounds_unless_it_is_allowed(depesje: Run, server: Server) -> None:
    done = depesje("add", f"{server.url}/page")
    assert done.exit_code == 1
    assert done.stderr == (
        f"depesje: {server.url}/page: leads to a private address (127.0.0.1), from which nothing is fetched\n"
    )
    assert not Path("depesje.db").exists()


def test_what_fails_is_named_and_the_rest_is_kept(depesje: Run, server: Server) -> None:
    done = depesje("add", f"{server.url}/nei", f"{server.url}/page", "--allow-private", "127.0.0.1")
    assert done.exit_code == 1
    assert done.stderr == f"depesje: {server.url}/nei: has no such page (HTTP 404)\n"
    assert done.stdout.startswith("1 added, 1 failed; depesje.db holds 1 report")
    again = depesje("add", f"{server.url}/page", "--allow-private", "127.0.0.1")
    assert again.stdout.startswith("1 unchanged;")


def test_what_is_reserved_by_a_header_is_refused(depesje: Run, server: Server) -> None:
    done = depesje("add", f"{server.url}/reserved", "--allow-private", "127.0.0.1")
    assert done.exit_code == 1
    assert "header tdm-reservation=1" in done.stderr


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("kontakt = 'desk'", "there is no setting kontakt"),
        ("max-bytes = 'mye'", "max-bytes cannot be 'mye'"),
        ("max-bytes = true", "max-bytes cannot be True"),
        ("gap-seconds = -1", "gap-seconds cannot be -1"),
        ("contact = 'blåbær'", "contact cannot be 'blåbær'"),
        ("allow-private = ['http://x']", "'http://x' is no host"),
        ("ca-file = 'nei.pem'", "nei.pem: no certificates can be read from it"),
        ("[", "cannot be read as settings"),
    ],
)
def test_settings_that_cannot_be_are_wrong_usage(depesje: Run, settings: str, said: str) -> None:
    Path("fetching.toml").write_text(settings, encoding="utf8")
    done = depesje("read", "https://avis.example/")
    assert done.exit_code == 2
    assert said in done.stderr and done.stderr.count("\n") == 1


def test_a_feed_is_added_with_the_pages_of_its_entries(depesje: Run, server: Server) -> None:
    done = depesje("add", f"{server.url}/feed", "--full", "--allow-private", "127.0.0.1")
    assert done.exit_code == 0
    assert done.stdout.startswith("2 added; depesje.db holds 2 reports")
    assert done.stderr == (
        f"depesje: {server.url}/borte: has no such page (HTTP 404); its summary in {server.url}/feed is taken"
        " instead\n"
    )
    found = json.loads(depesje("search", "havnemyndighetene", "--json").stdout)
    assert [row["report"] for row in found] == [f"{server.url}/page"]


def test_what_was_fetched_and_is_no_report_can_be_looked_at(depesje: Run, server: Server) -> None:
    broken = f"{server.url}/i-stykker"
    server.answers["/i-stykker"] = page("Content-Type: application/pdf", body=b"%PDF-1.7 i stykker")
    assert depesje("add", broken, "--allow-private", "127.0.0.1").exit_code == 1
    assert not Path("depesje.db").exists()
    done = depesje("add", broken, f"{server.url}/page", "--allow-private", "127.0.0.1")
    assert done.exit_code == 1 and "1 document put aside" in done.stdout
    (aside,) = json.loads(depesje("quarantine", "--json").stdout)
    assert (aside["name"], aside["tries"]) == (broken, 1)
    assert depesje("quarantine", "show", "1").stdout_bytes == b"%PDF-1.7 i stykker"
    assert depesje("add", broken, "--allow-private", "127.0.0.1").exit_code == 1
    assert json.loads(depesje("quarantine", "--json").stdout)[0]["tries"] == 2
