"""Two or three office holders who open a sentence together do what it tells, whatever the parser made of them.

The office holders are fictional; nothing here was ever said.
"""

from __future__ import annotations

from itertools import product

import pytest

import depesje
from depesje.records import Record

PAIRS = (
    ("Polens president", "Karol Wierzba", "Russlands president", "Oleg Surkin"),
    ("Brasils president", "Li Wen", "Egypts president", "Nikos Pavlou"),
    ("Japans statsminister", "Erik Rask", "Tyrkias forsvarsminister", "Ana Souza"),
    ("Tysklands statsminister", "Arben Hoti", "Irans forsvarsminister", "John Harlow"),
    ("Kinas forsvarsminister", "Karol Wierzba", "Egypts forsvarsminister", "Arben Hoti"),
    ("USAs president", "Oleg Surkin", "Sveriges forsvarsminister", "Aino Lehto"),
    ("Finlands president", "Aino Lehto", "den russiske presidenten", "Oleg Surkin"),
)
DEEDS = {
    "nb": {"møttes i Wien": "CONSULT", "skal møtes i Oslo": "CONSULT", "ble enige om en våpenhvile": "AGREE"},
    "nn": {
        "møttest i Wien": "CONSULT",
        "skal møtast i Oslo": "CONSULT",
        "vart samde om ei våpenkvile": "AGREE",
    },
}


def sides(record: Record, kind: str) -> list[list[str]]:
    """Who takes part in each event of a type: those who act first."""
    return [
        [record.actor(one).name for one in (*event.actor, *event.recipient)]
        for event in record.events
        if event.type == kind
    ]


@pytest.mark.parametrize(("language", "pair"), list(product(DEEDS, PAIRS)))
def test_both_take_part(language: str, pair: tuple[str, str, str, str]) -> None:
    title, first, other, second = pair
    for deed, kind in DEEDS[language].items():
        text = f"{title} {first} og {other} {second} {deed}."
        record = depesje.read(text, language=language, published="2026-11-20")
        assert sides(record, kind) == [[first, second]], text


def test_three_take_part() -> None:
    record = depesje.read(
        "Egypts president Samir Nour, Jordans president Faisal Qadri og Iraks president Ali Hassoun undertegnet avtalen.",
        language="nb",
    )
    assert sides(record, "AGREE") == [["Samir Nour", "Faisal Qadri", "Ali Hassoun"]]


def test_a_headline_before_a_name_stays_one() -> None:
    record = depesje.read(
        "Ny uro og presidentens svar\n\nKarol Wierzba avviste kravet fra Russland mandag.", language="nb"
    )
    assert sides(record, "REJECT") == [["Karol Wierzba", "Russia"]]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "Polen og Russland skal møtes i Oslo fredag."),
        ("nn", "Polen og Russland skal møtast i Oslo fredag."),
    ],
)
def test_to_meet_is_no_passive(language: str, text: str) -> None:
    record = depesje.read(text, language=language, published="2026-11-20")
    assert sides(record, "CONSULT") == [["Poland", "Russia"]]
    assert [e.modality for e in record.events] == ["future"]
