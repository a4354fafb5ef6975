"""``depesje timeline`` and ``matters``: what was done, and what lies on the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from depesje.cli.asking import Limit, check_dates, print_json, shown_of, wanted
from depesje.cli.common import JsonOption, LedgerOption, opened, plain_failures
from depesje.records import EventType, MatterKind, Modality, Status

if TYPE_CHECKING:
    from depesje.ledger import DivisionRow

By = Annotated[
    str | None, typer.Option(metavar="NAME", help="By whom: a name, a part of one, or a code (RUS).")
]
To = Annotated[str | None, typer.Option(metavar="NAME", help="To whom.")]
Party = Annotated[str | None, typer.Option(metavar="NAME", help="By or to whom, either.")]
Per = Annotated[str | None, typer.Option(metavar="NAME", help="On whose word.")]
Since = Annotated[str | None, typer.Option(metavar="EDTF", help="From this day, month or year on.")]
Until = Annotated[str | None, typer.Option(metavar="EDTF", help="Up to and with this day, month or year.")]


def timeline(
    by: By = None,
    to: To = None,
    party: Party = None,
    per: Per = None,
    since: Since = None,
    until: Until = None,
    on: Annotated[
        str | None, typer.Option(metavar="EDTF", help="What can have been going on at this time.")
    ] = None,
    type_: Annotated[
        EventType | None, typer.Option("--type", help="PLOVER's category.", case_sensitive=False)
    ] = None,
    modality: Annotated[Modality | None, typer.Option(help="How surely it was done.")] = None,
    limit: Limit = None,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> None:
    """List what was done, oldest first; a date in brackets is the report's."""
    check_dates(since=since, until=until, on=on)
    with plain_failures(), opened(ledger) as book:
        rows = book.timeline(by, to, party, since, until, on, type_, modality, wanted(limit, json), per)
        if json:
            print_json(rows)
            return
        from depesje import show

        console = show.console()
        # One more than is shown was asked for; the oldest is the one too many.
        lines = show.timeline_events(rows[-shown_of(limit) :])
        console.print(show.events(lines, console.width) if lines else "Nothing found.")
        if len(rows) > shown_of(limit):
            console.print(f"The newest {shown_of(limit)}; there are more: --limit N shows them.")


def matters(
    by: By = None,
    to: To = None,
    party: Party = None,
    per: Per = None,
    since: Since = None,
    until: Until = None,
    on: Annotated[
        str | None, typer.Option(metavar="EDTF", help="What had been raised by the end of this time.")
    ] = None,
    kind: Annotated[MatterKind | None, typer.Option(help="What kind of matter.")] = None,
    status: Annotated[Status | None, typer.Option(help="What became of it.")] = None,
    divisions: Annotated[
        bool, typer.Option("--divisions", help="List disagreement inside parties (--party) instead.")
    ] = False,
    limit: Limit = None,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> None:
    """List what lies on the table: demands, requests, offers, promises, warnings; the open ones first."""
    check_dates(since=since, until=until, on=on)
    if divisions and (by or to or per or kind or status):
        raise typer.BadParameter("--divisions goes with --party, --since, --until and --on")
    with plain_failures(), opened(ledger) as book:
        most = wanted(limit, json)
        if divisions:
            _print_divisions(book.divisions(party, since, until, on, most), limit, json)
            return
        rows = book.matters(by, to, party, since, until, on, kind, status, most, per)
        if json:
            print_json(rows)
            return
        from depesje import show

        console = show.console()
        lines = show.ledger_matters(rows[: shown_of(limit)])
        console.print(show.matters(lines, console.width) if lines else "Nothing found.")
        if len(rows) > shown_of(limit):
            console.print(f"The first {shown_of(limit)}; there are more: --limit N shows them.")


def _print_divisions(rows: list[DivisionRow], limit: int | None, json: bool) -> None:
    if json:
        print_json(rows)
        return
    from depesje import show

    console = show.console()
    lines = show.ledger_divisions(rows[: shown_of(limit)])
    console.print(show.divisions(lines, console.width) if lines else "Nothing found.")
    if len(rows) > shown_of(limit):
        console.print(f"The newest {shown_of(limit)}; there are more: --limit N shows them.")
