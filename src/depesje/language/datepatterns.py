"""Compiles the pattern lines of ``dates.toml`` to regular expressions, each with the first words it is looked up by.

A line is words with slots, ``{weekday} , {day} {month} {year}?``: ``a|b`` are alternatives, ``_`` joins words to one, ``?``
marks what may be left out, ``-`` stands for any dash and ``,`` for a comma that may be missing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

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


def key(word: str) -> str:
    """What a word is looked up by: itself up to a hyphen or apostrophe, or ``NUMBER``."""
    found = re.match(r"\w+", word)
    return NUMBER if found and found[0][0].isdigit() else found[0].lower() if found else word[:1]


Openings = frozenset[tuple[str, ...]] | None
"""The keys of the words of each form that a token stands for; None where it is no word."""


def _openings(forms: Iterable[str]) -> Openings:
    return frozenset(tuple(map(key, form.split())) for form in forms)


def _keys_at(tokens: Sequence[tuple[Openings, bool]], place: int) -> frozenset[str] | None:
    """The keys that the word at a place (0 is the first) can have in what the tokens match; None where it may be any.

    Each token comes with whether it may be left out.
    """
    openings, optional = tokens[0] if tokens else (None, False)
    if openings is None:
        return None
    lengths = {len(form) for form in openings if len(form) <= place} | ({0} if optional else set())
    out = {form[place] for form in openings if len(form) > place}
    for length in lengths:
        behind = _keys_at(tokens[1:], place - length)
        if behind is None:
            return None
        out |= behind
    return frozenset(out)


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

    def compiled(self, line: str) -> tuple[re.Pattern[str], set[str], frozenset[str] | None]:
        """The expression for one line, the keys under which a text that matches it is looked up, and those that its second
        word can have (None: any).
        """
        seen: Counter[str] = Counter()
        keys: set[str] = set()
        tokens: list[tuple[Openings, bool]] = []
        out, at_start, glued = "", True, True
        for token in line.split():
            name = token.rstrip("?")
            body, openings = self._token(name, seen)
            tokens.append((openings, name != token))
            gap = "" if glued or name in _GLUE else GAP
            if name == token:
                out += gap + body
                glued = name in _GLUE
            else:
                # What may be left out takes its gap with it: the one behind it at the start, else the one before it.
                out += f"(?:{body}{GAP})?" if glued else f"(?:{gap}{body})?"
            if at_start:
                keys |= {"'", "’"} if name == "'" else {form[0] for form in openings or ()}
                at_start = name != token
        return re.compile(rf"(?<!\w){out}(?!\w)", re.IGNORECASE), keys, _keys_at(tokens, 1)

    def _token(self, token: str, seen: Counter[str]) -> tuple[str, Openings]:
        if token in _GLUE:
            return _GLUE[token], None
        slot = _SLOT.fullmatch(token)
        if slot is None:
            forms = [form.replace("_", " ") for form in token.split("|")]
            return words(forms), _openings(forms)
        name = slot[1]
        seen[name] += 1
        group = name if seen[name] == 1 else f"{name}{seen[name]}"
        if name in self.digits:
            return f"(?P<{group}>{self.digits[name]})", frozenset({(NUMBER,)})
        if name not in self.slots:
            raise LexiconError(f"{self.where}: unknown slot {name!r}")
        forms = self.slots[name]
        body = words(forms)
        if name == "count":
            body, forms = rf"(?:\d{{1,3}}|{body})", [*forms, "1"]
        return f"(?P<{group}>{body})", _openings(forms)
