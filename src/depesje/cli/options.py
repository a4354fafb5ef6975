"""The options of the listings, each once, and how a question that a ledger can be asked becomes a command."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import MISSING, Field, fields
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_args

import typer

from depesje.cli.common import USAGE, JsonOption, LedgerOption, complain, opened, plain_failures
from depesje.records import Act, Channel, EventType, MatterKind, Modality, Review, Status

if TYPE_CHECKING:
    from rich.table import Table

    from depesje.ledger import Ledger
    from depesje.questions import Question

R = TypeVar("R")
SHOWN = 50  # how many rows a table has unless more are asked for
SPOKEN = ("since", "until")  # dates that may be named as people do
DATES = ("since", "until", "on", "known")


def _named(text: str) -> Any:
    return Annotated[str | None, typer.Option(metavar="NAME", help=text)]


def _dated(text: str) -> Any:
    return Annotated[str | None, typer.Option(metavar="EDTF", help=text)]


def _chosen(values: Any, text: str) -> Any:
    return Annotated[values | None, typer.Option(help=text, case_sensitive=False)]


def _review(word: str) -> str:
    # A list of choices is more than the library can make an option of.
    if word not in get_args(Review):
        raise typer.BadParameter(f"{word!r} is none of {', '.join(get_args(Review))}")
    return word


# What the fields of questions are on the command line, in the order in which --help shows them.
OPTIONS: dict[str, Any] = {
    "name": Annotated[str, typer.Argument(metavar="NAME", help="A name, a part of one, or a code (RUS).")],
    "words": Annotated[
        list[str], typer.Argument(metavar="WORDS", help='Words in any inflection, or "some words together".')
    ],
    "reports": Annotated[
        list[str] | None,
        typer.Argument(metavar="REPORT", help="Only these: ids of reports, or enough of each, or addresses."),
    ],
    "everything": Annotated[
        bool, typer.Option("--all", help="Also what the installed versions have read already.")
    ],
    "by": _named("By whom: a name, a part of one, or a code (RUS)."),
    "to": _named("To whom."),
    "party": _named("By or to whom, either."),
    "about": _named("About whom."),
    "pair": Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="CODE|NAME CODE|NAME", help="Between these two alone (RUS UKR), in either direction."),
    ],
    "per": _named("On whose word."),
    "since": _dated("From this day, month or year on; also monday, i går, '7 days'."),
    "until": _dated("Up to and with this day, month or year."),
    "on": _dated("What can have been at this time."),
    "known": _dated("What the ledger held at the end of this day, month or minute, whatever it has learnt since."),
    "dossier": _named("What the reports in this dossier say."),
    "channel": _chosen(Channel, "Through which channel."),
    "act": _chosen(Act, "What the speaker did in saying it."),
    "type": _chosen(EventType, "PLOVER's category."),
    "modality": _chosen(Modality, "How surely it was done."),
    "kind": _chosen(MatterKind, "What kind of matter."),
    "status": _chosen(Status, "What became of it."),
    "deadline": Annotated[bool, typer.Option("--deadline", help="Only what has a deadline.")],
    "review": Annotated[
        list[str] | None,
        typer.Option(
            parser=_review,
            metavar="|".join(get_args(Review)),
            help="What a person has done with it; can be given more than once. All but rejected by default.",
        ),
    ],
    "confirmed": Annotated[
        bool, typer.Option("--confirmed", help="Only what a person has confirmed or edited.")
    ],
    "limit": Annotated[
        int | None,
        typer.Option(
            min=1, metavar="N", help=f"At most so many; a table has {SHOWN} by default.", show_default=False
        ),
    ],
    "offset": Annotated[
        int, typer.Option(min=0, metavar="N", help="Leave out the first so many.", show_default=False)
    ],
}  # fmt: skip


class Answer:
    """An open ledger, what it is asked by the options that were given, and how the answer is printed."""

    def __init__(self, book: Ledger, asked: dict[str, Any], json: bool) -> None:
        self.book = book
        self.asked = asked
        self.json = json
        self._limit: int = asked.get("limit") or SHOWN
        if "limit" in asked and not asked["limit"] and not json:
            # One more than a table shows tells whether there are more.
            asked["limit"] = SHOWN + 1

    def show(
        self,
        rows: Sequence[R],
        table: Callable[[Sequence[R], int], Table],
        which: str = "",
        *,
        oldest_first: bool = False,
        nothing: str = "Nothing found.",
    ) -> None:
        """Print the rows as JSON, or as many as are asked for in a table, made for a window of so many columns.

        ``which`` says in a word which rows are shown where there are more; without it the ledger gave no more.
        """
        if self.json:
            print_json(rows)
            return
        from depesje import show

        console, most = show.console(), self._limit if which else len(rows)
        shown = rows[-most:] if oldest_first else rows[:most]
        console.print(table(shown, console.width) if shown else nothing)
        if len(rows) > most:
            console.print(f"The {which} {most}; there are more: --limit N shows them.")

    def list(
        self,
        question: type[Question],
        table: Callable[[Sequence[R], int], Table],
        which: str,
        *,
        oldest_first: bool = False,
    ) -> None:
        """Print what a listing has for a question: as JSON row by row, however many there are, or in a table."""
        rows = self.book.stream(question(**self.asked))
        if self.json:
            print_rows(rows)
        else:
            self.show([*rows], table, which, oldest_first=oldest_first)

    def show_one(self, row: R, tables: Callable[[R, int], Sequence[Table]]) -> None:
        """Print one answer as JSON, or as tables made for a window of so many columns."""
        if self.json:
            print_json(row)
            return
        from depesje import show

        console = show.console()
        for table in tables(row, console.width):
            console.print(table)


def listing(question: type, **helps: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Makes a command of a function that answers a question: its options are what can be asked.

    ``helps`` are words of help that differ from those in ``OPTIONS``. What the function takes besides the ``Answer`` are
    options of its own.
    """

    def decorate(body: Callable[..., None]) -> Callable[..., None]:
        _, *parameters = inspect.signature(body, eval_str=True).parameters.values()
        own = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in parameters]

        def command(**given: Any) -> None:
            more = {parameter.name: given.pop(parameter.name) for parameter in own}
            target, json = given.pop("ledger"), given.pop("json")
            check_dates(given)
            with plain_failures(), opened(target) as book:
                body(Answer(book, given, json), **more)

        command.__name__, command.__doc__ = body.__name__, body.__doc__
        command.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
            [*asked_by(question, helps=helps), *own, *_END]
        )
        return command

    return decorate


