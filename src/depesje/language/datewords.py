"""Words and patterns for dates of one language: loads ``dates.toml``, whose comments explain its fields.

Everything is compiled once a process. A file that breaks the schema raises ``LexiconError`` naming file and entry.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from depesje.errors import LexiconError
from depesje.language import datepatterns, tables
from depesje.language.keeping import KEPT

UNITS = ("hour", "day", "week", "weekend", "month", "year", "decade", "century")
SEASONS = ("spring", "summer", "autumn", "winter")
WHICH = ("tense", "last", "next", "this", "same")
KINDS = frozenset({
    "date", "days", "years", "weekday", "unit", "shift", "lasting", "span", "season", "holiday", "decade", "century",
    "fraction", "week", "relative",
})  # fmt: skip
# Words right before a date that change what it means.
RELATIONS = ("since", "from", "between", "by", "until", "before", "after", "about", "early", "middle", "late")
_LISTS = (
    *RELATIONS, "to", "and", "day_parts", "ordinal_suffixes", "prepositions", "future", "clause_openers", "when",
    "than",
)  # fmt: skip
_TABLES = ("units", "numbers", "vague", "ordinals", "seasons", "decades")
_ROWS = ("months", "weekdays", "weekday_genitives", "holiday", "pattern")
_PATTERN_KEYS = frozenset(
    {"kind", "forms", "unit", "n", "sign", "which", "week", "year", "months", "guarded", "plain", "relation"}
)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A feast: on a fixed day, so many days from Easter Sunday, or the nth of a weekday in a month; ``days`` long."""

    month: int | None
    day: int | None
    easter: int | None
    weekday: int | None
    nth: int
    days: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """One compiled pattern with its numbers; the fields are explained in ``dates.toml``.

    ``second`` are the keys that the second word of what it matches can have, None where that may be anything.
    """

    kind: str
    regex: re.Pattern[str]
    unit: str | None
    n: int | None
    sign: int
    which: str
    week: int | None
    year: int | None
    months: int | None
    guarded: bool
    plain: bool
    relation: str | None
    second: frozenset[str] | None


