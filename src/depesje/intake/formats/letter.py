"""Electronic mail (EML, mbox) and pages saved as MHTML: a newsletter's or a press office's letter, and what is attached.

Of a letter in several forms the HTML is read, as its paragraphs are not broken into lines; what is attached is read as
what it is, pictures and the like passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parseaddr

from depesje.errors import Problem
from depesje.intake import charset, files
from depesje.intake.credit import agency
from depesje.intake.formats import prose, when
from depesje.intake.formats.entry import Entry, report
from depesje.intake.identity import canonical_url
from depesje.intake.origin import MANY, Origin, too_many
from depesje.records import Report

LARGEST = 30_000_000
KINDS = frozenset({".eml", ".mht", ".mhtml", ".mbox"})
_MEDIA = frozenset({"message/rfc822", "multipart/related", "application/mbox"})
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]?[^\n]*(?:\n[ \t][^\n]*)*\n")
_SIGNS = frozenset(
    {b"message-id", b"mime-version", b"received", b"return-path", b"content-type", b"delivered-to"}
)
_MBOX = re.compile(rb"From \S+ +[A-Z][a-z]{2} [A-Z][a-z]{2} +[0-9]{1,2} ")
_NEXT = re.compile(rb"\n\n(?=From \S+ +[A-Z][a-z]{2} [A-Z][a-z]{2} +[0-9]{1,2} )")
_SAVED = ("snapshot-content-location", "content-location")
_PARTS, _DEEP = 500, 20
_PASSED = (
    "image/", "audio/", "video/", "font/", "text/css", "text/calendar", "text/vcard", "text/x-vcard",
    "application/pgp", "application/pkcs7", "application/x-pkcs7", "application/ms-tnef", "message/delivery-status",
)  # fmt: skip
_REPLY = re.compile(r"(?i)^\s*(?:(?:re|sv|fwd?|vs|vb)\s*:\s*)+")


def fits(data: bytes, origin: Origin) -> bool:
    """Whether this begins with a letter's headers, one of them such as only mail has."""
    if origin.kind in KINDS or origin.media in _MEDIA:
        return True
    start = data[:16_384].lstrip().replace(b"\r\n", b"\n")
    if _MBOX.match(start):
        return True
    names, place = set(), 0
    while found := _HEADER.match(start, place):
        names.add(found[1].lower())
        place = found.end()
    return len(names) > 1 and bool(names & _SIGNS)


def read(data: bytes, origin: Origin) -> Iterator[Report | Problem]:
    """The reports in this letter, or in these letters."""
    data = data.lstrip()
    if not _MBOX.match(data[:200]):
        yield from _letter(data, origin)
        return
    letters = _NEXT.split(data.replace(b"\r\n", b"\n"), maxsplit=MANY)
    for number, one in enumerate(letters[:MANY], start=1):
        yield from _letter(one.partition(b"\n")[2], origin.entry(number, "letter"))
    if len(letters) > MANY:
        yield Problem(origin.name, too_many())


def _letter(data: bytes, origin: Origin) -> Iterator[Report | Problem]:
    try:
        letter = BytesParser(policy=policy.compat32).parsebytes(data.lstrip())
        parts = list(_parts(letter))
    except Exception as error:  # the parser has faults of its own over headers that may hold anything
        yield Problem(origin.name, f"a damaged letter: {type(error).__name__}")
        return
    if len(parts) > _PARTS:
        yield Problem(origin.name, f"a letter in more than {_PARTS} parts")
        return
    if letter.get_content_type() == "multipart/related" and any(_header(letter, name) for name in _SAVED):
        yield from _page(letter, parts, origin)
        return
    bodies = [part for part in parts if _is_body(part)]
    attached = [part for part in parts if not _is_body(part) and not _is_passed(part)]
    size = max((len(_bytes(part)) for part in bodies), default=0)
    text, guessed = _text(bodies) if size <= files.LIMIT else ("", False)
    if size > files.LIMIT:
        yield Problem(origin.name, files.too_large(size))
    elif text.strip():
        yield report(_entry(letter, text, guessed=guessed), origin)
    elif not attached:
        yield Problem(origin.name, "a letter without text")
    for number, part in enumerate(attached, start=1):
        yield from _attached(part, number, origin)


