"""PLOVER, POLECAT, GDELT and ICEWS: the columns as published, and what is in them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import get_args

import pytest

from depesje.exports import Options, coding, gdelt, icews, polecat
from depesje.language import cameo
from depesje.ledger import Ledger
from depesje.records import EventType
from tests.ledger.making import sund

Exported = Callable[..., bytes]


def tab(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode()), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_gdelt_has_61_columns_and_no_header(exported: Exported) -> None:
    rows = tab(exported("gdelt"))
    assert len(gdelt.COLUMNS) == 61 and {len(row) for row in rows} == {61}
    demand = dict(zip(gdelt.COLUMNS, rows[0], strict=True))
    assert (demand["Day"], demand["MonthYear"], demand["Year"], demand["FractionDate"]) == (
        "20310505",
        "203105",
        "2031",
        "2031.3425",
    )
    assert (demand["Actor1Name"], demand["Actor2Name"]) == ("SØRLANDIA", "NORDAVIND")
    assert (demand["EventCode"], demand["EventBaseCode"], demand["EventRootCode"]) == ("100", "100", "10")
    assert (demand["QuadClass"], demand["GoldsteinScale"], demand["NumArticles"]) == ("3", "-5.0", "1")
    assert demand["SOURCEURL"] == "sund" and len(demand["DATEADDED"]) == 14
    assert (demand["IsRootEvent"], demand["Actor1Geo_Type"]) == ("0", "0")


def test_only_what_happened_counts_as_an_event_unless_asked(exported: Exported) -> None:
    for format_, header in (("gdelt", 0), ("icews", 1), ("polecat", 1), ("plover", 0)):
        assert len(exported(format_).splitlines()) == 2 + header, format_
        assert len(exported(format_, Options(happened=False)).splitlines()) == 4 + header, format_
        assert len(exported(format_, modality="conditional").splitlines()) == 1 + header, format_


def test_an_event_of_several_parties_is_a_line_for_each_pair(ledger: Ledger) -> None:
    record = sund()
    first = replace(record.events[0], actor=("a1", "a3"), recipient=("a2", "a4"))
    ledger.add(replace(record, events=(first, *record.events[1:])))
    out = io.BytesIO()
    ledger.export("gdelt", out)
    rows = [row for row in tab(out.getvalue()) if row[gdelt.COLUMNS.index("EventCode")] == "100"]
    assert [row[0] for row in rows] == ["1000", "1001", "1002", "1003"]
    assert len({(row[6], row[16]) for row in rows}) == 4
    out = io.BytesIO()
    ledger.export("polecat", out)
    header, row, *_ = tab(out.getvalue())
    assert dict(zip(header, row, strict=True))["Actor Name"] == "Sørlandia; Borgen"


def test_icews_has_its_20_columns(exported: Exported) -> None:
    header, demand, refusal = tab(exported("icews"))
    assert header == list(icews.COLUMNS) and len(header) == 20
    row = dict(zip(header, refusal, strict=True))
    assert (
        row["Source Name"],
        row["Event Text"],
        row["CAMEO Code"],
        row["Intensity"],
        row["Target Name"],
    ) == (
        "Nordavind",
        "reject",
        "120",
        "-4.0",
        "Sørlandia",
    )
    assert (row["Event Date"], row["Story ID"], row["Sentence Number"]) == ("2031-05-08", "2", "2")
    assert len(demand) == len(refusal) == 20


def test_polecat_has_its_40_columns(exported: Exported) -> None:
    header, demand, _ = tab(exported("polecat"))
    assert header == list(polecat.COLUMNS) and len(header) == 40 == len(demand)
    row = dict(zip(header, demand, strict=True))
    assert (row["Event ID"], row["Event Type"], row["Intensity"], row["Quad Code"], row["Contexts"]) == (
        "ev-1",
        "REQUEST",
        "0.0",
        "VERBAL CONFLICT",
        "diplomatic",
    )
    assert row["Language"] == "nb" and row["Version"] == "Depesje 1"


def test_plover_has_the_manuals_names(exported: Exported) -> None:
    _, refusal = (json.loads(line) for line in exported("plover").splitlines())
    assert refusal["event"] == ["REJECT"] and refusal["quad_code"] == 3 and refusal["event_scale"] == -2.0
    assert [entity["entity_text"] for entity in refusal["actor"]] == ["Nordavind"]
    assert refusal["per"] == ["Borgen"] and refusal["review"] == "unread"
    assert refusal["cite_info"]["title"] == "Sundet" and refusal["text"].startswith("Kravet ble avvist")


def test_who_is_known_to_wikidata_is_told_by_that(ledger: Ledger) -> None:
    record = sund()
    ledger.add(replace(record, actors=(replace(record.actors[0], wikidata="Q42"), *record.actors[1:])))
    out = io.BytesIO()
    ledger.export("plover", out)
    assert '"Q42"' in out.getvalue().decode()
    out = io.BytesIO()
    ledger.export("polecat", out)
    assert any("Q42" in row for row in tab(out.getvalue()))


def test_every_code_has_a_score_and_every_type_a_quad() -> None:
    for code in cameo.table().values():
        assert coding.goldstein(code) is not None and coding.quad_class(code) in (1, 2, 3, 4), code
        assert coding.goldstein(code + "9") == coding.goldstein(code)
    assert {coding.quad(kind) for kind in get_args(EventType)} == {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("kind", "code", "role", "expected"),
    [
        ("person", "RUS", "foreign minister", "RUSGOV"),
        ("state", "RUS", None, "RUS"),
        ("alliance", "NATO", None, "IGOWSTNAT"),
        ("body", "OSCE", None, "IGO"),
        ("body", "RUS", None, "RUSGOV"),
        ("unnamed", "USA", None, "USA"),
        ("people", None, None, "CVL"),
        ("person", None, None, None),
    ],
)
def test_actors_have_cameos_codes(
    kind: str, code: str | None, role: str | None, expected: str | None
) -> None:
    from depesje.ledger.whole import Party

    party = Party(id="ac-1", name="Navn", kind=kind, code=code, role=role)  # type: ignore[arg-type]
    assert coding.actor_code(party) == expected
