"""Events as tables show them: who did what to whom, when, where, how surely, and the words that say so."""

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
    from depesje.ledger import EventRow
    from depesje.records import Event, Record

_SENTENCE = 300  # characters of a sentence that a table shows; JSON has all
UNKNOWN = "not named"


@dataclass(frozen=True, slots=True)
class Line:
    """One event as a table shows it; ``mark`` are the words of ``sentence`` that carry it."""

    when: str
    actor: str
    recipient: str
    type: str
    modality: str
    place: str
    per: str
    sentence: str
    mark: str
    where: str
    review: str = ""  # of what a ledger holds


def record_events(record: Record) -> list[Line]:
    """The events of one record, in the order of the text."""
    from depesje.ledger.wordings import paragraph, sentence

    names = {actor.id: actor.name for actor in record.actors}
    report = record.report
    name = report_name(report.id, report.title)

    def named(ids: Iterable[str]) -> str:
        return listed(names.get(one, "") for one in ids)

    def line(event: Event) -> Line:
        trigger = event.trigger
        return Line(
            when=event.when or "",
            actor=named(event.actor) or UNKNOWN,
            recipient=named(event.recipient),
            type=event.type,
            modality=shared("" if event.modality == "actual" else event.modality, event.read_by),
            place=clean(event.where or ""),
            per=named(event.per),
            sentence=sentence(report.text, trigger.start, trigger.end),
            mark=trigger.text,
            where=f"{name}:{paragraph(report.text, trigger.start)}",
        )

    return [line(event) for event in sorted(record.events, key=lambda event: event.trigger.start)]


def timeline_events(rows: Iterable[EventRow]) -> list[Line]:
    """The events that a ledger answers with, in its order."""
    return [
        Line(
            # A report tells of what is new; its own date stands in brackets where it gives the event none.
            when=row.when or (f"({row.published})" if row.published else ""),
            actor=listed(row.actor) or UNKNOWN,
            recipient=listed(row.recipient),
            type=row.type,
            modality=shared("" if row.modality == "actual" else row.modality, row.read_by),
            place=clean(row.where or ""),
            per=listed(row.per),
            sentence=row.sentence,
            mark=row.words,
            where=_where(row),
            review=row.review,
        )
        for row in rows
    ]


def _where(row: EventRow) -> str:
    """The report that a row's words are from; of what several tell, how many do and what they differ in."""
    where = place(row)
    reports = len({mention.report for mention in row.mentions})
    if reports < 2:
        return where
    differ = f", differ in {listed(row.differ)}" if row.differ else ""
    return f"{where}; {reports} reports{differ}"


def events(lines: Sequence[Line], width: int, title: str | None = None) -> Table:
    """A table of events: three columns in a narrow window, a column each in a wide one."""
    return _wide(lines, title) if width >= WIDE else _narrow(lines, width, title)


def _wide(lines: Sequence[Line], title: str | None) -> Table:
    found = table(WIDE, title)
    found.add_column("When", no_wrap=True)
    for name, ratio in (("Who", 3), ("To whom", 3)):
        found.add_column(name, ratio=ratio, overflow="fold")
    found.add_column("What", no_wrap=True)
    for name, ratio in (("The words", 9), ("Place, per", 3), ("Where", 3)):
        found.add_column(name, ratio=ratio, overflow="fold")
    for line in lines:
        found.add_row(
            line.when,
            Text(line.actor, "bold"),
            line.recipient,
            _what(line),
            _words(line),
            listed((line.place, line.per and f"per {line.per}")),
            line.where,
        )
    return found


def _narrow(lines: Sequence[Line], width: int, title: str | None) -> Table:
    def row(line: Line) -> tuple[Text, Text, Text]:
        details = listed((line.when, line.place, line.per and f"per {line.per}"), " · ")
        who = Text.assemble(
            (from_to(line.actor, line.recipient), "bold"), (f"\n{details}" if details else "", "dim")
        )
        return who.append(f"\n{line.where}", "dim"), _words(line), _what(line)

    return in_three(width, title, ("Who → to whom, where", "The words", "What"), map(row, lines))


def _what(line: Line) -> Text:
    return kind_of(f"{line.type}\n{line.modality}" if line.modality else line.type, line.review)


def _words(line: Line) -> Text:
    """The sentence, the words that carry the event in bold."""
    mark = clean(line.mark)
    shown = Text(shortened(line.sentence, _SENTENCE))
    start = shown.plain.find(mark) if mark else -1
    if start >= 0:
        shown.stylize("bold", start, start + len(mark))
    return shown
