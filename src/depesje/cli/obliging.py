"""``depesje obligations``: who is bound to what if one state attacks another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from depesje.cli.common import USAGE, JsonOption, plain_failures
from depesje.cli.options import print_json

if TYPE_CHECKING:
    from rich.table import Table

    from depesje.treaties import Answer, State

_FEW = 8  # states that are shown by their names
_VERB = {
    "obligation": "Bound to help",
    "assurance": "Bound in what they do themselves",
    "consultation": "To confer",
    "declaration": "Have declared",
    "partnership": "",
}


def obligations(
    if_: Annotated[
        str,
        typer.Option(
            "--if",
            metavar="ATTACK",
            help="Who attacks whom, by codes or names: 'RUS attacks LTU', 'Russland angriper Litauen'.",
        ),
    ],
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="EDTF", help="On which day, month or year; today by default."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """List by treaty article who is bound if one state attacks another, and who is only a partner. No legal advice."""
    with plain_failures(USAGE):
        from depesje.treaties import obligations as answered

        answer = answered(if_, on)
        if json:
            print_json(answer)
        else:
            _print_table(answer)


def _print_table(answer: Answer) -> None:
    from depesje import show

    console = show.console()
    attackers = ", ".join(state.name for state in answer.attackers)
    console.print(
        f"If {attackers} attacks {', '.join(state.name for state in answer.attacked)} on {answer.on}\n"
    )
    console.print(
        _table(answer) if answer.lines else "No treaty or declaration that is listed binds anybody.\n"
    )
    for remark in answer.remarks:
        console.print(remark.text)
        if remark.source is not None:
            console.print(f"Source: {_cited(remark.source.title, remark.source.address)}")


def _table(answer: Answer) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False)
    table.add_column("Article", ratio=3)
    table.add_column("Who, and what it says", ratio=8)
    for line in answer.lines:
        several = f"\n({line.attacked.name})" if len(answer.attacked) > 1 else ""
        who = [
            *_who(_VERB[line.binding], line.bound),
            *_who("Only partners, not bound" if len(line.partners) > 1 else "Only a partner", line.partners),
        ]
        source = _cited(line.source.title, line.source.address)
        remarks = [f"– {remark}" for remark in line.remarks]
        table.add_row(
            f"{line.binding.upper()}\n{line.treaty}, {line.article}{several}",
            "\n".join([line.gist, *who, *remarks, f"Source: {source}", ""]),
        )
    return table


def _who(label: str, states: tuple[State, ...]) -> list[str]:
    """The states by code, a few by name too, and what is particular to some of them."""
    if not states:
        return []
    few = len(states) <= _FEW
    lines = [f"{label} ({len(states)}): {', '.join(s.name if few else s.code for s in states)}"]
    by_note: dict[str, list[str]] = {}
    for state in states:
        if state.note:
            by_note.setdefault(state.note, []).append(state.name)
    return lines + [f"– {', '.join(names)}: {note}" for note, names in by_note.items()]


def _cited(title: str, address: str | None) -> str:
    return f"{title}, {address}" if address else title
