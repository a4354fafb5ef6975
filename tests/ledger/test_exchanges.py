"""Exchanges in a ledger: one however many reports tell of it, its accounts side by side, whatever the order of adding."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterable
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from depesje.errors import LedgerError
from depesje.ledger import AccountsRow, ExchangeRow, Ledger, ids, open_ledger
from depesje.records import Account, Exchange, Record, Report, Span, Versions

from .making import V1, V2, actor, span, statement

CALL = """{title}

Nordavinds statsminister Åse Lindqvist ringte onsdag Sørlandias president Ramón Vega. {more}
Ifølge Borgen lovte Vega at sundet åpnes innen 14 dager. Det stemmer ikke, sa Vegas talsmann Igor Brand.
"""
COPY = "Samtalen kom i stand på oppfordring fra Havforbundet, og den varte i tre kvarter, får Nordbyrået opplyst. "


def call(
    report: str,
    published: str = "2031-05-08",
    title: str = "Samtale",
    more: str = COPY,
    versions: Versions = V1,
) -> Record:
    """A report of a call: the promise that Borgen tells of, and a spokesman's denial."""
    text = CALL.format(title=title, more=more)
    people = (
        actor(text, "a1", "Åse Lindqvist", "person", "NAV", "Nordavinds statsminister Åse Lindqvist"),
        actor(text, "a2", "Ramón Vega", "person", "SLA", "Sørlandias president Ramón Vega", "Vega"),
        actor(text, "a3", "Borgen", "body", "NAV", "Borgen"),
        actor(text, "a4", "Igor Brand", "person", "SLA", "Vegas talsmann Igor Brand"),
    )
    said = (
        statement(text, "s1", "a2", "Vega", "lovte", "sundet åpnes innen 14 dager", act="promise", per=("a3",)),
        statement(text, "s2", "a4", "Vegas talsmann Igor Brand", "sa", "Det stemmer ikke", act="deny"),
    )  # fmt: skip
    accounts = (Account("a3", ("s1",), said[0].content), Account("a4", ("s2",), said[1].content))
    held = Exchange("x1", "call", ("a1", "a2"), "2031-05-07", (span(text, "ringte"),), accounts)
    return Record(
        Report(report, text, title=title, language="nb", published=published),
        people,
        said,
        versions,
        exchanges=(held,),
    )


def brief(report: str, published: str = "2031-05-09") -> Record:
    """Another report of it, in other words: the states called each other, and nothing was promised."""
    text = (
        "Sørlandia og Nordavind snakket på telefon onsdag. Sundet åpnes ikke innen 14 dager, "
        "sier Nordavinds minister Tor Vang."
    )
    people = (
        actor(text, "a1", "Sørlandia", "state", "SLA", "Sørlandia"),
        actor(text, "a2", "Nordavind", "state", "NAV", "Nordavind"),
        actor(text, "a3", "Tor Vang", "person", "NAV", "Nordavinds minister Tor Vang"),
    )
    said = (
        statement(
            text, "s1", "a3", "Nordavinds minister Tor Vang", "sier", "Sundet åpnes ikke innen 14 dager"
        ),
    )
    held = Exchange(
        "x1",
        "call",
        ("a1", "a2"),
        "2031-05-07",
        (span(text, "snakket"),),
        (Account("a3", ("s1",), said[0].content),),
    )
    return Record(
        Report(report, text, language="nb", published=published), people, said, V1, exchanges=(held,)
    )


def only(ledger: Ledger) -> ExchangeRow:
    (row,) = ledger.exchanges()
    return row


def plain(row: AccountsRow) -> object:
    """An answer without numbers, which depend on the order of adding."""
    parts = [(a.source, [(p.report, p.words, p.only) for p in a.parts]) for a in row.accounts]
    return (replace(row.exchange, id="ex"), parts, row.differ)


def test_one_call_of_two_reports(ledger: Ledger) -> None:
    ledger.add(call("a"))
    ledger.add(brief("b"))
    row = only(ledger)
    assert (row.channel, row.parties, row.when) == ("call", ("Åse Lindqvist", "Ramón Vega"), "2031-05-07")
    assert (row.reports, row.independent, row.sources) == (
        ("a", "b"),
        2,
        ("Borgen", "Igor Brand", "Tor Vang"),
    )
    assert ledger.counts().exchanges == 2


def test_accounts_side_by_side(ledger: Ledger) -> None:
    ledger.add(call("a"))
    ledger.add(brief("b"))
    found = ledger.accounts(only(ledger).id)
    told = {
        account.source: [words for part in account.parts for words in part.words]
        for account in found.accounts
    }
    assert told == {
        "Borgen": ["sundet åpnes innen 14 dager"],
        "Igor Brand": ["Det stemmer ikke"],
        "Tor Vang": ["Sundet åpnes ikke innen 14 dager"],
    }
    assert [part.only for account in found.accounts for part in account.parts] == [
        (),
        ("Det stemmer ikke",),
        (),
    ]
    assert [(d.kind, d.source, d.other) for d in found.differ] == [
        ("denied", "Borgen", "Igor Brand"),
        ("negated", "Borgen", "Tor Vang"),
    ]


def test_a_wire_copy_is_told_once(ledger: Ledger) -> None:
    ledger.add(call("b", title="Samtalen: Hva ble lovet?", published="2031-05-09"))
    ledger.add(call("a"))
    row = only(ledger)
    assert (row.reports, row.independent) == (("a", "b"), 1)
    assert ledger.stories() == [("a", "b")]
    found = ledger.accounts(row.id)
    assert [[part.report for part in account.parts] for account in found.accounts] == [["a"], ["a"]]


