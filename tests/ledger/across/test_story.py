"""The storyline as a whole: which matters and events are joined, and what became of each matter."""

from __future__ import annotations

import random
from itertools import combinations
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.joined import Joined, joined_events, joined_matters
from depesje.ledger.across import events, matters
from depesje.ledger.across.events import Done
from depesje.records import Record

Story = dict[str, Record]


def test_most_matters_are_followed_to_where_they_stand(story: Story, gold: dict[str, Any]) -> None:
    joined = _joined(story)
    right = [m["id"] for m in gold["matters"] if _status(story, joined, m) == m["status_after_last"]]
    assert len(right) >= 9, f"right are only {right}"


def test_a_demand_is_followed_over_three_languages(story: Story) -> None:
    (prisoners,) = [
        j for j in _joined(story) if j.members[0].kind in {"demand", "request"} and _about(j, "prisoner")
    ]
    told = [(move.kind, _name(story, move.report)) for move in prisoners.moves]
    assert told == [
        ("raise", "k01_nb"),
        ("repeat", "k02_nn"),
        ("reject", "k02_nn"),
        ("repeat", "k03_en"),
        ("accept", "k06_nn"),
    ]
    assert prisoners.standing.status == "accepted"


def test_a_promise_meets_the_deed_that_breaks_it(story: Story) -> None:
    (peace,) = [j for j in _joined(story) if j.members[0].kind == "promise" and _about(j, "attack")]
    assert [move.kind for move in peace.moves] == ["raise", "break"]
    broken = peace.moves[-1]
    assert story["k07_en"].report.text[broken.start : broken.end] == "attacked"


def test_what_a_copy_tells_is_no_move_of_its_own(story: Story) -> None:
    reports = {_name(story, move.report) for j in _joined(story) for move in j.moves}
    assert "k04_nb" in reports
    assert "k05_nb" not in reports


def test_events_that_are_one_are_joined_and_no_others(story: Story, gold: dict[str, Any]) -> None:
    found = joined_events(story.values())
    where = [
        (_mention(story, found, name, place), n)
        for n, group in enumerate(gold["events_same"])
        for name, place in group
    ]
    wrong = right = wanted = 0
    for (here, one), (there, other) in combinations(where, 2):
        same = here is not None and here == there
        wanted += one == other
        right += one == other and same
        wrong += one != other and same
    assert wrong == 0
    assert right >= 0.5 * wanted


def test_what_scores_is_found_by_its_keys(story: Story) -> None:
    told = [matters.sketch(r, m) for r in story.values() for m in r.matters]
    done = [events.sketch(r, e) for r in story.values() for e in r.events]
    for a, b in combinations(told, 2):
        if matters.score(a, b) >= matters.SAME:
            assert matters.keys(a) & matters.sought(b)
            assert matters.keys(b) & matters.sought(a)
    for x, y in combinations(done, 2):
        if events.score(x, y) >= events.SAME:
            assert events.keys(x) & events.sought(y)
            assert events.keys(y) & events.sought(x)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_reports_changes_nothing(story: Story, seed: int) -> None:
    shuffled = list(story.values())
    random.Random(seed).shuffle(shuffled)
    assert _shape(joined_matters(shuffled)) == _shape(joined_matters(story.values()))
    assert _groups(joined_events(shuffled)) == _groups(joined_events(story.values()))


def _joined(story: Story) -> list[Joined]:
    copies = {story["k05_nb"].report.id: story["k04_nb"].report.id}
    return joined_matters(story.values(), copies)


def _about(joined: Joined, theme: str) -> bool:
    return any(theme in member.words for member in joined.members)


def _name(story: Story, report: str) -> str:
    return next(name for name, record in story.items() if record.report.id == report)


def _place(text: str, place: dict[str, Any]) -> int:
    at = -1
    for _ in range(place["nth"] + 1):
        at = text.index(place["text"], at + 1)
    return at


def _status(story: Story, joined: list[Joined], matter: dict[str, Any]) -> str | None:
    """Where the joined matter stands that the first words of a gold matter are in."""
    first = matter["history"][0]
    record = story[first["report"]]
    at = _place(record.report.text, first["evidence"])
    for one in joined:
        for member in one.members:
            if member.report == record.report.id and any(s.start - 20 <= at < s.end for s in member.steps):
                return one.standing.status
    return None


def _mention(story: Story, found: list[list[Done]], name: str, place: dict[str, Any]) -> int | None:
    record = story[name]
    at = _place(record.report.text, place)
    for n, group in enumerate(found):
        for done in group:
            if done.report == record.report.id and done.start < at + len(place["text"]) and at < done.end:
                return n
    return None


def _shape(joined: list[Joined]) -> list[tuple[Any, ...]]:
    return sorted(
        (
            sorted((m.report, m.steps[0].start if m.steps else 0) for m in one.members),
            [(v.kind, v.report, v.start) for v in one.moves],
            one.standing.status,
        )
        for one in joined
    )


def _groups(found: list[list[Done]]) -> list[list[tuple[str, int]]]:
    return sorted(sorted((done.report, done.start) for done in group) for group in found)
