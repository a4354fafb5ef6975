"""English reports: the same readers, with words of their own. Persons and states are invented."""

from __future__ import annotations

import pytest

from depesje.reading.reader import read_report
from depesje.records import Record, Report, Statement


def read(text: str) -> Record:
    return read_report(Report("t", text, language="en"))


def one(text: str) -> Statement:
    found = read(text).statements
    assert len(found) == 1, [s.content[0].text for s in found]
    return found[0]


def said(statement: Statement) -> tuple[str | None, str | None, list[str]]:
    speaker, cue = statement.speaker.span, statement.cue
    return speaker and speaker.text, cue and cue.text, [span.text for span in statement.content]


QUOTED = [
    ("“We will not answer,” Foreign Minister Odd Berg said on Friday.", "Foreign Minister Odd Berg", "said"),
    ("“We will not answer,” said Odd Berg, the foreign minister.", "Odd Berg", "said"),
    ("“We will not answer,” he told reporters in Vestby.", "he", "told"),
    ('"We will not answer," the spokeswoman added.', "the spokeswoman", "added"),
    ("Berg said on Friday: “We will not answer.”", "Berg", "said"),
    ("In Vestby, Berg told reporters, “We will not answer.”", "Berg", "told"),
    ("‘We will not answer,’ Berg said. Nobody’s patience lasts.", "Berg", "said"),
]


@pytest.mark.parametrize(("text", "speaker", "cue"), QUOTED)
def test_a_quotation_with_its_speaker_before_or_behind_the_verb(text: str, speaker: str, cue: str) -> None:
    statement = one(text)
    assert statement.form == "direct"
    assert said(statement) == (speaker, cue, [statement.content[0].text])
    assert statement.content[0].text.rstrip(".,") == "We will not answer"


def test_one_attribution_between_two_pieces_makes_one_statement() -> None:
    statement = one("“The letter came too late,” the envoy said. “Nobody had time to read it.”")
    assert said(statement)[2] == ["The letter came too late", "Nobody had time to read it"]


def test_two_attributions_make_two_statements() -> None:
    found = read("“The letter came too late,” the envoy said. “Nobody read it,” he added.").statements
    assert [said(s)[1] for s in found] == ["said", "added"]


def test_a_quotation_over_paragraphs_opens_each_of_them_and_has_one_speaker() -> None:
    record = read(
        "“The letter came too late,” Odd Berg said. “Nobody read it.\n\n“Now we must wait for another.”"
    )
    assert [s.form for s in record.statements] == ["direct", "direct"]
    assert len({s.speaker.actor for s in record.statements}) == 1
    assert "“" not in record.statements[1].content[0].text


REPORTED = [
    ("Berg called for an immediate end to the blockade.", "an immediate end to the blockade"),
    ("Berg called on Vestland to lift the blockade.", "to lift the blockade"),
    ("Berg pledged to lift the blockade.", "to lift the blockade"),
    ("Berg criticized the blockade.", "the blockade"),
    ("Berg demanded an end to the blockade.", "an end to the blockade"),
    ("Berg said the blockade would end.", "the blockade would end"),
    ("Berg warned that the blockade would spread.", "the blockade would spread"),
    ("The blockade will end, Berg said.", "The blockade will end"),
    ("According to Berg, the blockade will end.", "the blockade will end"),
]


@pytest.mark.parametrize(("text", "content"), REPORTED)
def test_reported_speech_by_clause_infinitive_object_and_preposition(text: str, content: str) -> None:
    statement = one(text)
    assert said(statement)[0] == "Berg"
    assert said(statement)[2][0] == content
    assert statement.form == "indirect"


def test_what_a_cue_with_a_particle_does_is_not_judging() -> None:
    assert one("Berg called on Vestland to lift the blockade.").act == "request"


def test_an_attribution_inside_a_clause_leaves_its_two_ends() -> None:
    statement = one("Should the talks fail, the envoy added, Vestland would face sanctions.")
    assert said(statement) == (
        "the envoy", "added", ["Should the talks fail", "Vestland would face sanctions"]
    )  # fmt: skip


def test_as_somebody_noted() -> None:
    statement = one("As Berg noted, the blockade will end soon.")
    assert said(statement) == ("Berg", "noted", ["the blockade will end soon"])


def test_a_condition_keeps_its_if() -> None:
    statement = one("If the blockade goes on, Vestland will act, Berg warned.")
    assert said(statement)[2] == ["If the blockade goes on, Vestland will act"]


