"""Which tests run which lines: one run of the tests under coverage.py, a context a test.

What a test shares with others (fixtures of a module or a session, helpers under ``functools.cache``) runs once, in whichever
test comes first; so it has a context of its own, and every test that asks for it covers its lines.
"""

from __future__ import annotations

import functools
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from coverage import Coverage


@dataclass(frozen=True, slots=True)
class Recorded:
    """A test by pytest's name for it, how long it took by itself, and what it shares with others."""

    name: str
    seconds: float
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Covered:
    """What a run under coverage found.

    ``lines`` has for each file (relative to the root) and line the numbers of the tests that run it, as the bits of an
    integer; ``shared`` what each shared thing took to make.
    """

    tests: tuple[Recorded, ...]
    shared: dict[str, float]
    lines: dict[str, dict[int, int]]

    def covering(self, path: str, lines: range) -> list[Recorded]:
        """The tests that run at least one of the lines of the file."""
        bits = 0
        for line in lines:
            bits |= self.lines.get(path, {}).get(line, 0)
        return [test for number, test in enumerate(self.tests) if bits >> number & 1]

    def write(self, path: Path) -> None:
        """Keeps it as JSON."""
        made = {
            "tests": [[test.name, test.seconds, test.shared] for test in self.tests],
            "shared": self.shared,
            "lines": {
                name: {line: f"{bits:x}" for line, bits in lines.items()}
                for name, lines in self.lines.items()
            },
        }
        path.write_text(json.dumps(made, ensure_ascii=False), encoding="utf8")


def kept(paths: Sequence[Path]) -> Covered:
    """What runs that were kept found, as if they had been one; no test may be in two of them."""
    tests: list[Recorded] = []
    shared: dict[str, float] = {}
    lines: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for path in paths:
        read = json.loads(path.read_text(encoding="utf8"))
        for name, numbered in read["lines"].items():
            for line, bits in numbered.items():
                lines[name][int(line)] |= int(bits, 16) << len(tests)
        tests += [Recorded(name, seconds, tuple(uses)) for name, seconds, uses in read["tests"]]
        shared |= read["shared"]
    return Covered(tuple(tests), shared, {name: dict(numbered) for name, numbered in lines.items()})


class Recorder:
    """A plugin for pytest that notes which test runs which lines of the folders, beneath the root."""

    def __init__(self, root: Path, folders: Sequence[Path]) -> None:
        self.root, self.folders = root, folders
        self.coverage = Coverage(
            data_file=None, config_file=False, source=[str(folder) for folder in folders]
        )
        self.seconds: dict[str, float] = defaultdict(float)
        self.shared: dict[str, float] = defaultdict(float)
        self.uses: dict[str, set[str]] = defaultdict(set)
        self.failed: set[str] = set()
        self._stack: list[str] = [""]
        self._caches: list[Any] = []

    def covered(self) -> Covered:
        """What was found; to be asked once the tests have run."""
        self.coverage.stop()
        data = self.coverage.get_data()
        names = sorted(self.seconds.keys() - self.failed)
        users: dict[str, int] = defaultdict(int)
        for number, name in enumerate(names):
            for context in (name, *self.uses[name]):
                users[context] |= 1 << number
        lines: dict[str, dict[int, int]] = {}
        for path in data.measured_files():
            numbered: dict[int, int] = defaultdict(int)
            for line, contexts in data.contexts_by_lineno(path).items():
                for context in contexts:
                    numbered[line] |= users.get(context, 0)
            lines[str(Path(path).relative_to(self.root))] = {
                line: bits for line, bits in numbered.items() if bits
            }
        tests = (
            Recorded(name, round(self.seconds[name], 4), tuple(sorted(self.uses[name]))) for name in names
        )
        return Covered(tuple(tests), {name: round(took, 4) for name, took in self.shared.items()}, lines)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Puts a context of its own around each cached helper of the tests, and finds the caches of what is measured."""
        packages = {".".join(folder.relative_to(self.root / "src").parts) for folder in self.folders}
        for module in list(sys.modules.values()):
            name = getattr(module, "__name__", "")
            if name.partition(".")[0] == "tests":
                self._wrap(module)
            elif any(name == package or name.startswith(f"{package}.") for package in packages):
                self._caches += [one for one in vars(module).values() if _cached(one)]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Runs a test in its context, with the code's own caches empty as in a process of its own."""
        for cache in self._caches:
            cache.cache_clear()
        self._enter(item.nodeid)
        try:
            return (yield)
        finally:
            self._leave()

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
    ) -> Iterator[Any]:
        """Runs the making of a shared fixture in that fixture's context."""
        if fixturedef.scope == "function":
            return (yield)
        self._enter(f"{fixturedef.baseid}::{fixturedef.argname}")
        try:
            return (yield)
        finally:
            self._leave()

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Notes which shared fixtures a test asks for."""
        assert isinstance(item, pytest.Function)
        for definitions in item._fixtureinfo.name2fixturedefs.values():
            for one in definitions:
                if one.scope != "function":
                    self.uses[item.nodeid].add(f"{one.baseid}::{one.argname}")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Notes the tests that fail as things are: they can tell nothing, and are left out."""
        if report.failed:
            self.failed.add(report.nodeid)

    def _wrap(self, module: ModuleType) -> None:
        for name, value in list(vars(module).items()):
            if _cached(value) and value.__module__.partition(".")[0] == "tests":
                setattr(module, name, self._shared(value))

    def _shared(self, cached: Any) -> Callable[..., Any]:
        context = f"{cached.__module__}.{cached.__qualname__}"

        @functools.wraps(cached)
        def call(*given: Any, **named: Any) -> Any:
            self.uses[self._stack[1] if len(self._stack) > 1 else ""].add(context)
            self._enter(context)
            try:
                return cached(*given, **named)
            finally:
                self._leave()

        call.cache_clear = cached.cache_clear  # type: ignore[attr-defined]
        return call

    def _enter(self, context: str) -> None:
        self._tick()
        self._stack.append(context)
        self.coverage.switch_context(context)

    def _leave(self) -> None:
        self._tick()
        self._stack.pop()
        self.coverage.switch_context(self._stack[-1])

    def _tick(self) -> None:
        """Gives the time since the last change of context to whatever ran in it."""
        now = time.perf_counter()
        if len(self._stack) > 1:
            (self.seconds if len(self._stack) == 2 else self.shared)[self._stack[-1]] += now - self._since
        self._since = now

    _since = 0.0


def _cached(value: object) -> bool:
    return isinstance(value, functools._lru_cache_wrapper)


def cover(root: Path, folders: Sequence[Path], given: Sequence[str]) -> Covered:
    """Runs the tests that pytest is given, and returns what those that pass run; raises SystemExit where there are none.

    Nothing beneath the folders may have been imported before.
    """
    recorder = Recorder(root, folders)
    recorder.coverage.start()
    ended = pytest.main(["-q", "-p", "no:cacheprovider", *given], plugins=[recorder])
    if ended not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        raise SystemExit(f"the tests could not be run (pytest: {ended})")
    return recorder.covered()
