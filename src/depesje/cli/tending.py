"""``depesje doctor``, ``depesje check`` and ``depesje backup``: look after what is installed, and after a ledger."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from depesje.cli.common import (
    FAILED,
    JsonOption,
    LedgerOption,
    complain,
    number,
    opened,
    plain_failures,
)
from depesje.cli.options import print_json
from depesje.cli.serving import PORT

if TYPE_CHECKING:
    from depesje.ledger import Counts
    from depesje.ledger.checking import Looking


def check(ledger: LedgerOption = None) -> None:
    """Verify that a ledger is whole: its file, its tables, and that every record agrees with its words."""
    with plain_failures(), opened(ledger) as held, _telling(f"Checking {held.name}") as looking:
        found = 0
        for finding in held.check(looking=looking):
            typer.echo(str(finding))
            found += 1
        if not found:
            typer.echo(f"{held.name} is clean: {_told(held.counts())}")
    if found:
        complain(f"{held.name} is not whole: {found} {'finding' if found == 1 else 'findings'}")
        raise typer.Exit(FAILED)


def doctor(
    ledger: LedgerOption = None,
    port: Annotated[
        int, typer.Option(min=1, max=65535, help="The port at which depesje serve is to listen.")
    ] = PORT,
    json: JsonOption = False,
) -> None:
    """Say what is installed and works, and what to do about what does not; nothing is changed.

    Looks at Python and packages, the pipelines, the ledger, the disk, the clock and the port for the pages.
    """
    from depesje.doctor import examine

    with plain_failures():
        signs = []
        for sign in examine(ledger, port):
            signs.append(sign)
            if not json:
                typer.echo(str(sign))
        if json:
            print_json(signs)
    failed = sum(sign.level == "fail" for sign in signs)
    if failed:
        complain(f"{number(failed, 'thing')} to be seen to before Depesje can do its work")
        raise typer.Exit(FAILED)


def backup(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Where the copy is to be.", show_default=False)
    ],
    ledger: LedgerOption = None,
    force: Annotated[bool, typer.Option("--force", help="Replace FILE where it is there already.")] = False,
    full: Annotated[
        bool,
        typer.Option(
            "--full", help="Check all of the copy, as depesje check does, instead of the quick parts."
        ),
    ] = False,
) -> None:
    """Copy a ledger to a file while others read and write it; the copy is checked and opens as a ledger."""
    with plain_failures(), opened(ledger) as held, _telling(f"Copying {held.name}") as looking:
        found = held.backup(file, force=force, full=full, looking=looking)
        for finding in found:
            typer.echo(str(finding))
        size = file.stat().st_size
        typer.echo(f"{file} is a copy of {held.name}, {size / 2**20:.1f} MiB{'' if found else ', and clean'}")
    if found:
        complain(f"{file} was kept, but is not whole, because {held.name} is not; see depesje check")
        raise typer.Exit(FAILED)


@contextmanager
def _telling(doing: str) -> Iterator[Looking]:
    """Tells on a terminal what is being done, and gives a function that says what is looked at."""
    if not sys.stderr.isatty():
        yield lambda looks_at, number, count: None
        return
    from rich.console import Console

    with Console(stderr=True).status(doing) as line:
        yield lambda looks_at, number, count: line.update(f"{doing}: {looks_at} ({number} of {count})")


def _told(counts: Counts) -> str:
    held = {
        "reports": counts.reports,
        "texts": counts.revisions,
        "actors": counts.actors,
        "statements": counts.statements,
        "events": counts.events,
        "matters": counts.matters,
        "divisions": counts.divisions,
    }
    return ", ".join(number(count, what[:-1]) for what, count in held.items())
