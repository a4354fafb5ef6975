"""Actors that are one, as every listing tells of them."""

from __future__ import annotations

from depesje.ledger import Ledger

from .making import grense, small


def merged(ledger: Ledger) -> tuple[str, str]:
    """Two names that are one person, each with a statement of its own."""
    ledger.add(grense())
    ledger.add(small("r2", "Å. Lindqvist-Moe", code=None, words="isen er tynn", published="2031-06"))
    ids = tuple(next(row.id for row in ledger.who(name)) for name in ("Åse Lindqvist", "Lindqvist-Moe"))
    ledger.merge(*ids, who="Nora")
    return ids[0], ids[1]


def test_who_shows_one_row_with_all_names_and_all_that_was_said(ledger: Ledger) -> None:
    first, second = merged(ledger)
    for name in ("Åse Lindqvist", "Lindqvist-Moe", second):
        (row,) = ledger.who(name)
        assert (row.id, row.name, row.ids) == (first, "Åse Lindqvist", (first, second))
        assert row.names == ("Åse Lindqvist", "Å. Lindqvist-Moe")
        assert (row.by, row.reports, row.first, row.last) == (3, 2, "2031-05-08", "2031-06")
        assert "Å. Lindqvist-Moe" in row.surfaces


def test_said_by_one_name_finds_what_is_said_under_all(ledger: Ledger) -> None:
    first, second = merged(ledger)
    for name in ("Åse Lindqvist", "Lindqvist-Moe", first, second):
        rows = ledger.said(by=name)
        assert len(rows) == 3
        assert {(row.speaker, row.speaker_id) for row in rows} == {("Åse Lindqvist", first)}


def test_sides_are_named_by_the_leader(ledger: Ledger) -> None:
    ledger.add(grense())
    ids = {row.name: row.id for code in ("NAV", "SLA") for row in ledger.who(code)}
    ledger.merge(ids["Nordavind"], ids["Borgen"])
    assert [row.per for row in ledger.said(per="Borgen")] == [("Nordavind",)]
    assert ledger.said(per="Nordavind") == ledger.said(per="Borgen")


def test_split_again_each_has_its_own(ledger: Ledger) -> None:
    first, second = merged(ledger)
    ledger.split(first, second)
    assert [row.by for row in ledger.who(first)] == [2]
    assert [(row.id, row.by, row.names) for row in ledger.who(second)] == [(second, 1, ("Å. Lindqvist-Moe",))]


def test_what_was_one_then_is_one_in_what_was_known_then(ledger: Ledger) -> None:
    _, second = merged(ledger)
    then = ledger.history(second)[-1].when
    ledger.split(second)
    assert len(ledger.said(by="Lindqvist-Moe")) == 1
    assert [row.speaker for row in ledger.said(by="Lindqvist-Moe", known=then)] == ["Åse Lindqvist"] * 3
    assert [row.by for row in ledger.who("Lindqvist-Moe", known=then)] == [3]


def test_an_actor_that_a_person_named_is_known_by_what_it_said(ledger: Ledger) -> None:
    ledger.add(grense())
    ledger.correct("st-1", fields={"speaker": "Kari Ny (person, SLA)"})
    ledger.correct(ledger.who("Kari Ny")[0].id, fields={"role": "havneminister"})
    (row,) = ledger.who("Kari Ny")
    assert (row.by, row.reports, row.first, row.role) == (1, 0, None, "havneminister")
