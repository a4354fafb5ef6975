"""What a ledger answered as a crisis was told, report by report, it still answers when asked for what it knew then."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from depesje.ledger import Ledger, ids, open_ledger
from depesje.questions import MatterQuestion
from depesje.records import Record
from tests.places import Place

from ..making import sund


def everything(ledger: Ledger, **asked: Any) -> dict[str, Any]:
    matters, exchanges = ledger.matters(**asked), ledger.exchanges(**asked)
    return {
        "said": ledger.said(**asked),
        "timeline": ledger.timeline(**asked),
        "matters": matters,
        "of one party": ledger.matters(party="Armenia", **asked),
        "open on a day": ledger.matters(status="open", on="2025-03-08", **asked),
        "a matter by its id": [ledger.matter(row.id, **asked) for row in matters],
        "divisions": ledger.divisions(**asked),
        "exchanges": exchanges,
        "accounts": [ledger.accounts(row.id, **asked) for row in exchanges],
        "who": ledger.who("Mammadzade", **asked),
        "stories": ledger.stories(**asked),
        "tension": ledger.tension(**asked),
        "counts": ledger.counts(**asked),
        "extent": ledger.extent(**asked),
    }


@pytest.mark.parametrize("seed", range(3))
def test_what_was_answered_is_what_was_known(tmp_path: Path, story: dict[str, Record], seed: int) -> None:
    records = list(story.values())
    random.Random(seed).shuffle(records)
    with open_ledger(tmp_path / "then.db") as ledger:
        answered = []
        for record in records:
            ledger.add(record)
            answered.append((ids.utc_now(), everything(ledger)))
        for moment, then in answered:
            now = everything(ledger, known=moment)
            assert {what: rows for what, rows in now.items() if rows != then[what]} == {}, seed


def test_matters_that_a_person_has_merged_since_were_two(ledger: Ledger) -> None:
    ledger.add(sund())
    then, before = ids.utc_now(), ledger.matters()
    ledger.merge("ma-1", "ma-2")
    assert [len(row.tellings) for row in ledger.matters()] == [2]
    assert ledger.matters(known=then) == before
    assert ledger.matter("ma-2", known=then) == next(row for row in before if row.id == "ma-2")


def test_a_telling_that_a_person_rejects_is_none_of_the_matter(ledger: Ledger) -> None:
    ledger.add(sund())
    ledger.merge("ma-1", "ma-2")
    ledger.correct("ma-2", "reject")
    assert [(row.tellings, row.condition) for row in ledger.matters()] == [(("ma-1",), None)]
    assert [row.tellings for row in ledger.matters(review="rejected")] == [("ma-2",)]


def test_what_was_known_before_a_ledger_kept_where_matters_stand_is_worked_out(
    ledger: Ledger, place: Place
) -> None:
    """As one is that was upgraded: where its matters stand is kept since then alone."""
    ledger.add(sund())
    then, before = ids.utc_now(), ledger.matters()
    ledger.add(sund(report="annen", published="2031-06-08"))
    place.sql("DELETE FROM standings WHERE superseded_at IS NOT NULL")
    place.sql(f"UPDATE standings SET recorded_at = '{ids.utc_now()}'")
    assert ledger.matters(known=then) == before
    assert ledger.total(MatterQuestion(known=then)) == len(before)
