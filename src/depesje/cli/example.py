"""``depesje example``: a ledger to try things on, from the constructed reports that ship with Depesje."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from depesje.cli.common import FAILED, complain, plain_failures
from depesje.cli.keeping import keep_all, summary
from depesje.errors import LedgerError

if TYPE_CHECKING:
    from depesje.records import Report

BESIDE = "depesje-example.db"  # where the example goes when the ledger's usual place is taken
NOTE = "The reports are constructed: the crisis is invented, the persons are fictional, nothing in them was ever said."


def example(
    ledger: Annotated[
        str | None,
        typer.Option(
            "--ledger",
            metavar="FILE",
            help=f"Where to make it; by default where ledgers go (./depesje.db), or ./{BESIDE} where there is one.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Make a small ledger from constructed reports, and say what to try on it."""
    with plain_failures():
        from depesje import examples, intake
        from depesje.ledger import open_ledger
        from depesje.records import Report

        paths = examples.paths()
        items = list(intake.load(paths, meta=examples.META))
        target = _target(ledger, [item for item in items if isinstance(item, Report)])
        if target is None:
            raise typer.Exit(FAILED)
        with open_ledger(target) as kept:
            told = keep_all(iter(items), kept, len(items))
            typer.echo(summary(told, kept))
        typer.echo(_next_steps(target))
    if told["failed"]:
        raise typer.Exit(FAILED)


def _target(given: str | None, reports: Sequence[Report]) -> Path | None:
    """The file to make: never one that holds anything but these reports."""
    from depesje.ledger.opening import locate

    wanted = locate(given)
    if not isinstance(wanted, Path):
        if given is not None:
            raise LedgerError("the example ledger is a file; name one with --ledger")
        wanted = Path(BESIDE).absolute()
    if not wanted.exists() or _holds_only(wanted, reports):
        return wanted
    beside = Path(BESIDE).absolute()
    if given is None and (not beside.exists() or _holds_only(beside, reports)):
        return beside
    complain(f"{wanted}: already there and not an example ledger; name another file with --ledger")
    return None


def _holds_only(path: Path, reports: Sequence[Report]) -> bool:
    """Whether a ledger holds some of these reports and no other."""
    from dataclasses import replace

    from depesje.intake.identity import ledger_id
    from depesje.ledger import open_ledger

    try:
        with open_ledger(path, create=False) as ledger:
            held = sum(ledger.has(replace(report, id=ledger_id(report))) for report in reports)
            return 0 < held == ledger.counts().reports
    except LedgerError:
        return False


def _next_steps(target: Path) -> str:
    from depesje.ledger.opening import locate

    shown = target.name if target.parent == Path.cwd() else str(target)
    option = (
        "" if target == locate(None) else f" --ledger '{shown}'" if " " in shown else f" --ledger {shown}"
    )
    return (
        f"{NOTE}\n\nTry:\n"
        f"  depesje said --by Rodimtsev{option}\n"
        f"  depesje matters --status rejected{option}\n"
        f"  depesje search kabelen{option}\n"
        f"  depesje serve{option}"
    )
