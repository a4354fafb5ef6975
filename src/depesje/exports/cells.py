"""What may stand in a cell of a table, so that no program takes it for more than text."""

from __future__ import annotations

import re

# What spreadsheet programs take for the beginning of a formula, or drop to find one behind it.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Control characters (but tab and line breaks), lone surrogates and what is no character: XML and many readers fail on them.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile(r"[\t\r\n\v\f\x85\u2028\u2029]+")


def clean(text: str) -> str:
    """The text without characters that no table can hold."""
    return _UNFIT.sub("", text)


def neutral(text: str) -> str:
    """A cell that spreadsheet programs show as it is: one that could begin a formula gets an apostrophe before it."""
    text = clean(text)
    return f"'{text}" if text.lstrip(" \u00a0").startswith(FORMULA) or text.startswith(FORMULA) else text


def one_line(text: str) -> str:
    """A neutral cell of a format that knows no quotes: tabs and line breaks become single spaces."""
    return neutral(_BREAKS.sub(" ", text).strip())
