"""A state's ministries and the like: one actor with one name, in whatever words and language reports speak of them."""

from __future__ import annotations

import pytest

from depesje.language.shownnames import shown
from depesje.reading.reader import read_report
from depesje.records import Actor, Record, Report

FOREIGN, DEFENCE = "Ministry of Foreign Affairs of Estonia", "Ministry of Defence of Estonia"


def read(language: str, text: str) -> Record:
    return read_report(Report("t", text, language=language))  # type: ignore[arg-type]


def speaker(record: Record) -> Actor:
    (found,) = {statement.speaker.actor for statement in record.statements}
    return next(actor for actor in record.actors if actor.id == found)


NAMES = [
    ("nb", "Estlands utenriksdepartement sier at skipet skal dra.", FOREIGN, "EST"),
    ("nb", "Det estiske utenriksdepartementet sier at skipet skal dra.", FOREIGN, "EST"),
    ("nb", "Utenriksdepartementet i Tallinn sier at skipet skal dra.", FOREIGN, "EST"),
    ("nn", "Estlands utanriksdepartement seier at skipet skal dra.", FOREIGN, "EST"),
    ("nn", "Det estiske forsvarsdepartementet seier at skipet skal dra.", DEFENCE, "EST"),
    ("en", "Estonia's foreign ministry said the ship would leave.", FOREIGN, "EST"),
    ("en", "The Estonian Foreign Ministry said the ship would leave.", FOREIGN, "EST"),
    ("en", "Estonia's Ministry of Foreign Affairs said the ship would leave.", FOREIGN, "EST"),
    ("en", "The Ministry for Foreign Affairs of Estonia said the ship would leave.", FOREIGN, "EST"),
    ("en", "The foreign ministry in Tallinn said the ship would leave.", FOREIGN, "EST"),
    ("en", "The Estonian Ministry of Defence said the ship would leave.", DEFENCE, "EST"),
    ("en", "India's Ministry of External Affairs said so on Monday: it would pay.",
     "Ministry of Foreign Affairs of India", "IND"),
    ("en", "The US Defense Department said the ship would leave.", "United States Department of Defense", "USA"),
    ("nb", "Storbritannias forsvarsdepartement sier at skipet skal dra.", "UK Ministry of Defence", "GBR"),
    ("nn", "Det russiske utanriksdepartementet seier at skipet skal dra.",
     "Ministry of Foreign Affairs of Russia", "RUS"),
    ("nb", "Den estiske regjeringen sier at skipet skal dra.", "Government of Estonia", "EST"),
    ("en", "The Danish parliament said the ship would leave.", "Folketing", "DNK"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "name", "code"), NAMES, ids=[row[1][:50] for row in NAMES])
def test_it_has_the_usual_english_name(language: str, text: str, name: str, code: str) -> None:
    actor = speaker(read(language, text))
    assert (actor.name, actor.code) == (name, code)


AGAIN = [
    ("nb", "Estlands utenriksdepartement protesterte. Det estiske utenriksdepartementet krever svar, og "
     "departementet sier at skipet skal dra.", FOREIGN),
    ("en", "The Estonian Ministry of Foreign Affairs protested. The ministry said the ship would leave.", FOREIGN),
    ("en", "The Ministry of Defence protested. “The ship must leave,” the ministry said.",
     "The Ministry of Defence"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "name"), AGAIN)
def test_it_is_one_actor_throughout_a_report(language: str, text: str, name: str) -> None:
    record = read(language, text)
    assert [actor.name for actor in record.actors if actor.kind == "body"] == [name]
    assert speaker(record).name == name


OFFICES = [
    ("Secretary of State Dana Cole said the ship would leave.", "Dana Cole", "secretary of state", "USA"),
    ("Estonia's Minister of Defence Kadri Tamm said so: the ship would leave.", "Kadri Tamm",
     "defence minister", "EST"),
    ("The Minister of Foreign Affairs of Estonia, Kadri Tamm, said the ship would leave.", "Kadri Tamm",
     "foreign minister", "EST"),
    ("Kadri Tamm, Estonia's minister for foreign affairs, said the ship would leave.", "Kadri Tamm",
     "foreign minister", "EST"),
    ("Minister of Foreign Affairs of the Russian Federation Oleg Lapin said the ship would leave.", "Oleg Lapin",
     "foreign minister", "RUS"),
    ("Deputy Foreign Minister Pavel Orlovsky said the ship would leave.", "Pavel Orlovsky",
     "deputy foreign minister", None),
    ("Deputy Defence Minister Pavel Orlovsky said the ship would leave.", "Pavel Orlovsky", "deputy minister", None),
    ("Russia's Vice Minister of Defence Pavel Orlovsky said the ship would leave.", "Pavel Orlovsky",
     "deputy minister", "RUS"),
    ("The deputy energy minister, Pavel Orlovsky, said the ship would leave.", "Pavel Orlovsky",
     "deputy minister", None),
    ("Vice Foreign Minister Pavel Orlovsky said the ship would leave.", "Pavel Orlovsky",
     "deputy foreign minister", None),
    ("Deputy Secretary of State Dana Cole said the ship would leave.", "Dana Cole",
     "deputy secretary of state", "USA"),
    ("“The ship will leave,” Crown Prince Salman Al Amir said.", "Salman Al Amir", "crown prince", None),
    ("Armenia is waiting. “We will shut the pipeline if it stays closed,” Foreign Minister Rasim Mammadzade told "
     "the papers.", "Rasim Mammadzade", "foreign minister", "ARM"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "role", "code"), OFFICES, ids=[row[0][:50] for row in OFFICES])
def test_an_office_that_goes_on_behind_its_noun_is_a_title(
    text: str, name: str, role: str, code: str | None
) -> None:
    actor = speaker(read("en", text))
    assert (actor.name, actor.kind, actor.role, actor.code) == (name, "person", role, code)


def test_a_minister_without_a_country_is_of_the_one_who_spoke_before_not_of_whom_it_spoke() -> None:
    record = read("en", "Moldova demanded that Armenia pay. “It is late,” Prime Minister Oleg Lapin said.")
    assert next(actor.code for actor in record.actors if actor.name == "Oleg Lapin") == "MDA"


def test_the_genitive_of_a_name_is_no_first_name() -> None:
    record = read("en", "Secretary Cole's Call with Oleg Lapin took an hour. Cole said the ship would leave.")
    assert speaker(record).name == "Cole"


@pytest.mark.parametrize(
    "text", ["The troops left Snake Island, Moldova said.", "Air France obeys, Moldova said."]
)
def test_a_country_that_ends_another_name_is_not_spoken_of(text: str) -> None:
    assert not {actor.code for actor in read("en", text).actors} & {"ISL", "FRA"}


@pytest.mark.parametrize(
    ("language", "kept", "called"),
    [
        ("nb", FOREIGN, "Estlands utenriksdepartement"),
        ("nn", FOREIGN, "Estlands utanriksdepartement"),
        ("nb", "Government of Belarus", "Belarus’ regjering"),
        ("en", FOREIGN, FOREIGN),
        ("nb", "Ministry of Foreign Affairs of Norway", "Utenriksdepartementet"),
    ],
)
def test_it_is_shown_in_the_language_of_who_reads(language: str, kept: str, called: str) -> None:
    assert shown(language).name(kept) == called


def test_a_title_is_part_of_its_bearers_name_from_its_first_word_on() -> None:
    record = read("en", "In Oslo, Deputy Secretary of State Dana Cole said the ship would leave.")
    assert "Deputy Secretary of State Dana Cole" in {mention.text for mention in speaker(record).mentions}
