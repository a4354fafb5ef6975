"""WARC archives, plain or gzipped: one report a page, feed, article or document that they hold.

Read are responses of servers that were well, resources and conversions; pictures, programs, styles and what was asked are
passed over. A record that is damaged is named, and the next is read.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from depesje.errors import Problem
from depesje.intake import files
from depesje.intake.formats import coding
from depesje.intake.identity import canonical_url
from depesje.intake.origin import MANY, Origin, too_many
from depesje.intake.reserved import by_headers
from depesje.records import Report, Reservation

LARGEST = 200_000_000
KINDS = frozenset({".warc"})
_MARK = b"WARC/"
_PAST = 1024
_KEPT = ("html", "rss", "atom", "pdf", "nitf", "newsml", "message/rfc822", "rdf+xml")
_PLAIN = (
    "text/plain",
    "text/xml",
    "application/xml",
    "application/json",
    "application/feed+json",
    "application/ld+json",
)
_WELL = 200


def fits(data: bytes, origin: Origin) -> bool:
    """Whether a record of an archive begins here, also in the first member of a gzip file."""
    if data.startswith(coding.GZIP):
        try:
            data = coding.start(data, _PAST)
        except coding.CodingError:
            return False
    return data[:_PAST].lstrip().startswith(_MARK)


def read(data: bytes, origin: Origin) -> Iterator[Report | Problem]:
    """The reports in this archive, in its order."""
    number = read_ = 0
    records = _records(data)
    while True:
        number += 1
        place = f"{origin.name} record {number}"
        try:
            record = next(records)
        except StopIteration:
            break
        except Exception as error:  # another library over an archive that may hold anything
            yield Problem(place, f"damaged: {_line(error)}; what comes after it is not read")
            break
        if number > MANY:
            yield Problem(origin.name, too_many())
            return
        try:
            found = _body(record)
        except Exception as error:
            yield Problem(place, f"damaged: {_line(error)}")
            continue
        if found is not None:
            read_ += 1
            yield from _read(*found, origin, place)
    if not read_ and number <= MANY:
        yield Problem(origin.name, "an archive without pages")


def _records(data: bytes) -> Iterator[Any]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    return iter(
        ArchiveIterator(
            io.BytesIO(data), record_types=kinds, parse_http=True, auto_decode="none", quirks_mode=True
        )
    )


def _body(record: Any) -> tuple[bytes, Any] | None:
    """The bytes of a record and the record; None where it is none of those that are read."""
    http = record.http_headers
    if http is not None and http.status_code != _WELL:
        return None
    kind = (_media(record) or "").lower()
    wanted = any(part in kind for part in _KEPT) or (
        kind.partition(";")[0].strip() in _PLAIN and _is_news(record)
    )
    if not wanted:
        return None
    body = record.reader.read(files.LIMIT + 1)
    return (body, record) if body.strip() else None


def _is_news(record: Any) -> bool:
    """Whether a text or XML is an article and no ``robots.txt``: only those that were put there as documents."""
    return record.http_headers is None and not (_address(record) or "").endswith(
        ("robots.txt", ".js", ".css", ".log")
    )


def _read(body: bytes, record: Any, origin: Origin, place: str) -> Iterator[Report | Problem]:
    # Imported here, as every format is known there.
    from depesje.intake.formats import reports

    http = record.http_headers
    url = canonical_url(_address(record) or "")
    name = f"{place} ({url})" if url else place
    if len(body) > files.LIMIT:
        yield Problem(name, files.too_large(None))
        return
    try:
        if http is not None:
            if "chunked" in (http.get("Transfer-Encoding") or "").lower():
                body = coding.dechunked(body)
            body = coding.decoded(body, http.get("Content-Encoding"))
    except coding.CodingError as error:
        yield Problem(name, str(error))
        return
    yield from reports(
        body,
        origin.within(
            name,
            url=url,
            media_type=_media(record),
            charset=record.http_charset if http else None,
            reserved=_reserved(http),
        ),
    )


def _media(record: Any) -> str | None:
    """What the server said that it sent; of what no server sent, what the archive says."""
    if record.http_headers is not None:
        said = record.http_content_type or record.http_headers.get("Content-Type")
    else:
        said = record.headers.get("Content-Type")
    return str(said) if said else None


def _address(record: Any) -> str | None:
    # Some archives put it in angle brackets, as the standard once did.
    address = record.headers.get("WARC-Target-URI")
    return str(address).strip().strip("<>") if address else None


def _reserved(http: Any) -> Reservation | None:
    """What the headers of an answer reserve; each may be there more than once."""
    if http is None:
        return None
    said: dict[str, list[str]] = {}
    for name, value in http.items():
        said.setdefault(str(name).strip().lower(), []).append(str(value))
    return by_headers(said)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
