"""What the commands share: their options, how they fail, and how they show that they are at work."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from depesje.cli.streams import silence, unwritable
from depesje.errors import DepesjeError, Problem

if TYPE_CHECKING:
    from depesje.intake.fetching import Fetcher
    from depesje.ledger import Ledger

DONE, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130

LedgerOption = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        metavar="FILE|URL",
        help="The ledger: a file or postgresql://USER@HOST/DATABASE; by default $DEPESJE_LEDGER, else ./depesje.db.",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, all of it, for other programs.")]


def complain(problem: Problem | DepesjeError | str) -> None:
    """One line on standard error; where nobody can be told any more, the work goes on all the same."""
    line = " ".join(str(problem).split())
    shown = "".join(char if char.isprintable() else "?" for char in line)
    try:
        print(f"depesje: {shown}", file=sys.stderr, flush=True)
    except OSError:
        silence(sys.stderr)


@contextmanager
def plain_failures(raised: int = FAILED) -> Iterator[None]:
    """Ends the command with one line, never a traceback, for what is not the program's fault.

    A ``DepesjeError`` ends it with the status ``raised``. A reader that goes away (``| head``) ends it in silence; output
    that cannot be written, as on a full disk, in one line.
    """
    try:
        yield
        sys.stdout.flush()
    except DepesjeError as error:
        complain(error)
        raise typer.Exit(raised) from None
    except BrokenPipeError:
        silence(sys.stdout)
        raise typer.Exit(DONE) from None
    except OSError as error:
        silence(sys.stdout)
        complain(unwritable(error))
        raise typer.Exit(FAILED) from None
    except KeyboardInterrupt:
        complain("interrupted")
        raise typer.Exit(INTERRUPTED) from None


def opened(target: str | None) -> Ledger:
    """An existing ledger to ask."""
    from depesje.ledger import open_ledger

    return open_ledger(target, create=False)


def alone(context: typer.Context) -> bool:
    """Whether a group of commands was called without one of them; what it then lists is asked for by its own options.

    Ends the command as wrong usage where such an option stands before a command, which would not hear of it.
    """
    if context.invoked_subcommand is None:
        return True
    given = next((name for name, value in context.params.items() if value), None)
    if given is not None:
        raise typer.BadParameter(f"--{given} goes behind {context.invoked_subcommand!r}, not before it")
    return False


def can_listen(address: str, port: int) -> None:
    """Raises ``DepesjeError`` where no server can listen there."""
    from depesje.doctor.surroundings import in_the_way

    if (why := in_the_way(address, port)) is not None:
        raise DepesjeError(f"cannot listen at port {port} of {address}: {why}")


def has_ledger(target: str | None) -> bool:
    """Whether there is a ledger that is one."""
    try:
        opened(target).close()
    except DepesjeError:
        return False
    return True


class Inputs:
    """The reports in the paths that were given, and how each is called when it fails."""

    def __init__(
        self,
        paths: list[str],
        meta: Path | None,
        published: str | None,
        language: str | None,
        fetcher: Fetcher | None = None,
    ) -> None:
        """Ends the command as wrong usage where one of the options cannot be."""
        from depesje import intake

        self._names: dict[str, str] = {}
        with plain_failures(USAGE):
            self.reports = intake.load(
                paths,
                meta=meta,
                published=published,
                language=language,
                names=self._names,
                fetcher=fetcher,
            )

    def complain(self, problem: Problem) -> None:
        """One line on standard error that names the file as it was found."""
        complain(replace(problem, source=self._names.get(problem.source, problem.source)))


def counted(paths: list[str]) -> int:
    """How many inputs these paths give."""
    from depesje import intake

    return intake.count(paths)


def number(count: int, what: str) -> str:
    """A count with its noun: ``1 report``, ``2 reports``."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


@contextmanager
def progress(total: int, *, shown: bool) -> Iterator[Callable[[], None]]:
    """Gives a function to call once a report is done; draws a bar on a terminal where there is more than one input.

    An input may hold many reports: the bar grows where there are more of them than ``total``.
    """
    if not shown or total < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Rich moves lines that are printed meanwhile above the bar.
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total)

        def tick() -> None:
            done = bar.tasks[0].completed + 1
            bar.update(task, completed=done, total=max(total, done))

        yield tick
