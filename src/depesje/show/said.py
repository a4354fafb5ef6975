"""Statements as tables show them: who said what to whom, through which channel, on whose word, where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from depesje.show.base import (
    WIDE,
    clean,
    from_to,
    in_three,
    kind_of,
    listed,
    place,
    report_name,
    shared,
    shortened,
    table,
)

if TYPE_CHECKING:
    from depesje.ledger import SaidRow
    from depesje.records import Record, Statement

_WORDS = 300  # characters of what was said that a table shows; JSON has all


@dataclass(frozen=True, slots=True)
class Line:
    """One statement as a table shows it."""

    when: str
    speaker: str
    to: str
    channel: str
    per: str
    act: str
    words: str
    where: str
    review: str = ""  # of what a ledger holds


def record_lines(record: Record) -> list[Line]:
    """The statements of one record, in the order of the text."""
    from depesje.ledger.wordings import paragraph

    names = {actor.id: actor.name for actor in record.actors}
    report = record.report
    name = report_name(report.id, report.title)
    return [
        Line(
            when=statement.when or "",
            speaker=_speaker(statement, names),
            to=listed(names.get(one, "") for one in statement.to),
            channel=statement.channel or "",
            per=listed(names.get(one, "") for one in statement.per),
            act=shared(_act(statement.act, statement.negated), statement.read_by),
            words=_words([span.text for span in statement.content], statement.form),
            where=f"{name}:{paragraph(report.text, _start(statement))}",
        )
        for statement in sorted(record.statements, key=_start)
    ]


def said_lines(rows: Iterable[SaidRow]) -> list[Line]:
    """The statements that a ledger answers with, in its order."""
    return [
        Line(
            when=row.when or row.published or "",
            speaker=clean(row.speaker or row.surface or "not named"),
            to=listed(row.to),
            channel=row.channel or "",
            per=listed(row.per),
            act=shared(_act(row.act, row.negated), row.read_by),
            words=_words(row.words, row.form),
            where=place(row),
            review=row.review,
        )
        for row in rows
    ]


def statements(lines: Sequence[Line], width: int, title: str | None = None) -> Table:
    """A table of statements: three columns in a narrow window, a column each in a wide one."""
    return _wide(lines, title) if width >= WIDE else _narrow(lines, width, title)


def _wide(lines: Sequence[Line], title: str | None) -> Table:
    found = table(WIDE, title)
    found.add_column("When", no_wrap=True)
    for name, ratio in (("Who", 3), ("To whom", 3), ("Channel, per", 3), ("What was said", 9)):
        found.add_column(name, ratio=ratio, overflow="fold")
    found.add_column("Act, review", no_wrap=True)
    found.add_column("Where", ratio=3, overflow="fold")
    for line in lines:
        source = listed((line.channel, line.per and f"per {line.per}"))
        found.add_row(
            line.when,
            Text(line.speaker, "bold"),
            line.to,
            source,
            line.words,
            kind_of(line.act, line.review),
            line.where,
        )
    return found


def _narrow(lines: Sequence[Line], width: int, title: str | None) -> Table:
    def row(line: Line) -> tuple[Text, Text, Text]:
        details = listed((line.when, line.channel, line.per and f"per {line.per}"), " · ")
        who = Text.assemble(
            (from_to(line.speaker, line.to), "bold"), (f"\n{details}" if details else "", "dim")
        )
        return (
            who.append(f"\n{line.where}", "dim"),
            Text(line.words),
            kind_of(line.act.replace(" (", "\n("), line.review),
        )

    return in_three(width, title, ("Who → to whom, where", "What was said", "Act"), map(row, lines))


def _speaker(statement: Statement, names: dict[str, str]) -> str:
    span, actor = statement.speaker.span, statement.speaker.actor
    name = names.get(actor or "") or (span.text if span else None)
    return clean(name or "not named")


def _words(pieces: Sequence[str], form: str) -> str:
    words = " … ".join(map(clean, pieces))
    return f"«{shortened(words, _WORDS)}»" if form == "direct" else shortened(words, _WORDS)


def _act(act: str, negated: bool) -> str:
    return f"{act} (not said)" if negated else act


def _start(statement: Statement) -> int:
    return min((span.start for span in statement.content), default=0)
