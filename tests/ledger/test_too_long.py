"""What is longer than names and words are: kept where the engine can, refused by itself where it cannot."""

from __future__ import annotations

import random
import string
from collections.abc import Callable

import pytest

from depesje.errors import LedgerError, Problem, UnusableError
from depesje.keeping import keep_read
from depesje.ledger import Ledger
from depesje.records import Actor, Record, Report, Span
from tests.places import Place

from .making import V1, small

LONG = "".join(random.Random(7).choices(string.ascii_letters + string.digits, k=9000))


def _mentioned(wording: str, role: str | None = None) -> Record:
    text = f"{wording} reiste torsdag."
    who = Actor("a1", "Ada Holm", "person", "NAV", role, None, (Span(0, len(wording), wording),))
    return Record(Report("r", text, language="nb", published="2031-05-08"), (who,), (), V1)


@pytest.mark.parametrize(
    "make",
    [
        lambda: small(f"https://havavisen.example/{LONG}"),
        lambda: small("r", name=f"A{LONG}"),
        lambda: _mentioned(LONG),
        lambda: _mentioned("Ada Holm", role=LONG),
    ],
    ids=["address", "name", "wording", "role"],
)
def test_what_no_index_can_hold_keeps_nothing_else_out(
    ledger: Ledger, place: Place, make: Callable[[], Record]
) -> None:
    before = place.dump()
    try:
        ledger.add(make())
    except LedgerError as error:
        assert place.engine == "postgresql"
        assert not isinstance(error, UnusableError)
        assert "so long a name" in str(error) and LONG[:20] not in str(error)
        assert place.dump() == before
    assert ledger.add(small("next", words="ferja går igjen")) == "added"
    assert list(ledger.check()) == []


def test_one_report_that_cannot_be_held_is_named_and_the_others_are_kept(
    ledger: Ledger, place: Place
) -> None:
    broken = Record(Report("broken", "Ødelagt \udc80 tegn"))
    records = [small("first"), broken, _mentioned(LONG), small("last", words="ferja går igjen")]
    told = list(keep_read(records, ledger))
    assert told[0] == told[3] == "added"
    assert isinstance(told[1], Problem) and "broken characters" in str(told[1])
    assert (told[2] == "added") is (place.engine == "sqlite")
    assert ledger.counts().reports == told.count("added")


def test_a_word_that_is_too_long_to_look_for_stands_nowhere(ledger: Ledger) -> None:
    ledger.add(small("r", words=f"koden er {LONG} på torsdag"))
    assert [row.kind for row in ledger.search("koden torsdag")] == ["statement", "report"]
    found = ledger.search(f"koden {LONG}")
    assert {row.report for row in found} <= {"r"}
    assert ledger.search(f"ferja {LONG}") == []
    assert ledger.search(f'"koden er {LONG[:-1]}"') == []
