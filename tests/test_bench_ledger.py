"""The records that ledgers are measured with: the same for the same seed, and sound."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from pathlib import Path

from bench.generating import World, record, records
from bench.ledger import questions
from depesje.ledger import open_ledger
from depesje.ledger.across import wire
from depesje.ledger.validate import validate


def test_the_same_seed_gives_the_same_records() -> None:
    assert list(records(30, seed=3)) == list(records(30, seed=3))
    assert list(records(10, seed=3, first=20)) == list(records(30, seed=3))[20:]
    assert list(records(5, seed=3)) != list(records(5, seed=4))


def test_records_agree_with_their_texts_and_every_question_is_answered(tmp_path: Path) -> None:
    world = World(1)
    with open_ledger(tmp_path / "l.db") as ledger:
        for n in range(60):
            one = record(world, 1, n)
            validate(one)
            ledger.add(one)
        assert ledger.counts().revisions == 60 > ledger.counts().reports
        assert list(ledger.check()) == []
        for ask in questions(ledger, world).values():
            ask()


def test_what_holds_across_reports_is_there_to_be_joined() -> None:
    made = list(records(400, seed=2))
    told = Counter(m.gist for one in made for m in one.matters)
    assert sum(number > 2 for number in told.values()) > 10
    done = Counter(
        (e.type, e.when, e.actor and one.actor(e.actor[0]).name) for one in made for e in one.events if e.when
    )
    assert sum(number > 2 for number in done.values()) > 10
    assert sum(bool(one.exchanges) for one in made) > 20
    prints = [wire.print_of(one.report) for one in made]
    assert len(wire.groups(prints)) > 10
    # Two that have nothing to do with each other share about as many bands as reports of the gold do: one pair in twenty.
    bands = [set(enumerate(wire.bands(one))) for one in prints[:150]]
    near = sum(not a.isdisjoint(b) for a, b in combinations(bands, 2)) / (150 * 149 / 2)
    assert 0.02 < near < 0.1
