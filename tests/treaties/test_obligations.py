"""Who is bound to what if one state attacks another."""

from __future__ import annotations

import contextlib
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import depesje
from depesje.errors import LexiconError, QuestionError
from depesje.language import gazetteer, memberships
from depesje.treaties import Answer, Line, provisions, questions

ON = "2022-01-28"
STATES = sorted(gazetteer.load().states)


def asked(question: str, on: str | date = ON) -> Answer:
    return depesje.obligations(question, on)


def line(answer: Answer, treaty: str, article: str) -> Line:
    return next(one for one in answer.lines if one.treaty == treaty and one.article == article)


def articles(answer: Answer) -> set[tuple[str, str]]:
    return {(one.treaty, one.article) for one in answer.lines}


def bound(one: Line) -> set[str]:
    return {state.code for state in one.bound}


def notes(one: Line) -> str:
    return " ".join([*one.remarks, *(state.note or "" for state in one.bound)])


def helpers(answer: Answer) -> set[str]:
    """All whom anything but a political declaration binds to help."""
    return {state.code for one in answer.lines if one.binding == "obligation" for state in one.bound}


def test_an_attack_on_a_member_binds_the_others() -> None:
    answer = asked("RUS attacks LTU")
    nato = line(answer, "North Atlantic Treaty", "5 and 6")
    assert len(nato.bound) == 29
    assert "LTU" not in bound(nato)
    assert not {"UKR", "FIN", "SWE"} & bound(nato)
    assert "Tropic of Cancer" in notes(nato)
    assert "34 UNTS 243" in nato.source.title
    clause = line(answer, "Treaty on European Union", "42(7)")
    assert len(clause.bound) == 26
    for state in clause.bound:
        assert bool(state.note) == (state.code in {"AUT", "IRL", "MLT", "FIN", "SWE"}), state
    partners = line(answer, "Partnership for Peace", "framework document")
    assert {"UKR", "GEO"} <= {state.code for state in partners.partners}
    assert partners.bound == () and partners.binding == "partnership"


def test_an_attack_on_a_partner_binds_nobody_to_help() -> None:
    answer = asked("RUS attacks UKR")
    assert helpers(answer) == set()
    assert ("North Atlantic Treaty", "5 and 6") not in articles(answer)
    assert bound(line(answer, "Budapest memorandum", "2")) == {"RUS"}
    assert bound(line(answer, "Budapest memorandum", "4")) == {"GBR", "USA"}
    assert line(answer, "Budapest memorandum", "2").binding == "assurance"
    assert len(line(answer, "Partnership for Peace", "framework document, 8").bound) == 30
    assert {s.code for s in line(answer, "North Atlantic Treaty", "5, for partners").partners} == {"UKR"}
    assert any("Collective Security Treaty" in remark.text for remark in answer.remarks)
    assert ("G7 joint declaration of support for Ukraine", "Vilnius, 12 July 2023") in articles(
        asked("RUS attacks UKR", "2024")
    )


def test_candidates_of_the_union_are_not_covered() -> None:
    assert ("Treaty on European Union", "42(7), for candidates") not in articles(asked("RUS attacks UKR"))
    later = asked("RUS attacks UKR", "2023")
    assert line(later, "Treaty on European Union", "42(7), for candidates").binding == "partnership"


def test_neutrals_outside_nato_have_the_union_and_political_declarations() -> None:
    answer = asked("Russland angriper Finland", "2022-06")
    assert ("North Atlantic Treaty", "5 and 6") not in articles(answer)
    assert len(line(answer, "Treaty on European Union", "42(7)").bound) == 26
    assert line(answer, "UK–Finland statement", "11 May 2022").binding == "declaration"
    assert bound(line(answer, "Joint statement by Denmark, Iceland and Norway", "16 May 2022")) == {
        "DNK",
        "ISL",
        "NOR",
    }
    member = asked("Russland angriper Finland", "2024-04")
    assert len(line(member, "North Atlantic Treaty", "5 and 6").bound) == 31
    assert ("Joint statement by Denmark, Iceland and Norway", "16 May 2022") not in articles(member)


def test_norway_has_nato_and_the_nordic_declaration_but_not_the_union() -> None:
    answer = asked("RUS attacks NOR")
    assert ("Treaty on European Union", "42(7)") not in articles(answer)
    assert line(answer, "Nordic declaration of solidarity", "Helsinki, 5 April 2011").binding == "declaration"
    assert ("Sweden's declaration of solidarity", "Riksdag, June 2009") in articles(answer)


