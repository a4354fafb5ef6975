"""Thirty-six pages in the manner of Norwegian news sites: what is read of each; of one cut off; of one mis-encoded.

The floors are over all pages; what a page has is told beside it (``sites/stories``), by whoever wrote it.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache

import pytest

from depesje.intake import Origin, formats
from depesje.records import Report

from .sites.making import Site, bytes_of, sites

TODAY = date(2031, 7, 1)
DATED = ("broadcaster", "tabloid", "business")  # sites that tell when a page was changed
FLOOR = 0.95


def read(data: bytes, name: str) -> list[Report]:
    """The reports in a page; everything else is a failure."""
    found = list(formats.reports(data, Origin(f"{name}.html", TODAY)))
    assert all(isinstance(one, Report) for one in found), found
    return [one for one in found if isinstance(one, Report)]


@cache
def whole(site: Site) -> list[Report]:
    return read(site.html.encode(), site.name)


def articles() -> list[Site]:
    return [site for site in sites() if not site.story["entries"]]


def blogs() -> list[Site]:
    return [site for site in sites() if site.story["entries"]]


def share(right: Counter[bool]) -> float:
    assert right.total() > 0
    return right[True] / right.total()


def named(site: Site) -> str:
    return site.name


def test_there_are_six_sites_with_six_pages_in_two_languages() -> None:
    languages = Counter((site.name.partition("-")[0], site.story["language"]) for site in sites())
    assert len(languages) == 12
    assert sum(languages.values()) == 36


@pytest.mark.parametrize("site", articles(), ids=named)
def test_the_running_text_is_read_and_nothing_else(site: Site) -> None:
    [report] = whole(site)
    assert report.text.splitlines() == site.text()


@pytest.mark.parametrize("site", articles(), ids=named)
def test_title_publisher_address_authors_and_dates(site: Site) -> None:
    [report] = whole(site)
    told = site.story
    assert (report.title, report.publisher, report.url) == (told["title"], site.publisher, site.url)
    assert list(report.authors) == told["authors"]
    assert report.published == told["published_at"][:10]
    assert report.published_at == (told["published_at"] if "T" in told["published_at"] else None)
    if site.name.startswith(DATED):
        assert report.modified == told["modified_at"][:10]


def test_agencies_are_told_from_credits_and_no_others() -> None:
    right = Counter(whole(site)[0].agency == site.story["agency"] for site in articles())
    assert share(right) >= FLOOR


def test_kinds_of_piece_are_told() -> None:
    right = Counter(report.genre == site.story["genre"] for site in sites() for report in whole(site))
    assert share(right) >= FLOOR


def test_what_stands_beside_the_text_is_kept_apart_by_kind() -> None:
    right: dict[str, Counter[bool]] = {}
    for site in articles():
        [report] = whole(site)
        for kind, words in site.beside():
            found = any(aside.kind == kind and words in aside.text for aside in report.asides)
            right.setdefault(kind, Counter())[found] += 1
    assert {kind: share(counted) for kind, counted in right.items() if share(counted) < FLOOR} == {}
    assert right.keys() == {"heading", "caption", "fact-box", "teaser", "pull-quote", "note"}


def test_nothing_is_set_apart_that_is_not_there() -> None:
    """Beside what a page's writer set apart there is only the line that says that a piece is somebody's opinion."""
    for site in articles():
        [report] = whole(site)
        known = [words for _, words in site.beside()] + [site.story.get("disclaimer") or "\n"]
        assert [aside for aside in report.asides if not any(one in aside.text for one in known)] == []


def test_every_aside_stands_at_the_beginning_of_a_line_of_the_text() -> None:
    for site in articles():
        [report] = whole(site)
        starts = {0, len(report.text)} | {at + 1 for at, char in enumerate(report.text) if char == "\n"}
        assert {aside.at for aside in report.asides} <= starts


@pytest.mark.parametrize("site", blogs(), ids=named)
def test_a_live_blog_is_its_entries_each_with_its_time(site: Site) -> None:
    reports = whole(site)
    if site.story["lead"]:
        assert (reports[0].text, reports[0].id) == (site.story["lead"] + "\n", site.url)
        reports = reports[1:]
    entries = site.story["entries"]
    assert [report.text.splitlines() for report in reports] == [entry["text"] for entry in entries]
    assert [(report.title, report.published_at) for report in reports] == [
        (entry["title"], entry["at"]) for entry in entries
    ]
    assert [report.published for report in reports] == [entry["at"][:10] for entry in entries]
    assert all(report.id.startswith(f"{site.url}#") and report.url == site.url for report in reports)
    assert len({report.id for report in reports}) == len(entries)


def test_pages_of_which_only_the_beginning_is_there_are_told() -> None:
    for site in articles():
        assert whole(site)[0].stub == site.story["stub"], site.name


@pytest.mark.parametrize("site", sites(), ids=named)
def test_a_page_cut_off_gives_nothing_that_is_not_in_the_whole(site: Site) -> None:
    data = site.html.encode()
    lines = {line for report in whole(site) for line in report.text.splitlines()}
    for part in (0.5, 0.75, 0.97):
        cut = data[: int(len(data) * part)]
        for report in formats.reports(cut, Origin(f"{site.name}.html", TODAY)):
            if isinstance(report, Report):
                *found, last = report.text.splitlines()
                assert [one for one in found if one not in lines] == []
                assert any(line.startswith(last.rstrip("\ufffd ")) for line in lines), last
                assert (report.publisher, report.url) == (whole(site)[0].publisher, site.url)


@pytest.mark.parametrize(("declared", "written"), [("utf-8", "cp1252"), ("iso-8859-1", "utf-8")])
def test_a_page_in_another_charset_than_it_says_is_read_and_flagged(declared: str, written: str) -> None:
    for site in sites():
        reports = read(bytes_of(site, declared=declared, written=written), site.name)
        assert [report.text for report in reports] == [report.text for report in whole(site)]
        assert [report.title for report in reports] == [report.title for report in whole(site)]
        assert all(report.charset_guessed for report in reports)
