"""Which tellings of different reports are of one exchange, whatever the order in which they come."""

from __future__ import annotations

import random

from depesje.ledger.across import exchanges
from depesje.ledger.across.exchanges import Told, telling
from depesje.ledger.across.sides import Party, sound
from tests.storyline import records

LAVROV = Party("Sergej Lavrov", "person", "RUS")
LAVROV_EN = Party("Sergey Lavrov", "person", "RUS")
BLINKEN = Party("Antony Blinken", "person", "USA")
BIDEN = Party("Joe Biden", "person", "USA")
USA, RUSSIA = Party("United States", "state", "USA"), Party("Russia", "state", "RUS")


def told(
    report: str,
    *parties: Party,
    channel: str = "call",
    when: str | None = None,
    published: str = "2022-01-22",
) -> Told:
    return telling(report, "x1", channel, parties, when, published)


def one(a: Told, b: Told) -> bool:
    assert exchanges.score(a, b) == exchanges.score(b, a)
    joined = exchanges.score(a, b) >= exchanges.LINK
    assert not joined or exchanges.keys(a) & exchanges.keys(b)
    return joined


def test_a_name_is_known_in_every_spelling() -> None:
    for names in (
        ("Rjabkov", "Ryabkov"),
        ("Zelenskyj", "Zelenskyy", "Zelenskij"),
        ("Peskov", "Peskow"),
        ("Petrosjan", "Petrosyan"),
    ):
        assert len({sound(name) for name in names}) == 1


def test_a_person_may_stand_for_the_country() -> None:
    assert one(told("a", LAVROV, BLINKEN, when="2022-01-21"), told("b", USA, LAVROV_EN, when="2022-01-21"))


def test_two_persons_of_one_country_are_two() -> None:
    assert not one(told("a", LAVROV, BLINKEN, when="2022-01-21"), told("b", BIDEN, LAVROV, when="2022-01-21"))


def test_another_day_is_another_call() -> None:
    assert not one(
        told("a", LAVROV, BLINKEN, when="2022-01-21"), told("b", LAVROV, BLINKEN, when="2022-01-18")
    )
    assert one(told("a", LAVROV, BLINKEN, when="2022-01-21"), told("b", LAVROV, BLINKEN, when="2022-01"))


def test_a_call_is_no_meeting() -> None:
    assert not one(
        told("a", LAVROV, BLINKEN, when="2022-01-21"),
        told("b", LAVROV, BLINKEN, channel="meeting", when="2022-01-21"),
    )


def test_without_a_date_the_report_must_be_near() -> None:
    call = told("a", LAVROV, BLINKEN, when="2022-01-21")
    assert one(call, told("b", LAVROV, BLINKEN, published="2022-01-23"))
    assert not one(call, told("b", LAVROV, BLINKEN, published="2022-02-23"))


def test_a_day_that_both_tell_is_surer_than_one_that_is_worked_out() -> None:
    days = ("2022-01-21", None)
    both, first, second, neither = (
        exchanges.score(told("a", LAVROV, BLINKEN, when=a), told("b", LAVROV, BLINKEN, when=b))
        for a in days
        for b in days
    )
    assert 1.0 == both > first == second > neither >= exchanges.LINK


def test_a_letter_is_spoken_of_for_weeks() -> None:
    letter = told("a", USA, RUSSIA, channel="letter", when="2022-01-26", published="2022-01-26")
    assert one(letter, told("b", USA, channel="letter", published="2022-02-16"))


def test_a_report_tells_of_two_exchanges_apart() -> None:
    a, b = told("a", LAVROV, BLINKEN), told("a", LAVROV, BLINKEN)
    assert exchanges.score(a, b) == 0.0


def groups(tellings: list[Told]) -> list[list[tuple[str, str]]]:
    return [[t.key for t in group] for group in exchanges.groups(tellings)]


def test_the_order_of_adding_changes_nothing() -> None:
    tellings = [t for record in records().values() for t in exchanges.told(record)]
    wanted = groups(tellings)
    for seed in range(5):
        random.Random(seed).shuffle(tellings)
        assert groups(tellings) == wanted


def test_exchanges_of_the_storyline_are_joined() -> None:
    tellings = [t for record in records().values() for t in exchanges.told(record)]
    many = {frozenset(t.report[:3] for t in group) for group in exchanges.groups(tellings) if len(group) > 1}
    assert many == {
        frozenset({"f01", "f02"}),  # the call between Iceland and Norway
        frozenset({"f02", "f03"}),  # the Union's reply
        frozenset({"f03", "f04"}),  # Marsh and Vik in London
        frozenset({"f04", "f05"}),  # Marsh and Hallsdóttir; the letter to the Faroes
        frozenset({"k01", "k02", "k03"}),  # Brussels
    }
