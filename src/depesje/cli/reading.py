"""``depesje read``: prints what reports say, and keeps nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from depesje.cli.assisting import Assistance, AssistOption, ModelOption
from depesje.cli.common import FAILED, Inputs, counted, plain_failures, progress
from depesje.cli.fetching import AllowPrivate, Full, fetcher
from depesje.cli.scaling import ClusterOption, Engine, Out, Processes, read_many
from depesje.errors import Problem

if TYPE_CHECKING:
    from depesje.records import Record

Format = Literal["table", "jsonl", "json"]
Printer = Callable[[Iterator["Record"]], None]
Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH|URL",
        help="Files, folders of them, addresses of pages or feeds, or - for standard input.",
    ),
]
Published = Annotated[
    str | None,
    typer.Option(metavar="EDTF", help="When all of them were published: 2022-01-28, 2022-01 or 2022."),
]
LanguageOption = Annotated[
    str | None,
    typer.Option("--language", metavar="nb|nn|en", help="Their language; told from the text by default."),
]
Meta = Annotated[
    Path | None,
    typer.Option(
        "--meta",
        metavar="FILE.csv",
        help="A table of what is known of each: path, published, publisher, url, title, language, genre.",
    ),
]

Fast = Annotated[
    bool,
    typer.Option(
        "--fast", help="Read several reports at once: sooner done, each told of later, with the same records."
    ),
]


def read(
    paths: Paths,
    format_: Annotated[
        Format, typer.Option("--format", help="A table for people, JSON for programs.")
    ] = "table",
    published: Published = None,
    language: LanguageOption = None,
    meta: Meta = None,
    assist: AssistOption = None,
    assist_model: ModelOption = None,
    full: Full = False,
    allow_private: AllowPrivate = None,
    fast: Fast = False,
    engine: Engine = None,
    out: Out = None,
    processes: Processes = None,
    cluster: ClusterOption = None,
) -> None:
    """Print what reports say: who says what to whom, on whose word; what is done; what lies on the table.

    With --engine daft read as many as there are, by many processes, into a folder of Parquet; the same command goes on
    with a run that was ended, and depesje add takes the folder.
    """
    if engine is not None or out is not None:
        if assist is not None or full or allow_private or fast or format_ != "table":
            raise typer.BadParameter(
                "--assist, --full, --allow-private, --fast and --format do not go together with --engine"
            )
        read_many(paths, engine, out, processes, cluster, published, language, meta)
        return
    if processes is not None or cluster is not None:
        raise typer.BadParameter("--processes and --cluster go with --engine daft --out DIR")
    web = fetcher(paths, allow_private, full=full)
    inputs, help_ = Inputs(paths, meta, published, language, web), Assistance(assist, assist_model)
    with plain_failures():
        from depesje.reading import read_reports

        # Where the output itself runs over the terminal it is progress enough.
        with progress(counted(paths), shown=not sys.stdout.isatty()) as tick:
            found = read_reports(inputs.reports, together=True) if fast else read_reports(inputs.reports)
            items = _ticked(help_(found), tick)
            failed = _print(items, PRINTERS[format_], inputs.complain)
        help_.tell()
    if failed:
        raise typer.Exit(FAILED)


def _print(items: Iterable[Record | Problem], printer: Printer, tell: Callable[[Problem], None]) -> int:
    """Prints each record as soon as it is read and names each failure; returns how many failed."""
    problems = 0

    def records() -> Iterator[Record]:
        nonlocal problems
        for item in items:
            if isinstance(item, Problem):
                problems += 1
                tell(item)
            else:
                yield item

    printer(records())
    return problems


def _ticked(items: Iterable[Record | Problem], tick: Callable[[], None]) -> Iterator[Record | Problem]:
    for item in items:
        yield item
        tick()


def _print_lines(records: Iterator[Record]) -> None:
    from depesje.output import as_json

    for record in records:
        _write(as_json(record) + b"\n")


def _print_list(records: Iterator[Record]) -> None:
    from depesje.output import as_json

    before = b"["
    for record in records:
        _write(before + b"\n" + as_json(record))
        before = b","
    _write(b"[]\n" if before == b"[" else b"\n]\n")


def _print_tables(records: Iterator[Record]) -> None:
    from depesje import show

    console = show.console()
    for record in records:
        console.print(show.heading(record.report))
        for table in show.record_tables(record, console.width):
            console.print(table)
        if not (record.statements or record.events or record.matters or record.divisions):
            console.print("No statements found.\n")
        sys.stdout.flush()


def _write(data: bytes) -> None:
    """JSON is UTF-8 whatever the terminal's encoding."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


PRINTERS: dict[Format, Printer] = {"table": _print_tables, "jsonl": _print_lines, "json": _print_list}
