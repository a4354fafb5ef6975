"""Fits the confidence model of events and shows how well it keeps its word.

    python -m training.event_confidence --gold FOLDER [--write]

FOLDER is that of ``training.confidence``. An event is right where the scorer finds it (its type, and a trigger at the same
place) with the right actor. All figures are cross-validated by report: no report is judged by weights that saw it.
``--write`` puts weights fitted on all reports into the package.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from types import ModuleType
from typing import Any

from depesje.reading.events import sureness
from training import confidence
from training.confidence import Seen

TARGET = Path(__file__).parents[1] / f"src/depesje/language/data/{sureness.MODEL}.toml"
HEAD = "# Weights of the confidence model of events, a logistic regression; by training/event_confidence.py.\n\n[weights]\n"
NEAR = 40  # Characters between the triggers of one event, as in the scorer.


def judged(gold: Path) -> list[tuple[list[Seen], int]]:
    """For each report, the features of the events read and whether each is right, and how many there are in truth."""
    return confidence.judged_by(sureness, "events", _right, gold)


def _right(score: ModuleType, gold: dict[str, Any], read: Any, text: str) -> set[int]:
    actors = [
        {"id": a.id, "name": a.name, "code": a.code, "mentions": [{"text": m.text} for m in a.mentions]}
        for a in read.actors
    ]
    who = score.Who(gold, {"actors": actors})
    pairs = []
    for i, wanted in enumerate(gold["events"]):
        place = score.find(text, wanted["trigger"])
        for j, event in enumerate(read.events):
            gap = max(place[0] - event.trigger.end, event.trigger.start - place[1], 0)
            if wanted["type"] == event.type and gap <= NEAR:
                pairs.append((1 / (1 + gap), i, j))
    return {
        j
        for i, j in score.greedy(pairs)
        if who.sides(gold["events"][i]["actor"], list(read.events[j].actor), code=True)
    }


def main() -> None:
    """Prints the tables; writes the weights where asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    reports = judged(options.gold)
    told = confidence.cross_validated(reports)
    print(confidence.table(told, sum(count for _, count in reports)).replace("| statements |", "| events |"))
    if options.write:
        weights = confidence.fit([s for seen, _ in reports for s in seen])
        rows = (f'"{name}" = {weight:.3f}' for name, weight in weights.items())
        TARGET.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
