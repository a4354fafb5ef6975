"""What a format says of one report, and the report that comes of it: dates checked, addresses made canonical."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from depesje.errors import Problem
from depesje.intake import dates, files
from depesje.intake.formats import prose
from depesje.intake.formats.readout import is_readout
from depesje.intake.identity import canonical_url, guid_id, text_id
from depesje.intake.origin import NO_TEXT, Origin
from depesje.records import Aside, DateEvidence, Genre, Language, Report, Reservation

WITHDRAWN = ("canceled", "withheld")  # by the IPTC's vocabulary of publishing status
_LONGEST = 300
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}[+-][0-9]{2}:[0-9]{2}")
_UNFIT = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """What an input says of one report; dates, addresses and languages are as written there, moments in ISO's order.

    ``guid`` is what its publisher calls it; ``evidence`` is what kind of thing the dates were read from.
    """

    text: str
    title: str | None = None
    url: str | None = None
    guid: str | None = None
    publisher: str | None = None
    agency: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    evidence: DateEvidence = "feed"
    language: str | None = None
    genre: Genre = "news"
    reserved: Reservation | None = None
    guessed: bool = False
    id: str | None = None
    published_at: str | None = None
    stub: bool = False
    asides: tuple[Aside, ...] = ()


def report(entry: Entry, origin: Origin) -> Report | Problem:
    """The report of this entry; a Problem where it has no text, too much of it, or a date that cannot be.

    Its id is its address, else its publisher's name for it, else the SHA-256 of its text (docs/identity.md).
    """
    entry = _composed(entry)
    text, captions = prose.parted(_storable(entry.text))
    entry = replace(entry, text=text, asides=(*captions, *entry.asides))
    if not entry.text.strip():
        return Problem(origin.name, NO_TEXT)
    if len(entry.text) > files.LONGEST:
        return Problem(origin.name, files.too_long(len(entry.text)))
    try:
        published, evidence = _published(entry, origin)
    except dates.DateError as error:
        return Problem(origin.name, str(error))
    url = canonical_url(entry.url) if entry.url else None
    publisher, title = one_line(entry.publisher), one_line(entry.title)
    told = entry.genre in ("news", "wire") and is_readout(title, entry.text, publisher, url)
    named = guid_id(publisher, entry.guid) if entry.guid else None
    return Report(
        id=entry.id or url or named or text_id(entry.text),
        text=entry.text,
        title=title,
        language=language(entry.language),
        published=published,
        modified=_modified(entry, origin),
        date_evidence=evidence,
        publisher=publisher,
        agency=one_line(entry.agency),
        url=url,
        genre="readout" if told else entry.genre,
        charset_guessed=entry.guessed,
        reserved=entry.reserved or origin.reserved,
        published_at=_moment(entry) if published and evidence != "given" else None,
        authors=entry.authors,
        stub=entry.stub,
        asides=entry.asides,
    )


def language(tag: str | None) -> Language | None:
    """The language that a BCP 47 tag names (``nn-NO``), where it is one that is read; ``no`` may be either Norwegian."""
    first = (tag or "").strip().lower().replace("_", "-").partition("-")[0]
    known: dict[str, Language] = {"nb": "nb", "nob": "nb", "nn": "nn", "nno": "nn", "en": "en", "eng": "en"}
    return known.get(first)


def genre(agency: str | None) -> Genre:
    """What a wire's item is, by the agency that it credits."""
    return "wire" if agency else "news"


def withdrawn(status: str) -> str:
    """Why an item is not read whose publisher has taken it back."""
    return f"an item that its publisher has marked as {status}"


def one_line(value: object) -> str | None:
    """A name or title on one line, without what cannot be printed; None where nothing is left."""
    if not isinstance(value, str):
        return None
    value = unicodedata.normalize("NFC", value)
    printable = "".join(char for char in value if char.isprintable() or char.isspace())
    return " ".join(printable.split())[:_LONGEST] or None


def _published(entry: Entry, origin: Origin) -> tuple[str | None, DateEvidence | None]:
    """When it was published and what says so; what the caller says spares what is written. Raises ``DateError``."""
    if origin.published:
        return origin.published, "given"
    if entry.published:
        return dates.published(entry.published, origin.today), entry.evidence
    return None, None


def _moment(entry: Entry) -> str | None:
    """The moment of publication, where the date tells it with an offset from UTC."""
    written = entry.published or ""
    return entry.published_at or (written if _MOMENT.fullmatch(written) else None)


def _modified(entry: Entry, origin: Origin) -> str | None:
    """When it was changed; left out where that cannot be, as it is beside the point."""
    try:
        return dates.published(entry.modified, origin.today) if entry.modified else None
    except dates.DateError:
        return None


def _composed(entry: Entry) -> Entry:
    """An entry whose letters are one character each, å say, which a Mac may write as two; nobody would read them."""
    if unicodedata.is_normalized("NFC", entry.text):
        return entry
    moved = tuple(
        replace(aside, at=len(unicodedata.normalize("NFC", entry.text[: aside.at]))) for aside in entry.asides
    )
    return replace(entry, text=unicodedata.normalize("NFC", entry.text), asides=moved)


def _storable(text: str) -> str:
    """A text without halves of characters and without NUL, which no database keeps; its length stays."""
    return text if text.isascii() and "\0" not in text else _UNFIT.sub("\ufffd", text)
