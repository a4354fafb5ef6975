"""Whom a name may mean, in short: as ``who`` tells it, and by wordings that reports have now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from depesje.ledger import Ledger, WhoRow
from depesje.records import Record, Report

from .making import V1, V2, actor, grense, sund


@pytest.fixture
def told(ledger: Ledger) -> Ledger:
    ledger.add(grense())
    ledger.add(sund())
    return ledger


def _in_short(rows: Iterable[WhoRow]) -> list[tuple[Any, ...]]:
    return sorted((row.id, row.name, row.kind, row.code, row.by) for row in rows)


@pytest.mark.parametrize(
    "name", ["NAV", "SLA", "Lindqvist", "Vega", "presidenten", "Nordavind", "ac-1", "nobody", ""]
)
def test_they_are_those_that_who_tells_of(told: Ledger, name: str) -> None:
    rows = told.meant(name, 50)
    assert sorted((row.id, row.name, row.kind, row.code, row.by) for row in rows) == _in_short(told.who(name))
    assert [row.by for row in rows] == sorted((row.by for row in rows), reverse=True)
    assert told.meant(name, 1) == rows[:1]
    assert told.meant(name, 0) == []


def test_their_role_is_the_one_read_last(told: Ledger) -> None:
    (row,) = (row for row in told.meant("NAV", 50) if row.kind == "person")
    assert row.role == "foreign minister"
    later = grense(report="senere", published="2031-06-01")
    actors = tuple(
        one
        if one.role is None
        else type(one)(one.id, one.name, one.kind, one.code, "prime minister", None, ())
        for one in later.actors
    )
    told.add(replace(later, actors=actors))
    (row,) = (row for row in told.meant("NAV", 50) if row.name == "Åse Lindqvist")
    assert row.role == "prime minister"


def test_those_who_are_one_are_told_of_once(told: Ledger) -> None:
    lindqvist, vega = (told.who(name)[0] for name in ("Lindqvist", "Vega"))
    together = lindqvist.by + vega.by
    told.merge(lindqvist.id, vega.id, who="Kari")
    (row,) = told.meant("Lindqvist", 50)
    (whole,) = told.who("Lindqvist")
    assert row.by == whole.by == together
    assert told.said(by=row.id, limit=50) == told.said(by=row.id)


def test_a_wording_means_somebody_as_long_as_a_report_has_it(ledger: Ledger) -> None:
    ledger.add(grense(versions=V1))
    assert [row.name for row in ledger.meant("presidenten", 9)] == ["Ramón Vega"]
    fewer = grense(versions=V2)
    actors = tuple(
        replace(one, mentions=tuple(span for span in one.mentions if span.text != "presidenten"))
        for one in fewer.actors
    )
    assert ledger.add(replace(fewer, actors=actors)) == "revised"
    assert ledger.meant("presidenten", 9) == [] == ledger.who("presidenten")
    assert ledger.add(grense(versions=V1)) == "revised"
    assert [row.name for row in ledger.meant("presidenten", 9)] == ["Ramón Vega"]


def test_a_wording_leads_to_all_whom_reports_call_so(told: Ledger) -> None:
    names = {row.name for row in told.meant("NAV", 50)} | {row.name for row in told.meant("SLA", 50)}
    for name in names:
        for row in told.who(name):
            for wording in row.surfaces:
                assert row.id in {one.id for one in told.meant(wording, 500)}, wording


def test_a_report_in_which_somebody_stands_twice_is_one_report_of_a_role(ledger: Ledger) -> None:
    text = "Utenriksminister Ada Holm reiser. Minister A. B. Holm er ventet torsdag."
    names = ("Ada Holm", "A. B. Holm")
    actors = tuple(
        actor(text, f"a{n}", name, "person", "NAV", name, role="foreign minister")
        for n, name in enumerate(names)
    )
    ledger.add(Record(Report("r", text, language="nb", published="2031-05-08"), actors, (), V1))
    one, other = (ledger.who(name)[0].id for name in names)
    if one != other:
        ledger.merge(one, other, who="Eva")
    told = ledger.profile(one)
    assert told is not None
    assert [(role.role, role.reports) for role in told.roles] == [("foreign minister", 1)]