def asked_by(*questions: type, helps: dict[str, str]) -> Iterator[inspect.Parameter]:
    """The fields of questions, each once, as the parameters of a command, from which its options are made."""
    known: dict[str, Field[Any]] = {field.name: field for question in questions for field in fields(question)}
    for name, option in OPTIONS.items():
        if name in known:
            default = inspect.Parameter.empty if known[name].default is MISSING else _DEFAULT.get(name)
            yield _parameter(name, _helped(option, helps[name]) if name in helps else option, default)


def _helped(option: Any, text: str) -> Any:
    info = copy(option.__metadata__[0])
    info.help = text
    return Annotated[option.__origin__, info]


def _parameter(name: str, option: Any, default: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=option, default=default)


_DEFAULT = {
    "confirmed": False,
    "deadline": False,
    "everything": False,
    "offset": 0,
}  # all else is not asked for unless it is given
_END = (_parameter("ledger", LedgerOption, None), _parameter("json", JsonOption, False))


def check_dates(given: dict[str, Any]) -> None:
    """Puts days for the words that people have for them ("monday"); ends the command as wrong usage where a date is none.

    So does a ``since`` that is later than ``until``.
    """
    from depesje.dayname import day_named
    from depesje.ledger.dates import bounds

    for option in SPOKEN:
        if given.get(option):
            given[option] = day_named(given[option]) or given[option]

    for option in DATES:
        value = given.get(option)
        if value is not None and bounds(value) is None:
            complain(f"--{option} {value}: no date; write it as 2022, 2022-01 or 2022-01-28 (EDTF)")
            raise typer.Exit(USAGE)

    begins, ends = bounds(given.get("since")), bounds(given.get("until"))
    if begins and ends and begins.earliest and ends.latest and begins.earliest > ends.latest:
        complain(f"--since {given['since']} is later than --until {given['until']}")
        raise typer.Exit(USAGE)


def print_rows(rows: Iterable[Any]) -> None:
    """Rows as ``print_json`` has them, each as it comes."""
    import msgspec

    out, before = sys.stdout.buffer, b"[\n "
    for row in rows:
        shown = msgspec.json.format(msgspec.json.encode(row), indent=1)
        out.write(before + shown.replace(b"\n", b"\n "))
        before = b",\n "
    out.write(b"\n]\n" if before[:1] == b"," else b"[]\n")


def print_json(rows: Any) -> None:
    """The rows as JSON in UTF-8, whatever the terminal's encoding."""
    import msgspec

    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(rows), indent=1) + b"\n")
