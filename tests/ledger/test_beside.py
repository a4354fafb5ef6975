"""Authors, what stood beside a text, and texts of which only the beginning is here."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from depesje.errors import ForgottenError
from depesje.exports import Options
from depesje.ledger import Ledger, open_ledger
from depesje.records import Aside, Record
from tests.places import Place

from .making import GRENSE, V1, V2, grense, sund
from .rights.looking import found

ASIDES = (
    Aside("caption", "Åse Lindqvist på trappen av Borgen. Foto: Ida Ask", 45),
    Aside("fact-box", "Fakta om sundet: 14 kilometer bredt ved Havneby.", 45),
    Aside("teaser", "Les også: Fiskerne vil ha erstatning", len(GRENSE)),
)


def told(record: Record, **about: object) -> Record:
    """A record whose report has authors and something beside its text, or what is given."""
    about = {"authors": ("Kari Nes", "Åse Lindqvist"), "asides": ASIDES, **about}
    return replace(record, report=replace(record.report, **about))


def held(ledger: Ledger, report: str = "grense") -> tuple[Aside, ...]:
    kept = ledger.report(report)
    assert kept is not None
    return kept.asides


def test_what_stood_beside_a_text_is_held_and_comes_back(ledger: Ledger) -> None:
    ledger.add(told(grense()))
    kept = ledger.report("grense")
    assert kept is not None
    assert (kept.authors, kept.asides, kept.stub) == (("Kari Nes", "Åse Lindqvist"), ASIDES, False)
    assert ledger.search("Havneby") == []  # it is no part of what the report says


def test_the_same_text_with_other_teasers_is_the_same(ledger: Ledger) -> None:
    ledger.add(told(grense()))
    assert ledger.add(told(grense(), asides=(Aside("teaser", "Les også: Nytt"),))) == "unchanged"
    assert held(ledger) == ASIDES
    ledger.add(told(grense("Nytt: " + GRENSE), asides=()))
    assert held(ledger) == ()


def test_a_text_that_came_without_gets_what_a_better_reading_finds_beside_it(ledger: Ledger) -> None:
    ledger.add(grense())
    assert ledger.add(told(grense(versions=V2))) == "revised"
    assert held(ledger) == ASIDES


def test_the_beginning_of_a_text_never_takes_the_whole_ones_place(ledger: Ledger) -> None:
    beginning = told(Record(replace(grense().report, text=GRENSE[:120]), versions=V1), stub=True, asides=())
    assert ledger.add(beginning) == "added"
    assert ledger.add(grense()) == "revised"
    assert ledger.has(beginning.report)
    assert ledger.add(beginning) == "unchanged"
    kept = ledger.report("grense")
    assert kept is not None
    assert (kept.text, kept.stub) == (GRENSE, False)
    assert ledger.add(told(grense(GRENSE + "Mer."), stub=False)) == "revised"


@pytest.mark.parametrize("keep", ["quotes", "none"])
def test_what_stood_beside_a_text_goes_with_it(ledger: Ledger, place: Place, keep: str) -> None:
    ledger.add(told(grense()))
    ledger.add(told(sund(), publisher="Havavisen", asides=(Aside("caption", "Ferja i havn"),)))
    ledger.rights.set_policy("default", keep=keep)  # type: ignore[arg-type]
    ledger.rights.set_policy("Havavisen", keep="full")
    ledger.rights.apply()
    assert found(place, "Havneby", "trappen", "erstatning") == []
    assert held(ledger, "sund") == (Aside("caption", "Ferja i havn"),)
    # … and is not written where it may not be kept
    ledger.add(told(grense("Nytt: " + GRENSE)))
    ledger.rights.apply()
    assert place.sql("SELECT count(*) FROM asides") == [(1,)]
    assert found(place, "Havneby", "trappen", "erstatning") == []


def test_a_text_given_again_brings_back_what_stood_beside_it(ledger: Ledger) -> None:
    ledger.rights.set_policy("default", keep="quotes")
    ledger.add(told(grense()))
    ledger.rights.set_policy("default", keep="full")
    ledger.add(told(grense(versions=V2)))
    assert held(ledger) == ASIDES


def test_nothing_beside_a_forgotten_report_is_left(ledger: Ledger, place: Place) -> None:
    ledger.add(told(grense()))
    ledger.rights.forget("grense")
    assert found(place, "Havneby", "trappen", "erstatning", "Kari Nes") == []


def test_a_forgotten_persons_name_goes_from_bylines_and_captions(ledger: Ledger, place: Place) -> None:
    ledger.add(told(grense()))
    ledger.add(told(sund(), asides=(Aside("caption", "ÅSE LINDQVIST til venstre"),)))
    (row,) = ledger.who("Lindqvist")
    ledger.rights.forget(row.id)
    assert found(place, "Lindqvist") == []
    assert place.sql("SELECT authors FROM readings") == [("Kari Nes\n_____________",)] * 2
    assert place.sql("SELECT text FROM asides ORDER BY revision, ordinal")[0] == (
        "___ _________ på trappen av Borgen. Foto: Ida Ask".replace("___ _________", "_" * 13),
    )
    with pytest.raises(ForgottenError):
        ledger.add(told(grense(versions=V2)))


def test_a_copy_has_what_stood_beside_texts(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add(told(grense()))
    assert ledger.backup(tmp_path / "kopi.db") == []
    with open_ledger(tmp_path / "kopi.db") as copy:
        assert held(copy) == ASIDES


def test_what_stood_beside_a_text_leaves_with_the_text_only(ledger: Ledger) -> None:
    ledger.add(told(grense(), stub=True))

    def report(options: Options | None = None) -> dict[str, object]:
        out = io.BytesIO()
        ledger.export("json", out, options)
        (one,) = json.loads(out.getvalue())["reports"]
        return one  # type: ignore[no-any-return]

    bare, whole = report(), report(Options(texts=True))
    assert (bare["authors"], bare["stub"], bare["asides"]) == (["Kari Nes", "Åse Lindqvist"], True, [])
    assert whole["asides"] == [{"kind": one.kind, "text": one.text, "at": one.at} for one in ASIDES]
