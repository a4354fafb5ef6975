"""Groups out of the machine's ties and people's verdicts, for any of them in any order."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from depesje.ledger.partition import Pair, Tie, partition

NUMBERS = st.integers(1, 9)
PAIRS = st.tuples(NUMBERS, NUMBERS).filter(lambda pair: pair[0] != pair[1])
TIES = st.lists(st.tuples(NUMBERS, NUMBERS, st.sampled_from([0.2, 0.5, 0.9])), max_size=15)


@st.composite
def consistent(draw: st.DrawFn) -> tuple[list[Pair], list[Pair]]:
    """Verdicts that do not contradict each other: the parted are no pair that the joined make one."""
    same = draw(st.lists(PAIRS, max_size=5))
    led = partition(range(1, 10), (), same, ())
    parted = draw(st.lists(PAIRS.filter(lambda pair: led[pair[0]] != led[pair[1]]), max_size=5))
    return same, parted


def test_the_surest_ties_join_first_and_the_smallest_leads() -> None:
    ties = [(1, 2, 0.4), (2, 3, 0.9)]
    assert partition([1, 2, 3, 4], ties, (), ()) == {1: 1, 2: 1, 3: 1, 4: 4}
    assert partition([1, 2, 3], ties, (), [(3, 1)]) == {1: 1, 2: 2, 3: 2}
    assert partition([1, 2, 3], [(1, 2, 0.9), (2, 3, 0.4)], (), [(3, 1)]) == {1: 1, 2: 1, 3: 3}


def test_of_equal_ties_the_lowest_numbers_join() -> None:
    assert partition([1, 2, 3], [(2, 3, 0.5), (1, 2, 0.5)], (), [(1, 3)]) == {1: 1, 2: 1, 3: 3}


def test_a_verdict_is_stronger_than_any_tie() -> None:
    assert partition([1, 2], [(1, 2, 1.0)], (), [(1, 2)]) == {1: 1, 2: 2}
    assert partition([1, 2], (), [(2, 1)], ()) == {1: 1, 2: 1}


def test_parting_counts_across_whole_groups() -> None:
    joined = partition([1, 2, 3, 4], [(2, 3, 0.9)], [(1, 2), (3, 4)], [(1, 4)])
    assert joined == {1: 1, 2: 1, 3: 3, 4: 3}


@given(TIES, consistent())
def test_verdicts_hold_and_leaders_are_smallest(
    ties: list[Tie], verdicts: tuple[list[Pair], list[Pair]]
) -> None:
    same, parted = verdicts
    led = partition(range(1, 10), ties, same, parted)
    assert all(led[a] == led[b] for a, b in same)
    assert all(led[a] != led[b] for a, b in parted)
    assert all(leader == min(m for m in led if led[m] == leader) for leader in led.values())


@given(TIES, consistent(), st.randoms(use_true_random=False))
def test_the_order_of_what_is_given_does_not_count(
    ties: list[Tie], verdicts: tuple[list[Pair], list[Pair]], random: object
) -> None:
    same, parted = verdicts
    members = list(range(1, 10))
    before = partition(members, ties, same, parted)
    turned = [(b, a, score) for a, b, score in ties]
    for rows in (members, turned, same, parted):
        random.shuffle(rows)  # type: ignore[attr-defined]
    assert partition(members, turned, [(b, a) for a, b in same], parted) == before


@given(TIES, consistent())
def test_what_nothing_parts_is_one_where_ties_lead(
    ties: list[Tie], verdicts: tuple[list[Pair], list[Pair]]
) -> None:
    same, parted = verdicts
    led = partition(range(1, 10), ties, same, parted)
    for a, b, _ in ties:
        if led[a] != led[b]:  # only because some two of theirs are parted
            across = {
                frozenset(pair)
                for pair in combinations(range(1, 10), 2)
                if {led[pair[0]], led[pair[1]]} == {led[a], led[b]}
            }
            assert across & {frozenset(pair) for pair in parted}
