"""A report is pointed to in the same way by whatever takes one: its id, enough of it, or its address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from depesje.errors import CorrectionError, DossierError, LedgerError, WhichReportError
from depesje.ledger import Ledger
from depesje.ledger.corrections.documents import Document
from depesje.questions import ReadingQuestion

from .making import small

ONE = "sha256:" + "ab12cd" + "0" * 58
OTHER = "sha256:" + "ab12ce" + "1" * 58
NEWS = "https://avis.example/Storm-i-sundet"
Ask = Callable[[Ledger, str], object]


def _told(ledger: Ledger, report: str) -> object:
    found = ledger.told(report)
    if found is None:
        raise WhichReportError("the ledger has no report %(report)r", report=report)
    return [found.report.id]


def _reread(ledger: Ledger, report: str) -> object:
    return ledger.to_read({}, ReadingQuestion(reports=(report,), everything=True))


def _added(ledger: Ledger, report: str) -> object:
    done = ledger.add_record("statement", report, {"speaker": ["Vega"], "words": ["sier"]})
    (row,) = (row for row in ledger.said() if row.id == done.id)
    return [row.report]


def _filed(ledger: Ledger, report: str) -> object:
    if not ledger.dossiers():
        ledger.new_dossier("Isen", words=["isbjørn"])
    ledger.file("Isen", report)
    return [row.report for row in ledger.dossier("Isen")]


def _forgotten(ledger: Ledger, report: str) -> object:
    return [ledger.rights.find(report).id]


WAYS = pytest.mark.parametrize("ask", [_told, _reread, _added, _filed, _forgotten])


@pytest.fixture
def four(ledger: Ledger) -> Ledger:
    ledger.add(small(ONE, words="sundet må åpnes", title="Sundet"))
    ledger.add(small(OTHER, words="isen er tynn", title="Isen"))
    record = small("guid:ntb:stormvarsel", words="stormen kommer")
    ledger.add(replace(record, report=replace(record.report, url=NEWS)))
    ledger.add(small("https://avis.example/2031/turen-avlyst/", words="turen går ikke"))
    return ledger


@WAYS
@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (ONE, ONE), (f" {OTHER} ", OTHER), ("ab12cd00", ONE), ("AB12CE11", OTHER), ("SHA256:ab12ce11", OTHER),
        (NEWS, "guid:ntb:stormvarsel"), ("guid:ntb", "guid:ntb:stormvarsel"), ("stormvarsel", "guid:ntb:stormvarsel"),
        ("turen-avlyst", "https://avis.example/2031/turen-avlyst/"),
    ],
)  # fmt: skip
def test_it_is_found(four: Ledger, ask: Ask, given: str, meant: str) -> None:
    assert ask(four, given) == [meant]


@WAYS
def test_one_that_may_be_several_is_asked_about_and_one_that_is_not_there_is_said(
    four: Ledger, ask: Ask
) -> None:
    several = "sha256:ab12c"
    with pytest.raises(LedgerError) as raised:
        ask(four, several)
    assert str(raised.value) == (
        "'sha256:ab12c' may be sha256:ab12cd0000000 (Sundet), sha256:ab12ce1111111 (Isen); give more of the id"
    )
    for unknown in (
        "sha256:",
        "ab99cd0012",
        "GUID:ntb:storm",
        NEWS[:-1],
        NEWS.lower(),
        "vlyst",
        "Avlyst",
        "2031",
        "%",
        "x" * 3000,
    ):
        with pytest.raises(LedgerError, match="no report"):
            ask(four, unknown)


@WAYS
def test_an_address_that_two_reports_have_is_asked_about(ledger: Ledger, ask: Ask) -> None:
    for number, title in ((1, "Stormen"), (2, None)):
        record = small(f"guid:ntb:{number}", words=f"stormen {number} kommer", title=title)
        ledger.add(replace(record, report=replace(record.report, url=NEWS)))
    with pytest.raises(LedgerError, match=r"may be guid:ntb:1 \(Stormen\), guid:ntb:2; give more of the id"):
        ask(ledger, NEWS)
    assert ask(ledger, "guid:ntb:2") == ["guid:ntb:2"]


def test_too_little_of_an_id_is_none(four: Ledger) -> None:
    four.add(small("sha256:" + "f" * 64, words="været er fint"))
    for little in ("", " ", "f", "fff", "sha256:fff"):
        with pytest.raises(WhichReportError, match="no report"):
            _reread(four, little)
    assert _reread(four, "ffff") == ["sha256:" + "f" * 64]
    with pytest.raises(LedgerError, match="no report ffff"):
        four.rights.find("ffff")  # which may be somebody's name


def test_many_are_not_all_told(ledger: Ledger) -> None:
    for number in range(7):
        ledger.add(small(f"sha256:abcd{number:060}", words=f"krav {number} står"))
    with pytest.raises(WhichReportError) as raised:
        ledger.told("abcd00")
    assert str(raised.value).count("sha256:") == 5
    assert str(raised.value).endswith(", …; give more of the id")


def test_a_document_that_a_person_put_there_is_found_by_its_digits(ledger: Ledger) -> None:
    ledger.add_record(
        "statement", Document("Notat", "2031"), {"speaker": ["Vega"], "words": ["sundet stenges"]}
    )
    (row,) = ledger.said()
    assert row.report.startswith("document:")
    assert _told(ledger, row.report.partition(":")[2][:8]) == [row.report]


def test_whoever_expects_its_own_error_gets_it() -> None:
    assert issubclass(WhichReportError, CorrectionError)
    assert issubclass(WhichReportError, DossierError)
    assert issubclass(WhichReportError, LedgerError)
