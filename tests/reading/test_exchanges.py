"""Exchanges and their accounts, told in whole reports and by kind of sentence. Nothing here was ever said or done."""

from __future__ import annotations

import pytest

import depesje
from depesje.records import Exchange, Record
from tests.storyline import records

Told = tuple[str, set[str], str | None]
# What each report of the storyline tells of: channel, parties, date.
STORYLINE: dict[str, list[Told]] = {
    "f01": [
        ("call", {"Sigrún Hallsdóttir", "Lars Vik"}, "2024-03-04"),
        ("press-conference", {"Hanus Dam"}, "2024-03-05"),
    ],
    "f02": [
        ("call", {"Sigrún Hallsdóttir", "Lars Vik"}, "2024-03-04"),
        ("letter", {"European Commission", "Iceland"}, "2024-02"),
    ],
    "f03": [
        ("meeting", {"Helen Marsh", "Lars Vik"}, "2024-03-14"),
        ("press-conference", {"Sigrun Hallsdottir"}, "2024-03-14"),
        ("letter", {"European Union"}, None),
    ],
    "k01": [
        ("meeting", {"Arsen Petrosjan", "Rustam Mammadov"}, "2023-09-11"),
        ("call", {"Arsen Petrosjan", "Vladimir Putin"}, "2023-09-12"),
        ("interview", {"Dana Cole", "CNN"}, "2023-09-12"),
        ("letter", {"Armenia", "United Nations Security Council"}, None),
    ],
    "k02": [
        ("meeting", {"Arsen Petrosjan", "Rustam Mammadov"}, "2023-09-11"),
        ("press-conference", {"Rustam Mammadov"}, "2023-09-13"),
        ("meeting", {"Elnur Aliyev", "Luc Moreau"}, "2023-09-13"),
    ],
    "k03": [
        ("call", {"Dana Cole", "Rustam Mammadov"}, "2023-09-14"),
        ("meeting", {"Arsen Petrosyan", "Rustam Mammadov"}, "2023-09-11"),
    ],
}  # fmt: skip


def parties(record: Record, exchange: Exchange) -> set[str]:
    return {record.actor(one).name for one in exchange.parties}


def sources(record: Record, exchange: Exchange) -> list[str | None]:
    return [record.actor(a.per).name if a.per else None for a in exchange.accounts]


@pytest.mark.parametrize(("report", "wanted"), STORYLINE.items())
def test_exchanges_of_a_report(report: str, wanted: list[Told]) -> None:
    record = records()[report]
    assert [(x.channel, parties(record, x), x.when) for x in record.exchanges] == wanted


def test_each_source_has_an_account_of_its_own() -> None:
    record = records()["f01"]
    assert sources(record, record.exchanges[0]) == ["Jón Bergsson", "Berit Solem", "En norsk embetsmann"]


def test_what_was_said_in_a_meeting_is_told_by_who_vouches_for_it() -> None:
    record = records()["f03"]
    meeting = record.exchanges[0]
    assert sources(record, meeting) == [
        "Helen Marsh",
        "Ministry of Foreign Affairs of Norway",
        "A senior British official",
    ]


def test_a_readout_is_its_issuers_account() -> None:
    record = records()["k03"]
    assert sources(record, record.exchanges[0]) == ["United States Department of State"]


def test_contents_and_anchors_are_words_of_the_text() -> None:
    for record in records().values():
        spans = [
            s for x in record.exchanges for s in (*x.anchors, *(c for a in x.accounts for c in a.contents))
        ]
        assert all(record.report.text[s.start : s.end] == s.text for s in spans)
        known = {s.id for s in record.statements}
        assert all(set(a.statements) <= known for x in record.exchanges for a in x.accounts)


NOT_HELD = [
    ("nb", "Polens utenriksminister Karol Wilk skal møte Ungarns utenriksminister Béla Tóth i Praha fredag."),
    ("nb", "Polens utenriksminister Karol Wilk avlyste møtet med Ungarns utenriksminister Béla Tóth."),
    ("nn", "Polens utanriksminister Karol Wilk skal møte Ungarns utanriksminister Béla Tóth i Praha fredag."),
    ("en", "Polish Foreign Minister Karol Wilk will meet Hungarian Foreign Minister Bela Toth in Prague on Friday."),
    ("nb", "Verken Polen eller Ungarn har svart skriftlig på brevet."),
    ("nb", "Polen og Ungarn er naboer. – Vi møttes i går, sa ingen."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), NOT_HELD)
def test_what_has_not_been_held_is_no_exchange(language: str, text: str) -> None:
    assert depesje.read(text, language=language, published="2024-03-05").exchanges == ()


HELD = [
    ("nb", "Polens utenriksminister Karol Wilk møtte torsdag Ungarns utenriksminister Béla Tóth i Praha.",
     ("meeting", {"Karol Wilk", "Béla Tóth"})),
    ("nn", "Polens utanriksminister Karol Wilk snakka torsdag i telefon med Ungarns utanriksminister Béla Tóth.",
     ("call", {"Karol Wilk", "Béla Tóth"})),
    ("en", "Polish Foreign Minister Karol Wilk spoke by telephone with Hungarian Foreign Minister Bela Toth on Friday.",
     ("call", {"Karol Wilk", "Bela Toth"})),
    ("nb", "Polen overleverte torsdag et skriftlig svar til Ungarn.", ("letter", {"Poland", "Hungary"})),
    ("nb", "– Vi gir oss ikke, sa Polens utenriksminister Karol Wilk på en pressekonferanse i Praha torsdag.",
     ("press-conference", {"Karol Wilk"})),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), HELD)
def test_one_sentence_tells_of_an_exchange(language: str, text: str, wanted: tuple[str, set[str]]) -> None:
    record = depesje.read(text, language=language, published="2024-03-08")
    assert [(x.channel, parties(record, x)) for x in record.exchanges] == [wanted]


def test_spokesmen_and_sources_of_a_side_tell_of_a_call_but_others_do_not() -> None:
    record = depesje.read(
        "Polens president Karol Wilk ringte torsdag Ungarns president Béla Tóth.\n\n"
        "Samtalen varte i en time.\n\n– Det var en god samtale, sa Wilks talsmann Jan Nowak.\n\n"
        "– Jeg kjenner ikke til den, sa Norges utenriksminister Kari Dal.\n",
        language="nb",
        published="2024-03-08",
    )
    (call,) = record.exchanges
    assert sources(record, call) == ["Jan Nowak"]
