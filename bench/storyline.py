"""Scores what holds across reports against a storyline's gold, and fails where a figure lies below its floor.

    python -m bench.storyline [FOLDER] [--export FILE]

FOLDER holds text/, gold/ and ledger.json (default: storyline-dev in ../shared/gold or $DEPESJE_SHARED/gold). What its
reports make together is scored by score_ledger.py, which lies beside it, and kept in FILE where one is named. Where the
gold is not at hand nothing is scored. Floors are in floors.toml, under [ledger].
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bench.joined import joined_events, joined_matters
from bench.score import below, floors, run, shared
from depesje import intake
from depesje.errors import Problem
from depesje.ledger.across import exchanges, wire
from depesje.reading import read_reports
from depesje.records import Record

PARTS = {
    "exchanges": "f",
    "links": "f",
    "links_many": "r",
    "accounts": "f",
    "same_text": "f",
    "events_same": "f",
}


def read(folder: Path) -> list[Record]:
    """The records of a storyline's reports."""
    found = list(read_reports(intake.load(sorted((folder / "text").glob("*.txt")))))
    failed = [str(item) for item in found if isinstance(item, Problem)]
    if failed:
        raise SystemExit("\n".join(failed))
    return [item for item in found if isinstance(item, Record)]


def exported(records: Iterable[Record]) -> dict[str, Any]:
    """What holds across the records, as the export gives it: worked out from the records alone."""
    kept = list(records)
    same = wire.groups([wire.print_of(r.report) for r in kept])
    copies = {report: group[0] for group in same for report in group}
    return {
        "exchanges": list(_exchanges(kept, copies)),
        "same_text": same,
        "events": list(_events(kept)),
        "matters": list(_matters(kept, copies)),
    }


def _events(records: list[Record]) -> Iterable[dict[str, Any]]:
    for group in joined_events(records):
        yield {"mentions": [{"report": e.report, "start": e.start, "end": e.end} for e in group]}


def _matters(records: list[Record], copies: Mapping[str, str]) -> Iterable[dict[str, Any]]:
    """The matters with a history: what one report tells and no other takes up stands in that report's record."""
    by_id = {r.report.id: r for r in records}
    for joined in joined_matters(records, copies):
        if len(joined.moves) < 2:
            continue
        told = [
            (by_id[m.report], next(x for x in by_id[m.report].matters if x.id == m.local))
            for m in joined.members
        ]
        yield {
            "kind": told[0][1].kind,
            "by": sorted({record.actor(one).name for record, m in told for one in m.by}),
            "to": sorted({record.actor(one).name for record, m in told for one in m.to}),
            "gist": told[0][1].gist,
            "status": joined.standing.status,
            "history": [
                {
                    "when": move.when,
                    "report": move.report,
                    "move": "answer" if move.kind == "deny" else move.kind,
                    "evidence": {"start": move.start, "end": move.end},
                }
                for move in joined.moves
            ],
        }


def _exchanges(records: list[Record], copies: dict[str, str]) -> Iterable[dict[str, Any]]:
    by_id = {r.report.id: r for r in records}
    for group in exchanges.groups([t for r in records for t in exchanges.told(r)]):
        parties, when = exchanges.together(group)
        voices = [
            v for t in exchanges.once(group, copies) for v in exchanges.voices(by_id[t.report], t.local)
        ]
        yield {
            "channel": group[0].channel,
            "parties": [p.name for p in parties],
            "when": when,
            "reports": sorted({t.report for t in group}),
            "accounts": [
                {
                    "per": v.party.name if v.party else None,
                    "report": v.report,
                    "contents": [{"start": s.start, "end": s.end} for s in v.contents],
                }
                for v in voices
            ],
        }


def figures(folder: Path, export: dict[str, Any]) -> dict[str, float]:
    """Prints the scorer's table of an export, and returns the figures that may have floors."""
    scorer = folder.parent / "score_ledger.py"
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "export.json"
        path.write_text(json.dumps(export, ensure_ascii=False), encoding="utf8")
        print(run(sys.executable, str(scorer), str(folder), str(path)), end="")
        found = json.loads(run(sys.executable, str(scorer), str(folder), str(path), "--json"))
    out = {f"{part}_{which}": float(found[part][which]) for part, which in PARTS.items()}
    matters = found["matters"]
    return out | {
        "matters_f": float(matters["f"]),
        "status_of_all_gold": float(matters["status_of_all_gold"]),
        "moves_f": float(found["moves"]["f"]),
    }


def main() -> int:
    """Prints the figures beside their floors; 1 where one is below."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--export", type=Path)
    asked = parser.parse_args()
    folder = asked.folder or shared() / "gold" / "storyline-dev"
    if not (folder / "ledger.json").is_file() or not (folder.parent / "score_ledger.py").is_file():
        print(f"no storyline with its gold at {folder}; nothing scored", file=sys.stderr)
        return 0
    export = exported(read(folder))
    if asked.export is not None:
        asked.export.write_text(json.dumps(export, ensure_ascii=False, indent=1), encoding="utf8")
    found = figures(folder, export)
    least = floors("ledger")
    print()
    for name, figure in found.items():
        print(f"{name:20} {figure:8.3f}   {f'floor {least[name]}' if name in least else ''}")
    dropped = below(found, least)
    for line in dropped:
        print(f"dropped: {line}", file=sys.stderr)
    return 1 if dropped else 0


if __name__ == "__main__":
    sys.exit(main())
