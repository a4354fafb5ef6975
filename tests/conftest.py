"""What all tests share: the closing word on which tests were left out, and why."""

from __future__ import annotations

from collections import Counter

import pytest

REASONS = {
    "slow": "they take minutes: make test-full",
    "soak": "they take an hour: make soak",
    "browser": "they need a web browser: pytest -m browser",
    "server": "they need a database server: pytest -m server",
}
_left_out: Counter[str] = Counter()


def pytest_deselected(items: list[pytest.Item]) -> None:
    for item in items:
        _left_out.update(marker for marker in REASONS if item.get_closest_marker(marker))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    asked = terminalreporter.config.option.markexpr
    left = [marker for marker in REASONS if _left_out[marker] and f"not {marker}" in asked]
    if asked:
        terminalreporter.section("left out")
        if not left:
            terminalreporter.line("none")
    for marker in left:
        terminalreporter.line(f"{marker}: {_left_out[marker]} tests; {REASONS[marker]}")
