"""Records without a report: documents in the drawer, of which the ledger has the words that a person typed.

A document is kept as a report of the genre ``document``. Its words are the paragraphs of its text, in the order in which
they were typed; more of them make a new revision. No reader reads it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from depesje.errors import CorrectionError, ForgottenError
from depesje.ledger import adding, ids
from depesje.ledger.corrections import state, supplying
from depesje.ledger.corrections.amending import Given
from depesje.ledger.corrections.journal import Author, Correction
from depesje.ledger.corrections.quoting import ANYWHERE, Where
from depesje.ledger.dates import bounds
from depesje.ledger.names import fold
from depesje.ledger.versions import Reading
from depesje.records import Record, Report

DRAWER = "document:"
LONGEST = 300  # characters of a title
MOST_WORDS = 100_000  # characters that a person can type of one record
_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Document:
    """A document by what it is called and when it is from (EDTF); ``publisher`` is whose it is."""

    title: str
    date: str | None = None
    publisher: str | None = None

    @property
    def id(self) -> str:
        """Its identity in a ledger: the same title and date are the same document."""
        words = f"{fold(self.title)}\n{self.date or ''}"
        return DRAWER + hashlib.sha256(words.encode("utf8", "surrogatepass")).hexdigest()[:16]


def add_to_document(
    connection: Connection,
    kind: str,
    document: Document,
    fields: Given,
    by: Author,
    where: Where = ANYWHERE,
) -> Correction:
    """Add a record to a document in the drawer, which is put there if need be.

    Raises ``CorrectionError`` where the fields cannot be so, or a record of this kind has these very words already.
    """
    words = [one for one in fields.get("words", ()) if one.strip()]
    if not words:
        raise CorrectionError(f"a {kind} of a document needs words")
    reading = put(connection, document, words)
    values = supplying.given_values(connection, kind, reading, fields, where, own(reading, words[0]))
    held = supplying.with_words(connection, kind, reading, values["words"])
    if held:
        raise CorrectionError(
            "%(id)s has these words already; correct that instead", id=ids.id_of(kind, held[0])
        )
    return supplying.write_new(connection, kind, reading, values, by)


def put(connection: Connection, document: Document, words: Sequence[str]) -> Reading:
    """Put words into a document, where they are not in it yet; returns its reading.

    Raises ``CorrectionError`` where it cannot have them, or was forgotten.
    """
    title = " ".join(document.title.split())
    if not fold(title) or len(title) > LONGEST:
        raise CorrectionError(f"{title[:60]!r} is no title for a document")
    if document.date is not None and bounds(document.date) is None:
        raise CorrectionError(f"{document.date!r} is no date; write it as 2022, 2022-01 or 2022-01-28 (EDTF)")
    held = adding.current(connection, document.id)
    text = "" if held is None else state.reading_of(connection, held.reading, ids.utc_now()).report.text
    paragraphs = text.split(_BREAK) if text else []
    for one in map(paragraph, words):
        if len(one) > MOST_WORDS:
            raise CorrectionError(f"{len(one)} characters are too much to type; {MOST_WORDS} at most")
        if one and one not in paragraphs:
            paragraphs.append(one)
    whole = Report(
        document.id,
        _BREAK.join(paragraphs),
        title=title,
        published=document.date,
        date_evidence=None if document.date is None else "given",
        publisher=document.publisher,
        genre="document",
    )
    try:
        # What is in the drawer is carried along as in any new revision: all of it is a person's.
        adding.add(connection, Record(whole))
    except ForgottenError:
        raise CorrectionError(
            f"the document {title!r} was forgotten, and is not put into the drawer again"
        ) from None
    kept = adding.current(connection, document.id)
    assert kept is not None
    return state.reading_of(connection, kept.reading, ids.utc_now())


def own(reading: Reading, words: str) -> int | None:
    """Where the paragraph begins that consists of these words; None where no paragraph does."""
    start = 0
    for one in reading.report.text.split(_BREAK):
        if one == paragraph(words):
            return start
        start += len(one) + len(_BREAK)
    return None


def paragraph(words: str) -> str:
    """Words as they stand in a document: one paragraph, without empty lines."""
    return "\n".join(line for line in map(str.rstrip, words.strip().splitlines()) if line)
