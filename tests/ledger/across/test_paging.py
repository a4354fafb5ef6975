"""Listings page by page, and what is kept for them: it is what working everything out anew comes to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

import pytest

from depesje.errors import LedgerError
from depesje.ledger import EventRow, Ledger, following, ids, listing
from depesje.ledger.grouping import leaders_of
from depesje.ledger.happening import EVENTS
from depesje.ledger.kinds import EVENT
from depesje.questions import (
    ActorQuestion,
    DivisionQuestion,
    EventQuestion,
    ExchangeQuestion,
    MatterQuestion,
    Question,
    ReportQuestion,
    StatementQuestion,
)
from depesje.records import Record, Report, Versions

QUESTIONS: list[Question] = [
    StatementQuestion(),
    StatementQuestion(party="ARM"),
    EventQuestion(),
    EventQuestion(by="AZE"),
    EventQuestion(modality="future"),
    EventQuestion(since="2025-03-06", until="2025-03-12"),
    MatterQuestion(),
    MatterQuestion(by="Armenia"),
    MatterQuestion(status="open", kind="demand"),
    MatterQuestion(on="2025-03-08"),
    MatterQuestion(on="2025-03", status="rejected"),
    MatterQuestion(since="2025-03-06"),
    DivisionQuestion(),
    ExchangeQuestion(),
    ExchangeQuestion(party="ARM"),
    ReportQuestion(),
]


@pytest.fixture
def told(ledger: Ledger, story: dict[str, Record]) -> Ledger:
    for record in story.values():
        ledger.add(record)
    return ledger


def _listed(ledger: Ledger, question: Any, **more: Any) -> list[Any]:
    return list(ledger.stream(replace(question, **more)))


def test_pages_one_after_the_other_are_the_whole_listing(told: Ledger) -> None:
    for question in QUESTIONS:
        whole = _listed(told, question)
        assert told.total(question) == len(whole)
        assert told.total(replace(question, limit=1, offset=3)) == len(whole)
        oldest_first = isinstance(question, EventQuestion)
        pages = [_listed(told, question, limit=3, offset=n) for n in range(0, len(whole) + 3, 3)]
        found = [row for page in (reversed(pages) if oldest_first else pages) for row in page]
        assert found == whole
        rest = _listed(told, question, offset=2)
        assert rest == (whole[: max(0, len(whole) - 2)] if oldest_first else whole[2:])
        assert _listed(told, question, limit=0) == []
    assert any(told.total(question) > 6 for question in QUESTIONS)


def test_a_page_is_the_same_whether_it_is_found_among_the_foremost_or_among_all(
    told: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[bool] = []

    def first_of(*asked: Any) -> list[int] | None:
        keys = listing.first_of(*asked)
        found.append(keys is not None)
        return keys

    monkeypatch.setattr(following, "first_of", first_of)
    narrow = [
        *QUESTIONS,
        StatementQuestion(by="ARM"),
        StatementQuestion(to="AZE", since="2025-03-06"),
        StatementQuestion(per="Armenia"),
        EventQuestion(party="ARM", modality="future"),
        MatterQuestion(to="ARM", status="open"),
        MatterQuestion(party="Aserbajdsjan"),
    ]
    monkeypatch.setattr(listing, "FARTHEST", 0)
    wholes = [[_listed(told, question, limit=2, offset=n) for n in range(0, 12, 2)] for question in narrow]
    assert found and not any(found)
    for lately, farthest in ((2, 6), (5, 40), (1000, 5000)):
        monkeypatch.setattr(listing, "LATELY", lately)
        monkeypatch.setattr(listing, "FARTHEST", farthest)
        for question, whole in zip(narrow, wholes, strict=True):
            assert [_listed(told, question, limit=2, offset=n) for n in range(0, 12, 2)] == whole, question
    assert any(found)


def test_a_question_without_a_listing_is_told_so(told: Ledger) -> None:
    with pytest.raises(LedgerError, match="no listing answers a ActorQuestion"):
        told.total(ActorQuestion("Armenia"))  # type: ignore[arg-type]


def test_an_event_is_shown_by_the_surest_mention_that_answers(told: Ledger) -> None:
    for question in QUESTIONS:
        if isinstance(question, EventQuestion):
            shown = [(row.report, row.start) for row in told.stream(question)]
            assert shown == _shown_by_looking_at_all(told, question)
    assert told.timeline() != told.timeline(modality="future")


def _shown_by_looking_at_all(ledger: Ledger, question: EventQuestion) -> list[tuple[str, int]]:
    with ledger._store.read() as connection:
        found = list(EVENTS.each(connection, question))
        led = leaders_of(connection, EVENT.owner, [ids.number_of(row.id) for row in found])
    groups: dict[int, list[EventRow]] = defaultdict(list)
    for row in found:
        groups[led[ids.number_of(row.id)]].append(row)
    settled = ("actual", "negated", "future", "possible", "conditional", "demanded")
    best = {
        min(
            group,
            key=lambda row: (
                settled.index(row.modality), row.when is None, -row.confidence, row.published or "", row.report,
                row.start,
            ),
        ).id
        for group in groups.values()
    }  # fmt: skip
    return [(row.report, row.start) for row in found if row.id in best]


def _agrees(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept is whole, and answers as working it out for all does."""
    assert list(ledger.check()) == []
    asked = [question for question in QUESTIONS if isinstance(question, MatterQuestion)]
    kept = [list(ledger.stream(question)) for question in asked]
    totals = [ledger.total(question) for question in asked]
    with monkeypatch.context() as patched:
        patched.setattr(following, "_is_kept", lambda *_: False)
        assert [list(ledger.stream(question)) for question in asked] == kept
        assert [ledger.total(question) for question in asked] == totals
    for question, rows in zip(asked, kept, strict=True):
        assert question.status is None or {row.status for row in rows} <= {question.status}


