"""One more report is compared with few, however many share its words, and all the same what is one becomes one."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event

from bench.generating import REVISED, World, record
from depesje.ledger import Ledger, found_by, nearby, stories
from depesje.ledger.schema_exchanges import exchange_keys, story_bands, story_prints
from depesje.ledger.schema_joining import keys
from depesje.records import Record
from tests.places import Place

from ..making import small

WORDS = (
    "sundet må åpnes for {n} skip før fredag, og havna i Vestre Nes skal bemannes av losene fra Nordbyrået så lenge"
    " isen ligger, heter det i et brev som Borgen sendte mandag kveld til de fire landene rundt havet"
)


def told(n: int, **more: Any) -> Record:
    """One paper's version of a wire story: a number of its own, and a title."""
    given = small(f"avis-{n}", words=WORDS.format(n=20 + n), published="2031-05-08", title=f"Avis {n}")
    return replace(given, report=replace(given.report, **more))


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three stand for all under one key."""
    monkeypatch.setattr(nearby, "MOST", 3)
    monkeypatch.setattr(nearby, "_WIDEST", 4)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("seed", range(3))
def test_a_story_that_many_tell_is_one_in_any_order(ledger: Ledger, seed: int) -> None:
    given = [told(n) for n in range(12)]
    random.Random(seed).shuffle(given)
    for one in given:
        ledger.add(one)
    assert [sorted(group) for group in ledger.stories()] == [sorted(one.report.id for one in given)]


@pytest.mark.usefixtures("few")
def test_a_matter_that_many_tell_is_one_in_any_order(new_place: Any) -> None:
    world = World(3)
    given = [record(world, 3, n) for n in range(90) if n % REVISED != REVISED - 1]
    found = set()
    for seed in range(2):
        random.Random(seed).shuffle(given)
        with new_place().open(create=True) as ledger:
            for one in given:
                ledger.add(one)
            rows = ledger.matters(limit=None)
            assert max(row.reports for row in rows) > 4
            found.add(tuple(sorted(Counter(row.reports for row in rows).items())))
    assert len(found) == 1


@pytest.mark.parametrize("first", [0, 1])
def test_a_copy_without_a_date_is_found_and_finds(ledger: Ledger, first: int) -> None:
    given = [told(1), told(2, published=None)]
    ledger.add(given[first])
    ledger.add(given[1 - first])
    assert len(ledger.stories()) == 1


def test_a_copy_of_the_day_before_is_found_and_one_of_next_month_is_not(ledger: Ledger) -> None:
    for n, day in enumerate(("2031-05-09", "2031-05-10", "2031-06-20", "2031-05")):
        ledger.add(told(n, published=day))
    assert [sorted(group) for group in ledger.stories()] == [["avis-0", "avis-1", "avis-3"]]


def test_one_more_report_asks_no_more_of_a_ledger_that_holds_more(ledger: Ledger, monkeypatch: Any) -> None:
    monkeypatch.setattr(nearby, "MOST", 3)
    monkeypatch.setattr(nearby, "_WIDEST", 4)
    for n in range(10):
        ledger.add(told(n))
    with counted(ledger) as early:
        ledger.add(told(10))
    for n in range(11, 40):
        ledger.add(told(n))
    with counted(ledger) as late:
        ledger.add(told(40))
    assert (
        late["statements"] <= early["statements"] + 3
    )  # where it comes to be one of those that stand for all
    assert late["statements"] < 80
    assert late["prints"] <= 4 * 42


def test_a_report_is_compared_by_what_it_said_though_its_text_is_not_kept(ledger: Ledger) -> None:
    ledger.rights.set_policy("Avisa", keep="none", who="Kari")
    ledger.add(told(1, publisher="Avisa"))
    ledger.add(told(2))
    assert len(ledger.stories()) == 1


def test_nothing_that_a_forgotten_person_is_found_by_is_left(ledger: Ledger, place: Place) -> None:
    ledger.add(told(1))
    before = place.sql("SELECT print FROM story_prints")
    bands = set(place.sql("SELECT band FROM story_bands"))
    (row,) = ledger.who("Lindqvist")
    ledger.rights.forget(row.id, who="Kari")
    assert place.sql("SELECT print FROM story_prints") != before
    assert set(place.sql("SELECT band FROM story_bands")) != bands


def test_what_is_found_by_can_be_made_anew_from_what_is_held(ledger: Ledger) -> None:
    world = World(5)
    for n in range(25):
        ledger.add(record(world, 5, n))
    tables = (keys, exchange_keys, story_bands, story_prints)
    with ledger._store.write() as connection:
        held = [sorted(map(tuple, connection.execute(table.select()))) for table in tables]
        assert all(held)
        for table in tables:
            connection.execute(table.delete())
        found_by.refill(connection)
        assert [sorted(map(tuple, connection.execute(table.select()))) for table in tables] == held
        found_by.refill(connection)  # and never twice


@contextmanager
def counted(ledger: Ledger) -> Iterator[Counter[str]]:
    """How many statements a ledger is asked, and how many prints it compares."""
    found: Counter[str] = Counter()
    engine, prints = ledger._store.home.engine, stories.prints

    def count(*_: Any) -> None:
        found["statements"] += 1

    def compared(connection: Any, numbers: Any) -> Any:
        found["prints"] += len(numbers)
        return prints(connection, numbers)

    event.listen(engine, "before_cursor_execute", count)
    stories.prints = compared
    try:
        yield found
    finally:
        stories.prints = prints
        event.remove(engine, "before_cursor_execute", count)
