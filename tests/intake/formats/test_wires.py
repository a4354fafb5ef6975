"""What agencies send: NewsML-G2 and 1, NITF, ninjs 1 to 3, and transmissions with a header and marks."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from depesje.intake import Origin, feeds
from depesje.records import Report

from .reading import TODAY, items, only, problems

NITF = """<?xml version="1.0" encoding="iso-8859-1"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/nitf.dtd">
<nitf baselang="nn-NO" change.date="2023-04-29"><head><title>Krev svar</title>
 <docdata><date.issue norm="20230428T101500+0200"/><doc-id id-string="npk-17" regsrc="NPK"/></docdata></head>
 <body><body.head><hedline><hl1>Krev svar frå Vestmark</hl1></hedline>
  <byline>Av <person>Anders Vik</person>, <byttl>journalist</byttl></byline>
  <distributor><org>NPK-NTB</org></distributor></body.head>
 <body.content><p lede="true">Utanriksminister <person>Solveig Dahle</person> krev svar.</p>
  <hl2>Fristen</hl2><p>– Vi ventar til <chron>fredag</chron>, seier ho.</p>
  <media media-type="image"><media-caption><p>Dahle. Foto: NTB</p></media-caption></media>
  <block><p>P&#229;standen er f&oslash;rt vidare.</p></block></body.content></body></nitf>"""


def test_nitf() -> None:
    read = only(NITF.encode("iso8859-1", "xmlcharrefreplace"), "npk.xml")
    assert read.text == (
        "Utanriksminister Solveig Dahle krev svar.\nFristen\n– Vi ventar til fredag, seier ho.\n"
        "Påstanden er ført vidare.\n"
    )
    assert [(one.text, read.text[one.at :]) for one in read.asides] == [
        ("Dahle. Foto: NTB", "Påstanden er ført vidare.\n")
    ]
    assert (read.title, read.publisher, read.agency, read.language) == (
        "Krev svar frå Vestmark", "NPK", "NPK", "nn",
    )  # fmt: skip
    assert (read.id, read.authors, read.genre) == ("guid:NPK:npk-17", ("Anders Vik",), "wire")
    assert (read.published, read.modified, read.published_at) == (
        "2023-04-28", "2023-04-29", "2023-04-28T10:15:00+02:00",
    )  # fmt: skip


def g2(
    body: str, *, meta: str = "", kind: str = "ninat:text", rights: str = "", guid: str = "urn:ntb:1"
) -> str:
    return (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" xml:lang="nb">{rights}'
        f'<itemMeta><itemClass qcode="{kind}"/><provider qcode="nprov:NTB"><name>NTB</name></provider>'
        "<versionCreated>2023-04-29T08:00:00+02:00</versionCreated>"
        '<firstCreated>2023-04-28T23:30:00+02:00</firstCreated><pubStatus qcode="stat:usable"/></itemMeta>'
        f"<contentMeta><headline>Krever svar</headline><by>Anders Vik</by>{meta}</contentMeta>"
        f"<contentSet>{body}</contentSet></newsItem>"
    )


XHTML = (
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>'
    "<body><h1>Krever svar</h1><p>Norge krever <em>svar</em>.</p><p>– Nei.</p></body></html></inlineXML>"
)


@pytest.mark.parametrize(
    "body",
    [
        XHTML,
        '<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body>'
        "<body.content><p>Norge krever svar.</p><p>– Nei.</p></body.content></body></nitf></inlineXML>",
        '<inlineData contenttype="text/plain">Norge krever svar.\r\n– Nei.</inlineData>',
        '<inlineXML contenttype="application/x-own+xml"><BODY xmlns=""><INGRESS><P>Norge krever svar.</P></INGRESS>'
        "<P>– Nei.</P></BODY></inlineXML>",
    ],
)
def test_newsml_g2_with_its_text_in_any_form(body: str) -> None:
    read = only(g2(body))
    assert read.text.removeprefix("Krever svar\n") == "Norge krever svar.\n– Nei.\n"
    assert (read.id, read.publisher, read.agency, read.genre) == ("guid:NTB:urn:ntb:1", "NTB", "NTB", "wire")
    assert (read.published, read.modified, read.language) == ("2023-04-28", "2023-04-29", "nb")
    assert (read.title, read.authors) == ("Krever svar", ("Anders Vik",))


def test_a_credit_goes_before_the_provider() -> None:
    assert only(g2(XHTML, meta="<creditline>©AFP</creditline>")).agency == "AFP"


def test_newsml_g2_reserves_rights_against_data_mining() -> None:
    mining = '<rightsInfo><dataMining uri="http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED"/></rightsInfo>'
    reserved = only(g2(XHTML, rights=mining)).reserved
    assert reserved is not None
    assert reserved.term == "newsml dataMining=dmi-prohibited"
    allowed = '<rightsInfo><dataMining uri="http://ns.useplus.org/ldf/vocab/DMI-ALLOWED"/></rightsInfo>'
    assert only(g2(XHTML, rights=allowed)).reserved is None


