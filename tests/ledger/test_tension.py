"""Tension from a ledger: a wire copy changes nothing, an unrelated report raises nothing, and each point is traced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import select

import depesje
from depesje.errors import LedgerError
from depesje.ledger import Ledger, TensionRow, grouping, ids, open_ledger
from depesje.ledger.schema import reports
from depesje.records import Record
from tests import storyline

TROOPS = """Russland samler styrker ved grensen

Russland har sendt 7000 nye soldater til grensen mot Ukraina, opplyser Ukrainas forsvarsdepartement tirsdag.

– Russland truer med krig, sier forsvarsminister Olena Marko."""
ELSEWHERE = """Polen mobiliserer

Polen har sendt 2000 nye soldater til grensen mot Belarus, opplyser Polens forsvarsdepartement tirsdag."""
QUAKE = """Jordskjelv rystet Lisboa

Et kraftig jordskjelv rystet Lisboa tirsdag. Ingen mennesker kom til skade, opplyser brannvesenet.

– Vi merket det godt, sier Maria Costa."""


@cache
def read(text: str) -> Record:
    return depesje.read(text, published="2022-02-15", language="nb")


def report(text: str, name: str, **more: object) -> Record:
    record = read(text)
    return replace(record, report=replace(record.report, id=name, title=text.partition("\n")[0], **more))  # type: ignore[arg-type]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "l.db") as opened:
        yield opened


def day(ledger: Ledger, **asked: object) -> TensionRow:
    rows = {row.day: row for row in ledger.tension(**asked)}  # type: ignore[arg-type]
    return rows["2022-02-15"]


def one_story(ledger: Ledger, *names: str) -> None:
    with ledger._store.write() as connection:
        keys = sorted(connection.scalars(select(reports.c.key).where(reports.c.id.in_(names))))
        grouping.tie(connection, "story", {(keys[0], key): 1.0 for key in keys[1:]}, ids.utc_now())


def test_a_point_rests_on_acts_that_can_be_looked_up(ledger: Ledger) -> None:
    ledger.add(report(TROOPS, "a"))
    row = day(ledger, pair=("rus", "ukr"))
    assert row.tension > 0
    assert row.read == 1
    assert row.tension == pytest.approx(sum(act.value for act in row.acts if act.value > 0), abs=0.01)
    known = {event.id for event in ledger.timeline()}
    assert {act.event.id for act in row.acts} <= known
    assert {act.event.report for act in row.acts} == {"a"}


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_of_acts_that_weigh_the_same_the_order_of_adding_puts_none_first(ledger: Ledger, order: str) -> None:
    for name in order:
        ledger.add(report({"a": TROOPS, "b": ELSEWHERE}[name], name))
    (first, second) = day(ledger).acts[:2]
    assert first.value == second.value
    assert (first.event.report, second.event.report) == ("a", "b")


@pytest.mark.parametrize("copy_first", [True, False])
def test_a_wire_copy_changes_nothing(ledger: Ledger, copy_first: bool) -> None:
    ledger.add(report(TROOPS, "a"))
    alone = day(ledger)
    ledger.add(report(TROOPS, "0" if copy_first else "b", agency="NTB"))
    one_story(ledger, "a", "0" if copy_first else "b")
    with_copy = day(ledger)
    assert (with_copy.tension, with_copy.low, with_copy.high, with_copy.easing, with_copy.read) == (
        alone.tension,
        alone.low,
        alone.high,
        alone.easing,
        alone.read,
    )


def test_an_unrelated_report_raises_nothing_and_another_witness_does(ledger: Ledger) -> None:
    ledger.add(report(TROOPS, "a"))
    alone = day(ledger).tension
    ledger.add(report(QUAKE, "q"))
    assert day(ledger).read == 2
    assert day(ledger).tension <= alone


def test_opinion_does_not_count(ledger: Ledger) -> None:
    ledger.add(report(TROOPS, "a", genre="opinion"))
    assert ledger.tension() == []


def test_a_day_before_the_reports_has_no_point_and_the_past_is_known_as_it_was(ledger: Ledger) -> None:
    ledger.add(report(TROOPS, "a"))
    assert ledger.tension(until="2022-01") == []
    assert ledger.tension(known="2020-01-01") == []
    assert ledger.tension(confirmed=True)[0].tension == 0


@pytest.mark.parametrize("pair", [("Russland", "UKR"), ("RUS", "Ukraine"), ("russia", " Ukraina ")])
def test_a_name_stands_for_its_code(ledger: Ledger, pair: tuple[str, str]) -> None:
    ledger.add(report(TROOPS, "a"))
    assert ledger.tension(pair=pair) == ledger.tension(pair=("RUS", "UKR"))
    assert day(ledger, pair=("Noreg", "UKR")).tension == 0


@pytest.mark.parametrize("pair", [("Marko", "UKR"), ("RUS", "Nowhere"), ("", "")])
def test_what_is_no_party_is_no_quiet_day(ledger: Ledger, pair: tuple[str, str]) -> None:
    ledger.add(report(TROOPS, "a"))
    with pytest.raises(LedgerError, match="nobody's code"):
        ledger.tension(pair=pair)
    assert day(ledger, pair=("RUS", "CHN")).tension == 0  # of whom the ledger knows nothing


def test_figures_are_given_to_three_places(ledger: Ledger) -> None:
    for record in storyline.records().values():
        ledger.add(record)
    figures = [
        figure
        for row in ledger.tension()
        for figure in (row.tension, row.low, row.high, row.easing, *(act.value for act in row.acts))
    ]
    assert all(round(figure, 3) == figure for figure in figures)
    assert any(round(figure, 2) != figure for figure in figures)


def test_the_curve_ends_with_its_last_day(ledger: Ledger) -> None:
    ledger.add(report(TROOPS, "a"))
    ledger.add(report(QUAKE, "q", published="2022-02-17"))
    assert [row.day for row in ledger.curve("2022-02-15", "2022-02-16")] == ["2022-02-15"]
    assert ledger.curve("2022-02-15", "2022-02-17")[-1].day == "2022-02-17"


def test_what_was_made_one_later_was_two_acts_then(ledger: Ledger) -> None:
    ledger.add(report(TROOPS, "a"))
    acts, then = [act.event.id for act in day(ledger).acts], ids.utc_now()
    ledger.merge(*acts)
    assert [act.event.id for act in day(ledger).acts] == [min(acts)]
    assert len(day(ledger, known=then).acts) == len(acts) > 1
