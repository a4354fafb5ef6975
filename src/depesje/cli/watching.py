"""``depesje watch``: follows feeds, and keeps adding what they publish."""

from __future__ import annotations

import signal
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from depesje.cli.common import (
    FAILED,
    INTERRUPTED,
    USAGE,
    JsonOption,
    LedgerOption,
    complain,
    opened,
    plain_failures,
)
from depesje.cli.fetching import AllowPrivate, Full, settings
from depesje.cli.options import print_json
from depesje.errors import LedgerError, Problem

if TYPE_CHECKING:
    from depesje.alerting import Alerter, Alerting
    from depesje.intake.fetching import Fetcher, Settings
    from depesje.ledger import Ledger
    from depesje.watching import Found, Told, Watcher

# What would not be heard beside an option by which no feed is read.
_UNHEARD = {
    "--list": ("FEED", "--once", "--interval", "--alert", "--full", "--allow-private"),
    "--drop": ("--once", "--interval", "--alert", "--full", "--allow-private"),
    "--add": ("--once", "--alert"),
}
OUTCOMES = ("added", "revised", "unchanged", "failed")


def watch(
    feeds: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FEED",
            help="Addresses of feeds, of pages that point to one, or lists of them (OPML, a file or an address);"
            " all that the ledger follows are watched, too.",
            show_default=False,
        ),
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="Read what is due now, and end: for cron.")] = False,
    interval: Annotated[
        str | None,
        typer.Option(
            metavar="SPAN",
            help="How often a feed is asked: 5m, 1h; 15m by default. With FEED, kept for these.",
            show_default=False,
        ),
    ] = None,
    add: Annotated[bool, typer.Option("--add", help="Only follow these feeds from now on.")] = False,
    drop: Annotated[
        bool, typer.Option("--drop", help="Follow these feeds no more; what came stays.")
    ] = False,
    list_: Annotated[bool, typer.Option("--list", help="List the feeds, and how each stands.")] = False,
    alert: Annotated[
        Path | None,
        typer.Option(
            "--alert",
            metavar="FILE.toml",
            help="Tell of what comes in by the rules in this file: by mail, webhook or command.",
            show_default=False,
        ),
    ] = None,
    full: Full = False,
    allow_private: AllowPrivate = None,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> None:
    """Follow feeds and keep what they publish, until it is stopped; it goes on where it stopped."""
    named = feeds or []
    if sum((add, drop, list_)) > 1 or (json and not list_) or ((add or drop) and not named):
        raise typer.BadParameter(
            "give FEED to --add or --drop, one of these or --list, and --json with --list only"
        )
    given = {"FEED": named, "--once": once, "--interval": interval, "--alert": alert, "--full": full}
    given["--allow-private"] = allow_private
    for option, chosen in {"--list": list_, "--drop": drop, "--add": add}.items():
        unheard = [name for name in _UNHEARD[option] if chosen and given[name]]
        if unheard:
            raise typer.BadParameter(f"{option} does not take {' and '.join(unheard)}")
    how = settings(allow_private, full=full)
    every, rules = _span(interval), _rules(alert)
    with plain_failures():
        if list_:
            _list(ledger, json=json)
        elif drop:
            with opened(ledger) as book:
                for feed in named:
                    book.watching.drop(feed)
                    typer.echo(f"{feed} is not followed any more")
        else:
            _watch(named, ledger, how, every, rules, once=once, add=add)


