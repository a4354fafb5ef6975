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

_POLNEAR = shared() / "bench" / "score_polnear.py"
_PLOVER = shared() / "bench" / "score_plover.py"
_PARTS = (("speech only", "--speech-only"), ("all",))
_ROWS = tuple(
    row + end for end in ("", ", first event only") for row in ("category", "+source", "+source +target")
)
_COOPERATIVE = frozenset({"AID", "CONSULT", "COOPERATE", "SUPPORT", "RETREAT", "CONCEDE"})
_FORCE = frozenset({"ASSAULT", "MOBILIZE", "COERCE", "SANCTION", "PROTEST"})
_SURE = {"actual": 1.0, "future": 0.8, "negated": 0.5}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured, and the figure."""

    name: str
    figure: float


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


def polnear_texts(folder: Path, split: str) -> list[dict[str, str]]:
    """The texts of a split of PolNeAR, as ``id`` and ``text``."""
    with tempfile.TemporaryDirectory() as scratch:
        texts = Path(scratch) / "texts.jsonl"
        _run(_POLNEAR, "texts", "--corpus", folder, "--split", split, "--out", texts)
        rows = [json.loads(line) for line in texts.read_text(encoding="utf8").splitlines()]
    return [{"id": row["doc"], "text": row["text"]} for row in rows]


def polnear_figures(
    found: Mapping[str, Any], folder: Path, split: str
) -> Iterator[tuple[str, dict[str, float]]]:
    """F1 of the statements found in each document of a split: for its speech only, and for all that it has."""
    with tempfile.TemporaryDirectory() as scratch:
        read, result = Path(scratch) / "read.jsonl", Path(scratch) / "result.json"
        rows = (json.dumps({"doc": name, "statements": statements}) for name, statements in found.items())
        read.write_text("\n".join(rows), encoding="utf8")
        for title, *options in _PARTS:
            about = ("--pred", read, "--corpus", folder, "--split", split, "--json", result)
            _run(_POLNEAR, "score", *about, *options)
            score = json.loads(result.read_text(encoding="utf8"))
            score = score[0] if isinstance(score, list) else score
            yield title, {name: score[name]["f1"] / 100 for name in ("content", "speaker")}


def polnear(folder: Path, split: str) -> list[Row]:
    """The figures of a split of PolNeAR."""
    texts, started = polnear_texts(folder, split), time.perf_counter()
    found = {row["id"]: attributions(_read(row["id"], row["text"])) for row in texts}
    taken = time.perf_counter() - started
    rows = [
        Row(f"PolNeAR {split}, {title}: {name}", figure)
        for title, figures in polnear_figures(found, folder, split)
        for name, figure in figures.items()
    ]
    words = sum(len(row["text"].split()) for row in texts)
    return [*rows, Row("PolNeAR, words read a second", words / taken)]


def plover_texts(path: Path) -> list[dict[str, str]]:
    """The sentences of the PLOVER gold standard records, as ``id``, ``text`` and ``date``."""
    with tempfile.TemporaryDirectory() as scratch:
        texts = Path(scratch) / "texts.jsonl"
        _run(_PLOVER, path, "--sentences", texts)
        return [json.loads(line) for line in texts.read_text(encoding="utf8").splitlines()]


def plover_figures(found: Mapping[str, Any], path: Path) -> Iterator[tuple[str, str, float]]:
    """Half, row and F1 of the events found in each sentence."""
    with tempfile.TemporaryDirectory() as scratch:
        read = Path(scratch) / "read.jsonl"
        rows = (json.dumps({"id": name, "events": events}) for name, events in found.items())
        read.write_text("\n".join(rows), encoding="utf8")
        for part in json.loads(_run(_PLOVER, path, read, "--json")):
            for name in _ROWS:
                if name in part["rows"]:
                    yield part.get("half", ""), name, part["rows"][name]["f"]


def plover_events(row: Mapping[str, str]) -> list[Mapping[str, Any]]:
    """What we code in one sentence."""
    return coded(_read(row["id"], row["text"]))


def plover(path: Path) -> list[Row]:
    """The figures of the PLOVER gold standard records."""
    found = {row["id"]: plover_events(row) for row in plover_texts(path)}
    return [Row(f"PLOVER {half}, {name}", figure) for half, name, figure in plover_figures(found, path)]


def coded(record: Record) -> list[Mapping[str, Any]]:
    """The events of a record as PLOVER's coders have them: codes for actors, and a word for the deed.

    PLOVER has no modality: to say that one will help is AGREE, that one will use force THREATEN. What is wished for,
    feared or set under a condition comes last.
    """
    codes = {actor.id: actor.code for actor in record.actors}
    out = []
    for event in record.events:
        kind: str = event.type
        if event.modality == "future":
            kind = "AGREE" if kind in _COOPERATIVE else "THREATEN" if kind in _FORCE else kind
        out.append(
            {
                "type": kind,
                "actor": [codes.get(a) for a in event.actor],
                "recipient": [codes.get(a) for a in event.recipient],
                "confidence": _SURE.get(event.modality, 0.3),
            }
        )
    return out


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
        print(f"{row.name:58} {row.figure:9.3f}")


def main() -> int:
    """Prints the asked figures; 1 where one of the gold's lies below its floor, 2 where there is nothing to score."""
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
    if not rows:
        print(f"nothing to score: no data for {asked.what} at hand, nor below {shared()}", file=sys.stderr)
        return 2
    show(rows)
    for line in dropped:
        print(f"dropped: {line}", file=sys.stderr)
    return 1 if dropped else 0


if __name__ == "__main__":
    sys.exit(main())
