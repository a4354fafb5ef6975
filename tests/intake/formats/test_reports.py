"""Bytes of any format: which one reads them, and what the reports in them are called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import depesje
from depesje import intake
from depesje.errors import IntakeError, Problem
from depesje.intake import Origin, files, formats, working
from depesje.intake.fetching import reading
from depesje.intake.formats.entry import Entry, language, report
from depesje.intake.identity import ledger_id, text_id
from depesje.intake.origin import DEEPEST
from depesje.records import Report, Reservation

from ..pages import page

TODAY = date(2023, 5, 2)
ORIGIN = Origin("-", TODAY)
TEXT = "Utenriksminister Solveig Dahle avviser kravet.\n"


def only(data: bytes, **known: Any) -> Report:
    [item] = intake.reports(data, Origin("-", TODAY, **known))
    assert isinstance(item, Report), item
    return item


def test_a_page_by_its_content_and_by_what_the_server_says() -> None:
    assert only(page().encode()).title == "Avviser møte med Vestmark"
    bare = "<p>Utenriksministeren avviser kravet fra nabolandet.</p>"
    assert only(bare.encode(), media_type="text/html; charset=utf-8").text.startswith("Utenriks")
    assert only(bare.encode(), url="https://nyhet.example/sak.html?a=b").text.startswith("Utenriks")
    assert only(bare.encode()).text == bare


def test_what_a_servers_headers_say_holds_where_the_page_is_silent() -> None:
    reserved = Reservation("header", "tdm-reservation=1")
    read = only(
        "<html><body><p>Støre avviser kravet fra nabolandet.</p>".encode("iso8859-1"),
        charset="iso-8859-1",
        url="https://nyhet.example/sak?id=1",
        canonical="https://nyhet.example/sak",
        reserved=reserved,
    )
    assert (read.url, read.reserved) == ("https://nyhet.example/sak", reserved)
    assert ("Støre" in read.text, read.charset_guessed) == (True, False)


def test_a_report_without_an_address_is_called_what_its_publisher_calls_it() -> None:
    entry = Entry(TEXT, publisher="NTB", guid=" urn:ntb:\n1 ")
    named = report(entry, ORIGIN)
    assert isinstance(named, Report)
    assert named.id == ledger_id(named) == "guid:NTB:urn:ntb:1"
    nameless = report(Entry(TEXT, guid=" \n"), ORIGIN)
    assert isinstance(nameless, Report)
    assert nameless.id == ledger_id(nameless) == text_id(TEXT)


def test_several_reports_on_one_page_are_several_to_a_ledger() -> None:
    live = report(Entry(TEXT, url="https://a.example/direkte", id="https://a.example/direkte#14"), ORIGIN)
    assert isinstance(live, Report)
    assert ledger_id(live) == "https://a.example/direkte#14"
    assert (
        ledger_id(Report(id="https://b.example/", text=TEXT, url="https://a.example/"))
        == "https://a.example/"
    )


def test_a_file_cannot_pass_for_what_a_publisher_names(tmp_path: Path) -> None:
    (tmp_path / "guid:NTB:1").write_text(TEXT)
    [read] = intake.load([tmp_path / "guid:NTB:1"], today=TODAY)
    assert isinstance(read, Report)
    assert (read.id, ledger_id(read)) == ("./guid:NTB:1", text_id(TEXT))


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (Entry(" \n"), "no text"),
        (Entry("x" * 1_000_001), "too long: 1.0 million characters; the limit is 1 million"),
        (Entry(TEXT, published="2031-01-01"), "published 2031-01-01 lies in the future"),
    ],
)
def test_an_entry_that_is_no_report(entry: Entry, reason: str) -> None:
    assert report(entry, ORIGIN.entry(3)) == Problem("- entry 3", reason)


def test_the_callers_date_spares_what_is_written() -> None:
    read = report(
        Entry(TEXT, published="2031-01-01", modified="snart"), Origin("-", TODAY, published="2023-05")
    )
    assert isinstance(read, Report)
    assert (read.published, read.date_evidence, read.modified) == ("2023-05", "given", None)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("nn-NO", "nn"), ("NB", "nb"), ("en_GB", "en"), ("nob", "nb"), ("no", None), ("sv", None), ("", None)],
)
def test_a_language_tag(tag: str, expected: str | None) -> None:
    assert language(tag) == expected


class _Box:
    """A format whose one entry is again a box."""

    def fits(self, data: bytes, origin: Origin) -> bool:
        return data == b"box"

    def read(self, data: bytes, origin: Origin) -> Iterator[Report | Problem]:
        yield from formats.reports(data, origin.within(f"{origin.name} entry 1"))


def test_boxes_in_boxes_come_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "FORMATS", (_Box(),))
    [problem] = formats.reports(b"box", ORIGIN)
    assert problem == Problem("-" + " entry 1" * (DEEPEST + 1), "lies in more than 4 others; not read")


class _Two:
    def fits(self, data: bytes, origin: Origin) -> bool:
        return True

    def read(self, data: bytes, origin: Origin) -> Iterator[Report | Problem]:
        yield report(Entry(TEXT, title="Den fyrste"), origin.entry(1))
        yield Problem(origin.entry(2).name, "no text")
        yield report(Entry(TEXT * 2, title="Den tredje", publisher="NTB"), origin.entry(3))


def test_what_a_table_says_of_a_file_holds_for_all_in_it_but_no_address_or_title(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "FORMATS", (_Two(),))
    monkeypatch.setattr(working, "reports", formats.reports)  # a worker would not know of the format
    (tmp_path / "a.txt").write_text(TEXT)
    table = tmp_path / "meta.csv"
    table.write_text(
        "path,publisher,title,url,published,language\na.txt,NPK,Tittel,https://x.example/,2023-05-01,nn\n"
    )
    names: dict[str, str] = {}
    first, second, third = intake.load([tmp_path / "a.txt"], meta=table, today=TODAY, names=names)
    assert isinstance(first, Report)
    assert isinstance(third, Report)
    assert str(second) == f"{tmp_path / 'a.txt'} entry 2: no text"
    assert [(one.title, one.url, one.publisher, one.published, one.language) for one in (first, third)] == [
        ("Den fyrste", None, "NPK", "2023-05-01", "nn"),
        ("Den tredje", None, "NPK", "2023-05-01", "nn"),
    ]
    assert [first.id, third.id] == [text_id(TEXT), text_id(TEXT * 2)]
    assert set(names) == {first.id, third.id}


def test_a_program_reads_one_report_of_a_file_and_is_told_where_there_are_more(tmp_path: Path) -> None:
    row = "A,– Vi krever svar sier utenriksministeren til NTB i Oslo.,2023-04-28\n"
    (tmp_path / "en.csv").write_text(f"title,text,date\n{row},,\n,x y z,snart\n")
    (tmp_path / "to.csv").write_text(f"title,text,date\n{row}{row}")
    read = depesje.read(tmp_path / "en.csv")
    assert (read.report.title, read.report.published) == ("A", "2023-04-28")
    with pytest.raises(IntakeError, match=r"to\.csv: 2 reports; read them with depesje\.intake\.load$"):
        depesje.read(tmp_path / "to.csv")
    with pytest.raises(IntakeError, match="no such file"):
        depesje.read(tmp_path / "borte.csv")


def test_what_is_read_by_its_name_is_read_out_of_folders() -> None:
    for one in formats.FORMATS:
        assert getattr(one, "KINDS", frozenset()) <= files.KINDS, one


def test_a_page_takes_from_its_feed_what_it_does_not_tell() -> None:
    summary = Report(
        "https://a.example/1", "Kort.", published="2023-05-01", published_at="2023-05-01T10:00:00+02:00",
        date_evidence="feed", authors=("Kari Nes",), agency="NTB", url="https://a.example/1",
    )  # fmt: skip
    bare = Report("https://a.example/1", TEXT, url="https://a.example/1")
    full = reading.completed(bare, summary)
    assert (full.published, full.published_at, full.date_evidence) == (
        "2023-05-01", "2023-05-01T10:00:00+02:00", "feed",
    )  # fmt: skip
    assert (full.text, full.authors, full.agency) == (TEXT, ("Kari Nes",), "NTB")
    dated = replace(bare, published="2023-05-02", date_evidence="markup", authors=("Per Li",))
    full = reading.completed(dated, summary)
    assert (full.published, full.published_at, full.date_evidence) == ("2023-05-02", None, "markup")
    assert full.authors == ("Per Li",)
