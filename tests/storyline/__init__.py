"""Two small crises told in eight reports: a quarrel over mackerel, and a road to an enclave. All of it is invented."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from depesje import intake
from depesje.reading import read_reports
from depesje.records import Record

TEXTS = Path(__file__).with_name("text")


@cache
def records() -> dict[str, Record]:
    """The records of the reports, by the beginning of their names ("f01")."""
    read = read_reports(intake.load(sorted(TEXTS.glob("*.txt"))))
    return {item.report.id.split("_")[0]: item for item in read if isinstance(item, Record)}
