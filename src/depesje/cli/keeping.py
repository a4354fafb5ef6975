"""``depesje add``: reads reports and keeps them in a ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from depesje.cli.assisting import Assistance, AssistOption, ModelOption
from depesje.cli.common import (
    FAILED,
    Inputs,
    LedgerOption,
    complain,
    counted,
    has_ledger,
    number,
    opened,
    plain_failures,
    progress,
)
from depesje.cli.fetching import AllowPrivate, Full, fetcher
from depesje.cli.reading import LanguageOption, Meta, Paths, Published
from depesje.errors import Problem
from depesje.scale.place import is_folder

if TYPE_CHECKING:
    from depesje.intake.origin import Origin
    from depesje.keeping import Read
    from depesje.ledger import Ledger
    from depesje.records import Report


def add(
    paths: Paths,
    ledger: LedgerOption = None,
    published: Published = None,
    language: LanguageOption = None,
    meta: Meta = None,
    assist: AssistOption = None,
    assist_model: ModelOption = None,
    full: Full = False,
    allow_private: AllowPrivate = None,
    again: Annotated[bool, typer.Option("--again", help="Add what was forgotten all the same.")] = False,
) -> None:
    """Read reports and keep them. What the ledger has already is left as it is, so it can be run again.

    A folder that depesje read --engine has written is taken as it was read.
    """
    if any(map(is_folder, paths)):
        if any((published, language, meta, assist, full, allow_private)):
            raise typer.BadParameter(
                "a folder of depesje read --engine is taken as it was read: of the options, with --again alone"
            )
        add_runs(paths, ledger, again=again)
        return
    web = fetcher(paths, allow_private, full=full)
    unread: list[tuple[Origin, str, bytes]] = []
    if web is not None:
        web.aside = lambda *it: unread.append(it)
    inputs, help_ = Inputs(paths, meta, published, language, web), Assistance(assist, assist_model)
    with plain_failures():
        failed, reports = _first_failures(inputs.reports)
        if reports is not None:
            from depesje.ledger import open_ledger

            # Opened only here, so that a slip in the file names leaves no empty ledger behind.
            with open_ledger(ledger) as kept:
                told = keep_all(reports, kept, counted(paths), failed, inputs.complain, help_, again=again)
                _put_aside(unread, kept)
                help_.tell()
                typer.echo(summary(told, kept))
                _tell_outdated(kept)
            failed = told["failed"]
        elif unread and has_ledger(ledger):
            with opened(ledger) as kept:
                _put_aside(unread, kept)
    if failed:
        raise typer.Exit(FAILED)


def add_runs(paths: list[str], ledger: str | None, *, again: bool) -> None:
    """Keep what runs have read, all of it in few transactions; ends with 1 where some may not be kept."""
    strange = next((path for path in paths if not is_folder(path)), None)
    if strange is not None:
        raise typer.BadParameter(
            f"{strange}: reports and folders of depesje read --engine are added one after the other"
        )
    with plain_failures():
        from depesje.keeping import keep_read
        from depesje.ledger import open_ledger
        from depesje.scale import kept_records, reports_in

        told: Counter[str] = Counter()
        with open_ledger(ledger) as kept, progress(sum(map(reports_in, paths)), shown=True) as tick:
            for outcome in chain.from_iterable(
                keep_read(kept_records(Path(path)), kept, again=again) for path in paths
            ):
                if isinstance(outcome, Problem):
                    complain(outcome)
                told["failed" if isinstance(outcome, Problem) else outcome] += 1
                tick()
            typer.echo(summary(told, kept))
            _tell_outdated(kept)
    if told["failed"]:
        raise typer.Exit(FAILED)


def _put_aside(unread: list[tuple[Origin, str, bytes]], ledger: Ledger) -> None:
    """Keep in the quarantine what was fetched and could not be read."""
    for place, reason, data in unread:
        ledger.watching.put_aside(place, reason, data)
    if unread:
        typer.echo(f"{number(len(unread), 'document')} put aside: 'depesje quarantine'")


def keep_all(
    reports: Iterator[Report | Problem],
    ledger: Ledger,
    total: int,
    failed: int = 0,
    tell: Callable[[Problem], None] = complain,
    help_: Callable[[Read], Read] = iter,
    *,
    again: bool = False,
) -> Counter[str]:
    """Keeps the reports, names each failure, and returns how many were added, revised, unchanged and failed."""
    from depesje.keeping import keep

    told = Counter(failed=failed)
    with progress(total, shown=True) as tick:
        for outcome in keep(reports, ledger, help_, again=again):
            if isinstance(outcome, Problem):
                tell(outcome)
                told["failed"] += 1
            else:
                told[outcome] += 1
            tick()
    return told


def summary(told: Counter[str], ledger: Ledger) -> str:
    """What was done, and what the ledger holds now."""
    done = ", ".join(
        f"{told[what]} {what}" for what in ("added", "revised", "unchanged", "failed") if told[what]
    )
    counts = ledger.counts()
    held = [number(counts.reports, "report"), number(counts.statements, "statement")]
    held += [
        number(count, what) for count, what in ((counts.events, "event"), (counts.matters, "matter")) if count
    ]
    return (
        f"{done or 'nothing to add'}; {ledger.name} holds {', '.join(held)}"
        f" and {number(counts.actors, 'actor')}"
    )


def _tell_outdated(ledger: Ledger) -> None:
    from depesje.rereading import to_read

    if outdated := len(to_read(ledger)):
        were = "report of it was" if outdated == 1 else "reports of it were"
        typer.echo(f"{outdated} {were} read by other versions: 'depesje reread' reads them again")


def _first_failures(items: Iterator[Report | Problem]) -> tuple[int, Iterator[Report | Problem] | None]:
    """Names the failures that come before the first report; with it, what is left, or None where there is no report."""
    failed = 0
    for item in items:
        if not isinstance(item, Problem):
            return failed, chain([item], items)
        complain(item)
        failed += 1
    return failed, None
