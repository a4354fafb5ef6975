"""Reports written for the tests, with fictional office holders, and records of them made by hand."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from depesje.ledger import Ledger, open_ledger


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the test's ledger is to be."""
    return tmp_path / "prøve.db"


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger to copy, since making one takes longer than most tests."""
    made = tmp_path_factory.mktemp("mal") / "tom.db"
    open_ledger(made).close()
    return made


@pytest.fixture
def ledger(path: Path, template: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    shutil.copyfile(template, path)
    with open_ledger(path) as opened:
        yield opened
