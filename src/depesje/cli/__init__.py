"""The command ``depesje``. The commands' work is done elsewhere; what is heavy is imported when it is needed."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from depesje.cli import dossiers, users
from depesje.cli.accounting import accounts
from depesje.cli.assistants import mcp
from depesje.cli.common import DONE, FAILED, INTERRUPTED, complain
from depesje.cli.correcting import correct, history, merge, split, undo
from depesje.cli.example import example
from depesje.cli.exporting import cite, export
from depesje.cli.importing import import_
from depesje.cli.keeping import add
from depesje.cli.listing import matters, said, search, tension, timeline, who
from depesje.cli.obliging import obligations
from depesje.cli.quarantining import quarantine
from depesje.cli.reading import read
from depesje.cli.rereading import orphans, reread
from depesje.cli.rights import forget, policy
from depesje.cli.serving import serve
from depesje.cli.streams import accept_every_character, open_what_is_closed, silence, unwritable
from depesje.cli.tending import backup, check, doctor
from depesje.cli.watching import watch

__all__ = ["app", "main"]

FIRST_STEPS = """\
Depesje reads diplomatic news and keeps who said what to whom, through which channel and on whose word.

Start with

  depesje example               make a small ledger from the constructed reports that ship with it

With reports of your own (files of most kinds, folders of them, addresses, - for standard input)

  depesje read REPORT …         print what they say, and keep nothing
  depesje add REPORT …          read them and keep them in ./depesje.db
  depesje watch FEED …          keep adding what feeds publish

Then ask the ledger

  depesje said                  who said what to whom, on whose word
  depesje matters               what lies on the table, and what became of it
  depesje timeline              what was done, when, how surely
  depesje tension               how tense each day was, overall or between two (--pair RUS UKR)
  depesje accounts              who called, met or wrote to whom, and what each side tells of it
  depesje who NAME              who that is
  depesje search WORDS          where the words stand, in any inflection

Look at it in a browser

  depesje serve                 the analysts' pages, on this machine
  depesje user add NAME         let somebody in where they are served to others, too
  depesje mcp                   the same questions for assistants (Model Context Protocol)

Name the crisis that you follow

  depesje dossier new NAME      by its parties, words and period; listings take --dossier NAME

Look after it

  depesje reread                read again what an earlier version has read; what a person did stands
  depesje orphans               what a person settled and no text bears any more
  depesje policy                how much of each source is kept, how long, how much of it quoted
  depesje forget REPORT|ACTOR   erase a report or a person for good
  depesje quarantine            what was fetched and could not be read
  depesje check                 whether it is whole
  depesje doctor                what is installed and works, and what to do about what does not
  depesje backup FILE           a copy, while others read and write it

Take it elsewhere

  depesje export --format …     csv, xlsx, parquet, json, event data, JSON-LD, a briefing
  depesje cite ID               a line to paste: the quotation, who said it, where it stands

Where it is wrong

  depesje correct ID …          confirm, reject or edit a record, or add what was missed
  depesje merge ID ID           say that two are one; depesje split says that they are not
  depesje history ID            who changed what, when and why
  depesje undo NUMBER           take a correction back
  depesje import TABLE          take in the spreadsheet that you keep today

Beside it

  depesje obligations --if …    who is bound by which treaty if one state attacks another

--by, --to, --since and the like narrow a listing down: depesje said --help
"""

app = typer.Typer(
    name="depesje",
    help="Reads diplomatic news and keeps who said what to whom, through which channel and on whose word.",
    epilog="Exit status: 0 all done; 1 some inputs failed, each named; 2 wrong usage.",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        from depesje import __version__

        typer.echo(f"depesje {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def first_steps(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Reads diplomatic news and keeps who said what to whom, through which channel and on whose word."""
    if context.invoked_subcommand is None:
        typer.echo(FIRST_STEPS, nl=False)


for command in (
    example,
    read,
    add,
    watch,
    said,
    timeline,
    matters,
    accounts,
    who,
    search,
    reread,
    orphans,
    obligations,
    tension,
    forget,
    doctor,
    check,
    backup,
):
    app.command()(command)
for command in (export, cite, serve, mcp):
    app.command()(command)
for command in (correct, undo, merge, split, history, import_):
    app.command()(command)
app.add_typer(dossiers.app, name="dossier")
app.add_typer(policy, name="policy")
app.add_typer(quarantine, name="quarantine")
app.add_typer(users.app, name="user")


def main() -> None:
    """Run the command line; ends the process with its exit status."""
    open_what_is_closed()
    accept_every_character()
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    # Before or after a command's own work, which says so itself.
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        silence(sys.stdout)
        sys.exit(DONE)
    except OSError as error:
        silence(sys.stdout)
        complain(unwritable(error))
        sys.exit(FAILED)
