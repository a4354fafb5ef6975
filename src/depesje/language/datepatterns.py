"""Compiles the pattern lines of ``dates.toml`` to regular expressions, each with the first words it is looked up by.

A line is words with slots, ``{weekday} , {day} {month} {year}?``: ``a|b`` are alternatives, ``_`` joins words to one, ``?``
marks what may be left out, ``-`` stands for any dash and ``,`` for a comma that may be missing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from depesje.errors import LexiconError

NUMBER = "#"  # The key of patterns that can start with a digit.
GAP = r"(?:[^\S\r\n]{1,3}|[^\S\r\n]?\r?\n[^\S\r\n]?)"  # Also across the line break of a wrapped text.
DASH = r"[^\S\r\n]?[-–—][^\S\r\n]?"
_SLOT = re.compile(r"\{(\w+)\}")
_YEAR = r"(?:1[0-9]|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
# Slots that are digits in any language; "day" and "century" take a language's ordinal suffix besides.
_DIGITS = {
    "year": _YEAR,
    "number": _DAY,
    "monthnumber": _MONTH,
    "shortyear": rf"(?:{_YEAR}|\d\d)",
    "iso": rf"{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])",
    "longdecade": r"(?:1[0-9]|20)\d0",
    "shortdecade": r"[1-9]0",
    "longcentury": r"(?:1[0-9]|20)00",
    "decades": r"(?:1[0-9]|20)\d0['’]?s",
    "tens": r"[1-9]0['’]?s",
    "centuries": r"1[0-9]00['’]?s",
    "endyear": r"\d\d",
    "week": r"(?:0?[1-9]|[1-4]\d|5[0-3])",
}
_GLUE = {"-": DASH, ",": r"[^\S\r\n]?,?[^\S\r\n]", ".": r"\.", "/": "/", "'": "['’]"}


def words(forms: Iterable[str]) -> str:
    """An expression for any of these words or phrases, the longest first."""
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    return "(?:" + "|".join(GAP.join(map(re.escape, form.split())) for form in ordered) + ")"


def before(forms: Iterable[str]) -> re.Pattern[str]:
    """Finds any of these words right before a place: to be searched in what stands before it.

    A form that ends with a hyphen is joined to what follows ("mid-May").
    """
    return re.compile(rf"(?<!\w){words(forms)}(?:(?<=-)|{GAP})$", re.IGNORECASE)


def first_words(forms: Iterable[str]) -> set[str]:
    """The keys under which a text that starts with these forms is looked up."""
    keys = set()
    for form in forms:
        found = re.match(r"\w+", form)
        keys.add(NUMBER if found and found[0][0].isdigit() else found[0].lower() if found else form[:1])
    return keys


class Compiler:
    """Turns pattern lines into expressions; ``slots`` are the forms of each slot that is a list of words."""

    def __init__(self, where: str, slots: Mapping[str, Iterable[str]], suffixes: Iterable[str]) -> None:
        self.where = where
        self.slots = {name: list(forms) for name, forms in slots.items()}
        suffix = "(?:" + "|".join(map(re.escape, sorted(suffixes, key=len, reverse=True))) + ")"
        self.digits = {
            **_DIGITS,
            "day": rf"{_DAY}{suffix}?",
            "nth": rf"{_DAY}{suffix}",
            "century": rf"\d{{1,2}}{suffix}",
        }

    def compiled(self, line: str) -> tuple[re.Pattern[str], set[str]]:
        """The expression for one line, and the keys under which a text that matches it is looked up."""
        seen: Counter[str] = Counter()
        keys: set[str] = set()
        out, at_start, glued = "", True, True
        for token in line.split():
            name = token.rstrip("?")
            body, starts = self._token(name, seen)
            gap = "" if glued or name in _GLUE else GAP
            if name == token:
                out += gap + body
                glued = name in _GLUE
            else:
                # What may be left out takes its gap with it: the one behind it at the start, else the one before it.
                out += f"(?:{body}{GAP})?" if glued else f"(?:{gap}{body})?"
            if at_start:
                keys |= starts
                at_start = name != token
        return re.compile(rf"(?<!\w){out}(?!\w)", re.IGNORECASE), keys

    def _token(self, token: str, seen: Counter[str]) -> tuple[str, set[str]]:
        if token in _GLUE:
            return _GLUE[token], {"'", "’"} if token == "'" else set()
        slot = _SLOT.fullmatch(token)
        if slot is None:
            forms = [form.replace("_", " ") for form in token.split("|")]
            return words(forms), first_words(forms)
        name = slot[1]
        seen[name] += 1
        group = name if seen[name] == 1 else f"{name}{seen[name]}"
        if name in self.digits:
            return f"(?P<{group}>{self.digits[name]})", {NUMBER}
        if name not in self.slots:
            raise LexiconError(f"{self.where}: unknown slot {name!r}")
        forms = self.slots[name]
        body, starts = words(forms), first_words(forms)
        if name == "count":
            body, starts = rf"(?:\d{{1,3}}|{body})", starts | {NUMBER}
        return f"(?P<{group}>{body})", starts
