"""The records that ledgers are measured with: the same for the same seed, and sound."""

from __future__ import annotations

from pathlib import Path

from bench.generating import World, record, records
from bench.ledger import questions
from depesje.ledger import open_ledger
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
