"""Feeds: RSS, RDF, Atom, JSON Feed; and OPML, which is a list of them."""

from __future__ import annotations

import json

import pytest

from depesje.intake.identity import ledger_id
from depesje.records import Report

from .reading import items, only, problems, reports

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Kystavisa</title><link>https://kyst.example/</link><language>nn-NO</language>
<item><title>Dahle krev svar</title><link>https://kyst.example/krev-svar?utm_source=rss&amp;id=4#topp</link>
  <guid isPermaLink="false">sak-4</guid><dc:creator>Anders Vik</dc:creator>
  <pubDate>Fri, 28 Apr 2023 00:30:00 +0200</pubDate>
  <description>Utanriksministeren krev svar …</description>
  <content:encoded><![CDATA[<p>Utanriksminister Solveig Dahle krev svar frå Vestmark.</p>
    <figure><img src="x"><figcaption>Dahle i Stortinget. Foto: NTB</figcaption></figure>
    <p>– Vi ventar til fredag, seier ho.</p><script>alert(1)</script>]]></content:encoded></item>
<item><title>Uten lenke</title><guid isPermaLink="false">sak-5</guid>
  <description>Vestmark &amp;aring;pner &lt;b&gt;grensen&lt;/b&gt; &amp; havnen.</description></item>
<item><title>Bare en tittel</title></item>
<item><title>Fra framtida</title><description>Kravet avvises.</description>
  <pubDate>Fri, 28 Apr 2093 10:00:00 GMT</pubDate></item>
</channel></rss>"""


def test_an_entry_is_a_report_with_its_whole_text() -> None:
    first = items(RSS)[0]
    assert isinstance(first, Report)
    assert first.text == (
        "Utanriksminister Solveig Dahle krev svar frå Vestmark.\n– Vi ventar til fredag, seier ho.\n"
    )
    assert [(one.kind, one.text, first.text[one.at :]) for one in first.asides] == [
        ("caption", "Dahle i Stortinget. Foto: NTB", "– Vi ventar til fredag, seier ho.\n")
    ]
    assert (first.title, first.publisher, first.language) == ("Dahle krev svar", "Kystavisa", "nn")
    assert first.url == first.id == "https://kyst.example/krev-svar?id=4"
    assert first.authors == ("Anders Vik",)
    # The day is the publisher's own; in UTC it is still the 27th.
    assert (first.published, first.published_at) == ("2023-04-28", "2023-04-28T00:30:00+02:00")
    assert first.date_evidence == "feed"


def test_an_entry_without_an_address_is_known_by_its_guid() -> None:
    second = items(RSS)[1]
    assert isinstance(second, Report)
    assert second.id == ledger_id(second) == "guid:Kystavisa:sak-5"
    assert second.text == "Vestmark åpner grensen & havnen.\n"


def test_what_is_wrong_with_an_entry_is_named_by_its_number_and_the_rest_goes_on() -> None:
    assert problems(RSS, "kyst.xml") == [
        "kyst.xml entry 3: no text",
        "kyst.xml entry 4: published 2093-04-28 lies in the future",
    ]


def test_the_charset_is_guessed_as_for_pages_and_said() -> None:
    text = '<rss version="2.0"><channel><item><description>Støre møter NATO på Værøy.</description></item></channel></rss>'
    read = only(f'<?xml version="1.0" encoding="utf-8"?>{text}'.encode("cp1252"))
    assert (read.text, read.charset_guessed) == ("Støre møter NATO på Værøy.\n", True)
    assert only(text.encode("utf-16"), charset=None).text == "Støre møter NATO på Værøy.\n"
    assert only(f'<?xml version="1.0"?>{text}'.encode("utf-16-le")).text == "Støre møter NATO på Værøy.\n"
    assert only(text.encode("iso8859-1"), charset="iso-8859-1").charset_guessed is False


def test_a_summary_that_is_cut_off_is_only_the_beginning() -> None:
    feed = (
        "<rss version='2.0'><channel><item><description>Norge krever{}</description></item></channel></rss>"
    )
    assert only(feed.format(" svar …")).stub is True
    assert only(feed.format(" svar.")).stub is False


def test_atom() -> None:
    read = only(
        """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Harbour Post</title>
        <entry><id>tag:harbour.example,2023:9</id><title>Minister &lt;i&gt;rejects&lt;/i&gt; demand</title>
        <link rel="alternate" href="https://harbour.example/9"/><author><name>Jane Holm</name></author>
        <updated>2023-05-01T09:00:00Z</updated><published>2023-04-30T22:15:00-03:00</published>
        <summary>Short.</summary>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>“No,” the minister said.</p></div></content>
        </entry></feed>"""
    )
    assert read.text == "“No,” the minister said.\n"
    assert (read.id, read.title) == ("https://harbour.example/9", "Minister rejects demand")
    assert (read.published, read.modified, read.language) == ("2023-04-30", "2023-05-01", "en")


def test_rdf_and_the_oldest_rss() -> None:
    rdf = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://a.example/"><title>A</title></channel>
      <item rdf:about="https://a.example/1"><title>T</title><link>https://a.example/1</link>
      <description>Kravet avvises.</description><dc:date>2023-04-02</dc:date></item></rdf:RDF>"""
    read = only(rdf)
    assert (read.url, read.published, read.text) == ("https://a.example/1", "2023-04-02", "Kravet avvises.\n")
    item = "<item><description>Norge svarer.</description></item>"
    assert only(f"<rss version='0.91'><channel><title>B</title>{item}</channel></rss>").publisher == "B"


