"""Texts of which only some words may be kept: the others are blanked, so that every offset still counts."""

from __future__ import annotations

import re
from collections.abc import Iterable

from depesje.ledger.anchor import CUT

BLANK = "_"  # one for each character that is gone
_BLANKS = re.compile(r"_{2,}(?:\s*_{2,})*\.?")
# Lines and the ends of sentences stay, so that paragraphs can be counted and a sentence be shown by itself.
_SENTENCES = re.compile(r"""[.!?…]["'”’»)]*\s+|\n|(?P<word>.)""")


def only(text: str, kept: Iterable[tuple[int, int]], *, sentences: bool = True) -> str:
    """``text`` with nothing but the stretches in ``kept``, each where it stood, and where ``sentences`` end."""
    out = list(_SENTENCES.sub(_gone, text) if sentences else _blank(text))
    last = None
    for start, end in sorted(kept):
        out[start:end] = text[start:end]
        if last is not None and not any(map(str.isalnum, text[last:start])):
            out[last:start] = text[last:start]  # a space or a comma says nothing
        last = end if last is None else max(last, end)
    return "".join(out)


def without(text: str, gone: Iterable[tuple[int, int]]) -> str:
    """``text`` without the stretches in ``gone``."""
    out = list(text)
    for start, end in gone:
        out[start:end] = _blank(text[start:end])
    return "".join(out)


def quotation(words: str, limit: int) -> str:
    """At most ``limit`` characters of ``words``, whole words of them, and a sign where there were more."""
    bare = words.removesuffix(CUT)
    if len(bare) <= limit:
        return words
    head = bare[:limit]
    if not bare[limit].isspace():
        head = re.sub(r"\S*$", "", head)
    return head.rstrip() + CUT if head.strip() else CUT.strip()


def shown(text: str) -> str:
    """``text`` for people: one sign for each stretch that was blanked."""
    return _BLANKS.sub("…", text)


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", BLANK, text)


def _gone(found: re.Match[str]) -> str:
    return BLANK if found["word"] else found[0]
