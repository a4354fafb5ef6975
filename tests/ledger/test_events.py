"""Events, matters and divisions: kept, asked for, revised, and reviewed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from depesje.errors import LedgerError
from depesje.ledger import Ledger
from depesje.ledger.wordings import sentence
from depesje.records import Division, Event, Matter, Record, Report, Span
from tests.places import Place

from .making import SUND, V1, V2, actor, small, span, sund


def ids(ledger: Ledger) -> dict[str, str]:
    rows = {row.words: row.id for row in ledger.timeline()}
    rows |= {row.gist: row.id for row in ledger.matters()}
    return rows | {row.within: row.id for row in ledger.divisions()}


def test_events_are_kept_with_all_that_is_said_of_them(ledger: Ledger) -> None:
    ledger.add(sund())
    rows = {row.words: row for row in ledger.timeline()}
    demand, refusal, threat, condition = (rows[w] for w in ("krevde", "avvist", "sende", "forblir stengt"))
    assert (demand.type, demand.actor, demand.recipient, demand.cameo) == (
        "REQUEST", ("Sørlandia",), ("Nordavind",), "100",
    )  # fmt: skip
    assert (demand.when, demand.earliest, demand.latest) == ("2031-05-05",) * 3
    assert demand.context == ("diplomatic",)
    assert demand.statement == ledger.said()[0].id
    assert (refusal.per, refusal.when, refusal.earliest) == (("Borgen",), None, None)
    assert (threat.theme, threat.count, threat.unit, threat.where) == ("fire skip", 4, "skip", "Vestre havn")
    assert (condition.condition_of, condition.modality) == (threat.id, "negated")
    assert refusal.sentence == "Kravet ble avvist av Nordavind, heter det i en logg fra Borgen."
    assert SUND[threat.start : threat.end] == "sende"
    assert (threat.paragraph, threat.review, threat.report) == (2, "unread", "sund")


def test_a_matter_is_there_from_the_day_on_which_its_report_was_published(ledger: Ledger) -> None:
    ledger.add(sund())
    for row in ledger.matters():
        assert ledger.matter(row.id, on="2031-05-07") is None
        there = ledger.matter(row.id, on="2031-05-08")
        assert there is not None and there in ledger.matters(on="2031-05-08")


def test_large_sums_are_kept(ledger: Ledger) -> None:
    record = sund()
    threat = next(event for event in record.events if event.theme is not None)
    assert threat.theme is not None
    rich = replace(threat, theme=replace(threat.theme, count=75_000_000_000, unit="kroner"))
    ledger.add(replace(record, events=tuple(rich if one is threat else one for one in record.events)))
    assert [row.count for row in ledger.timeline() if row.count] == [75_000_000_000]


def test_matters_and_divisions_are_kept_with_all_that_is_said_of_them(ledger: Ledger) -> None:
    ledger.add(sund())
    warning, demand = ledger.matters()
    assert (demand.kind, demand.by, demand.to, demand.per) == (
        "demand", ("Sørlandia",), ("Nordavind",), ("Borgen",),
    )  # fmt: skip
    assert (demand.status, demand.deadline, demand.contested) == ("rejected", "2031-05-09", False)
    assert demand.evidence == ("krevde", "Kravet ble avvist")
    assert demand.statements == (ledger.said()[0].id,)
    rows = {row.words: row.id for row in ledger.timeline()}
    assert demand.events == (rows["krevde"], rows["avvist"])
    assert (warning.condition, warning.status) == ("Hvis sundet forblir stengt", "open")
    division = ledger.divisions()[0]
    assert (division.within, division.about) == ("Havforbundet", "svaret")
    assert division.evidence == ("landene uenige om svaret",)
    assert ledger.counts().events == 4
    assert (ledger.counts().matters, ledger.counts().divisions) == (2, 1)


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    ledger.add(sund())
    early = sund(report="tidlig", published="2031-04")
    demand = replace(early.matters[0], events=("e2",))
    ledger.add(replace(early, matters=(demand,), events=early.events[1:2], divisions=()))
    # The two texts are one, and so would be what they tell.
    ledger.split("ma-1", "ma-3")
    ledger.split("ev-2", "ev-5")
    return ledger


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["avvist", "krevde", "avvist", "forblir stengt", "sende"]),
        ({"by": "sorlandia"}, ["krevde", "sende"]),
        ({"by": "NAV"}, ["avvist", "avvist", "forblir stengt"]),
        ({"to": "Nordavind"}, ["krevde"]),
        ({"party": "NAV"}, ["avvist", "krevde", "avvist", "forblir stengt"]),
        ({"per": "borgen"}, ["avvist", "avvist"]),
        ({"type": "reject"}, ["avvist", "avvist"]),
        ({"modality": "conditional"}, ["sende"]),
        ({"since": "2031-05"}, ["krevde", "avvist", "forblir stengt", "sende"]),
        ({"until": "2031-05-05"}, ["avvist", "krevde"]),
        ({"on": "2031-05-05"}, ["krevde"]),
        ({"on": "2031-04-17"}, ["avvist"]),
        ({"limit": 2}, ["forblir stengt", "sende"]),
        ({"by": "Vega"}, []),
    ],
)
def test_timeline_answers(full: Ledger, asked: dict[str, Any], found: list[str]) -> None:
    assert sorted(row.words for row in full.timeline(**asked)) == sorted(found)


def test_what_began_and_has_no_end_is_of_every_day_since(ledger: Ledger) -> None:
    record = sund()
    closed = replace(record.events[3], when="2031-04/..", condition_of=None)
    ledger.add(replace(record, events=(closed,), matters=()))
    for day, found in (("2031-03-31", 0), ("2031-04", 1), ("2033-01-01", 1)):
        assert len(ledger.timeline(on=day)) == found


def test_timeline_runs_from_the_oldest(full: Ledger) -> None:
    rows = [row.earliest or row.published or "" for row in full.timeline()]
    assert rows == sorted(rows)
    assert [row.words for row in full.timeline(limit=3)] == [row.words for row in full.timeline()][-3:]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["warning 2031-05-08", "demand 2031-05-08", "demand 2031-04"]),
        ({"status": "open"}, ["warning 2031-05-08"]),
        ({"kind": "demand"}, ["demand 2031-05-08", "demand 2031-04"]),
        ({"on": "2031-04"}, ["demand 2031-04"]),
        ({"since": "2031-05-08"}, ["warning 2031-05-08", "demand 2031-05-08"]),
        ({"by": "SLA", "to": "NAV", "limit": 1}, ["warning 2031-05-08"]),
        ({"by": "NAV"}, []),
        ({"per": "Borgen"}, ["demand 2031-05-08", "demand 2031-04"]),
        ({"party": "NAV"}, ["warning 2031-05-08", "demand 2031-05-08", "demand 2031-04"]),
    ],
)
def test_matters_answer(full: Ledger, asked: dict[str, Any], found: list[str]) -> None:
    assert [f"{row.kind} {row.published}" for row in full.matters(**asked)] == found


def test_divisions_answer(full: Ledger) -> None:
    assert len(full.divisions(within="Havforbundet")) == 1
    assert full.divisions(within="Nordavind") == full.divisions(until="2031-04") == []


@pytest.mark.parametrize(
    "asked", [{"on": "i går"}, {"type": "SHOUT"}, {"modality": "sure"}, {"since": "snart"}]
)
def test_timeline_refuses_what_it_does_not_know(full: Ledger, asked: dict[str, Any]) -> None:
    with pytest.raises(LedgerError, match=next(iter(asked.values()))):
        full.timeline(**asked)


@pytest.mark.parametrize("asked", [{"kind": "wish"}, {"status": "gone"}])
def test_matters_refuse_what_they_do_not_know(full: Ledger, asked: dict[str, Any]) -> None:
    with pytest.raises(LedgerError, match=next(iter(asked.values()))):
        full.matters(**asked)


def test_the_same_again_changes_nothing(ledger: Ledger, place: Place) -> None:
    ledger.add(sund())
    before = place.dump()
    assert ledger.add(sund()) == "unchanged"
    assert place.dump() == before


def test_ids_survive_another_text_and_another_reading(ledger: Ledger) -> None:
    ledger.add(sund())
    before = ids(ledger)
    longer = "Oppdatert klokka ti.\n\n" + SUND + "\nSørlandia vurderer svaret.\n"
    assert ledger.add(sund(longer)) == "revised"
    assert ids(ledger) == before
    assert ledger.add(sund(longer, versions=V2)) == "revised"
    assert ids(ledger) == before
    shorter = sund(SUND, versions=V2)
    cut = replace(shorter, events=shorter.events[:2], matters=shorter.matters[:1], divisions=())
    cut = replace(cut, matters=(replace(cut.matters[0], events=("e1", "e2")),))
    ledger.add(cut)
    assert set(ids(ledger)) == {"krevde", "avvist", "sundet åpnes innen fredag"}
    ledger.add(sund(longer))
    assert ids(ledger) == before
    assert ledger.counts().events == 4


def test_a_matter_that_is_answered_in_a_later_text_is_the_same_matter(ledger: Ledger) -> None:
    whole = sund()
    raised = replace(whole.matters[0], status="open", evidence=whole.matters[0].evidence[:1], events=("e1",))
    ledger.add(replace(whole, matters=(raised,)))
    first = ledger.matters()[0]
    ledger.add(sund("Nytt: " + SUND))
    answered = next(row for row in ledger.matters() if row.kind == "demand")
    assert (first.status, answered.status) == ("open", "rejected")
    assert answered.id == first.id


def test_two_events_on_one_word_keep_apart(ledger: Ledger) -> None:
    text = "Nordavind og Sørlandia anklager hverandre."

    def record(body: str, versions: Any, turned: bool = False) -> Record:
        people = (
            actor(body, "a1", "Nordavind", "state", "NAV", "Nordavind"),
            actor(body, "a2", "Sørlandia", "state", "SLA", "Sørlandia"),
        )
        events = [
            Event("e1", "ACCUSE", span(body, "anklager"), actor=("a1",), recipient=("a2",)),
            Event("e2", "ACCUSE", span(body, "anklager"), actor=("a2",), recipient=("a1",)),
        ]
        return Record(Report("r", body), people, (), versions, tuple(events[::-1] if turned else events))

    ledger.add(record(text, V1))
    before = {row.actor: row.id for row in ledger.timeline()}
    assert len(set(before.values())) == 2
    ledger.add(record("Nytt: " + text, V2, turned=True))
    assert {row.actor: row.id for row in ledger.timeline()} == before


@pytest.mark.parametrize("review", ["confirmed", "edited", "rejected"])
def test_a_persons_review_survives_another_reading_and_another_text(
    ledger: Ledger, place: Place, review: str
) -> None:
    ledger.add(sund())
    before = ids(ledger)
    place.sql(
        "UPDATE event_versions SET review = :review, type = 'PROTEST' WHERE type = 'REQUEST'", review=review
    )
    place.sql(
        "UPDATE matter_versions SET review = :review, status = 'kept' WHERE kind = 'demand'", review=review
    )
    without = replace(sund("Først. " + SUND, versions=V2), events=(), matters=(), divisions=())
    for record in (sund(versions=V2), sund("Nytt. " + SUND), without):
        ledger.add(record)
        events = ledger.timeline(type="PROTEST")
        matters = ledger.matters(status="kept")
        assert ledger.timeline(type="REQUEST") == ledger.matters(status="rejected") == []
        if review == "rejected":
            assert (events, matters) == ([], [])
            continue
        assert [row.id for row in events] == [before["krevde"]]
        assert (events[0].actor, events[0].when, events[0].earliest) == (
            ("Sørlandia",), "2031-05-05", "2031-05-05",
        )  # fmt: skip
        assert record.report.text[events[0].start : events[0].end] == "krevde"
        assert [row.id for row in matters] == [before["sundet åpnes innen fredag"]]
        assert (matters[0].by, len(matters[0].events)) == (("Sørlandia",), 2)


def test_nothing_dangles_after_many_readings(ledger: Ledger, place: Place) -> None:
    for n in range(4):
        ledger.add(sund(f"Utgave {n}. " + SUND, versions=V1 if n % 2 else V2))
    ledger.add(small("annen"))
    for kind in ("event", "matter", "division"):
        twice = (
            f"SELECT {kind} FROM {kind}_versions WHERE superseded_at IS NULL GROUP BY 1 HAVING count(*) > 1"
        )
        assert place.sql(twice) == []


def test_records_that_contradict_their_text_are_refused(ledger: Ledger) -> None:
    whole = sund()
    bare = replace(whole, matters=())
    elsewhere = Span(0, 4, "Nord")
    wrong = [
        replace(bare, events=(replace(whole.events[0], trigger=elsewhere),)),
        replace(bare, events=(replace(whole.events[0], actor=("a9",)),)),
        replace(bare, events=(replace(whole.events[3], condition_of="e9"),)),
        replace(bare, events=(replace(whole.events[0], statement="s9"),)),
        replace(bare, events=(whole.events[0], whole.events[0])),
        replace(whole, matters=(Matter("m1", "demand", evidence=(elsewhere,)),)),
        replace(whole, matters=(Matter("m1", "demand", to=("a9",)),)),
        replace(whole, matters=(Matter("m1", "demand", events=("e9",)),)),
        replace(whole, divisions=(Division("a9", None),)),
    ]
    for each in wrong:
        with pytest.raises(LedgerError, match=r"^report sund: "):
            ledger.add(each)
    assert ledger.counts().reports == 0


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Vi sa ja. De sa nei. Slutt.", "nei", "De sa nei."),
        ("Overskrift\n\n– Vi kommer, sa hun.\nMer.", "kommer", "– Vi kommer, sa hun."),
        ("«Nei!» «Jo», sa han.", "Jo", "«Jo», sa han."),
        ("Den 8. mai kl. 12 kom de.", "kom", "Den 8. mai kl. 12 kom de."),
        ("nei", "nei", "nei"),
    ],
)
def test_the_sentence_around_words(text: str, words: str, found: str) -> None:
    start = text.index(words)
    assert sentence(text, start, start + len(words)) == found


def test_a_matter_stands_as_long_as_some_of_its_words_do(ledger: Ledger) -> None:
    def record(text: str, *evidence: str) -> Record:
        state = actor(text, "a1", "Sørlandia", "state", "SLA", "Sørlandia")
        words = tuple(span(text, one) for one in evidence)
        matter = Matter("m1", "demand", ("a1",), gist="sundet åpnes", evidence=words)
        return Record(
            Report("r", text, language="nb", published="2031-05-08"), (state,), (), V1, (), (matter,)
        )

    raised, answered = "Sørlandia krever at sundet åpnes.", "Kravet er avvist to ganger."
    ledger.add(record(f"{raised} {answered}", "krever at sundet åpnes", "Kravet er avvist"))
    (before,) = ledger.matters()
    ledger.add(record(f"{raised} Ingen har svart.", "krever at sundet åpnes"))
    assert [row.id for row in ledger.matters()] == [before.id]
