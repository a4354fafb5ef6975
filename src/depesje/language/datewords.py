"""Words and patterns for dates and times of one language: loads ``dates.toml``.

A pattern is a line of words with slots, ``{weekday} {part}?``: ``a|b`` are alternatives, ``_`` joins words to one, ``?``
marks what may be left out, ``-`` stands for any dash and ``,`` for a comma. Each has a ``kind``, which says how what it
finds is turned into a date (see ``depesje.reading.dates.rules``), and numbers that go with it. Patterns are compiled once
a process.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from depesje.errors import LexiconError

FOLDER = Path(__file__).parent
UNITS = ("hour", "day", "week", "weekend", "month", "year", "decade", "century")
SEASONS = ("spring", "summer", "autumn", "winter")
WHICH = ("tense", "last", "next", "near", "this")
KINDS = frozenset({
    "date", "span", "shift", "count", "lasting", "weekday", "weekdays", "season", "holiday", "decade", "century",
    "part", "relative",
})  # fmt: skip
_PATTERN_KEYS = {
    "kind", "forms", "unit", "n", "sign", "half", "which", "week", "year", "months", "joined", "guarded", "loose",
}  # fmt: skip
_LISTS = (
    "parts", "edges", "decade_suffixes", "ordinal_suffixes", "since", "since_clauses", "from", "to", "between", "and",
    "approximately", "before", "after", "future", "past", "perfect", "reporting", "not_before_loose", "not_after_numbers",
)  # fmt: skip
_TABLES = ("units", "numbers", "vague", "ordinals", "seasons", "decades")
_ROWS = ("months", "weekdays", "weekday_genitives", "holiday", "pattern")
_SLOT = re.compile(r"\{(\w+)\}")
_GAP = r"(?:[^\S\r\n]{1,3}|[^\S\r\n]?\r?\n[^\S\r\n]?)"  # Also across the line break of a wrapped text.
_YEAR = r"(?:1[0-9]|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
# Slots that are digits in any language, and what such a slot can start with: the key of a number.
NUMBER = "#"
_DIGITS = {
    "year": _YEAR,
    "number": _DAY,
    "monthnumber": r"(?:0?[1-9]|1[0-2])",
    "shortyear": r"(?:(?:19|20)\d\d|\d\d)",
    "iso": rf"{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])",
    "longdecade": r"(?:1[0-9]|20)\d0",
    "shortdecade": r"[1-9]0",
    "endyear": r"\d\d",
}


@dataclass(frozen=True, slots=True)
class Holiday:
    """A feast: on a fixed day, so many days from Easter Sunday, or the nth of a weekday in a month; ``days`` long.

    ``whole`` is "month" where the word means the time around the feast rather than a day.
    """

    month: int | None
    day: int | None
    easter: int | None
    weekday: int | None
    nth: int
    days: int
    whole: str | None


@dataclass(frozen=True, slots=True)
class Pattern:
    """One compiled pattern with its numbers; the fields are explained in ``dates.toml``."""

    kind: str
    regex: re.Pattern[str]
    unit: str | None
    n: int | None
    sign: int
    half: bool
    which: str
    week: int | None
    year: int | None
    months: int | None
    joined: bool
    guarded: bool
    loose: bool


@dataclass(frozen=True, slots=True)
class DateWords:
    """All that one language says about dates: values by lower-case form, and patterns by their first word.

    The fields that are patterns of words (``since``, ``to`` …) match at a place in the text; they are compiled here.
    """

    language: str
    capitalised: bool
    months: dict[str, int]
    weekdays: dict[str, int]
    units: dict[str, str]
    numbers: dict[str, int]
    vague: dict[str, int]
    ordinals: dict[str, int]
    seasons: dict[str, str]
    decades: dict[str, str]
    holidays: dict[str, Holiday]
    patterns: dict[str, tuple[Pattern, ...]]
    since: re.Pattern[str]
    since_clauses: frozenset[str]
    starts: re.Pattern[str]
    to: re.Pattern[str]
    between: re.Pattern[str]
    joins: re.Pattern[str]
    approximately: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    future: frozenset[str]
    past: frozenset[str]
    perfect: frozenset[str]
    reporting: frozenset[str]
    not_before_loose: re.Pattern[str]
    not_after_numbers: re.Pattern[str]

    def value(self, slot: str, text: str) -> int | None:
        """The number that the words in a slot (``count``, ``nth`` …) stand for; None where they stand for none."""
        form = squeezed(text)
        table = self.ordinals if slot == "ordinal" else self.vague if slot == "vague" else self.numbers
        if form in table:
            return table[form]
        digits = re.match(r"\d{1,4}", form)
        return int(digits[0]) if digits else None


def squeezed(text: str) -> str:
    """Lower case, with single spaces: the form in which words are looked up."""
    return " ".join(text.lower().split())


def _words(forms: Iterable[str]) -> str:
    """An expression for any of these words or phrases, the longest first."""
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    return "(?:" + "|".join(_GAP.join(map(re.escape, form.split())) for form in ordered) + ")"


def _ahead(forms: Iterable[str]) -> re.Pattern[str]:
    """Finds these words right before a place: to be searched in what stands before it."""
    return re.compile(rf"(?<!\w){_words(forms)}{_GAP}$", re.IGNORECASE)


class _Compiler:
    """Turns pattern lines into expressions, with the first words by which they are looked up."""

    def __init__(
        self, where: str, slots: dict[str, list[str]], suffixes: list[str], decades: list[str]
    ) -> None:
        self.where, self.slots = where, slots
        suffix = "(?:" + "|".join(map(re.escape, sorted(suffixes, key=len, reverse=True))) + ")"
        self.digits = {
            **_DIGITS,
            "nth": _DAY + suffix,
            "day": rf"{_DAY}{suffix}?",
            "century": rf"\d{{1,2}}{suffix}",
        }
        self.decades = "(?:" + "|".join(map(re.escape, decades)) + ")"

    def compiled(self, line: str) -> tuple[re.Pattern[str], set[str]]:
        """The expression for one line, and the first words that a text matching it can have."""
        seen: defaultdict[str, int] = defaultdict(int)
        out, first = "", set()
        open_start, glued = True, True
        for token in line.split():
            optional = token.endswith("?")
            body, starts = self._token(token.rstrip("?"), seen)
            dash = token.rstrip("?") in {"-", ",", ".", "/", "'"}
            gap = "" if glued or dash else _GAP
            piece = (
                f"(?:{body}{_GAP})?"
                if optional and glued
                else f"(?:{gap}{body})?"
                if optional
                else gap + body
            )
            out += piece
            if open_start:
                first |= starts
                open_start = optional
            glued = dash or (optional and glued)
        return re.compile(rf"(?<!\w){out}(?!\w)", re.IGNORECASE), first

    def _token(self, token: str, seen: dict[str, int]) -> tuple[str, set[str]]:
        if token == "-":
            return r"[^\S\r\n]?[-–—][^\S\r\n]?", set()
        if token == ",":
            return r"[^\S\r\n]?,?[^\S\r\n]", set()
        if token in {".", "/", "'"}:
            return re.escape(token), set()
        slot = _SLOT.fullmatch(token)
        if slot is None:
            forms = [form.replace("_", " ") for form in token.split("|")]
            return _words(forms), _first(forms)
        name = slot[1]
        seen[name] += 1
        group = name if seen[name] == 1 else f"{name}{seen[name]}"
        if name in self.digits:
            body = self.digits[name] + (self.decades if name.endswith("decade") else "")
            return f"(?P<{group}>{body})", {NUMBER, *"'’"}
        if name not in self.slots:
            raise LexiconError(f"{self.where}: unknown slot {name!r}")
        forms = self.slots[name]
        body, starts = _words(forms), _first(forms)
        if name == "count":
            body, starts = rf"(?:\d{{1,3}}|{body})", starts | {NUMBER}
        return f"(?P<{group}>{body})", starts


def _first(forms: Iterable[str]) -> set[str]:
    """The keys under which a text starting with these forms is looked up: first words, or the sign for a number."""
    keys = set()
    for form in forms:
        found = re.match(r"\w+", form)
        keys.add(NUMBER if found and found[0][0].isdigit() else found[0].lower() if found else form[:1])
    return keys


def _check(data: dict[str, Any], where: str) -> None:
    known = {*_LISTS, *_TABLES, *_ROWS, "capitalised"}
    if wrong := set(data) ^ known:
        raise LexiconError(f"{where}: key {sorted(wrong)[0]!r} is missing or unknown")
    for key, length in (("months", 12), ("weekdays", 7), ("weekday_genitives", 7)):
        if len(data[key]) != length or not all(isinstance(row, list) for row in data[key]):
            raise LexiconError(f"{where}: {key} needs {length} lists of forms")
    for key in _LISTS:
        if not isinstance(data[key], list) or not all(isinstance(form, str) for form in data[key]):
            raise LexiconError(f"{where}: {key} is a list of words")
    for key, names in (("units", UNITS), ("seasons", SEASONS)):
        if wrong := set(data[key]) - set(names):
            raise LexiconError(f"{where}: {key}: unknown {sorted(wrong)[0]!r}")
    for row in data["pattern"]:
        label = f"{where}: pattern {row.get('forms', ['?'])[0]!r}"
        if row.get("kind") not in KINDS or not row.get("forms"):
            raise LexiconError(f"{label}: needs a known kind and forms")
        if wrong := set(row) - _PATTERN_KEYS:
            raise LexiconError(f"{label}: unknown key {sorted(wrong)[0]!r}")
        if row.get("which", "tense") not in WHICH or row.get("unit", "day") not in UNITS:
            raise LexiconError(f"{label}: unknown which or unit")


def _numbered(rows: list[list[str]]) -> dict[str, int]:
    return {form.lower(): n for n, forms in enumerate(rows, 1) for form in forms}


def _valued(table: dict[str, list[str]], where: str) -> dict[str, int]:
    try:
        return {form.lower(): int(value) for value, forms in table.items() for form in forms}
    except ValueError as error:
        raise LexiconError(f"{where}: {error}") from error


def _holidays(rows: list[dict[str, Any]], where: str) -> dict[str, Holiday]:
    out = {}
    for row in rows:
        feast = Holiday(
            row.get("month"), row.get("day"), row.get("easter"), row.get("weekday"),
            row.get("nth", 1), row.get("days", 1), row.get("whole"),
        )  # fmt: skip
        if feast.easter is None and (feast.month is None or (feast.day is None and feast.weekday is None)):
            raise LexiconError(
                f"{where}: holiday {row.get('forms')}: needs easter, or month and day or weekday"
            )
        for form in row["forms"]:
            out[form.lower()] = feast
    return out


def _patterns(
    data: dict[str, Any], where: str, slots: dict[str, list[str]]
) -> dict[str, tuple[Pattern, ...]]:
    compiler = _Compiler(where, slots, data["ordinal_suffixes"], data["decade_suffixes"])
    by_first: defaultdict[str, list[Pattern]] = defaultdict(list)
    for row in data["pattern"]:
        for line in row["forms"]:
            regex, first = compiler.compiled(line)
            pattern = Pattern(
                row["kind"], regex, row.get("unit"), row.get("n"), row.get("sign", 1), row.get("half", False),
                row.get("which", "tense"), row.get("week"), row.get("year"), row.get("months"),
                row.get("joined", False), row.get("guarded", False), row.get("loose", False),
            )  # fmt: skip
            for key in first:
                by_first[key].append(pattern)
    return {key: tuple(patterns) for key, patterns in by_first.items()}


def parsed(data: dict[str, Any], language: str) -> DateWords:
    """The checked and compiled words of a ``dates.toml``; raises ``LexiconError`` naming file and entry."""
    where = f"{language}/dates.toml"
    _check(data, where)
    units = {form.lower(): unit for unit, forms in data["units"].items() for form in forms}
    seasons = {form.lower(): season for season, forms in data["seasons"].items() for form in forms}
    decades = {form.lower(): decade for decade, forms in data["decades"].items() for form in forms}
    months, weekdays = _numbered(data["months"]), _numbered(data["weekdays"])
    genitives = _numbered(data["weekday_genitives"])
    numbers, vague = _valued(data["numbers"], where), _valued(data["vague"], where)
    ordinals, holidays = _valued(data["ordinals"], where), _holidays(data["holiday"], where)
    slots = {
        "month": list(months), "weekday": list(weekdays), "weekdaygenitive": list(genitives), "unit": list(units),
        "count": list(numbers), "vague": list(vague), "ordinal": list(ordinals), "season": list(seasons),
        "decade": list(decades), "holiday": list(holidays), "part": data["parts"], "edge": data["edges"],
    }  # fmt: skip
    return DateWords(
        language=language,
        capitalised=bool(data["capitalised"]),
        months=months,
        weekdays=weekdays | genitives,
        units=units,
        numbers=numbers,
        vague=vague,
        ordinals=ordinals,
        seasons=seasons,
        decades=decades,
        holidays=holidays,
        patterns=_patterns(data, where, slots),
        since=_ahead(data["since"]),
        since_clauses=frozenset(data["since_clauses"]),
        starts=_ahead(data["from"]),
        to=re.compile(rf"(?:{_GAP}{_words(data['to'])}{_GAP}|[^\S\r\n]?[-–—][^\S\r\n]?)", re.IGNORECASE),
        between=_ahead(data["between"]),
        joins=re.compile(rf"{_GAP}{_words(data['and'])}{_GAP}", re.IGNORECASE),
        approximately=_ahead(data["approximately"]),
        before=_ahead(data["before"]),
        after=_ahead(data["after"]),
        future=frozenset(data["future"]),
        past=frozenset(data["past"]),
        perfect=frozenset(data["perfect"]),
        reporting=frozenset(data["reporting"]),
        not_before_loose=re.compile(
            rf"\s*(?:$|[^\w\s]|{_words(data['not_before_loose'])}(?!\w))", re.IGNORECASE
        ),
        not_after_numbers=_ahead(data["not_after_numbers"]),
    )


@cache
def load(language: str) -> DateWords:
    """The date words of ``language``; raises ``LexiconError`` where the file is missing or breaks the schema."""
    path = FOLDER / language / "dates.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"{language}/dates.toml: {error}") from error
    return parsed(data, language)
