"""What the engines spell differently in SQL, or take differently."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, ColumnElement, func
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


def begins(column: ColumnElement[str], start: str) -> ColumnElement[bool]:
    """Texts that begin so, letter for letter: LIKE takes no heed of the case of a to z on one engine alone."""
    return func.substr(column, 1, len(start)) == start


def ends(column: ColumnElement[str], end: str) -> ColumnElement[bool]:
    """Texts that end so, letter for letter; see ``begins``."""
    length = func.length(column)
    return (length >= len(end)) & (func.substr(column, length - len(end) + 1) == end)


class json_elements(FunctionElement[Any]):
    """The elements of a JSON array, given as text, as rows with a column ``value``."""

    name = "json_elements"
    inherit_cache = True


@compiles(json_elements, "sqlite")
def _each(element: Any, compiler: Any, **options: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(json_elements, "postgresql")
def _elements(element: Any, compiler: Any, **options: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **options)} AS json))"


class holds(FunctionElement[bool]):
    """Whether one text holds another as it stands."""

    name = "holds"
    type = Boolean()
    inherit_cache = True


@compiles(holds, "sqlite")
def _instr(element: Any, compiler: Any, **options: Any) -> str:
    return f"(instr({compiler.process(element.clauses, **options)}) > 0)"


@compiles(holds, "postgresql")
def _strpos(element: Any, compiler: Any, **options: Any) -> str:
    return f"(strpos({compiler.process(element.clauses, **options)}) > 0)"


class gathered(FunctionElement[str]):
    """The values of a column as a JSON array, in the order of the rows."""

    name = "gathered"
    inherit_cache = True


@compiles(gathered, "sqlite")
def _group(element: Any, compiler: Any, **options: Any) -> str:
    return f"json_group_array({compiler.process(element.clauses, **options)})"


@compiles(gathered, "postgresql")
def _aggregate(element: Any, compiler: Any, **options: Any) -> str:
    return f"CAST(json_agg({compiler.process(element.clauses, **options)}) AS text)"
