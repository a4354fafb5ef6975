"""Matters and divisions as tables show them: who wants, offers or threatens what, and what became of it."""

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
from depesje.show.done import UNKNOWN

if TYPE_CHECKING:
    from depesje.ledger import DivisionRow, MatterRow
    from depesje.records import Record

_WORDS = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One matter as a table shows it."""

    when: str
    by: str
    to: str
    kind: str
    status: str
    gist: str
    terms: str
    per: str
    evidence: str
    where: str
    review: str = ""  # of what a ledger holds


@dataclass(frozen=True, slots=True)
class DivisionLine:
    """One division as a table shows it."""

    when: str
    within: str
    about: str
    evidence: str
    where: str
    review: str = ""  # of what a ledger holds


def record_matters(record: Record) -> list[Line]:
    """The matters of one record, in the order of the text."""
    from depesje.ledger.wordings import paragraph

    names = {actor.id: actor.name for actor in record.actors}
    report = record.report
    name = report_name(report.id, report.title)
    starts = {m.id: min((span.start for span in m.evidence), default=0) for m in record.matters}
    return [
        Line(
            when="",
            by=listed(names.get(one, "") for one in matter.by) or UNKNOWN,
            to=listed(names.get(one, "") for one in matter.to),
            kind=matter.kind,
            status=shared(_status(matter.status, matter.contested, matter.condition), matter.read_by),
            gist=shortened(matter.gist, _WORDS),
            terms=_terms(matter.gist, matter.condition, matter.deadline),
            per=listed(names.get(one, "") for one in matter.per),
            evidence=_quoted((span.text for span in matter.evidence), matter.gist),
            where=f"{name}:{paragraph(report.text, starts[matter.id])}",
        )
        for matter in sorted(record.matters, key=lambda matter: starts[matter.id])
    ]


def ledger_matters(rows: Iterable[MatterRow]) -> list[Line]:
    """The matters that a ledger answers with, in its order."""
    return [
        Line(
            when=row.published or "",
            by=listed(row.by) or UNKNOWN,
            to=listed(row.to),
            kind=row.kind,
            status=shared(status_of(row), row.read_by),
            gist=shortened(row.gist, _WORDS),
            terms=_terms(row.gist, row.condition, row.deadline),
            per=listed(row.per),
            evidence=_quoted(row.evidence, row.gist),
            where=_where(row),
            review=row.review,
        )
        for row in rows
    ]


def status_of(row: MatterRow) -> str:
    """Where a matter stands, in words."""
    told = _status(row.status, row.contested, row.condition)
    return listed((told, "overdue" if row.overdue else ""))


def _where(row: MatterRow) -> str:
    """The report that tells of it first; of what moved on, how often and by which id its course is asked for."""
    if len(row.moves) < 2:
        return place(row)
    told = f"{row.reports} reports, " if row.reports > 1 else ""
    return f"{report_name(row.report, row.title)}:{row.paragraph}; {told}{len(row.moves)} moves: {row.id}"


def record_divisions(record: Record) -> list[DivisionLine]:
    """The divisions of one record, in its order."""
    from depesje.ledger.wordings import paragraph

    names = {actor.id: actor.name for actor in record.actors}
    report = record.report
    name = report_name(report.id, report.title)
    return [
        DivisionLine(
            when="",
            within=clean(names.get(division.within, UNKNOWN)),
            about=shortened(division.about.text, _WORDS) if division.about else "",
            evidence=_quoted(span.text for span in division.evidence),
            where=f"{name}:{paragraph(report.text, min((s.start for s in division.evidence), default=0))}",
        )
        for division in record.divisions
    ]


def ledger_divisions(rows: Iterable[DivisionRow]) -> list[DivisionLine]:
    """The divisions that a ledger answers with, in its order."""
    return [
        DivisionLine(
            when=row.published or "",
            within=clean(row.within),
            about=shortened(row.about or "", _WORDS),
            evidence=_quoted(row.evidence),
            where=place(row),
            review=row.review,
        )
        for row in rows
    ]


def matters(lines: Sequence[Line], width: int, title: str | None = None) -> Table:
    """A table of matters: three columns in a narrow window, a column each in a wide one."""
    return _wide(lines, title) if width >= WIDE else _narrow(lines, width, title)


def divisions(lines: Sequence[DivisionLine], width: int, title: str | None = None) -> Table:
    """A table of divisions inside a party."""
    found = table(width, title)
    for name, ratio in (("Within, where", 4), ("The words", 6)):
        found.add_column(name, ratio=ratio, overflow="fold")
    for line in lines:
        details = listed((line.when, line.where, line.review), " · ")
        about = f"about: {line.about}\n" if line.about else ""
        found.add_row(
            Text.assemble((line.within, "bold"), (f"\n{details}", "dim")),
            Text.assemble(about, (line.evidence, "dim")),
        )
    return found


def _wide(lines: Sequence[Line], title: str | None) -> Table:
    found = table(WIDE, title)
    found.add_column("What", no_wrap=True)
    found.add_column("Status", no_wrap=True)
    for name, ratio in (
        ("By", 3),
        ("To", 3),
        ("What it is about", 7),
        ("The words", 6),
        ("When, per, where", 4),
    ):
        found.add_column(name, ratio=ratio, overflow="fold")
    for line in lines:
        found.add_row(
            kind_of(line.kind, line.review),
            _styled(line.status),
            Text(line.by, "bold"),
            line.to,
            _about(line),
            Text(line.evidence, "dim"),
            listed((line.when, line.per and f"per {line.per}", line.where)),
        )
    return found


def _narrow(lines: Sequence[Line], width: int, title: str | None) -> Table:
    def row(line: Line) -> tuple[Text, Text, Text]:
        details = listed((line.when, line.per and f"per {line.per}"), " · ")
        who = Text.assemble((from_to(line.by, line.to), "bold"), (f"\n{details}" if details else "", "dim"))
        about = _about(line).append(f"\n{line.evidence}" if line.evidence else "", "dim")
        return (
            who.append(f"\n{line.where}", "dim"),
            about,
            kind_of(Text.assemble(line.kind, "\n", _styled(line.status)), line.review),
        )

    return in_three(
        width, title, ("By → to, where", "What it is about, and the words", "Status"), map(row, lines)
    )


def _about(line: Line) -> Text:
    return Text.assemble(line.gist, f"\n{line.terms}" if line.terms and line.gist else line.terms)


def _styled(status: str) -> Text:
    return Text(status, "bold" if status.startswith("open") else "")


def _status(status: str, contested: bool, condition: str | None) -> str:
    return listed((status, "on a condition" if condition else "", "contested" if contested else ""))


def _terms(gist: str, condition: str | None, deadline: str | None) -> str:
    """The condition and the deadline, as far as the gist does not give them already."""
    given = condition if condition and clean(condition).casefold() not in clean(gist).casefold() else None
    when = f"deadline {deadline}" if deadline else ""
    return listed((f"condition: {shortened(given, _WORDS)}" if given else "", when), "; ")


def _quoted(pieces: Iterable[str], gist: str = "") -> str:
    """The words that show it, without those that say no more than the gist."""
    told = clean(gist).casefold()
    shown: list[str] = []
    for piece in map(clean, pieces):
        if piece and piece.casefold() not in told and not any(piece in other for other in shown):
            shown.append(piece)
    return " … ".join(f"«{shortened(piece, _WORDS)}»" for piece in shown)
