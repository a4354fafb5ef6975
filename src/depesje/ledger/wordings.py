"""The wordings that reports use for actors, and where in a report they stand."""

from __future__ import annotations

import re

from sqlalchemy import Connection, select

from depesje.ledger.names import fold
from depesje.ledger.schema import forms
from depesje.ledger.store import inserted

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


def form_key(connection: Connection, wording: str) -> int:
    """The key of a wording, which is kept once."""
    key = connection.scalar(select(forms.c.key).where(forms.c.text == wording))
    if key is None:
        key = inserted(connection, forms.insert().values(text=wording, folded=fold(wording)))
    return int(key)


def paragraph(text: str, start: int) -> int:
    """The number, from 1, of the paragraph in which ``start`` stands.

    Blank lines part paragraphs where a text has any; otherwise each line is one.
    """
    separator = r"\n\s*\n" if _BLANK_LINE.search(text) else r"\n+"
    lead = len(text) - len(text.lstrip())
    return 1 + len(re.findall(separator, text[lead : max(lead, start)]))
