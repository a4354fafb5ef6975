"""The reports of a ledger as they are asked for."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from depesje.ledger import Ledger, reporting
from depesje.questions import ReadingQuestion

from .making import V2, small

PUBLISHERS = ("Østlandets Blad", "ØYENE AVIS", "Fjord_og 100% hav", "The Sound")


@pytest.fixture
def told(ledger: Ledger) -> Ledger:
    for name in PUBLISHERS:
        record = small(name, words=f"sundet må åpnes for {name}")
        ledger.add(replace(record, report=replace(record.report, publisher=name)))
    record = small("wire", words="ferja går igjen")
    ledger.add(replace(record, report=replace(record.report, publisher="Havavisen", agency="ØSTLANDSBYRÅET")))
    return ledger


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("Østlandets Blad", {"Østlandets Blad"}),
        (" østland ", {"Østlandets Blad", "wire"}),
        ("ØSTLAND", {"Østlandets Blad", "wire"}),
        ("øyene avis", {"ØYENE AVIS"}),
        ("byrået", {"wire"}),
        ("OG 100% HAV", {"Fjord_og 100% hav"}),
        ("_", {"Fjord_og 100% hav"}),
        ("the sound", {"The Sound"}),
        ("ostlandets", set()),
    ],
)
def test_a_publisher_or_agency_is_found_by_any_part_of_its_name(
    told: Ledger, given: str, found: set[str]
) -> None:
    assert {row.id for row in told.reports(publisher=given)} == found


def test_a_limit_of_nothing_gives_nothing(told: Ledger) -> None:
    with told.snapshot(limit=0) as nothing, told.snapshot(limit=1) as one, told.snapshot(limit=None) as all_:
        assert [len(list(each.statements())) for each in (nothing, one, all_)] == [0, 1, 5]


def test_of_one_day_the_last_that_came_is_the_first(told: Ledger) -> None:
    came = [*PUBLISHERS, "wire"]
    assert [row.id for row in told.reports()] == came[::-1]
    paged = [row.id for n in range(6) for row in told.reports(limit=1, offset=n)]
    assert paged == came[::-1]


def test_what_has_not_been_read_for_longest_is_read_again_first(ledger: Ledger) -> None:
    for report in ("first", "second", "third"):
        ledger.add(small(report, words=f"sak {report} er tatt opp"))
    ledger.reread(small("first", words="sak first er tatt opp", versions=V2))
    assert ledger.to_read({}, ReadingQuestion(everything=True)) == ["second", "third", "first"]


@pytest.mark.parametrize("asked", [{}, {"until": "2025"}, {"since": "2020", "until": "2025"}])
def test_those_published_last_are_found_without_putting_all_in_order(
    ledger: Ledger, path: Path, asked: dict[str, str]
) -> None:
    ledger.add(small("a"))
    told: list[tuple[str, Any]] = []
    event.listen(ledger._store.home.engine, "before_cursor_execute", lambda *given: told.append(given[2:4]))
    assert len(ledger.reports(limit=6, **asked)) == (not asked)
    [(query, parameters)] = [one for one in told if "readings" in one[0]]
    with closing(sqlite3.connect(path)) as raw:
        plan = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {query}", parameters)]
    bound = " (<expr>" if asked else ""
    assert any(f"readings USING INDEX ix_readings_newest{bound}" in step for step in plan), plan


def test_what_came_last_is_found_without_going_through_all_that_is_held(
    ledger: Ledger, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(6):
        ledger.add(small(f"r{n}", published=f"2031-05-0{n + 1}"))
    moments = sorted(row.recorded_at for row in ledger.reports())
    told: list[tuple[str, Any]] = []
    event.listen(ledger._store.home.engine, "before_cursor_execute", lambda *given: told.append(given[2:4]))
    assert [row.id for row in ledger.reports(since_held=moments[3], limit=9)] == ["r5", "r4"]
    with closing(sqlite3.connect(path)) as raw:
        plans = [raw.execute(f"EXPLAIN QUERY PLAN {query}", given).fetchall() for query, given in told]
    steps = [row[3] for plan in plans for row in plan]
    assert any("ix_reports_recorded_at" in step for step in steps), steps
    assert not any("ix_readings_newest" in step or step.startswith("SCAN readings") for step in steps), steps
    monkeypatch.setattr(reporting, "_MANY", 2)
    assert [row.id for row in ledger.reports(since_held=moments[1], limit=9)] == ["r5", "r4", "r3", "r2"]
    assert ledger.reports(since_held=moments[5]) == []
