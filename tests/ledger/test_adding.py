"""A report in the ledger: new, again, revised, read anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depesje.errors import LedgerError
from depesje.ledger import Counts, Ledger
from depesje.records import Actor, Exchange, Record, Report, Span, Speaker, Statement
from tests.places import Place

from .making import GRENSE, V1, V2, grense, small, span


def test_a_new_report_is_added_with_all_it_says(ledger: Ledger) -> None:
    assert ledger.add(grense()) == "added"
    assert ledger.counts() == Counts(reports=1, revisions=1, statements=3, actors=6)
    first, second, third = ledger.said()
    assert (first.speaker, first.surface) == ("Åse Lindqvist", "Nordavinds utenriksminister Åse Lindqvist")
    assert first.words == ("kravet om fri ferdsel står ved lag",)
    assert (first.act, first.about, first.confidence, first.review) == (
        "demand",
        ("Sørlandia",),
        0.9,
        "unread",
    )
    assert (second.to, second.per, second.channel, second.form) == (
        ("Ramón Vega",),
        ("Borgen",),
        "call",
        "direct",
    )
    assert (second.report, second.title, second.published) == ("grense", "Grensestriden", "2031-05-08")
    assert [row.paragraph for row in (first, second, third)] == [2, 2, 3]
    assert GRENSE[second.start : second.end] == second.words[0]
    assert third.words == ("presidenten avviser kravene", "sanksjonene må oppheves først")


def test_the_same_text_again_changes_nothing(ledger: Ledger, place: Place) -> None:
    ledger.add(grense())
    before = place.dump()
    assert ledger.add(grense()) == "unchanged"
    assert ledger.add(grense(published="2031-06")) == "unchanged"
    assert place.dump() == before


def test_another_text_is_a_new_revision_and_the_old_one_stays(ledger: Ledger, place: Place) -> None:
    ledger.add(grense())
    ids = {row.words: row.id for row in ledger.said()}
    actors = {row.name: row.id for row in ledger.who("NAV") + ledger.who("SLA")}
    revised = "OPPDATERT: Her er siste nytt.\n\n" + GRENSE.replace("torsdag", "torsdag kveld")
    assert ledger.add(grense(revised)) == "revised"
    assert {row.words: row.id for row in ledger.said()} == ids
    assert {row.name: row.id for row in ledger.who("NAV") + ledger.who("SLA")} == actors
    assert all(revised[row.start : row.end].startswith(row.words[0]) for row in ledger.said())
    assert ledger.counts() == Counts(reports=1, revisions=2, statements=3, actors=6)
    assert [text for (text,) in place.sql("SELECT text FROM revisions ORDER BY number")] == [GRENSE, revised]
    ended, lasting = place.sql(
        "SELECT count(superseded_at), count(*) - count(superseded_at) FROM statement_versions"
    )[0]
    assert (ended, lasting) == (3, 3)
    assert place.sql("SELECT count(*) FROM statement_versions WHERE superseded_at < recorded_at") == [(0,)]


def test_words_that_are_gone_end_their_statement_and_come_back_under_its_id(ledger: Ledger) -> None:
    ledger.add(grense())
    ids = {row.id for row in ledger.said()}
    shorter = GRENSE[: GRENSE.index("En av Vegas")]
    whole = grense()
    cut = Record(
        replace(whole.report, text=shorter),
        tuple(
            replace(a, mentions=tuple(m for m in a.mentions if m.end <= len(shorter)))
            for a in whole.actors[:5]
        ),
        whole.statements[:2],
        V1,
    )
    assert ledger.add(cut) == "revised"
    left = {row.id for row in ledger.said()}
    assert len(left) == 2
    assert left < ids
    assert ledger.add(grense()) == "revised"
    assert {row.id for row in ledger.said()} == ids
    assert ledger.counts().revisions == 3


def test_a_reading_by_other_versions_keeps_ids_and_text(ledger: Ledger, place: Place) -> None:
    ledger.add(grense())
    ids = {row.words[0][:8]: row.id for row in ledger.said()}
    better = grense(versions=V2)
    wider = replace(
        better.statements[0],
        act="assert",
        content=(span(GRENSE, "kravet om fri ferdsel står ved lag."),),
        when="2031-05-07",
    )
    better = replace(better, statements=(wider, *better.statements[1:]))
    assert ledger.add(better) == "revised"
    assert ledger.add(better) == "unchanged"
    assert {row.words[0][:8]: row.id for row in ledger.said()} == ids
    assert ledger.said(act="assert", until="2031-05-07")[0].id == ids["kravet o"]
    assert ledger.counts().revisions == 1
    assert place.sql("SELECT reader FROM readings ORDER BY key") == [("1",), ("2",)]


def test_two_statements_with_the_same_words_keep_apart(ledger: Ledger) -> None:
    text = "Vega sier at krig er utelukket. Holm sier at krig er utelukket."

    def record(body: str, versions: Any) -> Record:
        actors = tuple(
            Actor(f"a{n}", name, "person", "SLA", None, None, (span(body, name),))
            for n, name in enumerate(("Vega", "Holm"))
        )
        statements = tuple(
            Statement(
                f"s{n}",
                Speaker(a.mentions[0], a.id),
                span(body, "sier", n),
                (span(body, "krig er utelukket", n),),
                "indirect",
            )
            for n, a in enumerate(actors)
        )
        return Record(Report("r", body), actors, statements, versions)

    ledger.add(record(text, V1))
    ids = {row.surface: row.id for row in ledger.said()}
    assert len(set(ids.values())) == 2
    ledger.add(record("Nytt: " + text, V1))
    assert {row.surface: row.id for row in ledger.said()} == ids


@pytest.mark.parametrize("review", ["confirmed", "edited", "rejected"])
def test_a_persons_review_survives_another_reading_and_another_text(
    ledger: Ledger, place: Place, review: str
) -> None:
    ledger.add(grense())
    wanted = next(row for row in ledger.said() if row.act == "reject")
    number = int(wanted.id.rpartition("-")[2])
    place.sql(
        "UPDATE statement_versions SET review = :review, act = 'warn' WHERE statement = :n",
        review=review,
        n=number,
    )
    ledger.add(grense(versions=V2))
    without = replace(grense("Nytt. " + GRENSE), statements=())
    for record in (grense(versions=V2), grense("Først. " + GRENSE, versions=V2), without):
        ledger.add(record)
        held = place.sql(
            "SELECT act, review, start FROM statement_versions WHERE statement = :n AND superseded_at IS NULL",
            n=number,
        )
        assert held == [("warn", review, record.report.text.index("Vi trekker"))]
        assert [row.id for row in ledger.said(act="warn")] == ([] if review == "rejected" else [wanted.id])
        assert ledger.said(act="reject") == []
    if review != "rejected":
        row = ledger.said()[0]
        assert (row.to, row.per, row.words) == (
            ("Ramón Vega",),
            ("Borgen",),
            ("Vi trekker oss ikke fra sundet",),
        )


def test_ids_are_never_given_twice(ledger: Ledger, place: Place) -> None:
    ledger.add(small("r1"))
    first = ledger.said()[0].id
    for table in ("anchors", "statement_versions", "statements"):
        place.sql(f"DELETE FROM {table}")
    ledger.add(small("r2"))
    assert ledger.said()[0].id != first


def test_has_tells_text_and_versions_apart(ledger: Ledger) -> None:
    record = small("r1")
    assert not ledger.has(record.report)
    ledger.add(record)
    assert ledger.has(record.report)
    assert ledger.has(record.report, V1)
    assert not ledger.has(record.report, V2)
    assert not ledger.has(replace(record.report, text="Noe annet."))


def test_a_record_that_contradicts_its_text_is_refused_whole(ledger: Ledger, place: Place) -> None:
    record = grense()
    before = place.dump()
    wrong = [
        replace(record, statements=(replace(record.statements[0], content=(Span(0, 4, "Nord"),)),)),
        replace(record, statements=(replace(record.statements[0], to=("a99",)),)),
        replace(record, statements=(record.statements[0], record.statements[0])),
        replace(record, actors=(record.actors[0], record.actors[0])),
        replace(record, exchanges=(Exchange("x1", "call"), Exchange("x1", "meeting"))),
        replace(record, report=replace(record.report, id=" ")),
    ]
    for each in wrong:
        with pytest.raises(LedgerError, match=r"^report "):
            ledger.add(each)
    broken = Record(Report("r", "Ødelagt \udc80 tegn"))
    with pytest.raises(LedgerError, match="broken characters"):
        ledger.add(broken)
    assert place.dump() == before


def test_empty_texts_and_statements_without_words_are_kept(ledger: Ledger) -> None:
    assert ledger.add(Record(Report("tom", ""))) == "added"
    text = "Vega avviste."
    bare = Statement("s1", Speaker(span(text, "Vega"), None), span(text, "avviste"), (), "indirect")
    implied = Statement("s2", Speaker(None, None), None, (), "indirect")
    record = Record(Report("r", text), (), (bare, implied), V1)
    assert ledger.add(record) == "added"
    ids = [row.id for row in ledger.said()]
    assert len(ids) == 2
    ledger.add(replace(record, versions=V2))
    assert ledger.said(by="vega")[0].id in ids


WORDS = st.lists(
    st.sampled_from(["krav", "kravet", "sundet", "må", "åpnes", "ikke", "«ja»", "sier", "Vega", ".", "\n"]),
    min_size=1,
    max_size=30,
)


@st.composite
def records(draw: st.DrawFn) -> Record:
    text = " ".join(draw(WORDS))

    def stretch() -> Span:
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        return Span(start, end, text[start:end])

    kinds: Any = st.sampled_from(["person", "state", "unnamed", "people"])
    codes = st.sampled_from([None, "NAV", "SLA"])
    names = st.sampled_from(["Vega", "Ramón Vega", "Åse Lindqvist", "Sørlandia", "?", ""])
    actors = tuple(
        Actor(
            f"a{n}",
            draw(names),
            draw(kinds),
            draw(codes),
            None,
            None,
            tuple(stretch() for _ in range(draw(st.integers(0, 2)))),
        )
        for n in range(draw(st.integers(0, 4)))
    )
    ids = st.sampled_from([a.id for a in actors]) if actors else st.nothing()
    some = st.lists(ids, max_size=2).map(tuple) if actors else st.just(())
    statements = tuple(
        Statement(
            f"s{n}",
            Speaker(draw(st.sampled_from([None, stretch()])), draw(st.none() | ids)),
            draw(st.sampled_from([None, stretch()])),
            tuple(stretch() for _ in range(draw(st.integers(0, 2)))),
            "indirect",
            to=draw(some),
            about=draw(some),
        )
        for n in range(draw(st.integers(0, 4)))
    )
    return Record(
        Report(draw(st.sampled_from(["r1", "r2"])), text), actors, statements, draw(st.sampled_from([V1, V2]))
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(records(), min_size=1, max_size=4))
def test_adding_again_changes_nothing_whatever_the_record(
    new_ledger_place: Callable[[], Place], given_: list[Record]
) -> None:
    place = new_ledger_place()
    with place.open() as ledger:
        for record in given_:
            kept = ledger.add(record)
            before = place.dump()
            assert ledger.add(record) == "unchanged"
            assert place.dump() == before
            assert kept == "unchanged" or len(
                [r for r in ledger.said() if r.report == record.report.id]
            ) == len(record.statements)
