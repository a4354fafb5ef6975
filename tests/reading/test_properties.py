"""What holds of every record, whatever the report: its words are the text's, and reading it again says the same."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from depesje import edtf, output, records
from depesje.ledger.validate import validate
from depesje.reading import read_reports
from depesje.records import Record, Report, Span

from .composing import reports

few = settings(
    max_examples=25,
    deadline=None,
    phases=(
        Phase.explicit,
        Phase.generate,
    ),  # a report that fails is short enough, and each try costs a reading
    suppress_health_check=list(HealthCheck),
)
ROOT = Path(__file__).parents[2]


def read(report: Report) -> Record:
    (record,) = read_reports([report])
    assert isinstance(record, Record), record
    return record


def check(record: Record) -> None:
    """Spans lie inside the text and are its words; dates are dates; parties, types and numbers are what they may be."""
    validate(record)
    text = record.report.text
    for statement in record.statements:
        assert statement.content and all(span.text.strip() for span in statement.content)
        assert 0 <= statement.confidence <= 1
        assert statement.act in get_args(records.Act)
        dated(statement.when)
    for event in record.events:
        assert event.trigger.text.strip() and event.modality in get_args(records.Modality)
        dated(event.when)
        if event.when and event.earliest and event.latest:
            assert event.earliest <= event.latest
        assert event.statement is None or event.statement in {one.id for one in record.statements}
    for matter in record.matters:
        assert matter.evidence and matter.kind in get_args(records.MatterKind)
        dated(matter.deadline)
        for move in matter.moves:
            dated(move.when)
    for exchange in record.exchanges:
        dated(exchange.when)
        inside(text, exchange.anchors)
    for division in record.divisions:
        inside(text, division.evidence)
    for actor in record.actors:
        assert actor.name.strip() and "\n" not in actor.name
        inside(text, actor.mentions)


def inside(text: str, spans: tuple[Span, ...]) -> None:
    for span in spans:
        assert 0 <= span.start < span.end <= len(text) and text[span.start : span.end] == span.text


def dated(when: str | None) -> None:
    if when is not None:
        assert edtf.parse(when) is not None, when


@few
@given(reports())
def test_words_are_the_texts_and_what_is_written_can_be_had_again(report: Report) -> None:
    record = read(report)
    check(record)
    assert output.as_json(output.from_json(output.as_json(record))) == output.as_json(record)


@settings(few, max_examples=10)
@given(st.lists(reports(), min_size=2, max_size=3), st.randoms(use_true_random=False))
def test_neighbours_and_their_order_change_nothing(some: list[Report], chance: random.Random) -> None:
    named = [replace(report, id=f"r{n}") for n, report in enumerate(some)]
    alone = {report.id: output.as_json(read(report)) for report in named}
    shuffled = list(named)
    chance.shuffle(shuffled)
    for order in (named, shuffled):
        found = list(read_reports(order, together=True))
        assert [record.report.id for record in found if isinstance(record, Record)] == [
            one.id for one in order
        ]
        assert all(isinstance(one, Record) and output.as_json(one) == alone[one.report.id] for one in found)


AGAIN = """
import sys
from depesje import output
from depesje.reading import read_reports
from depesje.records import Report
import json
given = [Report(**one) for one in json.load(sys.stdin)]
for record in reversed(list(read_reports(reversed(given), together=sys.argv[1] == "together"))):
    sys.stdout.buffer.write(output.as_json(record) + b"\\n")
"""


@pytest.mark.parametrize(
    ("seed", "how"), [("1", "together"), pytest.param("2", "alone", marks=pytest.mark.slow)]
)
def test_another_process_reads_the_same(seed: str, how: str) -> None:
    """Whatever order its sets have, which differs from process to process."""
    given_: list[Report] = []

    @few
    @given(reports())
    def collect(report: Report) -> None:
        given_.append(replace(report, id=f"r{len(given_)}"))

    collect()
    done = subprocess.run(
        [sys.executable, "-c", AGAIN, how],
        input=json.dumps([{n: getattr(one, n) for n in ("id", "text", "language", "published")} for one in given_]),
        capture_output=True, text=True, env=os.environ | {"PYTHONHASHSEED": seed}, check=True, cwd=ROOT,
    )  # fmt: skip
    assert done.stdout.encode().splitlines() == [output.as_json(read(report)) for report in given_]


@pytest.mark.soak
def test_they_hold_of_many_more() -> None:
    """All of them, on a thousand reports by chance."""

    @settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
    @given(reports())
    def of_one(report: Report) -> None:
        record = read(report)
        check(record)
        assert output.as_json(output.from_json(output.as_json(record))) == output.as_json(record)
        (beside,) = read_reports([report], together=True)
        assert isinstance(beside, Record) and output.as_json(beside) == output.as_json(record)

    of_one()
