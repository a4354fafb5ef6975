"""Which of the tests that come by a fault are run to see whether they notice it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .covering import Covered, Recorded
from .making import Made


@dataclass(frozen=True, slots=True)
class Choice:
    """The tests to run by name, what they took when they were recorded, and how many more come by."""

    tests: tuple[str, ...] = ()
    seconds: float = 0.0
    left_out: int = 0


def choice(
    covered: Covered, made: Made, near: Callable[[str], bool], seconds: float, first: Sequence[str] = ()
) -> Choice:
    """The tests for a mutant, of so many seconds in all, though always one where there is one.

    Those of the files ``first`` come before others, of each test function one case before a second of any, those that are
    ``near`` before others, and quick ones before slow ones; tests of one file stand together, so that what they share is
    made once.
    """
    line = made.changed
    found = covered.covering(made.mutant.path, range(line, line + 1))
    found = found or covered.covering(made.mutant.path, made.lines)
    taken: list[str] = []
    shared: set[str] = set()
    spent = 0.0
    for test in _ordered(found, near, first):
        cost = test.seconds + sum(covered.shared.get(one, 0.0) for one in test.shared if one not in shared)
        if taken and spent + cost > seconds:
            continue
        taken.append(test.name)
        shared.update(test.shared)
        spent += cost
    return Choice(tuple(_by_file(taken)), spent, len(found) - len(taken))


def _ordered(tests: Sequence[Recorded], near: Callable[[str], bool], first: Sequence[str]) -> list[Recorded]:
    cases: Counter[str] = Counter()
    keys = {}
    for test in sorted(tests, key=lambda test: test.seconds):
        function = test.name.partition("[")[0]
        others = test.name.partition("::")[0] not in first
        keys[test.name] = (others, cases[function], not near(test.name), test.seconds)
        cases[function] += 1
    return sorted(tests, key=lambda test: keys[test.name])


def _by_file(names: Sequence[str]) -> list[str]:
    files: dict[str, list[str]] = defaultdict(list)
    for name in names:
        files[name.partition("::")[0]].append(name)
    return [name for of_file in files.values() for name in of_file]
