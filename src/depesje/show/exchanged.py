"""Exchanges as tables show them: who called, met or wrote to whom, and what each source tells of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from depesje.show.base import WIDE, clean, in_three, listed, report_name, shortened, table

if TYPE_CHECKING:
    from depesje.records import Record

_WORDS = 160
ITSELF = "the report"


@dataclass(frozen=True, slots=True)
class Line:
    """One exchange as a table shows it; ``accounts`` are pairs of a source and its words."""

    when: str
    channel: str
    parties: str
    accounts: tuple[tuple[str, str], ...]
    where: str


def record_exchanges(record: Record) -> list[Line]:
    """The exchanges of one record, in the order of the text."""
    from depesje.ledger.wordings import paragraph

    names = {actor.id: actor.name for actor in record.actors}
    report = record.report
    name = report_name(report.id, report.title)
    return [
        Line(
            when=exchange.when or "",
            channel=exchange.channel,
            parties=listed(names.get(one, "") for one in exchange.parties),
            accounts=tuple(
                (clean(names[one.per]) if one.per else ITSELF, words(span.text for span in one.contents))
                for one in exchange.accounts
            ),
            where=f"{name}:{paragraph(report.text, exchange.anchors[0].start if exchange.anchors else 0)}",
        )
        for exchange in record.exchanges
    ]


def words(pieces: Iterable[str]) -> str:
    """What a source says, in quotation marks."""
    return " … ".join(f"«{shortened(piece, _WORDS)}»" for piece in pieces)


def exchanges(lines: Sequence[Line], width: int, title: str | None = None) -> Table:
    """A table of exchanges with their accounts: three columns in a narrow window, a column each in a wide one."""
    if width < WIDE:
        return in_three(
            width,
            title,
            ("Between, where", "What each tells", "What"),
            (
                (
                    Text.assemble(
                        (one.parties, "bold"), (f"\n{listed((one.when, one.where), ' · ')}", "dim")
                    ),
                    told(one.accounts),
                    Text(one.channel),
                )
                for one in lines
            ),
        )
    found = table(WIDE, title)
    found.add_column("When", no_wrap=True)
    found.add_column("What", no_wrap=True)
    for name, ratio in (("Between", 3), ("What each tells", 9), ("Where", 2)):
        found.add_column(name, ratio=ratio, overflow="fold")
    for one in lines:
        found.add_row(one.when, one.channel, Text(one.parties, "bold"), told(one.accounts), one.where)
    return found


def told(accounts: Sequence[tuple[str, str]]) -> Text:
    """The accounts one below the other, each behind its source."""
    return Text("\n").join(Text.assemble((f"{who}: ", "bold"), (what, "dim")) for who, what in accounts)
