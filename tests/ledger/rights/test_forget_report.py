"""Reports that are forgotten: nothing of them is left, and all else is as it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from depesje.errors import ForgottenError, LedgerError
from depesje.intake.origin import Origin
from depesje.ledger import Ledger
from depesje.questions import ReadingQuestion
from tests.places import Place

from ..making import GRENSE, SUND, V1, V2, grense, small, sund
from .looking import found, is_whole

WORDS = (
    "trekker oss ikke", "trekk oss ikk", "Lindqvist", "rådgivere", "Grensestriden", "grensestrid", "Borgen", "ferdsel",
    "Vega", "oppheves",
)  # fmt: skip


def kept(ledger: Ledger) -> object:
    """All that a ledger answers, but for permanent numbers."""
    return ledger.said(), ledger.timeline(), ledger.matters(), ledger.divisions(), ledger.search("sundet")


def test_nothing_of_a_forgotten_report_is_left_in_the_file(ledger: Ledger, place: Place) -> None:
    ledger.add(small("annen", name="Ida Havn", words="sundet er åpent"))
    before = kept(ledger)
    ledger.add(grense())
    ledger.add(grense(GRENSE.replace("torsdag", "fredag")))
    ledger.add(grense(GRENSE.replace("torsdag", "fredag"), versions=V2))
    done = ledger.rights.forget("grense", who="Kari", why="Krav fra kilden")
    assert (done.kind, ledger.counts().reports) == ("report", 1)
    assert kept(ledger) == before
    assert ledger.who("Vega") == ledger.who("Lindqvist") == ledger.search("ferdsel") == []
    assert found(place, *WORDS, "grense") == []
    assert found(place, "Ida Havn", "Krav fra kilden") == ["Ida Havn", "Krav fra kilden"]
    is_whole(place)


def test_what_came_from_its_address_goes_from_the_quarantine(ledger: Ledger) -> None:
    record, address = grense(), "https://avis.example/grense"
    ledger.add(replace(record, report=replace(record.report, url=address)))
    for name, url in (
        ("side.html", address),
        (address, None),
        ("grense", None),
        ("annen.html", address + "/2"),
    ):
        ledger.watching.put_aside(
            Origin(name, date(2031, 5, 8), url), "language cannot be told", b"Lindqvist"
        )
    ledger.rights.forget("grense")
    assert [row.name for row in ledger.watching.quarantine()] == ["annen.html"]


def test_events_matters_and_divisions_go_as_well(ledger: Ledger, place: Place) -> None:
    ledger.add(sund())
    assert found(place, "Havforbundet", "forblir stengt", "fire skip")
    ledger.rights.forget("sund")
    counts = ledger.counts()
    assert (counts.events, counts.matters, counts.divisions, counts.actors, counts.revisions) == (
        0,
        0,
        0,
        0,
        0,
    )
    assert found(place, "Havforbundet", "forblir stengt", "fire skip", "Sørlandia") == []
    is_whole(place)


def test_an_actor_that_another_report_has_stays_and_keeps_its_id(ledger: Ledger, place: Place) -> None:
    ledger.add(grense())
    (before,) = ledger.who("Åse Lindqvist")
    ledger.add(small("annen"))
    ledger.rights.forget("grense")
    (after,) = ledger.who("Åse Lindqvist")
    assert (after.id, after.name, after.reports) == (before.id, "Åse Lindqvist", 1)
    assert found(place, "Vega") == []


def test_ids_are_never_given_again_and_say_what_became_of_them(ledger: Ledger) -> None:
    ledger.add(small("først"))
    (row,) = ledger.said()
    ledger.rights.forget("først")
    ledger.add(small("etter", words="broen må stenges"))
    (new,) = ledger.said()
    assert new.id != row.id
    assert new.speaker_id != row.speaker_id
    with pytest.raises(ForgottenError, match=rf"{row.id} was forgotten on \d{{4}}-\d\d-\d\d"):
        ledger.resolve(row.id)
    assert ledger.resolve(new.id) == new.id


def test_a_forgotten_report_is_not_added_again_by_its_id_or_its_text(ledger: Ledger) -> None:
    ledger.add(grense())
    ledger.rights.forget("grense", why="Krav fra kilden")
    for again in (
        grense(),
        grense(GRENSE + "Mer.\n"),
        replace(grense(), report=replace(grense().report, id="https://annen.example/sak")),
    ):
        with pytest.raises(ForgottenError, match=r"was forgotten on .*\(Krav fra kilden\); --again"):
            ledger.add(again)
    assert ledger.counts().reports == 0
    assert ledger.add(grense(), again=True) == "added"
    assert ledger.add(grense()) == "unchanged"
    assert ledger.add(grense(versions=V2)) == "revised"


def test_what_was_merged_with_a_forgotten_actor_is_itself_again(ledger: Ledger, place: Place) -> None:
    ledger.add(small("a", name="Ida Havn"))
    ledger.add(small("b", name="Frida Havn", words="broen må stenges"))
    ledger.add(small("c", name="Frøken Havn", words="veien er lang"))
    first, second, third = (ledger.who(name)[0].id for name in ("Ida Havn", "Frida Havn", "Frøken Havn"))
    ledger.merge(first, second, third, who="Per", why="samme person")
    assert ledger.resolve(third) == first
    ledger.rights.forget("a")
    assert ledger.resolve(third) == ledger.resolve(second) == second or ledger.resolve(third) == third
    is_whole(place)
    assert place.sql("SELECT key FROM leaders WHERE leader = 1 OR member = 1") == []


def test_what_is_not_there_cannot_be_forgotten(ledger: Ledger) -> None:
    ledger.add(grense())
    with pytest.raises(LedgerError, match="there is no report sund"):
        ledger.rights.forget("sund")
    with pytest.raises(LedgerError, match="st-1 is one record; a report or a person"):
        ledger.rights.forget("st-1")
    ledger.rights.forget("grense")
    with pytest.raises(LedgerError, match="grense was forgotten on"):
        ledger.rights.forget("grense")


def test_the_beginning_of_an_id_is_one_in_its_own_letters(ledger: Ledger) -> None:
    for name in ("https://avis.example/Storm", "https://avis.example/storm"):
        ledger.add(small(name, words=f"sundet må åpnes ved {name[-5:]}"))
    with pytest.raises(LedgerError, match="there is no report https://AVIS"):
        ledger.rights.forget("https://AVIS.example/storm")
    ledger.rights.forget("https://avis.example/St")
    assert [row.report for row in ledger.said()] == ["https://avis.example/storm"]
    with pytest.raises(LedgerError, match=r"no report 'HTTPS://AVIS\.example/storm'"):
        ledger.to_read({}, ReadingQuestion(reports=("HTTPS://AVIS.example/storm",)))


def test_a_cleaning_that_was_stopped_is_ended_later(
    ledger: Ledger, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.add(grense())

    def stop(_store: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("depesje.ledger.rights.scrubbing.scrub", stop)
        with pytest.raises(KeyboardInterrupt):
            ledger.rights.forget("grense")
    assert ledger.counts().reports == 0
    ledger.close()
    with place.open() as again:
        assert again.rights.clean()
        assert not again.rights.clean()
    assert found(place, *WORDS) == []


def test_a_reader_that_keeps_the_log_is_named_and_the_cleaning_ended_later(
    ledger: Ledger, path: Path, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("depesje.ledger.engines.sqlite.PATIENCE", 0.1)
    ledger.add(sund())
    ledger.add(grense())
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM reports").fetchone()
        with pytest.raises(LedgerError, match="is being read by another program"):
            ledger.rights.forget("grense")
        assert ledger.counts().reports == 1
    ledger.rights.clean()
    assert found(place, "Lindqvist", "trekker oss ikke") == []


@pytest.mark.parametrize("made", [grense, sund], ids=["grense", "sund"])
def test_a_ledger_from_which_all_is_forgotten_can_be_used_on(
    ledger: Ledger, place: Place, made: Callable[..., object]
) -> None:
    ledger.add(made(versions=V1))  # type: ignore[arg-type]
    name = made().report.id  # type: ignore[attr-defined]
    ledger.rights.forget(name)
    ledger.add(made(versions=V1), again=True)  # type: ignore[arg-type]
    assert ledger.counts().reports == 1
    assert SUND
    is_whole(place)


def test_what_was_done_with_records_of_another_kind_stays(ledger: Ledger) -> None:
    ledger.add(small("annen", name="Ida Havn", words="isen er tynn"))
    ledger.add(sund())
    ledger.correct("ev-1", "confirm", who="Kari")
    ledger.correct("st-1", "confirm", who="Kari")
    ledger.rights.forget("annen")
    assert [act.id for act in ledger.journal(9)] == ["ev-1"]
    assert [row.id for row in ledger.timeline(review="confirmed")] == ["ev-1"]


def test_the_next_report_is_no_version_of_the_story_that_a_forgotten_one_was_of(ledger: Ledger) -> None:
    """The last report's key is given again."""
    for name in ("a", "b", "c"):
        ledger.add(grense(report=name))
    with ledger.snapshot() as before:
        assert [set(one) for one in before.stories()] == [{"a", "b", "c"}]
    ledger.rights.forget("a")
    ledger.rights.forget("c")
    ledger.add(sund(report="d"))
    with ledger.snapshot() as after:
        assert list(after.stories()) == []
    ledger.rights.forget("d")
    ledger.add(grense(report="e"), again=True)
    with ledger.snapshot() as after:
        assert [set(one) for one in after.stories()] == [{"b", "e"}]
    assert list(ledger.check()) == []