@pytest.mark.parametrize(
    ("feed", "reason"),
    [
        ("<rss version='2.0'><channel><title>Tom</title></channel></rss>", "a feed without entries"),
        ("<feed><entry", "a damaged feed: "),
    ],
)
def test_a_feed_without_entries(feed: str, reason: str) -> None:
    [problem] = problems(feed, "f.xml")
    assert problem.startswith(f"f.xml: {reason}")


def test_a_feed_is_never_fetched_or_opened_as_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **options: object) -> object:
        raise AssertionError(args)

    monkeypatch.setattr("socket.socket.connect", refuse)
    feed = (
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/rss.dtd"><rss version="2.0"><channel><item>'
        "<description>Kravet avvises.</description></item></channel></rss>"
    )
    assert only(feed).text == "Kravet avvises.\n"


def test_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Kystavisa",
        "language": "nb",
        "authors": [{"name": "Redaksjonen"}],
        "items": [
            {
                "id": "https://kyst.example/1",
                "title": "Krav",
                "content_html": "<p>Norge krever svar.</p><p>– Nei.</p>",
                "date_published": "2023-04-28T10:00:00+02:00",
                "authors": [{"name": "Anders Vik"}],
            },
            {"id": 2, "content_text": "Vestmark avviser.\r\nAlt.\r\n"},
            {"id": "3"},
            "rubbish",
        ],
    }
    first, second, third, fourth = items(json.dumps(feed), "f.json")
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.id, first.text, first.authors) == (
        "https://kyst.example/1",
        "Norge krever svar.\n– Nei.\n",
        ("Anders Vik",),
    )
    assert (first.published, first.language) == ("2023-04-28", "nb")
    assert (second.id, second.text, second.authors) == (
        "guid:Kystavisa:2",
        "Vestmark avviser.\nAlt.\n",
        ("Redaksjonen",),
    )
    assert [str(third), str(fourth)] == ["f.json entry 3: no text", "f.json entry 4: no item of a feed"]


def test_json_feed_1_has_one_author() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1",
        "author": {"name": "Anders Vik"},
        "items": [{"id": "a", "content_text": "Kravet avvises."}],
    }
    assert only(json.dumps(feed)).authors == ("Anders Vik",)


OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>Kilder</title></head><body>
<outline text="Norge"><outline type="rss" text="Kystavisa" xmlUrl="https://kyst.example/rss"/>
<outline type="rss" title="To" xmlurl="HTTPS://Kyst.example/rss"/><outline xmlUrl="javascript:alert(1)"/></outline>
<outline type="rss" text="Havna" xmlUrl="http://havna.example/atom?a=b#c"/></body></opml>"""


def test_opml_gives_feeds_and_no_reports() -> None:
    assert problems(OPML, "f.opml") == [
        "f.opml: a list of 2 feeds, not reports; 'depesje watch' follows them"
    ]


def test_entries_that_are_the_same_twice_are_told_apart_by_nothing() -> None:
    entry = "<item><description>Kravet avvises.</description></item>"
    first, second = reports(f"<rss version='2.0'><channel>{entry}{entry}</channel></rss>")
    assert first.id == second.id  # the ledger keeps one
