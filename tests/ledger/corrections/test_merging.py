"""Which records are one: a person's word, the machine's links, and what ids lead to."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depesje.errors import CorrectionError
from depesje.ledger import Ledger, grouping, ids

from ..making import V2, grense, small, sund

BERG = ["Tora Berg", "Tyra Berg-Lund", "Tora Berg-Lund", "Tore Berg"]


@pytest.fixture
def four(ledger: Ledger) -> list[str]:
    """Four actors that may be one person, by their ids."""
    for number, name in enumerate(BERG):
        ledger.add(small(f"r{number}", name, words=f"havet er {number}"))
    return [next(row.id for row in ledger.who(name) if row.name == name) for name in BERG]


def leading(ledger: Ledger, records: list[str]) -> list[str]:
    return [ledger.resolve(record) for record in records]


def tie(ledger: Ledger, kind: str, *links: tuple[str, str, float]) -> None:
    """What the machine links."""
    scores = {(ids.number_of(a), ids.number_of(b)): score for a, b, score in links}
    with ledger._store.write() as connection:
        grouping.tie(connection, kind, scores, ids.utc_now())


def test_merged_ids_lead_to_the_smallest_and_back_when_split(ledger: Ledger, four: list[str]) -> None:
    a, b, c, d = four
    act = ledger.merge(c, b, who="Nora", why="samme person")
    assert act is not None
    assert (act.action, act.id, act.who, act.why) == ("merge", b, "Nora", "samme person")
    assert leading(ledger, four) == [a, b, b, d]
    ledger.merge(a, c)
    assert leading(ledger, four) == [a, a, a, d]
    ledger.split(b)
    assert leading(ledger, four) == [a, b, a, d]


def test_what_was_joined_by_way_of_the_one_that_goes_stays_joined(ledger: Ledger, four: list[str]) -> None:
    a, b, c, d = four
    ledger.merge(a, b)
    ledger.merge(b, d)
    ledger.merge(b, c)
    ledger.split(a, b)
    assert leading(ledger, four) == [a, b, a, a]


def test_parted_together_they_may_stay_together(ledger: Ledger, four: list[str]) -> None:
    a, b, c, _ = four
    ledger.merge(*four)
    ledger.split(a, b, c)
    assert leading(ledger, four) == [a, b, b, a]


def test_merging_again_takes_a_split_back(ledger: Ledger, four: list[str]) -> None:
    a, b, c, _ = four
    ledger.merge(a, b, c)
    ledger.split(a, b)
    assert ledger.merge(b, a) is not None
    assert leading(ledger, [a, b, c]) == [a, a, a]
    assert ledger.merge(b, a) is None


def test_a_persons_word_stands_through_later_links(ledger: Ledger) -> None:
    ledger.add(sund())
    four = sorted(row.id for row in ledger.timeline())
    a, b, c, d = four
    tie(ledger, "event", (a, b, 0.9))
    assert leading(ledger, [a, b]) == [a, a]
    ledger.split(a, b)
    tie(ledger, "event", (a, b, 1.0), (b, c, 0.8), (c, a, 0.7), (c, d, 0.9))
    assert leading(ledger, four) == [a, b, b, b]
    ledger.merge(a, d)
    assert leading(ledger, four) == [a, a, a, a]


def test_a_link_that_the_machine_takes_back_leaves_a_persons(ledger: Ledger, four: list[str]) -> None:
    a, b, c, _ = four
    tie(ledger, "actor", (a, b, 0.9), (b, c, 0.9))
    ledger.merge(a, b)
    with ledger._store.write() as connection:
        numbers = [(ids.number_of(b), ids.number_of(c)), (ids.number_of(a), ids.number_of(b))]
        grouping.untie(connection, "actor", numbers, ids.utc_now())
    assert leading(ledger, [a, b, c]) == [a, a, c]


def test_events_and_matters_merge_and_survive_a_re_reading(ledger: Ledger) -> None:
    ledger.add(sund())
    ledger.add(sund(report="sund-2"))
    for kind in (ledger.timeline, ledger.matters):
        first, second = kind()[0].id, kind()[-1].id
        ledger.merge(first, second)
        ledger.add(sund(versions=V2))
        ledger.add(sund("Nytt. " + sund().report.text, report="sund-2"))
        assert ledger.resolve(second) == ledger.resolve(first)
        ledger.split(first, second)
        assert ledger.resolve(second) == second


def test_a_merge_of_actors_survives_a_re_reading(ledger: Ledger) -> None:
    ledger.add(grense())
    ids_of = {row.name: row.id for name in ("NAV", "SLA") for row in ledger.who(name)}
    lindqvist, vega = ids_of["Åse Lindqvist"], ids_of["Ramón Vega"]
    ledger.merge(lindqvist, vega)
    ledger.add(grense("Nytt. " + grense().report.text, versions=V2))
    assert ledger.resolve(vega) == ledger.resolve(lindqvist) == min(vega, lindqvist)


@pytest.mark.parametrize(
    ("records", "said"),
    [
        (["ac-1"], "two different"),
        (["ac-1", "ac-1"], "two different"),
        (["ac-1", "ac-99"], "no actor ac-99"),
        (["ac-1", "st-1"], "st-1 is no actor"),
        (["ac-1", "Vega"], "'Vega' is no id"),
        (["ac-1", "ac-0"], "'ac-0' is no id"),
        ([], "no record"),
    ],
)
def test_what_cannot_be_merged_is_said_and_changes_nothing(
    ledger: Ledger, records: list[str], said: str
) -> None:
    ledger.add(small("r1"))
    with pytest.raises(CorrectionError, match=said):
        ledger.merge(*records)
    assert ledger.resolve("ac-1") == "ac-1"


def test_what_is_of_two_kinds_cannot_be_one(ledger: Ledger) -> None:
    ledger.add(sund())
    with pytest.raises(CorrectionError, match="different kinds"):
        ledger.merge(ledger.timeline()[0].id, ledger.matters()[0].id)


def test_what_is_no_group_cannot_be_split(ledger: Ledger, four: list[str]) -> None:
    a, b, *_ = four
    with pytest.raises(CorrectionError, match="not one with any other"):
        ledger.split(a)
    with pytest.raises(CorrectionError, match=f"{b} is not one with {a}"):
        ledger.split(a, b)


NUMBER = st.integers(0, 3)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), NUMBER, NUMBER),
        st.tuples(st.just("split"), NUMBER, NUMBER),
        st.tuples(st.just("tie"), NUMBER, NUMBER),
    ),
    max_size=8,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_the_last_word_on_a_pair_always_holds(
    acts: list[tuple[str, int, int]], ledger: Ledger, four: list[str]
) -> None:
    for act, left, right in acts:
        one, other = four[left], four[right]
        if one == other:
            continue
        if act == "tie":
            tie(ledger, "actor", (one, other, 0.9))
        elif act == "merge":
            ledger.merge(one, other)
            assert ledger.resolve(one) == ledger.resolve(other)
        elif ledger.resolve(one) == ledger.resolve(other):
            ledger.split(one, other)
            assert ledger.resolve(one) != ledger.resolve(other)
            tie(ledger, "actor", (one, other, 1.0))
            assert ledger.resolve(one) != ledger.resolve(other)
