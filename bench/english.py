"""Reads English gold and benchmarks, and scores the reading with the scorers that lie beside the gold.

    python -m bench.english gold                        the English reports of the storyline; floors in floors.toml
    python -m bench.english polnear FOLDER [--split dev]  PolNeAR; FOLDER is the repository's `data` folder
    python -m bench.english plover [FILE]               the PLOVER gold standard records
    python -m bench.english all [--polnear FOLDER]      one table of what there is data for

The gold, the PLOVER records and the scorers are looked for in ../shared (or $DEPESJE_SHARED). PolNeAR's own repository is
networkdynamics/PolNeAR on GitHub. Its test split is for scoring only: nothing here prints its text.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.attributions import attributions
from bench.score import below, floors, shared
from depesje import intake
from depesje.errors import Problem
from depesje.output import as_json
from depesje.reading import read_report, read_reports
from depesje.records import Record, Report


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured, the figure, and what the best other system reaches (where known)."""

    name: str
    figure: float
    others: str = ""


def gold() -> tuple[list[Row], dict[str, float]]:
    """The figures of the English reports of the storyline."""
    folder = shared() / "gold" / "storyline-dev"
    with tempfile.TemporaryDirectory() as scratch:
        lines = Path(scratch) / "read.jsonl"
        with lines.open("wb") as out:
            for item in read_reports(intake.load(sorted((folder / "text").glob("*_en.txt")))):
                if isinstance(item, Problem):
                    raise SystemExit(str(item))
                out.write(as_json(item) + b"\n")
        found = json.loads(
            _run(
                shared() / "gold" / "score.py",
                folder / "text",
                folder / "gold",
                lines,
                "--language",
                "en",
                "--json",
            )
        )
    figures = {
        "statements_f": found["statements"]["f"],
        "speaker_f": found["statement_and_who"]["f"],
        "actors_f": found["actors"]["f"],
        "events_f": found["events"]["f"],
        "matters_f": found["matters"]["f"],
    }
    return [Row(f"English reports, {name}", figure) for name, figure in figures.items()], figures


def polnear(folder: Path, split: str) -> list[Row]:
    """The figures of a split of PolNeAR."""
    scorer = shared() / "bench" / "score_polnear.py"
    with tempfile.TemporaryDirectory() as scratch:
        texts, read = Path(scratch) / "texts.jsonl", Path(scratch) / "read.jsonl"
        _run(scorer, "texts", "--corpus", folder, "--split", split, "--out", texts)
        words, started = 0, time.perf_counter()
        with read.open("w", encoding="utf8") as out:
            for line in texts.read_text(encoding="utf8").splitlines():
                row = json.loads(line)
                words += len(row["text"].split())
                found = attributions(_read(row["doc"], row["text"]))
                out.write(json.dumps({"doc": row["doc"], "statements": found}) + "\n")
        taken = time.perf_counter() - started
        rows = []
        for title, options, others in _PARTS:
            result = Path(scratch) / "result.json"
            _run(
                scorer,
                "score",
                "--pred",
                read,
                "--corpus",
                folder,
                "--split",
                split,
                "--json",
                result,
                *options,
            )
            score = json.loads(result.read_text(encoding="utf8"))
            score = score[0] if isinstance(score, list) else score
            for name, other in zip(("content", "speaker"), others, strict=True):
                figure = score[name]["f1"] / 100
                rows.append(Row(f"PolNeAR {split}, {title}: {name}", figure, other))
    return [*rows, Row("PolNeAR, words read a second", words / taken)]


_PARTS = (
    (
        "speech only",
        ("--speech-only",),
        ("0.69 (Citron's code retrained), 0.64 (GenderGapTracker)", "0.63, 0.54"),
    ),
    ("all", (), ("0.59 (Citron's code retrained)", "0.52")),
)


def plover(path: Path) -> list[Row]:
    """The figures of the PLOVER gold standard records."""
    scorer = shared() / "bench" / "score_plover.py"
    with tempfile.TemporaryDirectory() as scratch:
        texts, read = Path(scratch) / "texts.jsonl", Path(scratch) / "read.jsonl"
        _run(scorer, path, "--sentences", texts)
        with read.open("w", encoding="utf8") as out:
            for line in texts.read_text(encoding="utf8").splitlines():
                row = json.loads(line)
                record = _read(row["id"], row["text"])
                out.write(json.dumps({"id": row["id"], "events": list(_coded(record))}) + "\n")
        results = json.loads(_run(scorer, path, read, "--json"))
    rows = []
    for part in results:
        for name, other in _PLOVER.items():
            if name in part["rows"]:
                rows.append(Row(f"PLOVER {part.get('half', '')}, {name}", part["rows"][name]["f"], other))
    return rows


_PLOVER = {
    "category": "",
    "+source": "",
    "+source +target": "",
    "category, first event only": "0.47 (UniversalPetrarch)",
    "+source, first event only": "0.40",
    "+source +target, first event only": "0.33",
}


_COOPERATIVE = frozenset({"AID", "CONSULT", "COOPERATE", "SUPPORT", "RETREAT", "CONCEDE"})
_FORCE = frozenset({"ASSAULT", "MOBILIZE", "COERCE", "SANCTION", "PROTEST"})
_SURE = {"actual": 1.0, "future": 0.8, "negated": 0.5}


def _coded(record: Record) -> Iterator[Mapping[str, Any]]:
    """The events of a record as PLOVER's coders have them: codes for actors, and a word for the deed.

    PLOVER has no modality: to say that one will help is AGREE, that one will use force THREATEN. What is wished for,
    feared or set under a condition comes last.
    """
    codes = {actor.id: actor.code for actor in record.actors}
    for event in record.events:
        kind: str = event.type
        if event.modality == "future":
            kind = "AGREE" if kind in _COOPERATIVE else "THREATEN" if kind in _FORCE else kind
        yield {
            "type": kind,
            "actor": [codes.get(a) for a in event.actor],
            "recipient": [codes.get(a) for a in event.recipient],
            "confidence": _SURE.get(event.modality, 0.3),
        }


def _read(name: str, text: str) -> Record:
    return read_report(Report(name, text, language="en"))


def _run(*command: object) -> str:
    done = subprocess.run(
        [sys.executable, *map(str, command)], capture_output=True, text=True, encoding="utf8", check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr or f"{command[0]} failed")
    return done.stdout


def show(rows: list[Row]) -> None:
    """Prints the table."""
    for row in rows:
        print(f"{row.name:58} {row.figure:9.3f}   {row.others}")


def main() -> int:
    """Prints the asked figures; 1 where one of the gold's lies below its floor."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["gold", "polnear", "plover", "all"])
    parser.add_argument("path", nargs="?", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--polnear", type=Path, help="PolNeAR's data folder, with all")
    asked = parser.parse_args()
    rows: list[Row] = []
    dropped: list[str] = []
    if asked.what in {"gold", "all"} and (shared() / "gold").is_dir():
        found, figures = gold()
        rows += found
        dropped = below(figures, floors("english"))
    records = (
        asked.path if asked.what == "plover" and asked.path else shared() / "corpora/plover-gsr/gsr_dev.json"
    )
    if asked.what in {"plover", "all"} and records.is_file():
        rows += plover(records)
    folder = asked.path if asked.what == "polnear" else asked.polnear
    if folder is not None:
        rows += polnear(folder, asked.split)
    show(rows)
    for line in dropped:
        print(f"dropped: {line}", file=sys.stderr)
    return 1 if dropped else 0


if __name__ == "__main__":
    sys.exit(main())
