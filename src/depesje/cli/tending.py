"""``depesje check`` and ``depesje backup``: look after a ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from depesje.cli.common import FAILED, LedgerOption, complain, opened, plain_failures

if TYPE_CHECKING:
    from depesje.ledger import Counts


def check(ledger: LedgerOption = None) -> None:
    """Verify that a ledger is whole: its file, its tables, and that every record agrees with its words."""
    with plain_failures(), opened(ledger) as held:
        found = 0
        for finding in held.check():
            typer.echo(str(finding))
            found += 1
        if not found:
            typer.echo(f"{held.name} is clean: {_told(held.counts())}")
    if found:
        complain(f"{held.name} is not whole: {found} {'finding' if found == 1 else 'findings'}")
        raise typer.Exit(FAILED)


def backup(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Where the copy is to be.", show_default=False)
    ],
    ledger: LedgerOption = None,
    force: Annotated[bool, typer.Option("--force", help="Replace FILE where it is there already.")] = False,
) -> None:
    """Copy a ledger to a file while others read and write it; the copy is checked and opens as a ledger."""
    with plain_failures(), opened(ledger) as held:
        found = held.backup(file, force=force)
        for finding in found:
            typer.echo(str(finding))
        size = file.stat().st_size
        typer.echo(f"{file} is a copy of {held.name}, {size / 2**20:.1f} MiB{'' if found else ', and clean'}")
    if found:
        complain(f"{file} was kept, but is not whole, because {held.name} is not; see depesje check")
        raise typer.Exit(FAILED)


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
    return ", ".join(f"{number} {what if number != 1 else what[:-1]}" for what, number in held.items())
