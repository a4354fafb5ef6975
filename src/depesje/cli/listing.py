"""``depesje said``, ``timeline``, ``matters``, ``who`` and ``search``: what a ledger answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Annotated

import typer

from depesje.cli.options import Answer, listing, print_json
from depesje.questions import (
    ActorQuestion,
    DivisionQuestion,
    EventQuestion,
    MatterQuestion,
    StatementQuestion,
    TensionQuestion,
    WordQuestion,
)

if TYPE_CHECKING:
    from rich.table import Table

    from depesje.ledger import DivisionRow, EventRow, MatterRow, SaidRow, SearchRow, TensionRow, WhoRow

RAISED = "What had been raised by the end of this time."


@listing(StatementQuestion, by="Who said it: a name, a part of one, or a code (RUS).")
def said(answer: Answer) -> None:
    """List what was said, newest first."""
    answer.list(StatementQuestion, _statements, "newest")


@listing(EventQuestion, on="What can have been going on at this time.")
def timeline(answer: Answer) -> None:
    """List what was done, oldest first; a date in brackets is the report's."""
    answer.list(EventQuestion, _events, "newest", oldest_first=True)


@listing(MatterQuestion, on=RAISED)
def matters(
    answer: Answer,
    matter: Annotated[
        str | None,
        typer.Argument(
            metavar="[MATTER]", help="A matter's id (ma-7): show its course instead.", show_default=False
        ),
    ] = None,
    divisions: Annotated[
        bool, typer.Option("--divisions", help="List disagreement inside parties (--party) instead.")
    ] = False,
) -> None:
    """List what lies on the table: demands, requests, offers, promises, warnings; the open ones first."""
    if matter is not None and divisions:
        raise typer.BadParameter("a matter's id and --divisions do not go together")
    if matter is not None:
        _course(answer, matter)
    elif divisions:
        _divisions(answer)
    else:
        answer.list(MatterQuestion, _matters, "first")


@listing(TensionQuestion)
def tension(answer: Answer) -> None:
    """Show how tense each day was, and what that rests on; docs/tension.md has the formula."""
    answer.show(answer.book.tension(**answer.asked), _tension)


@listing(ActorQuestion, on="The roles at this time.")
def who(answer: Answer) -> None:
    """Show who a name means: what they are, how often they speak, are spoken to and spoken of."""
    answer.show(answer.book.who(**answer.asked), _actors, "first", nothing="Nobody found by that name.")


@listing(WordQuestion)
def search(answer: Answer) -> None:
    """Find words in what was said, then in the reports."""
    words = " ".join(answer.asked.pop("words"))
    answer.show(answer.book.search(words, **answer.asked), _hits)


def _course(answer: Answer, matter: str) -> None:
    from depesje import show

    asked = {name: value for name, value in answer.asked.items() if value and name != "limit"}
    if not asked.keys() <= {"on", "known"}:
        raise typer.BadParameter("with a matter's id go only --on and --known")
    row = answer.book.matter(matter, **asked)
    if answer.json:
        print_json([] if row is None else [row])
    elif row is None:
        show.console().print("Nothing found.")
    else:
        console = show.console()
        console.print(show.course(row, console.width))


def _divisions(answer: Answer) -> None:
    asked = {name: value for name, value in answer.asked.items() if value}
    within = asked.pop("party", None)
    possible = {field.name for field in fields(DivisionQuestion)}
    if not asked.keys() <= possible:
        raise typer.BadParameter(
            "--divisions goes with --party, --since, --until, --on, --known and --review"
        )
    answer.show(answer.book.divisions(within=within, **asked), _division_table, "newest")


def _tension(rows: Sequence[TensionRow], width: int) -> Table:
    from depesje import show

    return show.tension(rows, width)


def _statements(rows: Sequence[SaidRow], width: int) -> Table:
    from depesje import show

    return show.statements(show.said_lines(rows), width)


def _events(rows: Sequence[EventRow], width: int) -> Table:
    from depesje import show

    return show.events(show.timeline_events(rows), width)


def _matters(rows: Sequence[MatterRow], width: int) -> Table:
    from depesje import show

    return show.matters(show.ledger_matters(rows), width)


def _division_table(rows: Sequence[DivisionRow], width: int) -> Table:
    from depesje import show

    return show.divisions(show.ledger_divisions(rows), width)


def _actors(rows: Sequence[WhoRow], width: int) -> Table:
    from depesje import show

    return show.people(rows)


def _hits(rows: Sequence[SearchRow], width: int) -> Table:
    from depesje import show

    return show.hits(rows)
