"""Words found again, however inflected."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depesje.ledger import Ledger
from depesje.ledger.fulltext import snippet, stem
from depesje.questions import StatementQuestion

from .making import V2, grense, small


def hits(ledger: Ledger, words: str) -> list[tuple[str, str]]:
    return sorted((row.kind, row.report) for row in ledger.search(words))


@pytest.mark.parametrize("asked", ["krav", "Kravet", "krava", "KRAVENE"])
@pytest.mark.parametrize("written", ["krav", "kravet", "krava", "kravene"])
def test_every_inflection_finds_every_other(ledger: Ledger, asked: str, written: str) -> None:
    ledger.add(small("r1", words=f"{written} står fast"))
    assert hits(ledger, asked) == [("report", "r1"), ("statement", "r1")]


def test_nynorsk_and_english(ledger: Ledger) -> None:
    ledger.add(small("nn", words="sanksjonane varer", language="nn"))
    ledger.add(small("en", words="negotiations are continuing", language="en"))
    assert hits(ledger, "sanksjoner") == [("report", "nn"), ("statement", "nn")]
    assert hits(ledger, "negotiation continued") == [("report", "en"), ("statement", "en")]


def test_all_words_are_asked_for_and_quoted_ones_together(ledger: Ledger) -> None:
    ledger.add(small("r1", words="fri ferdsel er vårt krav"))
    ledger.add(small("r2", words="ferdsel bør være fri"))
    assert {report for _, report in hits(ledger, "ferdsel fri")} == {"r1", "r2"}
    assert {report for _, report in hits(ledger, "ferdsel AND krav")} == {"r1"}
    assert {report for _, report in hits(ledger, '"fri ferdsel"')} == {"r1"}
    assert {report for _, report in hits(ledger, '"fri ferdsel')} == {"r1"}
    assert hits(ledger, "ferdsel fred") == []


def test_names_with_accents_hyphens_and_genitives(ledger: Ledger) -> None:
    ledger.add(small("r1", words="to F-16-fly og Ramón Vegas yacht er EUs ansvar"))
    for asked in ("F-16", "ramon vega", "EU", '"f-16-fly"'):
        assert ("statement", "r1") in hits(ledger, asked)


def test_a_report_is_found_by_its_title_first(ledger: Ledger) -> None:
    ledger.add(small("r1", words="fyret er slukket og havna er stengt"))
    ledger.add(small("r2", title="Fyret"))
    found = [row for row in ledger.search("fyr") if row.kind == "report"]
    assert [row.report for row in found] == ["r2", "r1"]
    assert found[0].snippet == "Fyret"


def test_a_hit_shows_the_words_and_the_statement(ledger: Ledger) -> None:
    ledger.add(grense())
    statement, report = ledger.search("sanksjon oppheve")
    assert statement.statement is not None
    assert statement.statement.surface == "En av Vegas rådgivere"
    assert [statement.snippet[a:b] for a, b in statement.marks] == ["sanksjonene", "oppheves"]
    assert [report.snippet[a:b] for a, b in report.marks] == ["sanksjonene", "oppheves"]
    assert report.statement is None


def test_only_what_counts_now_is_found(ledger: Ledger) -> None:
    ledger.add(small("r1", words="sundet må åpnes"))
    ledger.add(small("r1", words="havna må åpnes"))
    assert hits(ledger, "sundet") == []
    ledger.add(small("r1", words="havna må åpnes", versions=V2))
    assert hits(ledger, "havn") == [("report", "r1"), ("statement", "r1")]


def test_the_statements_with_some_words_are_given_a_page_at_a_time(ledger: Ledger) -> None:
    for n in range(3):
        ledger.add(small(f"r{n}", words="kravene står fast", published=f"2031-05-0{n + 1}"))
    pages = {(None, 0): "r2r1r0", (2, 0): "r2r1", (2, 2): "r0", (None, 1): "r1r0", (0, 0): "", (-1, -1): ""}
    for (limit, offset), found in pages.items():
        rows = ledger.find("krav", StatementQuestion(limit=limit, offset=offset))
        assert "".join(row.report for row in rows) == found


def test_a_limit_is_kept_for_each_kind(ledger: Ledger) -> None:
    for n in range(4):
        ledger.add(small(f"r{n}"))
    assert [row.kind for row in ledger.search("sund", limit=2)] == [
        "statement",
        "statement",
        "report",
        "report",
    ]
    assert ledger.search("sund", limit=0) == []


@pytest.mark.parametrize(
    "query",
    ['"', '""', "AND", "OR", "NOT", "*", ":", "(", ")", "a:b", "words:krav", "krav*", "NEAR(a b)",
     "-krav", "^krav",
     "", " ", "'", "''; --", "\0", "krav\0", "+", "{a b}: c",
     '"krav', 'krav"', "🙂", "AND AND", "\ud800", "x " * 5000],
)  # fmt: skip
def test_rubbish_finds_nothing_or_something_but_never_fails(ledger: Ledger, query: str) -> None:
    ledger.add(small("r1"))
    assert isinstance(ledger.search(query), list)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_any_text_may_be_asked_for(ledger: Ledger, query: str) -> None:
    ledger.search(query)
    ledger.said(by=query)
    ledger.who(query)


@given(
    st.text(alphabet="krav sundet åpne\n.«»-", max_size=400),
    st.sampled_from(["krav", '"krav sundet"', "åpne sund"]),
)
def test_marks_are_the_words_asked_for(text: str, query: str) -> None:
    shown, marks = snippet(text, query, "nb")
    stems = {stem(word, "norwegian") for word in query.replace('"', "").split()}
    for start, end in marks:
        assert stem(shown[start:end].replace("-", " ").split()[0].strip(".«»"), "norwegian") in stems
