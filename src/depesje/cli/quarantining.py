"""``depesje quarantine``: what was fetched and could not be read."""

from __future__ import annotations

import sys
from collections import Counter
from typing import Annotated

import typer

from depesje.cli.common import FAILED, JsonOption, LedgerOption, alone, complain, opened, plain_failures
from depesje.cli.fetching import AllowPrivate, settings
from depesje.cli.options import print_json
from depesje.cli.watching import counted
from depesje.errors import LedgerError, Problem

quarantine = typer.Typer(
    help="What was fetched and could not be read: list, show, retry, drop.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
Numbers = Annotated[
    list[int] | None,
    typer.Argument(metavar="NUMBER", help="Numbers of the list; all of it without any.", show_default=False),
]


@quarantine.callback(invoke_without_command=True)
def listing(context: typer.Context, ledger: LedgerOption = None, json: JsonOption = False) -> None:
    """List what was fetched and could not be read, with the reasons."""
    if alone(context):
        _list_quarantine(ledger, json=json)


@quarantine.command("list")
def list_command(ledger: LedgerOption = None, json: JsonOption = False) -> None:
    """List what was fetched and could not be read, with the reasons."""
    _list_quarantine(ledger, json=json)


@quarantine.command()
def show(
    which: Annotated[int, typer.Argument(metavar="NUMBER", help="Its number in the list.")],
    ledger: LedgerOption = None,
) -> None:
    """Print the bytes of one as they came; redirect to a file what is no text."""
    with plain_failures(), opened(ledger) as book:
        held = book.watching.quarantined(which)
        if held.data is None:
            raise LedgerError(f"of {held.origin.name} no bytes are kept; 'retry' fetches it again")
        sys.stdout.buffer.write(held.data)


@quarantine.command()
def retry(numbers: Numbers = None, allow_private: AllowPrivate = None, ledger: LedgerOption = None) -> None:
    """Read again what could not be read, from what was kept of it, else from its address."""
    how = settings(allow_private, full=False)
    with plain_failures(), opened(ledger) as book:
        from depesje.intake.fetching import Fetcher
        from depesje.watching import retry as read_again

        told = Counter[str]()
        wanted = numbers or [one.number for one in book.watching.quarantine()]
        with Fetcher(how, kept=book.watching, tell=complain) as fetcher:
            for outcome in read_again(book, wanted, fetcher):
                told["failed" if isinstance(outcome, Problem) else outcome] += 1
                if isinstance(outcome, Problem):
                    complain(outcome)
        typer.echo(counted(told) or "nothing to read again")
    if told["failed"]:
        raise typer.Exit(FAILED)


@quarantine.command()
def drop(numbers: Numbers = None, ledger: LedgerOption = None) -> None:
    """Take it out of the quarantine, unread."""
    with plain_failures(), opened(ledger) as book:
        wanted = numbers or [one.number for one in book.watching.quarantine()]
        gone = sum(book.watching.drop_quarantined(one) for one in wanted)
        typer.echo(f"dropped {gone}")
        if gone < len(wanted):
            raise LedgerError(f"{len(wanted) - gone} of them were not there")


def _list_quarantine(target: str | None, *, json: bool) -> None:
    with plain_failures(), opened(target) as book:
        rows = book.watching.quarantine()
        if json:
            print_json(rows)
            return
        from depesje import show as showing
        from depesje.show.watched import quarantined

        console = showing.console()
        console.print(quarantined(rows, console.width) if rows else "Nothing is in quarantine.")