def _parts(letter: Message, deep: int = 0) -> Iterator[Message]:
    """The parts that hold something, in order; a letter in the letter is one of them."""
    if letter.get_content_maintype() != "multipart" or not isinstance(letter.get_payload(), list):
        yield letter
    elif deep < _DEEP:
        for part in letter.get_payload():
            yield from _parts(part, deep + 1)  # type: ignore[arg-type]


def _is_body(part: Message) -> bool:
    kind = part.get_content_type()
    return (
        kind in ("text/plain", "text/html")
        and part.get_content_disposition() != "attachment"
        and not _name(part)
    )


def _is_passed(part: Message) -> bool:
    return part.get_content_type().startswith(_PASSED)


def _text(bodies: list[Message]) -> tuple[str, bool]:
    """The running text of a letter, HTML before plain, and whether its charset was guessed."""
    for kind in ("text/html", "text/plain"):
        texts, guessed = [], False
        for part in bodies:
            if part.get_content_type() == kind and (decoded := _decoded(part)) is not None:
                guessed = guessed or decoded.guessed
                plain = (
                    prose.unwrapped(decoded.text) if kind == "text/plain" else prose.from_html(decoded.text)
                )
                texts.append(plain)
        if text := "".join(texts):
            return text, guessed
    return "", False


def _decoded(part: Message) -> charset.Decoded | None:
    data = _bytes(part)
    if not data.strip():
        return None
    declared = part.get_content_charset()
    if part.get_content_type() == "text/html":
        declared = declared or charset.declared(data)
    return charset.decode(data, declared)


def _bytes(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _entry(letter: Message, text: str, *, guessed: bool) -> Entry:
    name, address = parseaddr(_header(letter, "from") or "")
    sender = name or address or None
    return Entry(
        text=text,
        title=_REPLY.sub("", _header(letter, "subject") or "") or None,
        guid=(_header(letter, "message-id") or "").strip("<> ") or None,
        publisher=sender,
        agency=agency(sender),
        published=when.iso(_header(letter, "date")),
        language=(_header(letter, "content-language") or "").partition(",")[0] or None,
        guessed=guessed,
    )


def _attached(part: Message, number: int, origin: Origin) -> Iterator[Report | Problem]:
    name = f"{origin.name} attachment {number}"
    if shown := _name(part):
        name += f" ({files.printable(shown)[:80]})"
    data = _inner(part) if part.get_content_type() == "message/rfc822" else _bytes(part)
    media = part.get_content_type()
    known = None if media in ("application/octet-stream", "text/plain") else media
    yield from _document(data, origin.within(name, media_type=known, charset=part.get_content_charset()))


def _inner(part: Message) -> bytes:
    """The bytes of a letter that is attached to another."""
    inner = part.get_payload()
    try:
        return inner[0].as_bytes() if isinstance(inner, list) and isinstance(inner[0], Message) else b""
    except Exception:  # damaged in a way that only writing it shows
        return b""


def _page(letter: Message, parts: list[Message], origin: Origin) -> Iterator[Report | Problem]:
    """A page as a browser saved it: its first part that is HTML."""
    page = next(
        (part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")), None
    )
    if page is None:
        yield Problem(origin.name, "a saved page without HTML")
        return
    url = next(filter(None, (canonical_url(_header(letter, name) or "") for name in _SAVED)), None)
    inner = origin.within(origin.name, url=url, media_type="text/html", charset=page.get_content_charset())
    yield from _document(_bytes(page), inner)


def _document(data: bytes, origin: Origin) -> Iterator[Report | Problem]:
    """The reports in what lies in a letter, where that is no larger than it may be by itself."""
    from depesje.intake.formats import largest, reports

    limit = largest(data, origin)
    if len(data) > limit:
        yield Problem(origin.name, files.too_large(len(data), limit))
    else:
        yield from reports(data, origin)


def _name(part: Message) -> str | None:
    try:
        return part.get_filename()
    except Exception:  # damaged parameters
        return None


def _header(letter: Message, name: str) -> str | None:
    """A header in words, its charset undone; None where there is none or it cannot be read."""
    raw = letter.get(name)
    if raw is None:
        return None
    # Only the newer policy undoes encoded words and folding; it fails over some that are damaged.
    try:
        one = EmailMessage(policy=policy.default)
        one[name] = " ".join(str(raw).split())
        return " ".join(str(one[name]).split()) or None
    except Exception:
        return " ".join(str(raw).split()) or None
