"""What a ledger answered as a crisis was told, report by report, it still answers when asked for what it knew then."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from depesje.ledger import Ledger, ids, open_ledger
from depesje.records import Record


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
