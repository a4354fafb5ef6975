"""What the ledger knew at a time, whatever it has learnt since; and what a person has looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depesje.errors import LedgerError
from depesje.ledger import Counts, Ledger, ids
from depesje.ledger.dates import end_of
from depesje.records import Record
from tests.places import Place

from .making import GRENSE, SUND, V1, V2, grense, small, sund

DENIED = GRENSE.replace("Vi trekker oss ikke fra sundet", "Vi trekker oss ikke fra havnebyen")


def at(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """Set the ledger's clock."""
    monkeypatch.setattr(ids, "utc_now", lambda: moment)


@pytest.fixture
def grown(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """A ledger that got a report in May, another text and title of it in June, and a second report in July."""
    monkeypatch.setenv("TZ", "UTC")
    at(monkeypatch, "2031-05-09T06:00:00.000000Z")
    ledger.add(grense())
    ledger.add(small("ness", "Ness", words="havet er fritt", published="2031-05-08"))
    at(monkeypatch, "2031-06-01T06:00:00.000000Z")
    later = revised(DENIED)
    ledger.add(replace(later, report=replace(later.report, title="Striden om havnebyen")))
    at(monkeypatch, "2031-07-01T06:00:00.000000Z")
    ledger.add(small("r3", "Tor Ness", words="havet er stengt", published="2031-05-08"))
    ledger.add(sund())
    return ledger


def revised(text: str) -> Record:
    """The border dispute in another text, in which the second statement has other words."""
    whole = grense(GRENSE)
    words = "Vi trekker oss ikke fra havnebyen"
    start = text.index(words)
    second = whole.statements[1]
    third = replace(
        whole.statements[2],
        speaker=replace(whole.statements[2].speaker, span=None),
        content=tuple(replace(c, start=c.start + 3, end=c.end + 3) for c in whole.statements[2].content),
        cue=None,
    )
    content = replace(second.content[0], start=start, end=start + len(words), text=words)
    people = tuple(
        replace(a, mentions=tuple(m for m in a.mentions if text[m.start : m.end] == m.text))
        for a in whole.actors
    )
    said = (whole.statements[0], replace(second, content=(content,)), third)
    return replace(whole, report=replace(whole.report, text=text), actors=people, statements=said)


def test_said_gives_the_words_titles_and_names_of_then(grown: Ledger) -> None:
    def said(**asked: Any) -> set[tuple[str, ...]]:
        return {row.words for row in grown.said(by="Lindqvist", **asked)}

    old, new = ("Vi trekker oss ikke fra sundet",), ("Vi trekker oss ikke fra havnebyen",)
    assert said(known="2031-05-08") == set()
    assert old in said(known="2031-05-09")
    assert old in said(known="2031-05")
    assert new not in said(known="2031-05-31")
    assert new in said(known="2031-06") == said()
    assert old not in said()
    assert {row.title for row in grown.said(by="Lindqvist", known="2031-05")} == {"Grensestriden"}
    assert {row.title for row in grown.said(by="Lindqvist")} == {"Striden om havnebyen"}


def test_an_actor_has_the_name_of_then(grown: Ledger) -> None:
    assert [row.speaker for row in grown.said(by="Ness", known="2031-06")] == ["Ness"]
    assert {row.speaker for row in grown.said(by="Ness")} == {"Tor Ness"}
    assert grown.said(by="Tor Ness", known="2031-06") == []
    (then,), (now,) = grown.who("Ness", known="2031-06"), grown.who("Ness")
    assert (then.id, then.name, then.by, then.reports) == (now.id, "Ness", 1, 1)
    assert (now.name, now.by, now.reports) == ("Tor Ness", 2, 2)
    assert grown.who("Ness", known="2031-05-08") == []


def test_the_two_clocks_are_asked_together(grown: Ledger) -> None:
    assert grown.timeline(on="2031-05-05", known="2031-06") == []
    assert [row.type for row in grown.timeline(on="2031-05-05", known="2031-07")] == ["REQUEST"]
    assert grown.matters(known="2031-06") == grown.divisions(known="2031-06") == []
    assert len(grown.matters(known="2031-07-01")) == 2
    assert grown.matters(on="2031-05-07", known="2031-07-01") == []
    assert grown.said(on="2031-05-08", known="2031-05-09") != []
    assert grown.said(on="2031-05-07", known="2031-05-09") == []


def test_counts_are_those_of_then(grown: Ledger) -> None:
    assert grown.counts(known="2031-05-08") == Counts(0, 0, 0, 0)
    assert grown.counts(known="2031-05") == Counts(reports=2, revisions=2, statements=4, actors=7)
    assert grown.counts(known="2031-06") == Counts(reports=2, revisions=3, statements=4, actors=7)
    assert grown.counts(known="2040") == grown.counts()


def test_search_finds_the_words_of_then(grown: Ledger) -> None:
    def found(words: str, **asked: Any) -> list[tuple[str, str]]:
        return [(row.kind, row.report) for row in grown.search(words, **asked)]

    both = [("statement", "grense"), ("report", "grense")]
    assert found("sund", known="2031-05") == both
    assert found('"oss ikke fra sundet"', known="2031-05") == both
    assert found('"ikke oss fra sundet"', known="2031-05") == []
    assert found("havneby", known="2031-05") == []
    assert found("havneby", known="2031-06") == both
    assert found("hav fritt", known="2031-07") == [("statement", "ness"), ("report", "ness")]
    # Nothing but the title has changed of what the index finds now.
    assert found("grensestrid", known="2031-05") == [("report", "grense")]
    assert found("hav", known="2031-07", limit=1) == [("statement", "r3"), ("report", "r3")]
    assert found("hav", known="2031-07", limit=0) == []
    assert found("sund", known="2031-05", since="2031-06") == []


def test_a_reading_by_other_versions_is_found_as_it_was(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2031-05-09T06:00:00.000000Z")
    ledger.add(grense())
    at(monkeypatch, "2031-06-09T06:00:00.000000Z")
    better = grense(versions=V2)
    ledger.add(replace(better, statements=better.statements[:1]))
    assert [row.kind for row in ledger.search("presidenten avviser")] == ["report"]
    (statement, report) = ledger.search("presidenten avviser", known="2031-05-20")
    assert statement.statement is not None
    assert statement.statement.speaker == "adviser to Ramón Vega"
    assert report.snippet[report.marks[0][0] : report.marks[0][1]] == "president"


@pytest.mark.parametrize(
    ("given_", "end"),
    [
        ("2031-05-09", "2031-05-09T21:59:59.999999Z"),
        ("2031-12", "2031-12-31T22:59:59.999999Z"),
        ("2031-05-09T12:30", "2031-05-09T10:30:59.999999Z"),
        ("2031-05-09T12:30:15Z", "2031-05-09T12:30:15.999999Z"),
        ("2031-05-09T12:30:15.25+01:00", "2031-05-09T11:30:15.250000Z"),
        ("2031-05-09T12:30:15.123456Z", "2031-05-09T12:30:15.123456Z"),
        ("2031/..", "9999-12-31T23:59:59.999999Z"),
    ],
)
def test_known_means_the_end_of_what_it_names_in_local_time(
    monkeypatch: pytest.MonkeyPatch, given_: str, end: str
) -> None:
    import time

    monkeypatch.setenv("TZ", "Europe/Oslo")
    time.tzset()
    try:
        assert end_of(given_) == end
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_date_that_is_none_is_refused(grown: Ledger) -> None:
    for ask in (grown.said, grown.timeline, grown.matters, grown.divisions, grown.counts):
        with pytest.raises(LedgerError, match="no date"):
            ask(known="i går")
    for ask_for in (grown.who, grown.search):
        with pytest.raises(LedgerError, match="no date"):
            ask_for("hav", known="i går")


def everything(ledger: Ledger, **asked: Any) -> list[Any]:
    hits = [
        row for words in ("sund", "krav", "hav fritt") for row in ledger.search(words, limit=None, **asked)
    ]
    return [
        ledger.said(**asked),
        ledger.timeline(**asked),
        ledger.matters(**asked),
        ledger.divisions(**asked),
        ledger.said(by="Lindqvist", about="Sørlandia", **asked),
        ledger.matters(party="SLA", **asked),
        ledger.who("NAV", **asked),
        ledger.who("Ness", **asked),
        ledger.counts(**asked),
        sorted(map(repr, hits)),
    ]


VERSIONS = st.sampled_from([V1, V2])
LEADS = st.sampled_from(["", "Nytt. ", "Sundet er stengt.\n\n"])
RECORDS = st.one_of(
    st.builds(lambda lead, versions: grense(lead + GRENSE, versions=versions), LEADS, VERSIONS),
    st.builds(lambda lead, versions: sund(lead + SUND, versions=versions), LEADS, VERSIONS),
    st.builds(
        lambda name, words, title, versions: small("r", name, words=words, title=title, versions=versions),
        st.sampled_from(["Ness", "Tor Ness"]),
        st.sampled_from(["havet er fritt", "kravet gjelder sundet"]),
        st.sampled_from([None, "Fritt hav", "Kravet"]),
        VERSIONS,
    ),
    st.builds(lambda words: replace(small("r", words=words), statements=()), st.just("havet er fritt")),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(RECORDS, min_size=2, max_size=5))
def test_what_was_answered_is_what_was_known(
    new_ledger_place: Callable[[], Place], records: list[Record]
) -> None:
    with new_ledger_place().open() as ledger:
        answered = []
        for record in records:
            ledger.add(record)
            answered.append((ids.utc_now(), everything(ledger)))
        for moment, answers in answered:
            assert everything(ledger, known=moment) == answers


@pytest.fixture
def reviewed(ledger: Ledger, place: Place) -> Ledger:
    """Three statements, of which one is confirmed and one rejected, and a matter that is edited."""
    ledger.add(grense())
    ledger.add(sund())
    place.sql("UPDATE statement_versions SET review = 'confirmed' WHERE act = 'reject'")
    place.sql("UPDATE statement_versions SET review = 'rejected' WHERE act = 'assert'")
    place.sql("UPDATE matter_versions SET review = 'edited' WHERE kind = 'demand'")
    place.sql("UPDATE event_versions SET review = 'rejected' WHERE type = 'MOBILIZE'")
    place.sql("UPDATE actor_versions SET review = 'confirmed' WHERE name = 'Ramón Vega'")
    return ledger


def test_what_a_person_has_done_narrows_every_listing_down(reviewed: Ledger) -> None:
    def acts(**asked: Any) -> list[str]:
        return sorted(row.act for row in reviewed.said(**asked))

    assert acts() == ["demand", "demand", "reject"]
    assert acts(confirmed=True) == acts(review="confirmed") == ["reject"]
    assert acts(review=["rejected"]) == ["assert"]
    assert acts(review=["rejected"], confirmed=True) == ["assert", "reject"]
    assert acts(review=("unread",)) == ["demand", "demand"]
    assert [row.review for row in reviewed.matters(confirmed=True)] == ["edited"]
    assert [row.type for row in reviewed.timeline(review="rejected")] == ["MOBILIZE"]
    assert reviewed.timeline(confirmed=True) == reviewed.divisions(confirmed=True) == []
    assert [row.name for row in reviewed.who("SLA", confirmed=True)] == ["Ramón Vega"]
    assert [row.kind for row in reviewed.search("avviser", review="rejected")] == ["statement"]
    assert [row.kind for row in reviewed.search("avviser")] == ["report"]
    with pytest.raises(LedgerError, match="no state of review"):
        reviewed.said(review="seen")


def test_questions_are_asked_by_name(reviewed: Ledger) -> None:
    with pytest.raises(TypeError):
        reviewed.said("Lindqvist")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        reviewed.said(whom="Lindqvist")  # type: ignore[call-arg]
    assert reviewed.said(party="Lindqvist") == reviewed.said(by="Lindqvist")
    assert [row.act for row in reviewed.said(party="Vega")] == ["reject"]


def test_who_counts_what_was_said_by_then(grown: Ledger) -> None:
    grown.add(small("r9", "Åse Lindqvist", words="isen er tynn", published="2031-07-01"))
    assert [row.by for row in grown.who("Åse Lindqvist", known="2031-05")] == [2]
    assert [row.by for row in grown.who("Åse Lindqvist")] == [3]


def test_stories_are_those_of_then(grown: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, "2031-08-01T06:00:00.000000Z")
    grown.add(sund(report="copy"))
    with grown.snapshot() as now, grown.snapshot(known="2031-07") as then:
        assert [set(story) for story in now.stories()] == [{"sund", "copy"}]
        assert list(then.stories()) == []
