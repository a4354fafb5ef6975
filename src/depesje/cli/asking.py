"""``depesje said``, ``who`` and ``search``: what a ledger answers."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from depesje.cli.common import USAGE, JsonOption, LedgerOption, complain, opened, plain_failures
from depesje.records import Act, Channel

if TYPE_CHECKING:
    from depesje.ledger import SaidRow

SHOWN = 50
"""How many rows a table has unless more are asked for."""
Limit = Annotated[
    int | None,
    typer.Option(
        min=1, metavar="N", help=f"At most so many; a table has {SHOWN} by default.", show_default=False
    ),
]


def said(
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who said it: a name, a part of one, or a code (RUS).")
    ] = None,
    to: Annotated[str | None, typer.Option(metavar="NAME", help="To whom.")] = None,
    about: Annotated[str | None, typer.Option(metavar="NAME", help="About whom.")] = None,
    per: Annotated[str | None, typer.Option(metavar="NAME", help="On whose word.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="EDTF", help="From this day, month or year on.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="EDTF", help="Up to and with this day, month or year.")
    ] = None,
    channel: Annotated[Channel | None, typer.Option(help="Through which channel.", show_choices=True)] = None,
    act: Annotated[
        Act | None, typer.Option(help="What the speaker did in saying it.", show_choices=True)
    ] = None,
    limit: Limit = None,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> None:
    """List what was said, newest first."""
    check_dates(since=since, until=until)
    with plain_failures(), opened(ledger) as book:
        rows = book.said(by, to, about, since, until, channel, act, wanted(limit, json), per)
        if json:
            print_json(rows)
        else:
            _print_said(rows, limit)


def who(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, a part of one, or a code (RUS).")],
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> None:
    """Show who a name means: what they are, how often they speak, are spoken to and spoken of."""
    with plain_failures(), opened(ledger) as book:
        rows = book.who(name)
        if json:
            print_json(rows)
        else:
            from depesje import show

            show.console().print(show.people(rows) if rows else "Nobody found by that name.")


def search(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS", help='Words in any inflection, or "some words together".')
    ],
    limit: Limit = None,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> None:
    """Find words in what was said, then in the reports."""
    with plain_failures(), opened(ledger) as book:
        rows = book.search(" ".join(words), limit or SHOWN)
        if json:
            print_json(rows)
        else:
            from depesje import show

            show.console().print(show.hits(rows) if rows else "Nothing found.")


def check_dates(**given: str | None) -> None:
    """Ends the command as wrong usage where an option's date is none."""
    from depesje.ledger.dates import bounds

    for option, value in given.items():
        if value is not None and bounds(value) is None:
            complain(f"--{option} {value}: no date; write it as 2022, 2022-01 or 2022-01-28 (EDTF)")
            raise typer.Exit(USAGE)


def wanted(limit: int | None, json: bool) -> int | None:
    """How many rows to ask for: for a table one more than it shows, which tells whether there are more."""
    return limit if json or limit is not None else SHOWN + 1


def shown_of(limit: int | None) -> int:
    """How many rows a table shows."""
    return SHOWN if limit is None else limit


def _print_said(rows: list[SaidRow], limit: int | None) -> None:
    from depesje import show

    console = show.console()
    lines = show.said_lines(rows[: shown_of(limit)])
    console.print(show.statements(lines, console.width) if lines else "Nothing found.")
    if len(rows) > shown_of(limit):
        console.print(f"The newest {SHOWN}; there are more: --limit N shows them.")


def print_json(rows: Sequence[Any]) -> None:
    """The rows as JSON in UTF-8, whatever the terminal's encoding."""
    import msgspec

    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(rows), indent=1) + b"\n")
