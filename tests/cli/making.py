"""A report with its record, made by hand, and a reader that needs no pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from depesje.errors import Problem
from depesje.records import Actor, Record, Report, Span, Speaker, Statement, Versions

TEXT = "– Vi vil svare, sa Lavrov til Blinken på telefon, ifølge Kreml.\n\nHan avviste kravet.\n"


def span(surface: str, text: str = TEXT) -> Span:
    start = text.index(surface)
    return Span(start, start + len(surface), surface)


ACTORS = (
    Actor("a1", "Sergej Lavrov", "person", "RUS", "foreign minister", None, (span("Lavrov"), span("Han"))),
    Actor("a2", "Antony Blinken", "person", "USA", mentions=(span("Blinken"),)),
    Actor("a3", "Kremlin", "body", "RUS", mentions=(span("Kreml"),)),
)
STATEMENTS = (
    Statement(
        "s1",
        Speaker(span("Lavrov"), "a1"),
        span("sa"),
        (span("Vi vil svare"),),
        "direct",
        to=("a2",),
        per=("a3",),
        channel="call",
        act="warn",
        when="2022-01-28",
        confidence=0.9,
    ),
    Statement("s2", Speaker(None, "a1"), span("avviste"), (span("kravet"),), "indirect", act="reject"),
)


VERSIONS = Versions("1", "1", "1")


def record(report: Report | None = None) -> Record:
    """The record of ``TEXT``, whatever else is known of the report."""
    given = report or Report("brev.txt", TEXT, language="nb", published="2022-01", date_evidence="text")
    return Record(given, ACTORS, STATEMENTS, VERSIONS)


def read_reports(reports: Iterable[Report | Problem]) -> Iterator[Record | Problem]:
    """Reads ``TEXT`` as ``record`` says, finds nothing in other texts, and fails on those that say "uleselig"."""
    for report in reports:
        if isinstance(report, Problem):
            yield report
        elif "uleselig" in report.text:
            yield Problem(report.id, "language cannot be told")
        elif report.text == TEXT:
            yield record(replace(report, language="nb"))
        else:
            yield Record(replace(report, language="nb"), versions=VERSIONS)
