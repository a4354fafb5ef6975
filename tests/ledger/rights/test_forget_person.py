"""Persons who are forgotten: what they said goes, their names are blanked, and the rest stands without them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from depesje.errors import ForgottenError, LedgerError
from depesje.ledger import Ledger
from tests.places import Place

from ..making import GRENSE, V2, actor, grense, small, statement, sund
from .looking import found, is_whole, text


def of(ledger: Ledger, name: str) -> str:
    (row,) = ledger.who(name)
    return row.id


def test_what_a_forgotten_person_said_is_erased_and_the_name_blanked(ledger: Ledger, place: Place) -> None:
    ledger.add(grense())
    ledger.add(sund())
    done = ledger.rights.forget(of(ledger, "Lindqvist"), who="Kari")
    assert (done.kind, done.records, done.blanked) == ("actor", 2, 1)
    assert ledger.said(by="Lindqvist") == ledger.who("Lindqvist") == ledger.search("Lindqvist") == []
    assert [row.words for row in ledger.said() if row.report == "grense"] == [
        ("presidenten avviser kravene", "sanksjonene må oppheves først")
    ]
    held = text(place)
    assert len(held) == len(GRENSE)
    assert "sa torsdag at kravet om fri ferdsel" in held
    assert found(place, "Lindqvist", "Åse") == []
    assert len(ledger.timeline()) == 4
    is_whole(place)


def test_who_is_to_be_forgotten_is_shown_by_id_and_name(ledger: Ledger) -> None:
    ledger.add(grense())
    vega = of(ledger, "Vega")
    for asked in ("Vega", vega):
        target = ledger.rights.find(asked)
        assert (target.kind, target.id, target.shown) == ("actor", vega, f"{vega}, Ramón Vega")


def test_where_a_forgotten_person_took_part_stands_somebody_unnamed(ledger: Ledger, place: Place) -> None:
    ledger.add(grense())
    ledger.rights.forget(of(ledger, "Ramón Vega"))
    (row,) = ledger.said(by="Lindqvist", to="forgotten")
    assert row.to == ("forgotten",)
    (other,) = ledger.said(about="forgotten")
    assert other.speaker is not None
    assert "Vega" not in other.speaker
    assert "Vega" not in (other.surface or "")
    (stand_in,) = ledger.who("forgotten")
    assert (stand_in.kind, stand_in.code, stand_in.role, stand_in.surfaces) == ("unnamed", None, None, ())
    assert found(place, "Vega", "Ramón", "ramon") == []
    is_whole(place)


def test_the_whole_name_is_blanked_where_no_reading_saw_it_too(ledger: Ledger, place: Place) -> None:
    ledger.add(grense())
    words = "en kilde nær ÅSE LINDQVISTs krets nekter, og en annen Lindqvist tier"
    ledger.add(small("annen", name="Ida Havn", words=words, title="Om Åse Lindqvist"))
    ledger.rights.forget(of(ledger, "Åse Lindqvist"))
    (row,) = ledger.said(by="Havn")
    assert row.words == ("en kilde nær ______________ krets nekter, og en annen Lindqvist tier",)
    assert row.title == "Om _____________"
    assert found(place, "Åse Lindqvist") == []
    is_whole(place)


def test_a_namesake_keeps_the_name(ledger: Ledger) -> None:
    ledger.add(grense())
    ledger.add(small("annen", name="Per Lindqvist", code="SLA", words="broen må stenges"))
    ledger.rights.forget(of(ledger, "Åse Lindqvist"))
    assert [row.name for row in ledger.who("Lindqvist")] == ["Per Lindqvist"]
    assert [row.surface for row in ledger.said(by="Per Lindqvist")] == ["Per Lindqvist"]


def test_the_same_text_does_not_bring_the_person_back_but_a_new_report_does(ledger: Ledger) -> None:
    ledger.add(grense())
    gone = of(ledger, "Lindqvist")
    ledger.rights.forget(gone)
    with pytest.raises(ForgottenError, match="grense names somebody who was forgotten on"):
        ledger.add(grense(versions=V2))
    assert ledger.has(grense().report)
    with pytest.raises(ForgottenError, match=f"{gone} was forgotten"):
        ledger.resolve(gone)
    ledger.add(small("ny"))
    (new,) = ledger.who("Lindqvist")
    assert new.id != gone
    assert ledger.add(grense(versions=V2), again=True) == "revised"
    assert len(ledger.said(by="Lindqvist")) == 3


def test_all_that_are_one_with_a_person_are_forgotten(ledger: Ledger, place: Place) -> None:
    ledger.add(small("a", name="Ida Havn"))
    ledger.add(small("b", name="Ida Berg Holm", words="broen må stenges"))
    ledger.merge(of(ledger, "Ida Havn"), of(ledger, "Berg Holm"), who="Per", why="Ida Havn giftet seg")
    ledger.rights.forget(of(ledger, "Ida Havn"))
    assert ledger.said() == []
    assert found(place, "Havn", "Holm") == []
    is_whole(place)


def test_names_go_from_what_people_corrected_and_typed(ledger: Ledger, place: Place) -> None:
    body = "Ida Havn sier at broen må stenges, og at dette\nJo Vik må gå. Vik svarte ikke da Havn spurte. "
    body += "Gjerdet i Øst må være helt borte i mai, mener han."
    record = small("a", name="Ida Havn", words="broen må stenges")
    people = (
        actor(body, "a1", "Ida Havn", "person", "NAV", "Ida Havn"),
        actor(body, "a2", "Jo Vik", "person", None, "Jo Vik", "Vik"),
    )
    said = statement(body, "s1", "a1", "Ida Havn", "sier", "broen må stenges")
    report = replace(record.report, text=body)
    ledger.add(replace(record, report=report, actors=people, statements=(said,)))
    (row,) = ledger.said()
    for words in ("dette\nJo Vik må gå", "Vik svarte ikke"):
        ledger.correct(row.id, fields={"words": words}, who="Per")
    ledger.new_dossier("jo vik-saken", words=["jo vik"], who="Per")
    ledger.new_dossier("SAKEN OM JO VIK", parties=["Jo VIK"], words=["broen"], who="Per")
    per = ledger.users.add("Per")
    ledger.users.save_search(per, "hva jo vik sa", {"q": "jo vik"})
    ledger.rights.forget(of(ledger, "Jo Vik"))
    assert found(place, "Vik", "Jo Vik") == []
    assert [change.what for change in ledger.history(row.id)] == ["read", "edit", "edit"]
    assert ledger.search("broen")
    is_whole(place)


def test_half_a_name_goes_from_around_what_a_person_quoted(ledger: Ledger, place: Place) -> None:
    body = "Ida Havn sier at broen må stenges. Det gjelder Jo Bergstrøm som ikke vil si noe i dag. Veien er åpen."
    record = small("a", name="Ida Havn", words="broen må stenges")
    people = (
        actor(body, "a1", "Ida Havn", "person", "NAV", "Ida Havn"),
        actor(body, "a2", "Jo Bergstrøm", "person", None, "Jo Bergstrøm"),
    )
    said = statement(body, "s1", "a1", "Ida Havn", "sier", "broen må stenges")
    ledger.add(replace(record, report=replace(record.report, text=body), actors=people, statements=(said,)))
    (row,) = ledger.said()
    ledger.correct(row.id, fields={"words": "Veien er åpen"}, who="Per")
    assert found(place, "trøm som ikke") == ["trøm som ikke"]
    ledger.rights.forget(of(ledger, "Jo Bergstrøm"))
    assert found(place, "trøm som ikke") == []
    is_whole(place)


def test_dossiers_that_two_who_are_forgotten_gave_their_names_stay_apart(ledger: Ledger) -> None:
    ledger.add(small("a", name="Ida Havn"))
    ledger.add(small("b", name="Eva Holm", words="broen må stenges"))
    numbers = [ledger.new_dossier(name, words=["broen"], who="Per") for name in ("Ida Havn", "Eva Holm")]
    for name in ("Ida Havn", "Eva Holm"):
        ledger.rights.forget(of(ledger, name))
    assert [(row.id, row.name) for row in ledger.dossiers()] == [(one, f"________ {one}") for one in numbers]
    assert [ledger.dossier(row.name) for row in ledger.dossiers()] == [ledger.dossier(numbers[0])] * 2
    ledger.change_dossier(numbers[1], words=["gjerdet"], who="Per")


@pytest.mark.parametrize("keep", ["quotes", "none"])
def test_names_go_from_what_is_left_of_a_thinned_text(ledger: Ledger, place: Place, keep: str) -> None:
    ledger.rights.set_policy("default", keep=keep)  # type: ignore[arg-type]
    body = "Ida Havn sier at statsminister Jo Vik må gå."
    record = small("a", name="Ida Havn", words="statsminister Jo Vik må gå")
    people = (*record.actors, actor(body, "a2", "Jo Vik", "person", None, "statsminister Jo Vik"))
    said = statement(body, "s1", "a1", "Ida Havn", "sier", "statsminister Jo Vik må gå", about=("a2",))
    ledger.add(replace(record, actors=people, statements=(said,)))
    ledger.rights.forget(of(ledger, "Jo Vik"))
    (row,) = ledger.said()
    assert row.words[0].replace("_", "").strip() in ("må gå", "statsminister  må gå")
    assert row.about == ("forgotten",)
    assert found(place, "Vik") == []
    is_whole(place)


def test_only_persons_are_forgotten(ledger: Ledger) -> None:
    ledger.add(grense())
    with pytest.raises(LedgerError, match=r"is no person \(state\)"):
        ledger.rights.forget(of(ledger, "Sørlandia"))
    with pytest.raises(LedgerError, match="there is no actor ac-99"):
        ledger.rights.forget("ac-99")
