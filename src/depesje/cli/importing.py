"""``depesje import``: the spreadsheet that people keep today."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from depesje.cli.common import FAILED, USAGE, LedgerOption, complain, plain_failures
from depesje.cli.correcting import Who, Why
from depesje.errors import CorrectionError

if TYPE_CHECKING:
    from depesje.ledger import Ledger


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

    try:
        columns = mapped(map_ or [])
    except CorrectionError as error:
        complain(f"--map {error}")
        raise typer.Exit(USAGE) from None
    missing = [table for table in tables if not table.exists()]
    for table in missing:
        complain(f"{table}: no such file")
    failed = bool(missing)
    if len(missing) == len(tables):  # a slip in the file name leaves no empty ledger behind
        raise typer.Exit(FAILED)
    with plain_failures(), _opened(ledger, dry_run=dry_run) as book:
        for table in tables:
            if table in missing:
                continue
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


@contextmanager
def _opened(target: str | None, *, dry_run: bool) -> Iterator[Ledger]:
    """The ledger that takes the tables in; a dry run makes none, but has one of its own that goes when it ends."""
    from depesje.ledger import open_ledger
    from depesje.ledger.opening import locate

    place = locate(target)
    with TemporaryDirectory(prefix="depesje-") as aside:
        if dry_run and isinstance(place, Path) and not place.exists():
            place = Path(aside) / place.name
        with open_ledger(place if isinstance(place, Path) else target) as book:
            yield book


import_.__name__ = "import"
