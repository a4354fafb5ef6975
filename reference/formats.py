"""docs/reference/formats.md: what is read, what is written, and the columns of every table."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import depesje
from depesje.exports.formats import FORMATS
from depesje.exports.options import Options
from depesje.exports.tables import TABLES, Type, asked
from depesje.intake import formats as intake
from reference import words
from reference.commands import cell

PACKAGE = Path(depesje.__file__).parent
DATA = sorted(PACKAGE.rglob("*.tsv"))
_TYPES: dict[Type, str] = {
    "text": "text", "texts": "texts", "integer": "integer", "number": "number", "boolean": "true or false", "day": "day",
}  # fmt: skip


def page() -> str:
    """The page."""
    return "\n".join(
        (
            "# Formats\n",
            "## What is read\n",
            "A file is read as what its content is; [intake](../intake.md) tells what is taken from each.\n",
            "| format | |\n|---|---|",
            *_read(),
            "",
            "## What is written: `depesje export --format`\n",
            "[Exports](../exports.md) tells what each is for, and the columns of others' formats.\n",
            "| format | file | | tables |\n|---|---|---|---|",
            *(
                f"| `{one.name}` | `{one.suffix}` | {one.about} | {', '.join(one.tables)} |"
                for one in FORMATS.values()
            ),
            "",
            "## Columns of the tables\n",
            "*texts* are several: a list in Parquet and JSON, parted by a semicolon and a space elsewhere.\n",
            *_columns(),
            "## Columns of the data that ships\n",
            "Tab-separated, a head line, several values of a cell parted by a bar; [tables](../tables.md) tells how"
            " to keep them up.\n",
            *_data(),
        )
    )


def _read() -> Iterator[str]:
    for module in intake.FORMATS:
        first = (inspect.getdoc(module) or "").split("\n")[0].replace("``", "`")
        assert first, f"{module} does not say what it reads"
        yield f"| `{module.__name__.rpartition('.')[2]}` | {cell(first)} |"  # type: ignore[attr-defined]


def _data() -> Iterator[str]:
    heads = {path: path.read_text(encoding="utf8").partition("\n")[0].split("\t") for path in DATA}
    told = words.of_classes("tables", {path.name: head for path, head in heads.items()})
    for path, head in heads.items():
        yield f"### {path.name}\n\n`{path.relative_to(PACKAGE).as_posix()}`\n"
        yield "| column | what it is |\n|---|---|"
        for column in head:
            yield f"| `{column}` | {cell(told[path.name][column])} |"
        yield ""


def _columns() -> Iterator[str]:
    tables = {name: asked(Options(table=name, texts=True))[0] for name in TABLES}
    told = words.of_classes(
        "columns", {name: [column.name for column in one.columns] for name, one in tables.items()}
    )
    for name, table in tables.items():
        yield f"### {name}\n"
        yield "| column | what it is | type |\n|---|---|---|"
        for column in table.columns:
            yield f"| `{column.name}` | {cell(told[name][column.name])} | {_TYPES[column.type]} |"
        yield ""
