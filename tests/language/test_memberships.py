"""Memberships: the table is sound, and it gives the known totals on the known days."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesje.errors import LexiconError
from depesje.intake import dates
from depesje.language import memberships
from depesje.language.memberships import Membership, members_on
from depesje.language.tables import DATA

COUNCIL = "United Nations Security Council"
BALTIC = frozenset({"EST", "LVA", "LTU"})


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


ROWS = [one for each in memberships.load().values() for one in each]
STATES = {row["code"] for row in table(DATA / "states.tsv")}
BODIES = {row["name"] for row in table(DATA / "bodies.tsv")}


def shown(one: Membership) -> str:
    return f"{one.body} {one.state} {one.relation} {one.start}/{one.end or '..'}"


def test_every_row_names_a_body_and_a_state_that_the_tables_have() -> None:
    assert {one.body for one in ROWS} <= BODIES
    assert {one.state for one in ROWS} <= STATES


def test_dates_are_edtf_and_in_order() -> None:
    for one in ROWS:
        for end in (one.start, one.end):
            assert end is None or dates.normalise(end) == end, shown(one)
        first, last = dates.earliest(one.start), dates.latest(one.end or one.start)
        assert first is not None and last is not None and first <= last, shown(one)


def alike() -> Iterator[list[Membership]]:
    """The rows of one state in one body; candidates may be partners or observers at the same time."""
    groups: defaultdict[tuple[str, str], list[Membership]] = defaultdict(list)
    for one in ROWS:
        if one.relation != "candidate":
            groups[one.body, one.state].append(one)
    for group in groups.values():
        yield sorted(group, key=lambda one: dates.earliest(one.start) or date.min)


def test_no_state_is_two_things_to_one_body_at_once() -> None:
    for group in alike():
        for before, after in pairwise(group):
            assert before.end is not None, shown(before)
            ends, begins = dates.earliest(before.end), dates.latest(after.start)
            assert ends is not None and begins is not None and ends <= begins, (shown(before), shown(after))
            assert before.end != after.start or len(after.start) < len("2022-01-28"), shown(after)


def test_no_candidate_is_a_member() -> None:
    for one in (one for one in ROWS if one.relation == "candidate"):
        assert one.state not in members_on(one.body, one.start)


def test_every_source_is_told() -> None:
    rows = table(DATA / "sources.tsv")
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert row["title"], row
        assert re.fullmatch(r"(https?://[^\s/]+\.[^\s]+)?", row["address"]), row


@pytest.mark.parametrize(
    ("body", "on", "count"),
    [
        ("NATO", "1950", 12),
        ("NATO", "1990-01-01", 16),
        ("NATO", "2022-01-28", 30),
        ("NATO", "2023-04-04", 31),
        ("NATO", "2024-03-07", 32),
        ("EUU", "1995-01-01", 15),
        ("EUU", "2004-05-01", 25),
        ("EUU", "2020-01-31", 28),
        ("EUU", "2020-02-01", 27),
        ("UNO", "2012", 193),
        ("OSCE", "2013", 57),
        ("COE", "2022-03-15", 47),
        ("COE", "2022-03-16", 46),
        ("CSTO", "2022-01", 6),
        ("CSTO", "1995", 9),
        ("EAEU", "2016", 5),
        ("G7", "2022", 7),
        ("G8", "2010", 8),
        ("G8", "2014-03-24", 0),
        ("G20", "2022", 19),
        ("BRICS", "2010", 4),
        ("BRICS", "2023", 5),
        ("BRICS", "2025-06", 10),
        ("ASEAN", "2024", 10),
        ("ASEAN", "2025-11", 11),
        ("AU", "2018", 55),
        ("ARL", "2010", 22),
        ("ARL", "2015", 21),
        ("ARL", "2024", 22),
        ("GCC", "2022", 6),
        ("OPEC", "2022", 13),
        ("OPEC", "2024-06", 12),
        ("OAS", "2015", 35),
        ("SCO", "2016", 6),
        ("SCO", "2025", 10),
        ("NC", "2022", 5),
        ("AC", "2022", 8),
        ("JEF", "2022-01-28", 10),
        ("V4", "2022", 4),
        ("V4", "1992", 3),
        ("AUKUS", "2022", 3),
        ("QUAD", "2022", 4),
        ("EFTA", "2022", 4),
        ("OECD", "2022", 38),
        ("WP", "1970", 7),
        ("ECOWAS", "2024", 15),
        ("ECOWAS", "2025-01-29", 12),
        ("TIAR", "2000", 22),
        ("TIAR", "2020", 17),
        ("NB8", "2022", 8),
        ("GUAM", "2004", 5),
        ("OTS", "2022", 5),
    ],
)
def test_known_totals(body: str, on: str, count: int) -> None:
    assert len(members_on(body, on)) == count, sorted(members_on(body, on))


def test_the_security_council_has_fifteen_members_every_day() -> None:
    day = date(1990, 1, 1)
    while day < date(2027, 1, 1):
        members = members_on(COUNCIL, day)
        assert len(members) == 15, (day, sorted(members))
        assert {"CHN", "FRA", "GBR", "USA"} <= members
        day += timedelta(days=14)
    assert "NOR" in members_on(COUNCIL, "2022-01-28")
    assert members_on(COUNCIL, "1991-12-23") ^ members_on(COUNCIL, "1991-12-24") == {"SUN", "RUS"}


def test_those_outside_are_partners_candidates_or_nothing() -> None:
    assert not {"UKR", "GEO", "FIN", "SWE"} & members_on("NATO", "2022-01-28")
    assert {"UKR", "GEO", "FIN", "SWE"} <= members_on("NATO", "2022-01-28", "partner")
    assert "RUS" in members_on("NATO", "2022-01-28", "suspended")
    assert "UKR" not in members_on("EUU", "2022-06", "candidate")
    assert "UKR" in members_on("EUU", "2022-06", "candidate", partly=True)
    assert "UKR" in members_on("EUU", "2022-07", "candidate")
    assert "SYR" in members_on("ARL", "2015", "suspended")
    assert {"CHN", "IND"} <= members_on("AC", "2022", "observer")


@given(st.dates(date(1900, 1, 1), date(2025, 12, 31)), st.sampled_from(sorted(BALTIC)))
def test_no_baltic_state_is_in_nato_before_it_joined(day: date, state: str) -> None:
    assert (state in members_on("NATO", day)) == (day >= date(2004, 3, 29))


@given(st.sampled_from(ROWS), st.dates(date(1940, 1, 1), date(2030, 12, 31)))
def test_a_month_or_a_year_is_never_surer_than_its_days(one: Membership, day: date) -> None:
    of_day = one.held(day)
    for wider in (f"{day:%Y-%m}", f"{day:%Y}"):
        if one.held(wider) != "partly":
            assert one.held(wider) == of_day
    assert of_day == one.held(day.isoformat())


def test_what_is_no_body_has_no_members_and_what_is_no_date_is_refused() -> None:
    assert members_on("Amnesty International", "2022") == frozenset()
    with pytest.raises(dates.DateError):
        members_on("NATO", "i går")


def test_alliances_are_bodies_with_members() -> None:
    for code, name in memberships.alliances().items():
        assert members_on(code, "2022") == members_on(name, "2022") != frozenset()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "lacks 'alliances'"),
        ({"alliances": [], "allies": []}, "has an unknown 'allies'"),
        ({"alliances": "NATO"}, "alliances has to be a list of words"),
        ({"alliances": ["Entente Cordiale"]}, "'Entente Cordiale' is no body that has members"),
    ],
)
def test_a_table_of_alliances_that_says_nothing_is_refused(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, list[str]], told: str
) -> None:
    monkeypatch.setattr(memberships, "toml", lambda *place: given)
    with pytest.raises(LexiconError, match=told):
        memberships.alliances.__wrapped__()
