"""Who said what to whom: the questions a ledger answers."""

from __future__ import annotations

from typing import Any

import pytest

from depesje.errors import LedgerError
from depesje.ledger import Ledger
from depesje.records import Record, Report, Speaker, Statement

from .making import GRENSE, V1, grense, small, span


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    ledger.add(grense())
    ledger.add(
        small("r2", "Tor Ness", words="havet er fritt", published="2031-05", act="promise", channel="speech")
    )
    ledger.add(
        small("r3", "Sørlandia", "state", "SLA", words="sundet er stengt", published="2032", act="warn")
    )
    ledger.add(small("r4", "Ramón Vega", code="SLA", words="alt er avtalt", published=None, act="agree"))
    ledger.add(small("r5", "Per Ruud", code="NAV", words="det haster", published="2031-06-01T12:00:00+02:00"))
    return ledger


def reports(ledger: Ledger, **asked: Any) -> list[str]:
    return [row.report for row in ledger.said(**asked)]


@pytest.mark.parametrize(
    ("by", "found"),
    [
        ("Lindqvist", ["grense", "grense"]),
        ("åse lindqvist", ["grense", "grense"]),
        ("ase LINDQVIST", ["grense", "grense"]),
        ("ramon vega", ["r4"]),
        ("Sørlandia", ["r3"]),
        ("sorlandia", ["r3"]),
        ("SLA", ["r3", "grense", "r4"]),
        ("sla", ["r3", "grense", "r4"]),
        ("NAV", ["r5", "grense", "grense", "r2"]),
        ("utenriksminister", ["grense", "grense"]),
        ("En av Vegas rådgivere", ["grense"]),
        ("Per", ["r5"]),
        ("Lind", []),
        ("", []),
        ("%", []),
        ("'; DROP TABLE reports; --", []),
    ],
)
def test_by(full: Ledger, by: str, found: list[str]) -> None:
    assert reports(full, by=by) == found


def test_to_about_channel_and_act(full: Ledger) -> None:
    assert [row.act for row in full.said(to="Vega")] == ["reject"]
    assert [row.act for row in full.said(about="Nordavind")] == ["assert"]
    assert [row.act for row in full.said(about="SLA")] == ["demand", "assert"]
    assert reports(full, channel="speech") == ["r2"]
    assert [row.act for row in full.said(per="Borgen")] == ["reject"]
    assert reports(full, act="warn") == ["r3"]
    assert reports(full, act="warn", by="Vega") == []
    assert [row.words for row in full.said(by="Lindqvist", to="SLA", channel="call")] == [
        ("Vi trekker oss ikke fra sundet",)
    ]


def test_newest_first_and_undated_last(full: Ledger) -> None:
    assert reports(full) == ["r3", "r5", "grense", "grense", "grense", "r2", "r4"]
    assert [row.report for row in full.said(limit=2)] == ["r3", "r5"]
    assert full.said(limit=0) == []


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2032", None, ["r3"]),
        ("2031-05-08", None, ["r3", "r5", "grense", "grense", "grense"]),
        ("2031-05", "2031-05", ["grense", "grense", "grense", "r2"]),
        (None, "2031-05-01", ["r2"]),
        ("2031-06-01", "2031-06-01", ["r5"]),
        ("../..", None, ["r3", "r5", "grense", "grense", "grense", "r2"]),
        ("2033", None, []),
    ],
)
def test_since_and_until(full: Ledger, since: str | None, until: str | None, found: list[str]) -> None:
    assert [row.report for row in full.said(since=since, until=until)] == found


def test_a_statements_own_date_counts_before_the_reports(ledger: Ledger) -> None:
    ledger.add(small("r1", published="2031-05", when="2020-02"))
    assert ledger.said(since="2031") == []
    assert ledger.said(until="2020")[0].when == "2020-02"


def test_a_question_that_makes_no_sense_is_refused(full: Ledger) -> None:
    for asked in ({"since": "i går"}, {"until": "2031-13"}, {"act": "shout"}, {"channel": "pigeon"}):
        with pytest.raises(LedgerError):
            full.said(**asked)  # type: ignore[arg-type]


def test_a_speaker_who_is_not_known_is_found_by_the_words(ledger: Ledger) -> None:
    text = "Talskvinnen sier at møtet er avlyst."
    found = Statement(
        "s1", Speaker(span(text, "Talskvinnen"), None), None, (span(text, "møtet er avlyst"),), "indirect"
    )
    ledger.add(Record(Report("r", text), (), (found,), V1))
    (row,) = ledger.said(by="talskvinnen")
    assert (row.speaker, row.speaker_id, row.surface) == (None, None, "Talskvinnen")


def test_lines_are_paragraphs_where_no_line_is_blank(ledger: Ledger) -> None:
    text = "Møtet i sundet\nTor Ness kom.\nTor Ness sier at alt er klart."
    found = Statement("s1", Speaker(None, None), None, (span(text, "alt er klart"),), "indirect")
    ledger.add(Record(Report("r", text), (), (found,), V1))
    assert ledger.said()[0].paragraph == 3


def test_a_statement_stands_where_its_own_words_do(ledger: Ledger) -> None:
    ledger.add(grense())
    for row in ledger.said():
        own = GRENSE[row.start : row.end]
        assert own.startswith(row.words[0]) and own.endswith(row.words[-1])
