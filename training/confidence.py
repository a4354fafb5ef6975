"""Fits the confidence model and shows how well it keeps its word.

    python -m training.confidence --gold FOLDER [--write]

FOLDER holds the gold reports and their scorer (``score.py``, ``dev``, ``dev-text``, ``storyline-dev``). A statement is
right where the scorer finds it with the right speaker. All figures are cross-validated by report: no report is judged by
weights that saw it. ``--write`` puts weights fitted on all reports into the package.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from depesje import intake
from depesje.errors import Problem
from depesje.language import identify
from depesje.reading import confidence, reader

TARGET = Path(__file__).parents[1] / "src/depesje/language/data/confidence.toml"
PENALTY = 1.0  # Ridge on all weights but the bias.
ROUNDS = 60
BINS = 5
HEAD = (
    "# Weights of the confidence model, a logistic regression; made by training/confidence.py.\n\n[weights]\n"
)

Seen = tuple[tuple[str, ...], bool]
Right = Callable[[ModuleType, dict[str, Any], Any, str], set[int]]
"""By the scorer, the gold record, what was read and the text: the numbers of the records that are right."""


def scorer(gold: Path) -> ModuleType:
    """The gold's own scorer as a module."""
    spec = importlib.util.spec_from_file_location("gold_score", gold / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold_reports(gold: Path) -> Iterator[tuple[dict[str, Any], Path]]:
    """Each Norwegian gold record with the path of its text."""
    for records, texts in (("dev", "dev-text"), ("storyline-dev/gold", "storyline-dev/text")):
        for path in sorted((gold / records).glob("*.json")):
            record = json.loads(path.read_text(encoding="utf8"))
            if record["language"] in identify.READ:
                yield record, gold / texts / f"{record['report']}.txt"


def judged(gold: Path) -> list[tuple[list[Seen], int]]:
    """For each report, the features of the statements read and whether each is right, and how many there are in truth."""
    return judged_by(confidence, "statements", _right, gold)


def judged_by(model: ModuleType, kind: str, right: Right, gold: Path) -> list[tuple[list[Seen], int]]:
    """The same for any kind of record, whose ``features`` the model has; ``right`` tells which of those read are right."""
    score = scorer(gold)
    out = []
    for record, path in gold_reports(gold):
        seen: list[tuple[str, ...]] = []
        kept = model.features

        def noting(*given: Any, seen: list[tuple[str, ...]] = seen, kept: Any = kept) -> tuple[str, ...]:
            seen.append(kept(*given))
            return seen[-1]

        model.features = noting  # type: ignore[attr-defined]
        try:
            read = reader.read_report(replace(_report(path), language=record["language"]))
        finally:
            model.features = kept  # type: ignore[attr-defined]
        well = right(score, record, read, path.read_text(encoding="utf8"))
        out.append(([(f, n in well) for n, f in enumerate(seen)], len(record[kind])))
    return out


def _report(path: Path) -> Any:
    (report,) = intake.load([path])
    if isinstance(report, Problem):
        raise SystemExit(str(report))
    return report


def _right(score: ModuleType, gold: dict[str, Any], read: Any, text: str) -> set[int]:
    actors = [
        {"id": a.id, "name": a.name, "mentions": [{"text": m.text} for m in a.mentions]} for a in read.actors
    ]
    who = score.Who(gold, {"actors": actors})
    theirs = [
        score.chars([s for s in (score.find(text, c) for c in g["content"]) if s]) for g in gold["statements"]
    ]
    ours = [score.chars([(c.start, c.end) for c in s.content]) for s in read.statements]
    pairs = [(score.dice(a, b), i, j) for i, a in enumerate(theirs) for j, b in enumerate(ours)]
    found = score.greedy([p for p in pairs if p[0] >= 0.5])
    return {
        j
        for i, j in found
        if who.same(gold["statements"][i]["speaker"]["actor"], read.statements[j].speaker.actor)
    }


def fit(seen: list[Seen]) -> dict[str, float]:
    """Weights by Newton's method with a ridge penalty."""
    names = sorted({name for found, _ in seen for name in found})
    at = {name: n for n, name in enumerate(names, 1)}
    x = np.zeros((len(seen), len(names) + 1))
    x[:, 0] = 1
    for row, (found, _) in enumerate(seen):
        for name in found:
            x[row, at[name]] = 1
    y = np.array([right for _, right in seen], dtype=float)
    ridge = np.eye(len(names) + 1) * PENALTY
    ridge[0, 0] = 1e-6
    w = np.zeros(len(names) + 1)
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = x.T @ (x * (p * (1 - p))[:, None]) + ridge
        step = np.linalg.solve(hessian, x.T @ (y - p) - ridge @ w)
        w += step
        if np.abs(step).max() < 1e-8:
            break
    return {"bias": float(w[0])} | {name: float(w[n]) for name, n in at.items()}


def cross_validated(reports: list[tuple[list[Seen], int]]) -> list[tuple[float, bool]]:
    """The probability of each statement by weights that did not see its report, and whether it is right."""
    out = []
    for n, (seen, _) in enumerate(reports):
        weights = fit([s for m, (others, _) in enumerate(reports) if m != n for s in others])
        for found, right in seen:
            score = weights["bias"] + sum(weights.get(name, 0.0) for name in found)
            out.append((1 / (1 + float(np.exp(-score))), right))
    return sorted(out)


def table(told: list[tuple[float, bool]], gold: int) -> str:
    """Markdown: expected calibration error over equal bins, and precision and recall over confidence."""
    lines = ["| confidence | statements | mean confidence | right |", "|---|---:|---:|---:|"]
    error = 0.0
    for part in np.array_split(np.arange(len(told)), BINS):
        said = np.array([told[i][0] for i in part])
        true = np.array([told[i][1] for i in part], dtype=float)
        error += abs(said.mean() - true.mean()) * len(part) / len(told)
        lines.append(
            f"| {said.min():.2f} to {said.max():.2f} | {len(part)} | {said.mean():.2f} | {true.mean():.2f} |"
        )
    lines += [
        "",
        f"Expected calibration error: {error:.3f}",
        "",
        "| at least | precision | recall |",
        "|---:|---:|---:|",
    ]
    for least in (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95):
        kept = [right for p, right in told if p >= least]
        if kept:
            lines.append(f"| {least:.2f} | {sum(kept) / len(kept):.3f} | {sum(kept) / gold:.3f} |")
    best, right = 0.0, 0
    for n, (_, ok) in enumerate(reversed(told), 1):
        right += ok
        if right / n >= 0.95:
            best = right / gold
    return "\n".join([*lines, "", f"Recall at precision 0.95: {best:.3f}"])


def main() -> None:
    """Prints the tables; writes the weights where asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    reports = judged(options.gold)
    print(table(cross_validated(reports), sum(count for _, count in reports)))
    if options.write:
        weights = fit([s for seen, _ in reports for s in seen])
        rows = (f'"{name}" = {weight:.3f}' for name, weight in weights.items())
        TARGET.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
