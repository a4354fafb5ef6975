"""What a speaker does by saying something, by kind of sentence. The persons are fictional; nothing here was ever said."""

from __future__ import annotations

import pytest

import depesje

ACTS = [
    ("nb", "– Situasjonen er uendret, sa Polens ambassadør Karol Wilk.", "assert"),
    ("nn", "– Situasjonen er uendra, sa Polens ambassadør Karol Wilk.", "assert"),
    ("nb", "Polens ambassadør Karol Wilk krever at Russland trekker styrkene ut.", "demand"),
    ("nb", "– Nå må Russland trekke styrkene ut, sa Polens ambassadør Karol Wilk.", "demand"),
    ("nn", "– No må Russland trekkje styrkane ut, sa Polens ambassadør Karol Wilk.", "demand"),
    ("nb", "– Slipp fangene fri, sa Polens ambassadør Karol Wilk.", "demand"),
    ("nb", "– EU bør hjelpe oss, sa Moldovas statsminister Ion Cebanu.", "request"),
    ("nb", "– Hvis Russland angriper, svarer vi, sa Polens ambassadør Karol Wilk.", "warn"),
    ("nb", "– Angriper Russland, svarer vi, sa Polens ambassadør Karol Wilk.", "warn"),
    ("nn", "– Dersom Russland går til åtak, svarer vi, sa Polens ambassadør Karol Wilk.", "warn"),
    ("nb", "– Polen vil sende flere leger, sa Polens ambassadør Karol Wilk.", "promise"),
    ("nn", "– Polen vil sende fleire legar, sa Polens ambassadør Karol Wilk.", "promise"),
    ("nb", "– Polen vil ikke sende soldater, sa Polens ambassadør Karol Wilk.", "reject"),
    ("nb", "– Byen er ikke til salgs, sa Moldovas statsminister Ion Cebanu.", "reject"),
    ("nn", "– Byen er ikkje til sals, sa Moldovas statsminister Ion Cebanu.", "reject"),
    ("nb", "– Det stemmer ikke, sa Polens ambassadør Karol Wilk.", "deny"),
    ("nn", "– Det stemmer ikkje, sa Polens ambassadør Karol Wilk.", "deny"),
    ("nb", "– Dette er en løgn og et brudd på folkeretten, sa Polens ambassadør Karol Wilk.", "accuse"),
    ("nn", "– Dette er ei løgn og eit brot på folkeretten, sa Polens ambassadør Karol Wilk.", "accuse"),
    ("nb", "– Vi møter dem gjerne ved forhandlingsbordet, sa Polens ambassadør Karol Wilk.", "offer"),
    ("nb", "– Det er bra at partene snakker sammen, sa Polens ambassadør Karol Wilk.", "praise"),
    ("nb", "– Vi håper på fred, sa Polens ambassadør Karol Wilk.", "express"),
    ("nn", "– Vi håpar på fred, sa Polens ambassadør Karol Wilk.", "express"),
    ("nb", "– Vår ambassade vil hjelpe de savnede, sa Polens ambassadør Karol Wilk.", "promise"),
    ("nn", "– Ambassaden vår vil hjelpe dei sakna, sa Polens ambassadør Karol Wilk.", "promise"),
    ("nb", "– Regimet sto bak drapet på redaktøren, sa Moldovas statsminister Ion Cebanu.", "accuse"),
    ("nn", "– Regimet stod bak drapet på redaktøren, sa Moldovas statsminister Ion Cebanu.", "accuse"),
    ("nb", "– Tålmodigheten vår er slutt, sa Polens ambassadør Karol Wilk.", "warn"),
    ("nn", "– Tolmodet vårt er slutt, sa Polens ambassadør Karol Wilk.", "warn"),
    ("nn", "– Regimet trugar freden, sa Polens ambassadør Karol Wilk.", "accuse"),
    ("nn", "– Det er eit gjennombrot, sa Polens ambassadør Karol Wilk.", "praise"),
    ("nn", "– Vi sluttar oss til framlegget, sa Polens ambassadør Karol Wilk.", "agree"),
    ("nb", "– Hvor lenge skal dette vare? sa Polens ambassadør Karol Wilk.", "ask"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "act"), ACTS)
def test_act_of_a_kind_of_sentence(language: str, text: str, act: str) -> None:
    statements = depesje.read(text, language=language).statements
    assert [s.act for s in statements[:1]] == [act]


def test_another_partys_demand_inside_is_not_the_speakers() -> None:
    record = depesje.read(
        "Ambassadør Karol Wilk opplyste at Russland krever nye garantier fra Polen.", language="nb"
    )
    outer = next(s for s in record.statements if s.cue is not None and s.cue.text == "opplyste")
    assert outer.act == "assert"


def test_negation_ends_a_kind_word() -> None:
    record = depesje.read("– Det er ikke bra, sa Polens ambassadør Karol Wilk.", language="nb")
    assert record.statements[0].act != "praise"


@pytest.mark.parametrize(("noun", "act"), [("påstanden", "deny"), ("kravet", "reject")])
def test_claims_are_denied_and_demands_rejected(noun: str, act: str) -> None:
    record = depesje.read(f"Polens ambassadør Karol Wilk avviste {noun}.", language="nb")
    assert [s.act for s in record.statements] == [act]


def test_a_general_condition_is_no_warning() -> None:
    text = "– Hvis man bruker samme formel, blir tallet høyere, sa forsker Eva Lunde."
    assert depesje.read(text, language="nb").statements[0].act == "assert"


def test_a_condition_without_a_party_only_explains() -> None:
    record = depesje.read(
        "– Hvis kvinnene får utdanning, blir barna friskere, sier lege Kari Lund.", language="nb"
    )
    assert [s.act for s in record.statements] == ["assert"]
