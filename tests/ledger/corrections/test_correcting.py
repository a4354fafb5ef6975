"""What a person settles: each field, its checks, its journal, and that no re-reading undoes it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depesje.errors import CorrectionError
from depesje.ledger import Ledger, open_ledger
from depesje.ledger.corrections.quoting import Where
from depesje.ledger.rows import SaidRow
from tests.places import Place

from ..making import GRENSE, V2, grense, small, sund
from ..test_exchanges import brief, call

REFUSAL = "Vi trekker oss ikke fra sundet"


def row(ledger: Ledger, words: str) -> SaidRow:
    return next(found for found in ledger.said() if words in found.words)


def test_a_confirmed_record_says_so_and_a_rejected_one_is_left_out(ledger: Ledger) -> None:
    ledger.add(grense())
    kept, gone = row(ledger, REFUSAL).id, row(ledger, "kravet om fri ferdsel står ved lag").id
    act = ledger.correct(kept, "confirm", who="Nora", why="hørt på opptak")
    assert act is not None
    assert (act.action, act.who, act.why, act.id) == ("confirm", "Nora", "hørt på opptak", kept)
    ledger.correct(gone, "reject")
    assert row(ledger, REFUSAL).review == "confirmed"
    assert gone not in {found.id for found in ledger.said()}
    assert [hit.kind for hit in ledger.search("ferdsel")] == ["report"]
    assert ledger.correct(kept, "confirm") is None


def test_every_field_of_a_statement_can_be_set(ledger: Ledger) -> None:
    ledger.add(grense())
    record = row(ledger, REFUSAL).id
    ledger.correct(
        record,
        fields={
            "speaker": "Ramón Vega",
            "to": ["Åse Lindqvist", "Sørlandia"],
            "per": None,
            "about": "Nordavind; Borgen",
            "channel": "interview",
            "act": "Warn",
            "form": "mixed",
            "negated": True,
            "when": "2031-05",
            "words": "trekker oss ikke fra sundet",
        },
    )
    found = row(ledger, "trekker oss ikke fra sundet")
    assert (found.id, found.review, found.speaker) == (record, "edited", "Ramón Vega")
    assert found.to == ("Åse Lindqvist", "Sørlandia")
    assert (found.per, found.about) == ((), ("Nordavind", "Borgen"))
    assert (found.channel, found.act, found.form, found.negated) == ("interview", "warn", "mixed", True)
    assert found.when == "2031-05"
    assert [hit.statement.id for hit in ledger.search("trekker sundet") if hit.statement] == [record]
    assert record in {one.id for one in ledger.said(by="Vega", since="2031-05")}


def test_events_matters_divisions_and_actors_can_be_edited(ledger: Ledger) -> None:
    ledger.add(sund())
    ships = next(event for event in ledger.timeline() if event.theme)
    ledger.correct(
        ships.id,
        fields={
            "type": "AID",
            "modality": "actual",
            "actor": "Nordavind",
            "count": 5,
            "where": "",
            "when": "2031-05-07",
        },
    )
    event = next(event for event in ledger.timeline() if event.id == ships.id)
    assert (event.type, event.modality, event.actor, event.count) == ("AID", "actual", ("Nordavind",), 5)
    assert (event.where, event.when, event.earliest) == (None, "2031-05-07", "2031-05-07")
    assert event.cameo == "072"  # follows the type and the context
    demand = next(matter for matter in ledger.matters() if matter.kind == "demand")
    ledger.correct(
        demand.id, fields={"status": "kept", "deadline": "2031-06", "gist": "åpning av sundet", "events": ""}
    )
    matter = next(matter for matter in ledger.matters() if matter.id == demand.id)
    assert (matter.status, matter.deadline, matter.gist) == ("kept", "2031-06", "åpning av sundet")
    assert (matter.events, matter.statements, matter.evidence) == ((), demand.statements, demand.evidence)
    ledger.correct(ledger.divisions()[0].id, fields={"within": "Nordavind", "about": None})
    assert [(one.within, one.about) for one in ledger.divisions()] == [("Nordavind", None)]
    alliance = ledger.who("Havforbundet")[0].id if ledger.who("Havforbundet") else "ac-4"
    ledger.correct(alliance, fields={"name": "Havunionen", "code": "HU"})
    assert ledger.who("HU")[0].name == "Havunionen"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"act": "shout"}, "act 'shout' is none of assert, demand"),
        ({"when": "i går"}, "'i går' is no date"),
        ({"colour": "red"}, "a statement has no 'colour'; it has speaker"),
        ({"words": "Vi gir oss"}, "the report has no words 'Vi gir oss'"),
        ({"words": ""}, "words cannot be empty"),
        ({"speaker": "ac-99"}, "no actor ac-99"),
        ({"speaker": "st-1"}, "no actor st-1"),
        ({"speaker": ["Vega", "Lindqvist"]}, "one value only"),
        ({"speaker": "–"}, "is no name"),
        ({"negated": "kanskje"}, "neither yes nor no"),
        ({}, "say one of"),
    ],
)
def test_what_a_field_cannot_hold_is_said_and_changes_nothing(
    ledger: Ledger, fields: dict[str, str], said: str
) -> None:
    ledger.add(grense())
    before = ledger.said()
    with pytest.raises(CorrectionError, match=said):
        ledger.correct("st-1", fields=fields)
    assert ledger.said() == before
    assert len(ledger.history("st-1")) == 1


def test_records_that_are_not_there_are_named(ledger: Ledger) -> None:
    ledger.add(grense())
    for record, said in (
        ("st-9", "no statement st-9"),
        ("Vega", "no id of a record"),
        ("st-1" * 50, "no id"),
        (f"st-{2**31}", "no id"),
    ):
        with pytest.raises(CorrectionError, match=said):
            ledger.correct(record, "confirm")
    ledger.add(small("grense", words="noe annet"))
    with pytest.raises(CorrectionError, match="st-1 has ended"):
        ledger.correct("st-1", "confirm")


@pytest.mark.parametrize("number", [-1, 0, 1, 2**31, 10**30])
def test_a_correction_that_was_never_made_is_not_taken_back(ledger: Ledger, number: int) -> None:
    with pytest.raises(CorrectionError, match=f"no correction {number}"):
        ledger.undo(number)


def test_an_exchange_has_a_history_but_nothing_to_set(ledger: Ledger) -> None:
    ledger.add(call("a"))
    ledger.add(brief("b"))
    for verdict in ("confirm", "reject"):
        with pytest.raises(CorrectionError, match="merge or split it"):
            ledger.correct("ex-1", verdict)  # type: ignore[arg-type]
    assert ledger.fields("ex-1") == {}
    ledger.split("ex-1")
    assert [change.what for change in ledger.history("ex-1")] == ["read", "split"]


def test_a_name_means_one_actor_or_is_asked_about(ledger: Ledger) -> None:
    ledger.add(small("r1", "Åse Lindqvist"))
    ledger.add(small("r2", "Tor Lindqvist", words="isen er tynn"))
    record = row(ledger, "isen er tynn").id
    with pytest.raises(
        CorrectionError, match=r"'Lindqvist' may be ac-1 \(Åse Lindqvist, person, NAV\), ac-2"
    ):
        ledger.correct(record, fields={"speaker": "Lindqvist"})
    ledger.merge("ac-1", "ac-2")
    ledger.correct(record, fields={"to": "Lindqvist"})
    ledger.correct(record, fields={"about": ["Russland", "Kari Ny (company, SLA)", "Kari Ny"]})
    assert row(ledger, "isen er tynn").about == ("Russia", "Kari Ny")
    assert [(who.kind, who.code) for name in ("Kari Ny", "RUS") for who in ledger.who(name)] in (
        [("company", "SLA"), ("state", "RUS")],
        [],  # where nobody has mentioned them
    )


def test_a_report_that_goes_on_calling_an_actor_as_before_means_it_still(ledger: Ledger) -> None:
    ledger.add(small("r1", "Åse Lindkvist"))
    ledger.correct("ac-1", fields={"name": "Åse Lindqvist"})
    ledger.add(small("r2", "Åse Lindkvist", words="isen er tynn"))
    assert [(who.id, who.name, who.by) for who in ledger.who("Åse Lindqvist")] == [
        ("ac-1", "Åse Lindqvist", 2)
    ]


def test_what_was_missed_is_added_on_its_words(ledger: Ledger) -> None:
    ledger.add(grense())
    act = ledger.add_record(
        "statement",
        "grense",
        {"words": "avviser kravene", "speaker": "Ramón Vega", "act": "reject"},
        who="Nora",
    )
    found = row(ledger, "avviser kravene")
    assert (found.id, found.review, found.form, found.confidence) == (act.id, "confirmed", "indirect", 1.0)
    assert found.read_by == "person"
    assert GRENSE[found.start : found.end] == "avviser kravene"
    event = ledger.add_record(
        "event", "grense", {"words": "trekker", "type": "RETREAT", "modality": "negated"}
    )
    matter = ledger.add_record(
        "matter", "grense", {"words": "fri ferdsel", "kind": "demand", "statements": found.id}
    )
    assert [(one.id, one.words) for one in ledger.timeline()] == [(event.id, "trekker")]
    (one,) = ledger.matters()
    assert (one.id, one.gist, one.status, one.statements) == (matter.id, "fri ferdsel", "open", (found.id,))
    with pytest.raises(CorrectionError, match=f"{found.id} has these words already"):
        ledger.add_record("statement", "grense", {"words": "avviser kravene"})


@pytest.mark.parametrize(
    ("kind", "report", "fields", "said"),
    [
        ("statement", "nowhere", {"words": "sundet"}, "no report 'nowhere'"),
        ("actor", "grense", {"name": "Vega"}, "one of statement, event"),
        ("statement", "grense", {}, "a statement needs words"),
        ("event", "grense", {"words": "trekker"}, "an event needs type"),
        ("statement", "grense", {"words": "krav"}, "'krav' stands in 2 places"),
        ("statement", "grense", {"words": "fri havn"}, "no words 'fri havn'"),
    ],
)
def test_what_cannot_be_added_is_said(
    ledger: Ledger, kind: str, report: str, fields: dict[str, str], said: str
) -> None:
    ledger.add(grense())
    with pytest.raises(CorrectionError, match=said):
        ledger.add_record(kind, report, fields)
    assert ledger.counts().statements == 3


@pytest.mark.parametrize(
    ("where", "start"),
    [
        (Where(nth=1), GRENSE.index("krav")),
        (Where(nth=2), GRENSE.rindex("krav")),
        (Where(prefix="presidenten  avviser"), GRENSE.rindex("krav")),
        (Where(suffix="et om fri"), GRENSE.index("krav")),
    ],
)
def test_of_several_places_one_is_chosen(ledger: Ledger, where: Where, start: int) -> None:
    ledger.add(grense())
    ledger.add_record("statement", "grense", {"words": "krav"}, where=where)
    assert row(ledger, "krav").start == start


def test_a_correction_is_taken_back(ledger: Ledger) -> None:
    ledger.add(grense())
    before = row(ledger, REFUSAL)
    one = ledger.correct(before.id, fields={"speaker": "Ramón Vega", "words": "trekker oss ikke"})
    two = ledger.correct(before.id, fields={"act": "warn"})
    assert one is not None and two is not None
    ledger.undo(one.number, who="Nora")
    found = row(ledger, REFUSAL)
    assert (found.speaker, found.act, found.review) == (before.speaker, "warn", "edited")
    ledger.undo(two.number)
    assert row(ledger, REFUSAL) == before
    for number, said in ((one.number, "undone already"), (99, "no correction 99")):
        with pytest.raises(CorrectionError, match=said):
            ledger.undo(number)


def test_what_has_been_built_on_cannot_be_taken_back(ledger: Ledger) -> None:
    ledger.add(grense())
    first = ledger.correct("st-1", fields={"act": "warn"})
    ledger.correct("st-1", fields={"act": "promise"})
    assert first is not None
    with pytest.raises(CorrectionError, match="act of st-1 has been corrected since"):
        ledger.undo(first.number)


def test_an_added_record_that_is_taken_back_is_gone_and_may_be_read_later(ledger: Ledger) -> None:
    ledger.add(replace(grense(), statements=()))
    act = ledger.add_record("statement", "grense", {"words": REFUSAL, "act": "warn"})
    ledger.undo(act.number)
    assert ledger.said() == []
    ledger.add(replace(grense(versions=V2), statements=()))
    assert ledger.said() == []
    ledger.add(grense())
    assert (row(ledger, REFUSAL).act, row(ledger, REFUSAL).review) == ("reject", "unread")


def test_history_tells_what_happened_in_order(ledger: Ledger) -> None:
    ledger.add(grense())
    ledger.correct("st-2", fields={"act": "warn"}, who="Nora", why="tonen")
    ledger.add(grense("Nytt. " + GRENSE, versions=V2))
    ledger.add(small("grense", words="noe annet", versions=V2))
    told = ledger.history("st-2")
    assert [(one.what, one.who) for one in told] == [
        ("read", "1"),
        ("edit", "Nora"),
        ("moved", "2"),
        ("ended", None),
    ]
    assert (told[1].fields, told[1].why) == ({"act": ("reject", "warn")}, "tonen")
    ledger.add(small("r2", "Tor Vang", words="isen er tynn"))
    merged = ledger.merge("ac-1", "ac-2")
    assert merged is not None
    ledger.undo(merged.number)
    for actor in ("ac-1", "ac-2"):
        assert [one.what for one in ledger.history(actor)] == ["read", "merge", "undo"]


def test_words_that_come_back_bring_an_added_record_back(ledger: Ledger) -> None:
    ledger.add(grense())
    act = ledger.add_record(
        "statement", "grense", {"words": "sanksjonene må oppheves først", "act": "demand"}
    )
    ledger.add(small("grense", words="noe annet", versions=V2))
    assert act.id not in {found.id for found in ledger.said()}
    ledger.add(grense("Rettet. " + GRENSE))
    found = next(found for found in ledger.said() if found.id == act.id)
    assert (found.words, found.act, found.review) == (
        ("sanksjonene må oppheves først",),
        "demand",
        "confirmed",
    )


ACT = st.sampled_from(["warn", "promise", "ask"])
CORRECTION = st.one_of(
    st.tuples(st.just("confirm"), st.sampled_from([0, 1, 2]), st.none()),
    st.tuples(st.just("reject"), st.sampled_from([0, 1, 2]), st.none()),
    st.tuples(st.just("act"), st.sampled_from([0, 1, 2]), ACT),
    st.tuples(st.just("speaker"), st.sampled_from([0, 1, 2]), st.sampled_from(["Ramón Vega", "Borgen", ""])),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    given=st.lists(CORRECTION, min_size=1, max_size=4),
    lead=st.sampled_from(["", "Nytt. ", "Rettet kl. 12.\n\n"]),
    found=st.sets(st.sampled_from([0, 1, 2])),
)
def test_a_correction_survives_re_reading(
    given: list[tuple[str, int, str | None]],
    lead: str,
    found: set[int],
    new_ledger_place: Callable[[], Place],
) -> None:
    """Whatever a later version finds, in whatever revision that has the words still."""
    with new_ledger_place().open() as ledger:
        _survives(ledger, given, lead, found)


def _survives(ledger: Ledger, given: list[tuple[str, int, str | None]], lead: str, found: set[int]) -> None:
    ledger.add(grense())
    records = [one.id for one in sorted(ledger.said(), key=lambda one: one.start)]
    settled = set()
    for what, which, value in given:
        if what in ("confirm", "reject"):
            ledger.correct(records[which], what)  # type: ignore[arg-type]
        else:
            ledger.correct(records[which], fields={what: value})
        settled.add(which)
    held = {one.id: (one.words, one.speaker, one.act, one.review) for one in ledger.said()}
    record = grense(lead + GRENSE, versions=V2)
    ledger.add(replace(record, statements=tuple(s for n, s in enumerate(record.statements) if n in found)))
    now = {one.id: (one.words, one.speaker, one.act, one.review) for one in ledger.said()}
    for which in settled:
        assert now.get(records[which]) == held.get(records[which])


def test_two_who_correct_at_once_lose_nothing(ledger: Ledger, place: Place) -> None:
    ledger.add(sund())
    ledger.add(grense())
    fields = [("act", ["warn", "promise"] * 8), ("channel", ["letter", "speech"] * 8)]

    def work(name: str, values: list[str]) -> None:
        with open_ledger(place.target) as own:
            for value in values:
                own.correct("st-1", fields={name: value}, who=name)

    threads = [threading.Thread(target=work, args=pair) for pair in fields]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = next(one for one in ledger.said() if one.id == "st-1")
    assert (found.act, found.channel) == ("promise", "speech")
    acts = [one for one in ledger.history("st-1") if one.correction]
    assert [sum(one.who == name for one in acts) for name, _ in fields] == [16, 16]


def test_who_corrects_is_named_by_the_environment_or_the_login(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.add(grense())
    monkeypatch.setenv("DEPESJE_USER", " Kari \n Nordmann ")
    act = ledger.correct("st-1", "confirm")
    assert act is not None and act.who == "Kari Nordmann"
    monkeypatch.delenv("DEPESJE_USER")
    monkeypatch.setenv("LOGNAME", "kari")
    act = ledger.correct("st-2", "confirm")
    assert act is not None and act.who == "kari"
    with pytest.raises(CorrectionError, match="no name to correct under"):
        ledger.correct("st-3", "confirm", who="  ")
    with pytest.raises(CorrectionError, match="a reason of 2001 characters is too long; 2000 at most"):
        ledger.correct("st-3", "confirm", why="x" * 2001)


def test_whom_a_person_names_is_met_again_in_reports(ledger: Ledger) -> None:
    ledger.add(grense())
    ledger.correct("st-1", fields={"speaker": "Ida Holm (person, SLA)"})
    ledger.add(small("r2", "Ida Holm", code="SLA", words="isen er tynn"))
    assert [(who.name, who.code, who.by) for who in ledger.who("Ida Holm")] == [("Ida Holm", "SLA", 2)]


def test_an_added_record_is_of_its_own_day(ledger: Ledger) -> None:
    ledger.add(grense())
    act = ledger.add_record("statement", "grense", {"words": "avviser kravene", "when": "2031-04-30"})
    assert [found.id for found in ledger.said(until="2031-04")] == [act.id]


def test_actors_are_called_by_their_names_and_nothing_else_is(ledger: Ledger) -> None:
    ledger.add(grense())
    assert ledger.called(["ac-1", "st-1", "ac-99", "Vega"]) == {"ac-1": "Åse Lindqvist"}


def test_a_day_that_a_person_set_stays_where_a_later_reading_finds_nothing(ledger: Ledger) -> None:
    ledger.add(grense())
    record = row(ledger, REFUSAL).id
    ledger.correct(record, fields={"when": "2031-04-02"})
    later = grense("Nytt. " + GRENSE, versions=V2)
    ledger.add(replace(later, statements=()))
    assert [(one.id, one.when) for one in ledger.said(until="2031-04")] == [(record, "2031-04-02")]
