"""A report's page: its marks, its records with on whose word they are, and what people do to them there."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesje.ledger import Ledger
from depesje.records import Record, Report, Span, Speaker, Statement
from depesje.web.marking import LONGEST, Mark, paragraphs, part_of, parts

from ..ledger.making import GRENSE
from ..ledger.test_exchanges import call
from .conftest import Browser

REPORT = "/report?id=grense"
PART = {"hx-request": "true"}


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def test_the_text_has_its_records_marked(browser: Browser) -> None:
    page = browser.get(REPORT).text
    text = re.search(r'<div class="text".*?</div>', page, re.S)
    assert text
    assert plain(text[0]) == " ".join(GRENSE.split())
    assert re.search(r'<a class="[^"]*m-said[^"]*" id="w-st-1" href="/record/st-1"', text[0])
    assert 'class="m-who' in text[0] and 'class="m-cue' in text[0]
    assert 'lang="nb"' in page


def test_a_record_is_shown_with_its_chain(browser: Browser, book: Ledger) -> None:
    row = next(row for row in book.said() if row.per)
    shown = plain(browser.get(f"/record/{row.id}/card", headers=PART).text)
    assert row.per[0] in shown and row.words[0] in shown and row.to[0] in shown
    page = browser.get(f"{REPORT}&record={row.id}").text
    assert f'data-card="{row.id}"' in page and " on" in page


def test_a_records_address_leads_to_its_words(browser: Browser) -> None:
    answer = browser.get("/record/st-1")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/report?id=grense&record=st-1#w-st-1"
    for path in ("/record/st-999", "/record/nonsense", "/report?id=none", "/record/st-999/card", "/record/ma-9/card",
                 f"{REPORT}&part=2"):  # fmt: skip
        assert browser.get(path).status_code == 404, path


def test_an_exchange_has_a_history_and_no_form(browser: Browser, book: Ledger) -> None:
    book.add(call("a"))
    assert browser.get("/record/ex-1/history").status_code == 200
    assert browser.get("/record/ex-1/edit").status_code == 404
    for path in ("/record/ex-1/verdict", "/review/ex-1"):
        assert browser.post(path, {"verdict": "confirm"}).status_code == 409, path


@pytest.mark.parametrize("number", ["0", "-1", "1", str(2**31), "9" * 19, "9" * 30])
def test_a_number_that_nothing_has_is_told(browser: Browser, number: str) -> None:
    for path in ("/account/tokens/{}/drop", "/search/saved/{}/drop", "/undo/{}", "/review/undo/{}"):
        assert 400 <= browser.post(path.format(number)).status_code < 500, path
    for path in (
        "/record/st-{}",
        "/record/ac-{}/history",
        "/matters/ma-{}",
        "/api/v1/records/st-{}",
        "/actor?id=ac-{}",
    ):
        assert 400 <= browser.get(path.format(f"9{number.lstrip('-')}")).status_code < 500, path


def test_right_and_wrong_are_said_and_taken_back(browser: Browser, book: Ledger) -> None:
    done = browser.post("/record/st-1/verdict", {"verdict": "reject"}, headers=PART)
    assert done.status_code == 200
    assert 'data-card="st-1"' in done.text
    number = re.search(r'action="/undo/(\d+)"', done.text)
    assert number
    assert [row.review for row in book.said(review="rejected")] == ["rejected"]
    assert 'id="w-st-1"' not in browser.get(REPORT).text
    assert 'id="w-st-1"' in browser.get(f"{REPORT}&rejected=1").text
    browser.post(f"/undo/{number[1]}", headers=PART)
    assert book.said(review="rejected") == []
    history = browser.get("/record/st-1/history").text
    assert history.count("Kari") >= 2


def test_a_field_is_changed_and_others_stay(browser: Browser, book: Ledger) -> None:
    row = next(row for row in book.said() if row.id == "st-2")
    form = browser.get("/record/st-2/edit", headers=PART).text
    values = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    assert values["to"] == "Ramón Vega"
    sent = {
        "whole": "1",
        "act": "warn",
        "to": values["to"],
        "words": "\n".join(row.words),
        "why": "hørt på nytt",
    }
    browser.post("/record/st-2/edit", sent, headers=PART)
    after = next(row for row in book.said() if row.id == "st-2")
    assert (after.act, after.review) == ("warn", "edited")
    assert (after.to, after.words, after.speaker) == (row.to, row.words, row.speaker)
    assert book.history("st-2")[-1].why == "hørt på nytt"


def test_a_form_calls_states_as_the_page_does_and_keeps_them_as_they_were(
    browser: Browser, book: Ledger
) -> None:
    told = {"kind_of_record": "statement", "report": "grense", "words": "fri ferdsel"}
    browser.client.cookies.set("lang", "nn")
    browser.post("/record/new", {**told, "speaker": "Noreg", "to": "Kina; Ramón Vega"}, headers=PART)
    made = max(row.id for row in book.said(by="NOR"))
    form = browser.get(f"/record/{made}/edit", headers=PART).text
    assert 'value="Noreg"' in form and 'value="Kina; Ramón Vega"' in form
    unchanged = {"whole": "1", "speaker": "Noreg", "to": "Kina; Ramón Vega", "act": "assert"}
    assert browser.post(f"/record/{made}/edit", unchanged, headers=PART).status_code == 200
    assert len(book.history(made)) == 1
    browser.post(f"/record/{made}/edit", {**unchanged, "to": "Kina ;Åse Lindqvist"}, headers=PART)
    [row] = [row for row in book.said(by="NOR") if row.id == made]
    assert (row.speaker, row.to) == ("Norway", ("China", "Åse Lindqvist"))
    assert '<option value="Noreg">' in browser.get(REPORT).text
    assert [one.name for one in book.who("NOR")] == ["Norway"]  # nobody else was made of the name


def test_the_field_that_is_refused_is_gone_to(browser: Browser) -> None:
    told = browser.post("/record/st-2/edit", {"when": "i forgårs"}, headers=PART).text
    assert re.findall(r'id="f-(\w+)"[^>]*data-focus', told) == ["when"]
    assert re.findall(r'id="f-(\w+)"[^>]*aria-invalid="true"', told) == ["when"]


def test_what_cannot_be_is_told_in_the_form(browser: Browser) -> None:
    answer = browser.post("/record/st-2/edit", {"whole": "1", "when": "i forgårs"}, headers=PART)
    assert "i forgårs" in answer.text and 'role="alert"' in answer.text
    assert browser.post("/record/st-2/edit", {"when": "i forgårs"}).status_code == 400


@pytest.mark.parametrize(
    ("language", "undated", "twice", "gone", "unknown"),
    [
        (
            "nb",
            "«i forgårs» i feltet «når» er ingen dato. Skriv den som 2022, 2022-01 eller 2022-01-28.",
            "steder i rapporten. Ta med flere av ordene rundt, eller merk stedet i teksten.",
            "Feltet «hva det gjelder» kan ikke være tomt.",
            "Det er ingen rettelse 99.",
        ),
        (
            "nn",
            "«i forgårs» i feltet «når» er ingen dato. Skriv han som 2022, 2022-01 eller 2022-01-28.",
            "stader i rapporten. Ta med fleire av orda rundt, eller merk staden i teksten.",
            "Feltet «kva det gjeld» kan ikkje vere tomt.",
            "Det er inga retting 99.",
        ),
        (
            "en",
            "when &#39;i forgårs&#39; is no date; write it as 2022, 2022-01 or 2022-01-28 (EDTF)",
            "places of the report. Give more of the words around it, or mark the place in the text.",
            "gist cannot be empty",
            "there is no correction 99",
        ),
    ],
)
def test_what_is_refused_is_told_in_the_language_of_the_page(
    browser: Browser, book: Ledger, language: str, undated: str, twice: str, gone: str, unknown: str
) -> None:
    browser.client.cookies.set("lang", language)
    told = browser.post("/record/st-2/edit", {"whole": "1", "when": "i forgårs"}, headers=PART).text
    assert undated in told and 'lang="en"' not in told
    matter = book.matters()[0].id
    assert gone in browser.post(f"/record/{matter}/edit", {"gist": " "}, headers=PART).text
    new = {"kind_of_record": "statement", "report": "grense", "words": "Vega"}
    assert twice in browser.post("/record/new", new, headers=PART).text
    refused = browser.post("/undo/99", headers=PART)
    assert (refused.status_code, unknown in refused.text) == (409, True)


def test_a_record_whose_folded_field_is_refused_is_shown_unfolded(browser: Browser) -> None:
    assert "<details open>" in browser.post("/record/st-2/edit", {"when": "i forgårs"}, headers=PART).text


def test_selected_words_become_a_record(browser: Browser, book: Ledger) -> None:
    words = "sanksjonene må oppheves først"
    start = GRENSE.index(words)
    asked = f"report=grense&kind=matter&start={start}&end={start + len(words)}"
    form = browser.get(f"/record/new?{asked}", headers=PART)
    assert words in form.text
    sent = {"kind_of_record": "matter", "report": "grense", "start": str(start), "end": str(start + len(words)),
            "words": words, "kind": "demand", "by": "Ramón Vega", "whole": "1"}  # fmt: skip
    answer = browser.post("/record/new", sent, headers=PART)
    assert 'data-card="ma-3"' in answer.text
    (matter,) = (row for row in book.matters() if row.id == "ma-3")
    assert (matter.evidence, matter.start, matter.read_by) == ((words,), start, "person")


def test_of_words_that_stand_twice_those_that_were_selected_are_meant(browser: Browser, book: Ledger) -> None:
    second = GRENSE.index("Vega", GRENSE.index("Vega") + 1)
    sent = {
        "kind_of_record": "statement",
        "report": "grense",
        "start": str(second),
        "end": str(second + 4),
        "words": "Vega",
    }
    assert browser.post("/record/new", sent, headers=PART).status_code == 200
    assert [row.start for row in book.said() if row.words == ("Vega",)] == [second]


def test_a_reader_changes_nothing(outside: Browser, book: Ledger) -> None:
    outside.log_in("Rita")
    assert "data-acts" not in outside.get(f"{REPORT}&record=st-1").text
    for path, data in (
        ("/record/st-1/verdict", {"verdict": "reject"}),
        ("/record/st-1/edit", {"act": "warn"}),
        ("/record/new", {"report": "grense", "kind_of_record": "statement", "words": "Vega"}),
        ("/undo/1", {}),
    ):
        assert outside.post(path, data).status_code == 403, path
    assert outside.get("/record/st-1/edit").status_code == 403
    assert {row.review for row in book.said()} == {"unread"}


def test_corrections_bear_the_name_of_who_is_logged_in(outside: Browser, book: Ledger) -> None:
    outside.log_in("Edda")
    outside.post("/record/st-1/verdict", {"verdict": "confirm"})
    assert [change.who for change in book.history("st-1")][-1] == "Edda"


HOSTILE = (
    "<script>alert('x')</script> & \"quotes\" </textarea> {{ 7*7 }} {% raw %}\n\n"
    "– Vi \u202eneves\u202c <b>svarer</b>\x07, sier Lie.\n\n" + "uten ende " * 20_000
)


def hostile(book: Ledger, text: str = HOSTILE, **more: object) -> None:
    start = text.find("<b>svarer</b>")
    content = Span(start, start + 13, "<b>svarer</b>")
    statements = (Statement("s1", Speaker(None, None), None, (content,), "direct"),) if start >= 0 else ()
    book.add(
        Record(
            Report("ond\"'><script>", text, title="<script>alert(1)</script>\u202e", **more), (), statements
        )
    )  # type: ignore[arg-type]


def test_a_hostile_report_is_text(browser: Browser, book: Ledger) -> None:
    hostile(book, url="javascript:alert(1)", publisher="<img src=x onerror=alert(1)>")
    for path in ("/reports", "/report?id=ond%22%27%3E%3Cscript%3E", "/record/st-7/card"):
        page = browser.get(path).text
        assert not re.search(r"<script(?! src=\"/static/)|<img|<b>|javascript:|\u202e|\x07", page), path
    page = browser.get("/report?id=ond%22%27%3E%3Cscript%3E").text
    assert "{{ 7*7 }}" in page
    assert "&lt;script&gt;alert" in page


def test_a_line_of_ten_megabytes_comes_in_parts(browser: Browser, book: Ledger) -> None:
    hostile(book, "x" * 5_000_000 + " " + "å" * 5_000_000)
    page = browser.get("/report?id=ond%22%27%3E%3Cscript%3E")
    assert page.status_code == 200
    assert len(page.content) < 300_000
    assert 'rel="next"' in page.text


def test_a_report_of_twenty_thousand_words_is_light(browser: Browser, book: Ledger) -> None:
    line = "– Vi trekker oss ikke fra sundet, sa Lindqvist til Vega ifølge en logg fra Borgen.\n"
    text = line * (20_000 // 14)
    statements = []
    for n, at in enumerate(range(0, len(text), len(line))):
        cue, said = (Span(at + a, at + b, text[at + a : at + b]) for a, b in ((34, 36), (2, 32)))
        statements.append(Statement(f"s{n}", Speaker(None, None), cue, (said,), "direct"))
    book.add(Record(Report("lang", text), (), tuple(statements)))
    page = browser.get("/report?id=lang")
    assert page.status_code == 200 and len(page.content) < 300_000
    pages = [page.text, *(browser.get(f"/report?id=lang&part={part}").text for part in range(2, 5))]
    found = [one for page in pages for one in re.findall(r'id="w-(st-\d+)"', page)]
    assert len(found) == len(set(found)) == len(statements)


@given(st.text(alphabet="ab \n", max_size=300), st.integers(5, 50))
def test_parts_are_all_of_the_text(text: str, size: int) -> None:
    found = parts(text, size)
    assert "".join(text[a:b] for a, b in found) == text
    assert all(b - a <= size for a, b in found)
    for place in range(len(text)):
        start, end = found[part_of(found, place) - 1]
        assert start <= place < end


MARKS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 30), st.sampled_from(["a", "b", "c"])), max_size=8
)


@given(st.text(alphabet="ab \n", max_size=80), MARKS)
def test_pieces_are_the_text_and_lie_under_their_marks(
    text: str, given_marks: list[tuple[int, int, str]]
) -> None:
    spans = [Mark(a, min(len(text), a + n), r, "said", True) for a, n, r in given_marks if a < len(text)]
    for paragraph in paragraphs(text, spans, 0, len(text)):
        at = paragraph.start
        for piece in paragraph.pieces:
            assert text[at : at + len(piece.text)] == piece.text != ""
            assert set(piece.records) == {
                m.record for m in spans if m.start <= at and at + len(piece.text) <= m.end
            }
            at += len(piece.text)
    shown = "".join(piece.text for one in paragraphs(text, spans, 0, len(text)) for piece in one.pieces)
    assert "".join(shown.split()) == "".join(text.split())


def test_a_paragraph_without_end_is_cut() -> None:
    text = "x" * (LONGEST * 3 + 5)
    assert [p.start for p in paragraphs(text, [], 0, len(text))] == [0, LONGEST, 2 * LONGEST, 3 * LONGEST]


def test_versions_of_one_story_lead_to_each_other(
    browser: Browser, book: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ..ledger.making import grense

    book.add(grense(text=GRENSE, report="kopi"))
    assert "/report?id=kopi" in browser.get(REPORT).text or not book.stories()


def test_a_report_leads_to_its_original_where_that_has_an_address_on_the_web(
    browser: Browser, book: Ledger
) -> None:
    for n, url in enumerate(
        ("https://example.org/sak?id=1&del=2", "HTTP://example.org/x", "ftp://example.org/x", "x")
    ):
        book.add(Record(Report(f"kilde-{n}", "Ingenting skjedde.", url=url)))
    pages = [browser.get(f"/report?id=kilde-{n}").text for n in range(4)]
    links = [re.findall(r'<a href="([^"]+)" rel="noopener noreferrer nofollow"', page) for page in pages]
    assert links == [["https://example.org/sak?id=1&amp;del=2"], ["HTTP://example.org/x"], [], []]


def test_the_accessibility_statement_is_a_click_away_in_every_language(browser: Browser) -> None:
    for language, said in (("nb", "skjermleser"), ("nn", "skjermlesar"), ("en", "screen reader")):
        browser.post("/settings", {"language": language, "theme": "system", "keys": "on"})
        assert 'href="/accessibility"' in browser.get("/report?id=grense").text
        page = browser.get("/accessibility").text
        assert said in page and "WCAG 2.2" in page and "uutilsynet.no" in page, language
