"""What texts are about, compared over languages."""

from __future__ import annotations

import unicodedata

import pytest

from depesje.ledger.across import differing, wire
from depesje.ledger.across.wording import alike, bag, people
from depesje.records import Actor, Report, Span


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Nato må ikke ta inn nye medlemmer", "nb"), ("an end to NATO enlargement", "en")),
        (("trekke soldatene bort fra grensen", "nb"), ("withdraw their troops from the border", "en")),
        (("å setje fri dei 23 fangane", "nn"), ("release the 23 prisoners", "en")),
        (("skriftlig svar om rakettene", "nb"), ("eit skriftleg svar om rakettane", "nn")),
    ],
)
def test_the_same_in_two_languages_is_alike(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert alike(bag(*one, {}), bag(*other, {})) > 0.5


def test_other_things_are_not_alike() -> None:
    assert alike(bag("åpne kornkorridoren", "nb", {}), bag("release the prisoners", "en", {})) == 0.0


def test_a_person_counts_as_the_country() -> None:
    names = people([Actor("a1", "Ellen Hartley", "person", "USA", mentions=(Span(0, 7, "Hartley"),))])
    assert bag("møtet med Hartley", "nb", names) == {"@USA": 0.7, "meeting": 0.9}


def test_compounds_tell_of_their_parts() -> None:
    assert {"exercise", "military"} <= set(bag("ei ti dagar lang militærøving", "nn", {}))


def test_accents_may_be_written_either_way() -> None:
    text = "Ålesund krever å få svar om rådet på Åndalsnes, sier Åse Årnes."
    apart = unicodedata.normalize("NFD", text)
    assert bag(text, "nb", {}) == bag(apart, "nb", {})
    names = people([Actor("a1", unicodedata.normalize("NFD", "Åse Årnes"), "person", "NOR")])
    assert names == people([Actor("a1", "Åse Årnes", "person", "NOR")])
    one, other = (wire.print_of(Report("r", words, language="nb")) for words in (text, apart))
    assert one == other
    assert differing.shared(differing.Piece("a", text, "nb"), differing.Piece("b", apart, "nb")) == 1.0
