"""The metro map: who gets a line, what is a station, what is left out and said to be, and that stations lead to words."""

from __future__ import annotations

import random
import re

from hypothesis import given
from hypothesis import strategies as st

from depesje.ledger import Ledger
from depesje.web.mapping import Meeting, lay_out

from ..ledger.test_exchanges import brief, call
from .conftest import Browser

NAMES = ("Borgen", "Havforbundet", "Nordavind", "Sørlandia", "Vega", "Åse")


def meeting(n: int, day: int, *parties: str, weight: int = 1, exchange: bool = True) -> Meeting:
    when = f"2031-05-{day:02}"
    return Meeting(f"ex-{n}", "call" if exchange else "AID", exchange, when, when, parties, weight)


MEETINGS = st.lists(
    st.tuples(
        st.integers(1, 28), st.lists(st.sampled_from(NAMES), min_size=1, max_size=4), st.integers(1, 9)
    ),
    max_size=60,
).map(
    lambda rows: [meeting(n, day, *parties, weight=weight) for n, (day, parties, weight) in enumerate(rows)]
)


@given(MEETINGS, st.integers(2, 8), st.integers(1, 50), st.randoms())
def test_a_map_is_in_the_order_of_time_and_tells_what_it_leaves_out(
    meetings: list[Meeting], lines: int, stations: int, chance: random.Random
) -> None:
    found = lay_out(meetings, lines, stations)
    assert len(found.lines) <= lines and len(found.stations) <= stations
    days = [one.first.day for one in found.stations]
    assert days == sorted(days)
    assert len({(one.x) for one in found.stations}) == len(found.stations)
    places = {line.y for line in found.lines}
    for one in found.stations:
        assert len(one.marks) > 1 and set(one.marks) <= places
        assert 0 < one.x < found.width and max(one.marks) < found.height
    met = {name for one in meetings if len(set(one.parties)) > 1 for name in one.parties}
    assert len(found.lines) + found.actors_left == len(met)
    chance.shuffle(meetings)
    assert lay_out(meetings, lines, stations) == found


def test_those_who_meet_most_get_lines_and_what_most_tell_of_a_station() -> None:
    often = [meeting(n, n + 1, "Borgen", "Nordavind") for n in range(5)]
    seldom = [meeting(9, 9, "Borgen", "Vega"), meeting(10, 10, "Åse", "Havforbundet", weight=9)]
    found = lay_out([*often, *seldom], 2, 3)
    assert {line.name for line in found.lines} == {"Borgen", "Nordavind"}
    assert (found.actors_left, found.stations_left, len(found.stations)) == (3, 2, 3)
    heavy = lay_out([*often, meeting(11, 20, "Borgen", "Nordavind", weight=5)], 2, 1)
    assert heavy.stations[0].first.id == "ex-11"


def test_what_the_same_meet_in_on_one_day_is_one_station() -> None:
    found = lay_out([meeting(1, 3, "Borgen", "Vega"), meeting(2, 3, "Vega", "Borgen", weight=4)], 4, 4)
    (station,) = found.stations
    assert [one.id for one in station.meetings] == ["ex-2", "ex-1"]


def test_stations_and_their_table_lead_to_the_words(browser: Browser, book: Ledger) -> None:
    for record in (call("a"), brief("b")):
        book.add(record)
    (row,) = book.exchanges()
    page = browser.get("/map").text
    assert page.count(f'href="/exchanges/{row.id}"') == 2
    chart = page[page.index('<svg class="metro"') : page.index("</svg>")]
    assert "Åse Lindqvist" in chart and "Ramón Vega" in chart
    twin = page[page.index('<details class="twin">') :]
    assert set(re.findall(r'href="(/(?:exchanges|record)/[^"]+)"', chart)) <= set(
        re.findall(r'href="(/(?:exchanges|record)/[^"]+)"', twin)
    )


def test_where_nobody_meets_it_says_so(browser: Browser) -> None:
    assert "Ingen møtte noen" in browser.get("/map?since=1990&until=1991").text
    assert browser.get("/map?lines=1").status_code == 422