def test_an_attack_by_a_member_is_told_of_as_such() -> None:
    answer = asked("TUR attacks GRC")
    nato = line(answer, "North Atlantic Treaty", "5 and 6")
    assert "TUR" not in bound(nato) and "GRC" not in bound(nato)
    assert "Article 1 forbids" in notes(nato)
    assert {"TUR"} <= bound(line(answer, "North Atlantic Treaty", "4"))
    assert "Article 1 forbids" not in notes(
        line(asked("RUS attacks GRC"), "North Atlantic Treaty", "5 and 6")
    )
    inside = asked("TJK attacks KGZ", "2022-09")
    assert bound(line(inside, "Collective Security Treaty", "4")) == {"ARM", "BLR", "KAZ", "RUS"}
    assert "a party itself" in notes(line(inside, "Collective Security Treaty", "4"))


def test_an_attack_by_a_member_on_an_outsider_calls_nobody_to_join() -> None:
    answer = asked("USA attacks IRQ", "2003-03-20")
    assert helpers(answer) == set()
    assert any(
        "obliges nobody to join" in r.text and "North Atlantic Treaty" in r.text for r in answer.remarks
    )


def test_a_group_that_is_no_state() -> None:
    answer = asked("Terrorister angriper Frankrike", "2015-11-13")
    assert "12 September 2001" in notes(line(answer, "North Atlantic Treaty", "5 and 6"))
    assert "17 November 2015" in notes(line(answer, "Treaty on European Union", "42(7)"))
    assert ("Treaty on the Functioning of the European Union", "222") in articles(answer)
    assert ("Treaty on the Functioning of the European Union", "222") not in articles(
        asked("RUS attacks FRA")
    )
    assert ("Collective Security Treaty", "4") not in articles(asked("Taliban attacks TJK"))
    assert helpers(asked("Hamas attacks ISR", "2023-10-07")) == set()


def test_a_body_attacks_as_its_members() -> None:
    answer = asked("NATO angriper Russland")
    assert bound(line(answer, "Collective Security Treaty", "4")) == {"ARM", "BLR", "KAZ", "KGZ", "TJK"}
    assert helpers(answer) == {"ARM", "BLR", "KAZ", "KGZ", "TJK"}
    with pytest.raises(QuestionError, match="no state"):
        asked("RUS attacks NATO")


def test_what_a_state_says_of_its_own_part() -> None:
    article = ("Collective Security Treaty", "4")
    assert "frozen" in notes(line(asked("AZE attacks ARM", "2025"), *article))
    assert "frozen" in notes(line(asked("AZE attacks KAZ", "2025"), *article))
    assert "frozen" not in notes(line(asked("AZE attacks ARM", "2022-09"), *article))
    ireland = line(asked("RUS attacks IRL", "2022"), "Treaty on European Union", "42(7)")
    assert not any("neutrality" in remark for remark in ireland.remarks)


def test_a_body_attacks_its_member_without_it() -> None:
    assert "TUR" not in helpers(asked("NATO attacks TUR"))


def test_the_pacific() -> None:
    assert helpers(asked("CHN attacks JPN")) == {"USA"}
    assert helpers(asked("PRK attacks KOR")) == {"USA"}
    assert helpers(asked("CHN attacks PHL")) == {"AUS", "FRA", "GBR", "NZL", "THA", "USA"}
    assert "JPN" not in helpers(asked("PRK attacks USA"))
    assert helpers(asked("USA attacks PRK")) == {"CHN"}
    assert helpers(asked("USA attacks PRK", "2025")) == {"CHN", "RUS"}
    taiwan = asked("CHN attacks TWN")
    assert helpers(taiwan) == set()
    assert line(taiwan, "Taiwan Relations Act", "2(b) and 3(c)").binding == "declaration"
    assert helpers(asked("CHN attacks TWN", "1970")) == {"USA"}
    assert (
        line(asked("IDN attacks SGP"), "Five Power Defence Arrangements", "communiqué, 5").binding
        == "consultation"
    )