def test_where_matters_stand_is_kept_through_all_that_changes_it(
    ledger: Ledger, story: dict[str, Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    *first, last = story.values()
    for record in reversed(first):
        ledger.add(record)
    _agrees(ledger, monkeypatch)
    before = ledger.matters()
    largest = max(before, key=lambda row: row.reports)
    assert largest.reports > 2
    ledger.add(last)
    _agrees(ledger, monkeypatch)
    assert ledger.matters(known="2020") == []

    one, other, *_ = largest.tellings
    split = ledger.split(largest.id, other)
    _agrees(ledger, monkeypatch)
    assert {row.id for row in ledger.matters()} > {row.id for row in before} - {largest.id}
    ledger.undo(split.number)
    _agrees(ledger, monkeypatch)

    ledger.correct(other, verdict="reject")
    _agrees(ledger, monkeypatch)
    ledger.correct(one, fields={"status": "withdrawn"})
    _agrees(ledger, monkeypatch)
    (row,) = [row for row in ledger.matters(status="withdrawn") if one in row.tellings]
    assert (row.status, ledger.matters(confirmed=True)[0].status) == ("withdrawn", "withdrawn")

    bare = replace(last, versions=Versions("9", "9", "9"), matters=(), events=())
    ledger.add(bare)
    _agrees(ledger, monkeypatch)
    told_of = {move.report for row in ledger.matters() for move in row.moves}
    assert last.report.id not in told_of
    ledger.rights.forget(first[2].report.id, who="Nora", why="på anmodning")
    _agrees(ledger, monkeypatch)
    ledger.merge(*(row.id for row in ledger.matters()[:2]))
    _agrees(ledger, monkeypatch)


def test_a_listing_can_be_given_up_half_way_and_the_ledger_written_to(told: Ledger) -> None:
    rows = told.stream(StatementQuestion())
    first = next(rows)
    rows.close()  # type: ignore[attr-defined]
    assert first == told.said(limit=1)[0]
    assert told.add(Record(Report("ny", "Kort."), versions=Versions("1", "1", "1"))) == "added"
