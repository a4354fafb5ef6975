"""Intake over what nobody here wrote: every file of a public corpus, each under a time and a memory limit.

A corpus is a module of this package with ``NAME``, what it is called in the table; ``FOLDER``, the folder that its
repository is fetched into (``owner+name``); and ``files(folder)``, what of it is read. It may have ``origin(path)`` where a
file says more than its name does, ``holds(data)``, an independent look at whether a file holds a report's text, and
``ranked(folder)`` for figures of its own, as lines.
"""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

from depesje import intake
from depesje.errors import Problem
from depesje.intake import Origin

SECONDS, BYTES = 30, 1_000_000_000
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: its reports, why it has none, or how it failed."""

    path: str
    reports: int = 0
    problems: tuple[str, ...] = ()
    failure: str | None = None
    holds: bool = False
    seconds: float = 0.0
    peak: int = 0


@dataclass(slots=True)
class Tally:
    """A line of the table."""

    name: str
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def failures(self) -> list[Outcome]:
        """The files that crashed, hung or took too much memory."""
        return [one for one in self.outcomes if one.failure or one.peak > BYTES]

    @property
    def missed(self) -> list[Outcome]:
        """The files that hold a text, as an independent look says, and gave no report."""
        return [one for one in self.outcomes if one.holds and not one.reports]

    def row(self) -> str:
        """As a row of a Markdown table."""
        done = self.outcomes
        slowest = max((one.seconds for one in done), default=0.0)
        peak = max((one.peak for one in done), default=0) / _MB
        refused = sum(1 for one in done if not one.reports and not one.failure)
        cells = (
            self.name, len(done), sum(1 for one in done if one.reports), sum(one.reports for one in done),
            refused, len(self.missed), len(self.failures), f"{slowest:.1f} s", f"{peak:.0f} MB",
        )  # fmt: skip
        return "| " + " | ".join(map(str, cells)) + " |"

    def reasons(self) -> Counter[str]:
        """Why files gave no report, by reason."""
        return Counter(
            one.problems[0].partition(": ")[2] if one.problems else "nothing said"
            for one in self.outcomes
            if not one.reports and not one.failure
        )


HEAD = (
    "| corpus | files | gave reports | reports | refused with reason | of these with a text "
    "| crashed, hung, too large | slowest | peak |\n"
    "|---|---|---|---|---|---|---|---|---|"
)


def plain_origin(path: Path) -> Origin:
    """What a file's name says."""
    return Origin(str(path), date.today())


def nothing(data: bytes) -> bool:
    """What is said of a corpus at which nobody looks."""
    return False


def run(
    name: str,
    paths: Iterable[Path],
    origin: Callable[[Path], Origin] = plain_origin,
    holds: Callable[[bytes], bool] = nothing,
) -> Tally:
    """Reads every file in a process of its own kind, which is begun again where it was lost."""
    tally, waiting = Tally(name), list(paths)
    while waiting:
        done = list(_together(waiting, origin, holds))
        tally.outcomes.extend(done)
        waiting = waiting[len(done) :]
    return tally


def _together(
    paths: list[Path], origin: Callable[[Path], Origin], holds: Callable[[bytes], bool]
) -> Iterator[Outcome]:
    """The outcomes of these files up to the first that took the process with it, which is the last."""
    near, far = multiprocessing.Pipe()
    worker = multiprocessing.get_context("fork").Process(
        target=_work, args=(far, paths, origin, holds), daemon=True
    )
    worker.start()
    far.close()
    for path in paths:
        started = time.monotonic()
        try:
            if not near.poll(SECONDS):
                worker.kill()
                yield Outcome(str(path), failure=f"more than {SECONDS} s", seconds=time.monotonic() - started)
                break
            yield near.recv()
        except EOFError:
            worker.join()
            yield Outcome(str(path), failure=f"the process ended ({worker.exitcode})")
            break
    worker.join(timeout=1)
    worker.kill()


def _work(
    far: Connection, paths: list[Path], origin: Callable[[Path], Origin], holds: Callable[[bytes], bool]
) -> None:
    list(
        intake.reports(
            b"<html><body><p>To load what reading stands on.</p></body></html>", Origin("-", date.today())
        )
    )
    size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + BYTES, size + BYTES))
    for path in paths:
        started = time.monotonic()
        reports, problems, failure = 0, (), None
        data = path.read_bytes()
        try:
            items = list(intake.reports(data, origin(path)))
            problems = tuple(str(item) for item in items if isinstance(item, Problem))
            reports = len(items) - len(problems)
        except BaseException as error:
            failure = f"{type(error).__name__}: {error}"[:200]
        seconds = time.monotonic() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        far.send(Outcome(str(path), reports, problems[:20], failure, holds(data), seconds, peak))
