"""The command with a reader in place that needs no pipeline, so that it starts at once.

``python -m tests.watching.standin`` reads one demand out of every article of ``publishing``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import depesje.keeping
from depesje.cli import main
from depesje.errors import Problem
from depesje.records import Actor, Record, Report, Span, Speaker, Statement, Versions

CUE = ", sier "
COMMAND = [sys.executable, "-m", "tests.watching.standin"]
ROOT = Path(__file__).parents[2]
"""Where the command is to be run, so that it is found."""


def read_reports(reports: Iterable[Report | Problem]) -> Iterator[Record | Problem]:
    for report in reports:
        yield report if isinstance(report, Problem) else _record(replace(report, language="nb"))


def _record(report: Report) -> Record:
    end = report.text.index(CUE)
    name = Span(end + len(CUE), end + len(CUE) + 16, report.text[end + len(CUE) : end + len(CUE) + 16])
    said = Statement(
        "s1", Speaker(name, "a1"), None, (Span(2, end, report.text[2:end]),), "direct", act="demand"
    )
    who = Actor("a1", "Gennadij Rodimtsev", "person", "RUS", mentions=(name,))
    return Record(report, (who,), (said,), Versions("1", "1", "1"))


if __name__ == "__main__":
    depesje.keeping.read_reports = read_reports
    main()
