"""Drafts around a place are found without going through all of a long text, and they are all found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from depesje.reading.draft import Draft
from depesje.reading.statements import _Near, _without_doubles

STRETCHES = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda p: (p[0], p[0] + p[1])), max_size=25
)


def draft(anchor: int, stretch: tuple[int, int]) -> Draft:
    return Draft(content=[stretch], form="indirect", anchor=anchor, frame="clause", rule="verb")


@given(STRETCHES, st.integers(0, 90))
def test_all_drafts_around_a_place_are_found(stretches: list[tuple[int, int]], place: int) -> None:
    drafts = [draft(n, stretch) for n, stretch in enumerate(stretches)]
    found = {found.anchor for found in _Near(drafts).around(place)}
    assert found == {d.anchor for d in drafts if d.start <= place < d.end}


@given(STRETCHES)
def test_of_drafts_with_nearly_the_same_words_the_first_stays(stretches: list[tuple[int, int]]) -> None:
    drafts = [draft(n, stretch) for n, stretch in enumerate(stretches)]
    kept = _without_doubles(drafts)
    expected: list[Draft] = []
    for one in sorted(drafts, key=lambda d: (d.start, -d.end, d.anchor)):

        def alike(other: Draft, one: Draft = one) -> bool:
            common = min(one.end, other.end) - max(one.start, other.start)
            return 2 * common > 0.8 * (one.end - one.start + other.end - other.start)

        if not any(map(alike, expected)):
            expected.append(one)
    assert [d.anchor for d in kept] == [d.anchor for d in expected]
