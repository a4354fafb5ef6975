"""Actors, and places where words were found, as tables show them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from depesje.show.base import clean, from_to, listed, report_name, shortened, table
from depesje.show.said import said_lines

if TYPE_CHECKING:
    from depesje.ledger import OrphanRow, SearchRow, WhoRow

_SURFACES = 4
_ROLES = 4
_WORDS = 200


def people(rows: Iterable[WhoRow]) -> Table:
    """A table of actors: who they are, how often they speak, are spoken to and spoken of."""
    found = Table(box=SIMPLE_HEAD, pad_edge=False)
    found.add_column("Who", ratio=1, overflow="fold")
    found.add_column("Code")
    for name in ("Says", "Is told", "About", "Reports"):
        found.add_column(name, justify="right")
    found.add_column("From, to", max_width=10)
    for row in rows:
        others = [clean(s) for s in (*row.names, *row.surfaces) if s != row.name]
        others = list(dict.fromkeys(others))[: max(_SURFACES, len(row.names) - 1)]
        about = _roles(row) or (clean(row.role) if row.role else row.kind)
        details = listed((", ".join([about, *others]), row.review), " · ")
        who = Text.assemble((clean(row.name), "bold"), (f" {row.id}", "dim"), "\n", (details, "dim"))
        counts = (str(n) for n in (row.by, row.to, row.about, row.reports))
        found.add_row(who, row.code or "", *counts, _period(row.first, row.last))
    return found


def _roles(row: WhoRow) -> str:
    """The roles with when reports show somebody in them: a person's own word first, the newest before the older."""
    told = [
        f"{clean(one.role)} ({period})" if (period := _period(one.first, one.last)) else clean(one.role)
        for one in row.roles[:_ROLES]
    ]
    own = clean(row.role) if row.role and all(one.role != row.role for one in row.roles) else ""
    return ", ".join(filter(None, (own, *told)))


def hits(rows: Iterable[SearchRow]) -> Table:
    """A table of search results, the words that were looked for in bold."""
    found = Table(box=SIMPLE_HEAD, pad_edge=False)
    found.add_column("Who, or which report", ratio=3, overflow="fold")
    found.add_column("Words", ratio=7, overflow="fold")
    for row in rows:
        where = report_name(row.report, row.title)
        if row.statement is not None:
            line = said_lines([row.statement])[0]
            first = Text.assemble(
                (from_to(line.speaker, line.to), "bold"),
                "\n",
                (listed((line.when, line.where, line.review), " · "), "dim"),
            )
        else:
            title = clean(row.title) if row.title else where
            first = Text.assemble(title, "\n", (listed((row.published or "", where), " · "), "dim"))
        found.add_row(first, _marked(row))
    return found


def orphans(rows: Iterable[OrphanRow], width: int) -> Table:
    """A table of what lost its words: what it was and in which report, the words, and who had settled it."""
    found = table(width)
    for name, ratio in (("What, where", 4), ("The words that are gone", 6), ("Settled", 4)):
        found.add_column(name, ratio=ratio, overflow="fold")
    for row in rows:
        where = listed((row.published or "", report_name(row.report, row.title)), " · ")
        settled = listed((row.review, f"by {row.who}" if row.who else "", (row.settled or "")[:10]))
        found.add_row(
            Text.assemble((row.id, "bold"), f" {row.what}", (f"\n{where}", "dim")),
            " … ".join(f"«{shortened(words, _WORDS)}»" for words in row.words),
            listed((settled, row.why or "", f"gone {row.went[:10]}"), "; "),
        )
    return found


def _marked(row: SearchRow) -> Text:
    # White space is made even character by character, so that the marks keep their places.
    text = Text(
        "".join(" " if char.isspace() else char if char.isprintable() else "·" for char in row.snippet)
    )
    for start, end in row.marks:
        text.stylize("bold", start, end)
    return text


def _period(first: str | None, last: str | None) -> str:
    if first == last or not last:
        return first or ""
    return f"{first or '?'} {last}"