def test_an_aside_at_the_end_is_the_reports_own() -> None:
    statement = one("Berg rejected the proposal, which was made on Monday.")
    assert said(statement)[2] == ["the proposal"]


def test_somebody_asked_does_not_ask() -> None:
    found = read("Asked about the blockade, Berg said that it would end.").statements
    assert [said(s)[1] for s in found] == ["said"]


def test_a_participle_behind_a_comma_has_the_subject_of_its_clause() -> None:
    found = read("Berg rejected the claims of the envoys, saying that nothing had changed.").statements
    assert {said(s)[0] for s in found} == {"Berg"}
    assert "saying" in {said(s)[1] for s in found}


READOUT = """Telephone call with the President of Vestland

The Kremlin, Moscow

Odd Berg had a telephone conversation with Ivar Lunde. He demanded that the blockade end.

Background

An aide said that the talk was brief."""


def test_whoever_issues_a_readout_vouches_for_what_it_tells() -> None:
    record = read(READOUT)
    names = {actor.id: actor.name for actor in record.actors}
    per = {said(s)[1]: [names[a] for a in s.per] for s in record.statements}
    assert per["demanded"] == ["Kremlin"]
    assert per["said"] == []


def test_an_office_of_several_words_and_its_country_belong_to_the_name() -> None:
    record = read("Ukrainian Foreign Minister Odd Berg met President of France Ivar Lunde. Berg left.")
    people = {actor.name: actor for actor in record.actors if actor.kind == "person"}
    assert people["Odd Berg"].code == "UKR"
    assert people["Odd Berg"].role == "foreign minister"
    assert people["Ivar Lunde"].code == "FRA"
    assert people["Ivar Lunde"].role == "president"


EVENTS = [
    ("Russia threatened to cut off gas to Moldova.", "THREATEN", "RUS", "MDA"),
    ("France and Egypt signed a treaty on Monday.", "SUPPORT", "FRA", "EGY"),
    ("Norway will provide food aid to Sudan.", "AID", "NOR", "SDN"),
    ("The United States imposed sanctions on Belarus.", "SANCTION", "USA", "BLR"),
    ("Israeli soldiers arrested ten Palestinians on Saturday.", "COERCE", "ISR", "PSE"),
    ("Pakistan rejected an offer from India for direct talks.", "REJECT", "PAK", "IND"),
    ("Turkey accused Greece of violating its airspace.", "ACCUSE", "TUR", "GRC"),
    ("“You bombed Riga,” Latvian President Ilze Kalvane told Russia.", "ASSAULT", "RUS", "LVA"),
]


@pytest.mark.parametrize(("text", "kind", "actor", "recipient"), EVENTS)
def test_events_with_their_sides(text: str, kind: str, actor: str, recipient: str) -> None:
    record = read(text)
    codes = {a.id: a.code for a in record.actors}
    found = [(e.type, [codes[a] for a in e.actor], [codes[a] for a in e.recipient]) for e in record.events]
    assert (kind, [actor], [recipient]) in found


def test_a_participle_at_the_end_belongs_to_the_attribution() -> None:
    found = read("Berg said the talks would go on, adding that no date was set.").statements
    assert [said(s)[2] for s in found] == [["the talks would go on"], ["no date was set"]]


def test_a_particle_of_another_phrase_is_none_of_the_verb() -> None:
    found = read("The aide spoke to Berg on the condition of anonymity.").statements
    assert [said(s)[2] for s in found] == []


def test_a_paragraph_below_attributes_no_quotation_above() -> None:
    found = read("Berg called the crisis “entirely self-inflicted.”\n\nRussia refused to comment.").statements
    assert "Russia" not in [said(s)[0] for s in found if s.form == "direct"]


def test_whom_something_is_told_according_to_is_not_addressed() -> None:
    record = read("According to two officials, Berg offered to send gas.")
    assert [(said(s)[0], s.to) for s in record.statements] == [("Berg", ())]


def test_a_dateline_is_no_part_of_what_is_said() -> None:
    statement = one(
        "LONDON, May 4 (Reuters) - Iran will not return to the talks, its foreign minister said on Saturday."
    )
    assert said(statement)[2] == ["Iran will not return to the talks"]


def test_the_ministries_of_two_countries_are_two() -> None:
    record = read("Germany's Foreign Ministry called for calm. The French Foreign Ministry called for talks.")
    codes = {actor.id: actor.code for actor in record.actors}
    assert [codes.get(s.speaker.actor or "") for s in record.statements] == ["DEU", "FRA"]


