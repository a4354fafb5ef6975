"""What reading costs beyond parsing: the pipeline alone and the whole reading, over the same texts in one run.

    python -m bench.overhead [--rounds N] [PATH…]

Takes the example reports where no paths are given, and tells each language apart. The two are timed in turn, in the
processor time of this process, so that whatever else the machine does meets neither or both; of each the quickest round
counts. Loading the pipeline and the lexicons is not timed.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from depesje import examples, intake
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
    """How much processor time the work takes."""
    started = time.process_time()
    work(reports)
    return time.process_time() - started


def both(reports: Sequence[Report], rounds: int) -> tuple[float, float]:
    """The quickest parsing and the quickest reading of so many rounds."""
    read_all(reports)
    pairs = [(seconds(parse_only, reports), seconds(read_all, reports)) for _ in range(rounds)]
    return min(bare for bare, _ in pairs), min(whole for _, whole in pairs)


def main() -> None:
    """Prints both times and what reading adds, by language."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    resolved = [
        identify.resolve(one)
        for one in intake.load(asked.paths or examples.paths())
        if isinstance(one, Report)
    ]
    by_language: defaultdict[str, list[Report]] = defaultdict(list)
    for one in resolved:
        if isinstance(one, Report):
            by_language[str(one.language)].append(one)
    print(
        f"language  reports  words  parsing alone  whole reading  reading adds   (quickest of {asked.rounds})"
    )
    for language, reports in sorted(by_language.items()):
        words = sum(len(report.text.split()) for report in reports)
        bare, whole = both(reports, asked.rounds)
        print(
            f"{language:8} {len(reports):8} {words:6} {words / bare:8.0f} words/s {words / whole:8.0f} words/s"
            f" {100 * (whole / bare - 1):11.0f} %"
        )


if __name__ == "__main__":
    main()
