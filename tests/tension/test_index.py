"""The tension of a day: what raises it, what does not, and that each point can be traced."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesje.errors import LexiconError
from depesje.language.eventwords import MODES, TYPES
from depesje.records import Modality
from depesje.tension import Act, index, scores
from depesje.tension.index import WEIGHTS, Source
from depesje.tension.scores import score, table

DAY = date(2031, 3, 4)
SOURCES = ["ntb", "npk", "avisa", "posten", "readout"]
MODALITIES: list[Modality] = list(WEIGHTS)


def act(
    id: str = "ev-1",
    type: str = "MOBILIZE",
    mode: str | None = "troops",
    modality: Modality = "actual",
    earliest: date = DAY,
    latest: date | None = None,
    actors: frozenset[str] = frozenset({"RUS"}),
    recipients: frozenset[str] = frozenset({"UKR"}),
    sources: tuple[Source, ...] = ("ntb",),
) -> Act:
    last = latest or earliest
    return Act(id, type, mode, modality, earliest, last, actors, recipients, frozenset(sources))


def test_one_source_tells_of_troops() -> None:
    [point] = index([act()], {DAY: frozenset({"ntb"})})
    assert point.tension == pytest.approx(6.5)  # PLOVER's score for troops, and log2(1 + 1) = 1
    assert (point.low, point.high) == (pytest.approx(6.5), pytest.approx(6.5))
    assert str(point.easing) == "0.0"  # and not -0.0
    assert point.read == 1
    assert [share.act for share in point.shares] == ["ev-1"]


def test_more_sources_weigh_more_and_more_reading_less() -> None:
    read = {DAY: frozenset({"ntb", "avisa"})}
    [one] = index([act()], read)
    [two] = index([act(sources=("ntb", "avisa"))], read)
    assert one.tension == pytest.approx(6.5 / 2)
    assert one.tension < two.tension < 2 * one.tension
    assert one.low == 0 < one.high  # a draw without the only one that tells


def test_meeting_and_aid_ease_and_never_hide_what_is_hostile() -> None:
    acts = [act(), act("ev-2", "CONSULT", "phone"), act("ev-3", "AID", None)]
    [point] = index(acts, {DAY: frozenset({"ntb"})})
    assert point.tension == pytest.approx(6.5)
    assert point.easing == pytest.approx(11.5)
    assert [share.act for share in point.shares] == ["ev-3", "ev-1", "ev-2"]


def test_what_is_known_to_the_week_counts_for_a_seventh_each_day() -> None:
    points = index([act(latest=DAY + timedelta(6))], {})
    assert len(points) == 7
    assert sum(point.tension for point in points) == pytest.approx(6.5)


def test_what_is_known_to_the_year_has_no_day() -> None:
    assert index([act(latest=DAY + timedelta(364))], {}) == []


def test_denied_acts_are_none_and_announced_ones_half() -> None:
    assert index([act(modality="negated")], {}) == []
    [point] = index([act(modality="future")], {})
    assert point.tension == pytest.approx(6.5 / 2)


def test_a_pair_counts_both_ways_and_nobody_else() -> None:
    acts = [
        act("ev-1"),
        act("ev-2", actors=frozenset({"UKR"}), recipients=frozenset({"RUS", "BLR"})),
        act("ev-3", actors=frozenset({"RUS"}), recipients=frozenset({"USA"})),
        act("ev-4", actors=frozenset({"RUS", "UKR"}), recipients=frozenset()),
    ]
    [point] = index(acts, {DAY: frozenset({"ntb"})}, pair=("UKR", "RUS"))
    assert {share.act for share in point.shares} == {"ev-1", "ev-2"}


def test_a_day_on_which_nothing_was_done_shows_how_much_was_read() -> None:
    [point] = index([], {DAY: frozenset({"ntb", "npk"})})
    assert (point.tension, point.low, point.high, point.read, point.shares) == (0, 0, 0, 2, ())


def test_only_the_days_that_are_asked_for() -> None:
    acts = [act("ev-1"), act("ev-2", earliest=DAY + timedelta(1)), act("ev-3", earliest=DAY + timedelta(2))]
    days = [point.day for point in index(acts, {}, since=DAY + timedelta(1), until=DAY + timedelta(1))]
    assert days == [DAY + timedelta(1)]


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ("type\tmode\nAID\t\n", "there is no column 'score'"),
        ("type\tmode\tscore\nAID\tmedical\thøy\n", "the score of AID medical is no number: 'høy'"),
        ("type\tmode\tscore\nAID\tmedical\tnan\n", "the score of AID medical is beyond 10"),
    ],
)
def test_a_table_of_scores_that_is_unsound_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, complaint: str
) -> None:
    (tmp_path / "scores.tsv").write_text(table, encoding="utf8")
    monkeypatch.setattr(scores, "PATH", tmp_path / "scores.tsv")
    with pytest.raises(LexiconError, match=complaint):
        scores.table.__wrapped__()


def test_every_type_has_a_score_of_its_own_kind() -> None:
    assert {kind for kind, _ in table()} == TYPES
    for kind, mode in table():
        assert not mode or mode in MODES[kind].split(), (kind, mode)
        assert abs(score(kind, mode) - score(kind, None)) <= 3.5
    assert score("ASSAULT", "massacre") == score("ASSAULT", None)  # a mode of ours that PLOVER scores not


sources = st.lists(st.sampled_from(SOURCES), min_size=1, unique=True).map(tuple)
acts = st.lists(
    st.builds(
        lambda type, modality, start, length, told: act(
            "ev-0",
            type,
            None,
            modality,
            DAY + timedelta(start),
            DAY + timedelta(start + length),
            sources=told,
        ),
        st.sampled_from(sorted(TYPES)),
        st.sampled_from(MODALITIES),
        st.integers(0, 5),
        st.integers(0, 3),
        sources,
    ),
    max_size=6,
).map(lambda found: [replace(each, id=f"ev-{n}") for n, each in enumerate(found)])
reads = st.dictionaries(
    st.integers(0, 8).map(lambda n: DAY + timedelta(n)), sources.map(frozenset), max_size=6
)


@settings(deadline=None)
@given(acts, reads, st.randoms())
def test_the_order_of_the_acts_does_not_matter(
    given_acts: list[Act], read: dict[date, frozenset[Source]], random: object
) -> None:
    shuffled = list(given_acts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert index(shuffled, read) == index(given_acts, read)


@settings(deadline=None)
@given(acts, reads, st.integers(0, 8))
def test_a_report_that_tells_of_nothing_hostile_raises_no_tension(
    given_acts: list[Act], read: dict[date, frozenset[Source]], offset: int
) -> None:
    day = DAY + timedelta(offset)
    more = {**read, day: read.get(day, frozenset()) | {"another"}}
    before = {point.day: point.tension for point in index(given_acts, read)}
    for point in index(given_acts, more):
        assert point.tension <= before.get(point.day, 0) + 1e-9


@settings(deadline=None)
@given(acts, reads)
def test_figures_are_what_they_rest_on(given_acts: list[Act], read: dict[date, frozenset[Source]]) -> None:
    for point in index(given_acts, read):
        hostile = sum(share.value for share in point.shares if share.value > 0)
        friendly = sum(share.value for share in point.shares if share.value < 0)
        assert point.tension == pytest.approx(hostile)
        assert point.easing == pytest.approx(-friendly)
        assert 0 <= point.low <= point.tension <= point.high
        assert point.read >= 1
