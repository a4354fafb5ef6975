"""``depesje export`` and ``cite``: what a ledger holds, in the formats of other programs, or as a line to paste."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from depesje.cli.common import USAGE, LedgerOption, complain, opened, plain_failures
from depesje.cli.options import asked_by, check_dates
from depesje.questions import EventQuestion, MatterQuestion, StatementQuestion

LONGEST = 300  # characters of a quotation, as ``depesje.exports`` has it
FormatName = Literal[
    "json", "jsonl", "csv", "tsv", "parquet", "xlsx", "plover", "polecat", "gdelt", "icews", "citron", "jsonld",
    "briefing",
]  # fmt: skip
TableName = Literal["statements", "events", "matters", "divisions", "actors", "reports"]
OutLanguage = Annotated[
    Literal["en", "nb", "nn"],
    typer.Option("--language", help="In which language a briefing or a citation has its own words."),
]


def cite(
    record: Annotated[
        str, typer.Argument(metavar="ID", help="A statement, event, matter or division: st-12, ev-3.")
    ],
    language: OutLanguage = "en",
    ledger: LedgerOption = None,
) -> None:
    """Print a line to paste: the quotation, who said it, on whose word, publisher, date and link."""
    with plain_failures(), opened(ledger) as book:
        print(book.cite(record, language))


def _export(
    format_: Annotated[
        FormatName, typer.Option("--format", help="Which format; docs/exports.md tells of each.")
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE|FOLDER",
            help="Where to; by default standard output. A folder where each table is a file.",
        ),
    ] = None,
    table: Annotated[
        TableName | None, typer.Option(help="This table alone: csv, tsv, jsonl, parquet, xlsx.")
    ] = None,
    full_quotations: Annotated[
        bool, typer.Option("--full-quotations", help=f"Whole quotations, not {LONGEST} characters of each.")
    ] = False,
    texts: Annotated[bool, typer.Option("--texts", help="The reports' own texts, too.")] = False,
    every_modality: Annotated[
        bool,
        typer.Option(
            "--every-modality",
            help="In event data and briefings also what is only announced, asked for, possible or denied.",
        ),
    ] = False,
    language: OutLanguage = "en",
    ledger: LedgerOption = None,
    **asked: Any,
) -> None:
    check_dates(asked)
    with plain_failures():
        from depesje.exports import FORMATS, Options
        from depesje.exports.exporting import chosen
        from depesje.exports.heading import period

        options = Options(
            limit=None if full_quotations else LONGEST,
            texts=texts,
            table=table,
            happened=not every_modality,
            language=language,
            heading=period(asked["since"], asked["until"], language),
        )
        with plain_failures(USAGE):
            chosen(format_, options)
        if out is None and FORMATS[format_].binary and sys.stdout.isatty():
            raise _usage(f"{format_} is nothing to print on a terminal; name a file with --out")
        if out is None and FORMATS[format_].by_table and table is None:
            raise _usage(f"{format_} is one file a table: name a folder with --out, or one with --table")
        with opened(ledger) as book:
            if out is not None:
                book.export(format_, out, options, **asked)
                return
            book.export(format_, sys.stdout.buffer, options, **asked)


def _usage(line: str) -> typer.Exit:
    complain(line)
    return typer.Exit(USAGE)


def _command() -> Any:
    """The command with the options of every listing beside its own."""
    own = [
        one.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for one in inspect.signature(_export, eval_str=True).parameters.values()
        if one.kind is not inspect.Parameter.VAR_KEYWORD
    ]
    helps = {
        "limit": "At most so many of each kind of record, the newest.",
    }
    questions = asked_by(StatementQuestion, EventQuestion, MatterQuestion, helps=helps)

    def command(**given: Any) -> None:
        _export(**given)

    command.__name__ = "export"
    command.__doc__ = "Write what the ledger holds in a format that other programs read."
    command.__signature__ = inspect.Signature([*own[:-1], *questions, own[-1]])  # type: ignore[attr-defined]
    return command


export = _command()
