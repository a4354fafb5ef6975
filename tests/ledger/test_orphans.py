"""What a person has settled: it stands, is listed where a text has its words no more, and comes back with them."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depesje import examples, intake, rereading
from depesje.errors import LedgerError
from depesje.ledger import Ledger, Reread, ids, open_ledger
from depesje.questions import ReadingQuestion
from depesje.reading import read_reports
from depesje.records import Aside, Matter, Record, Report

from .making import GRENSE, SUND, V1, V2, actor, grense, small, span, statement, sund

# The desk has corrected its report an hour later: Lindqvist is quoted otherwise, and the adviser is gone.
CORRECTED = """RETTET VERSJON: Sitatet fra utenriksministeren er endret.

Nordavinds utenriksminister Åse Lindqvist sa torsdag at kravet om fri ferdsel står ved lag.
«Vi trekker oss ikke ut av havnebyen før i høst», sa Lindqvist til Sørlandias president Ramón Vega.
"""


def corrected(versions: Any = V1) -> Record:
    """What is read out of the corrected report."""
    text = CORRECTED
    people = (
        actor(
            text,
            "a1",
            "Åse Lindqvist",
            "person",
            "NAV",
            "Nordavinds utenriksminister Åse Lindqvist",
            "Lindqvist",
        ),
        actor(text, "a2", "Ramón Vega", "person", "SLA", "Sørlandias president Ramón Vega"),
    )
    said = (
        statement(text, "s1", "a1", "Nordavinds utenriksminister Åse Lindqvist", "sa",
                  "kravet om fri ferdsel står ved lag", act="demand"),
        statement(text, "s2", "a1", "Lindqvist", "sa", "Vi trekker oss ikke ut av havnebyen før i høst",
                  form="direct", to=("a2",), act="reject"),
    )  # fmt: skip
    return Record(replace(grense().report, text=text), people, said, versions)


def settle(path: Path, kind: str, where: str, review: str = "confirmed") -> None:
    """Do what a person does who looks at records."""
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(
            f"UPDATE {kind}_versions SET review = ? WHERE superseded_at IS NULL AND {where}", (review,)
        )


def without(record: Record, *gone: str) -> Record:
    """A reading that misses some statements."""
    return replace(record, statements=tuple(s for s in record.statements if s.id not in gone))


def test_words_that_a_revision_changes_make_an_orphan(ledger: Ledger, path: Path) -> None:
    ledger.add(grense())
    (quote,) = ledger.said(act="reject")
    settle(path, "statement", "act = 'reject'", "edited")
    assert ledger.orphans() == []
    assert ledger.add(corrected()) == "revised"
    (orphan,) = ledger.orphans()
    assert (orphan.id, orphan.report, orphan.title) == (quote.id, "grense", "Grensestriden")
    assert (orphan.words, orphan.what, orphan.review) == (
        ("Vi trekker oss ikke fra sundet",),
        "reject",
        "edited",
    )
    assert replace(orphan.record, review="unread") == quote
    assert quote.id not in {row.id for row in ledger.said(review=["unread", "edited"])}
    assert (orphan.who, orphan.why, orphan.settled) == (None, None, None)


def test_an_orphan_comes_back_as_it_was_with_its_words(ledger: Ledger, path: Path) -> None:
    ledger.add(grense())
    settle(path, "statement", "act = 'reject'")
    (before,) = ledger.said(confirmed=True)
    ledger.add(corrected())
    ledger.add(corrected(V2))
    assert ledger.said(confirmed=True) == []
    assert [row.id for row in ledger.orphans()] == [before.id]
    # Neither does a reading need to see it, nor does it stand twice where one does.
    for restored in (without(grense("Gjenopprettet. " + GRENSE), "s2"), grense("Igjen. " + GRENSE)):
        ledger.add(restored)
        (after,) = ledger.said(confirmed=True)
        assert (after.id, after.words, after.to, after.act) == (
            before.id,
            before.words,
            before.to,
            before.act,
        )
        assert restored.report.text[after.start : after.end] == before.words[0]
        assert ledger.orphans() == []
        assert len(ledger.said(act="reject")) == 1


def test_what_nobody_has_settled_is_no_orphan(ledger: Ledger) -> None:
    ledger.add(grense())
    ledger.add(corrected())
    assert ledger.orphans() == []


def test_every_kind_of_record_can_be_an_orphan(ledger: Ledger, path: Path) -> None:
    ledger.add(sund())
    settle(path, "event", "type = 'MOBILIZE'")
    settle(path, "matter", "kind = 'warning'", "edited")
    settle(path, "division", "1", "rejected")
    shorter = "Sørlandia krever at sundet åpnes\n\nKravet står."
    ledger.add(Record(replace(sund().report, text=shorter), (), (), V1))
    found = {row.what: row for row in ledger.orphans()}
    assert {what: row.words for what, row in found.items()} == {
        "MOBILIZE": ("sende", "fire skip"),
        "warning": ("vil Sørlandia sende fire skip",),
        "division": ("landene uenige om svaret",),
    }
    assert [row.what for row in ledger.orphans(confirmed=True, review="unread")].count("division") == 0
    assert [row.what for row in ledger.orphans(review="rejected")] == ["division"]
    assert len(ledger.orphans(limit=2)) == 2
    assert ledger.orphans(since="2032") == []
    ledger.add(sund())
    assert ledger.orphans() == []
    assert [row.review for row in ledger.matters(kind="warning")] == ["edited"]


def test_orphans_are_those_that_were_known(
    ledger: Ledger, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for month, record in (("05", grense()), ("06", corrected()), ("07", grense(GRENSE + "\nSlutt."))):
        monkeypatch.setattr(ids, "utc_now", lambda month=month: f"2031-{month}-01T12:00:00.000000Z")
        ledger.add(record)
        if month == "05":
            settle(path, "statement", "act = 'reject'")
    assert ledger.orphans() == ledger.orphans(known="2031-05") == ledger.orphans(known="2031-07") == []
    (orphan,) = ledger.orphans(known="2031-06-15")
    assert orphan.went == "2031-06-01T12:00:00.000000Z"


def test_orphans_and_readings_are_asked_for_by_dossier(ledger: Ledger, path: Path) -> None:
    ledger.new_dossier("Sundet", parties=["NAV", "SLA"], words=["sundet"], who="Ida")
    ledger.new_dossier("Fisket", parties=["NAV", "SLA"], words=["torsk"], who="Ida")
    ledger.add(grense())
    ledger.add(small("annet", "Tor Ness", words="prisene stiger"))
    settle(path, "statement", "act = 'reject'")
    ledger.add(corrected())
    ledger.new_dossier("Havneby", parties=["NAV", "SLA"], words=["havneby"], who="Ida")
    assert [row.report for row in ledger.orphans(dossier="Havneby")] == ["grense"]
    assert ledger.orphans(dossier="Fisket") == []
    assert ledger.to_read({"nb": V2}, ReadingQuestion(dossier="Havneby")) == ["grense"]
    assert ledger.to_read({"nb": V2}) == ["annet", "grense"]


def test_who_settled_it_and_why_is_told(ledger: Ledger, path: Path) -> None:
    ledger.add(grense())
    settle(path, "statement", "act = 'reject'")
    number = ids.number_of(ledger.said(confirmed=True)[0].id)
    with closing(sqlite3.connect(path)) as raw, raw:
        for who, why in (("Liv", "feil adressat"), ("Omar", "hørt opptaket")):
            raw.execute(
                "INSERT INTO corrections (kind, record, action, who, why, details, recorded_at)"
                " VALUES ('statement', ?, 'edit', ?, ?, '{}', '2031-05-09T10:00:00.000000Z')",
                (number, who, why),
            )
    ledger.add(corrected())
    (orphan,) = ledger.orphans()
    assert (orphan.who, orphan.why, orphan.settled) == (
        "Omar",
        "hørt opptaket",
        "2031-05-09T10:00:00.000000Z",
    )


def test_reading_again_tells_what_became_of_the_records(ledger: Ledger, path: Path) -> None:
    ledger.add(grense())
    before = {row.words: row.id for row in ledger.said()}
    settle(path, "statement", "act = 'reject'")
    better = grense(versions=V2)
    demand, _, adviser = better.statements
    new = statement(GRENSE, "s9", "a2", "presidenten", "avviser", "sanksjonene må oppheves først")
    changed = replace(
        better, statements=(replace(demand, act="assert"), replace(adviser, content=adviser.content[:1]), new)
    )
    done = ledger.reread(changed)
    assert done is not None
    # The quotation that this reading does not see stays, since a person has settled it.
    assert (done.stayed, done.changed, done.came, done.went, done.orphaned) == (1, 2, 1, 0, 0)
    assert {row.id for row in ledger.said()} >= set(before.values())
    again = ledger.reread(without(changed, "s9", "s1"))
    assert again is not None
    assert (again.stayed, again.changed, again.came, again.went) == (2, 0, 0, 2)
    unchanged = ledger.reread(without(changed, "s9", "s1"))
    assert unchanged is not None
    assert (unchanged.stayed, unchanged.changed, unchanged.came, unchanged.went) == (2, 0, 0, 0)
    assert ledger.counts().revisions == 1


def test_a_text_that_came_meanwhile_is_not_undone(ledger: Ledger) -> None:
    ledger.add(grense())
    slow = grense(versions=V2)
    ledger.add(corrected())
    said = ledger.said()
    assert ledger.reread(slow) is None
    assert ledger.said() == said
    assert ledger.reread(small("ukjent")) is None
    with pytest.raises(LedgerError, match="report grense"):
        ledger.reread(replace(corrected(), statements=grense().statements))


def test_the_reports_that_other_versions_have_read(ledger: Ledger) -> None:
    ledger.add(grense(versions=V2))
    ledger.add(small("a", published="2031-04"))
    ledger.add(small("b", published="2031-06"))
    ledger.add(small("en", language="en"))
    ledger.add(replace(small("skuff"), versions=None))
    now = {"nb": V2}
    assert ledger.languages() == {"nb", "en"}
    assert ledger.to_read(now) == ["a", "b"]
    assert ledger.to_read({"nb": V1, "en": V2}) == ["grense", "en"]
    assert ledger.to_read({}) == []
    assert ledger.to_read(now, ReadingQuestion(everything=True)) == ["grense", "a", "b", "en"]
    assert ledger.to_read(now, ReadingQuestion(since="2031-05")) == ["b"]
    assert ledger.to_read(now, ReadingQuestion(reports=["a", "grense"])) == ["a"]
    with pytest.raises(LedgerError, match="no report"):
        ledger.to_read(now, ReadingQuestion(reports=["c"]))
    ledger.reread(small("a", versions=V2))
    assert ledger.to_read(now) == ["b"]
    # What has not been read for longest comes first, so that all can be read in pieces.
    assert ledger.to_read(now, ReadingQuestion(everything=True)) == ["grense", "b", "en", "a"]


def test_a_report_is_named_by_the_first_letters_of_its_hash(ledger: Ledger) -> None:
    for name in ("sha256:ab1234", "sha256:ab1256", "sha256:cd"):
        ledger.add(small(name))

    def found(given: str) -> list[str]:
        return ledger.to_read({"nb": V2}, ReadingQuestion(reports=[given]))

    assert found("ab123") == found("sha256:ab1234") == ["sha256:ab1234"]
    for wrong in ("ab1", "ab12", "", "sha256:", "%"):  # too little, and of two
        with pytest.raises(LedgerError, match=r"no report|may be sha256:ab1234, sha256:ab1256"):
            found(wrong)


def test_a_reading_keeps_all_that_is_known_of_the_report(ledger: Ledger, path: Path) -> None:
    record = grense()
    full = replace(
        record.report, modified="2031-05-09", date_evidence="markup", publisher="NTB", agency="NTB",
        url="https://example.org/grense", genre="wire", charset_guessed=True,
        published_at="2031-05-08T14:05:00+02:00", authors=("Kari Nes", "Per Vik"), stub=True,
        asides=(Aside("caption", "Sundet i går. Foto: Ida Ask", 12), Aside("teaser", "Les også: Toppmøtet")),
    )  # fmt: skip
    ledger.add(replace(record, report=full))
    report = ledger.report("grense")
    assert report == full
    ledger.reread(replace(record, report=report, versions=V2))
    with closing(sqlite3.connect(path)) as raw:
        raw.row_factory = sqlite3.Row
        first, second = map(dict, raw.execute("SELECT * FROM readings ORDER BY key"))
    differing = {name for name in first if first[name] != second[name]}
    assert differing == {"key", "reader", "recorded_at", "superseded_at"}


def test_a_report_whose_text_is_not_kept_cannot_be_read_again(ledger: Ledger, path: Path) -> None:
    ledger.add(small("a"))
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE revisions SET text = ''")
    assert ledger.report("a") is None
    assert ledger.report("ukjent") is None


def test_an_answer_that_a_revision_takes_away_leaves_the_matter(ledger: Ledger, path: Path) -> None:
    """A matter stands on any of its words: without the answer it is still the one that was raised."""
    ledger.add(sund())
    settle(path, "matter", "kind = 'demand'")
    text = SUND.replace("Kravet ble avvist av Nordavind, heter det i en logg fra Borgen.", "")
    raised = Matter("m1", "demand", gist="sundet åpnes", evidence=(span(text, "krevde"),))
    ledger.add(Record(replace(sund().report, text=text), (), (), V1, (), (raised,)))
    assert ledger.orphans() == []
    assert [(row.review, row.evidence) for row in ledger.matters()] == [("confirmed", ("krevde",))]


def test_many_revisions_leave_one_version_of_each(ledger: Ledger, path: Path) -> None:
    texts = [
        grense(),
        corrected(),
        grense("A. " + GRENSE),
        corrected(V2),
        grense("B. " + GRENSE, versions=V2),
    ]
    ledger.add(texts[0])
    settle(path, "statement", "act = 'reject'")
    for record in texts[1:]:
        ledger.add(record)
        assert len(ledger.orphans()) == (record.report.text == CORRECTED)
    with closing(sqlite3.connect(path)) as raw:
        twice = "SELECT statement FROM statement_versions WHERE superseded_at IS NULL GROUP BY 1 HAVING count(*) > 1"
        assert raw.execute(twice).fetchall() == raw.execute("PRAGMA foreign_key_check").fetchall() == []


EVERYTHING = ("unread", "confirmed", "edited", "rejected")


def settled(ledger: Ledger) -> set[str]:
    """The ids of all that a person has settled and a text bears."""
    rows = [
        *ledger.said(review=EVERYTHING),
        *ledger.timeline(review=EVERYTHING),
        *ledger.matters(review=EVERYTHING),
    ]
    return {row.id for row in (*rows, *ledger.divisions(review=EVERYTHING)) if row.review != "unread"}


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from([grense(), corrected(), grense("Nytt. " + GRENSE), sund(), sund(SUND[:100] + SUND)]),
        min_size=3,
        max_size=7,
    ),
    st.lists(
        st.sampled_from([("statement", "act != 'demand'"), ("event", "1"), ("matter", "1")]),
        min_size=3,
        max_size=3,
    ),
)
def test_nothing_that_a_person_settled_is_ever_lost(
    tmp_path_factory: pytest.TempPathFactory, template: Path, texts: list[Record], acts: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("alt") / "l.db"
    shutil.copyfile(template, path)
    with open_ledger(path) as ledger:
        ever: set[str] = set()
        for turn, record in enumerate(texts):
            ledger.add(record)
            if turn < len(acts):
                settle(path, *acts[turn], review=EVERYTHING[1 + turn])
            held, gone = settled(ledger), {row.id for row in ledger.orphans()}
            ever |= held
            assert held | gone == ever
            assert not held & gone


def test_the_installed_reader_finds_again_what_it_has_found(ledger: Ledger) -> None:
    reports = [
        report for report in intake.load(examples.paths(), meta=examples.META) if isinstance(report, Report)
    ]
    for read in read_reports(reports[:3]):
        assert isinstance(read, Record)
        ledger.add(replace(read, versions=V1))
    todo = rereading.to_read(ledger)
    assert len(todo) == 3
    held = ledger.said(), ledger.timeline(), ledger.matters()
    for outcome in rereading.reread(todo, ledger):
        assert isinstance(outcome, Reread)
        assert (outcome.changed, outcome.came, outcome.went) == (0, 0, 0)
        assert outcome.stayed > 5
    assert (ledger.said(), ledger.timeline(), ledger.matters()) == held
    assert rereading.to_read(ledger) == []