def test_new_zealand_and_the_united_states_are_apart_in_anzus() -> None:
    article = ("ANZUS", "IV and V")
    assert bound(line(asked("CHN attacks NZL"), *article)) == {"AUS"}
    assert "suspended" in notes(line(asked("CHN attacks NZL"), *article))
    assert bound(line(asked("CHN attacks USA"), *article)) == {"AUS"}
    assert bound(line(asked("CHN attacks AUS"), *article)) == {"NZL", "USA"}
    assert bound(line(asked("SUN attacks NZL", "1980"), *article)) == {"AUS", "USA"}


def test_the_americas() -> None:
    rio = ("Rio Treaty", "3")
    parties = bound(line(asked("VEN attacks COL"), *rio))
    assert {"BRA", "USA", "URY"} <= parties
    assert not {"MEX", "BOL", "ECU", "NIC", "CUB", "VEN", "COL"} & parties
    assert "MEX" in bound(line(asked("SUN attacks USA", "1970"), *rio))
    assert rio not in articles(asked("VEN attacks GUY"))
    assert "first call on both to stop" in notes(line(asked("PER attacks ECU", "1995-01"), *rio))


def test_parts_of_a_state_with_a_code_of_their_own() -> None:
    answer = asked("USA attacks GRL", "2025-01")
    nato = line(answer, "North Atlantic Treaty", "5 and 6")
    assert not {"DNK", "USA"} & bound(nato) and len(nato.bound) == 30
    assert "disputed" in notes(line(answer, "Treaty on European Union", "42(7)"))
    assert ("Treaty on European Union", "42(7)") not in articles(asked("RUS attacks FRO"))


def test_a_month_in_which_somebody_joins_says_so() -> None:
    nato = line(asked("RUS attacks EST", "2023-04"), "North Atlantic Treaty", "5 and 6")
    finland = next(state for state in nato.bound if state.code == "FIN")
    assert finland.note == "member from 2023-04-04"
    victim = line(asked("RUS attacks FIN", "2023-04"), "North Atlantic Treaty", "5 and 6")
    assert "Finland: member from 2023-04-04" in victim.remarks


def test_what_is_past_and_what_is_to_come() -> None:
    assert ("Warsaw Pact", "4") in articles(asked("USA attacks POL", "1980"))
    assert ("Warsaw Pact", "4") not in articles(asked("USA attacks POL", "1995"))
    assert ("Treaty of Aachen", "4(1)") not in articles(asked("RUS attacks DEU", "2019"))
    assert any("kept up to" in remark.text for remark in asked("RUS attacks LTU", "2031").remarks)
    assert not any("kept up to" in remark.text for remark in asked("RUS attacks LTU").remarks)
    assert asked("RUS attacks LTU", date(2022, 1, 28)) == asked("RUS attacks LTU")


@pytest.mark.parametrize(
    "question",
    [
        "RUS attacks LTU",
        "rus attacks ltu",
        "If RUS attacks LTU?",
        "Russland angriper Litauen",
        "Hvis Russland angriper Litauen",
        "Angriper Russland Litauen?",
        "Dersom Den russiske føderasjonen invaderer Litauen.",
        "Litauen blir angrepet av Russland",
        "Russland går til angrep på Litauen",
        "Viss Russland går til åtak på Litauen",
        "Russland angrip Litauen",
        "Russia invades Lithuania",
        "Moskva angriper Litauen",
        "Russlands angrep på Litauen",
        "Et russisk angrep på Litauen",
        "Eit russisk åtak på Litauen",
        "Russiske styrker rykker inn i Litauen",
        "a Russian invasion of Lithuania",
        "Russia's attack on Lithuania",
        "What if Lithuania is attacked by Russia?",
    ],
)
def test_a_question_in_any_words(question: str) -> None:
    answer = asked(question)
    assert [s.code for s in answer.attackers] == ["RUS"]
    assert [s.code for s in answer.attacked] == ["LTU"]


def test_a_name_means_the_same_however_its_letters_are_made_up() -> None:
    name = "São Tomé og Príncipe"
    for written in (name, unicodedata.normalize("NFD", name)):
        assert [s.code for s in asked(f"Russland angriper {written}").attacked] == ["STP"]


