"""Documents in others: WARC archives, gzip, ZIP."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from depesje.intake.formats import coding
from depesje.records import Report

from ..pages import page
from .reading import items, only, problems, reports

NITF = (
    '<nitf><head><docdata><doc-id id-string="1" regsrc="NTB"/></docdata></head>'
    "<body><body.content><p>Vestmark avviser.</p></body.content></body></nitf>"
)


def warc(*records: dict[str, Any], packed: bool = True) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for one in records:
        http = None
        if "status" in one:
            headers = [("Content-Type", one.get("media", "text/html")), *one.get("headers", [])]
            http = StatusAndHeaders(one["status"], headers, protocol="HTTP/1.1")
        record = writer.create_warc_record(
            one.get("url", "https://avis.example/sak"),
            one.get("type", "response"),
            payload=io.BytesIO(one["body"]),
            http_headers=http,
            warc_content_type=None if http else one.get("media", "text/html"),
        )
        writer.write_record(record)
    return out.getvalue()


def response(body: bytes = page().encode(), **more: Any) -> dict[str, Any]:
    return {"status": "200 OK", "body": body, **more}


@pytest.mark.parametrize("packed", [True, False])
def test_a_warc_gives_its_pages_and_passes_over_the_rest(packed: bool) -> None:
    archive = warc(
        {"type": "warcinfo", "body": b"software: x\r\n", "media": "application/warc-fields"},
        {"type": "request", "body": b"GET / HTTP/1.1\r\n\r\n", "media": "application/http; msgtype=request"},
        response(),
        response(b"body{}", media="text/css", url="https://avis.example/a.css"),
        response(b"\x89PNG", media="image/png", url="https://avis.example/a.png"),
        response(b"User-agent: *", media="text/plain", url="https://avis.example/robots.txt"),
        response(status="404 Not Found", url="https://avis.example/borte"),
        {"type": "resource", "body": NITF.encode(), "media": "application/xml", "url": "urn:ntb:1"},
        packed=packed,
    )
    first, second = reports(archive, "a.warc.gz")
    assert "Vestmark" in first.text
    assert (second.id, second.text) == ("guid:NTB:1", "Vestmark avviser.\n")


def test_what_the_server_said_holds() -> None:
    bare = "<html><body><p>Støre avviser kravet fra nabolandet.</p></body></html>"
    read = only(
        warc(
            response(
                bare.encode("iso8859-1"),
                media="text/html; charset=iso-8859-1",
                headers=[("tdm-reservation", "1"), ("tdm-policy", "https://avis.example/tdm.json")],
            )
        )
    )
    assert (read.url, read.charset_guessed) == ("https://avis.example/sak", False)
    assert "Støre" in read.text
    assert read.reserved is not None
    assert read.reserved.policy == "https://avis.example/tdm.json"


def test_robots_are_told_by_a_header_too() -> None:
    one = response(headers=[("X-Robots-Tag", "noindex"), ("X-Robots-Tag", "noai")])
    reserved = only(warc(one)).reserved
    assert reserved is not None
    assert (reserved.said_in, reserved.term) == ("header", "x-robots-tag=noai")


@pytest.mark.parametrize(
    ("value", "reserved"),
    [
        ("max-image-preview:large, noai", True),
        ("unavailable_after: 25 Jun 2030 15:00:00 PST, noai", True),
        ("depesje: noai", True),
        ("annenbot: noai", False),
        ("max-snippet: 20", False),
    ],
)
def test_a_rule_with_a_value_is_no_programs_name(value: str, reserved: bool) -> None:
    read = only(warc(response(headers=[("X-Robots-Tag", value)])))
    assert (read.reserved is not None) is reserved


def chunked(body: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:50], body[50:])) + b"0\r\n\r\n"


def test_bodies_that_are_packed_in_chunks_or_said_to_be() -> None:
    body = page().encode()
    raw = zlib.compressobj(wbits=-15)
    for packed, encoding in (
        (gzip.compress(body), "gzip"),
        (zlib.compress(body), "deflate"),
        (raw.compress(body) + raw.flush(), "deflate"),
        (body, "gzip"),
        (gzip.compress(gzip.compress(body)), "gzip, gzip"),
    ):
        assert "Vestmark" in only(warc(response(packed, headers=[("Content-Encoding", encoding)]))).text
    for sent in (chunked(body), body):
        assert "Vestmark" in only(warc(response(sent, headers=[("Transfer-Encoding", "chunked")]))).text


def test_a_bomb_in_an_archive_is_refused_by_name_and_the_next_is_read() -> None:
    bomb = gzip.compress(b"<p>" + b"\0" * 50_000_000)
    archive = warc(
        response(bomb, headers=[("Content-Encoding", "gzip")]), response(url="https://avis.example/2")
    )
    problem, report = items(archive, "a.warc")
    assert (
        str(problem)
        == "a.warc record 1 (https://avis.example/sak): too large: more than 5 MB; the limit is 5 MB"
    )
    assert isinstance(report, Report)


def test_damage_is_named_and_what_is_whole_is_read() -> None:
    archive = warc(
        response(),
        response(b"<html><p>" + bytes(range(32, 127)) * 900 + b"</p>", url="https://avis.example/2"),
    )
    found = items(archive[:-300], "a.warc")
    assert isinstance(found[0], Report)
    assert len(found) <= 2
    assert problems(b"WARC/1.0\r\nrubbish", "a.warc") == ["a.warc: an archive without pages"]


def test_an_archive_of_before() -> None:
    arc = b"filedesc://a.arc 0.0.0.0 20100101000000 text/plain 75\n1 0 X\nURL IP-address Archive-date\n"
    assert problems(arc, "a.arc") == ["a.arc: an ARC archive; convert it to WARC"]


def test_a_file_in_gzip_is_read_as_what_it_is() -> None:
    assert only(gzip.compress(page().encode()), "a.html.gz").title == "Avviser møte med Vestmark"
    assert only(gzip.compress(NITF.encode())).id == "guid:NTB:1"
    assert only(gzip.compress(b"Norge krever svar.\n") + gzip.compress(b"Vestmark avviser.\n")).text == (
        "Norge krever svar.\nVestmark avviser.\n"
    )


def test_a_bomb_in_gzip() -> None:
    [problem] = problems(gzip.compress(b"Norge krever svar.\n" * 2_000_000), "a.txt.gz")
    assert problem == "a.txt.gz: too large: more than 5 MB; the limit is 5 MB"
    assert problems(b"\x1f\x8b\x08rubbish", "a.gz")[0].startswith("a.gz: damaged")


def test_a_packed_file_that_is_cut_off_or_damaged_is_not_read_as_if_it_ended_there() -> None:
    whole = gzip.compress("\n".join(f"Norge krever svar nummer {n}." for n in range(500)).encode())
    assert only(whole + b"\0" * 512).text.endswith("499.")
    assert problems(whole[:-200], "a.gz") == ["a.gz: damaged: cut off before its end"]
    assert problems(whole + whole[:50], "a.gz") == ["a.gz: damaged: cut off before its end"]
    assert problems(whole[:-6] + b"\0" + whole[-5:], "a.gz") == ["a.gz: damaged: incorrect data check"]
    [problem] = problems(warc(response(whole[:-200], headers=[("Content-Encoding", "gzip")])), "a.warc")
    assert problem.endswith("damaged: cut off before its end")


@pytest.mark.parametrize("size", range(65_530, 65_545))
def test_a_packed_file_about_as_long_as_a_chunk(size: int) -> None:
    for text in (b"a" * size, (bytes(range(256)) * 257)[:size]):
        assert coding.unpacked(gzip.compress(text)) == text


def zipped(*files: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def test_a_zip_of_mixed_files() -> None:
    archive = zipped(
        ("mappe/a.txt", b"Norge krever svar.\n"),
        ("mappe/b.xml", NITF.encode()),
        ("mappe/c.png", b"\x89PNG\r\n\x1a\n\0"),
        ("mappe/.skjult", b"x"),
        ("__MACOSX/a.txt", b"x"),
        ("bombe.txt", b"x" * 40_000_000),
        ("../../etc/d.txt", b"Vestmark avviser.\n"),
    )
    assert [one.text for one in items(archive, "z.zip") if isinstance(one, Report)] == [
        "Norge krever svar.\n",
        "Vestmark avviser.\n",
        "Vestmark avviser.\n",
    ]
    assert problems(archive, "z.zip") == [
        "z.zip mappe/c.png: binary file, not a report",
        "z.zip bombe.txt: too large: more than 5 MB; the limit is 5 MB",
    ]


def test_archives_in_archives_come_to_an_end() -> None:
    inner = zipped(("a.txt", b"Norge krever svar.\n"))
    for _ in range(6):
        inner = zipped(("a.zip", inner))
    [problem] = problems(inner, "z")
    assert problem.endswith("lies in more than 4 others; not read")


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        (
            (("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")),
            "a Word document, which is not read; save it as",
        ),
        (
            (("mimetype", b"application/epub+zip"), ("META-INF/container.xml", b"<x/>")),
            "an e-book, which is not read",
        ),
        ((), "a ZIP file without files"),
    ],
)
def test_office_files_and_empty_ones(files: tuple[tuple[str, bytes], ...], reason: str) -> None:
    assert problems(zipped(*files), "a.docx")[0].startswith(f"a.docx: {reason}")


def test_zip_files_that_are_damaged() -> None:
    archive = bytearray(zipped(("a.txt", b"Norge krever svar.\n" * 50)))
    archive[45:60] = b"\xff" * 15
    assert problems(bytes(archive), "z.zip") == ["z.zip a.txt: damaged"]
    assert problems(b"PK\x03\x04\x14\0\0\0", "z.zip") == ["z.zip: a damaged ZIP file"]


def test_a_file_without_a_name_in_a_zip_is_read() -> None:
    """Which a damaged directory leaves, and somebody may make on purpose."""
    data = zipped(("a.txt", b"Latvia krever svar."), ("b.txt", b"Kravet ble avvist."))
    found = items(data.replace(b"a.txt", b"\0.txt"))
    assert [one.text for one in found if isinstance(one, Report)] == [
        "Latvia krever svar.",
        "Kravet ble avvist.",
    ]
