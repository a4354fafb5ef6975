"""What reading costs beyond parsing: the pipeline alone and the whole reading, over the same texts in one run.

    python -m bench.overhead [--rounds N] [--readers] [--most PERCENT] [PATH…]

Takes the example reports where no paths are given. Each language is measured three times: on *brief* reports (three
paragraphs each), on the reports as they are, and on *long* ones (all of a language's reports joined, again and again up to
5,000 words); beside them stand reports that ``bench.generating`` made. Timed in turn are the pipeline as spaCy loads it, the
pipeline as ``depesje.language.tuning`` makes it, the whole reading with the latter, and that of several reports together.
What counts is the processor time of this process, so that whatever else the machine does meets none or all, and the median
over the rounds of what reading added in each. Loading the pipelines and the lexicons is not timed. ``--readers`` tells what
each reader has of it; ``--most`` fails where reading adds more than so many percent to spaCy's pipeline anywhere.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline

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
    """The medians: processor time of both pipelines and of the whole reading (one by one, and together), and what reading
    one by one added to each pipeline.
    """

    plain: float
    tuned: float
    whole: float
    together: float
    to_plain: float
    to_tuned: float


@cache
def plain(language: str) -> Pipeline:
    """The pipeline of a language as spaCy loads it."""
    import spacy  # Behind depesje, which asks numpy for one core.

    return spacy.load(pipeline.PACKAGES.get(language) or pipeline.SHIPPED[language])


def parsed_by(load: Callable[[str], Pipeline], reports: Sequence[Report]) -> None:
    """Parses the texts, paragraph by paragraph as the reader does, and throws the result away."""
    for report in reports:
        spans = syntax.paragraphs(report.text)
        pieces = (report.text[start:end] for start, end in spans)
        for _ in load(str(report.language)).pipe(pieces, batch_size=BATCH):
            pass


def read_all(reports: Sequence[Report], *, together: bool = False) -> None:
    """Reads the reports and throws the records away."""
    for _ in read_reports(reports, together=together):
        pass


def seconds(work: Callable[[], None]) -> float:
    """How much processor time the work takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def measured(reports: Sequence[Report], rounds: int) -> Cost:
    """Both pipelines and reading in turn, so many rounds."""
    works = (
        partial(parsed_by, plain, reports),
        partial(parsed_by, pipeline.load, reports),
        partial(read_all, reports),
        partial(read_all, reports, together=True),
    )
    for work in works:
        work()
    plains, tuned, whole, together = zip(
        *([seconds(work) for work in works] for _ in range(rounds)), strict=True
    )
    return Cost(
        median(plains), median(tuned), median(whole), median(together),
        median(w / b - 1 for w, b in zip(whole, plains, strict=True)),
        median(w / b - 1 for w, b in zip(whole, tuned, strict=True)),
    )  # fmt: skip


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
    """What each reader adds to the tuned pipeline."""
    with watched() as spent:
        for _ in range(rounds):
            read_all(reports)
    bare = sum(seconds(partial(parsed_by, pipeline.load, reports)) for _ in range(rounds))
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
        f"words/s of processor time, median of {asked.rounds} rounds; reading adds to spaCy's, to the tuned pipeline"
    )
    print("language  reports            words  spaCy's  tuned  whole reading   adds    adds  together")
    worst = 0.0
    for language, length, reports in corpora(asked.paths):
        words = sum(len(report.text.split()) for report in reports)
        cost = measured(reports, asked.rounds)
        worst = max(worst, 100 * cost.to_plain)
        print(
            f"{language:8} {len(reports):4} {length:12} {words:6} {words / cost.plain:8.0f} {words / cost.tuned:6.0f}"
            f" {words / cost.whole:14.0f} {100 * cost.to_plain:5.0f} % {100 * cost.to_tuned:5.0f} %"
            f" {words / cost.together:9.0f}",
            flush=True,
        )
        if asked.readers:
            for name, share in shares(reports, asked.rounds).items():
                print(f"{'':9}{name:60} {100 * share:8.1f} %")
    return int(asked.most is not None and worst > asked.most)


if __name__ == "__main__":
    sys.exit(main())
