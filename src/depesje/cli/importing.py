"""``depesje import``: the spreadsheet that people keep today."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from depesje.cli.common import FAILED, USAGE, LedgerOption, complain, plain_failures
from depesje.cli.correcting import Who, Why
from depesje.errors import CorrectionError


def import_(
    tables: Annotated[list[Path], typer.Argument(metavar="TABLE…", help="CSV files or Excel workbooks.")],
    kind: Annotated[
        Literal["statement", "event", "matter"] | None,
        typer.Option(help="What the rows are; by default the columns tell.", show_choices=True),
    ] = None,
    map_: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="HEAD=FIELD", help="What a column holds whose head does not tell."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would come of it.")] = False,
    why: Why = None,
    who: Who = None,
    ledger: LedgerOption = None,
) -> None:
    """Take in tables that people keep: a record a row, on its report or on a document in the drawer."""
    from depesje.importing import import_table
    from depesje.importing.heads import mapped
    from depesje.ledger import open_ledger

    try:
        columns = mapped(map_ or [])
    except CorrectionError as error:
        complain(f"--map {error}")
        raise typer.Exit(USAGE) from None
    failed = False
    with plain_failures(), open_ledger(ledger) as book:
        for table in tables:
            done = import_table(book, table, kind=kind, columns=columns, who=who, why=why, dry_run=dry_run)
            for problem in done.problems:
                complain(problem)
            failed |= bool(done.problems)
            counted = [
                f"{done.count(what)} {what}"
                for what in ("added", "corrected", "unchanged")
                if done.count(what)
            ]
            counted += [f"{len(done.problems)} failed"] if done.problems else []
            passed = f"; passed over: {', '.join(done.passed)}" if done.passed else ""
            tried = "would be " if dry_run else ""
            typer.echo(f"{table.name}: {tried}{', '.join(counted) or 'nothing to take in'}{passed}")
    if failed:
        raise typer.Exit(FAILED)


import_.__name__ = "import"
