"""What reading costs beyond parsing: the pipeline alone and the whole reading, over the same texts in one run.

    python -m bench.overhead [--rounds N] [--readers] [--most PERCENT] [PATH…]

Takes the example reports where no paths are given. Each language is measured three times: on *brief* reports (three
paragraphs each), on the reports as they are, and on *long* ones (all of a language's reports joined, again and again up to
5,000 words); beside them stand reports that ``bench.generating`` made. Pipeline and reading are timed in turn, in the
processor time of this process, so that whatever else the machine does meets neither or both; what counts is the median over
the rounds of what reading added in each. Loading the pipeline and the lexicons is not timed. ``--readers`` tells what each
reader has of it; ``--most`` fails where reading adds more than so
many percent anywhere.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

from bench.generating import records
from depesje import examples, intake
from depesje.language import identify, pipeline, syntax
from depesje.reading import (
    addressing,
    dates,
    events,
    exchanges,
    matters,
    mentions,
    read_reports,
    reader,
    statements,
)
from depesje.records import Report

BATCH = 64
BRIEF = 3  # paragraphs
LONG = 5000  # words
GENERATED = 30  # reports
STEPS: tuple[tuple[str, Any, str], ...] = (
    ("parse taken over", syntax, "_columns"),
    ("parse taken over", syntax, "_append"),
    ("parse taken over", syntax, "_link"),
    ("statements", statements, "extract"),
    ("mentions", mentions, "find"),
    ("actors", reader, "Cast"),
    ("addressees, channels, acts", addressing, "settings"),
    ("dates", dates, "find"),
    ("events", events, "extract"),
    ("matters", matters, "find"),
    ("exchanges", exchanges, "mark"),
    ("exchanges", exchanges, "find"),
)
"""The readers, by the functions that do their work."""


@dataclass(frozen=True, slots=True)
class Cost:
    """The medians: processor time of the pipeline alone and of the whole reading, and what reading added to it."""

    bare: float
    whole: float
    added: float


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


def both(reports: Sequence[Report], rounds: int) -> Cost:
    """Parsing and reading in turn, so many rounds."""
    read_all(reports)
    pairs = [(seconds(parse_only, reports), seconds(read_all, reports)) for _ in range(rounds)]
    return Cost(
        median(bare for bare, _ in pairs),
        median(whole for _, whole in pairs),
        median(whole / bare - 1 for bare, whole in pairs),
    )


@contextmanager
def watched() -> Iterator[defaultdict[str, float]]:
    """Adds up how much processor time each reader takes while it lasts."""
    spent: defaultdict[str, float] = defaultdict(float)

    def timed(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any, **named: Any) -> Any:
            started = time.process_time()
            try:
                return work(*given, **named)
            finally:
                spent[name] += time.process_time() - started

        return run

    with ExitStack() as undone:
        for name, module, function in STEPS:
            kept = getattr(module, function)
            undone.callback(setattr, module, function, kept)
            setattr(module, function, timed(name, kept))
        yield spent


def shares(reports: Sequence[Report], rounds: int) -> dict[str, float]:
    """What each reader adds to the pipeline alone."""
    with watched() as spent:
        for _ in range(rounds):
            read_all(reports)
    bare = median(seconds(parse_only, reports) for _ in range(rounds)) * rounds
    return {name: took / bare for name, took in spent.items()}


def brief(report: Report) -> Iterator[Report]:
    """The report in pieces of a few paragraphs."""
    spans = syntax.paragraphs(report.text)
    for n in range(0, len(spans), BRIEF):
        piece = spans[n : n + BRIEF]
        yield replace(report, id=f"{report.id}-{n}", text=report.text[piece[0][0] : piece[-1][1]])


def long(reports: Sequence[Report], words: int = LONG) -> Report:
    """All of them in one, again and again until it is long."""
    text = "\n\n".join(report.text for report in reports)
    times = -(-words // len(text.split()))
    return replace(reports[0], id="long", text="\n\n".join([text] * times))


def by_language(items: Iterable[object]) -> dict[str, list[Report]]:
    """The reports by the language that they are in."""
    out: defaultdict[str, list[Report]] = defaultdict(list)
    for item in items:
        resolved = identify.resolve(item) if isinstance(item, Report) else None
        if isinstance(resolved, Report):
            out[str(resolved.language)].append(resolved)
    return dict(sorted(out.items()))


def corpora(paths: Sequence[Path]) -> Iterator[tuple[str, str, list[Report]]]:
    """What is measured: language, length, reports."""
    for language, reports in by_language(intake.load(paths or examples.paths())).items():
        yield language, "brief", [piece for report in reports for piece in brief(report)]
        yield language, "as they are", reports
        yield language, "long", [long(reports)]
    if not paths:
        for language, reports in by_language(record.report for record in records(GENERATED)).items():
            yield language, "generated", reports


def main() -> int:
    """Prints both times and what reading adds, by language and length."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--readers", action="store_true")
    parser.add_argument("--most", type=float)
    asked = parser.parse_args()
    print(
        f"language  reports            words  parsing alone  whole reading  reading adds   (median of {asked.rounds})"
    )
    worst = 0.0
    for language, length, reports in corpora(asked.paths):
        words = sum(len(report.text.split()) for report in reports)
        cost = both(reports, asked.rounds)
        worst = max(worst, 100 * cost.added)
        print(
            f"{language:8} {len(reports):4} {length:12} {words:6} {words / cost.bare:8.0f} words/s"
            f" {words / cost.whole:8.0f} words/s {100 * cost.added:11.0f} %",
            flush=True,
        )
        if asked.readers:
            for name, share in shares(reports, asked.rounds).items():
                print(f"{'':9}{name:60} {100 * share:8.1f} %")
    return int(asked.most is not None and worst > asked.most)


if __name__ == "__main__":
    sys.exit(main())
