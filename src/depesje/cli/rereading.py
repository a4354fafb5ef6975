"""``depesje reread`` and ``orphans``: reports read again, and what a person had settled and no text bears any more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from depesje.cli.common import FAILED, complain, number, progress
from depesje.cli.options import Answer, listing, print_json
from depesje.errors import Problem
from depesje.questions import Question, ReadingQuestion

if TYPE_CHECKING:
    from rich.table import Table

    from depesje.ledger import Ledger, OrphanRow, Reread


@listing(
    ReadingQuestion,
    since="Reports of this day, month or year, or later.",
    until="Reports of this day, month or year, or earlier.",
    on="Reports of this day, month or year.",
)
def reread(answer: Answer) -> None:
    """Read the ledger's reports again where other versions have read them; what a person did stands."""
    from depesje.rereading import to_read

    ids = to_read(answer.book, ReadingQuestion(**answer.asked))
    if not ids and not answer.json:
        typer.echo("nothing to read again")
        return
    done: list[Reread] = []
    told = Counter[str]()
    try:
        _reread(ids, answer.book, done, told)
    finally:  # also where it is broken off
        if answer.json:
            print_json(done)
        else:
            typer.echo(_summary(done, told))
    if told["failed"]:
        raise typer.Exit(FAILED)


def _reread(ids: Sequence[str], book: Ledger, done: list[Reread], told: Counter[str]) -> None:
    """Reads the reports, names each failure, and notes what was done as soon as it is."""
    from depesje import rereading

    with progress(len(ids), shown=True) as tick:
        for outcome in rereading.reread(ids, book):
            if isinstance(outcome, Problem):
                complain(outcome)
                told["failed"] += 1
            elif isinstance(outcome, rereading.Left):
                complain(f"{outcome.report}: left as it is: {outcome.reason}")
                told["left"] += 1
            else:
                done.append(outcome)
            tick()


def _summary(done: Sequence[Reread], told: Counter[str]) -> str:
    parts = [f"{number(len(done), 'report')} read again"]
    parts += [
        f"{told[what]} {words}" for what, words in (("left", "left"), ("failed", "failed")) if told[what]
    ]
    became = ", ".join(
        f"{sum(getattr(one, what) for one in done)} {what}" for what in ("stayed", "changed", "came", "went")
    )
    line = f"{', '.join(parts)}; of their records {became}"
    if lost := sum(one.orphaned for one in done):
        line += f"\n{number(lost, 'record')} that a person had settled lost their words: depesje orphans"
    return line


@listing(Question, since="Of this day, month or year, or later.", on="What can have been at this time.")
def orphans(answer: Answer) -> None:
    """List what a person has settled and no text bears any more. It comes back with a text that has its words."""
    nothing = "Nothing that a person has settled has lost its words."
    answer.show(answer.book.orphans(**answer.asked), _orphans, "newest", nothing=nothing)


def _orphans(rows: Sequence[OrphanRow], width: int) -> Table:
    from depesje import show

    return show.orphans(rows, width)
