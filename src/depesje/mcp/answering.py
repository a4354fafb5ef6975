"""An answer to an assistant: rows as ``--json`` has them, each with its source, and a line of text for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Any

import msgspec
from mcp_types import CallToolResult, TextContent
from pydantic import Field
from typing_extensions import TypedDict

from depesje.exports.citing import plain
from depesje.exports.options import quotation
from depesje.ledger import Ledger
from depesje.mcp.withholding import sourced

SHORT = 200  # characters of a quotation in the text; the rows have all that may be shown
_WHO = ("speaker", "surface", "by", "actor", "within", "parties", "name", "attackers", "source")
_TO = ("to", "recipient", "attacked")
_QUOTED = ("words", "evidence", "snippet", "sentence", "gist", "content", "exact", "text")
_STATE = ("act", "type", "kind", "channel", "status", "modality", "binding", "tension")
_INNER = ("statement", "exchange", "event")  # in a row of a search, of accounts, of a day's tension
_PARTS = (
    "records",
    "lines",
    "accounts",
    "parts",
    "differ",
    "acts",
)  # of a report, an answer on treaties, an exchange


class Answer(TypedDict):
    """What a tool answers with."""

    rows: Annotated[
        list[dict[str, Any]],
        Field(
            description="Records, foremost first. What stands in words, sentence, evidence, gist, snippet or text is quoted"
            " from reports; source tells where it was published, chain on whose word, review what a person has"
            " done with it, id what to cite and ask on by."
        ),
    ]
    more: Annotated[bool, Field(description="Whether there are more: ask again with limit or offset.")]
    notes: Annotated[list[str], Field(description="What is to be known of the answer as a whole.")]


def answer(
    ledger: Ledger,
    found: Sequence[Any],
    *,
    more: bool = False,
    notes: Iterable[str] = (),
    known: str | None = None,
) -> CallToolResult:
    """The answer with these records of the ledger."""
    built = msgspec.json.decode(msgspec.json.encode(list(found)))
    rows, withheld = sourced(built, lambda wanted: ledger.origins(wanted, known))
    told = list(notes)
    if withheld:
        told.append(
            f"The words of {withheld} report{'s' if withheld > 1 else ''} are withheld: the rights are reserved against"
            " text and data mining."
        )
    structured: Answer = {"rows": rows, "more": more, "notes": told}
    lines = [_heading(len(rows), more), *told, *(text for row in rows for text in _lines(row))]
    content = TextContent(type="text", text="\n".join(lines))
    return CallToolResult(content=[content], structured_content=dict(structured))


def _lines(row: dict[str, Any]) -> Iterator[str]:
    """A row in a line, and what it consists of in lines of their own."""
    yield line(row)
    for name in _PARTS:
        for part in row.get(name) or ():
            yield from (f"  {text}" for text in _lines(part))


def line(row: dict[str, Any]) -> str:
    """A row in one line: id, what it is, whose, the words between quotation marks, where published, review."""
    for name in _INNER:
        if isinstance(row.get(name), dict):
            row = row | row[name]
    sides = " → ".join(filter(None, (_first(row, _WHO), _first(row, _TO))))
    quoted = quotation(_first(row, _QUOTED), SHORT)
    source: dict[str, Any] = next(
        (row[name] for name in ("source", "report") if isinstance(row.get(name), dict)), {}
    )
    where = [source.get(name) for name in ("title", "publisher", "published", "url")]
    parts = [
        str(row.get("id") or row.get("day") or row.get("treaty") or row.get("article") or ""),
        " ".join(str(row[name]) for name in _STATE if row.get(name) is not None),
        sides,
        f"«{quoted}»" if quoted else "",
        ", ".join(filter(None, where)),
        f"per {', '.join(row['chain'])}" if row.get("chain") else "",
        row.get("review") or "",
    ]
    return plain(" | ".join(filter(None, parts)))


def _heading(rows: int, more: bool) -> str:
    if not rows:
        return "Nothing found."
    counted = f"{rows} row{'s' if rows > 1 else ''}"
    return f"{counted}; there are more: ask with a larger limit or an offset." if more else f"{counted}."


def _first(row: dict[str, Any], names: Iterable[str]) -> str:
    """The first of these fields that says something, as text."""
    return next((text for name in names if (text := _text(row.get(name)))), "")


def _text(value: Any) -> str:
    if isinstance(value, list):
        return " … ".join(filter(None, map(_text, value)))
    if isinstance(value, dict):
        return _text(value.get("name") or value.get("exact"))
    return value if isinstance(value, str) else ""