@pytest.mark.parametrize(
    ("kept", "broken", "complaint"),
    [
        ("[[general]]\ntext", "[[general]]\ntekst", "key 'text' is missing"),
        ('GRL = ["in", "Green', 'GRL = ["inn", "Green', "unknown coverage 'inn'"),
        ('binding = "obligation"', 'binding = "duty"', "unknown binding 'duty'"),
    ],
)
def test_a_table_of_provisions_that_is_unsound_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: str, broken: str, complaint: str
) -> None:
    source = provisions.PATH.read_text(encoding="utf8")
    assert kept in source
    (tmp_path / "provisions.toml").write_text(source.replace(kept, broken, 1), encoding="utf8")
    monkeypatch.setattr(provisions, "PATH", tmp_path / "provisions.toml")
    with pytest.raises(LexiconError, match=complaint):
        provisions.load.__wrapped__()


def test_several_on_either_side() -> None:
    answer = asked("Russland og Belarus angriper Estland, Latvia og Litauen")
    assert [s.code for s in answer.attackers] == ["RUS", "BLR"]
    assert [s.code for s in answer.attacked] == ["EST", "LVA", "LTU"]
    assert sum(one.article == "5 and 6" for one in answer.lines) == 3
    assert [s.code for s in asked("Russland angriper de baltiske landene").attacked] == ["EST", "LVA", "LTU"]
    assert [s.code for s in asked("SRB attacks Bosnia og Hercegovina").attacked] == ["BIH"]
    assert [s.code for s in asked("Storbritannia angriper Trinidad og Tobago").attacked] == ["TTO"]


@pytest.mark.parametrize(
    "question",
    [
        "",
        "Russland",
        "RUS loves LTU",
        "RUS attacks",
        "attacks LTU",
        "RUS attacks Narnia",
        "RUS attacks RUS",
        "RUS attacks EU",
        "et stort angrep på Litauen",
        "styrker angriper Litauen",
        "DNK attacks GRL",
        "Oslo og angriper og",
        ", attacks ,",
        "x" * 5000,
    ],
)
def test_anything_else_is_refused_in_one_line(question: str) -> None:
    with pytest.raises(QuestionError) as error:
        asked(question)
    assert 0 < len(str(error.value)) < 250 and "\n" not in str(error.value)


@pytest.mark.parametrize("on", ["i går", "2022-13", "", "28.01.2022"])
def test_what_is_no_date_is_refused(on: str) -> None:
    with pytest.raises(QuestionError, match="no date"):
        asked("RUS attacks LTU", on)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(STATES), st.sampled_from(STATES), st.dates(date(1946, 1, 1), date(2025, 12, 31)))
def test_nobody_is_bound_to_themselves_or_before_joining(attacker: str, attacked: str, day: date) -> None:
    if attacker == attacked or {attacker, attacked} <= {"DNK", "GRL", "FRO"}:
        return
    answer = asked(f"{attacker} attacks {attacked}", day)
    for one in answer.lines:
        assert attacked not in bound(one)
        assert one.source.title and one.gist
        if one.binding == "obligation":
            assert attacker not in bound(one)
        if one.treaty == "North Atlantic Treaty" and one.article == "5 and 6":
            assert bound(one) <= memberships.members_on("NATO", day)
            assert attacked in memberships.members_on("NATO", day) | {"GRL", "FRO"}


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80))
def test_no_words_make_it_fail_in_another_way(words: str) -> None:
    with contextlib.suppress(QuestionError):
        questions.understood(words)


def test_every_provision_can_be_reached_and_names_known_states() -> None:
    known, general = provisions.load()
    bodies = memberships._names()
    for one in known:
        for named in {*one.parties, *one.protects} - {"partner", "candidate"}:
            assert named in STATES or bodies.get(named) in memberships.load(), (one.treaty, named)
        assert one.against <= {"state", "non-state", *STATES}
        assert one.lists in {"member", "partner", "candidate", "attacked", "attacker"}
        assert memberships.held(one.start, one.end, one.start or "2000") != "no"
        assert {s for note in one.notes for s in note.states} <= set(STATES)
    assert general


def test_every_source_is_used() -> None:
    known, general = provisions.load()
    used = {one.source.id for each in memberships.load().values() for one in each}
    assert used | {one.source.id for one in (*known, *general)} == set(memberships.sources())


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("GRL attacks DNK", "Denmark cannot be attacked by a part of itself"),
        ("DNK attacks GRL", "Greenland is a part of Denmark, which cannot attack itself"),
    ],
)
def test_a_state_and_its_part_are_no_two_states(question: str, told: str) -> None:
    with pytest.raises(QuestionError) as error:
        asked(question)
    assert str(error.value) == told
