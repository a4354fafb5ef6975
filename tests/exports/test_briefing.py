"""The briefing and the citation line, in the three languages."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest

from depesje.errors import LedgerError, LexiconError
from depesje.exports import Options, citing
from depesje.exports.heading import period
from depesje.language import outwords
from depesje.ledger import Ledger
from depesje.ledger.whole import Party
from tests.exports.conftest import reviewed
from tests.ledger.making import grense, small
from tests.places import Place

Exported = Callable[..., bytes]


def sections(markdown: str) -> dict[str, list[str]]:
    """The lines under each heading."""
    found: dict[str, list[str]] = {}
    heading = ""
    for line in markdown.splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ")
            found[heading] = []
        elif line:
            found[heading].append(line)
    return found


def test_a_briefing_tells_what_is_new_open_done_and_disputed(exported: Exported) -> None:
    told = sections(exported("briefing").decode())
    assert list(told) == [
        "Briefing",
        "Who said what",
        "Open on the table",
        "Answered",
        "What was done",
        "Where accounts differ",
    ]
    assert told["Briefing"][0] == "4 statements, 2 matters, 2 events, 1 divisions in 2 reports."
    said = next(line for line in told["Who said what"] if "Vi trekker" in line)
    assert said == (
        "- **Åse Lindqvist (foreign minister) rejects to Ramón Vega, in a call, according to Borgen**: "
        "“Vi trekker oss ikke fra sundet”  "
    )
    assert told["Open on the table"][0].startswith(
        "- **warning (open): Sørlandia to Nordavind, condition: Hvis sundet forblir stengt**: “vil Sørlandia sende"
    )
    assert (
        "demand (rejected): Sørlandia to Nordavind, according to Borgen, deadline: 9 May 2031"
        in told["Answered"][0]
    )
    assert "Havforbundet" in told["Where accounts differ"][0]
    lines = [line for heading, lines in told.items() if heading != "Briefing" for line in lines]
    assert all("unread: no person has checked it" in line for line in lines[1::2])
    assert all(
        "“Sundet”, 8 May 2031, sund" in line or "“Grensestriden”, 8 May 2031, grense" in line
        for line in lines[1::2]
    )


def test_nothing_in_a_report_is_taken_for_markdown(ledger: Ledger) -> None:
    ledger.add(
        small("r", name="*Åse* [Lindqvist](x)", words="<b>sundet</b> `må` # åpnes\n\n- nå", title="_T_ |")
    )
    out = io.BytesIO()
    ledger.export("briefing", out)
    told = sections(out.getvalue().decode())["Who said what"]
    assert (
        r"\*Åse\* \[Lindqvist\](x) says" in told[0] and r"\<b\>sundet\</b\> \`må\` \# åpnes - nå" in told[0]
    )
    assert len(told) == 2


def test_open_matters_come_by_deadline_then_by_kind(ledger: Ledger) -> None:
    from tests.ledger.making import sund

    record = sund()
    first, second = record.matters
    matters = (
        replace(second, id="m1", deadline=None),
        replace(first, id="m2", status="open", deadline="../2031-06-01"),
        replace(first, id="m3", status="open", deadline="2031-05-09", kind="promise"),
    )
    ledger.add(replace(record, matters=matters))
    out = io.BytesIO()
    ledger.export("briefing", out)
    kinds = [line.split(" ")[1] for line in sections(out.getvalue().decode())["Open on the table"][::2]]
    assert kinds == ["**promise", "**demand", "**warning"]


def test_a_briefing_in_norwegian(exported: Exported) -> None:
    options = Options(language="nb", heading=period("2031-05", None, "nb"))
    told = sections(exported("briefing", options, since="2031-05").decode())
    assert list(told)[:3] == ["Oversikt", "Hvem sa hva", "Åpent på bordet"]
    assert told["Oversikt"][0] == "Fra mai 2031."
    assert any("i en telefonsamtale, ifølge Borgen**: «Vi trekker" in line for line in told["Hvem sa hva"])
    assert "Kven sa kva" in sections(exported("briefing", Options(language="nn")).decode())


def test_a_section_says_how_much_more_there_is(crisis: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("depesje.exports.briefing.SHOWN", 1)
    out = io.BytesIO()
    crisis.export("briefing", out)
    assert sections(out.getvalue().decode())["Who said what"][-1] == "- and 3 more"


def test_a_citation_line_has_all_that_a_reader_needs(ledger: Ledger) -> None:
    record = grense()
    report = replace(record.report, publisher="Nordnytt", url="https://nordnytt.example/sundet")
    ledger.add(replace(record, report=report))
    assert ledger.cite("st-2") == (
        "“Vi trekker oss ikke fra sundet” – Åse Lindqvist (foreign minister), to Ramón Vega, in a call, according to "
        "Borgen. Nordnytt, “Grensestriden”, 8 May 2031, https://nordnytt.example/sundet. st-2, unread: no person has "
        "checked it."
    )
    assert ledger.cite("st-2", "nn").startswith(
        "«Vi trekker oss ikke fra sundet» – Åse Lindqvist (utanriksminister), til Ramón"
    )
    assert "8. mai 2031" in ledger.cite("st-2", "nb")
    assert ledger.cite("st-2", limit=15).startswith("“Vi trekker oss…” – ")


def test_a_citation_says_what_a_person_said_of_the_record(crisis: Ledger, place: Place) -> None:
    reviewed(place, "matter", 1, "rejected")
    assert crisis.cite("ma-1").endswith("ma-1, rejected by a person.")
    assert "demand (rejected): Sørlandia to Nordavind" in crisis.cite("ma-1")
    assert crisis.cite("ev-2").startswith("Kravet ble avvist av Nordavind")
    assert "Havforbundet, about svaret" in crisis.cite("di-1")


@pytest.mark.parametrize("given", ["st-99", "ac-1", "st", "", "x-1"])
def test_what_is_no_record_cannot_be_cited(crisis: Ledger, given: str) -> None:
    with pytest.raises(LedgerError, match=r"is no id of|has no statement"):
        crisis.cite(given)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2031-05-08", "8 May 2031"),
        ("2031-05-08T12:00:00Z", "8 May 2031"),
        ("2031-05", "May 2031"),
        ("2031", "2031"),
        ("2031-21", "2031-21"),
        ("203X", "203X"),
        ("2031-05-01/2031-05-08", "1 May 2031 – 8 May 2031"),
        ("../2031-05-08", "by 8 May 2031"),
        ("/2031-05", "by May 2031"),
        ("2031-05-01/..", "from 1 May 2031"),
        ("../..", "../.."),
        ("2031-05-08/2031-05-01", "2031-05-08/2031-05-01"),
        ("2031/05/08", "2031/05/08"),
        (None, "undated"),
    ],
)
def test_dates_in_words_are_no_more_exact_than_they_are(given: str | None, expected: str) -> None:
    assert citing.day(given, outwords.load("en")) == expected


@pytest.mark.parametrize("language", outwords.LANGUAGES)
def test_words_of_every_language_keep_to_the_schema(language: str) -> None:
    import string

    words, english = outwords.load(language), outwords.load("en")
    for table in ("parts", "headings"):
        for key, text in getattr(words, table).items():
            names = [name for _, name, _, _ in string.Formatter().parse(text) if name]
            wanted = [
                name for _, name, _, _ in string.Formatter().parse(getattr(english, table)[key]) if name
            ]
            assert sorted(names) == sorted(wanted), (language, key)
    assert len(words.months) == 12 and len(words.weekdays) == 7


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(LexiconError, match="there are nb, nn, en"):
        outwords.load("de")
    with pytest.raises(LexiconError, match="missing or unknown"):
        outwords.parsed({"day": ""}, {}, "nb")


@pytest.mark.parametrize(
    ("language", "names", "role"),
    [
        ("nb", "Norge og FN", "Åse Lindqvist (utenriksminister)"),
        ("nn", "Noreg og FN", "Åse Lindqvist (utanriksminister)"),
        ("en", "Norway and United Nations", "Åse Lindqvist (foreign minister)"),
    ],
)
def test_states_bodies_and_offices_are_called_as_the_language_calls_them(
    ledger: Ledger, language: str, names: str, role: str
) -> None:
    words = outwords.load(language)
    parties = [
        Party(id="ac-1", name="Norway", kind="state", code="NOR"),
        Party(id="ac-2", name="United Nations", kind="body", code="UN"),
    ]
    assert citing.named(parties, words) == names
    ledger.add(grense())
    with ledger.snapshot() as snapshot:
        said = [citing.speaker(one, words) for one in snapshot.statements()]
    assert role in said
