"""A briefing in Markdown for a foreign desk: what is new, what is open, what was done, and where accounts differ.

Every record has its citation line: publisher, date, link, id and whether a person has checked it. The words of reports are
escaped, so that nothing in them is taken for Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import BinaryIO, TypeVar

from depesje.exports import citing, coding
from depesje.exports.options import Options
from depesje.language import outwords
from depesje.language.outwords import OutWords
from depesje.ledger.streaming import Snapshot
from depesje.ledger.whole import Kept, KeptDivision, KeptEvent, KeptMatter, KeptStatement

SHOWN = 30  # records of a section; a briefing is to be read
URGENCY = ("warning", "demand", "request", "promise", "offer")  # of matters without a deadline
LATE = "9999"
K = TypeVar("K", bound=Kept)
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")


def write(snapshot: Snapshot, options: Options, out: BinaryIO) -> None:
    """The whole briefing."""
    words = outwords.load(options.language)
    statements = _newest(snapshot.statements())
    matters = list(snapshot.matters())
    events = _newest(snapshot.events(*(coding.ASKED if options.happened else ())))
    divisions = _newest(snapshot.divisions())
    reports = {record.report.id for record in (*statements, *matters, *events, *divisions)}
    counts = words.headings["counts"].format(
        statements=len(statements), matters=len(matters), events=len(events), divisions=len(divisions),
        reports=len(reports),
    )  # fmt: skip
    opened = sorted((one for one in matters if one.status == "open"), key=_urgency)
    closed = _newest(one for one in matters if one.status != "open")
    disputed: list[Kept] = [*divisions, *(one for one in matters if one.contested)]
    lines = _Lines(words, options)
    for text in (
        f"# {words.headings['briefing']}",
        *([options.heading] if options.heading else []),
        counts,
        words.headings["note"],
    ):
        lines.paragraph(text)
    lines.section("said", statements, _said)
    lines.section("open", opened, _on_the_table)
    lines.section("closed", closed, _on_the_table)
    lines.section("done", events, _done)
    lines.section("differ", disputed, _differing)
    out.write("\n".join(lines.written).encode())


class _Lines:
    """The briefing as it is written."""

    def __init__(self, words: OutWords, options: Options) -> None:
        self.words = words
        self.options = options
        self.written: list[str] = []

    def paragraph(self, text: str) -> None:
        self.written += [text, ""]

    def section(self, heading: str, records: Sequence[K], told: Callable[[_Lines, K], str]) -> None:
        """A heading and a list of records, each with its source."""
        self.paragraph(f"## {self.words.headings[heading]}")
        for record in records[:SHOWN]:
            line = citing.listed(
                citing.source(record, self.words), record.id, self.words.review[record.review]
            )
            self.written += [f"- {told(self, record)}  ", f"  {escaped(line)}"]
        if len(records) > SHOWN:
            self.written.append(f"- {self.words.headings['more'].format(number=len(records) - SHOWN)}")
        if not records:
            self.written.append(self.words.headings["nothing"])
        self.written.append("")


def escaped(text: str) -> str:
    """Text as Markdown that shows it as it is, on one line. A link stays one that can be followed."""
    return " ".join(
        word if word.startswith(("http://", "https://")) else _MARKS.sub(r"\\\1", word)
        for word in citing.plain(text).split()
    )


def _said(lines: _Lines, record: KeptStatement) -> str:
    words = lines.words
    act = words.acts[record.act] if not record.negated else words.parts["not_said"]
    _, *around = citing.circumstances(record, words)
    who = citing.listed(" ".join(filter(None, (citing.speaker(record, words), act, around[0]))), *around[1:])
    return f"**{escaped(who)}**: {escaped(citing.quoted(record.content, words, lines.options))}"


def _on_the_table(lines: _Lines, record: KeptMatter) -> str:
    told = citing.matter(record, lines.words, lines.options)
    return f"**{escaped(told)}**: {escaped(citing.quoted(record.evidence, lines.words, lines.options))}"


def _done(lines: _Lines, record: KeptEvent) -> str:
    words = lines.words
    who = " ".join(
        filter(
            None,
            (
                citing.named(record.actor, words),
                words.types[record.type],
                citing.addressed(record.recipient, words),
            ),
        )
    )
    told = citing.listed(
        who,
        words.parts["where"].format(place=citing.called(record.where, words)) if record.where else "",
        citing.day(record.when, words) if record.when else "",
        citing.told_by(record.per, words),
    )
    return f"**{escaped(told)}**: {escaped(lines.options.quoted(record.sentence))}"


def _differing(lines: _Lines, record: Kept) -> str:
    if isinstance(record, KeptMatter):
        return _on_the_table(lines, record)
    if isinstance(record, KeptDivision):
        name = citing.called(record.within.name, lines.words)
        return f"**{escaped(name)}**: {escaped(citing.lead(record, lines.words, lines.options))}"
    raise TypeError(type(record).__name__)


def _newest(records: Iterable[K]) -> list[K]:
    """The newest first, undated last."""
    return sorted(records, key=lambda record: record.earliest or "", reverse=True)


def _urgency(record: KeptMatter) -> tuple[str, int, str]:
    """What has to be answered first: by deadline, then by kind, then the newest."""
    first, _, last = (record.deadline or LATE).partition("/")
    return last.strip(".") or first, URGENCY.index(record.kind), _turned(record.earliest or "")


def _turned(day: str) -> str:
    """A day so written that a later one comes first."""
    return "".join(str(9 - int(char)) if char.isdigit() else char for char in day) or "~"