def test_the_order_of_adding_changes_nothing(path: Path, template: Path, tmp_path: Path) -> None:
    given = [call("a"), call("b", title="Hva ble lovet?", published="2031-05-09"), brief("c")]
    answers = set()
    for n, order in enumerate(permutations(given)):
        copy = tmp_path / f"{n}.db"
        shutil.copyfile(template, copy)
        with open_ledger(copy) as ledger:
            for record in order:
                ledger.add(record)
            answers.add(repr(plain(ledger.accounts(only(ledger).id))))
    assert len(answers) == 1


def test_an_exchange_keeps_its_id_when_it_is_read_again(ledger: Ledger) -> None:
    ledger.add(call("a"))
    ledger.add(brief("b"))
    before = only(ledger)
    assert ledger.add(call("a", versions=V2)) == "revised"
    assert only(ledger) == before


def test_what_a_new_reading_no_longer_tells_is_gone_from_the_exchange(ledger: Ledger) -> None:
    ledger.add(call("a"))
    ledger.add(brief("b"))
    ledger.add(replace(brief("b"), exchanges=(), versions=V2))
    assert only(ledger).reports == ("a",)


def test_a_persons_split_stands(ledger: Ledger) -> None:
    ledger.add(call("a"))
    ledger.add(brief("b"))
    ledger.split("ex-2", who="Kari")
    assert [row.reports for row in ledger.exchanges()] == [("a",), ("b",)] or [
        row.reports for row in ledger.exchanges()
    ] == [("b",), ("a",)]
    ledger.add(call("c", published="2031-05-10", more="Den var kort. "))
    assert {row.reports for row in ledger.exchanges()} != {("a", "b", "c")}


def test_a_persons_merge_stands(ledger: Ledger) -> None:
    ledger.add(call("a"))
    later = call("b", published="2031-07-01", more="Det var den andre samtalen på kort tid. ")
    ledger.add(replace(later, exchanges=(replace(later.exchanges[0], when="2031-06-30"),)))
    assert len(ledger.exchanges()) == 2
    ledger.merge("ex-1", "ex-2", who="Kari")
    assert only(ledger).reports == ("a", "b")
    assert ledger.accounts("ex-2").exchange.id == "ex-1"


def test_they_leave_with_the_export(ledger: Ledger) -> None:
    ledger.add(call("a"))
    ledger.add(call("b", title="Hva ble lovet?", published="2031-05-09"))
    ledger.add(brief("c"))
    out = io.BytesIO()
    ledger.export("json", out)
    told = json.loads(out.getvalue())
    (one,) = told["exchanges"]
    assert (one["channel"], one["reports"], told["same_text"]) == ("call", ["a", "b", "c"], [["a", "b"]])
    assert [(a["per"], a["report"]) for a in one["accounts"]] == [
        ("Borgen", "a"),
        ("Igor Brand", "a"),
        ("Tor Vang", "c"),
    ]
    span = one["accounts"][1]["contents"][0]
    assert call("a").report.text[span["start"] : span["end"]] == "Det stemmer ikke"


def test_filters(ledger: Ledger) -> None:
    ledger.add(call("a"))
    ledger.add(brief("b"))

    def ids(**asked: str | int) -> Iterable[str]:
        return [row.id for row in ledger.exchanges(**asked)]  # type: ignore[arg-type]

    assert (
        ids(party="Vega")
        == ids(party="NAV")
        == ids(per="Borgen")
        == ids(channel="call")
        == ids(limit=1)
        == ["ex-1"]
    )
    assert ids(since="2031-05-07", until="2031-05-07") == ["ex-1"]
    assert ids(party="Brand") == ids(channel="letter") == ids(since="2031-06") == ids(known="2020") == []


@pytest.mark.parametrize("given", ["ex-9", "st-1", "tull"])
def test_what_is_no_exchange_is_said(ledger: Ledger, given: str) -> None:
    with pytest.raises(LedgerError, match="exchange"):
        ledger.accounts(given)


def test_an_account_of_somebody_unknown_is_refused(ledger: Ledger) -> None:
    record = call("a")
    wrong = replace(record.exchanges[0], accounts=(Account("a9", ("s1",)),))
    with pytest.raises(LedgerError, match="exchange x1 names actor a9"):
        ledger.add(replace(record, exchanges=(wrong,)))
    anchored = replace(record.exchanges[0], anchors=(Span(0, 3, "Tull"),))
    with pytest.raises(LedgerError, match="exchange x1 points at"):
        ledger.add(replace(record, exchanges=(anchored,)))


def test_what_was_known_shows_the_groups_of_then(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")
    for day, step in (
        ("05-09", lambda: ledger.add(call("a"))),
        ("05-10", lambda: ledger.add(brief("b"))),
        ("05-11", lambda: ledger.split("ex-2", who="Kari")),
    ):
        moment = f"2031-{day}T06:00:00.000000Z"
        monkeypatch.setattr(ids, "utc_now", lambda moment=moment: moment)
        step()
    told = {
        day: sorted(row.reports for row in ledger.exchanges(known=f"2031-05-{day}"))
        for day in ("08", "09", "10", "11")
    }
    assert told == {"08": [], "09": [("a",)], "10": [("a", "b")], "11": [("a",), ("b",)]}
    assert sorted(row.reports for row in ledger.exchanges()) == [("a",), ("b",)]
    assert ledger.accounts("ex-2", known="2031-05-10").exchange.reports == ("a", "b")
    assert ledger.accounts("ex-2").exchange.reports == ("b",)
