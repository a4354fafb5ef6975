"""Events by party for a chart: one by one, or counted, as many either way; and from when to when a ledger's reports are."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from depesje.ledger import Ledger, lanes
from depesje.ledger.spanning import Extent
from depesje.questions import EventQuestion

from .making import sund


def test_events_are_shown_or_counted(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ledger.extent() is None and ledger.newest_events_since(EventQuestion()) is None
    for n in (3, 5):
        ledger.add(sund(report=f"r{n}", published=f"2031-0{n}-08"))
    extent = ledger.extent()
    assert extent is not None and (extent.first, extent.last) == ("2031-03-08", "2031-05-08")
    assert ledger.newest_events_since(EventQuestion()) == "2031-03-08"
    shown = ledger.lanes(EventQuestion())
    assert {bar.id for bar in shown.bars} == {row.id for row in ledger.timeline()}
    assert {bar.lane for bar in shown.bars} >= {"SLA"}
    monkeypatch.setattr(lanes, "MOST", 1)
    counted = ledger.lanes(EventQuestion())
    assert sum(counted.counts.values()) == counted.total == shown.total
    assert {bucket for _, bucket in counted.counts} == {"2031-03", "2031-05"}
    monkeypatch.setattr(lanes, "WIDEST", 1)
    together = ledger.lanes(EventQuestion())
    assert {lane for lane, _ in together.counts} == {lanes.ALL}
    assert sum(together.counts.values()) == together.total == shown.total
    inside = ledger.lanes(EventQuestion(since="2031-05", until="2031-05"))
    assert inside.total < shown.total


def test_an_event_of_two_stands_in_the_lane_of_the_first_as_it_is_read(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = sund()
    refused = replace(record.events[1], actor=("a2", "a1"))
    ledger.add(replace(record, events=(record.events[0], refused, *record.events[2:])))
    bars = {bar.words: bar for bar in ledger.lanes(EventQuestion()).bars}
    assert {words: (bar.lane, bar.modality) for words, bar in bars.items()} == {
        "krevde": ("SLA", "actual"),
        "avvist": ("NAV", "actual"),
        "sende fire skip": ("SLA", "conditional"),
        "forblir stengt": ("NAV", "negated"),
    }
    monkeypatch.setattr(lanes, "MOST", 1)
    by_lane = Counter[str | None]()
    for (lane, _), number in ledger.lanes(EventQuestion()).counts.items():
        by_lane[lane] += number
    assert by_lane == {"SLA": 2, "NAV": 2}


@pytest.mark.parametrize("many", [2, 4])
def test_who_is_often_named_is_answered_the_same(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    """Be it by looking at all that somebody did, or at all of a time, whichever is less."""
    for month in range(3, 3 + many):
        ledger.add(sund(report=f"r{month}", published=f"2031-0{month}-08"))
    asked = [
        EventQuestion(by="Sørlandia", since=since, until=until)
        for since, until in ((None, None), ("2031-03", "2031-03"), ("2031-04", "2031-12"))
    ]
    plain = [(ledger.lanes(one), ledger.newest_events_since(one)) for one in asked]
    assert all(found.total for found, _ in plain)
    monkeypatch.setattr(lanes, "OFTEN", 1)
    assert [(ledger.lanes(one), ledger.newest_events_since(one)) for one in asked] == plain


def test_the_days_of_a_ledger_are_found_without_going_through_its_reports(ledger: Ledger, path: Path) -> None:
    for name, published in (("a", "2031-05"), ("b", "../2031-09"), ("c", "2031-04-02/.."), ("d", None)):
        ledger.add(sund(report=name, published=published))
    told: list[tuple[str, Any]] = []
    event.listen(ledger._store.home.engine, "before_cursor_execute", lambda *given: told.append(given[2:4]))
    assert ledger.extent() == Extent("2031-04-02", "2031-09-30")
    ledger.add(sund(report="e", published="../2030-01-31"))
    assert ledger.extent() == Extent("2030-01-31", "2031-09-30")
    with closing(sqlite3.connect(path)) as raw:
        asked = [one for one in told if one[0].startswith("SELECT") and "readings.latest)" in one[0]]
        asked += [one for one in told if one[0].startswith("SELECT readings.earliest")]
        plans = [raw.execute(f"EXPLAIN QUERY PLAN {query}", given).fetchall() for query, given in asked]
    assert plans and all("ix_readings_newest (<expr>" in plan[0][3] for plan in plans), plans
