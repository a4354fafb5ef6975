"""What all tables share: the window they are made for, and words put so that they cannot harm it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO
from urllib.parse import urlsplit

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from depesje.ledger import DivisionRow, EventRow, MatterRow, SaidRow
    from depesje.records import Report

WIDE = 120  # columns from which each fact has a column of its own
TINY = 56  # columns below which what would stand side by side stands one below the other
# What found a record, where not the rules alone.
READERS = {"assist": "by assistant", "both": "by both", "person": "added"}
_SHORT = 20  # characters of a report's name, so that it fits into a narrow column


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leaves it to the command how it ends."""
        raise BrokenPipeError


def console(file: TextIO | None = None) -> Console:
    """A console that shows words as they are; its width is the window's, or ``$COLUMNS``, or 80 in a pipe."""
    return _Console(file=file or sys.stdout, markup=False, highlight=False, emoji=False)


def clean(text: str) -> str:
    """A text on one line, without the characters that would steer a terminal."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())


def shortened(text: str, length: int) -> str:
    """A text of at most ``length`` characters, cut between words where it is longer."""
    text = clean(text)
    if len(text) <= length:
        return text
    head, _, _ = text[:length].rpartition(" ")
    return (head if len(head) > length // 2 else text[: length - 1]).rstrip(" ,;:–-") + "…"


def report_name(report_id: str, title: str | None = None) -> str:
    """What a report is called in few letters: its file's name, the end of its address, or its title."""
    if report_id.startswith(("sha256:", "document:")):
        return shortened(title, _SHORT) if title else report_id.partition(":")[2][:8]
    if report_id.startswith("guid:"):
        return shortened(title or report_id.rpartition(":")[2] or report_id, _SHORT)
    if "://" not in report_id:
        return clean(report_id.rpartition("/")[2] or report_id)
    parts = urlsplit(report_id)
    name = clean(parts.path.rstrip("/").rpartition("/")[2] or parts.netloc or report_id)
    return name if len(name) <= _SHORT else name[: _SHORT - 1] + "…"


def place(row: SaidRow | EventRow | MatterRow | DivisionRow) -> str:
    """Where a record of a ledger stands, and the id under which it can be asked about and corrected."""
    return f"{report_name(row.report, row.title)}:{row.paragraph} {row.id}"


def heading(report: Report) -> Text:
    """The line above a report's statements: its title, when it was published and by whom."""
    title = clean(report.title) if report.title else report_name(report.id)
    about = (report.published, report.publisher, report.language)
    return Text.assemble((title, "bold"), "  ", (" · ".join(clean(part) for part in about if part), "dim"))


def listed(parts: Iterable[str], between: str = ", ") -> str:
    """The parts that there are, in one line."""
    return between.join(clean(part) for part in parts if part)


def shared(what: str, read_by: str) -> str:
    """What a record is, with an assistant's share in it where one was asked and found it, too."""
    return what if read_by == "rules" else listed((what, READERS[read_by]))


def from_to(who: str, whom: str) -> str:
    """Who does it, and to whom where that is known."""
    return f"{who} → {whom}" if whom else who


def kind_of(what: str | Text, review: str) -> Text:
    """What a record is, and below it whether a person has looked at it; that is plain where one has."""
    shown = what.copy() if isinstance(what, Text) else Text(what)
    return shown.append(f"\n{review}", "dim" if review == "unread" else "") if review else shown


def table(width: int, title: str | None = None) -> Table:
    """An empty table over the whole window; in a narrow one blank lines part the rows, which take several lines each."""
    return Table(
        title=title,
        title_style="bold",
        title_justify="left",
        box=SIMPLE_HEAD,
        pad_edge=False,
        expand=True,
        leading=0 if width >= WIDE else 1,
    )


def in_three(
    width: int, title: str | None, names: tuple[str, str, str], rows: Iterable[tuple[Text, Text, Text]]
) -> Table:
    """A table for a narrow window: who and where, the words, and what they are; a single column in a tiny one."""
    found = table(width, title)
    if width < TINY:
        found.add_column(f"{names[0]}; {names[2].lower()}; {names[1].lower()}", overflow="fold")
        for who, words, what in rows:
            kind = Text(" · ").join(what.split("\n"))
            found.add_row(Text("\n").join((who, kind, words)))
        return found
    found.add_column(names[0], ratio=4, overflow="fold")
    found.add_column(names[1], ratio=6, overflow="fold")
    found.add_column(names[2], overflow="fold", max_width=11)
    for row in rows:
        found.add_row(*row)
    return found
