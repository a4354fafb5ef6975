"""Pages: the article's paragraphs in order, nothing around it, and what the markup says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from depesje.errors import Problem
from depesje.intake import load
from depesje.intake.identity import ledger_id
from depesje.records import Report

from .pages import PARAGRAPHS, article, page

TODAY = date(2022, 6, 1)


def read(folder: Path, content: str | bytes, name: str = "sak.html") -> Report | Problem:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    [result] = load([path], today=TODAY)
    return result


def report(folder: Path, content: str | bytes, name: str = "sak.html") -> Report:
    result = read(folder, content, name)
    assert isinstance(result, Report), result
    return result


def test_each_paragraph_is_a_line_and_repeated_ones_stay(tmp_path: Path) -> None:
    read_from = report(tmp_path, page())
    assert read_from.text.splitlines() == list(PARAGRAPHS)
    [heading] = read_from.asides
    assert (heading.kind, heading.text) == ("heading", "Vil ikke svare")
    assert read_from.text[heading.at :].startswith(PARAGRAPHS[2])


def test_markup_tells_title_dates_address_and_publisher(tmp_path: Path) -> None:
    read_from = report(tmp_path, page())
    assert read_from.title == "Avviser møte med Vestmark"
    assert (read_from.published, read_from.date_evidence) == ("2022-01-28", "markup")
    assert read_from.modified == "2022-01-29"
    assert read_from.publisher == "Fjordposten"
    assert read_from.url == read_from.id == ledger_id(read_from)
    assert read_from.url == "https://www.fjordposten.example/utenriks/avviser-mote"
    assert not read_from.charset_guessed


def test_json_ld_is_believed_before_meta(tmp_path: Path) -> None:
    data = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
        {"@type": "WebPage", "datePublished": "2022-02-02"},
        {"@type": ["NewsArticle"], "headline": "Nei fra Fjellheim", "datePublished": "2022-01-27T06:00:00Z",
         "publisher": {"@type": "Organization", "name": "Fjordtelegrafen"}}]}</script>
        <meta property="article:published_time" content="2022-01-28">"""
    read_from = report(tmp_path, page(head=data))
    assert (read_from.title, read_from.published) == ("Nei fra Fjellheim", "2022-01-27")
    assert (read_from.publisher, read_from.url, read_from.id) == ("Fjordtelegrafen", None, "sak.html")


def test_broken_json_ld_is_passed_over(tmp_path: Path) -> None:
    broken = '<script type="application/ld+json">' + "[" * 100_000 + "</script>"
    read_from = report(tmp_path, page(head=broken + '<meta name="date" content="2022-01">'))
    assert read_from.published == "2022-01"


def test_a_month_in_the_markup_stays_a_month_and_no_date_is_taken_from_running_text(tmp_path: Path) -> None:
    body = article((*PARAGRAPHS, "Avtalen ble undertegnet 3. mars 2019, og igjen 2019-03-04."))
    assert report(tmp_path, page(body, head='<meta name="date" content="2022-01">')).published == "2022-01"
    undated = report(tmp_path, page(body, head="<title>Uten dato</title>"))
    assert (undated.published, undated.date_evidence) == (None, None)


@pytest.mark.parametrize(
    "byline",
    [
        '<time datetime="2022-01-28T06:00">i morges</time>',
        '<span class="published">Publisert 28.01.2022 06:00</span>',
    ],
)
def test_a_byline_marked_as_a_time_dates_the_page(tmp_path: Path, byline: str) -> None:
    body = article((byline, *PARAGRAPHS, "Avtalen ble undertegnet 3. mars 2019."))
    assert report(tmp_path, page(body, head="")).published == "2022-01-28"


def test_a_page_dated_in_the_future_is_refused(tmp_path: Path) -> None:
    future = page(head='<meta property="article:published_time" content="2031-01-01">')
    assert read(tmp_path, future) == Problem(
        str(tmp_path / "sak.html"), "published 2031-01-01 lies in the future"
    )


def test_a_page_labelled_utf8_in_windows_1252_is_read_and_flagged(tmp_path: Path) -> None:
    read_from = report(tmp_path, page().replace("«", "").replace("»", "").encode("cp1252"))
    assert "Støre Fjordlag" in read_from.text
    assert read_from.charset_guessed


def test_a_declared_charset_that_fits_is_not_a_guess(tmp_path: Path) -> None:
    read_from = report(tmp_path, page(charset="iso-8859-1").encode("cp1252"))
    assert "Støre Fjordlag" in read_from.text
    assert not read_from.charset_guessed


def test_a_page_labelled_latin1_in_utf8_is_read_as_utf8(tmp_path: Path) -> None:
    read_from = report(tmp_path, page(charset="iso-8859-1"))
    assert "Støre Fjordlag" in read_from.text
    assert read_from.charset_guessed


def test_an_xhtml_page_with_a_declaration(tmp_path: Path) -> None:
    xhtml = '<?xml version="1.0" encoding="iso-8859-1"?>\n' + page().replace('<meta charset="utf-8">', "")
    assert "Støre Fjordlag" in report(tmp_path, xhtml.encode("cp1252"), "sak.xhtml").text


@pytest.mark.parametrize("depth", [300, 1500])
def test_a_deeply_nested_page_is_read_in_full(tmp_path: Path, depth: int) -> None:
    nested = "<div>" * depth + article() + "</div>" * depth
    text = report(tmp_path, page(nested)).text
    assert [line for line in text.splitlines() if line in PARAGRAPHS] == list(PARAGRAPHS)


def test_a_page_nested_beyond_what_can_be_read_is_refused(tmp_path: Path) -> None:
    bottomless = read(tmp_path, page("<div>" * 100_000 + article()))
    assert isinstance(bottomless, Problem)
    assert bottomless.reason == "nested too deeply; the page cannot be read in full"


def test_where_extraction_fails_the_article_is_read_by_its_blocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr("trafilatura.bare_extraction", fails)
    read_from = report(tmp_path, page())
    assert read_from.text.splitlines() == list(PARAGRAPHS)
    assert [aside.text for aside in read_from.asides] == ["Vil ikke svare"]


def test_lists_and_line_breaks_become_lines_without_marks_of_their_own(tmp_path: Path) -> None:
    body = article(
        (*PARAGRAPHS[:5], "Kravene er:<br>fri ferdsel", "Se under.</p><ul><li>Ett</li><li>To</li></ul><p>")
    )
    lines = report(tmp_path, page(body)).text.splitlines()
    assert lines[-5:] == ["Kravene er:", "fri ferdsel", "Se under.", "Ett", "To"]


def test_soft_hyphens_are_left_out(tmp_path: Path) -> None:
    assert (
        "utenriksministeren svarer"
        in report(
            tmp_path,
            page(article((*PARAGRAPHS, "Her ventes det at utenriks&shy;ministeren svarer i morgen."))),
        ).text
    )


@pytest.mark.parametrize(
    "empty", ["<html><head><title>Tom</title></head><body></body></html>", "<!doctype html>"]
)
def test_a_page_without_text_is_refused(tmp_path: Path, empty: str) -> None:
    refused = read(tmp_path, empty)
    assert isinstance(refused, Problem)
    assert refused.reason == "no article text in the page"
