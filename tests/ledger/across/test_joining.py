"""How a ledger joins what its reports tell: whatever the order, however often they are read, and as people say."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bench.joined import joined_events, joined_matters
from depesje.ledger import Ledger, open_ledger
from depesje.ledger.grouping import leaders_of
from depesje.ledger.schema import reports
from depesje.ledger.schema_events import event_versions, events, matter_versions, matters
from depesje.ledger.schema_joining import deeds
from depesje.records import Record, Versions

Story = dict[str, Record]
Groups = list[list[tuple[str, int]]]


def test_a_ledger_joins_what_the_records_join(tmp_path: Path, story: Story) -> None:
    with _ledger(tmp_path, story.values()) as ledger:
        assert _matters(ledger) == sorted(
            sorted((m.report, _place(story, m.report, m.local)) for m in one.members)
            for one in joined_matters(story.values())
        )
        assert _events(ledger) == sorted(
            sorted((e.report, e.start) for e in group) for group in joined_events(story.values())
        )


@given(seed=st.integers(0, 10_000))
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_adding_changes_nothing(
    tmp_path_factory: object, story: Story, tmp_path: Path, seed: int
) -> None:
    shuffled = list(story.values())
    random.Random(seed).shuffle(shuffled)
    with (
        _ledger(tmp_path / f"{seed}a", story.values()) as one,
        _ledger(tmp_path / f"{seed}b", shuffled) as two,
    ):
        assert _matters(one) == _matters(two)
        assert _events(one) == _events(two)
        assert _deeds(one) == _deeds(two)


def test_reading_again_leaves_all_as_it_is(tmp_path: Path, story: Story) -> None:
    with _ledger(tmp_path, story.values()) as ledger:
        before = _matters(ledger), _events(ledger), _deeds(ledger)
        again = replace(story["k03_en"], versions=Versions("9", "9", "9"))
        assert ledger.add(again) == "revised"
        assert (_matters(ledger), _events(ledger), _deeds(ledger)) == before


def test_what_a_new_reading_no_longer_finds_is_untied(tmp_path: Path, story: Story) -> None:
    with _ledger(tmp_path, story.values()) as ledger:
        bare = replace(story["k03_en"], versions=Versions("9", "9", "9"), matters=())
        ledger.add(bare)
        assert not any(r == bare.report.id for group in _matters(ledger) for r, _ in group)
        rest = [record for name, record in story.items() if name != "k03_en"]
        assert _matters(ledger) == sorted(
            sorted((m.report, _place(story, m.report, m.local)) for m in one.members)
            for one in joined_matters(rest)
        )


def test_what_a_person_parted_stays_apart(tmp_path: Path, story: Story) -> None:
    parts = list(story.values())
    with _ledger(tmp_path, parts[:3]) as ledger:
        largest = max(_numbers(ledger).values(), key=len)
        first, other = sorted(largest)[:2]
        ledger.split(f"ma-{first}", f"ma-{other}")
        for record in parts[3:]:
            ledger.add(record)
        assert all(not {first, other} <= group for group in _numbers(ledger).values())


def _ledger(folder: Path, records: object) -> Ledger:
    folder.mkdir(parents=True, exist_ok=True)
    ledger = open_ledger(folder / "story.db")
    for record in records:  # type: ignore[attr-defined]
        ledger.add(record)
    return ledger


def _numbers(ledger: Ledger) -> dict[int, set[int]]:
    with ledger._store.read() as connection:
        numbers = set(connection.scalars(select(matters.c.number)))
        groups: dict[int, set[int]] = defaultdict(set)
        for number, leader in leaders_of(connection, "matter", numbers).items():
            groups[leader].add(number)
    return groups


def _matters(ledger: Ledger) -> Groups:
    v = matter_versions.c
    with ledger._store.read() as connection:
        rows = connection.execute(
            select(v.matter, v.start, reports.c.id)
            .join(matters, matters.c.number == v.matter)
            .join(reports, reports.c.key == matters.c.report)
            .where(v.superseded_at.is_(None))
        ).all()
        led = leaders_of(connection, "matter", {row.matter for row in rows})
    return _grouped((led[row.matter], row.id, row.start) for row in rows)


def _events(ledger: Ledger) -> Groups:
    v = event_versions.c
    with ledger._store.read() as connection:
        rows = connection.execute(
            select(v.event, v.start, reports.c.id)
            .join(events, events.c.number == v.event)
            .join(reports, reports.c.key == events.c.report)
            .where(v.superseded_at.is_(None))
        ).all()
        led = leaders_of(connection, "event", {row.event for row in rows})
    return _grouped((led[row.event], row.id, row.start) for row in rows)


def _grouped(rows: object) -> Groups:
    groups: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for leader, report, start in rows:  # type: ignore[attr-defined]
        groups[leader].append((report, start))
    return sorted(sorted(group) for group in groups.values())


def _deeds(ledger: Ledger) -> list[tuple[str, int, int, str]]:
    m, e = matter_versions.c, event_versions.c
    with ledger._store.read() as connection:
        rows = connection.execute(
            select(reports.c.id, m.start, e.start, deeds.c.move)
            .join(m.matter.table, m.matter == deeds.c.matter)
            .join(e.event.table, e.event == deeds.c.event)
            .join(events, events.c.number == deeds.c.event)
            .join(reports, reports.c.key == events.c.report)
            .where(m.superseded_at.is_(None), e.superseded_at.is_(None), deeds.c.superseded_at.is_(None))
        ).all()
    return sorted((row[0], row[1], row[2], row[3]) for row in rows)


def _place(story: Story, report: str, local: str) -> int:
    """Where a matter's words begin, as the ledger has it."""
    record = next(r for r in story.values() if r.report.id == report)
    matter = next(m for m in record.matters if m.id == local)
    return min(span.start for span in matter.evidence)


def test_the_kind_and_the_sides_that_a_person_gives_a_matter_decide_what_it_is_one_with(
    tmp_path: Path, story: Story
) -> None:
    with _ledger(tmp_path, story.values()) as ledger:
        before = _numbers(ledger)
        leader, group = next((led, group) for led, group in before.items() if len(group) > 1)
        number = max(group)
        for fields in ({"kind": ["warning"]}, {"by": ["Atlantis (state, ATL)"]}):
            ledger.correct(f"ma-{number}", fields=fields, who="Kari")
            assert _numbers(ledger)[number] == {number}
            # Reading the report again does not forget what the person said.
            (name,) = [name for name, record in story.items() if record.report.id == _report(ledger, number)]
            assert ledger.add(replace(story[name], versions=Versions(str(fields), "9", "9"))) == "revised"
            assert _numbers(ledger)[number] == {number}
            ledger.undo(_last(ledger, number), who="Kari")
            assert _numbers(ledger)[leader] == group


def _report(ledger: Ledger, number: int) -> str:
    with ledger._store.read() as connection:
        query = select(reports.c.id).join(matters, matters.c.report == reports.c.key)
        return str(connection.scalar(query.where(matters.c.number == number)))


def _last(ledger: Ledger, number: int) -> int:
    """The number of a person's last act on a matter."""
    return max(change.correction for change in ledger.history(f"ma-{number}") if change.correction)
