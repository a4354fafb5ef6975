"""What holds of a ledger whatever reports it is given: the order makes no difference, and people's word stays.

The reports are put together from sentences of one invented crisis and really read.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from depesje.ledger import Ledger
from depesje.reading import read_report
from depesje.records import Record, Report, Versions
from tests.places import Place
from tests.reading.composing import SENTENCES

few = settings(
    max_examples=80,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
NewPlace = Callable[[], Place]
_ID = re.compile(r"\b(st|ev|ma|ac|ex|di)-\d+\b")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")
NEXT = Versions("9", "9", "9")


@lru_cache(maxsize=200)
def read(report: Report) -> Record:
    return read_report(report)


@st.composite
def stories(draw: st.DrawFn) -> list[Record]:
    """What some reports of the crisis say, each of another day and in one of the languages."""
    out = []
    for n in range(draw(st.integers(2, 4))):
        language: Any = draw(st.sampled_from(sorted(SENTENCES)))
        said = draw(st.lists(st.sampled_from(SENTENCES[language]), min_size=2, max_size=5, unique=True))
        day = draw(st.integers(13, 20))
        out.append(read(Report(f"r{n}", "\n\n".join(said), language=language, published=f"2023-03-{day}")))
    return out


def shown(ledger: Ledger) -> dict[str, list[str]]:
    """All that a ledger answers, without the numbers and moments that it gives as things come in."""

    def plain(rows: Any) -> list[str]:
        return sorted(_MOMENT.sub("…", _ID.sub(r"\1", repr(row))) for row in rows)

    return {
        "said": plain(ledger.said()),
        "timeline": plain(ledger.timeline()),
        "matters": plain(ledger.matters()),
        "divisions": plain(ledger.divisions()),
        "exchanges": plain(ledger.exchanges()),
        "accounts": plain(ledger.accounts(row.id) for row in ledger.exchanges()),
        "tension": plain(ledger.tension()),
    }


@few
@given(story=stories(), chance=st.randoms(use_true_random=False))
def test_the_order_of_adding_changes_no_answer(
    new_ledger_place: NewPlace, story: list[Record], chance: random.Random
) -> None:
    shuffled = list(story)
    chance.shuffle(shuffled)
    with new_ledger_place().open() as one, new_ledger_place().open() as two:
        for record in story:
            one.add(record)
        for record in shuffled:
            two.add(record)
        first, second = shown(one), shown(two)
        assert any(first.values())
        for what in first:
            assert first[what] == second[what], what


@few
@given(story=stories(), chance=st.randoms(use_true_random=False))
def test_reading_anew_changes_no_answer_and_no_number(
    new_ledger_place: NewPlace, story: list[Record], chance: random.Random
) -> None:
    with new_ledger_place().open() as ledger:
        for record in story:
            ledger.add(record)
        before, numbers = shown(ledger), ids(ledger)
        for record in chance.sample(story, len(story)):
            assert ledger.add(replace(record, versions=NEXT)) == "revised"
        assert shown(ledger) == before
        assert ids(ledger) == numbers
        assert list(ledger.check()) == []


def ids(ledger: Ledger) -> set[str]:
    rows = (ledger.said(), ledger.timeline(), ledger.matters(), ledger.divisions(), ledger.exchanges())
    return {row.id for some in rows for row in some}


EDITS = {
    "statement": ("act", "praise"),
    "event": ("modality", "possible"),
    "matter": ("gist", "noe ganske annet"),
}


@few
@given(
    story=stories(),
    chance=st.randoms(use_true_random=False),
    lead=st.sampled_from(["", "Rettet kl. 12.\n\n"]),
)
def test_corrections_of_every_kind_survive_re_reading(
    new_ledger_place: NewPlace, story: list[Record], chance: random.Random, lead: str
) -> None:
    with new_ledger_place().open() as ledger:
        for record in story:
            ledger.add(record)
        settled: dict[str, Any] = {}
        kinds = {
            "statement": ledger.said(), "event": ledger.timeline(), "matter": ledger.matters(),
            "division": ledger.divisions(),
        }  # fmt: skip
        for kind, rows in kinds.items():
            for row in chance.sample(rows, min(3, len(rows))):
                how = chance.choice(("confirm", "reject", "edit"))
                if how == "edit" and kind in EDITS:
                    field, value = EDITS[kind]
                    ledger.correct(row.id, fields={field: value})
                else:
                    ledger.correct(row.id, "reject" if how == "reject" else "confirm")
                settled[row.id] = None
        settled = {name: held(ledger, name) for name in settled}
        for record in story:
            ledger.add(anew(record, lead))
        assert {name: held(ledger, name) for name in settled} == settled
        assert list(ledger.check()) == []


def anew(record: Record, lead: str) -> Record:
    """The record of the same report by a later version, perhaps with something new before it."""
    if not lead:
        return replace(record, versions=NEXT)
    return replace(read(replace(record.report, text=lead + record.report.text)), versions=NEXT)


def held(ledger: Ledger, record: str) -> list[str]:
    """What a record says, as people left it, and that they did."""
    every: Any = ("unread", "confirmed", "edited", "rejected")
    ask = {"st": ledger.said, "ev": ledger.timeline, "ma": ledger.matters, "di": ledger.divisions}[record[:2]]
    return [
        f"{row.id} {row.review} {getattr(row, 'act', '')} {getattr(row, 'modality', '')} {getattr(row, 'gist', '')}"
        for row in ask(review=every)  # type: ignore[operator]
        if row.id == record
    ]
