"""What the command line shows to people: tables that fit the window, without colour where it is not wanted."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO
from urllib.parse import urlsplit

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from depesje.ledger import SaidRow, SearchRow, WhoRow
    from depesje.records import Record, Report, Statement

WIDE = 120  # columns from which each fact has a column of its own
_WORDS = 300  # characters of what was said that a table shows; JSON has all
_SHORT = 24
_SURFACES = 4


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


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leaves it to the command how it ends."""
        raise BrokenPipeError


def console(file: TextIO | None = None) -> Console:
    """A console that shows words as they are; its width is the window's, or ``$COLUMNS``, or 80 in a pipe."""
    return _Console(file=file or sys.stdout, markup=False, highlight=False, emoji=False)


def clean(text: str) -> str:
    """A text on one line, without the characters that would steer a terminal."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())


def shortened(text: str, length: int) -> str:
    """A text of at most ``length`` characters, cut between words where it is longer."""
    text = clean(text)
    if len(text) <= length:
        return text
    head, _, _ = text[:length].rpartition(" ")
    return (head if len(head) > length // 2 else text[: length - 1]).rstrip(" ,;:–-") + "…"


def report_name(report_id: str, title: str | None = None) -> str:
    """What a report is called in few letters: its file's name, the end of its address, or its title."""
    if report_id.startswith("sha256:"):
        return shortened(title, _SHORT) if title else report_id[len("sha256:") :][:8]
    if "://" not in report_id:
        return clean(report_id.rpartition("/")[2] or report_id)
    name = clean(urlsplit(report_id).path.rstrip("/").rpartition("/")[2] or report_id)
    return name if len(name) <= _SHORT else name[: _SHORT - 1] + "…"


def record_lines(record: Record) -> list[Line]:
    """The statements of one record, in the order of the text."""
    from depesje.ledger.wordings import paragraph

    names = {actor.id: actor.name for actor in record.actors}
    report = record.report
    place = report_name(report.id, report.title)
    return [
        Line(
            when=statement.when or "",
            speaker=_speaker(statement, names),
            to=_listed(names.get(one, "") for one in statement.to),
            channel=statement.channel or "",
            per=_listed(names.get(one, "") for one in statement.per),
            act=_act(statement.act, statement.negated),
            words=_words([span.text for span in statement.content], statement.form),
            where=f"{place}:{paragraph(report.text, _start(statement))}",
        )
        for statement in sorted(record.statements, key=_start)
    ]


def said_lines(rows: Iterable[SaidRow]) -> list[Line]:
    """The statements that a ledger answers with, in its order."""
    return [
        Line(
            when=row.when or row.published or "",
            speaker=clean(row.speaker or row.surface or "not named"),
            to=_listed(row.to),
            channel=row.channel or "",
            per=_listed(row.per),
            act=_act(row.act, row.negated),
            words=_words(row.words, row.form),
            where=f"{report_name(row.report, row.title)}:{row.paragraph}",
        )
        for row in rows
    ]


def statements(lines: Sequence[Line], width: int) -> Table:
    """A table of statements: three columns in a narrow window, a column each in a wide one."""
    return _wide(lines) if width >= WIDE else _narrow(lines)


def heading(report: Report) -> Text:
    """The line above a report's statements: its title, when it was published and by whom."""
    title = clean(report.title) if report.title else report_name(report.id)
    about = (report.published, report.publisher, report.language)
    return Text.assemble((title, "bold"), "  ", (" · ".join(clean(part) for part in about if part), "dim"))


def people(rows: Iterable[WhoRow]) -> Table:
    """A table of actors: who they are, how often they speak, are spoken to and spoken of."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Who", ratio=1, overflow="fold")
    table.add_column("Code")
    for name in ("Says", "Is told", "About", "Reports"):
        table.add_column(name, justify="right")
    table.add_column("From, to", max_width=10)
    for row in rows:
        others = [clean(s) for s in row.surfaces if s != row.name][:_SURFACES]
        about = [clean(row.role)] if row.role else [row.kind]
        who = Text.assemble((clean(row.name), "bold"), "\n", (", ".join(about + others), "dim"))
        counts = (str(n) for n in (row.by, row.to, row.about, row.reports))
        table.add_row(who, row.code or "", *counts, _period(row.first, row.last))
    return table


def hits(rows: Iterable[SearchRow]) -> Table:
    """A table of search results, the words that were looked for in bold."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Who, or which report", ratio=3, overflow="fold")
    table.add_column("Words", ratio=7, overflow="fold")
    for row in rows:
        where = report_name(row.report, row.title)
        if row.statement is not None:
            line = said_lines([row.statement])[0]
            first = Text.assemble(
                (_from_to(line), "bold"), "\n", (_listed((line.when, line.where), " · "), "dim")
            )
        else:
            title = clean(row.title) if row.title else where
            first = Text.assemble(title, "\n", (_listed((row.published or "", where), " · "), "dim"))
        table.add_row(first, _marked(row))
    return table


def _wide(lines: Sequence[Line]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=True)
    table.add_column("When", no_wrap=True)
    for name, ratio in (("Who", 3), ("To whom", 3), ("Channel, per", 3), ("What was said", 9)):
        table.add_column(name, ratio=ratio, overflow="fold")
    table.add_column("Act", no_wrap=True)
    table.add_column("Where", ratio=3, overflow="fold")
    for line in lines:
        source = _listed((line.channel, line.per and f"per {line.per}"))
        table.add_row(
            line.when, Text(line.speaker, "bold"), line.to, source, line.words, line.act, line.where
        )
    return table


def _narrow(lines: Sequence[Line]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=True)
    table.add_column("Who → to whom, where", ratio=4, overflow="fold")
    table.add_column("What was said", ratio=6, overflow="fold")
    table.add_column("Act", overflow="fold", max_width=8)
    for line in lines:
        details = _listed((line.when, line.channel, line.per and f"per {line.per}"), " · ")
        who = Text.assemble((_from_to(line), "bold"), (f"\n{details}" if details else "", "dim"))
        table.add_row(who.append(f"\n{line.where}", "dim"), line.words, line.act)
    return table


def _from_to(line: Line) -> str:
    return f"{line.speaker} → {line.to}" if line.to else line.speaker


def _marked(row: SearchRow) -> Text:
    # White space is made even character by character, so that the marks keep their places.
    text = Text(
        "".join(" " if char.isspace() else char if char.isprintable() else "·" for char in row.snippet)
    )
    for start, end in row.marks:
        text.stylize("bold", start, end)
    return text


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


def _listed(parts: Iterable[str], between: str = ", ") -> str:
    return between.join(clean(part) for part in parts if part)


def _period(first: str | None, last: str | None) -> str:
    if first == last or not last:
        return first or ""
    return f"{first or '?'} {last}"
