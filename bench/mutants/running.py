"""Running tests against faults: a process that has everything loaded and the tests collected forks one child a mutant."""

from __future__ import annotations

import contextlib
import gc
import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest

from .choosing import Choice
from .forking import Died, TooLong, forked
from .making import Made
from .parses import New, Parses
from .placing import Unplaceable, place

KILLED, SURVIVED, TIMED_OUT, UNCOVERED, UNPLACEABLE = (
    "killed",
    "survived",
    "timed out",
    "uncovered",
    "unplaceable",
)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a mutant: killed by which test, or survived how many, with how many left out for want of time."""

    mutant: str
    result: str
    by: str = ""
    tests: int = 0
    left_out: int = 0
    seconds: float = 0.0
    change: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A mutant and the tests to run against it: all that there are where no choice was made."""

    made: Made
    choice: Choice | None


Warm = Callable[[], Parses | None]


class Keeper:
    """The results in a file, one line of JSON each; of several on one mutant the last counts."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def results(self) -> dict[str, Result]:
        """What is known so far, by mutant; half a line, from a run that was killed, is none."""
        found = {}
        for line in self.path.read_text(encoding="utf8").splitlines() if self.path.exists() else ():
            with contextlib.suppress(ValueError, TypeError):
                one = Result(**json.loads(line))
                found[one.mutant] = one
        return found

    def add(self, result: Result) -> None:
        """Keeps one more."""
        with self.path.open("a", encoding="utf8") as file:
            file.write(json.dumps(asdict(result), ensure_ascii=False) + "\n")


class Runner:
    """A plugin for pytest that, instead of running the tests that were collected, runs the tasks.

    ``unsound`` has the tests that fail without any fault, when run like this.
    """

    def __init__(self, root: Path, tasks: Iterable[Task], warm: Warm, told: Callable[[Result], None]) -> None:
        self.root, self.tasks, self.warm, self.told = root, tasks, warm, told
        self.parses: Parses | None = None
        self.sound: set[str] = set()
        self.unsound: set[str] = set()
        self._failed: str | None = None
        self._items: dict[str, pytest.Item] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Runs the tasks, and says that this was all."""
        self._items = {item.nodeid: item for item in session.items}
        self.parses = self.warm()
        gc.collect()
        gc.freeze()
        for task in self.tasks:
            self.told(self._result(task))
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Notes, in a child, that a test failed."""
        if report.failed:
            self._failed = self._failed or report.nodeid

    def _result(self, task: Task) -> Result:
        mutant, started = task.made.mutant.name, time.monotonic()
        chosen = task.choice or Choice(tuple(self._items), seconds=60)
        while True:
            tests = [name for name in chosen.tests if name in self._items and name not in self.unsound]
            outcome, by = self._run(task.made, tests, 20 + 8 * chosen.seconds) if tests else (UNCOVERED, "")
            if outcome != KILLED or self._is_sound(by):
                break
        took = round(time.monotonic() - started, 1)
        return Result(mutant, outcome, by, len(tests), chosen.left_out, took, task.made.change)

    def _is_sound(self, test: str) -> bool:
        """Whether a test passes where there is no fault."""
        if test not in self.sound | self.unsound:
            outcome, _ = self._run(None, [test], 300)
            (self.sound if outcome == SURVIVED else self.unsound).add(test)
        return test in self.sound

    def _run(self, made: Made | None, tests: Sequence[str], limit: float) -> tuple[str, str]:
        try:
            outcome, by, new = forked(lambda: self._tried(made, tests), limit)
        except TooLong:
            return TIMED_OUT, ""
        except Died:  # a fault may end the process that it is in
            return KILLED, tests[0]
        if self.parses is not None:
            self.parses.learn(new)
        return outcome, by

    def _tried(self, made: Made | None, tests: Sequence[str]) -> tuple[str, str, New]:
        """In a child: runs the tests until one fails; returns what was parsed for them, too."""
        next(iter(self._items.values())).config.pluginmanager.unregister(name="terminalreporter")
        if made is not None:
            try:
                place(self.root, made)
            except Unplaceable as error:
                return UNPLACEABLE, str(error), []
        outcome = (KILLED, self._failed or "") if self._fails(tests) else (SURVIVED, "")
        return *outcome, self.parses.new if self.parses is not None else []

    def _fails(self, tests: Sequence[str]) -> bool:
        items: list[Any] = [self._items[name] for name in tests]
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self._failed:
                return True
        return False


def run(
    root: Path,
    given: Sequence[str],
    tasks: Iterable[Task],
    warm: Warm,
    told: Callable[[Result], None],
) -> None:
    """Collects the tests that pytest is given, and runs the tasks; raises SystemExit where there are no tests."""
    runner = Runner(root, tasks, warm, told)
    ended = pytest.main(["-q", "-p", "no:cacheprovider", *given], plugins=[runner])
    if ended not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED, pytest.ExitCode.TESTS_FAILED):
        raise SystemExit(f"the tests could not be collected (pytest: {ended})")
