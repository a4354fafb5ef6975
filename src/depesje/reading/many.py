"""Many reports in order: one after the other, or parsed together, which takes less time and tells of them later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from depesje.errors import LexiconError, Problem
from depesje.language import identify, pipeline, syntax
from depesje.reading.reader import BATCH, read_parse, read_report
from depesje.records import Record, Report

_MOST_REPORTS = 64

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Window:
    """Reports that are parsed together, each in the language that it is in, with its paragraphs; problems among them."""

    reports: tuple[tuple[Report | Problem, Spans], ...]

    @property
    def characters(self) -> int:
        """How long the texts are, all of them together."""
        return sum(len(report.text) for report, _ in self.reports if isinstance(report, Report))


def read_reports(
    reports: Iterable[Report | Problem], *, together: bool = False
) -> Iterator[Record | Problem]:
    """Reads reports in order; problems pass through, and a report that fails becomes one.

    Each is given before the next is asked for. Where they are read ``together``, as many are asked for as fill a batch of
    the pipeline (64 paragraphs): the parser is at its best with these, and the records are the same.
    """
    if together:
        for window in windows(reports):
            yield from read_window(window)
        return
    for report in reports:
        yield report if isinstance(report, Problem) else _one(report)


def windows(reports: Iterable[Report | Problem], most: int = _MOST_REPORTS) -> Iterator[Window]:
    """The reports as they are parsed together: as many as fill a batch of the pipeline, and at most so many."""
    held: list[tuple[Report | Problem, Spans]] = []
    paragraphs = 0
    for report in reports:
        found = report if isinstance(report, Problem) else identify.resolve(report)
        spans = syntax.paragraphs(found.text) if isinstance(found, Report) else ()
        held.append((found, spans))
        paragraphs += len(spans)
        if paragraphs >= BATCH or len(held) >= most:
            yield Window(tuple(held))
            held, paragraphs = [], 0
    if held:
        yield Window(tuple(held))


def read_window(window: Window) -> Iterator[Record | Problem]:
    """What each report of a window says, in order; each is parsed by itself where parsing them together fails."""
    try:
        parsed = _parsed(window.reports)
    except Exception:  # which of them it is shows when each is read by itself
        parsed = {}
    for n, (report, _) in enumerate(window.reports):
        if isinstance(report, Problem):
            yield report
        elif n not in parsed:
            yield _one(report)
        else:
            yield _read(report, *parsed.pop(n))


def _one(report: Report) -> Record | Problem:
    """Whatever goes wrong inside one report must not cost the others: it is named, and they are still read."""
    resolved = identify.resolve(report)
    if isinstance(resolved, Problem):
        return resolved
    try:
        return read_report(resolved)
    except LexiconError:
        raise
    except Exception as error:
        return _failed(report, error)


def _failed(report: Report, error: Exception) -> Problem:
    return Problem(report.id, f"reading failed on it ({type(error).__name__}: {str(error)[:200]})")


def _read(report: Report, nlp: Pipeline, spans: Spans, docs: Sequence[Doc]) -> Record | Problem:
    try:
        pieces = zip(spans, docs, strict=True)
        return read_parse(report, syntax.from_docs(report.text, pieces, pipeline.scheme(nlp)))
    except LexiconError:
        raise
    except Exception as error:
        return _failed(report, error)


def _parsed(
    group: Sequence[tuple[Report | Problem, Spans]],
) -> dict[int, tuple[Pipeline, Spans, Sequence[Doc]]]:
    """The parsed paragraphs of the reports, by their place in the group; one that fills a batch alone is left out."""
    by_pipeline: defaultdict[int, list[tuple[int, Report, Spans]]] = defaultdict(list)
    pipelines: dict[int, Pipeline] = {}
    for n, (report, spans) in enumerate(group):
        if isinstance(report, Report) and len(spans) < BATCH:
            nlp = pipeline.load(str(report.language))
            pipelines[id(nlp)] = nlp
            by_pipeline[id(nlp)].append((n, report, spans))
    out: dict[int, tuple[Pipeline, Spans, Sequence[Doc]]] = {}
    for key, members in by_pipeline.items():
        nlp = pipelines[key]
        pieces = (syntax.plain(report.text[a:b]) for _, report, spans in members for a, b in spans)
        docs = nlp.pipe(pieces, batch_size=BATCH)
        for n, _, of_it in members:
            out[n] = nlp, of_it, [next(docs) for _ in of_it]
    return out
