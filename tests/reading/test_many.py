"""Many reports: one after the other, or parsed together, with the same records."""

from collections.abc import Iterator

import pytest

from depesje import examples, intake
from depesje.errors import LexiconError, Problem
from depesje.language import pipeline
from depesje.reading import many, read_reports
from depesje.records import Record, Report

ENGLISH = "“We will answer on Friday,” Foreign Minister Ingrid Sollie told reporters in Havnstad."


@pytest.fixture(scope="module")
def reports() -> list[Report | Problem]:
    found = list(intake.load(examples.paths()))
    return [
        *found[:4],
        Problem("five", "cannot be read"),
        *found[-4:],
        Report("short", ENGLISH, language="en"),
    ]


def source(item: Record | Problem) -> str:
    return item.source if isinstance(item, Problem) else item.report.id


def test_together_they_read_as_one_by_one(reports: list[Report | Problem]) -> None:
    assert list(read_reports(reports, together=True)) == list(read_reports(reports))


def test_one_by_one_each_is_given_before_the_next_is_asked_for(reports: list[Report | Problem]) -> None:
    asked: list[str] = []

    def given() -> Iterator[Report | Problem]:
        for report in reports[:3]:
            asked.append(report.source if isinstance(report, Problem) else report.id)
            yield report

    for n, item in enumerate(read_reports(given()), 1):
        assert asked[-1] == source(item) and len(asked) == n


def test_together_no_more_are_asked_for_than_fill_a_batch() -> None:
    asked = 0

    def given() -> Iterator[Report]:
        nonlocal asked
        for n in range(10_000):
            asked += 1
            yield Report(str(n), "\n".join([ENGLISH] * 20), language="en")

    first = next(read_reports(given(), together=True))
    assert isinstance(first, Record) and first.report.id == "0"
    assert asked == 4


@pytest.mark.parametrize("together", [False, True])
def test_one_on_which_the_parser_fails_costs_no_other(
    together: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    nlp = pipeline.load("en")
    made = nlp.make_doc

    def failing(text: str) -> object:
        if "broken" in text:
            raise ValueError("broken")
        return made(text)

    monkeypatch.setattr(nlp, "make_doc", failing)
    texts = [ENGLISH, "This one is broken, he said.", ENGLISH]
    given = [Report(str(n), text, language="en") for n, text in enumerate(texts)]
    found = list(read_reports(given, together=together))
    assert [type(item) for item in found] == [Record, Problem, Record]
    assert found[1] == Problem("1", "reading failed on it (ValueError: broken)")


def test_one_on_which_a_reader_fails_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = many.read_parse

    def failing(report: Report, *given: object) -> Record:
        if report.id == "1":
            raise RuntimeError("lost")
        return plain(report, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(many, "read_parse", failing)
    found = list(read_reports([Report(str(n), ENGLISH, language="en") for n in range(3)], together=True))
    assert [source(item) for item in found] == ["0", "1", "2"]
    assert found[1] == Problem("1", "reading failed on it (RuntimeError: lost)")


@pytest.mark.parametrize("together", [False, True])
def test_a_broken_lexicon_is_no_fault_of_a_report(together: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise LexiconError("nb/verbs.toml: broken")

    monkeypatch.setattr("depesje.reading.reader.lexicon.load", broken)
    with pytest.raises(LexiconError):
        list(read_reports([Report("1", ENGLISH, language="en")], together=together))
