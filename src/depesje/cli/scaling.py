"""``depesje read --engine daft``: reads as many reports as there are into a folder, by many processes."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from depesje.cli.common import FAILED, INTERRUPTED, complain, number, plain_failures
from depesje.intake.webaddress import is_address

if TYPE_CHECKING:
    from depesje.scale import Done

Engine = Annotated[
    Literal["daft"] | None,
    typer.Option("--engine", help="Read many reports at once, by many processes, into the folder --out."),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="With --engine: the folder that gets the tables, in Parquet."),
]
Processes = Annotated[
    int | None,
    typer.Option(
        "--processes",
        min=1,
        metavar="N",
        help="With --engine: how many processes read; by default one for each processor of this machine.",
        show_default=False,
    ),
]
ClusterOption = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="ADDRESS",
        help="With --engine: the Ray cluster that reads, auto for the one that runs here; each needs the inputs at hand.",
    ),
]
_AUTO = "auto"
_ORDERLY = 0.3  # seconds that an interrupted command has to take its bar away
_LEAVING = threading.Lock()


def read_many(
    paths: list[str],
    engine: str | None,
    out: Path | None,
    processes: int | None,
    cluster: str | None,
    published: str | None,
    language: str | None,
    meta: Path | None,
) -> None:
    """Read all of it into the folder; ends with 1 where some failed, and with 2 where it is asked for what cannot be."""
    if engine is None or out is None:
        raise typer.BadParameter("--engine daft and --out DIR go together")
    wrong = next((path for path in paths if path == "-" or is_address(path)), None)
    if wrong is not None:
        raise typer.BadParameter(f"{wrong}: --engine reads files, folders and object stores")
    told: Counter[str] = Counter()

    def fail(problem: object) -> None:
        told["failed"] += 1
        complain(str(problem))

    with plain_failures(), _left_at_once():
        from depesje.scale import Asked, read_all
        from depesje.scale.engine import Cluster
        from depesje.scale.run import processes_here

        where = Cluster(processes or processes_here(), "" if cluster == _AUTO else cluster)
        asked = Asked(tuple(paths), out, published, language, meta, cluster=where)
        with _shown() as show:
            for done in read_all(asked, fail):
                for problem in done.problems:
                    complain(problem)
                told.update(done.mark.counts)
                told["words"] += done.mark.words
                show(done)
        told["failed"] += told["problems"]
        held = [number(told[f"{name}s"], name) for name in ("report", "statement", "event", "matter")]
        failed = f", {told['failed']} failed" if told["failed"] else ""
        typer.echo(f"{out} holds {', '.join(held)}{failed}")
    if told["failed"]:
        raise typer.Exit(FAILED)


@contextmanager
def _left_at_once() -> Iterator[None]:
    """Ends the process itself where it is interrupted: threads of the engine would abort it on the way out.

    While the engine works, and while it starts, Python may not come to hear of Ctrl-C for minutes. So a thread is woken by
    the signal, too, and ends the process where nothing else has done so by then.
    """
    heard, woken = socket.socketpair()
    woken.setblocking(False)
    threading.Thread(target=_end_when_interrupted, args=(heard,), daemon=True).start()
    before = signal.set_wakeup_fd(woken.fileno(), warn_on_full_buffer=False)
    try:
        yield
    except KeyboardInterrupt:
        _leave()
    finally:
        signal.set_wakeup_fd(before)
        woken.close()


def _end_when_interrupted(heard: socket.socket) -> None:
    with heard:
        while signals := heard.recv(64):
            if signal.SIGINT in signals and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
                time.sleep(_ORDERLY)
                _leave()


def _leave() -> None:
    with _LEAVING:  # whoever comes second waits until the process is no more
        if sys.stderr.isatty():
            print("\x1b[?25h", end="", file=sys.stderr)  # a bar that was shown has hidden the cursor
        complain("interrupted; the same command goes on")
        os._exit(INTERRUPTED)


@contextmanager
def _shown() -> Iterator[Callable[[Done], None]]:
    """Gives a function to call for each shard that is done: a bar on a terminal, a line a shard elsewhere."""
    rate = _Rate()
    if not sys.stderr.isatty():

        def line(done: Done) -> None:
            if told := rate.told(done):
                print(told, file=sys.stderr, flush=True)

        yield line
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("Reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[rate]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None, rate="")

        def move(done: Done) -> None:
            rate.told(done)
            bar.update(task, total=done.shards, advance=1, rate=rate.now)

        yield move


class _Rate:
    """How many reports and words a second this run reads."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._reports = self._words = self._done = 0
        self.now = ""

    def told(self, done: Done) -> str:
        """A line on a shard; empty for one that was done before this run, which are told of once."""
        self._done += 1
        if done.before:
            return ""
        self._reports += done.mark.counts.get("reports", 0)
        self._words += done.mark.words
        seconds = max(0.001, time.monotonic() - self._begun)
        self.now = f"{self._reports / seconds:.1f} reports/s, {self._words / seconds:,.0f} words/s"
        return f"shard {self._done} of {done.shards}: {number(self._reports, 'report')}, {self.now}"
