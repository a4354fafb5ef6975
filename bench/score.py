"""Scores the reading against gold records and fails where a figure lies below its floor.

    python -m bench.score                     all Norwegian gold reports in ../shared/gold (or $DEPESJE_SHARED/gold)
    python -m bench.score --gold tests/gold   the two example reports that have gold; needs nothing but this repository

Floors are in floors.toml: raise one when the reading has become better, lower none without saying why.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from bench import matching
from depesje import examples, intake
from depesje.errors import Problem
from depesje.output import as_json
from depesje.reading import read_reports
from depesje.records import Record

ROOT = Path(__file__).parent.parent
FLOORS = Path(__file__).with_name("floors.toml")
LANGUAGES = ("nb", "nn")
# Each set of reports: texts, gold, and the table of what is known of them.
SETS = (
    ("dev-text", "dev", "dev-text/meta.csv"),
    ("storyline-dev/text", "storyline-dev/gold", None),
)


def shared() -> Path:
    """The folder with the full gold; it is no part of the repository."""
    return Path(os.environ.get("DEPESJE_SHARED") or ROOT.parent / "shared")


def floors(name: str) -> dict[str, float]:
    """The least that each figure of a set may be."""
    return dict(tomllib.loads(FLOORS.read_text(encoding="utf8"))[name])


def below(figures: Mapping[str, float], least: Mapping[str, float]) -> list[str]:
    """One line for each figure that has dropped below its floor."""
    return [
        f"{name} {figures[name]:.3f} is below its floor {floor}"
        for name, floor in least.items()
        if figures[name] < floor
    ]


def example_figures(gold: Path) -> dict[str, float]:
    """The figures of the example reports that have gold in this folder."""
    wanted = {path.stem: json.loads(path.read_text(encoding="utf8")) for path in sorted(gold.glob("*.json"))}
    texts = [path for path in examples.paths() if path.stem in wanted]
    said, cast = matching.Count(), matching.Count()
    for path, record in zip(texts, _read(texts, examples.META), strict=True):
        said += matching.statements(record, wanted[path.stem])
        cast += matching.actors(record, wanted[path.stem])
    return {
        "statements_f": said.f,
        "statements_p": said.precision,
        "statements_r": said.recall,
        "actors_f": cast.f,
    }


def full_figures(gold: Path) -> dict[str, float]:
    """Prints the full scorer's table of all Norwegian gold reports, and returns the figures that have floors."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = folder / "read.jsonl"
        _gather(gold, folder)
        with lines.open("wb") as out:
            for texts, _, meta in SETS:
                paths = [
                    path
                    for path in sorted((gold / texts).glob("*.txt"))
                    if (folder / "text" / path.name).exists()
                ]
                out.writelines(
                    as_json(record) + b"\n" for record in _read(paths, gold / meta if meta else None)
                )
        scorer = [sys.executable, str(gold / "score.py"), str(folder / "text")]
        print(run(*scorer, str(folder / "gold"), str(lines), "--language", ",".join(LANGUAGES)), end="")
        whole = json.loads(
            run(*scorer, str(folder / "gold"), str(lines), "--language", ",".join(LANGUAGES), "--json")
        )
        seed = json.loads(run(*scorer, str(folder / "seed"), str(lines), "--json"))
    return _figures(whole, seed)


def _gather(gold: Path, folder: Path) -> None:
    """Links the texts and gold records of all sets, and the seed's once more by itself, into one folder each."""
    for name in ("text", "gold", "seed"):
        (folder / name).mkdir()
    for texts, records, _ in SETS:
        for record in (gold / records).glob("*.json"):
            if json.loads(record.read_text(encoding="utf8"))["language"] in LANGUAGES:
                text = gold / texts / f"{record.stem}.txt"
                (folder / "text" / text.name).symlink_to(text.resolve())
                (folder / "gold" / record.name).symlink_to(record.resolve())
    (folder / "seed" / "seed.json").symlink_to((gold / "dev" / "seed.json").resolve())


def _figures(whole: Mapping[str, Any], seed: Mapping[str, Any]) -> dict[str, float]:
    said = whole["statements"]
    return {
        "statements_f": said["f"],
        "statements_p": said["p"],
        "statements_r": said["r"],
        "direct_recall": said["recall_by_form"]["direct"],
        "indirect_recall": said["recall_by_form"]["indirect"],
        "speaker_f": whole["statement_and_who"]["f"],
        "actors_f": whole["actors"]["f"],
        "code": whole["actors"]["code"],
        "to_f": whole["to"]["f"],
        "about_f": whole["about"]["f"],
        "per_f": whole["per"]["f"],
        "act": said["act"],
        "form": said["form"],
        "channel": said["channel"],
        "events_f": whole["events"]["f"],
        "events_p": whole["events"]["p"],
        "events_actor_f": whole["events_actor"]["f"],
        "events_both_f": whole["events_both"]["f"],
        "modality": whole["events"]["modality"],
        "modality_other": whole["events"]["modality_other"],
        "event_when_f": whole["when"]["f"],
        "event_where_f": whole["where"]["f"],
        "event_per_f": whole["event_per"]["f"],
        "seed_events_found": seed["events"]["found"],
        "matters_f": whole["matters"]["f"],
        "matters_p": whole["matters"]["p"],
        "matters_not_open": whole["matters"]["status_not_open"],
        "matter_by_f": whole["matter_by"]["f"],
        "matter_to_f": whole["matter_to"]["f"],
        "seed_matters_found": seed["matters"]["found"],
        "seed_found": seed["statements"]["found"],
        "seed_speaker_found": seed["statement_and_who"]["found"],
    }


def _read(paths: Iterable[Path], meta: Path | None) -> list[Record]:
    read = list(read_reports(intake.load(list(paths), meta=meta)))
    failed = [str(item) for item in read if isinstance(item, Problem)]
    if failed:
        raise SystemExit("\n".join(chain(["gold reports that could not be read:"], failed)))
    return [item for item in read if isinstance(item, Record)]


def run(*command: str) -> str:
    """What a program prints; raises ``CalledProcessError`` where it fails."""
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf8").stdout


def main() -> int:
    """Prints the figures beside their floors; 1 where one is below."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, help="a folder of gold records of example reports")
    asked = parser.parse_args()
    if asked.gold is None and not (shared() / "gold").is_dir():
        print(
            f"no gold at {shared() / 'gold'}; name the folder that holds gold/ in $DEPESJE_SHARED",
            file=sys.stderr,
        )
        return 2
    figures = example_figures(asked.gold) if asked.gold else full_figures(shared() / "gold")
    least = floors("examples" if asked.gold else "dev")
    print()
    for name, figure in figures.items():
        print(f"{name:20} {figure:8.3f}   {f'floor {least[name]}' if name in least else ''}")
    dropped = below(figures, least)
    for line in dropped:
        print(f"dropped: {line}", file=sys.stderr)
    return 1 if dropped else 0


if __name__ == "__main__":
    sys.exit(main())
