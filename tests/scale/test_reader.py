"""A process that reads shards: what it tells is what reading here tells, and no report takes more than itself down."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from depesje import intake
from depesje.errors import IntakeError, Problem
from depesje.intake.working.child import Child
from depesje.reading import read_reports
from depesje.records import Record
from depesje.scale import opening
from depesje.scale.frames import Given
from depesje.scale.reader import Limits, Reader
from depesje.scale.shards import Shard, cut
from tests.scale.making import archive, json_lines, text

TODAY = Given("2023-05-08")


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(TODAY) as reader:
        yield reader


def shards(*paths: Path, most: int = 10**7) -> list[Shard]:
    return list(
        cut([one for one in opening.inputs([str(p) for p in paths]) if isinstance(one, opening.Input)], most)
    )


def all_of(reader: Reader, found: list[Shard]) -> list[Record | Problem]:
    return [item for shard in found for item in reader.read(shard)]


def test_reads_as_depesje_read_does(reader: Reader, tmp_path: Path) -> None:
    json_lines(tmp_path / "b.jsonl", range(5))
    archive(tmp_path / "c.warc.gz", range(5, 9))
    (tmp_path / "a.txt").write_text(text(77), encoding="utf-8")
    (tmp_path / "d.txt").write_text("", encoding="utf-8")
    (tmp_path / "e.json").write_text("{", encoding="utf-8")
    here = list(read_reports(intake.load([tmp_path], today=date(2023, 5, 8))))
    assert all_of(reader, shards(tmp_path)) == here
    assert sum(isinstance(one, Problem) for one in here) == 2


@pytest.mark.parametrize("most", [300, 900])
def test_what_is_read_does_not_depend_on_the_cut(reader: Reader, tmp_path: Path, most: int) -> None:
    json_lines(tmp_path / "a.jsonl", range(12))
    archive(tmp_path / "b.warc.gz", range(12, 20))
    whole = all_of(reader, shards(tmp_path))
    pieces = shards(tmp_path, most=most)
    assert len(pieces) > 1
    assert all_of(reader, pieces) == whole
    assert len(whole) == 20


def test_a_line_that_is_damaged_costs_only_itself(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [json.dumps({"text": text(n)}) for n in range(4)]
    lines.insert(2, '{"text": "Vi krev')
    path.write_text("\n".join(lines), encoding="utf-8")
    found = all_of(reader, shards(path))
    assert [type(one) for one in found] == [Record, Record, Problem, Record, Record]
    assert "a.jsonl line 3: damaged JSON" in str(found[2])


def test_a_file_that_changes_or_goes_after_the_cut_is_named_and_the_others_are_read(
    reader: Reader, tmp_path: Path
) -> None:
    for name, numbers in (("a", range(3)), ("b", range(3, 9)), ("c", range(9, 12)), ("d", range(12, 14))):
        json_lines(tmp_path / f"{name}.jsonl", numbers)
    cut_before = shards(tmp_path, most=500)
    json_lines(tmp_path / "b.jsonl", range(3, 8))
    (tmp_path / "c.jsonl").unlink()
    found = all_of(reader, cut_before)
    assert [one.report.text.strip() for one in found if isinstance(one, Record)] == [
        text(n) for n in (0, 1, 2, 12, 13)
    ]
    problems = [str(one) for one in found if isinstance(one, Problem)]
    assert all("b.jsonl: has changed since the run was begun" in one for one in problems[:-1])
    assert len(problems) > 2 and "c.jsonl: the file was removed" in problems[-1]


def test_a_process_that_is_killed_from_outside_costs_nothing(tmp_path: Path) -> None:
    json_lines(tmp_path / "a.jsonl", range(6))
    (shard,) = shards(tmp_path)
    with Reader(TODAY) as reader:
        found = []
        for item in reader.read(shard):
            found.append(item)
            if len(found) == 2:
                assert reader._child is not None
                process = reader._child.process
                process.send_signal(signal.SIGKILL)
                process.wait()
    assert [one.report.text.strip() for one in found if isinstance(one, Record)] == [
        text(n) for n in range(6)
    ]


KILLS = """
from spacy.language import Language
from depesje.language import identify

def piped(self, texts, *given, really=Language.pipe, **more):
    return really(self, map(taken, texts), *given, **more)

def taken(text):
    if "nummer 666" in text:
        import os
        os.abort()
    if "nummer 888" in text:
        import time
        time.sleep(1000)
    return text

def resolved(report, really=identify.resolve):
    if "nummer 777" in report.text:
        import os
        os.abort()
    return really(report)

Language.pipe, identify.resolve = piped, resolved
"""


@pytest.fixture
def crashing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    """A reader whose processes crash while they parse report 666 or ask what language 777 is in, and hang on 888."""
    (tmp_path / "at_start").mkdir()
    (tmp_path / "at_start" / "sitecustomize.py").write_text(KILLS)
    monkeypatch.syspath_prepend(tmp_path / "at_start")
    with Reader(TODAY) as reader:
        yield reader


@pytest.mark.parametrize(
    ("fatal", "why"),
    [
        (666, "crashed (SIGABRT)"),
        (777, "crashed (SIGABRT)"),
        pytest.param(888, "takes too long to read", marks=pytest.mark.slow),
    ],
)
def test_of_reports_read_together_only_the_one_that_ends_the_process_is_lost(
    reader: Reader, crashing: Reader, tmp_path: Path, fatal: int, why: str
) -> None:
    if fatal == 888:
        crashing.limits = Limits(seconds=20.0)
    lines = json_lines(tmp_path / "a.jsonl", range(30)).read_text(encoding="utf-8").splitlines()
    whole = all_of(reader, shards(tmp_path / "a.jsonl"))
    lines.insert(7, json.dumps({"text": text(fatal), "url": "https://avis.example/fatal"}))
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    found = all_of(crashing, shards(tmp_path / "a.jsonl"))
    assert found[:7] + found[8:] == whole
    assert isinstance(found[7], Problem)
    assert "a.jsonl report 8" in str(found[7]) and why in str(found[7])


class Patient(Reader):
    """Waits as long as a busy machine needs for each process but the first."""

    def _begin(self) -> tuple[Child, bool]:
        child, new = super()._begin()
        if new:
            self.limits = Limits()
        return child, new


def test_a_process_that_hangs_is_ended_and_what_it_was_at_is_read_by_the_next(tmp_path: Path) -> None:
    json_lines(tmp_path / "a.jsonl", range(80))
    (shard,) = shards(tmp_path)
    with Patient(TODAY) as reader:
        found: list[Record | Problem] = []
        for item in reader.read(shard):
            found.append(item)
            if len(found) == 1:
                assert reader._child is not None
                reader.limits = Limits(seconds=1.5)
                os.kill(reader._child.process.pid, signal.SIGSTOP)
    assert [type(one) for one in found] == [Record] * 80  # what stopped it had nothing to do with the report


def test_what_is_given_and_cannot_be_is_misuse(tmp_path: Path) -> None:
    json_lines(tmp_path / "a.jsonl", range(2))
    with Reader(Given("2023-05-08", published="i går")) as reader, pytest.raises(IntakeError):
        list(reader.read(shards(tmp_path)[0]))


def test_versions_are_those_that_are_installed(reader: Reader) -> None:
    from depesje.reading import installed

    assert reader.versions() == {name: installed(name) for name in ("nb", "nn", "en")}


def test_the_process_ends_with_its_reader(tmp_path: Path) -> None:
    with Reader(TODAY) as reader:
        reader.versions()
        assert reader._child is not None
        process = reader._child.process
        assert process.poll() is None
    assert process.poll() is not None
