"""Records without a report: documents in the drawer."""

from __future__ import annotations

import pytest

from depesje.errors import CorrectionError, Problem
from depesje.ledger import Ledger
from depesje.ledger.corrections.documents import Document
from depesje.ledger.corrections.taking import Row, Taken

from ..making import V2, grense

NOTE = Document("Samtale i ambassaden", "2031-05-04")
REFUSAL = {
    "words": "Vi flytter ikke skipene.",
    "speaker": "Ramón Vega (person, SLA)",
    "to": "Norge",
    "act": "reject",
}


def test_a_document_is_listed_searched_and_dated_like_a_report(ledger: Ledger) -> None:
    act = ledger.add_record("statement", NOTE, REFUSAL, who="Nora")
    (row,) = ledger.said(by="Vega", since="2031-05-04", until="2031-05-04")
    assert (row.id, row.title, row.published, row.words) == (
        act.id,
        NOTE.title,
        NOTE.date,
        (REFUSAL["words"],),
    )
    assert (row.review, row.confidence, row.to) == ("confirmed", 1.0, ("Norway",))
    assert [hit.kind for hit in ledger.search("skip")] == ["statement", "report"]
    assert ledger.counts().reports == 1


def test_more_words_make_a_new_revision_and_leave_the_rest_where_it_was(ledger: Ledger) -> None:
    first = ledger.add_record("statement", NOTE, REFUSAL)
    second = ledger.add_record(
        "matter", NOTE, {"words": "Sundet må åpnes innen fredag.", "kind": "demand", "by": "Norge"}
    )
    third = ledger.add_record("statement", NOTE, {"words": "Sundet", "act": "ask"})
    rows = {row.id: row for row in ledger.said()}
    assert [(row.paragraph, row.words) for row in rows.values()] == [
        (1, (REFUSAL["words"],)),
        (3, ("Sundet",)),
    ]
    assert rows[first.id].speaker == "Ramón Vega"
    assert ledger.matters()[0].id == second.id
    assert rows[third.id].start > ledger.matters()[0].end  # its own paragraph, not the word in another's
    assert (ledger.counts().reports, ledger.counts().revisions) == (1, 3)


def test_the_same_words_twice_are_one_record(ledger: Ledger) -> None:
    ledger.add_record("statement", NOTE, REFUSAL)
    with pytest.raises(CorrectionError, match="st-1 has these words already"):
        ledger.add_record("statement", NOTE, REFUSAL)
    ledger.add_record("statement", Document(NOTE.title, "2031-06"), REFUSAL)
    assert ledger.counts().reports == 2


def test_a_record_of_a_document_is_corrected_and_taken_back(ledger: Ledger) -> None:
    act = ledger.add_record("statement", NOTE, REFUSAL)
    ledger.correct(act.id, fields={"channel": "meeting", "words": "Vi flytter ikke"})
    assert [(row.channel, row.words) for row in ledger.said()] == [("meeting", ("Vi flytter ikke",))]
    ledger.undo(act.number)
    assert ledger.said() == []
    ledger.add_record("statement", NOTE, {"words": "Noe annet ble sagt."})
    assert [row.words for row in ledger.said()] == [("Noe annet ble sagt.",)]


def test_a_re_reading_of_reports_leaves_documents_alone(ledger: Ledger) -> None:
    ledger.add(grense())
    ledger.add_record("statement", NOTE, REFUSAL)
    before = ledger.said(by="Vega")
    ledger.add(grense(versions=V2))
    assert ledger.said(by="Vega") == before


@pytest.mark.parametrize(
    ("document", "fields", "said"),
    [
        (Document("", "2031"), {"words": "x y"}, "no title"),
        (Document("Notat", "i går"), {"words": "x y"}, "'i går' is no date"),
        (Document("Notat"), {}, "needs words"),
        (Document("Notat"), {"words": "x", "act": "shout"}, "act 'shout'"),
    ],
)
def test_what_cannot_be_filed_is_said_and_leaves_nothing(
    ledger: Ledger, document: Document, fields: dict[str, str], said: str
) -> None:
    with pytest.raises(CorrectionError, match=said):
        ledger.add_record("statement", document, fields)
    assert ledger.counts().reports == 0


def test_a_document_that_was_forgotten_stays_so_and_other_rows_are_taken_in(ledger: Ledger) -> None:
    ledger.add_record("statement", NOTE, REFUSAL)
    ledger.rights.forget(NOTE.id)
    with pytest.raises(CorrectionError, match="'Samtale i ambassaden' was forgotten"):
        ledger.add_record("statement", NOTE, {"words": "Sundet må åpnes."})

    def row(title: str, words: str) -> Row:
        fields = {"words": [words], "act": ["assert"]}
        return Row(f"t.csv, row {title}", "statement", fields, title, named=True, date=NOTE.date)

    refused, kept = ledger.take([row(NOTE.title, "Sundet må åpnes."), row("Notat", "Broen er stengt.")])
    assert isinstance(refused, Problem) and "was forgotten" in str(refused)
    assert isinstance(kept, Taken) and kept.outcome == "added"
    assert [said.title for said in ledger.said()] == ["Notat"]
