"""Exchanges as tables show them: who called, met or wrote to whom, and what each source tells of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from depesje.show.base import WIDE, clean, in_three, listed, report_name, shortened, table

if TYPE_CHECKING:
    from depesje.ledger import AccountPart, AccountsRow, ExchangeRow
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


def exchange_list(rows: Sequence[ExchangeRow], width: int) -> Table:
    """A table of a ledger's exchanges: when, between whom, how many reports tell of it, and whose accounts there are."""
    if width < WIDE:
        return in_three(
            width,
            None,
            ("Between", "Whose accounts", "What"),
            (
                (
                    Text.assemble(
                        (listed(row.parties), "bold"), (f"\n{listed((row.when or '', row.id), ' · ')}", "dim")
                    ),
                    Text.assemble(listed(map(_who, row.sources)), (f"\n{_reports(row)}", "dim")),
                    Text(row.channel),
                )
                for row in rows
            ),
        )
    found = table(WIDE)
    for name in ("When", "What"):
        found.add_column(name, no_wrap=True)
    for name, ratio in (("Between", 4), ("Whose accounts", 5), ("Reports", 2)):
        found.add_column(name, ratio=ratio, overflow="fold")
    found.add_column("Exchange", no_wrap=True)
    for row in rows:
        who = Text(listed(row.parties), "bold")
        found.add_row(row.when or "", row.channel, who, listed(map(_who, row.sources)), _reports(row), row.id)
    return found


def accounts(row: AccountsRow, width: int) -> list[Table]:
    """The accounts of an exchange, one source a row, and a table of where they contradict.

    What others say as well is marked where there are several sources; all else is said by one only.
    """
    one = row.exchange
    title = listed((one.channel, listed(one.parties), one.when or "", _reports(one)), " · ")
    found = table(width, title)
    for name, ratio in (("Who tells it, where", 3), ("What is told", 7)):
        found.add_column(name, ratio=ratio, overflow="fold")
    several = len(row.accounts) > 1
    for account in row.accounts:
        where = "\n".join(map(_where, account.parts))
        pieces = Text("\n").join(
            _piece(words, not several or words in part.only) for part in account.parts for words in part.words
        )
        found.add_row(Text.assemble((_who(account.source), "bold"), (f"\n{where}", "dim")), pieces)
    out = [found]
    if row.differ:
        against = table(width, "Where they contradict")
        for name, ratio in (("One", 4), ("The other", 4)):
            against.add_column(name, ratio=ratio, overflow="fold")
        against.add_column("How", no_wrap=True)
        for d in row.differ:
            against.add_row(_quote(d.source, d.words), _quote(d.other, d.other_words), d.kind)
        out.append(against)
    return out


def _who(source: str | None) -> str:
    return clean(source) if source else ITSELF


def _reports(row: ExchangeRow) -> str:
    number = len(row.reports)
    if number == row.independent:
        return f"{number} reports" if number > 1 else "1 report"
    return f"{row.independent} independent, {number} reports"


def _where(part: AccountPart) -> str:
    return listed((part.published or "", report_name(part.report, part.title)), " · ")


def _piece(words: str, alone: bool) -> Text:
    return Text.assemble(f"«{shortened(words, _WORDS)}»", ("" if alone else " others, too", "dim"))


def _quote(source: str | None, words: str) -> Text:
    return Text.assemble((f"{_who(source)}: ", "bold"), f"«{shortened(words, _WORDS)}»")
