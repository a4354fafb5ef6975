"""Markdown and front matter, readouts, dates as carriers write them, names of agencies; and that rubbish never raises."""

from __future__ import annotations

import json
import time
import unicodedata
from datetime import UTC, datetime
from typing import Literal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from depesje.errors import Problem
from depesje.intake import Origin, formats
from depesje.intake.formats import entry, markdown, prose, when
from depesje.intake.formats.readout import is_readout
from depesje.records import Report

from .reading import TODAY, items, only

MARKDOWN = """---
title: "Norge krever svar"
date: 2023-04-28
authors: [Anders Vik, Berit Li]
kilde: NTB
url: https://kyst.example/krav
lang: nn
tags:
  - krav
---

# Norge krever svar

Utenriksminister **Solveig Dahle** krever [svar](https://x.example/a_(b)) fra *Vestmark*.

![Dahle](bilde.png)

## Fristen

- Vi venter til fredag, sier hun.
> Vi står fast.

Se `notat_1_2.md` og 2 * 3 * 4.
"""


def test_markdown_with_front_matter() -> None:
    read = only(MARKDOWN, "sak.md")
    assert read.text == (
        "Utenriksminister Solveig Dahle krever svar fra Vestmark.\n\nFristen\n\n"
        "- Vi venter til fredag, sier hun.\nVi står fast.\n\nSe `notat_1_2.md` og 2 * 3 * 4.\n"
    )
    assert (read.title, read.published, read.date_evidence) == ("Norge krever svar", "2023-04-28", "text")
    assert (read.publisher, read.agency, read.language) == ("NTB", "NTB", "nn")
    assert (read.authors, read.url) == (("Anders Vik", "Berit Li"), "https://kyst.example/krav")
    assert only(MARKDOWN).title == "Norge krever svar"  # by its content
    assert only(MARKDOWN, "sak.txt").text == MARKDOWN  # a plain text stays as it is


def test_markdown_without_front_matter_has_its_first_heading_for_a_title() -> None:
    read = only("# Krav\n\nNorge krever svar.\n", "sak.md")
    assert (read.title, read.text) == ("Krav", "Norge krever svar.\n")
    assert only("Krav\n====\n\nNorge krever svar.\n", "sak.md").title == "Krav"
    assert only("date 2023-04\nNorge krever svar.\n", "sak.md").published == "2023-04"


def test_toml_between_plus_signs() -> None:
    read = only('+++\ntitle = "Krav"\ndate = 2023-04-28T10:00:00+02:00\n+++\nNorge krever svar.\n', "sak.md")
    assert (read.title, read.published, read.text) == ("Krav", "2023-04-28", "Norge krever svar.\n")


def test_dashes_that_begin_a_text_are_no_front_matter() -> None:
    text = "---\nNorge krever svar.\n---\nVestmark avviser.\n"
    assert only(text).text == text


