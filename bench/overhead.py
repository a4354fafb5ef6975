"""What reading costs beyond parsing: the pipeline alone and the whole reading, over the same texts in one run.

    python -m bench.overhead [--rounds N] [PATH…]

Takes the example reports where no paths are given. The two are timed in turn, so that whatever else the machine does
meets both; of each the quickest round counts. Loading the pipeline and the lexicons is not timed.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from depesje import examples, intake
from depesje.errors import Problem
from depesje.language import identify, pipeline, syntax
from depesje.reading import read_reports
from depesje.records import Report

BATCH = 64


def parse_only(reports: Sequence[Report]) -> None:
    """Parses the texts, paragraph by paragraph as the reader does, and throws the result away."""
    for report in reports:
        nlp = pipeline.load(str(report.language))
        spans = syntax.paragraphs(report.text)
        for _ in nlp.pipe((report.text[start:end] for start, end in spans), batch_size=BATCH):
            pass


def read_all(reports: Sequence[Report]) -> None:
    """Reads the reports and throws the records away."""
    for _ in read_reports(reports):
        pass


def seconds(work: Callable[[Sequence[Report]], None], reports: Sequence[Report]) -> float:
    """How long the work takes."""
    started = time.perf_counter()
    work(reports)
    return time.perf_counter() - started


def main() -> None:
    """Prints both times and their ratio."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    resolved = [
        identify.resolve(one)
        for one in intake.load(asked.paths or examples.paths())
        if isinstance(one, Report)
    ]
    reports = [one for one in resolved if not isinstance(one, Problem)]
    words = sum(len(report.text.split()) for report in reports)
    read_all(reports)
    rounds = [(seconds(parse_only, reports), seconds(read_all, reports)) for _ in range(asked.rounds)]
    bare, whole = min(pair[0] for pair in rounds), min(pair[1] for pair in rounds)
    print(f"{len(reports)} reports, {words} words, quickest of {asked.rounds} rounds")
    for name, taken in (("parsing alone", bare), ("whole reading", whole)):
        print(f"{name}   {taken:7.3f} s   {words / taken:8.0f} words/s")
    print(f"ratio           {whole / bare:7.2f}")


if __name__ == "__main__":
    main()
