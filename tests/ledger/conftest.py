"""Reports written for the tests, with fictional office holders, and records of them made by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from depesje.ledger import Ledger, open_ledger


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the test's ledger is to be."""
    return tmp_path / "prøve.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    with open_ledger(path) as opened:
        yield opened
