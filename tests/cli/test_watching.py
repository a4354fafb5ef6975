"""``depesje watch`` and ``quarantine`` as a person and as cron run them, and killed in the middle."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from tests.intake.fetching.misbehaving import page, status
from tests.watching.publishing import Newspaper, published
from tests.watching.standin import COMMAND, ROOT

from .working import check_whole, environment, kept

Run = Callable[..., Result]
LOCAL = ("--allow-private", "127.0.0.1")


@pytest.fixture
def paper() -> Iterator[Newspaper]:
    with published(1, 2, 3) as made:
        yield made


@pytest.fixture(autouse=True)
def _no_pauses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fetching.toml").write_text("gap-seconds = 0\n", encoding="utf8")
    monkeypatch.setenv("DEPESJE_FETCHING", str(tmp_path / "fetching.toml"))


def test_a_feed_is_followed_from_the_first_time_it_is_named(depesje: Run, paper: Newspaper) -> None:
    done = depesje("watch", paper.feed, "--once", *LOCAL)
    assert (done.exit_code, done.stderr) == (0, "")
    first, second, third = done.stdout.splitlines()
    assert first == f"follows Fjordposten ({paper.feed})"
    assert second.endswith(f"{paper.feed}: 3 added") and third == "3 added"
    again = depesje("watch", "--once", *LOCAL)
    assert (again.exit_code, again.stdout) == (0, "nothing new\n")


def test_feeds_are_listed_added_and_dropped(depesje: Run, paper: Newspaper) -> None:
    assert depesje("watch", "--add", paper.feed, *LOCAL).exit_code == 0
    assert paper.asked_for("/sak/1") == 0
    assert "Fjordposten" in depesje("watch", "--list").stdout
    (feed,) = json.loads(depesje("watch", "--list", "--json").stdout)
    assert (feed["url"], feed["fetched_at"], feed["failures"]) == (paper.feed, None, 0)
    assert depesje("watch", "--drop", paper.feed).stdout == f"{paper.feed} is not followed any more\n"
    again = depesje("watch", "--drop", paper.feed)
    assert (again.exit_code, again.stderr.count("\n")) == (1, 1)
    assert depesje("watch", "--list").stdout == "depesje.db follows no feed yet.\n"


def test_what_is_no_feed_is_named_and_makes_no_ledger(depesje: Run, paper: Newspaper) -> None:
    done = depesje("watch", f"{paper.server.url}/page", "--once", *LOCAL)
    assert done.exit_code == 1
    assert done.stderr == f"depesje: {paper.server.url}/page: is no feed, names none and points to none\n"
    assert not Path("depesje.db").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--add",),
        ("--drop",),
        ("--add", "--list", "x"),
        ("--json",),
        ("--interval", "ofte"),
        ("--list", "https://avis.example/feed"),
        ("--list", "--once"),
        ("--drop", "https://avis.example/feed", "--interval", "1h"),
        ("--add", "https://avis.example/feed", "--alert", "rules.toml"),
    ],
)
def test_wrong_usage(depesje: Run, arguments: tuple[str, ...]) -> None:
    assert depesje("watch", *arguments).exit_code == 2


def test_trouble_is_told_and_the_other_feeds_are_read(depesje: Run, paper: Newspaper) -> None:
    paper.answers("/andre", paper.serve_feed)
    depesje("watch", "--add", paper.feed, f"{paper.server.url}/andre", *LOCAL)
    paper.answers("/andre", status("503 Service Unavailable", "Retry-After: 3600"))
    done = depesje("watch", "--once", *LOCAL)
    assert done.exit_code == 1
    assert done.stderr == f"depesje: {paper.server.url}/andre: has trouble of its own (HTTP 503)\n"
    assert done.stdout.endswith("3 added\n")
    assert "503" in depesje("watch", "--list").stdout


def test_the_quarantine_is_listed_shown_read_again_and_emptied(
    depesje: Run, paper: Newspaper, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper.articles[2] = "Dette er uleselig."
    assert depesje("watch", paper.feed, "--once", *LOCAL).exit_code == 1
    listed = depesje("quarantine").stdout
    assert "language cannot be told" in " ".join(listed.split())
    (aside,) = json.loads(depesje("quarantine", "list", "--json").stdout)
    shown = depesje("quarantine", "show", str(aside["number"]))
    assert shown.stdout.strip() == "Dette er uleselig."
    again = depesje("quarantine", "retry", *LOCAL)
    assert (again.exit_code, again.stdout) == (1, "1 failed\n")
    assert depesje("quarantine", "drop", str(aside["number"])).stdout == "dropped 1\n"
    assert depesje("quarantine").stdout == "Nothing is in quarantine.\n"
    assert depesje("quarantine", "show", "7").exit_code == 1


def started(paper: Newspaper, ledger: Path, *more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*COMMAND, "watch", paper.feed, "--ledger", str(ledger), *LOCAL, *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        cwd=ROOT,
    )


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
def test_killed_in_the_middle_it_goes_on_where_it_was(tmp_path: Path) -> None:
    """Nothing is lost, nothing is kept twice, and the feed is not held by the dead."""
    ledger = tmp_path / "l.db"
    with published(*range(1, 41)) as paper:
        with started(paper, ledger, "--once") as watching:
            until(lambda: kept(ledger) >= 5, watching)
            watching.send_signal(signal.SIGKILL)
        seen = kept(ledger)
        assert 5 <= seen < 40
        with started(paper, ledger, "--once") as watching:
            out, err = watching.communicate(timeout=120)
        assert (watching.returncode, err) == (0, b"")
        assert out.splitlines()[-1] == f"{40 - seen} added, {seen} unchanged".encode()
        assert check_whole(ledger, 40) == 40


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
def test_sigterm_ends_it_cleanly_after_the_entry_at_hand(tmp_path: Path) -> None:
    ledger = tmp_path / "l.db"
    with published(*range(1, 41)) as paper:
        with started(paper, ledger) as watching:
            until(lambda: kept(ledger) >= 3, watching)
            watching.send_signal(signal.SIGTERM)
            _, err = watching.communicate(timeout=60)
        assert (watching.returncode, err) == (0, b"")
        assert 3 <= check_whole(ledger, 3) < 40


def until(so: Callable[[], bool], process: subprocess.Popen[bytes], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not so():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_page_that_is_no_article_any_more_stops_nothing(depesje: Run, paper: Newspaper) -> None:
    paper.answers("/sak/2", page(body="\0" * 5000))
    done = depesje("watch", paper.feed, "--once", "--full", *LOCAL)
    assert done.stdout.endswith("3 added\n")
