"""Which feeds a document names, and the addresses of a feed's entries; of whatever else, nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesje.intake.feeds import Named, feeds, links
from depesje.intake.origin import Origin

HERE = Origin("https://avis.example/a/", date(2026, 11, 26), url="https://avis.example/a/")
PIECES = st.sampled_from(
    [
        "<rss>", "<channel>", "<item>", "<link>", "</link>", "<guid>", "<feed xmlns='http://www.w3.org/2005/Atom'>",
        "<entry>", "<link href='x'/>", "<opml>", "<outline xmlUrl='", "'/>", "<html>", "<base href='//[", "<link rel=",
        "alternate type=application/rss+xml href=", "http://[", "https://b.example/", '{"version": "https://jsonfeed.org/version/1"',
        '"items": [', '{"url": 3}', "]}", "<?xml version='1.0' encoding='utf-16'?>", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join).map(str.encode) | st.binary(max_size=200))
@settings(deadline=None)
def test_any_document_names_feeds_or_none(data: bytes) -> None:
    for named in (*feeds(data, HERE), *links(data, HERE)):
        assert named.url == "" or named.url.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("document", "found"),
    [
        (
            "<rss><channel><title>A</title><item><title>i</title></item></channel></rss>",
            [Named(HERE.name, "A")],
        ),
        ("<feed xmlns='http://www.w3.org/2005/Atom'><title>A</title></feed>", [Named(HERE.name, "A")]),
        ("<html><base href='http://['><link rel=alternate type=application/rss+xml href=x></html>", []),
        (
            "<html><base href='/b/'><link rel=alternate type=application/rss+xml href=x></html>",
            [Named("https://avis.example/b/x")],
        ),
        ('{"version": "https://jsonfeed.org/version/1.1", "title": "A"}', [Named(HERE.name, "A")]),
        (
            "<link rel=alternate type='application/atom+xml; charset=utf-8' href=rss>",
            [Named(f"{HERE.name}rss")],
        ),
        ("<link rel=alternate type=application/rss+xml href='javascript:alert(1)'>", []),
        ("<link rel=stylesheet type=application/rss+xml href=a>", []),
        (
            "<opml><outline xmlurl='/rss' title=' To\n ord '/></opml>",
            [Named("https://avis.example/rss", "To ord")],
        ),
        ("Bare tekst.", []),
        ("", []),
    ],
)
def test_feeds_are_found(document: str, found: list[Named]) -> None:
    assert list(feeds(document.encode(), HERE)) == found


@pytest.mark.parametrize(
    ("document", "found"),
    [
        (
            "<rss><channel><item><link>/en</link><title>En</title></item><item><guid>https://b.example/to</guid></item>"
            "<item><title>Tre</title></item></channel></rss>",
            [Named("https://avis.example/en", "En"), Named("https://b.example/to"), Named("", "Tre")],
        ),
        (
            "<feed xmlns='http://www.w3.org/2005/Atom'><entry><link rel='enclosure' href='lyd.mp3'/>"
            "<link href='en'/></entry></feed>",
            [Named("https://avis.example/a/en")],
        ),
        (
            '{"version": "https://jsonfeed.org/version/1", "items": [{"url": "en"}, {"id": "https://b.example/"}, 7]}',
            [Named("https://avis.example/a/en"), Named("https://b.example/"), Named("")],
        ),
    ],
)
def test_entries_are_found_in_their_order(document: str, found: list[Named]) -> None:
    assert list(links(document.encode(), HERE)) == found


def test_an_entity_opens_no_file() -> None:
    document = b"<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><channel><title>&x;</title></channel></rss>"
    assert list(feeds(document, HERE)) == []
