"""Whoever is shown under a name in some language is found by it, whatever the reports and the ledger call them."""

from __future__ import annotations

import pytest

from depesje.language.outwords import LANGUAGES
from depesje.language.shownnames import shown
from depesje.ledger import Ledger
from depesje.ledger.dossiers import Crisis, file
from depesje.ledger.dossiers.facts import of_record
from depesje.ledger.names import fold
from depesje.ledger.otherwise import kept_names, listed
from depesje.records import Actor, Record, Report, Span, Speaker, Statement

TEXT = "The ministry told the neighbour that the strait stays shut. The envoy told the council that it would pay."
MINISTRY, NEIGHBOUR, ENVOY, COUNCIL = (
    "Ministry of Foreign Affairs of Russia", "Norway", "ambassador of Russia", "White House",
)  # fmt: skip


def _at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def _told() -> Record:
    """Four who are named by words that do not tell their names."""
    people = (
        Actor("a1", MINISTRY, "body", "RUS", mentions=(_at("The ministry"),)),
        Actor("a2", NEIGHBOUR, "state", "NOR", mentions=(_at("the neighbour"),)),
        Actor("a3", ENVOY, "person", "RUS", mentions=(_at("The envoy"),)),
        Actor("a4", COUNCIL, "body", "USA", mentions=(_at("the council"),)),
    )
    said = (
        Statement("s1", Speaker(_at("The ministry"), "a1"), _at("told"), (_at("the strait stays shut"),), "indirect",
                  to=("a2",)),
        Statement("s2", Speaker(_at("The envoy"), "a3"), _at("told"), (_at("it would pay"),), "indirect", to=("a4",)),
    )  # fmt: skip
    return Record(Report("strait", TEXT, language="en", published="2031-05-08"), people, said)


@pytest.fixture
def told(ledger: Ledger) -> Ledger:
    ledger.add(_told())
    return ledger


CALLED = [
    (NEIGHBOUR, ["Noreg", "Norge", "NORGE", "Noregs", "Norway"]),
    (MINISTRY, ["Russian foreign ministry", "the Russian foreign ministry's", "det russiske utenriksdepartementet",
                "Russlands utanriksdepartement", "utenriksdepartementet i Moskva", "Ministry of Foreign Affairs of Russia",
                "foreign ministry of the Russian Federation"]),
    (ENVOY, ["ambassadør for Russland", "Russlands ambassadør", "den russiske ambassadøren", "Russian ambassador"]),
    (COUNCIL, ["Det hvite hus", "Det kvite huset"]),
]  # fmt: skip


@pytest.mark.parametrize(("kept", "names"), CALLED, ids=[kept for kept, _ in CALLED])
def test_they_are_found_by_it(told: Ledger, kept: str, names: list[str]) -> None:
    for name in names:
        assert [row.name for row in told.who(name)] == [kept], name
        assert [row.name for row in told.meant(name, 5)] == [kept], name
        assert len(told.said(party=name)) == 1, name


def test_others_are_not(told: Ledger) -> None:
    for name in ("Russian", "russisk", "Moskva", "det", "foreign ministry", "Finnish foreign ministry", "til Russland",
                 "Russian council ministry", "ministry Russia foreign", "envoy for Russland", "s", ""):  # fmt: skip
        assert told.who(name) == [], name


def test_a_name_that_a_person_gives_is_one_who_is_there(told: Ledger) -> None:
    (said,) = told.said(by="RUS", to="NOR")
    told.correct(
        said.id, fields={"speaker": ["det amerikanske utenriksdepartementet (body, USA)"], "to": ["Noreg"]}
    )
    assert [(row.speaker, row.to) for row in told.said(by="USA")] == [
        ("det amerikanske utenriksdepartementet", (NEIGHBOUR,))
    ]
    told.correct(said.id, fields={"speaker": ["det russiske utenriksdepartementet"]})
    assert [row.speaker for row in told.said(to="NOR")] == [MINISTRY]


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("Noreg", ("Norway", "state", "NOR")),
        ("det svenske utenriksdepartementet", ("Ministry for Foreign Affairs of Sweden", "body", "SWE")),
        ("det estiske utanriksdepartementet", ("Ministry of Foreign Affairs of Estonia", "body", "EST")),
        ("Swedish government", ("Government of Sweden", "government", "SWE")),
        ("USAs forsvarsdepartement", ("United States Department of Defense", "body", "USA")),
        ("Det kvite huset", ("White House", "body", "USA")),
        ("Sveriges utenriksminister", None), ("utenriksdepartementet i Fjernland", None), ("Kari Vinje", None), ("", None),
    ],
)  # fmt: skip
def test_whoever_is_new_is_made_as_reports_would(name: str, entry: tuple[str, str, str] | None) -> None:
    found = listed(name)
    assert (found and (found.name, found.kind, found.code)) == entry


def test_a_person_names_a_ministry_that_no_report_has(told: Ledger) -> None:
    (said,) = told.said(by="RUS", to="NOR")
    told.correct(said.id, fields={"speaker": ["det svenske utenriksdepartementet"]})
    (row,) = told.who("SWE")
    assert (row.name, row.kind, row.by) == ("Ministry for Foreign Affairs of Sweden", "body", 1)


def test_a_very_long_name_means_nobody_and_takes_no_time(told: Ledger) -> None:
    assert kept_names("the ministry of " * 20_000 + "Russia") == frozenset()
    assert listed("russisk " * 20_000) is None


def test_a_dossier_has_them_for_parties(told: Ledger) -> None:
    about = Crisis("Sundet", ("Noreg", "det russiske utenriksdepartementet"))
    filing = file(about, of_record(_told()))
    assert filing.filed
    assert filing.reason == "Noreg and det russiske utenriksdepartementet deal with each other"
    assert not file(
        Crisis("Sundet", ("Sverige", "det svenske utenriksdepartementet")), of_record(_told())
    ).filed
    told.new_dossier("Sundet", ["Noreg", "det russiske utenriksdepartementet"])
    assert [row.report for row in told.dossier("Sundet")] == ["strait"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_that_is_shown_leads_back(language: str) -> None:
    words = shown(language)
    offices = [
        f"{role} of {whose}" for role in words.roles for whose in ("Estonia", "Belarus", "NATO", "Sørlandia")
    ]
    others = [kept for kept in (*words.names, *offices, *words.roles) if words.name(kept) != kept]
    assert language == "en" or len(others) > 1000
    lost = [kept for kept in others if fold(kept) not in kept_names(words.name(kept))]
    assert lost == []
