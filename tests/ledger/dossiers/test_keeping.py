"""Dossiers in a ledger: reports find their way into them, people decide otherwise, and nothing is forgotten."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

import depesje
from depesje.errors import DossierError
from depesje.ledger import Ledger, ids, open_ledger
from depesje.ledger.corrections.journal import author
from depesje.ledger.dossiers import facts, judging, keeping
from depesje.ledger.dossiers.filing import Crisis
from depesje.ledger.rights.forgetting import forget_report
from depesje.ledger.store import Store
from depesje.records import Record

CABLE = """Latvia krever svar om kabelen

Latvias utenriksminister Edgars Liepa krever at Russland forklarer hva et skip gjorde over kabelen til Gotland.

– Vi venter et svar fra Russland innen fredag, sier Liepa."""
COD = """Norge og Russland enige om torsk

Norge og Russland er enige om neste års kvote på torsk.

– Avtalen med Russland er god, sier Norges fiskeriminister Unni Straume."""
MATCH = """Latvia slo Russland i ishockey-VM

Keeperen var banens beste, og supporterne på stadion jublet. Latvias trener Janis Ozols kritiserer Russland.

– Russland ødela kabelen til måltavla vår, sier landslagstreneren før kvartfinalen i VM."""


def record(text: str, name: str, published: str = "2022-03-04") -> Record:
    from dataclasses import replace

    read = depesje.read(text, published=published, language="nb")
    return replace(read, report=replace(read.report, id=name, title=text.partition("\n")[0]))


@pytest.fixture(scope="module")
def records() -> dict[str, Record]:
    return {name: record(text, name) for name, text in (("cable", CABLE), ("cod", COD), ("match", MATCH))}


def filed(ledger: Ledger, name: str, known: str | None = None) -> list[str]:
    return sorted(row.report for row in ledger.dossier(name, known=known))


def kabelsaken(ledger: Ledger) -> str:
    return ledger.new_dossier("Kabelsaken", parties=["LVA", "RUS"], words=["kabel"], since="2022", who="Ida")


@pytest.mark.parametrize("first", [True, False])
def test_reports_are_filed_whether_they_or_the_dossier_came_first(
    ledger: Ledger, records: dict[str, Record], first: bool
) -> None:
    if first:
        kabelsaken(ledger)
    for each in records.values():
        ledger.add(each)
    if not first:
        kabelsaken(ledger)
    [row] = ledger.dossier("kabelsaken")
    assert row.report == "cable"
    assert row.reason == "LVA and RUS deal with each other; words: kabel"
    assert row.who is None
    [dossier] = ledger.dossiers()
    assert (dossier.name, dossier.reports, dossier.who, dossier.id) == ("Kabelsaken", 1, "Ida", "do-1")


def test_every_listing_takes_a_dossier(ledger: Ledger, records: dict[str, Record]) -> None:
    for each in records.values():
        ledger.add(each)
    kabelsaken(ledger)
    assert {row.report for row in ledger.said(dossier="Kabelsaken")} == {"cable"}
    assert {row.report for row in ledger.timeline(dossier="do-1")} == {"cable"}
    assert {row.report for row in ledger.matters(dossier="KABELSAKEN")} == {"cable"}
    assert {row.report for row in ledger.search("Russland", dossier="Kabelsaken")} == {"cable"}
    assert len({row.report for row in ledger.search("Russland")}) == 3


def test_what_a_person_decided_stands(ledger: Ledger, records: dict[str, Record]) -> None:
    ledger.add(records["cable"])
    ledger.add(records["cod"])
    kabelsaken(ledger)
    ledger.file("Kabelsaken", "cod", who="Ida", why="same ship")
    ledger.file("Kabelsaken", "cable", filed=False, who="Ida")
    ledger.change_dossier("Kabelsaken", words=["kabel", "ishockey"], who="Ida")
    assert filed(ledger, "Kabelsaken") == ["cod"]
    [row] = ledger.dossier("Kabelsaken")
    assert (row.reason, row.who) == ("same ship", "Ida")


def test_another_subject_another_text_another_place(ledger: Ledger, records: dict[str, Record]) -> None:
    kabelsaken(ledger)
    ledger.add(records["cable"])
    assert filed(ledger, "Kabelsaken") == ["cable"]
    ledger.add(record(MATCH, "cable"))
    assert filed(ledger, "Kabelsaken") == []


def test_a_change_files_anew(ledger: Ledger, records: dict[str, Record]) -> None:
    for each in records.values():
        ledger.add(each)
    kabelsaken(ledger)
    ledger.change_dossier("Kabelsaken", name="Torsken", parties=["NOR", "RUS"], words=["torsk"])
    assert filed(ledger, "torsken") == ["cod"]
    with pytest.raises(DossierError, match="no dossier is called 'Kabelsaken'; there are Torsken"):
        ledger.dossier("Kabelsaken")


def test_another_name_leaves_the_reports_alone(
    ledger: Ledger, records: dict[str, Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in records.values():
        ledger.add(each)
    kabelsaken(ledger)
    ledger.file("Kabelsaken", "cod", who="Ida", why="same ship")
    before = _filings(ledger)
    with monkeypatch.context() as patched:
        for work in ("beforehand", "completed"):
            patched.setattr(judging, work, lambda *_: pytest.fail("judged"))
        ledger.change_dossier("Kabelsaken", name="Skipssaken", who="Ida")
        ledger.change_dossier("do-1", name="Kabelen", parties=["LVA", "RUS"], words=["kabel"], who="Ida")
    assert [(row.id, row.name) for row in ledger.dossiers()] == [("do-1", "Kabelen")]
    assert _filings(ledger) == before
    ledger.add(record(CABLE, "later"))
    assert sorted(filed(ledger, "Kabelen")) == ["cable", "cod", "later"]


def test_one_who_renames_while_another_changes_what_it_is_about_both_have_their_way(
    ledger: Ledger, records: dict[str, Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in records.values():
        ledger.add(each)
    kabelsaken(ledger)
    check = keeping.check

    def meanwhile(*given: Any) -> None:
        monkeypatch.setattr(keeping, "check", check)
        ledger.change_dossier("Kabelsaken", words=["torsk"])
        assert filed(ledger, "Kabelsaken") == []
        check(*given)

    monkeypatch.setattr(keeping, "check", meanwhile)
    # The words are those that it has, until the other comes in between.
    ledger.change_dossier("Kabelsaken", name="Skipssaken", words=["kabel"])
    assert [(row.name, row.parties, row.words) for row in ledger.dossiers()] == [
        ("Skipssaken", ("LVA", "RUS"), ("kabel",))
    ]
    assert filed(ledger, "Skipssaken") == ["cable"]


def test_a_party_a_word_and_the_period_are_taken_away(ledger: Ledger, records: dict[str, Record]) -> None:
    for each in records.values():
        ledger.add(each)
    ledger.new_dossier("Naboer", ["LVA", "NOR", "RUS"], ["kabel", "torsk"], "2022-01", "2022-12")
    assert filed(ledger, "Naboer") == ["cable", "cod"]
    ledger.change_dossier("Naboer", drop_parties=["nor"], drop_words=["Torsk"], since=None)
    [row] = ledger.dossiers()
    assert (row.parties, row.words, row.since, row.until) == (("LVA", "RUS"), ("kabel",), None, "2022-12")
    assert filed(ledger, "Naboer") == ["cable"]
    ledger.change_dossier("Naboer", drop_words=["kabel"], until=None)
    [row] = ledger.dossiers()
    assert (row.parties, row.words, row.until) == (("LVA", "RUS"), (), None)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"drop_parties": ["EST"]}, "Kabelsaken: parties: 'EST' is not among LVA, RUS"),
        ({"drop_words": ["kabel", "anker"]}, "Kabelsaken: words: 'anker' is not among kabel"),
        ({"drop_parties": ["LVA", "RUS"], "drop_words": ["kabel"]}, "needs parties or words"),
        ({"until": "2021"}, "Kabelsaken: since 2022 is later than until 2021"),
    ],
)
def test_a_change_that_cannot_be_changes_nothing(
    ledger: Ledger, change: dict[str, object], complaint: str
) -> None:
    kabelsaken(ledger)
    before = ledger.dossiers()
    with pytest.raises(DossierError, match=complaint):
        ledger.change_dossier("Kabelsaken", **change)  # type: ignore[arg-type]
    assert ledger.dossiers() == before


def test_a_period_of_one_year_is_a_period(ledger: Ledger) -> None:
    ledger.new_dossier("Ett", words=["kabel"], since="2022-12", until="2022")
    ledger.change_dossier("Ett", name="  Ett   år ")
    assert [row.name for row in ledger.dossiers()] == ["Ett år"]


@pytest.mark.parametrize("change", ["forgotten", "read anew"])
def test_a_report_that_changes_while_a_dossier_is_filled_is_filed_as_it_is(
    ledger: Ledger, records: dict[str, Record], monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    for one in records.values():
        ledger.add(one)
    look = facts.of_held
    monkeypatch.setattr(judging, "BATCH", 2)

    def slowly(connection: Connection, numbers: Iterable[int]) -> Iterator[tuple[int, int, facts.Facts]]:
        yield from look(connection, numbers)
        monkeypatch.setattr(facts, "of_held", look)
        done = threading.Thread(target=meanwhile)
        done.start()
        done.join()

    def meanwhile() -> None:
        if change == "read anew":
            ledger.add(record("Fisk\n\nNorge krever at Island senker kvoten på sild.", "cable"))
            return
        with ledger._store.write() as connection:
            forget_report(connection, "cable", author("Ida"), ids.utc_now())

    monkeypatch.setattr(facts, "of_held", slowly)
    kabelsaken(ledger)
    assert filed(ledger, "Kabelsaken") == []
    assert (ledger.report("cable") is None) == (change == "forgotten")


KILLED = """
import os, signal, sys
from depesje.ledger import open_ledger
from depesje.ledger.dossiers import facts, judging, keeping

