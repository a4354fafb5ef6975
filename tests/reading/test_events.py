"""Who did what to whom. The sentences of ``events/*.txt`` and those here are invented, and so are the office holders."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from spacy.tokens import Doc

import depesje
from depesje.language import pipeline
from depesje.records import Event, Record

TABLES = Path(__file__).parent / "events"
Row = tuple[str, str, str, str]


@cache
def rows(language: str) -> list[tuple[str, tuple[Row, ...]]]:
    """The sentences of a table with the events that each must give."""
    out = []
    for line in (TABLES / f"{language}.txt").read_text(encoding="utf8").splitlines():
        if line and not line.startswith("#"):
            text, _, events = line.partition(" |")
            wanted = [re.fullmatch(r"(\w+) (\S+) > (\S+) (\w+)", one.strip()) for one in events.split(";")]
            assert all(wanted) or not events.strip(), line
            out.append((text, tuple(found.groups() for found in wanted if found)))
    return out  # type: ignore[return-value]


def told(record: Record, event: Event) -> Row:
    """Type, actors, recipients and modality, actors by code or else by name."""

    def names(ids: tuple[str, ...]) -> str:
        return "+".join(record.actor(i).code or record.actor(i).name for i in ids) or "-"

    return event.type, names(event.actor), names(event.recipient), event.modality


def fits(wanted: Row, got: Row) -> bool:
    return all(a in {"*", b} for a, b in zip(wanted, got, strict=True))


def check(text: str, wanted: tuple[Row, ...], language: str) -> None:
    record = depesje.read(text, language=language, published="2023-05-10")
    got = [told(record, event) for event in record.events]
    assert all(any(fits(one, other) for other in got) for one in wanted), got
    assert wanted or not got


@pytest.mark.parametrize(
    ("text", "wanted"), rows("nb"), ids=lambda part: part if isinstance(part, str) else ""
)
def test_bokmaal(text: str, wanted: tuple[Row, ...]) -> None:
    check(text, wanted, "nb")


@pytest.mark.parametrize(
    ("text", "wanted"), rows("nn"), ids=lambda part: part if isinstance(part, str) else ""
)
def test_nynorsk(text: str, wanted: tuple[Row, ...]) -> None:
    check(text, wanted, "nn")


def read(text: str, language: str = "nb", published: str = "2023-05-10") -> Record:
    return depesje.read(text, language=language, published=published)


def the(record: Record, kind: str) -> Event:
    """The only event of a type."""
    found = [event for event in record.events if event.type == kind]
    assert len(found) == 1, [(e.type, e.trigger.text) for e in record.events]
    return found[0]


def names(record: Record, ids: tuple[str, ...]) -> set[str]:
    return {record.actor(i).name for i in ids}


def test_a_speech_act_is_tied_to_its_statement() -> None:
    record = read("Finland krever at Russland trekker styrkene ut av Moldova.")
    event = the(record, "REQUEST")
    statement = next(s for s in record.statements if s.id == event.statement)
    assert statement.cue is not None
    assert statement.cue.text == event.trigger.text == "krever"


def test_a_deed_rests_on_the_word_of_the_one_who_tells_it() -> None:
    record = read("Polens president Jan Kowal sier at Russland har angrepet Moldova.")
    assert names(record, the(record, "ASSAULT").per) == {"Jan Kowal"}
    own = read("Russland har angrepet Moldova.")
    assert the(own, "ASSAULT").per == ()


def test_a_condition_points_to_what_follows_from_it() -> None:
    for text in (
        "Hvis Kina angriper Taiwan, vil Japan innføre sanksjoner mot Kina.",
        "Angriper Kina Taiwan, vil Japan innføre sanksjoner mot Kina.",
    ):
        record = read(text)
        condition, consequence = the(record, "ASSAULT"), the(record, "SANCTION")
        assert condition.condition_of == consequence.id
        assert consequence.condition_of is None
        assert (condition.modality, consequence.modality) == ("conditional", "conditional")


def test_what_is_moved_and_how_many() -> None:
    theme = the(read("Fire norske F-35-fly har ankommet Island."), "MOBILIZE").theme
    assert theme is not None
    assert (theme.text, theme.count, theme.unit) == ("Fire norske F-35-fly", 4, "F-35-fly")
    theme = the(read("Sverige har sendt 100.000 soldatar til Estland.", "nn"), "MOBILIZE").theme
    assert theme is not None
    assert (theme.count, theme.unit) == (100_000, "soldatar")
    theme = the(read("Danmark ga Moldova ti millioner kroner."), "AID").theme
    assert theme is not None
    assert (theme.count, theme.unit) == (10_000_000, "kroner")


@pytest.mark.parametrize("digits", [20, 400])
def test_a_number_beyond_all_sense_is_no_count(digits: int) -> None:
    theme = the(read(f"Danmark ga Moldova {'9' * digits} kroner."), "AID").theme
    assert theme is None or theme.count is None


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Statsminister Kari Solstad møtte Finlands president Eero Lahti i København.", "Copenhagen"),
        ("Sveriges og Norges utenriksministre møttes på Krim.", "Crimea"),
        ("Solstad møtte Finlands president Eero Lahti på Hamar.", "Hamar"),
        ("Russland har invadert Georgia.", "Georgia"),
        ("Frankrike trekker soldatene ut av Mali.", "Mali"),
        ("Norge krever svar fra Iran.", None),
    ],
)
def test_where_in_english(text: str, where: str | None) -> None:
    assert [event.where for event in read(text).events] == [where]


def test_a_scene_lasts_for_the_one_who_acts_in_it() -> None:
    record = read(
        "Utenriksminister Kari Solstad kom tirsdag til et møte med Polens president Jan Kowal i Praha. "
        "Hun krevde at Russland trekker seg ut av Moldova."
    )
    event = the(record, "REQUEST")
    assert (event.where, event.when) == ("Prague", "2023-05-09")


def test_when_with_first_and_last_day() -> None:
    event = the(read("Russland invaderte Georgia mandag."), "ASSAULT")
    assert (event.when, event.earliest, event.latest) == ("2023-05-08", "2023-05-08", "2023-05-08")
    assert the(read("Norge og Sverige møtes om to uker."), "CONSULT").modality == "future"


def test_one_act_told_twice_is_one_event() -> None:
    record = read(
        "Russland angriper Georgia\n\nRussland angrep Georgia natt til mandag. Angrepet kom klokka fire, "
        "sier Georgias president Lasha Beridze. Russlands angrep på Georgia er fordømt av EU."
    )
    event = the(record, "ASSAULT")
    assert event.trigger.start > record.report.text.index("\n")


def test_refusing_a_claim_is_no_refusal() -> None:
    record = read("Kreml avviser at Russland lovte Frankrike noe som helst.")
    assert not [event for event in record.events if event.type == "REJECT"]


def test_the_refused_party_is_the_one_who_asked() -> None:
    record = read("Iran krever at USA trekker seg ut av Irak. Washington avviser kravet.")
    event = the(record, "REJECT")
    assert (names(record, event.actor), names(record, event.recipient)) == ({"United States"}, {"Iran"})


def test_two_named_before_are_both_sides() -> None:
    record = read(
        "Polens president Jan Kowal møtte Litauens president Rasa Vaitkute i Warszawa. "
        "De to presidentene ble enige om en felles øvelse."
    )
    event = the(record, "AGREE")
    assert names(record, event.actor) | names(record, event.recipient) == {"Jan Kowal", "Rasa Vaitkute"}


def test_each_other_makes_two_sides() -> None:
    record = read("Russland og Latvia anklaget mandag hverandre for løgn.")
    event = the(record, "ACCUSE")
    assert (names(record, event.actor), names(record, event.recipient)) == ({"Russia"}, {"Latvia"})


def test_not_to_rule_out_is_no_refusal() -> None:
    assert the(read("Iran avviser ikke forslaget fra USA."), "REJECT").modality == "negated"


def test_an_event_has_a_side() -> None:
    assert not read("Fregattene drar hjem.").events


def test_the_one_asked_is_the_doer() -> None:
    record = read("Latvia ber Nato sende flere skip til Østersjøen.")
    assert names(record, the(record, "MOBILIZE").actor) == {"NATO"}


def test_types_have_plover_modes_and_cameo_codes() -> None:
    event = the(read("Canadas statsminister Paul Girard ringte Mexicos president Rosa Ibarra."), "CONSULT")
    assert (event.mode, event.context, event.cameo) == ("phone", ("diplomatic",), "041")
    event = the(read("Politiet i Belarus pågrep to polske journalister."), "COERCE")
    assert (event.mode, event.cameo) == ("arrest", "173")


def test_confidence_is_a_probability() -> None:
    record = read("Russland angrep Georgia. Tyskland sender våpen til Georgia.")
    assert len(record.events) == 2
    assert all(0 < event.confidence < 1 for event in record.events)


def test_spans_are_the_text_and_ids_are_known() -> None:
    record = read("Norge og Sverige sendte 200 soldater til Estland. Russland truer med å svare.")
    actors, statements = {a.id for a in record.actors}, {s.id for s in record.statements}
    assert record.events
    for event in record.events:
        assert record.report.text[event.trigger.start : event.trigger.end] == event.trigger.text
        assert {*event.actor, *event.recipient, *event.per} <= actors
        assert event.statement is None or event.statement in statements


def test_the_component_sets_events() -> None:
    nlp = pipeline.load("nb")
    from depesje.reading import components

    doc = components.events(nlp, "events", "nb", "2023-05-10")(nlp("Russland invaderte Georgia mandag."))
    assert isinstance(doc, Doc)
    assert [(e.type, e.when) for e in doc._.events] == [("ASSAULT", "2023-05-08")]


def test_a_victim_that_is_new_is_not_guessed_from_other_deeds() -> None:
    record = read(
        "Russland bombet Sverige i fjor. – Latvia har kapret et fartøy, sier Russlands utenriksminister Igor Malenko."
    )
    taken = next(e for e in record.events if e.trigger.text == "kapret")
    assert [next(a.name for a in record.actors if a.id == i) for i in taken.actor] == ["Latvia"]
    assert taken.recipient == ()


def test_the_party_named_most_is_no_recipient_for_that() -> None:
    record = read("Sverige, Sverige og Sverige. Latvia skrev om Sverige. Norge avviste forslaget.")
    assert all(e.recipient == () for e in record.events if e.trigger.text == "avviste")


def test_whoever_acts_in_a_scene_is_a_mention_whatever_is_done() -> None:
    text = (
        "Greek and Cypriot warships on Monday launched ten days of war games in the Mediterranean Sea, "
        "the Greek embassy said Monday."
    )
    (greece, *_) = depesje.read(text, language="en", published="2015-06-15").actors
    assert [mention.text for mention in greece.mentions] == ["Greek", "Greek"]