@dataclass(frozen=True, slots=True, eq=False)
class DateWords:
    """All that one language says about dates: values by lower-case form, and patterns by their first word.

    ``relations`` find the words right before a date, by their name in ``RELATIONS``; ``to`` and ``and_`` match what
    stands between two dates; ``future`` are forms of auxiliaries that put a verb in the future, ``when`` the words that
    open a clause told to be at the same time, ``order`` those that put one thing before or after another.
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
    decades: dict[str, int]
    holidays: dict[str, Holiday]
    patterns: dict[str, tuple[Pattern, ...]]
    relations: dict[str, re.Pattern[str]]
    to: re.Pattern[str]
    and_: re.Pattern[str]
    prepositions: re.Pattern[str]
    clause_openers: re.Pattern[str]
    than: re.Pattern[str]
    future: frozenset[str]
    when: frozenset[str]
    order: frozenset[str]

    @lru_cache(KEPT)  # noqa: B019 -- the words of a language live as long as the process
    def fitting(self, first: str, second: str | None) -> tuple[Pattern, ...]:
        """The patterns that two words leave over: most of those that begin with a word need not be tried."""
        return tuple(
            one for one in self.patterns.get(first, ()) if one.second is None or second in one.second
        )

    def number(self, slot: str, form: str) -> int | None:
        """The number that the words in a slot (``count``, ``vague``, ``ordinal``) stand for; None where for none."""
        table = {"ordinal": self.ordinals, "vague": self.vague}.get(slot, self.numbers)
        if form in table:
            return table[form]
        digits = re.match(r"\d{1,4}", form)
        return int(digits[0]) if digits else None


def squeezed(text: str) -> str:
    """Lower case, with single spaces: the form in which words are looked up."""
    return " ".join(text.lower().split())


@cache
def load(language: str) -> DateWords:
    """The date words of ``language``; raises ``LexiconError`` where the file is missing or breaks the schema."""
    return parsed(tables.toml(language, "dates.toml"), language)


def parsed(data: dict[str, Any], language: str) -> DateWords:
    """The checked and compiled words of a ``dates.toml``; raises ``LexiconError`` naming file and entry."""
    where = f"{language}/dates.toml"
    _check(data, where)
    months, weekdays = _numbered(data["months"]), _numbered(data["weekdays"])
    genitives = _numbered(data["weekday_genitives"])
    units, seasons = _named(data["units"]), _named(data["seasons"])
    numbers, vague = _valued(data["numbers"], where), _valued(data["vague"], where)
    ordinals, decades = _valued(data["ordinals"], where), _valued(data["decades"], where)
    holidays = _holidays(data["holiday"], where)
    slots: dict[str, Iterable[str]] = {
        "month": months, "weekday": weekdays, "genitive": genitives, "unit": units, "count": numbers, "vague": vague,
        "ordinal": ordinals, "season": seasons, "decade": decades, "holiday": holidays, "part": data["day_parts"],
    }  # fmt: skip
    gap = datepatterns.GAP
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
        relations={name: datepatterns.before(data[name]) for name in RELATIONS},
        to=re.compile(rf"{gap}{datepatterns.words(data['to'])}{gap}|{datepatterns.DASH}", re.IGNORECASE),
        and_=re.compile(rf"{gap}{datepatterns.words(data['and'])}{gap}", re.IGNORECASE),
        prepositions=datepatterns.before(data["prepositions"]),
        clause_openers=re.compile(rf"{gap}{datepatterns.words(data['clause_openers'])}(?!\w)", re.IGNORECASE),
        than=re.compile(rf"{gap}{datepatterns.words(data['than'])}(?!\w)", re.IGNORECASE),
        future=frozenset(data["future"]),
        when=frozenset(data["when"]),
        order=frozenset(data["before"]) | frozenset(data["after"]),
    )


def _check(data: Mapping[str, Any], where: str) -> None:
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
        if row.get("relation", "by") not in RELATIONS:
            raise LexiconError(f"{label}: unknown relation")


def _numbered(rows: list[list[str]]) -> dict[str, int]:
    return {form.lower(): n for n, forms in enumerate(rows, 1) for form in forms}


def _named(table: dict[str, list[str]]) -> dict[str, str]:
    return {form.lower(): name for name, forms in table.items() for form in forms}


def _valued(table: dict[str, list[str]], where: str) -> dict[str, int]:
    try:
        return {form.lower(): int(value) for value, forms in table.items() for form in forms}
    except ValueError as error:
        raise LexiconError(f"{where}: {error}") from error


def _holidays(rows: list[dict[str, Any]], where: str) -> dict[str, Holiday]:
    out = {}
    for row in rows:
        feast = Holiday(
            row.get("month"), row.get("day"), row.get("easter"), row.get("weekday"), row.get("nth", 1),
            row.get("days", 1),
        )  # fmt: skip
        if feast.easter is None and (feast.month is None or (feast.day is None and feast.weekday is None)):
            raise LexiconError(
                f"{where}: holiday {row.get('forms')}: needs easter, or month and day or weekday"
            )
        for form in row["forms"]:
            out[form.lower()] = feast
    return out


def _patterns(
    data: dict[str, Any], where: str, slots: Mapping[str, Iterable[str]]
) -> dict[str, tuple[Pattern, ...]]:
    compiler = datepatterns.Compiler(where, slots, data["ordinal_suffixes"])
    by_first: defaultdict[str, list[Pattern]] = defaultdict(list)
    for row in data["pattern"]:
        for line in row["forms"]:
            regex, keys, second = compiler.compiled(line)
            pattern = Pattern(
                row["kind"], regex, row.get("unit"), row.get("n"), row.get("sign", 1), row.get("which", "tense"),
                row.get("week"), row.get("year"), row.get("months"), row.get("guarded", False),
                row.get("plain", False), row.get("relation"), second,
            )  # fmt: skip
            for key in keys:
                by_first[key].append(pattern)
    return {key: tuple(patterns) for key, patterns in by_first.items()}