@pytest.mark.parametrize(
    ("title", "publisher", "url", "expected"),
    [
        ("Readout of the President’s Call with Prime Minister Holm", None, None, True),
        ("Telephone conversation with President Lunde", "The Kremlin", None, True),
        ("Statsministeren snakket med president Lunde", "Statsministerens kontor", None, True),
        ("Statsministeren snakka med president Lunde", None, "https://www.regjeringen.no/nn/aktuelt/1", True),
        ("President speaks with Prime Minister Holm", None, "https://www.whitehouse.gov/briefing/1", True),
        ("Statsministeren snakket med president Lunde", "Kystavisa", "https://kyst.example/1", False),
        ("Norge krever svar", "Statsministerens kontor", None, False),
        ("Government meets with criticism", None, "https://notgov.example/", False),
        ("Callous reply", "The Kremlin", None, False),
    ],
)
def test_a_readout_is_a_governments_own_summary(
    title: str, publisher: str | None, url: str | None, expected: bool
) -> None:
    assert is_readout(title, "Tekst.", publisher, url) is expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Fri, 28 Jan 2022 00:30:00 +0200", "2022-01-28T00:30:00+02:00"),
        ("28 Jan 22 10:00 GMT", "2022-01-28T10:00:00+00:00"),
        ("2022-01-28T00:30:00.123+02:00", "2022-01-28T00:30:00+02:00"),
        ("2022-01-28 10:00:00Z", "2022-01-28T10:00:00+00:00"),
        ("20220128T103000+0100", "2022-01-28T10:30:00+01:00"),
        ("20220128", "2022-01-28"),
        (20220128, "2022-01-28"),
        ("2022-01-28T10:00:00", "2022-01-28"),
        ("28.01.2022 kl. 10.15", "2022-01-28"),
        ("28. 1. 2022", "2022-01-28"),
        ("2022/1/28", "2022-01-28"),
        ("28/01/2022", "2022-01-28"),
        ("01/28/2022", "2022-01-28"),
        ("03/04/2022", None),
        ("2022-01", "2022-01"),
        ("2022", "2022"),
        ("1643357000", "2022-01-28T08:03:20+00:00"),
        (1643357000000, "2022-01-28T08:03:20+00:00"),
        (datetime(2022, 1, 28, 8, 3, tzinfo=UTC), "2022-01-28T08:03:00+00:00"),
        ("2022-02-30", None),
        ("i går", None),
        (True, None),
        (None, None),
        (["2022"], None),
        ("9" * 10_000, None),
    ],
)
def test_dates_as_they_are_written(written: object, expected: str | None) -> None:
    assert when.iso(written) == expected


def test_lines_are_only_put_together_where_they_were_broken() -> None:
    verse = "Ja, vi elsker\ndette landet\n\nsom det stiger frem\n"
    assert prose.unwrapped(verse) == verse
    long = f"{'Norge krever svar fra Vestmark. ' * 6}\nVestmark avviser.\n"
    assert prose.unwrapped(long).count("\n") == 2


def test_a_caption_keeps_its_place_whatever_is_put_before_it_or_taken_away() -> None:
    html = (
        "<p>Tittel</p><p>Norge krever svar.</p>"
        "<figure><figure><img></figure><figcaption>Dahle \ufdd0 ⁂⁂0⁂⁂</figcaption></figure>"
        "<p>\ufdd0– Nei.\ufdd1</p><figure><img></figure><p>⁂⁂7⁂</p>"
    )
    made = entry.report(
        entry.Entry("Ingress.\n" + prose.without_title(prose.from_html(html), "Tittel")), Origin("a", TODAY)
    )
    assert isinstance(made, Report)
    assert made.text == "Ingress.\nNorge krever svar.\n– Nei.\n⁂⁂7⁂\n"
    assert [(one.text, made.text[one.at :]) for one in made.asides] == [("Dahle ⁂⁂0⁂⁂", "– Nei.\n⁂⁂7⁂\n")]
    assert prose.from_html("<figure><figcaption>Bare en bildetekst</figcaption></figure>") == ""


STARTS = (
    b"", b"<rss><channel><item><description>", b"<feed>", b'<?xml version="1.0"?>', b"<nitf>", b"<opml>", b"<html>",
    b"<newsMessage><itemSet><newsItem>", b"<NewsML><NewsItem>", b'{"uri": ', b'[{"text": "',
    b'{"version": "https://jsonfeed.org/version/1", "items": [', b"WARC/1.0\r\n", b"\x1f\x8b\x08\0", b"PK\x03\x04",
    b"%PDF-1.4\n", b"PAR1", b"Message-ID: <a>\nSubject: b\n\n", b"From a@b Fri Apr 28 10:15:00 2023\n",
    b"title,text,date\n", b"---\ntitle: a\n---\n", b"\x01a\x02", b"\xff\xfe<\0",
)  # fmt: skip
KINDS = (
    "",
    ".txt",
    ".html",
    ".xml",
    ".json",
    ".jsonl",
    ".csv",
    ".eml",
    ".mhtml",
    ".md",
    ".warc",
    ".pdf",
    ".gz",
    ".zip",
)