def test_a_country_behind_of_is_no_part_of_a_name() -> None:
    record = read("President Karim Ahmadi of Syria spoke. Ahmadi said that the talks would go on.")
    person = next(actor for actor in record.actors if actor.kind == "person")
    assert (person.name, person.code) == ("Karim Ahmadi", "SYR")


def test_two_of_whom_one_has_an_apposition_break_nothing() -> None:
    found = read("Anna Berg and her husband, Tom, were greeted. They said that it went well.").statements
    assert [said(s)[:2] for s in found] == [("They", "said")]


def test_troops_that_are_sent_home_are_withdrawn() -> None:
    record = read("Russia will send its troops back from Belarus. Poland provided Ukraine with weapons.")
    assert [e.type for e in record.events] == ["RETREAT", "AID"]


def test_what_stands_before_a_semicolon_is_another_sentence() -> None:
    found = read("Poland has offered to host talks; so far Hungary has not responded.").statements
    assert [said(s)[:2] for s in found] == [("Poland", "offered")]


def test_what_something_is_asked_for_is_not_what_is_asked() -> None:
    found = read("The envoy requested a meeting to discuss the border.").statements
    assert [said(s)[1] for s in found] == ["requested"]
    assert said(found[0])[2][0].startswith("a meeting")


def test_one_ministry_is_not_another() -> None:
    record = read(
        "The Defense Ministry of Georgia called for calm. The Foreign Ministry of Armenia called for talks."
    )
    assert len({s.speaker.actor for s in record.statements}) == 2


def test_what_is_said_after_and_has_the_same_speaker() -> None:
    record = read("Odd Berg said the border would remain open and called on Latvia to return the soldiers.")
    assert [said(statement) for statement in record.statements] == [
        ("Odd Berg", "said", ["the border would remain open"]),
        ("Odd Berg", "called on", ["to return the soldiers"]),
    ]


def test_a_forename_that_is_known_in_norway_makes_nobody_norwegian_abroad() -> None:
    actors = {a.name: a.code for a in read("Kristian Weber, the German envoy, met Erik Johnson.").actors}
    assert actors["Kristian Weber"] == "DEU"
    assert actors.get("Erik Johnson") is None
    record = read_report(
        Report("t", "Erik Johansen møtte pressen i går. «Vi venter», sa Johansen.", language="nb")
    )
    assert {a.name: a.code for a in record.actors}["Erik Johansen"] == "NOR"


@pytest.mark.parametrize(
    "text",
    [
        "Karin Lund and Karol Wilk met in Riga.",
        "Foreign Minister Karin Lund and President Karol Wilk met in Riga.",
        "The talks between Karin Lund and Polish President Karol Wilk failed.",
    ],
)
def test_two_persons_with_and_between_them_are_two(text: str) -> None:
    names = [actor.name for actor in read(text).actors]
    assert {"Karin Lund", "Karol Wilk"} <= set(names) and not any(" and " in name for name in names)
    ministry = read("The Ministry of Trade and Industry denied it.").actors
    assert [actor.name for actor in ministry] == ["The Ministry of Trade and Industry"]


def test_a_call_that_is_named_after_those_who_spoke_is_theirs() -> None:
    record = read(
        "Polish President Karol Wilk and Russian President Oleg Markov spoke on Monday. The Wilk-Markov call lasted an hour."
    )
    (call,) = record.exchanges
    assert [span.text for span in call.anchors] == ["spoke", "call"]
    assert {actor.name for actor in record.actors if actor.id in call.parties} == {
        "Karol Wilk",
        "Oleg Markov",
    }


@pytest.mark.parametrize("ally", ["Serbia", "Kosovo"])
def test_should_before_its_subject_opens_a_condition(ally: str) -> None:
    record = read(
        "A senior administration official told reporters that talks would go on. "
        f"Should diplomacy fail, the official added, {ally} would face sanctions."
    )
    (matter,) = record.matters
    assert (matter.kind, matter.condition) == ("warning", "Should diplomacy fail")
    threat = next(e for e in record.events if e.type == "THREATEN")
    sides = [record.actor(one) for one in (*threat.actor, *threat.recipient)]
    assert [(a.code, a.name) for a in sides] == [
        ("USA", "A senior administration official"),
        ({"Serbia": "SRB", "Kosovo": "XKX"}[ally], ally),
    ]


def test_what_is_felt_is_not_threatened() -> None:
    assert read("Estonia feels threatened by Russia.").events == ()
