"""What a page shows as a file to take along: a briefing in Markdown, a table as CSV or an Excel workbook.

A page's question becomes that of an export, once, here. A file holds so many records, the newest; where there are more, its
last line says so.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from urllib.parse import quote

from depesje.exports import Options, delimited, xlsx
from depesje.exports.heading import period
from depesje.exports.options import LONGEST
from depesje.exports.tables import PIECES, TABLES, Column, Table
from depesje.ledger import Ledger
from depesje.ledger.rows import AccountPart, AccountRow, AccountsRow
from depesje.ledger.streaming import Snapshot
from depesje.questions import EventQuestion, ExchangeQuestion, MatterQuestion, Question, StatementQuestion
from depesje.web.languages import Words

MOST = 2_000  # records of a file
MOST_EXCHANGES = 100  # whose accounts are put side by side for it
# The formats by the end of a file's name: what they are served as.
TYPES = {
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What one source is told to have said of an exchange in one report."""

    exchange: AccountsRow
    account: AccountRow
    part: AccountPart


@dataclass(frozen=True, slots=True)
class Taken:
    """A file as it is served."""

    name: str
    media_type: str
    content: bytes

    @property
    def disposition(self) -> str:
        """The header that names it (RFC 6266)."""
        plain = self.name.encode("ascii", "replace").decode().replace("?", "_")
        return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(self.name)}"


@dataclass(frozen=True)
class Limited(Table):
    """A table of at most so many rows; where there are more, a last one says so in its first cell."""

    most: int = MOST
    note: str = ""

    def rows(self, snapshot: Snapshot, options: Options) -> Iterator[list[Any]]:
        """The rows, and what is said where they are not all."""
        for number, row in enumerate(Table.rows(self, snapshot, options)):
            if number == self.most:
                yield [self.note, *([None] * (len(self.columns) - 1))]
                return
            yield row


def _accounts(snapshot: Snapshot) -> Iterator[Told]:
    for told in snapshot.exchanges():
        for account in told.accounts:
            for part in account.parts:
                yield Told(told, account, part)


ACCOUNTS = Table(
    "accounts",
    (
        Column("exchange", "text", lambda one, _: one.exchange.exchange.id),
        Column("when", "text", lambda one, _: one.exchange.exchange.when),
        Column("channel", "text", lambda one, _: one.exchange.exchange.channel),
        Column("parties", "texts", lambda one, _: list(one.exchange.exchange.parties)),
        Column("source", "text", lambda one, _: one.account.source),
        Column("words", "text", lambda one, options: options.quoted(PIECES.join(one.part.words)), long=True),
        Column("only", "text", lambda one, options: options.quoted(PIECES.join(one.part.only)), long=True),
        Column("report", "text", lambda one, _: one.part.report),
        Column("title", "text", lambda one, _: one.part.title),
        Column("published", "text", lambda one, _: one.part.published),
        Column("independent", "integer", lambda one, _: one.exchange.exchange.independent),
        Column("review", "text", lambda one, _: one.exchange.exchange.review),
    ),
    _accounts,
)
# By the page: what its question is, and the table of it.
PAGES: Mapping[str, tuple[type[Question], Table]] = {
    "today": (MatterQuestion, TABLES["matters"]),
    "matters": (MatterQuestion, TABLES["matters"]),
    "statements": (StatementQuestion, TABLES["statements"]),
    "events": (EventQuestion, TABLES["events"]),
    "exchanges": (ExchangeQuestion, ACCOUNTS),
}


def asked_of(page: str, given: Mapping[str, str]) -> dict[str, str]:
    """What a page asks, of what can be asked of its records."""
    known = {field.name for field in fields(PAGES[page][0])} - {
        "limit",
        "offset",
        "confirmed",
        "deadline",
        "review",
    }
    return {name: value.strip()[:500] for name, value in given.items() if name in known and value.strip()}


def take(ledger: Ledger, page: str, form: str, given: Mapping[str, str], words: Words) -> Taken:
    """A page as a file; raises ``LedgerError`` where it asks for what cannot be."""
    asked: dict[str, Any] = dict(asked_of(page, given))
    most = MOST_EXCHANGES if page == "exchanges" else MOST
    note = words.say("Only the newest %(number)s; there are more.", number=words.number(most))
    out, table = io.BytesIO(), PAGES[page][1]
    limited = Limited(table.name, table.columns, table.records, most, note)
    if form == "md":
        when = period(asked.get("since"), asked.get("until"), words.language)
        limit = words.say("At most the newest %(number)s of each kind.", number=words.number(most))
        told = " · ".join(_told(asked, ledger.called(asked.values()), words))
        heading = " ".join(filter(None, (when, limit, _plain(f"{told[:1].upper()}{told[1:]}"))))
        ledger.export("briefing", out, Options(language=words.language, heading=heading), **asked, limit=most)
    else:
        options = Options(limit=LONGEST, language=words.language)
        # One more than is written tells whether there are more; an account is less than an exchange.
        with ledger.snapshot(**asked, limit=most if table is ACCOUNTS else most + 1) as snapshot:
            if form == "csv":
                delimited.write_csv(limited, snapshot, options, out)
            else:
                xlsx.write_tables([limited], snapshot, options, out)
    return Taken(_name(page, asked, form), TYPES[form], out.getvalue())


# By which kind of code what is asked for is shown in words.
_CODES = {
    "act": "act",
    "channel": "channel",
    "type": "event",
    "modality": "modality",
    "kind": "matter",
    "status": "status",
}
_DATES = ("on", "known")


def _told(asked: Mapping[str, str], names: Mapping[str, str], words: Words) -> Iterator[str]:
    """What a page asks, in its language, but for the time that it covers; ``names`` are those of actors by their ids."""
    for name, value in asked.items():
        if name in _CODES:
            shown = words.term(_CODES[name], value)
        elif name in _DATES:
            shown = words.date(value)
        else:
            shown = words.called(names.get(value, value)) if name != "dossier" else value
        if name not in ("since", "until"):
            yield f"{words.term('asked', name)}: {shown}"


def _plain(text: str) -> str:
    from depesje.exports.briefing import escaped

    return escaped(text)


def _name(page: str, asked: Mapping[str, str], form: str) -> str:
    """A file's name: the page, what it asks, and the day on which it was taken."""
    question = "_".join(re.sub(r"[^\w.-]+", "-", value).strip("-.") for value in asked.values())[:80]
    return f"{'_'.join(filter(None, ('depesje', page, question, date.today().isoformat())))}.{form}"
