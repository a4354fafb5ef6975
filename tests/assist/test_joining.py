"""What an assistant proposes beside the rules: agreed with, added, or refused where its words are not in the report."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesje.assist.finding import found, nearest
from depesje.assist.joining import joined
from depesje.assist.proposals import Proposals, ProposedEvent, ProposedMatter, ProposedStatement
from depesje.ledger.validate import validate
from depesje.records import Actor, Event, Matter, Record, Report, Span, Speaker, Statement

TEXT = (
    "Oslo and Nordavind talk again\n\nForeign Minister Åse Lind said on Friday that the strait must stay open. "
    "Nordavind's envoy called the closure lawful. Lind promised an answer by Monday. Norway sent two frigates "
    "north. The strait must stay open, the fishermen wrote to Lind."
)


def span(words: str, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return Span(at, at + len(words), words)


def record() -> Record:
    lind = Actor("a1", "Åse Lind", "person", "NOR", mentions=(span("Åse Lind"), span("Lind", 1)))
    norway = Actor("a2", "Norway", "state", "NOR", mentions=(span("Norway"),))
    said = Statement(
        "s1", Speaker(span("Åse Lind"), "a1"), span("said"), (span("the strait must stay open"),), "indirect",
        act="demand",
    )  # fmt: skip
    sent = Event("e1", "MOBILIZE", span("sent"), actor=("a2",))
    matter = Matter("m1", "demand", ("a1",), gist="open", evidence=(span("the strait must stay open"),))
    return Record(Report("r", TEXT), (lind, norway), (said,), events=(sent,), matters=(matter,))


def statement(**given: Any) -> ProposedStatement:
    return msgspec.convert({"form": "indirect", "act": "assert", **given}, ProposedStatement)


def with_statement(**given: Any) -> tuple[Record, dict[str, int]]:
    helped, told = joined(record(), Proposals([statement(**given)], [], []))
    validate(helped)
    return helped, dict(told)


def with_event(**given: Any) -> tuple[Record, dict[str, int]]:
    helped, told = joined(record(), Proposals([], [msgspec.convert(given, ProposedEvent)], []))
    validate(helped)
    return helped, dict(told)


def with_matter(**given: Any) -> tuple[Record, dict[str, int]]:
    helped, told = joined(record(), Proposals([], [], [msgspec.convert(given, ProposedMatter)]))
    validate(helped)
    return helped, dict(told)


def test_a_new_statement_is_added_and_marked() -> None:
    helped, told = with_statement(
        quote="the closure lawful", speaker="Nordavind's envoy", cue="called", to=["Lind"]
    )
    assert told == {"added": 1}
    ours, new = helped.statements
    assert (ours.read_by, new.read_by) == ("rules", "assist")
    assert new.content[0].text == "the closure lawful"
    assert helped.actor(new.speaker.actor or "").kind == "unnamed"
    assert new.to == ("a1",)
    assert new.confidence == 0.0


def test_agreement_changes_nothing_but_the_mark() -> None:
    helped, told = with_statement(quote="the strait must stay open", suffix=". Nordavind", speaker="Åse Lind")
    assert told == {"agreed": 1}
    assert [s.read_by for s in helped.statements] == ["both"]
    assert helped.actors == record().actors


def test_the_rules_stand_where_the_same_words_are_given_to_somebody_else() -> None:
    helped, told = with_statement(
        quote="the strait must stay open", suffix=". Nordavind", speaker="fishermen"
    )
    assert told == {"differed": 1}
    assert helped == record()


@pytest.mark.parametrize(
    "given",
    [
        {"quote": "the strait is closed", "speaker": "Lind"},
        {"quote": "The Strait must stay open", "speaker": "Lind"},
        {"quote": "the closure lawful", "speaker": "Vladimir Putin"},
        {"quote": "the closure lawful", "speaker": "Lind", "cue": "shouted"},
        {"quote": "the closure lawful", "speaker": "Lind", "to": ["the Kremlin"]},
        {"quote": "strait must stay open", "speaker": "Lind"},  # stands twice
        {"quote": "trait must", "speaker": "Lind"},  # stands only inside a word
        {"quote": "…", "speaker": "Lind"},
    ],
)
def test_what_is_not_in_the_report_is_refused(given: dict[str, Any]) -> None:
    helped, told = with_statement(**given)
    assert told == {"refused": 1}
    assert helped == record()


def test_words_that_stand_twice_are_told_apart_by_what_stands_around_them() -> None:
    helped, told = with_statement(quote="strait must stay open", prefix="The", speaker="the fishermen")
    assert told == {"added": 1}
    assert helped.statements[-1].content[0].start == TEXT.index("strait must stay open, the")


def test_two_new_names_in_one_proposal_are_two_actors() -> None:
    helped, _ = with_statement(quote="the closure lawful", speaker="envoy", to=["fishermen"])
    assert [actor.name for actor in helped.actors[2:]] == ["envoy", "fishermen"]
    assert len({actor.id for actor in helped.actors}) == 4


def test_events_are_added_agreed_with_or_left_to_the_rules() -> None:
    helped, told = with_event(type="THREATEN", quote="closure", actor=["Nordavind"])
    assert told == {"added": 1}
    assert helped.events[-1].read_by == "assist"
    helped, told = with_event(type="MOBILIZE", quote="sent", actor=["Norway"])
    assert (told, helped.events[0].read_by) == ({"agreed": 1}, "both")
    helped, told = with_event(type="AID", quote="sent", actor=["Norway"])
    assert (told, helped) == ({"differed": 1}, record())
    assert with_event(type="AID", quote="frigates")[1] == {"refused": 1}  # nobody does it


def test_matters_are_added_agreed_with_or_left_to_the_rules() -> None:
    helped, told = with_matter(kind="promise", quote="an answer by Monday", by=["Lind"])
    assert told == {"added": 1}
    assert (helped.matters[-1].read_by, helped.matters[-1].status) == ("assist", "open")
    words = {"quote": "the strait must stay open", "prefix": "that"}
    helped, told = with_matter(kind="demand", by=["Lind"], **words)
    assert (told, helped.matters[0].read_by) == ({"agreed": 1}, "both")
    assert with_matter(kind="offer", by=["Lind"], **words)[1] == {"differed": 1}
    assert with_matter(kind="offer", quote="an answer", by=[])[1] == {"refused": 1}


words = st.text(alphabet="ab .\n", max_size=12)


@given(st.text(alphabet="ab .\n", max_size=60), words, words, words)
def test_found_words_are_the_texts_own(text: str, quote: str, prefix: str, suffix: str) -> None:
    place = found(text, quote, prefix, suffix)
    if place is not None:
        assert text[place.start : place.end] == place.text == quote.strip()
        assert nearest(text, quote, place) == place
