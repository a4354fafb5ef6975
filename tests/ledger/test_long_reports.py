"""A report as long as a book that comes again, a little changed: its records keep their ids, at a cost in step with it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesje.ledger import Ledger, open_ledger
from depesje.ledger.anchor import anchor, find
from depesje.ledger.corrections.quoting import Where, quoted
from depesje.ledger.matching import Placed, overlap
from depesje.records import Actor, Record, Report, Span, Speaker, Statement

from .making import V1

FEW, MANY = 60, 600
SPEAKERS = [f"Person{chr(65 + n)} Vega" for n in range(20)]


def minutes(sentences: int, before: str = "") -> Record:
    """The minutes of an assembly: sentence by sentence, somebody says something else in much the same words."""
    text, mentions, said = before, dict[str, list[Span]](), list[Statement]()
    for n in range(sentences):
        name = SPEAKERS[n % len(SPEAKERS)]
        words = f"sak {n} må løses før isen legger seg over sundet"
        at = len(text)
        text += f"{name} sier at {words}.\n\n"
        by, content = Span(at, at + len(name), name), at + len(name) + len(" sier at ")
        cue = Span(by.end + 1, by.end + 5, "sier")
        mentions.setdefault(name, []).append(by)
        said.append(
            Statement(
                f"s{n}",
                Speaker(by, name),
                cue,
                (Span(content, content + len(words), words),),
                "indirect",
            )
        )
    actors = tuple(Actor(name, name, "person", "SLA", None, None, tuple(at)) for name, at in mentions.items())
    return Record(Report("minutes", text, language="nb", published="2031-05-08"), actors, tuple(said), V1)


def seconds(ledger: Ledger, sentences: int) -> float:
    """The processor time of taking the minutes in, and once more with a new first line."""
    first, revised = minutes(sentences), minutes(sentences, "Rettet utgave.\n\n")
    started = time.process_time()
    assert ledger.add(first) == "added"
    took = time.process_time() - started
    before = {row.words: (row.id, row.paragraph + 1) for row in ledger.said()}
    started = time.process_time()
    assert ledger.add(revised) == "revised"
    took += time.process_time() - started
    assert len(before) == sentences
    assert {row.words: (row.id, row.paragraph) for row in ledger.said()} == before
    return took


def test_a_sentence_costs_the_same_in_a_long_report(tmp_path: Path) -> None:
    def cost(sentences: int, nth: int) -> float:
        with open_ledger(tmp_path / f"{sentences}-{nth}.db") as ledger:
            return seconds(ledger, sentences) / sentences

    # Three tries: what else the machine does may slow one of the two alone.
    assert any(cost(MANY, nth) < 2 * cost(FEW, nth) for nth in range(3))


def test_words_that_stand_in_many_places_are_found_where_they_stood() -> None:
    text = minutes(50).report.text
    places = [n for n in range(len(text)) if text.startswith("sier", n)]
    later = "Rettet utgave.\n\n" + text.replace("sak 7 må", "sak sju må")
    for place in places:
        found = find(anchor(text, place, place + 4), later)
        assert found is not None
        around = text[place - 12 : place + 4]  # the name before it, and what it says
        assert later[found.start - 12 : found.end] == around


RANGES = st.lists(
    st.tuples(st.integers(0, 3000), st.integers(0, 700)).map(lambda one: (one[0], one[0] + one[1])),
    max_size=4,
)


@given(st.lists(RANGES, max_size=12), RANGES)
def test_whatever_shares_a_character_is_near(
    things: list[list[tuple[int, int]]], sought: list[tuple[int, int]]
) -> None:
    near = Placed(enumerate(things)).near(sought)
    assert near == sorted(near)
    assert {n for n, ranges in enumerate(things) if overlap(ranges, sought) > 0} <= set(near)


MANY_PLACES = "".join(f"Vega sier at sak {n} må løses før isen går.\n" for n in range(3000))
GAP = " " * 500


@pytest.mark.parametrize(
    ("text", "where", "before"),
    [
        (MANY_PLACES, Where(prefix="sak 2999 må løses før"), "sak 2999 må løses før "),
        (MANY_PLACES, Where(prefix="før", suffix="går. Vega sier at sak 2501 "), "sak 2500 må løses før "),
        (f"Hele{GAP}isen, halve isen", Where(prefix="Hele"), f"Hele{GAP}"),
        (f"isen ligger. Der isen{GAP}går", Where(suffix="går"), "Der "),
        ("isen, og isen", Where(prefix="og "), "og "),
        ("isen, og isen", Where(suffix=", og"), ""),
    ],
)
def test_words_are_found_by_those_beside_them_however_many_places_there_are(
    text: str, where: Where, before: str
) -> None:
    assert quoted(text, "isen", where).start == text.index(before) + len(before)
