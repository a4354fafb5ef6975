"""A storyline of our own: seven reports on one crisis in Bokmål, Nynorsk and English, with what belongs together."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import depesje
from depesje.records import Record

STORY = Path(__file__).parents[2] / "gold" / "storyline"


@pytest.fixture(scope="session")
def story() -> dict[str, Record]:
    """The records of the storyline's reports by the names of their files."""
    return {path.stem: depesje.read(path) for path in sorted((STORY / "text").glob("*.txt"))}


@pytest.fixture(scope="session")
def gold() -> dict[str, Any]:
    """What belongs together in the storyline."""
    found: dict[str, Any] = json.loads((STORY / "ledger.json").read_text(encoding="utf8"))
    return found
