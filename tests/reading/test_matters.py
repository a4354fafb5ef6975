"""What lies on the table after a report, by kind of sentence. The persons are fictional; nothing here was ever said."""

from __future__ import annotations

import pytest

import depesje
from depesje.language import pipeline
from depesje.reading import components
from depesje.records import Matter, Record
from tests.reading.matter_reports import REPORTS, Told


def read(text: str, language: str = "nb") -> Record:
    return depesje.read(text, language=language)


def names(record: Record, ids: tuple[str, ...]) -> set[str]:
    return {record.actor(i).name for i in ids}


def only(record: Record) -> Matter:
    assert len(record.matters) == 1, record.matters
    return record.matters[0]


def test_a_demand_refused_in_the_next_sentence() -> None:
    record = read(
        "Polens ambassadør Karol Wilk krever at Russland trekker styrkene ut av Moldova. Russland avviser kravet."
    )
    matter = only(record)
    assert (matter.kind, matter.status) == ("demand", "rejected")
    assert names(record, matter.by) == {"Karol Wilk", "Poland"}
    assert names(record, matter.to) == {"Russia"}
    assert [span.text for span in matter.evidence] == [
        "krever at Russland trekker styrkene ut av Moldova",
        "Russland avviser kravet",
    ]


def test_a_conditional_warning_has_the_words_of_its_condition() -> None:
    record = read(
        "– Hvis Russland angriper Moldova, svarer vi med sanksjoner, sa Polens ambassadør Karol Wilk."
    )
    matter = only(record)
    assert (matter.kind, matter.status) == ("warning", "open")
    assert matter.condition == "Hvis Russland angriper Moldova"
    assert names(record, matter.to) == {"Russia"}


@pytest.mark.parametrize(("language", "text", "wanted"), REPORTS)
def test_short_report(language: str, text: str, wanted: list[Told]) -> None:
    record = read(text, language)
    assert [(m.kind, names(record, m.by), names(record, m.to), m.status) for m in record.matters] == wanted


CONDITIONS = [
    ("nb", "– Hvis Iran stenger stredet, slår vi tilbake, sa USAs forsvarsminister Dana Cole.", "Hvis Iran stenger stredet"),
    ("nn", "– Viss Iran stengjer stredet, slår vi attende, sa USAs minister Eva Cole.", "Viss Iran stengjer stredet"),
    ("nb", "– Stenger Iran stredet, slår vi tilbake, sa USAs forsvarsminister Dana Cole.", "Stenger Iran stredet"),
    ("nb", "USAs forsvarsminister Dana Cole sa at USA vil svare med sanksjoner om Iran stenger stredet.",
     "om Iran stenger stredet"),
    ("nb", "USA truer med å slå tilbake med mindre Iran åpner stredet.", "med mindre Iran åpner stredet"),
    ("nb", "Iran lovte å åpne stredet dersom USA trekker skipene ut.", "dersom USA trekker skipene ut"),
    ("nb", "USA krever at Iran åpner stredet.", None),
    ("nb", "– Om dette fører fram, vet jeg ikke, sa USAs forsvarsminister Dana Cole.", "no matter"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "condition"), CONDITIONS)
def test_condition(language: str, text: str, condition: str | None) -> None:
    matters = read(text, language).matters
    if condition == "no matter":
        assert matters == ()
    else:
        assert [m.condition for m in matters] == [condition]


def test_a_demand_in_the_heading_and_below_is_one() -> None:
    record = read(
        "Krever svar fra Nato\n\nRusslands utenriksminister Oleg Samsonov ber Nato svare på brevet.\n\n"
        "– Vi krever et svar fra Nato på brevet, sa Samsonov."
    )
    assert names(record, only(record).to) == {"NATO"}


def test_a_promise_that_others_tell_of_and_its_giver_denies_is_contested() -> None:
    record = read(
        "En fransk embetsmann sa at Russland har lovet å trekke soldatene ut. "
        "– Det stemmer ikke, sa Russlands utenriksminister Oleg Samsonov."
    )
    matter = only(record)
    assert (matter.contested, matter.status) == (True, "open")


def test_offsets_and_ids_hold() -> None:
    for language, text, _ in REPORTS:
        record = read(text, language)
        statements, actors = {s.id for s in record.statements}, {a.id for a in record.actors}
        for matter in record.matters:
            assert 1 <= len(matter.evidence) <= 4
            assert all(text[e.start : e.end] == e.text for e in matter.evidence)
            assert set(matter.statements) <= statements
            assert {*matter.by, *matter.to, *matter.per} <= actors
            assert not set(matter.by) & set(matter.to)


def test_the_component_sets_matters_and_divisions() -> None:
    nlp = pipeline.load("nb")
    doc = components.matters(nlp, "depesje_matters", "nb")(nlp("Polen krever at Belarus åpner grensen."))
    assert [m.kind for m in doc._.matters] == ["demand"]
    assert doc._.divisions == ()


DEADLINES = [
    ("nb", "USA krever at Iran åpner stredet innen fredag.", "2022-02-04"),
    ("nn", "USA krev at Iran opnar stredet innan fredag.", "2022-02-04"),
    ("nb", "USA krever at Iran åpner stredet. Fristen går ut 20. mars.", "2022-03-20"),
    ("nn", "USA krev at Iran opnar stredet. Fristen går ut 20. mars.", "2022-03-20"),
    ("nb", "USA krever at Iran åpner stredet.", None),
    ("nb", "USA krevde torsdag at Iran åpner stredet.", None),
]


@pytest.mark.parametrize(("language", "text", "deadline"), DEADLINES)
def test_deadline(language: str, text: str, deadline: str | None) -> None:
    record = depesje.read(text, language=language, published="2022-02-01")
    assert only(record).deadline == deadline


def test_a_matter_names_the_events_it_rests_on() -> None:
    record = read("Fire fly har kommet til Estland etter at landet ba Nato om hjelp.")
    rests = set(only(record).events)
    assert {e.type for e in record.events if e.id in rests} >= {"REQUEST"}


def test_a_demand_that_the_report_goes_on_with() -> None:
    record = read(
        "Russland krever at Nato stanser utvidelsen. Alliansen må dessuten trekke soldatene ut av Estland."
    )
    assert [(m.kind, names(record, m.to)) for m in record.matters] == [("demand", {"NATO"})] * 2
