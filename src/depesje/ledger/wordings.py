"""The wordings that reports use for actors, and where in a report they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

from sqlalchemy import Connection, select, update

from depesje.ledger.names import fold
from depesje.ledger.rights.blanking import shown
from depesje.ledger.schema import appearances, forms, mentions
from depesje.ledger.sentences import sentence_span

AT_ONCE = 500  # wordings asked for in one query
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


def form_keys(connection: Connection, wordings: Iterable[str]) -> dict[str, int]:
    """The keys of wordings, each of which is kept once."""
    wanted = sorted(set(wordings))
    keys = _known(connection, wanted)
    new = [{"text": wording, "folded": fold(wording)} for wording in wanted if wording not in keys]
    if new:
        connection.execute(forms.insert(), new)
        keys |= _known(connection, [row["text"] for row in new])
    return keys


def _known(connection: Connection, wordings: list[str]) -> dict[str, int]:
    keys: dict[str, int] = {}
    for first in range(0, len(wordings), AT_ONCE):
        query = select(forms.c.text, forms.c.key).where(forms.c.text.in_(wordings[first : first + AT_ONCE]))
        keys.update((row.text, row.key) for row in connection.execute(query))
    return keys


def lead(connection: Connection) -> None:
    """Let every mention name the actor of its appearance: after an upgrade, which may have led some to others."""
    own = select(appearances.c.actor).where(appearances.c.key == mentions.c.appearance).scalar_subquery()
    connection.execute(update(mentions).where(mentions.c.actor.is_distinct_from(own)).values(actor=own))


def paragraph(text: str, start: int) -> int:
    """The number, from 1, of the paragraph in which ``start`` stands.

    Blank lines part paragraphs where a text has any; otherwise each line is one.
    """
    return 1 + bisect_right(_breaks(text), start)


@lru_cache(maxsize=2)  # the records of one report are asked about one after the other
def _breaks(text: str) -> list[int]:
    """Where each paragraph but the first begins."""
    separator = re.compile(r"\n\s*\n" if _BLANK_LINE.search(text) else r"\n+")
    lead = len(text) - len(text.lstrip())
    return [found.end() for found in separator.finditer(text, lead)]


def sentence(text: str, start: int, end: int) -> str:
    """The sentence around the words from ``start`` to ``end``, roughly: full stops and lines part sentences."""
    first, last = sentence_span(text, start, end)
    return shown(text[first:last].strip())
