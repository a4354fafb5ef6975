"""``depesje dossier``: name a crisis, see what is filed in it and why, and decide otherwise."""

from __future__ import annotations

from shlex import quote
from typing import Annotated, Any

import typer

from depesje.cli.common import JsonOption, LedgerOption, alone, number, opened, plain_failures, progress
from depesje.cli.options import check_dates, print_json
from depesje.questions import ReportQuestion

app = typer.Typer(
    help="Name a crisis: parties, words, period. Listings take --dossier.", no_args_is_help=False
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The dossier's name or id.")]
Reports = Annotated[
    list[str], typer.Argument(metavar="REPORT…", help="Ids of reports, or enough of each, or addresses.")
]
Parties = Annotated[
    list[str] | None,
    typer.Option(
        "--party", metavar="CODE|NAME", help="A party: a code (RUS) or a name; can be given more than once."
    ),
]
Words = Annotated[
    list[str] | None,
    typer.Option(
        "--word", metavar="WORD", help="A word or phrase, in any inflection; can be given more than once."
    ),
]
Since = Annotated[str | None, typer.Option("--since", metavar="EDTF", help="Reports published from then on.")]
Until = Annotated[str | None, typer.Option("--until", metavar="EDTF", help="Reports published up to then.")]
As = Annotated[
    str | None,
    typer.Option(
        "--as", metavar="NAME", help="Who you are; by default $DEPESJE_USER, else the login's name."
    ),
]
Why = Annotated[str | None, typer.Option("--why", metavar="TEXT", help="The reason, kept with it.")]
Known = Annotated[
    str | None, typer.Option("--known", metavar="EDTF", help="What the ledger held at the end of this day.")
]


@app.callback(invoke_without_command=True)
def dossiers(
    context: typer.Context, known: Known = None, ledger: LedgerOption = None, json: JsonOption = False
) -> None:
    """Name a crisis: parties, words, period; without a command, list the dossiers."""
    if not alone(context):
        return
    check_dates({"known": known})
    with plain_failures(), opened(ledger) as book:
        rows = book.dossiers(known=known)
        if json:
            print_json(rows)
            return
        from depesje import show

        show.console().print(show.dossiers(rows) if rows else "No dossiers yet: depesje dossier new NAME")


@app.command()
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the crisis is called.")],
    party: Parties = None,
    word: Words = None,
    since: Since = None,
    until: Until = None,
    who: As = None,
    ledger: LedgerOption = None,
) -> None:
    """Name a crisis, and file in it what the ledger holds and what it will hold."""
    dates = {"since": since, "until": until}
    check_dates(dates)
    with plain_failures(), opened(ledger) as book:
        with progress(book.total(ReportQuestion()), shown=True) as tick:
            book.new_dossier(name, party or (), word or (), **dates, who=who, tick=tick)
        _tell(book, name)


@app.command()
def change(
    name: Name,
    rename: Annotated[str | None, typer.Option("--name", metavar="NAME", help="Another name.")] = None,
    party: Parties = None,
    word: Words = None,
    since: Since = None,
    until: Until = None,
    drop_party: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE|NAME", help="Take this party away; can be given more than once."),
    ] = None,
    drop_word: Annotated[
        list[str] | None,
        typer.Option(metavar="WORD", help="Take this word or phrase away; can be given more than once."),
    ] = None,
    drop_since: Annotated[bool, typer.Option("--drop-since", help="Whenever it began.")] = False,
    drop_until: Annotated[bool, typer.Option("--drop-until", help="Without an end.")] = False,
    who: As = None,
    ledger: LedgerOption = None,
) -> None:
    """Change what a dossier is about, and file all reports anew, or its name alone; what is not given stays.

    What --party and --word give takes the place of all parties and words that there are.
    """
    given: dict[str, Any] = {"name": rename, "parties": party, "words": word, "since": since, "until": until}
    check_dates(given)
    dropped = {"party": drop_party, "word": drop_word, "since": drop_since, "until": drop_until}
    _apart({"party": party, "word": word, "since": since, "until": until}, dropped)
    changes = {key: value for key, value in given.items() if value not in (None, [])}
    changes |= {key: None for key in ("since", "until") if dropped[key]}
    if not changes and not drop_party and not drop_word:
        raise typer.BadParameter(
            "say what is to change: --name, --party, --word, --since, --until or one to drop"
        )
    with plain_failures(), opened(ledger) as book:
        with progress(book.total(ReportQuestion()), shown=True) as tick:
            dropping = {"drop_parties": drop_party or (), "drop_words": drop_word or ()}
            book.change_dossier(name, who=who, tick=tick, **dropping, **changes)
        _tell(book, rename or name)


@app.command()
def show(name: Name, known: Known = None, ledger: LedgerOption = None, json: JsonOption = False) -> None:
    """List the reports in a dossier, newest first, each with the reason."""
    check_dates({"known": known})
    with plain_failures(), opened(ledger) as book:
        rows = book.dossier(name, known=known)
        if json:
            print_json(rows)
            return
        from depesje import show

        show.console().print(show.filings(rows) if rows else "No report is filed in it.")


@app.command()
def file(name: Name, reports: Reports, who: As = None, why: Why = None, ledger: LedgerOption = None) -> None:
    """Put reports into a dossier, whatever the rules say."""
    with plain_failures(), opened(ledger) as book:
        book.file(name, *reports, who=who, why=why)
        _tell(book, name)


@app.command()
def unfile(
    name: Name, reports: Reports, who: As = None, why: Why = None, ledger: LedgerOption = None
) -> None:
    """Take reports out of a dossier, for good."""
    with plain_failures(), opened(ledger) as book:
        book.file(name, *reports, filed=False, who=who, why=why)
        _tell(book, name)


@app.command()
def close(name: Name, ledger: LedgerOption = None) -> None:
    """End a dossier; --known still shows what was in it."""
    with plain_failures(), opened(ledger) as book:
        book.close_dossier(name)
        typer.echo(f"{name} is closed")


def _apart(given: dict[str, Any], dropped: dict[str, Any]) -> None:
    """Ends the command as wrong usage where one thing is to be set and taken away at once."""
    for name, value in given.items():
        if value and dropped[name]:
            raise typer.BadParameter(f"--{name} and --drop-{name} do not go together")


def _tell(book: Any, name: str) -> None:
    filed = number(len(book.dossier(name)), "report")
    typer.echo(f"{name}: {filed}; depesje dossier show {quote(name)} says why")