def _watch(
    named: list[str],
    target: str | None,
    how: Settings,
    every: timedelta | None,
    rules: Alerting | None,
    *,
    once: bool,
    add: bool,
) -> None:
    from depesje.intake.fetching import Fetcher
    from depesje.ledger import open_ledger
    from depesje.watching import Pace, Watcher
    from depesje.watching.pace import INTERVAL

    with _stopping() as stopped, Fetcher(how, wait=stopped.event.wait, tell=complain) as finder:
        found, failed = _found(named, finder)
        if named and not found:
            raise typer.Exit(FAILED)
        with open_ledger(target, create=bool(found)) as book:
            seconds = int(every.total_seconds()) if every else None
            followed = {feed.url: feed for feed in book.watching.feeds()}
            fetched = {}
            for url, feed in found.items():
                if book.watching.follow(url, feed.title, full=how.full, every=seconds):
                    typer.echo(f"follows {feed.title or url}" + (f" ({url})" if feed.title else ""))
                    if feed.fetched is not None:
                        fetched[url] = feed.fetched
            if add:
                raise typer.Exit(FAILED if failed else 0)
            if not found and not followed and rules is None:
                raise LedgerError(f"{book.name} follows no feed yet: 'depesje watch FEED' begins with one")
            with Fetcher(how, kept=book.watching, wait=stopped.event.wait, tell=complain) as fetcher:
                watcher = Watcher(
                    book, fetcher, Pace(every or INTERVAL), fetched=fetched, stop=stopped.event, tell=complain
                )
                alerter = _alerter(book, rules, how)
                failed += _run(watcher, alerter, stopped, once=once)
    if stopped.signal == signal.SIGINT:
        complain("interrupted")
        raise typer.Exit(INTERRUPTED)
    if once and failed:
        raise typer.Exit(FAILED)


def _run(watcher: Watcher, alerter: Alerter | None, stopped: _Stopped, *, once: bool) -> int:
    """Reads what is due until it is stopped, or ``once``; returns how many feeds and entries failed."""
    failed, told_of = 0, Counter[str]()
    while not stopped.event.is_set():
        if alerter is not None:  # also of what came in otherwise, and of what a process before this left
            alerter.run()
        for told in watcher.due():
            if alerter is not None:
                alerter.run()
            failed += told.outcomes["failed"] + (told.trouble is not None)
            told_of += told.outcomes
            _tell(told)
        if once:
            typer.echo(counted(told_of) or "nothing new")
            break
        watcher.wait()
    return failed


def _tell(told: Told) -> None:
    if told.trouble is not None:
        complain(Problem(told.url, told.trouble))
    new = Counter({what: told.outcomes[what] for what in ("added", "revised", "failed")})
    if said := counted(new):
        typer.echo(f"{datetime.now():%H:%M} {told.url}: {said}")


def counted(outcomes: Counter[str]) -> str:
    """How many were added, revised, unchanged and failed, those that there are."""
    return ", ".join(f"{outcomes[what]} {what}" for what in OUTCOMES if outcomes[what])


def _found(named: list[str], fetcher: Fetcher) -> tuple[dict[str, Found], int]:
    """The feeds that these mean, by address, and how many mean none."""
    from depesje.watching import find_feeds

    found: dict[str, Found] = {}
    failed = 0
    for one in named:
        for feed in find_feeds(one, fetcher):
            if isinstance(feed, Problem):
                complain(feed)
                failed += 1
            else:
                found.setdefault(feed.url, feed)
    return found, failed


def _list(target: str | None, *, json: bool) -> None:
    with opened(target) as book:
        rows = book.watching.feeds()
        if json:
            print_json(rows)
            return
        from depesje import show
        from depesje.show.watched import feeds

        console = show.console()
        console.print(feeds(rows, console.width) if rows else f"{book.name} follows no feed yet.")


def _rules(file: Path | None) -> Alerting | None:
    if file is None:
        return None
    from depesje import alerting

    with plain_failures(USAGE):
        return alerting.read(file)


def _alerter(book: Ledger, rules: Alerting | None, how: Settings) -> Alerter | None:
    if rules is None:
        return None
    from depesje.alerting import Alerter

    return Alerter(book, rules, how, tell=complain)


def _span(interval: str | None) -> timedelta | None:
    from depesje.watching.pace import span

    with plain_failures(USAGE):
        return None if interval is None else span(interval)


class _Stopped:
    """That somebody wants it to end, and by which signal."""

    def __init__(self) -> None:
        self.event = threading.Event()
        self.signal: int | None = None

    def __call__(self, number: int, _frame: object) -> None:
        if self.event.is_set():  # a second time: at once
            raise KeyboardInterrupt
        self.signal = number
        self.event.set()


@contextmanager
def _stopping() -> Iterator[_Stopped]:
    """Lets SIGTERM and Ctrl-C end the work after the entry at hand."""
    stopped = _Stopped()
    if threading.current_thread() is not threading.main_thread():
        yield stopped
        return
    before = {one: signal.signal(one, stopped) for one in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stopped
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
