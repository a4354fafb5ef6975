"""A member called by its alliance, and groups of states called by their adjective."""

from __future__ import annotations

import pytest

import depesje
from depesje.records import Record


def read(text: str, published: str | None = None, language: str = "nb") -> Record:
    return depesje.read(text, language=language, published=published)


def holder(record: Record, form: str) -> str | None:
    """The actor that a form belongs to."""
    names = [a.name for a in record.actors if any(m.text == form for m in a.mentions)]
    return names[0] if len(names) == 1 else None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "Ungarn og Serbia snakket sammen fredag. EU-landet krever at sanksjonene oppheves."),
        ("nn", "Ungarn og Serbia snakka saman fredag. EU-landet krev at sanksjonane blir oppheva."),
    ],
)
def test_a_member_called_by_its_union(language: str, text: str) -> None:
    record = read(text, "2022-01-28", language)
    assert holder(record, "EU-landet") == "Hungary"
    assert record.statements[-1].speaker.actor == next(a.id for a in record.actors if a.name == "Hungary")


def test_who_is_a_member_depends_on_the_date() -> None:
    text = "Norge svarte på kravet onsdag. Finland svarte torsdag. Ifølge Nato-landet er saken lukket."
    assert holder(read(text, "2022-01-28"), "Nato-landet") == "Norway"
    assert holder(read(text, "2024-05"), "Nato-landet") == "Finland"


def test_a_member_of_an_alliance_is_not_the_alliance() -> None:
    record = read("Serbia svarte torsdag. Nato-landet krever at grensen stenges.", "2022")
    assert all(a.code != "NATO" for a in record.actors)


def test_a_group_of_states_is_one_actor() -> None:
    record = read("De baltiske statene ber om hjelp. – Vi må stå sammen, sa de tre baltiske statene i natt.")
    assert holder(record, "De baltiske statene") == "the Baltic states"
    assert holder(record, "de tre baltiske statene") == "the Baltic states"
    speakers = {s.speaker.actor for s in record.statements}
    assert len(speakers) == 1


def test_some_of_a_group_are_not_the_group() -> None:
    record = read("Noen nordiske land krever svar fra Russland.")
    assert holder(record, "Noen nordiske land") != "the Nordic countries"


def test_the_alliance_of_somebody_in_the_report() -> None:
    record = read("Nato-sjef Lars Berg advarer Russland. Alliansen krever at styrkene trekkes ut.")
    assert holder(record, "Alliansen") == "NATO"
    record = read("Lars Berg advarer Russland. Alliansen krever at styrkene trekkes ut.")
    assert holder(record, "Alliansen") != "NATO"


def test_what_one_noun_means_is_not_meant_by_another() -> None:
    record = read("EU fordømmer angrepet. Alliansen krever at styrkene trekkes ut.")
    assert holder(record, "Alliansen") != "European Union"
