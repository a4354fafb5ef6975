"""``depesje correct``, ``undo``, ``merge``, ``split`` and ``history``: what people do to the records of a ledger."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Annotated

import typer

from depesje.cli.common import FAILED, USAGE, JsonOption, LedgerOption, complain, opened, plain_failures
from depesje.errors import CorrectionError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from depesje.ledger import Ledger
    from depesje.ledger.corrections.journal import Correction

Who = Annotated[
    str | None,
    typer.Option(
        "--as", metavar="NAME", help="Who corrects; by default $DEPESJE_USER, else your login name."
    ),
]
Why = Annotated[
    str | None, typer.Option("--why", metavar="TEXT", help="The reason; it is kept beside what is done.")
]
Ids = Annotated[
    list[str], typer.Argument(metavar="ID…", help="Ids of records: st-12, ev-3, ma-4, ac-7, di-1.")
]


def correct(
    records: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID]…", help="Ids of records: st-12, ev-3, ma-4, ac-7, di-1."),
    ] = None,
    confirm: Annotated[bool, typer.Option("--confirm", help="It is so.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="It is not so; listings leave it out.")] = False,
    set_: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="FIELD=VALUE",
            help="Set a field; again for another, or for several values. FIELD= empties it.",
        ),
    ] = None,
    add: Annotated[
        str | None,
        typer.Option(metavar="KIND", help="Add a statement, event, matter or division that was missed."),
    ] = None,
    report: Annotated[
        str | None,
        typer.Option(
            metavar="REPORT", help="With --add: the report, by its id, enough of it, or its address."
        ),
    ] = None,
    document: Annotated[
        str | None,
        typer.Option(metavar="TITLE", help="With --add: what is no report: a note, a letter, a talk."),
    ] = None,
    date: Annotated[
        str | None, typer.Option(metavar="EDTF", help="With --document: when it is from.")
    ] = None,
    words: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="With --add: the report's very words.")
    ] = None,
    nth: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="With --words: in which of several places, counted from 1."),
    ] = None,
    prefix: Annotated[
        str | None, typer.Option(metavar="TEXT", help="With --words: in the place right after this.")
    ] = None,
    suffix: Annotated[
        str | None, typer.Option(metavar="TEXT", help="With --words: in the place right before this.")
    ] = None,
    why: Why = None,
    who: Who = None,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> None:
    """Confirm, reject or edit records, or add what was missed. No re-reading undoes it."""
    from depesje.ledger.corrections.documents import Document
    from depesje.ledger.corrections.quoting import ANYWHERE, Where

    fields = _fields(set_ or [])
    for quotation in words or []:
        fields["words"].append(quotation)
    chosen = sum((confirm, reject, bool(fields) and add is None, add is not None))
    where = Where(nth, prefix, suffix)
    sources = sum((report is not None, document is not None))
    if (
        chosen != 1
        or (add is None) == (not records)
        or sources != (add is not None)
        or (date and not document)
        or (where != ANYWHERE and "words" not in fields)
    ):
        complain(
            "give ids and one of --confirm, --reject or --set;"
            " or --add KIND with --words and one of --report or --document; --nth, --prefix and --suffix go with words"
        )
        raise typer.Exit(USAGE)
    with plain_failures(), opened(ledger) as book:
        if add is not None:
            source = Document(document, date) if document is not None else report or ""
            done: list[Correction | str] = [
                book.add_record(add, source, fields, where=where, who=who, why=why)
            ]
            _tell(book, done, json)
            return
        done, failed = [], False
        for record in records or []:
            try:
                outcome = book.correct(
                    record,
                    "confirm" if confirm else "reject" if reject else None,
                    fields=fields,
                    where=where,
                    who=who,
                    why=why,
                )
                done.append(outcome or record)
            except CorrectionError as error:
                complain(f"{record}: {error}")
                failed = True
        _tell(book, done, json)
        if failed:
            raise typer.Exit(FAILED)


def undo(
    corrections: Annotated[list[int], typer.Argument(metavar="NUMBER…", help="Numbers of corrections.")],
    why: Why = None,
    who: Who = None,
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> None:
    """Take back corrections by their numbers, which 'depesje history ID' tells."""
    with plain_failures(), opened(ledger) as book:
        done, failed = [], False
        for number in corrections:
            try:
                done.append(book.undo(number, who=who, why=why))
            except CorrectionError as error:
                complain(error)
                failed = True
        _tell(book, done, json)
        if failed:
            raise typer.Exit(FAILED)


def merge(
    records: Ids, why: Why = None, who: Who = None, ledger: LedgerOption = None, json: JsonOption = False
) -> None:
    """Say that actors, events or matters are one. Their ids then lead to the smallest."""
    with plain_failures(), opened(ledger) as book:
        _tell(book, [book.merge(*records, who=who, why=why) or records[0]], json)


def split(
    records: Ids, why: Why = None, who: Who = None, ledger: LedgerOption = None, json: JsonOption = False
) -> None:
    """Say that a record is not one with the others; of several, those after the first not with the first."""
    with plain_failures(), opened(ledger) as book:
        _tell(book, [book.split(*records, who=who, why=why)], json)


def history(
    record: Annotated[str, typer.Argument(metavar="ID", help="The id of a record: st-12, ac-7.")],
    ledger: LedgerOption = None,
    json: JsonOption = False,
) -> None:
    """Tell what became of a record: how it was read, and who changed what, when and why."""
    with plain_failures(), opened(ledger) as book:
        changes = book.history(record)
        if json:
            from depesje.cli.options import print_json

            print_json(changes)
            return
        from depesje.show import corrected

        for line in corrected.history(changes, book.called(corrected.mentioned(changes))):
            typer.echo(line)
        if (leader := book.resolve(record)) != record:
            typer.echo(f"{record} is one with {leader}")


def _fields(given: Sequence[str]) -> defaultdict[str, list[str]]:
    """The values of each field that is set; ends the command as wrong usage where one is no FIELD=VALUE."""
    fields: defaultdict[str, list[str]] = defaultdict(list)
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name.strip():
            complain(f"--set {one}: write it as FIELD=VALUE")
            raise typer.Exit(USAGE)
        fields[name.strip()].append(value)
    return fields


def _tell(book: Ledger, done: Sequence[Correction | str], json: bool) -> None:
    """What was done to each record; an id alone stands for one that is held just so already."""
    made = [one for one in done if not isinstance(one, str)]
    if json:
        from depesje.cli.options import print_json

        print_json(made)
        return
    from depesje.show import corrected

    names = book.called(corrected.mentioned(made))
    for one in done:
        typer.echo(f"{one} is so already" if isinstance(one, str) else corrected.act(one, names))
