"""The reading of the example reports stays as right as it was."""

from __future__ import annotations

from pathlib import Path

from bench import score

GOLD = Path(__file__).parent / "gold"


def test_example_reports_are_read_as_well_as_before() -> None:
    assert not score.below(score.example_figures(GOLD), score.floors("examples"))