@settings(max_examples=150, deadline=None)
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=200), kind=st.sampled_from(KINDS))
@example(start=b"<rss><channel><item><description>", rest=b"\xf0\x28\x8c\x28&#xD800;", kind=".xml")
def test_any_bytes_give_reports_or_problems(start: bytes, rest: bytes, kind: str) -> None:
    found = list(formats.reports(start + rest, Origin(f"a{kind}", TODAY)))
    assert found
    for item in found:
        if isinstance(item, Problem):
            assert item.reason
            assert "\n" not in str(item)
        else:
            assert isinstance(item, Report)
            assert item.text.strip()
            item.text.encode()


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Oslo (NTB): Norge krever svar.\n", "NTB"),
        ("Krever svar\n\nKYIV (NTB-AFP) – Norge krever svar.\n", "NTB"),
        ("NTB\n\nNorge krever svar.\n", "NTB"),
        ("Norge krever svar.\n\n(©NPK)\n", "NPK"),
        ("Norge krever svar. (NTB)\n", "NTB"),
        ("Norge krever svar, sier Dahle til NTB.\n", None),
        ("Ifølge Reuters krever Norge svar.\n", None),
        ("Norge (som NTB skriver) krever svar.\n", None),
    ],
)
def test_the_agency_of_a_plain_text_is_credited_not_quoted(text: str, agency: str | None) -> None:
    read = only(text, "a.txt")
    assert (read.agency, read.text) == (agency, text)


def test_lines_at_the_head_of_a_plain_text_tell_of_it_and_stay() -> None:
    text = "Tittel: Krever svar\r\nByrå: NPK\r\nPublisert: 28.04.2023 10:00\r\nMålform: nynorsk\r\n\r\nNoreg krev svar.\r\n"
    read = only(text, "a.txt")
    assert (read.title, read.agency, read.published, read.date_evidence) == (
        "Krever svar",
        "NPK",
        "2023-04-28",
        "text",
    )
    assert read.text == text
    for talk in (
        "Dahle: Vi krever svar.\nLunde: Nei.\n\nDe ble ikke enige.\n",
        "Tittel: Krav\nNorge krever svar.\n\nNei.\n",
    ):
        assert (only(talk, "a.txt").title, only(talk, "a.txt").text) == (None, talk)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("f.json", json.dumps({"text": "<a" * 50_000})),
        ("f.json", json.dumps({"text": "&" * 100_000})),
        ("f.md", "# Krav" + " " * 50_000 + "#" * 50_000 + " x\nNorge krever svar.\n"),
        ("f.md", "#" + " " * 100_000 + "x"),
        ("f.md", "[" * 50_000 + "](" * 25_000),
        ("f.xml", " " * 100_000 + "<?xml version='1.0'?>" + "<?xml " * 10_000),
        ("f.txt", "date " + " " * 100_000 + "2022"),
        ("f.csv", "sep=;\n" * 15_000),
        ("f", "\x01a\x02^" + " " * 100_000 + "x\nNorge krever.\n\x03"),
        ("f", "\x01a\x02Norge krever svar.\n\x03" + ("\x01" + "a" * 60) * 1_500),
        (
            "f.eml",
            "From: NTB\nMIME-Version: 1.0\n\n"
            + ("Norge krever svar fra alle som var der i går\n" * 2_500)
            + "\nx\n",
        ),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else None,
)
def test_no_input_takes_long_for_its_size(name: str, text: str) -> None:
    started = time.process_time()
    for one in items(text, name):
        assert isinstance(one, Report | Problem)
    assert time.process_time() - started < 2


def test_a_heading_loses_the_marks_that_close_it() -> None:
    assert (
        markdown.plain("## Kravet fra Riga ##  \n# Svar\n###\tFrist #\n") == "Kravet fra Riga\nSvar\nFrist\n"
    )
    assert only("# Krav nr. 2 # \n\nNorge krever svar.\n", "sak.md").title == "Krav nr. 2"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_letters_that_a_mac_wrote_as_two_are_one(form: Literal["NFC", "NFD"]) -> None:
    text = "# Møtet på Åland\n\nLatvias president Åse Liepa sa tirsdag at målet er fred.\n"
    (found,) = formats.reports(unicodedata.normalize(form, text).encode(), Origin("sak.md", TODAY))
    assert isinstance(found, Report)
    assert "Åse Liepa sa tirsdag at målet" in found.text
    assert (found.title or found.text).startswith("Møtet på Åland")
