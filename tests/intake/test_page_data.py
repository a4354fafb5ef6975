"""What a page says of itself: whose it is, when, in which charset, from which agency, and whether all of it is there."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesje.errors import Problem
from depesje.intake import Origin, charset, credit, formats
from depesje.intake.pages import when
from depesje.records import Report

from .pages import PARAGRAPHS, article, page

TODAY = date(2031, 6, 1)
HOME = "https://www.fjordposten.example/utenriks/sak"


def read(body: str | None = None, head: str = "", url: str | None = None, lang: str = "nb") -> Report:
    html = page(body, head).replace('lang="nb"', f'lang="{lang}"')
    [report] = formats.reports(html.encode(), Origin("sak.html", TODAY, url=url, media_type="text/html"))
    assert isinstance(report, Report), report
    return report


def data(**about: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **about})}</script>'


@pytest.mark.parametrize(
    ("canonical", "got", "known"),
    [
        ("https://www.annenavis.example/sak", HOME, HOME),  # no page can pass for another house's
        ("https://fjordposten.example/utenriks/sak", HOME, "https://fjordposten.example/utenriks/sak"),
        ("https://www.fjordposten.example/", HOME, HOME),  # a front page is no report
        ("https://www.annenavis.example/sak", None, "https://www.annenavis.example/sak"),
        ("/utenriks/sak", HOME, HOME),
        ("javascript:alert(1)", None, None),
    ],
)
def test_the_address_of_a_page_is_one_of_its_own_site(
    canonical: str, got: str | None, known: str | None
) -> None:
    assert read(head=f'<link rel="canonical" href="{canonical}">', url=got).url == known


@pytest.mark.parametrize(
    ("said", "day", "at"),
    [
        ("2031-05-12T22:30:00Z", "2031-05-13", "2031-05-13T00:30:00+02:00"),  # in the publisher's own time
        ("2031-01-12T23:30:00.000Z", "2031-01-13", "2031-01-13T00:30:00+01:00"),
        ("2031-05-12T22:30:00-04:00", "2031-05-12", "2031-05-12T22:30:00-04:00"),
        ("2031-05-12T06:10:00", "2031-05-12", "2031-05-12T06:10:00+02:00"),
        ("20310512", "2031-05-12", "2031-05-12T00:00:00+02:00"),
        ("Mon, 12 May 2031 22:30:00 GMT", "2031-05-13", "2031-05-13T00:30:00+02:00"),
        ("2031-05", "2031-05", None),
    ],
)
def test_the_day_is_the_publishers_own(said: str, day: str, at: str | None) -> None:
    report = read(head='<link rel="canonical" href="https://www.avis.no/sak">' + data(datePublished=said))
    assert (report.published, report.published_at) == (day, at)


def test_a_moment_of_a_house_whose_zone_is_not_known_stays_but_for_what_its_address_says() -> None:
    head = data(datePublished="2031-05-13T02:30:00Z")
    assert read(head=head, url="https://news.example.com/a", lang="en").published == "2031-05-13"
    assert read(head=head, url="https://news.example.com/2031/05/12/a", lang="en").published == "2031-05-12"
    assert read(head=head, url="https://news.example.com/2029/05/12/a", lang="en").published == "2031-05-13"


def test_a_date_in_the_future_is_passed_over_where_there_is_another() -> None:
    report = read(head=data(datePublished="2041-05-12") + '<meta name="date" content="2031-05-12">')
    assert report.published == "2031-05-12"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Publisert 12. mai 2031 kl. 06.12", "2031-05-12"),
        ("Publisert: 12.05.31 06:12", "2031-05-12"),
        ("Skrive 3. juni 2029", "2029-06-03"),
        ("Published May 12, 2031 at 6:12 am", "2031-05-12"),
        ("Oppdatert 12. mai 2031", None),
        ("Publisert 31. juni 2030", None),
    ],
)
def test_a_byline_in_words_dates_a_page(words: str, day: str | None) -> None:
    report = read(article((f"<span>{words}</span>", *PARAGRAPHS)))
    assert report.published == day
    assert report.date_evidence == ("text" if day else None)


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("(NTB)", "NTB"), ("(©NTB)", "NTB"), ("©NTB", "NTB"), ("NTB-AFP", "NTB"), ("(NPK-NTB)", "NPK"),
        ("(Reuters)", "Reuters"),
        ("NTB skriver at saken er løst.", None), ("Foto: NTB", None), ("Ifølge Reuters", None),
        ("APA", "APA"), ("Apa", None),
    ],
)  # fmt: skip
def test_a_credit_is_a_line_of_its_own(line: str, agency: str | None) -> None:
    assert credit.credited(line) == agency


@pytest.mark.parametrize(
    ("last", "agency"),
    [
        ("Møtet holdes i Havneby fredag. (NTB)", "NTB"),
        ("Møtet holdes i Havneby fredag. (©NTB-AFP)", "NTB"),
        ("Møtet holdes i Havneby fredag, ifølge Reuters.", None),
        ("Møtet holdes i Havneby fredag, sier en talsperson til NTB.", None),
        ("Bildet viser Havneby. Foto: Ole Vik / NTB", None),
        ("Ministeren møtte president Bergland (AP-bilde til venstre).", None),
    ],
)
def test_an_agency_that_is_quoted_or_took_the_picture_has_not_written_the_text(
    last: str, agency: str | None
) -> None:
    assert read(article((*PARAGRAPHS, last))).agency == agency


def test_a_dateline_names_the_agency() -> None:
    assert read(article(("HAVNEBY (NTB-Reuters): Møtet er avlyst.", *PARAGRAPHS))).agency == "NTB"


def test_that_an_article_costs_money_does_not_make_a_stub_of_all_of_it() -> None:
    long = article(tuple(f"{number}. {PARAGRAPHS[0]}" for number in range(60)))
    head = data(isAccessibleForFree=False)
    assert not read(long, head).stub
    assert read(article(PARAGRAPHS[:2]), head).stub
    assert not read(article(PARAGRAPHS[:2])).stub
    wall = article((*PARAGRAPHS[:2], '<div class="paywall-box">Denne saken er for abonnenter</div>'))
    assert read(wall).stub
    assert "abonnenter" not in read(wall).text


def test_marks_that_mislead_lose_nothing() -> None:
    """A page that marks its whole article as a caption or a link to another story."""
    many = tuple(f"{number}. {PARAGRAPHS[0]}" for number in range(12))
    for wrong in ("caption", "teaser related", "factbox"):
        body = f'<main><h1>Sak</h1><div class="{wrong}"><a href="/x">.</a>' + "".join(
            f"<p>{one}</p>" for one in many
        )
        assert read(body + "</div></main>").text.splitlines()[-len(many) :] == list(many)


def test_house_names_go_from_titles() -> None:
    for said in ("Nei til møte - Fjordposten", "Fjordposten: Nei til møte", "Nei til møte | Fjordposten"):
        head = (
            f'<meta property="og:site_name" content="Fjordposten"><meta property="og:title" content="{said}">'
        )
        assert read(article().replace("<h1>Avviser møte med Vestmark</h1>", ""), head).title == "Nei til møte"
    whole = '<meta property="og:site_name" content="NRK"><meta property="og:title" content="Krav: Fire skip – eller krig">'
    assert read(head=whole).title == "Krav: Fire skip – eller krig"


@pytest.mark.parametrize(
    ("data", "declared", "text", "guessed"),
    [
        ("Støre".encode(), None, "Støre", False),
        ("Støre".encode("cp1252"), "latin1", "Støre", False),
        ("Støre".encode("cp1252"), None, "Støre", True),
        (
            "Støre – «nei»".encode() + b" \xe6r",
            "utf-8",
            "Støre – «nei» ær",
            True,
        ),  # put together from two kinds
        ("Støre – «nei»".encode()[:-1], "utf-8", "Støre – «nei\ufffd", True),
        ("Привет".encode("koi8-r"), "KOI8-R", "Привет", False),
        ("東京".encode("cp932"), "Shift_JIS", "東京", False),
        ("Støre".encode(), "utf-16", "Støre", False),
        ("Støre".encode("cp1252"), "x-user-defined", "Støre", True),
        ("Støre".encode("cp1252"), "rot13", "Støre", True),
    ],
)
def test_charsets(data: bytes, declared: str | None, text: str, guessed: bool) -> None:
    assert charset.decode(data, declared) == charset.Decoded(text, guessed)


def test_a_declaration_in_a_comment_or_far_down_the_head() -> None:
    assert charset.declared(b'<!-- <meta charset="koi8-r"> --><meta charset="utf-8">') == "utf-8"
    assert charset.declared(b"<style>" + b"a" * 5000 + b'</style><meta charset="latin1">') == "latin1"


def test_numbered_characters_are_those_that_browsers_show() -> None:
    text = read(article((*PARAGRAPHS, "Kravet &#150; det f&#248;rste &#1;&#0; er avvist."))).text
    assert "Kravet – det første er avvist." in text


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=200),
    st.sampled_from(["div", "p", "aside", "figure", "time", "li"]),
    st.text(max_size=40),
)
def test_whatever_stands_on_a_page_is_read_or_refused(text: str, tag: str, marks: str) -> None:
    body = f'<article><h1>Sak</h1><{tag} class="{marks}">{text}</{tag}><p>{PARAGRAPHS[0]}</p>{text}</article>'
    for one in formats.reports(page(body).encode("utf8", "replace"), Origin("sak.html", TODAY)):
        assert isinstance(one, Report | Problem)
        if isinstance(one, Report):
            assert all(0 <= aside.at <= len(one.text) for aside in one.asides)


def test_spaces_before_a_page_do_not_make_it_slow() -> None:
    assert read("<p>" + " " * 400_000 + "</p>" + article()).text


def test_moments_that_are_none() -> None:
    for said in ("", "i dag", "2031-13-40", "99999999", None, 7, "12:30"):
        assert when.moment(said, None) is None


@pytest.mark.parametrize("said", ["9999-12-31T23:30:00Z", "0001-01-01T00:10:00Z"])
def test_a_moment_at_the_end_of_time_stays_where_it_is(said: str) -> None:
    for zone in ("Europe/Oslo", "America/New_York"):
        found = when.moment(said, ZoneInfo(zone))
        assert found is not None and found.day[:4] == said[:4]


@pytest.mark.parametrize("count", ["²", "9" * 5000, "0", -1, "mange", [3]])
def test_a_count_of_words_that_is_none(count: object) -> None:
    assert read(article(PARAGRAPHS[:2]), data(isAccessibleForFree=False, wordCount=count)).stub


def test_entries_of_a_live_blog_without_a_name_are_several() -> None:
    entry = "<div class='e'><time datetime='{}'>12.0{}</time><p>Kravet fra Riga er nå nummer {}, sier Dahle.</p></div>"
    body = f"<section class='live-blog'>{''.join(entry.format('--', n, n) for n in (1, 2, 3))}</section>"
    html = page(f"<h1>Direkte: Kravet</h1>{body}")
    found = list(formats.reports(html.encode(), Origin("sak.html", TODAY, url=HOME, media_type="text/html")))
    assert all(isinstance(one, Report) for one in found)
    ids = [one.id for one in found if isinstance(one, Report)]
    assert len(ids) == 3 and len(set(ids)) == 3, ids


def test_an_entry_with_a_control_character_is_kept() -> None:
    update = {"@type": "BlogPosting", "articleBody": "<p>Kravet\x0b er <b>gjentatt</b>, sier Dahle.</p>"}
    blog = {"@type": "LiveBlogPosting", "headline": "Kravet", "liveBlogUpdate": [update, update]}
    head = f'<script type="application/ld+json">{json.dumps(blog)}</script>'
    found = list(formats.reports(page("", head).encode(), Origin("sak.html", TODAY, url=HOME)))
    assert [one.text for one in found if isinstance(one, Report)] == ["Kravet er gjentatt, sier Dahle.\n"] * 2
