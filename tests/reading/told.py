"""Everything that is read out of a report, a line a record, to lay beside what was read before.

``python -m tests.reading.told`` writes tests/reading/told anew; look at what ``git diff`` says of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Any

from depesje import examples, intake
from depesje.reading import read_reports
from depesje.records import Record, Span

TESTS = Path(__file__).parents[1]
TOLD = Path(__file__).with_name("told")
FOLDERS = {
    "examples": examples.FOLDER,
    "storyline": TESTS / "storyline" / "text",
    "corridor": TESTS / "gold" / "storyline" / "text",
    "grain": TESTS / "reading" / "grain",
}
KINDS = ("actors", "statements", "events", "matters", "divisions", "exchanges")


def records(place: str) -> Iterator[tuple[str, Record]]:
    """The reports of a place as they are read, by what their file of lines is called."""
    folder = FOLDERS[place]
    meta = examples.META if folder == examples.FOLDER else None
    paths = [path for path in sorted(folder.iterdir()) if path.suffix in {".txt", ".html"}]
    for record in read_reports(intake.load(paths, meta=meta)):
        assert isinstance(record, Record), record
        yield f"{place}_{Path(record.report.id).stem}.txt", record


def lines(record: Record) -> list[str]:
    """The records of a report, each on a line: what is as it is by default left out, shares rounded to hundredths."""
    return [f"{kind[:-1]} {_told(one)}" for kind in KINDS for one in getattr(record, kind)]


def _told(one: Any) -> str:
    if isinstance(one, Span):
        return f"{one.start}-{one.end} {one.text!r}"
    if is_dataclass(one):
        given = ((field, getattr(one, field.name)) for field in fields(one))
        return " ".join(
            f"{field.name}={_told(value)}"
            for field, value in given
            if field.default is MISSING or value != field.default
        )
    if isinstance(one, tuple):
        return f"({', '.join(_told(each) for each in one)})"
    return f"{one:.2f}" if isinstance(one, float) else str(one)


if __name__ == "__main__":
    for old in TOLD.glob("*.txt"):
        old.unlink()
    for place in FOLDERS:
        for name, record in records(place):
            (TOLD / name).write_text("\n".join(lines(record)) + "\n", encoding="utf8")
