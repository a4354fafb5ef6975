"""Who did what to whom: one sentence a row, with the events that it tells of. All of it is invented."""

from __future__ import annotations

import pytest

import depesje
from depesje.records import Event, Record

Row = tuple[str, str, str, str, str]


def told(record: Record, event: Event) -> tuple[str, str, str, str]:
    """Type, actors, recipients and modality, actors by code or else by name."""

    def names(ids: tuple[str, ...]) -> str:
        return " ".join(record.actor(i).code or record.actor(i).name for i in ids)

    return event.type, names(event.actor), names(event.recipient), event.modality


NB: list[Row] = [
    ("Russland angrep Georgia natt til fredag.", "ASSAULT", "RUS", "GEO", "actual"),
    ("Georgia ble angrepet av Russland natt til fredag.", "ASSAULT", "RUS", "GEO", "actual"),
    ("Norge krever at Russland trekker seg ut.", "REQUEST", "NOR", "RUS", "actual"),
    (
        "Statsminister Kari Solstad møtte Finlands president Eero Lahti i Oslo.",
        "CONSULT",
        "NOR",
        "FIN",
        "actual",
    ),
    ("Sverige har sendt 300 soldater til Estland.", "MOBILIZE", "SWE", "EST", "actual"),
    ("Tyskland sender våpen til Ukraina.", "AID", "DEU", "UKR", "actual"),
    ("Frankrike og Tyskland ble enige om en avtale.", "AGREE", "FRA", "DEU", "actual"),
    ("EU innførte sanksjoner mot Belarus.", "SANCTION", "EUU", "BLR", "actual"),
    ("Iran avviste kravet fra USA.", "REJECT", "IRN", "USA", "actual"),
    ("Hvis Russland angriper Moldova, vil Romania svare.", "ASSAULT", "RUS", "MDA", "conditional"),
]
NN: list[Row] = [
    ("Russland gjekk til åtak på Georgia natt til fredag.", "ASSAULT", "RUS", "GEO", "actual"),
    ("Noreg krev at Russland trekkjer seg ut.", "REQUEST", "NOR", "RUS", "actual"),
    (
        "Statsminister Kari Solstad møtte presidenten i Finland, Eero Lahti.",
        "CONSULT",
        "NOR",
        "FIN",
        "actual",
    ),
    ("Sverige har sendt 300 soldatar til Estland.", "MOBILIZE", "SWE", "EST", "actual"),
    ("Tyskland sender våpen til Ukraina.", "AID", "DEU", "UKR", "actual"),
    ("Frankrike og Tyskland vart samde om ein avtale.", "AGREE", "FRA", "DEU", "actual"),
    ("EU innførte sanksjonar mot Belarus.", "SANCTION", "EUU", "BLR", "actual"),
]


def check(text: str, row: tuple[str, str, str, str], language: str) -> None:
    record = depesje.read(text, language=language)
    assert row in [told(record, event) for event in record.events]


@pytest.mark.parametrize("row", NB, ids=lambda row: row[0])
def test_bokmaal(row: Row) -> None:
    check(row[0], row[1:], "nb")


@pytest.mark.parametrize("row", NN, ids=lambda row: row[0])
def test_nynorsk(row: Row) -> None:
    check(row[0], row[1:], "nn")
