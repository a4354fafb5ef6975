"""Reports are filed where they belong, with the reason, and sport, crime and party politics stay out."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import pytest

import depesje
from depesje.ledger.dossiers import Crisis, Filing, file
from depesje.ledger.dossiers.facts import Dealing, Facts, alike, of_record

Form = Literal["NFC", "NFD"]


@dataclass(frozen=True)
class Case:
    title: str
    facts: Facts
    filed: frozenset[str]


@cache
def mixed() -> tuple[tuple[Crisis, ...], tuple[Case, ...]]:
    given = tomllib.loads((Path(__file__).parent / "mixed.toml").read_text(encoding="utf8"))
    crises = tuple(
        Crisis(
            each["name"],
            tuple(each.get("parties", ())),
            tuple(each.get("words", ())),
            each.get("since"),
            each.get("until"),
        )
        for each in given["dossier"]
    )
    cases = []
    for each in given["report"]:
        record = depesje.read(
            f"{each['title']}\n\n{each['text']}", published=each["published"], language=each["language"]
        )
        cases.append(Case(each["title"], of_record(record), frozenset(each["filed"])))
    return crises, tuple(cases)


def test_precision_and_recall_of_filing() -> None:
    crises, cases = mixed()
    filed = {(c.title, crisis.name) for c in cases for crisis in crises if file(crisis, c.facts).filed}
    wanted = {(c.title, name) for c in cases for name in c.filed}
    right = filed & wanted
    assert len(right) / len(filed) >= 0.9, sorted(filed - wanted)
    assert len(right) / len(wanted) >= 0.9, sorted(wanted - filed)


def filing(name: str, title: str) -> Filing:
    crises, cases = mixed()
    [crisis] = [crisis for crisis in crises if crisis.name == name]
    [case] = [case for case in cases if case.title.startswith(title)]
    return file(crisis, case.facts)


@pytest.mark.parametrize(
    ("name", "title", "reason"),
    [
        ("cable", "Latvia krever svar", "LVA and RUS deal with each other; words: "),
        ("cable", "Latvia og Russland snakker", "published outside the period"),
        ("cable", "Latvia stenger", "none of the words"),
        ("cod", "Norge slo Russland", "none of the words"),
        ("strait", "China beats Taiwan", "another subject: sport ("),
        ("strait", "Sverige og Finland", "none of the parties"),
        ("grain", "Bønder venter", "a word of the dossier in passing"),
        ("grain", "Kornavtalen", "words: kornavtale"),
    ],
)
def test_the_reason_is_told(name: str, title: str, reason: str) -> None:
    assert filing(name, title).reason.startswith(reason)


def test_a_word_is_found_in_any_inflection_and_a_phrase_only_together() -> None:
    record = depesje.read("Talks\n\nTurkey wants grain. The corridor is shut.", language="en")
    assert not file(Crisis("x", words=("grain corridor",)), of_record(record)).filed
    record = depesje.read("Grain corridors open\n\nTurkey opened the corridors.", language="en")
    assert file(Crisis("x", words=("grain corridor",)), of_record(record)).filed


def test_a_report_without_a_date_can_be_of_any_period() -> None:
    record = depesje.read("Kornavtalen er død. Kornavtalen ble aldri holdt, sier Tyrkia.", language="nb")
    assert file(Crisis("x", words=("kornavtale",), since="2021"), of_record(record)).filed


def test_a_dossier_without_parties_and_words_holds_nothing() -> None:
    record = depesje.read("Norge krever svar fra Russland, sier utenriksministeren.", language="nb")
    assert not file(Crisis("x"), of_record(record)).filed


def test_without_words_the_reason_is_who_deals_with_whom() -> None:
    record = depesje.read("Norge krever svar fra Russland, sier utenriksministeren.", language="nb")
    filed = file(Crisis("x", parties=("NOR", "RUS")), of_record(record))
    assert (filed.filed, filed.reason) == (True, "NOR and RUS deal with each other")


@pytest.mark.parametrize("typed", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["NFC", "NFD"])
def test_accents_may_be_written_either_way(typed: Form, written: Form) -> None:
    def own(words: str) -> str:
        return unicodedata.normalize(typed, words)

    def their(words: str) -> str:
        return unicodedata.normalize(written, words)

    talks = Dealing(frozenset({"a1"}), frozenset({"a2"}))
    names = {"a1": frozenset({alike(their("Ålesund"))}), "a2": frozenset({alike("RUS")})}
    facts = Facts(their("Ålesund krever svar om rådet på Åndalsnes."), names=names, dealings=(talks,))
    crisis = Crisis("Rådet", (own("ålesund"), "RUS"), (own("rådet"), own("Åndalsnes")))
    found = file(crisis, facts)
    assert found.filed
    assert found.reason.endswith(f"deal with each other; words: {own('rådet')}, {own('Åndalsnes')}")