where, left = sys.argv[2], 2

def dying(step):
    def run(*given):
        global left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        return step(*given)
    return run

judging.BATCH = 1
if where == "while they are judged":
    facts.of_held = dying(facts.of_held)
else:
    keeping.insert_all, left = dying(keeping.insert_all), 1
with open_ledger(sys.argv[1]) as ledger:
    if sys.argv[3] == "made":
        ledger.new_dossier("Kabelsaken", parties=["LVA", "RUS"], words=["kabel"], since="2022", who="Ida")
    else:
        ledger.change_dossier("Kabelsaken", parties=["NOR", "RUS"], words=["torsk"], who="Ida")
"""


@pytest.mark.parametrize("where", ["while they are judged", "while they are filed"])
@pytest.mark.parametrize("what", ["made", "changed"])
def test_a_dossier_that_is_made_or_changed_stands_whole_or_not_at_all(
    tmp_path: Path, records: dict[str, Record], what: str, where: str
) -> None:
    path = tmp_path / "l.db"
    with open_ledger(path) as ledger:
        for one in records.values():
            ledger.add(one)
        if what == "changed":
            kabelsaken(ledger)
    killed = subprocess.run([sys.executable, "-c", KILLED, path, where, what], check=False)
    assert killed.returncode == -signal.SIGKILL
    with open_ledger(path) as ledger:
        assert list(ledger.check()) == []
        if what == "made":
            assert ledger.dossiers() == []
            kabelsaken(ledger)
        assert filed(ledger, "Kabelsaken") == ["cable"]
        assert [row.words for row in ledger.dossiers()] == [("kabel",)]


def test_how_far_the_filing_of_many_reports_has_come_is_told(
    ledger: Ledger, records: dict[str, Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "BATCH", 1)
    for one in records.values():
        ledger.add(one)
    ticks: list[None] = []
    ledger.new_dossier("Kabelsaken", words=["kabel"], tick=lambda: ticks.append(None))
    assert len(ticks) == len(records)
    ledger.change_dossier("Kabelsaken", words=["torsk"], tick=lambda: ticks.append(None))
    assert len(ticks) == 2 * len(records)


def test_two_who_change_a_dossier_at_once_both_have_their_way(
    ledger: Ledger, records: dict[str, Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in records.values():
        ledger.add(one)
    kabelsaken(ledger)
    look = judging.beforehand

    def meanwhile(store: Store, about: Crisis, tick: None) -> judging.Verdicts:
        monkeypatch.setattr(judging, "beforehand", look)
        ledger.change_dossier("Kabelsaken", parties=["NOR", "RUS"])
        return look(store, about, tick)

    monkeypatch.setattr(judging, "beforehand", meanwhile)
    ledger.change_dossier("Kabelsaken", name=" Torsken ", words=["torsk"])
    [dossier] = ledger.dossiers()
    assert (dossier.name, dossier.parties, dossier.words) == ("Torsken", ("NOR", "RUS"), ("torsk",))
    assert filed(ledger, "Torsken") == ["cod"]


def test_what_was_closed_can_be_seen_as_it_was(ledger: Ledger, records: dict[str, Record]) -> None:
    ledger.add(records["cable"])
    kabelsaken(ledger)
    before = ledger.dossiers()[0].when
    moment = max(before, *(row.recorded_at for row in _filings(ledger)))
    ledger.close_dossier("Kabelsaken")
    assert ledger.dossiers() == []
    assert filed(ledger, "Kabelsaken", known=moment) == ["cable"]
    kabelsaken(ledger)  # the name is free again
    assert [row.id for row in ledger.dossiers()] == ["do-2"]


def _filings(ledger: Ledger) -> list[object]:
    from sqlalchemy import select

    from depesje.ledger.schema_dossiers import filings

    with ledger._store.read() as connection:
        return list(connection.execute(select(filings)))


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"name": " ", "words": ["x"]}, "needs a name"),
        ({"name": "Tom"}, "Tom: a dossier needs parties or words"),
        ({"name": "A", "words": ["x"], "since": "i fjor"}, "'i fjor' is no date"),
        (
            {"name": "A", "words": ["x"], "since": "2022-03-02", "until": "2022-03-01"},
            "A: since 2022-03-02 is later",
        ),
        ({"name": "KABELSAKEN", "words": ["x"]}, "there is a dossier called 'KABELSAKEN' already"),
    ],
)
def test_a_dossier_that_cannot_be(ledger: Ledger, given: dict[str, object], complaint: str) -> None:
    kabelsaken(ledger)
    with pytest.raises(DossierError, match=complaint):
        ledger.new_dossier(**given)  # type: ignore[arg-type]
    assert len(ledger.dossiers()) == 1


def test_a_report_that_is_not_there_cannot_be_filed(ledger: Ledger) -> None:
    kabelsaken(ledger)
    with pytest.raises(DossierError, match="no report 'nowhere'"):
        ledger.file("Kabelsaken", "nowhere")


def test_what_did_not_happen_is_no_dealing_whichever_came_first(tmp_path: Path) -> None:
    denied = record("Ingen avtale\n\nRussland har ikke angrepet Latvia.", "denied")
    done = record("Angrep\n\nRussland har angrepet Latvia.", "done")
    for first in (True, False):
        with open_ledger(tmp_path / f"{first}.db") as ledger:
            for step in ("dossier", "reports") if first else ("reports", "dossier"):
                if step == "dossier":
                    ledger.new_dossier("Krigen", parties=["LVA", "RUS"], who="Ida")
                else:
                    ledger.add(denied)
                    ledger.add(done)
            assert filed(ledger, "Krigen") == ["done"], first


@pytest.mark.parametrize(("until", "found"), [("2022-03-03", []), ("2022-03-04", ["cable"])])
def test_what_comes_later_than_a_dossier_is_not_filed(
    ledger: Ledger, records: dict[str, Record], until: str, found: list[str]
) -> None:
    ledger.new_dossier("Kabelsaken", parties=["LVA", "RUS"], words=["kabel"], until=until, who="Ida")
    ledger.add(records["cable"])
    assert filed(ledger, "Kabelsaken") == found
