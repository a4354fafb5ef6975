"""What all tests share: a closing word on which were left out, and why; somebody who may not do everything; a small disk."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

pytest_plugins = ["tests.places"]
# How long an example takes says how busy the machine is. The quick suite tries the same examples each time, so that what
# passed here passes anywhere; the slow ones try others each time (pytest --hypothesis-profile=exploring).
settings.register_profile("depesje", deadline=None, derandomize=True)
settings.register_profile("exploring", deadline=None, print_blob=True)
settings.load_profile("depesje")

REASONS = {
    "slow": "they take minutes: make test-full",
    "soak": "they take hours: make soak",
    "browser": "they need a web browser: make test-browser",
    "server": "they need a database server: make test-full",
}
NOBODY = 65534  # the user and group that own nothing
_left_out: Counter[str] = Counter()


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that every user can come to, which pytest's own are not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Makes a disk of a size, in memory, and makes it one that can only be read; left out where nobody may."""
    place = tmp_path / "disk"
    place.mkdir()
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only the superuser makes disks")

    def make(how: str) -> Path:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", how, "tmpfs", place], capture_output=True, check=False
        )
        if done.returncode:
            pytest.skip(f"no disk can be made here: {done.stderr.decode().strip()}")
        return place

    yield make
    ctypes.CDLL(None).umount2(os.fsencode(place), 2)  # whoever still has a file on it may


@contextmanager
def as_nobody() -> Iterator[None]:
    """Lets the system refuse what it refuses anybody: the superuser, as whom tests may run, is refused nothing."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def pytest_deselected(items: list[pytest.Item]) -> None:
    for item in items:
        _left_out.update(marker for marker in REASONS if item.get_closest_marker(marker))


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):  # one process of several: it tells the one that asked
        session.config.workeroutput["left_out"] = dict(_left_out)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Each process leaves out the same tests, so what one says is enough."""
    _left_out.update(Counter(getattr(node, "workeroutput", {}).get("left_out", {})) - _left_out)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    asked = terminalreporter.config.option.markexpr
    left = [marker for marker in REASONS if f"not {marker}" in asked]
    if left:
        terminalreporter.section("left out")
    for marker in left:
        terminalreporter.line(f"{marker}: {_left_out[marker]} tests; {REASONS[marker]}")
