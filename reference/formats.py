"""docs/reference/formats.md: what is read, what is written, and the columns of every table."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from depesje.exports.formats import FORMATS
from depesje.exports.options import Options
from depesje.exports.tables import TABLES, Type, asked
from depesje.intake import formats as intake
from reference import words
from reference.commands import cell

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
            "*texts* are several: a list in Parquet and JSON, parted by a bar and a space elsewhere.\n",
            *_columns(),
        )
    )


def _read() -> Iterator[str]:
    for module in intake.FORMATS:
        first = (inspect.getdoc(module) or "").split("\n")[0].replace("``", "`")
        assert first, f"{module} does not say what it reads"
        yield f"| `{module.__name__.rpartition('.')[2]}` | {cell(first)} |"  # type: ignore[attr-defined]


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
