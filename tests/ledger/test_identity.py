"""Who is who over several reports."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import pytest

from depesje.exports import Options
from depesje.ledger import Ledger
from depesje.records import Actor, Record, Report

from .making import GRENSE, V2, actor, grense, small


def names(ledger: Ledger, asked: str) -> list[str]:
    return sorted(row.name for row in ledger.who(asked))


def naming(report: str, *people: tuple[str, Any, str | None]) -> Record:
    """A report that only names these: name, kind, code."""
    text = "Til stede: " + ", ".join(name for name, _, _ in people)
    found = tuple(actor(text, f"a{n}", name, kind, code, name) for n, (name, kind, code) in enumerate(people))
    return Record(Report(report, text), found)


def test_the_same_name_kind_and_code_is_one_actor(ledger: Ledger) -> None:
    for report in ("r1", "r2"):
        ledger.add(small(report, "Åse Lindqvist"))
    ledger.add(small("r3", "ÅSE LINDQVIST"))
    ledger.add(small("r4", "Åse Lindqvist", code="SLA"))
    ledger.add(small("r5", "Åse Lindqvist", kind="company"))
    rows = ledger.who("åse lindqvist")
    assert sorted((row.code, row.kind, row.reports) for row in rows) == [
        ("NAV", "company", 1),
        ("NAV", "person", 3),
        ("SLA", "person", 1),
    ]


def test_a_surname_alone_is_the_only_person_of_that_name_and_code(ledger: Ledger) -> None:
    ledger.add(small("r1", "Åse Lindqvist"))
    ledger.add(small("r2", "Lindqvist"))
    ledger.add(small("r3", "Lindqvist", code="SLA"))
    assert [(row.name, row.code, row.by) for row in ledger.who("Lindqvist")] == [
        ("Åse Lindqvist", "NAV", 2),
        ("Lindqvist", "SLA", 1),
    ]


def test_a_surname_alone_stays_by_itself_where_two_bear_it(ledger: Ledger) -> None:
    ledger.add(small("r1", "Åse Lindqvist"))
    ledger.add(small("r2", "Tor Lindqvist"))
    ledger.add(small("r3", "Lindqvist"))
    ledger.add(small("r4", "Lindqvist"))
    assert names(ledger, "lindqvist") == ["Lindqvist", "Tor Lindqvist", "Åse Lindqvist"]


def test_the_full_name_may_come_after_the_surname(ledger: Ledger) -> None:
    ledger.add(small("r1", "Lindqvist"))
    before = ledger.who("Lindqvist")[0].id
    ledger.add(small("r2", "Åse Lindqvist"))
    assert [(row.id, row.name, row.by) for row in ledger.who("Åse Lindqvist")] == [
        (before, "Åse Lindqvist", 2)
    ]


def test_whom_a_surname_alone_means_is_open_again_once_a_second_person_bears_it(ledger: Ledger) -> None:
    ledger.add(small("r1", "Lindqvist"))
    ledger.add(small("r2", "Åse Lindqvist"))
    ledger.add(small("r3", "Tor Lindqvist"))
    assert sorted((row.name, row.by) for row in ledger.who("lindqvist")) == [
        ("Lindqvist", 1),
        ("Tor Lindqvist", 1),
        ("Åse Lindqvist", 1),
    ]


def test_a_report_that_gives_both_means_two(ledger: Ledger) -> None:
    ledger.add(naming("r1", ("Lindqvist", "person", "NAV"), ("Åse Lindqvist", "person", "NAV")))
    assert names(ledger, "lindqvist") == ["Lindqvist", "Åse Lindqvist"]


def test_unnamed_sources_never_merge_across_reports(ledger: Ledger) -> None:
    ledger.add(grense(report="r1"))
    ledger.add(grense(report="r2"))
    advisers = ledger.who("En av Vegas rådgivere")
    assert len({row.id for row in advisers}) == 2
    assert len(ledger.who("Ramón Vega")) == 1


def test_an_unnamed_source_keeps_its_id_in_another_revision_and_reading(ledger: Ledger) -> None:
    ledger.add(grense())
    before = [row.id for row in ledger.who("adviser")]
    ledger.add(grense("Oppdatert. " + GRENSE))
    record = grense("Oppdatert. " + GRENSE, versions=V2)
    better = tuple(
        replace(a, name="aide to Ramón Vega", code=None) if a.kind == "unnamed" else a for a in record.actors
    )
    ledger.add(replace(record, actors=better))
    assert [(row.id, row.name) for row in ledger.who("Vegas rådgivere")] == [
        (before[0], "aide to Ramón Vega")
    ]


def test_a_better_reading_of_an_actor_keeps_its_id(ledger: Ledger) -> None:
    record = small("r1", "Åse Lindqvist", code=None)
    ledger.add(record)
    before = ledger.who("Lindqvist")[0].id
    ledger.add(replace(record, actors=(replace(record.actors[0], code="NAV"),), versions=V2))
    assert [(row.id, row.code) for row in ledger.who("Lindqvist")] == [(before, "NAV")]


def test_an_id_leads_to_the_actor_that_its_words_are_now_read_as(ledger: Ledger) -> None:
    ledger.add(small("r1", "Åse Lindqvist", code="NAV"))
    stays = ledger.who("Lindqvist")[0].id
    record = small("r2", "Åse Lindqvist", code=None)
    ledger.add(record)
    (goes,) = {one for row in ledger.who("Lindqvist") for one in row.ids} - {stays}
    ledger.add(replace(record, actors=(replace(record.actors[0], code="NAV"),), versions=V2))
    assert [(row.id, row.by) for row in ledger.who("Lindqvist")] == [(stays, 2)]
    assert ledger.resolve(goes) == stays
    assert ledger.resolve(stays) == stays


def test_another_actor_read_from_the_same_words_is_another_actor(ledger: Ledger) -> None:
    record = naming("r1", ("Nordavind", "state", "NAV"))
    ledger.add(record)
    before = ledger.who("Nordavind")[0].id
    other = Actor("a0", "people of Nordavind", "people", "NAV", None, None, record.actors[0].mentions)
    ledger.add(replace(record, actors=(other,), versions=V2))
    assert ledger.resolve(before) == before
    ledger.add(naming("r2", ("Nordavind", "state", "NAV")))
    assert before in {row.id for row in ledger.who("Nordavind")}


def test_what_is_known_of_an_actor(ledger: Ledger) -> None:
    ledger.add(grense(published="2031-05-08"))
    ledger.add(small("r2", "Lindqvist", published="2030"))
    ledger.add(small("r3", "Åse Lindqvist", published=None))
    row = ledger.who("åse lindqvist")[0]
    assert (row.kind, row.code, row.role) == ("person", "NAV", "foreign minister")
    assert (row.by, row.to, row.about, row.reports) == (4, 0, 0, 3)
    assert (row.first, row.last) == ("2030", "2031-05-08")
    assert set(row.surfaces) == {"Lindqvist", "Åse Lindqvist", "Nordavinds utenriksminister Åse Lindqvist"}
    assert row.surfaces[0] == "Lindqvist"
    assert ledger.who("Ramon Vega")[0].to == 1
    assert ledger.who("Sørlandia")[0].about == 1
    assert ledger.who("ingen") == []
    assert ledger.who("") == []


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_spellings_of_a_name_the_richer_is_shown(ledger: Ledger, order: int) -> None:
    for n, name in enumerate(["ÅSE LINDQVIST", "Åse Lindqvist", "ÅSE LINDQVIST"][::order]):
        ledger.add(small(f"r{n}", name))
    for n, name in enumerate(["Édouard Morel", "Edouard Morel"][::order]):
        ledger.add(small(f"f{n}", name))
    assert names(ledger, "Lindqvist") == ["Åse Lindqvist"]
    assert names(ledger, "Morel") == ["Édouard Morel"]


def test_who_was_only_in_an_earlier_text_of_a_report_does_not_go_with_it(ledger: Ledger) -> None:
    ledger.add(small("r1", "Åse Lindqvist"))
    ledger.add(small("r1", "Tor Vang"))
    ledger.add(small("r2", "Åse Lindqvist"))
    ledger.rights.forget("r1")
    ledger.add(small("r3", "Lindqvist", words="havna må stenges"))
    assert [(row.name, row.reports) for row in ledger.who("Lindqvist")] == [("Åse Lindqvist", 2)]


def test_who_is_read_under_another_name_leaves_those_who_shared_the_old_one(ledger: Ledger) -> None:
    ledger.add(naming("r0", ("Borgen", "body", "NAV")))
    first = naming("r1", ("Nordavind", "state", "NAV"))
    ledger.add(first)
    ledger.add(naming("r2", ("Nordavind", "state", None)))
    assert len(ledger.who("Nordavind")) == 1
    better = replace(first.actors[0], name="Republikken Nordavind")
    ledger.add(replace(first, actors=(better,), versions=V2))
    assert {(row.name, row.code) for row in ledger.who("Nordavind")} == {
        ("Republikken Nordavind", "NAV"),
        ("Nordavind", None),
    }


def test_whom_a_person_has_put_somewhere_is_not_led_on_by_another_reading(ledger: Ledger) -> None:
    ledger.add(small("r0", "Tor Vang", code="SLA"))
    record = small("r1", "Åse Lindqvist", code=None)
    ledger.add(record)
    ledger.merge(ledger.who("Vang")[0].id, ledger.who("Lindqvist")[0].id)
    ledger.add(small("r2", "Åse Lindqvist", code="NAV"))
    ledger.add(replace(record, actors=(replace(record.actors[0], code="NAV"),), versions=V2))
    assert {(row.name, row.code) for row in ledger.who("Vang")} == {("Tor Vang", "SLA")}
    assert {(row.code, row.reports) for row in ledger.who("Lindqvist") if row.code == "NAV"} == {("NAV", 2)}


def test_a_role_tells_in_how_many_reports_it_is(ledger: Ledger) -> None:
    ledger.add(grense())
    ledger.add(grense(report="later", published="2031-05-10"))
    (row,) = ledger.who("Åse Lindqvist")
    assert [(one.role, one.first, one.last, one.reports) for one in row.roles] == [
        ("foreign minister", "2031-05-08", "2031-05-10", 2)
    ]


def test_roles_that_were_held_last_on_one_day_stand_by_name(ledger: Ledger) -> None:
    for report, role in (("r1", "negotiator"), ("r2", "envoy"), ("r3", "adviser")):
        record = small(report, published="2031-05-08")
        ledger.add(replace(record, actors=(replace(record.actors[0], role=role),)))
    (row,) = ledger.who("Åse Lindqvist")
    assert [one.role for one in row.roles] == ["adviser", "envoy", "negotiator"]


def test_those_who_speak_most_come_first_on_any_page(ledger: Ledger) -> None:
    for number, name in enumerate(
        ("Tora Berg", "Ola Berg", "Ola Berg", "Kari Berg", "Ola Berg", "Kari Berg")
    ):
        ledger.add(small(f"r{number}", name, words=f"havet er {number}"))
    assert [row.name for row in ledger.who("Berg")] == ["Ola Berg", "Kari Berg", "Tora Berg"]
    pages = [ledger.who("Berg", limit=1, offset=offset) for offset in range(3)]
    assert [row.name for (row,) in pages] == ["Ola Berg", "Kari Berg", "Tora Berg"]


def test_who_are_made_one_have_the_role_that_one_of_them_has(ledger: Ledger) -> None:
    record = small("r1", "Tora Berg")
    ledger.add(record)
    other = small("r2", "Tyra Lund")
    ledger.add(replace(other, actors=(replace(other.actors[0], role="envoy"),)))
    ledger.merge(ledger.who("Berg")[0].id, ledger.who("Lund")[0].id)
    (row,) = ledger.who("Berg")
    assert (row.role, row.reports) == ("envoy", 2)
    out = io.BytesIO()
    ledger.export("csv", out, Options(limit=None, table="actors"))
    told = list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8-sig"))))
    assert [(one["id"], one["role"], one["reports"]) for one in told] == [(row.id, "envoy", "2")]
