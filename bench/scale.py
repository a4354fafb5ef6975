"""What reading many reports at once costs: how well processes share the work, and how quick it is over a generated archive.

    python -m bench.scale                      1,200 reports with one process and with two
    python -m bench.scale --archive 20000      so many of a generated million, with a process for each processor; with
                                               --out DIR a run that was ended goes on, and what comes out is kept
    python -m bench.scale --in DIR             over reports of your own, in any form that is read

Efficiency is the rate with two processes by twice that with one, from the start to the end of reading; how long a run takes
until it reads is told beside it. Fails where efficiency is below ``EFFICIENCY``, or a process takes more than ``MEMORY``.
Other work on the machine shows in all of it: the load before and after is told.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bench.generating import records
from depesje.scale import Asked, read_all
from depesje.scale.engine import Cluster
from depesje.scale.run import processes_here

EFFICIENCY = 0.85
MEMORY = 700  # MB, resident, of any one process
REPORTS, SHARDS = 1200, 24
MILLION = 1_000_000
_LATER = 36  # years that the invented world lies ahead: a report of the future is refused


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: reports and words, seconds until the first shard could begin to be read, and of reading; in MB the most
    that one process and that all of them took, and what came out.
    """

    reports: int
    words: int
    before: float
    seconds: float
    peak: float
    together: float
    made: float

    @property
    def rate(self) -> float:
        """Reports a second."""
        return self.reports / self.seconds


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="bench.scale", description="What reading many reports at once costs."
    )
    parser.add_argument("--reports", type=int, default=REPORTS)
    parser.add_argument("--archive", type=int, help="how many reports of a generated million to read")
    parser.add_argument("--in", dest="inputs", help="reports of your own")
    parser.add_argument("--out", type=Path, help="with --archive: where its tables go")
    parser.add_argument("--processes", type=int, default=processes_here())
    asked = parser.parse_args(arguments)
    print(f"load before: {_load()}")
    with tempfile.TemporaryDirectory() as folder:
        asked.out = asked.out or Path(folder)
        asked.out.mkdir(parents=True, exist_ok=True)
        made = asked.out / "archive.jsonl"  # where it was: a run knows its inputs by their place
        if asked.archive or not asked.inputs:
            generate(made, asked.archive or asked.reports)
        inputs = asked.inputs or str(made)
        if asked.archive:
            told = _told("archive", measure(inputs, asked.out / "read", asked.processes, None))
            peak, shared = told.peak, 1.0
        else:
            size = max(1, made.stat().st_size // SHARDS) if not asked.inputs else None
            two = _told("two processes", measure(inputs, Path(folder) / "two", 2, size))
            one = _told("one process", measure(inputs, Path(folder) / "one", 1, size))
            shared, peak = two.rate / one.rate / 2, max(one.peak, two.peak)
            print(f"efficiency of two processes: {shared:.2f}")
    print(f"largest process: {peak:,.0f} MB; load after: {_load()}")
    return int(shared < EFFICIENCY or peak > MEMORY)


def generate(path: Path, number: int) -> None:
    """Write the first reports of the generated million as JSON lines."""
    with path.open("w", encoding="utf-8") as out:
        for record in islice(records(MILLION), number):
            report = record.report
            published = (
                f"{int((report.published or '2031')[:4]) - _LATER}-{(report.published or '2031-01')[5:7]}"
            )
            line = {
                "text": report.text,
                "title": report.title,
                "publisher": report.publisher,
                "published": published,
            }
            out.write(
                json.dumps(line | {"url": f"https://archive.example/{report.id}"}, ensure_ascii=False) + "\n"
            )


def measure(inputs: str, out: Path, processes: int, size: int | None) -> Measured:
    """Read all of it into a folder."""
    begun = time.monotonic()
    with _Watched() as watched:
        asked = Asked((inputs,), out, size=size, cluster=Cluster(processes))
        done, first = [], 0.0
        for one in read_all(asked, print):
            # The first shard tells by itself how long it was read for; what was before is the start.
            if not one.before:
                first = first or max(0.0, time.monotonic() - begun - one.mark.seconds)
                done.append(one.mark)
    reports = sum(mark.counts["reports"] for mark in done)
    words = sum(mark.words for mark in done)
    seconds = time.monotonic() - begun - first
    made = sum(path.stat().st_size for path in out.glob("*/*")) / 1e6
    return Measured(reports, words, first, seconds, watched.peak, watched.together, made)


def _told(what: str, one: Measured) -> Measured:
    print(
        f"{what}: {one.reports:,} reports, {one.words:,} words in {one.seconds:.1f} s: {one.rate:.1f} reports/s, "
        f"{one.words / one.seconds:,.0f} words/s; {one.before:.1f} s before; {one.made:,.1f} MB came out; "
        f"largest process {one.peak:,.0f} MB, all together {one.together:,.0f} MB",
        flush=True,
    )
    return one


class _Watched:
    """The most memory that any process of this session, and that all of them, have while the block runs, in MB.

    What processes share counts for each of them.
    """

    def __enter__(self) -> _Watched:
        self.peak = self.together = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.5):
            held = [_resident(process) for process in _descendants(os.getpid())]
            self.peak, self.together = max(self.peak, *held), max(self.together, sum(held))


def _descendants(top: int) -> set[int]:
    """This process and all that it has begun, by Linux's ``/proc``."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(entry.parent.name)] = int(entry.read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            continue
    found, before = {top}, 0
    while len(found) > before:
        before = len(found)
        found |= {process for process, parent in parents.items() if parent in found}
    return found


def _resident(process: int) -> float:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _load() -> str:
    return " ".join(f"{value:.1f}" for value in os.getloadavg())


if __name__ == "__main__":
    sys.exit(main())
