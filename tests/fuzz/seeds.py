"""Good inputs of every format, which the fuzzer spoils."""

from __future__ import annotations

import gzip
import io
import json
import zlib

from tests.intake.formats import (
    test_archives,
    test_feeds,
    test_letters,
    test_pdf,
    test_tables,
    test_texts,
    test_wires,
)
from tests.intake.pages import page


def seeds() -> dict[str, list[bytes]]:
    """The seeds of each reader, by the name of its module."""
    letter = test_letters.letter()
    letter.set_content(test_letters.PLAIN)
    letter.add_alternative(test_letters.HTML, subtype="html")
    letter.add_attachment(page().encode(), maintype="text", subtype="html", filename="sak.html")
    nitf = test_wires.NITF.encode("iso8859-1", "xmlcharrefreplace")
    item = test_wires.g2(test_wires.XHTML)
    message = f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{item}{item}</itemSet></newsMessage>'
    response = test_archives.response
    packed = {"headers": [("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")]}
    archive = (
        response(),
        response(
            test_archives.chunked(gzip.compress(page().encode())), url="https://avis.example/2", **packed
        ),
        response(zlib.compress(nitf), media="application/xml", headers=[("Content-Encoding", "deflate")]),
    )
    lines = "\n".join(json.dumps(one) for one in test_wires.NINJS.values())
    return {
        "feed": [
            test_feeds.RSS.encode(),
            b"<feed><entry><content type='html'>&lt;p>a</content></entry></feed>",
        ],
        "opml": [test_feeds.OPML.encode()],
        "nitf": [nitf],
        "newsml": [item.encode(), message.encode()],
        "newsml1": [b"<NewsML><NewsItem><DataContent><p>Norge svarer.</p></DataContent></NewsItem></NewsML>"],
        "wire": [test_wires.IPTC_7901, b"\x01a\x02^b<\r\n^By X=\r\n\t c (AP) _ d\r\n\x03"],
        "objects": [*(json.dumps(one).encode() for one in test_wires.NINJS.values()), lines.encode()],
        "tables": [test_tables.NORWEGIAN.encode(), b"sep=;\ntitle;text;date\nA;B;2023-04-28\n"],
        "parquet": [_parquet()],
        "warc": [test_archives.warc(*archive), test_archives.warc(*archive, packed=False)],
        "packed": [
            test_archives.zipped(("a.txt", b"Norge."), ("b.xml", nitf)),
            gzip.compress(page().encode()),
        ],
        "letter": [letter.as_bytes(), b"From a@b Fri Apr 28 10:15:00 2023\nSubject: a\n\nb\n\n" * 2],
        "markdown": [test_texts.MARKDOWN.encode(), b'+++\ntitle = "a"\n+++\nb\n'],
        "pdf": [test_pdf.made(test_pdf.set_in(test_pdf.TEXT, 60, 80), [])],
        "page": [page().encode(), page().encode("utf-16")],
        "plain": ["date 2022-01 Norge svarer. – Nei.".encode(), "Støre".encode("cp1252")],
        "unknown": [b'<?xml version="1.0"?><release><body/></release>', b"{\\rtf1 a}"],
        "any": [page().encode(), nitf, test_feeds.RSS.encode(), lines.encode(), letter.as_bytes()],
    }


def _parquet() -> bytes:
    import pyarrow
    from pyarrow import parquet

    out = io.BytesIO()
    parquet.write_table(pyarrow.table({"tittel": ["A", "B"], "tekst": ["Norge svarer.", "Nei."]}), out)
    return out.getvalue()
