"""Documents that would take their reader down are read in a process of their own, and end in a line."""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from depesje import intake
from depesje.errors import Problem
from depesje.intake import working
from depesje.intake.origin import Origin
from depesje.intake.working import Limits, Worker, needs_a_worker
from depesje.intake.working.child import Child
from depesje.records import Report

from ..fetching.misbehaving import PAGE

HERE = Origin("prøve.odd", date(2026, 11, 26))
pytestmark = pytest.mark.skipif(os.name == "nt", reason="limits and signals of Unix")


PATIENT = Limits(seconds=60.0, processor_seconds=60.0, memory=400_000_000)  # what a busy machine may need
BRISK = replace(PATIENT, processor_seconds=2.0)


@pytest.fixture(scope="module")
def started() -> Iterator[Callable[[Limits], Worker]]:
    """Gives workers by their limits, each one and the same for all tests."""
    with pytest.MonkeyPatch.context() as patched, ExitStack() as closing:
        patched.setattr(sys, "path", [str(Path(__file__).parent / "odd"), *sys.path])
        yield cache(lambda limits: closing.enter_context(Worker(limits)))


@pytest.fixture
def worker(started: Callable[[Limits], Worker]) -> Worker:
    """A worker that has read a document."""
    made = started(PATIENT)
    assert list(made.reports(b"ODD plain", HERE))[-1] == Report("3", "Det siste er lest.")
    return made


@pytest.fixture
def hurried(started: Callable[[Limits], Worker]) -> Worker:
    """A worker that has read a document, and has little time for the next."""
    made = started(BRISK)
    made.limits = BRISK
    assert list(made.reports(b"ODD plain", HERE))[-1] == Report("3", "Det siste er lest.")
    made.limits = replace(BRISK, seconds=1.5)
    return made


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("memory", "needs too much memory to read"),
        ("crash", "its reader crashed (SIGSEGV)"),
        ("raise", "reading failed: ZeroDivisionError: delt på null"),
        ("deep", "is nested too deeply to read"),
        ("write", "reading failed: OSError"),
        ("surrogate", "has broken characters (lone surrogates)"),
    ],
)
def test_what_a_reader_cannot_take_is_said_in_a_line(worker: Worker, what: str, said: str) -> None:
    check_said(worker, what, said)
    # The next document is read as if nothing had been.
    assert [one.id for one in worker.reports(b"ODD plain", HERE) if isinstance(one, Report)] == ["1", "3"]


@pytest.mark.parametrize("what", ["hang", "loop"])
def test_what_takes_a_reader_too_long_is_said_in_a_line(hurried: Worker, what: str) -> None:
    check_said(hurried, what, "takes too long to read: more than 1.5 seconds")
    hurried.limits = BRISK
    assert [one.id for one in hurried.reports(b"ODD plain", HERE) if isinstance(one, Report)] == ["1", "3"]


def check_said(worker: Worker, what: str, said: str) -> None:
    items = list(worker.reports(f"ODD {what}".encode(), HERE))
    assert items[0] == Report("1", "Det første er lest.")
    problems = [one for one in items if isinstance(one, Problem)]
    assert len(problems) == 1
    assert problems[0].source == "prøve.odd" and said in problems[0].reason


def test_what_a_reader_prints_is_not_taken_for_what_it_tells(worker: Worker) -> None:
    items = list(worker.reports(b"ODD print", HERE))
    assert [one.id for one in items if isinstance(one, Report)] == ["1", "3"]


def test_an_endless_document_is_read_as_long_as_somebody_asks(worker: Worker) -> None:
    assert len(list(islice(worker.reports(b"ODD endless", HERE), 50))) == 50
    assert [one.id for one in worker.reports(b"ODD plain", HERE) if isinstance(one, Report)] == ["1", "3"]


def test_an_endless_document_ends(hurried: Worker) -> None:
    (last,) = deque(hurried.reports(b"ODD endless", HERE), maxlen=1)
    assert last == Problem("prøve.odd", "takes too long to read: more than 2 seconds in all")


def test_one_process_reads_one_document_after_the_other(worker: Worker) -> None:
    process = worker._child
    for _ in range(3):
        list(worker.reports(b"ODD raise", HERE))
    assert worker._child is process


def test_the_process_is_gone_with_whoever_waits_for_it(worker: Worker) -> None:
    assert worker._child is not None
    process = worker._child.process
    worker.close()
    assert process.poll() is not None


def test_a_worker_that_somebody_ended_is_followed_by_another(worker: Worker) -> None:
    assert worker._child is not None
    os.kill(worker._child.process.pid, signal.SIGKILL)
    worker._child.process.wait()
    assert [one.id for one in worker.reports(b"ODD plain", HERE) if isinstance(one, Report)] == ["1", "3"]


def test_documents_that_are_read_side_by_side_do_not_mix() -> None:
    def origin(number: int) -> Origin:
        return Origin(
            f"https://avis.example/{number}", date(2026, 11, 26), url=f"https://avis.example/{number}"
        )

    def lines(who: str) -> bytes:
        rows = (f'{{"text": "Kravet fra {who} nummer {n} er lagt fram."}}' for n in range(30))
        return "\n".join(rows).encode()

    first, second = working.reports(lines("Riga"), origin(1)), working.reports(lines("Vilnius"), origin(2))
    texts = [
        (a.text, b.text)
        for a, b in zip(first, second, strict=True)
        if isinstance(a, Report) and isinstance(b, Report)
    ]
    assert len(texts) == 30
    assert all("Riga" in a and "Vilnius" in b for a, b in texts)


def test_a_page_is_read_as_it_is_elsewhere() -> None:
    origin = Origin("https://avis.example/a", date(2026, 11, 26), url="https://avis.example/a")
    with Worker() as worker:
        assert list(worker.reports(PAGE.encode(), origin)) == list(intake.reports(PAGE.encode(), origin))


@pytest.mark.parametrize(
    ("data", "name", "url", "needed"),
    [
        (b"Et brev.", "brev.txt", None, False),
        (b"<html><p>Et brev.", "brev.txt", None, True),
        ("«Et brev.»".encode("cp1252"), "-", None, False),
        (b"<html><p>Et brev.", "-", None, True),
        (b"Et brev.", "brev.html", None, True),
        (b"Et brev.", "https://avis.example/brev.txt", "https://avis.example/brev.txt", True),
    ],
)
def test_plain_text_of_this_machine_needs_no_worker(
    data: bytes, name: str, url: str | None, needed: bool
) -> None:
    assert needs_a_worker(data, Origin(name, date(2026, 11, 26), url=url)) is needed


def test_a_process_that_says_nothing_more_and_goes_on_was_ended_by_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = Child("depesje.intake.working", ["1", "1000000000"], 1)
    try:
        wait = made.process.wait
        monkeypatch.setattr(made.process, "wait", lambda timeout=None: wait(min(timeout or 5, 0.1)))
        assert made.ended_by() is None and made.lives
    finally:
        monkeypatch.undo()
        made.end()
    assert made.ended_by() == signal.SIGKILL