def test_a_message_gives_its_articles_and_names_the_rest() -> None:
    message = (
        '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>'
        f"<packageItem guid='p'/>{g2(XHTML)}<conceptItem guid='c'/>{g2('', kind='ninat:picture')}"
        f"{g2('')}<planningItem/>{g2(XHTML, guid='urn:ntb:2')}</itemSet></newsMessage>"
    )
    found = items(message, "m.xml")
    assert [one.id for one in found if isinstance(one, Report)] == [
        "guid:NTB:urn:ntb:1",
        "guid:NTB:urn:ntb:2",
    ]
    assert problems(message, "m.xml") == [
        "m.xml entry 1: a package that points to other items and holds no text",
        "m.xml entry 3: a concept (a person, place or term), not news",
        "m.xml entry 4: an item of the class 'picture' without text",
        "m.xml entry 5: a news item without text",
        "m.xml entry 6: a plan of coverage, not news",
    ]


def test_an_item_that_was_withdrawn_is_no_report() -> None:
    item = g2(XHTML).replace("stat:usable", "stat:canceled")
    assert problems(item, "m.xml") == ["m.xml: an item that its publisher has marked as canceled"]


def test_newsml_1() -> None:
    item = """<?xml version="1.0" encoding="utf-8"?><NewsML Version="1.2"><NewsEnvelope/><NewsItem xml:lang="en">
    <Identification><NewsIdentifier><ProviderId>afp.com</ProviderId>
    <PublicIdentifier>urn:newsml:afp.com:1</PublicIdentifier></NewsIdentifier></Identification>
    <NewsManagement><FirstCreated>20230428T134951+0000</FirstCreated></NewsManagement>
    <NewsComponent><NewsLines><HeadLine>Minister rejects demand</HeadLine><ByLine>Jane Holm</ByLine></NewsLines>
    <AdministrativeMetadata><Provider><Party FormalName="AFP"/></Provider></AdministrativeMetadata>
    <ContentItem><DataContent>{}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""
    read = only(item.format("<p>The minister rejected it.</p><p>“No,” she said.</p>"))
    assert read.text == "The minister rejected it.\n“No,” she said.\n"
    assert (read.id, read.title, read.agency, read.published, read.language) == (
        "guid:AFP:urn:newsml:afp.com:1", "Minister rejects demand", "AFP", "2023-04-28", "en",
    )  # fmt: skip
    escaped = only(item.format("&lt;P&gt;The minister rejected it.&lt;/P&gt;"))
    assert escaped.text == "The minister rejected it.\n"


NINJS: dict[str, dict[str, Any]] = {
    "1": {
        "uri": "urn:ntb:1", "type": "text", "versioncreated": "2023-04-28T10:00:00+02:00", "pubstatus": "usable",
        "headline": "Krever svar", "byline": "Anders Vik, NTB", "copyrightholder": "NTB", "language": "nb-NO",
        "body_xhtml": "<p>Norge krever svar.</p><p>– Nei.</p>", "body_text": "Norge krever svar. – Nei.",
        "description_text": "Kort.",
    },
    "2": {
        "uri": "urn:ntb:1", "type": "text", "versioncreated": "2023-04-28T10:00:00+02:00",
        "headlines": [{"role": "short", "value": "Krav"}, {"role": "main", "value": "Krever svar"}],
        "by": "Anders Vik, NTB", "copyrightholder": "NTB", "language": "nb",
        "bodies": [
            {"role": "text", "contenttype": "text/plain", "value": "Norge krever svar. – Nei."},
            {"role": "main", "contenttype": "text/html", "value": "<p>Norge krever svar.</p><p>– Nei.</p>"},
        ],
    },
    "3": {
        "uri": "urn:ntb:1", "type": "text", "versionCreated": "2023-04-28T10:00:00+02:00", "pubStatus": "usable",
        "headlines": [{"value": "Krever svar"}], "by": "Anders Vik, NTB", "copyrightHolder": "NTB", "language": "nb",
        "descriptions": [{"role": "lead", "contentType": "text/plain", "value": "Norge krever svar."}],
        "bodies": [{"role": "html", "contentType": "text/html", "value": "<article><p>– Nei.</p></article>"}],
    },
}  # fmt: skip


@pytest.mark.parametrize("version", NINJS)
def test_ninjs_of_every_version(version: str) -> None:
    read = only(json.dumps(NINJS[version]))
    assert read.text == "Norge krever svar.\n– Nei.\n"
    assert (read.id, read.title, read.agency, read.language, read.genre) == (
        "guid:NTB:urn:ntb:1", "Krever svar", "NTB", "nb", "wire",
    )  # fmt: skip
    assert (read.published, read.authors) == ("2023-04-28", ("Anders Vik, NTB",))


def test_ninjs_in_wrappers_and_lists() -> None:
    wrapped = {
        "data": {
            "meta": {"page": 1},
            "items": [{"item": NINJS["1"]}, {"item": {**NINJS["1"], "uri": "urn:ntb:2"}}],
        }
    }
    assert [getattr(one, "id", one) for one in items(json.dumps(wrapped))] == [
        "guid:NTB:urn:ntb:1",
        "guid:NTB:urn:ntb:2",
    ]


def test_ninjs_without_a_body_gives_its_description_and_pictures_give_nothing() -> None:
    item = {key: value for key, value in NINJS["1"].items() if not key.startswith("body")}
    assert only(json.dumps(item)).text == "Kort.\n"
    assert problems(json.dumps({**item, "type": "picture"}), "n") == [
        "n: ninjs of the type 'picture' without text"
    ]
    withheld = {**NINJS["1"], "pubstatus": "withheld"}
    assert problems(json.dumps(withheld), "n") == ["n: an item that its publisher has marked as withheld"]


def test_a_package_gives_the_texts_that_are_associated() -> None:
    package = {
        "uri": "urn:ntb:9",
        "type": "composite",
        "versioncreated": "2023-04-28",
        "associations": {"a": NINJS["1"]},
    }
    assert only(json.dumps(package)).id == "guid:NTB:urn:ntb:1"
    listed = {
        **package,
        "associations": [{**NINJS["3"], "name": "a"}, {"name": "b", "type": "picture", "uri": "x"}],
    }
    assert only(json.dumps(listed)).text == "Norge krever svar.\n– Nei.\n"


IPTC_7901 = (
    b"\x16\x16\x01eca062 4 i 211 ccccb   dpa 061\r\n\r\nDiplomacy/\r\n\x02Minister rejects demand from Vestmark =\r\n\r\n"
    b"   Oslo (dpa) - Foreign Minister Solveig Dahle on Friday rejected a\r\ndemand that Norway should reopen the strait "
    b'to ships from\r\nVestmark.\r\n\r\n   "No," she told reporters in the parliament\'s hall before the\r\nsession.\r\n\x03'
)


def test_a_transmission_loses_its_marks_and_its_lines() -> None:
    read = only(IPTC_7901)
    assert read.text == (
        "Oslo (dpa) - Foreign Minister Solveig Dahle on Friday rejected a demand that Norway should reopen the strait to "
        'ships from Vestmark.\n\n"No," she told reporters in the parliament\'s hall before the session.\n'
    )
    assert (read.title, read.agency, read.genre) == ("Minister rejects demand from Vestmark", "dpa", "wire")


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE nitf [<!ENTITY a "ha"><!ENTITY x "&a;&a;&a;&a;">]><nitf><body.content><p>&x;</p></body.content></nitf>',
        '<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]><nitf><body.content><p>&x;</p></body.content></nitf>',
    ],
)
def test_entities_of_a_documents_own_are_refused(document: str) -> None:
    assert problems(document, "n.xml") == ["n.xml: declares entities of its own; not read"]


def test_xml_that_is_damaged_too_deep_or_of_another_kind() -> None:
    deep = f"<nitf>{'<p>' * 5000}{'</p>' * 5000}</nitf>"
    [problem] = problems(deep, "n.xml")
    assert problem.startswith("n.xml: damaged XML: line 1: Excessive depth")
    assert problems("<nitf><body>", "n.xml")[0].startswith("n.xml: damaged XML: line 1: ")
    assert problems('<?xml version="1.0"?><release><body/></release>', "n.xml") == [
        "n.xml: XML of an unknown kind (<release>); read are RSS, Atom, OPML, NITF and NewsML"
    ]


@pytest.mark.parametrize(
    "start",
    [
        "\x1c" * 60 + "\n<<?x",
        "<!DOCTYPE nitf " + " " * 5000,
        "<!--" * 4000,
        "<!---->" * 2000 + "x",
        "<?a " * 4000,
        "<?a?>" * 3000,
    ],
)
def test_a_prolog_is_told_in_no_time(start: str) -> None:
    started = time.process_time()
    items(start, "n.xml")
    assert list(feeds.feeds(start.encode(), Origin("n.xml", TODAY))) == []
    assert time.process_time() - started < 2


def test_a_kind_of_two_lines_is_told_on_one() -> None:
    item = {**NINJS["1"], "type": "text\nx", "body_xhtml": "", "body_text": "", "description_text": ""}
    assert problems(json.dumps(item), "n") == ["n: ninjs of the type 'text x' without text"]
