"""``depesje policy`` and ``forget``: what may be kept of whom, and what is erased for good."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from depesje.cli.common import (
    FAILED,
    JsonOption,
    LedgerOption,
    alone,
    complain,
    number,
    opened,
    plain_failures,
)
from depesje.cli.options import print_json
from depesje.errors import LedgerError

if TYPE_CHECKING:
    from depesje.ledger import Ledger
    from depesje.ledger.rights import Applied, Forgotten, Target

policy = typer.Typer(
    help="How much of each source is kept, how long, and how much of it quoted: list, set, drop, apply.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
As = Annotated[
    str | None,
    typer.Option("--as", metavar="NAME", help="Who decides; by default $DEPESJE_USER, else your login."),
]
Source = Annotated[
    str,
    typer.Argument(metavar="SOURCE", help="A host (avis.no), a publisher or an agency; default: all others."),
]
BACKUPS = "Backups and exports that were made before still hold it: see to them as well."


@policy.callback(invoke_without_command=True)
def listing(context: typer.Context, ledger: LedgerOption = None, json: JsonOption = False) -> None:
    """List the policies that are set; what they leave open is as the last line says."""
    if not alone(context):
        return
    with plain_failures(), opened(ledger) as book:
        rows = book.rights.policies()
        if json:
            print_json(rows)
            return
        from depesje import show
        from depesje.show.policies import policies

        console = show.console()
        console.print(policies(rows, console.width))


@policy.command("set")
def set_(
    source: Source,
    keep: Annotated[
        Literal["full", "quotes", "none"] | None,
        typer.Option(help="The text: all of it, the words that records hang on, or none after it was read."),
    ] = None,
    retain: Annotated[
        str | None,
        typer.Option(
            metavar="90d|6w|12m|5y|forever", help="How long texts are kept from the day they were added."
        ),
    ] = None,
    quote_limit: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=0,
            help="The most characters of a quotation in exports, and where no text is kept.",
        ),
    ] = None,
    reserved: Annotated[
        Literal["refuse", "keep"] | None,
        typer.Option(help="What becomes of reports whose rights are reserved against text and data mining."),
    ] = None,
    because: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help="By what right reserved reports are kept: a licence, a law."),
    ] = None,
    who: As = None,
    ledger: LedgerOption = None,
) -> None:
    """Set what may be kept of a source; what is not given stays as it was.

    Holds from now on for what is added; 'depesje policy apply' brings what is held in line.
    """
    if all(given is None for given in (keep, retain, quote_limit, reserved, because)):
        raise typer.BadParameter(
            "nothing to set: give --keep, --retain, --quote-limit, --reserved or --because"
        )
    with plain_failures(), _made(ledger) as book:
        book.rights.set_policy(
            source,
            keep=keep,
            retain=retain,
            quote_limit=quote_limit,
            reserved=reserved,
            because=because,
            who=who,
        )
        due = book.rights.apply(dry=True)
        if due:
            typer.echo(f"set; of what is held, {_thinned(due)}, once 'depesje policy apply' is run")
        else:
            typer.echo("set")


@policy.command()
def drop(source: Source, ledger: LedgerOption = None) -> None:
    """Take the policy of a source back; the default holds for it then."""
    with plain_failures(), opened(ledger) as book:
        if not book.rights.drop_policy(source):
            raise LedgerError(f"there is no policy for {source}")
        typer.echo("dropped")


@policy.command()
def apply(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count what would be thinned.")] = False,
    ledger: LedgerOption = None,
) -> None:
    """Take out of the texts what may not be kept any more: by the policy of their source, or past its time."""
    with plain_failures(), opened(ledger) as book:
        applied = book.rights.apply(dry=dry_run)
        typer.echo(_thinned(applied) if applied else "nothing to thin")


def forget(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="REPORT|ACTOR",
            help="A report (its id, or enough of it), or a person (ac-7, or a name that only one has).",
            show_default=False,
        ),
    ] = None,
    why: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Why; kept, so it should name nobody.")
    ] = None,
    who: As = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
    ledger: LedgerOption = None,
) -> None:
    """Erase a report or a person for good, from every table and from the file itself. It cannot be undone.

    Without an argument: end a cleaning of the file that was stopped.
    """
    with plain_failures(), opened(ledger) as book:
        if what is None:
            typer.echo("cleaned" if book.rights.clean() else "nothing to clean")
            return
        target = book.rights.find(what)
        if not yes and not _agreed(target):
            complain("nothing was forgotten")
            raise typer.Exit(FAILED)
        typer.echo(_told(book.rights.forget(target.id, who=who, why=why), target))
        typer.echo(BACKUPS)


def _made(target: str | None) -> Ledger:
    """A ledger, made where there is none: policies are best set before the first report is added."""
    from depesje.ledger import open_ledger

    return open_ledger(target)


def _agreed(target: Target) -> bool:
    if not sys.stdin.isatty():
        raise typer.BadParameter("nobody can be asked here: give --yes to forget without a question")
    return typer.confirm(f"Forget the {target.kind} {target.shown} for good?")


def _told(done: Forgotten, target: Target) -> str:
    records = number(done.records, "record")
    if done.kind == "report":
        return f"forgotten: {target.id}, with {records}"
    return f"forgotten: {target.id}, with {records}; blanked in {number(done.blanked, 'text')}"


def _thinned(applied: Applied) -> str:
    parts = [
        f"{number(count, 'text')} {'is' if count == 1 else 'are'} thinned to {what}"
        for count, what in ((applied.quotes, "quotations"), (applied.none, "nothing"))
        if count
    ]
    past = f" ({applied.expired} past the time)" if applied.expired else ""
    return ", ".join(parts) + past
