"""Finds the words that tell a date: pattern matches over the text, with the words before them that bear on them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from depesje.language.datepatterns import GAP, NUMBER
from depesje.language.datewords import DateWords, Pattern, squeezed
from depesje.language.syntax import Parse

_BEFORE = 48  # Characters before a date that are looked at for the words that bear on it.
_KEY = re.compile(r"\w+")
_SECOND = re.compile(rf"\S+{GAP}(\w+|\S)")
_HYPHENATED = re.compile(r"[-–](?=[^\W\d])")
_PARTS = ("early", "middle", "late")
_RELATIONS = ("since", "between", "from", "by", "until", "before", "after")
_CALENDAR = ("years", "days", "date")


@dataclass(frozen=True, slots=True)
class Point:
    """One match: its pattern, what stands in the slots, and where. ``relation`` and ``part`` come from words before it."""

    pattern: Pattern
    slots: dict[str, str]
    start: int
    end: int
    first: int
    last: int
    relation: str | None = None
    part: str | None = None
    rough: bool = False
    match_start: int = 0


def find(words: DateWords, parse: Parse) -> list[Point]:
    """The points of a parsed text in order; none overlaps another."""
    out: list[Point] = []
    behind = 0
    for i, start in enumerate(parse.start):
        if start < behind:
            continue
        key = _key(parse.lower[i])
        if key not in words.patterns:
            continue
        point = _longest(words, parse, i, key)
        if point is not None:
            out.append(point)
            behind = point.end
    return out


def _key(lower: str) -> str:
    if lower.isalpha():
        return lower
    found = _KEY.match(lower)
    if found is None:
        return lower[:1] if lower[:1] in "'’" else ""
    return NUMBER if found[0][0].isdigit() else found[0]


def _longest(words: DateWords, parse: Parse, i: int, key: str) -> Point | None:
    best: tuple[int, Pattern, re.Match[str]] | None = None
    behind = _SECOND.match(parse.text, parse.start[i])
    second = _key(behind[1].lower()) if behind is not None else None
    for pattern in words.fitting(key, second):
        found = pattern.regex.match(parse.text, parse.start[i])
        if (
            found is not None
            and (best is None or found.end() > best[0])
            and _allowed(words, parse, i, pattern, found)
        ):
            best = found.end(), pattern, found
    return _point(words, parse, i, best[1], best[2]) if best else None


def _point(words: DateWords, parse: Parse, i: int, pattern: Pattern, found: re.Match[str]) -> Point:
    start, end = found.span()
    slots = {name: squeezed(value) for name, value in found.groupdict().items() if value is not None}
    at, part, rough, relation = start, None, None, None
    if not pattern.plain:
        at, part = _ahead(words, parse.text, at, _PARTS)
        at, rough = _ahead(words, parse.text, at, ("about",))
        at, relation = _ahead(words, parse.text, at, _RELATIONS)
    relation = relation or pattern.relation
    last = i
    while last + 1 < len(parse) and parse.start[last + 1] < end:
        last += 1
    first = parse.token_at(at) or 0
    return Point(pattern, slots, at, end, min(first, i), last + 1, relation, part, rough is not None, start)


def _ahead(words: DateWords, text: str, at: int, names: tuple[str, ...]) -> tuple[int, str | None]:
    """The relation whose words stand right before character ``at``, and where they begin; the longest one counts."""
    window_start = max(0, at - _BEFORE)
    window = text[window_start:at]
    best, which = at, None
    for name in names:
        found = words.relations[name].search(window)
        if found is not None and window_start + found.start() < best:
            best, which = window_start + found.start(), name
    return best, which


def _allowed(words: DateWords, parse: Parse, i: int, pattern: Pattern, found: re.Match[str]) -> bool:
    text, end = parse.text, found.end()
    if _HYPHENATED.match(text, end) and not _key_follows(words, text, end + 1):
        return False  # A compound: "5. mai-erklæringen".
    if i and text[found.start() - 1] in "-–/" and text[found.start() - 2 : found.start() - 1].isalnum():
        before = _KEY.findall(text[max(0, found.start() - 30) : found.start() - 1])
        if before and not before[-1].isdigit() and before[-1].lower() not in words.patterns:
            return False
    if _is_name(words, parse, i, pattern, found):
        return False
    if pattern.kind == "relative":
        if words.than.match(text, end):
            return False
        return not pattern.guarded or not _noun_follows(words, parse, found)
    if pattern.kind == "season" and parse.pos[_token(parse, found.start("season"))] in {"DET", "PRON"}:
        return False
    if pattern.kind == "shift" and pattern.sign > 0 and _is_ranked(words, parse, i):
        return False
    if pattern.guarded:
        return _is_guarded(words, parse, i, found)
    return True


def _key_follows(words: DateWords, text: str, at: int) -> bool:
    found = _KEY.match(text, at)
    return found is not None and found[0].lower() in words.patterns


def _token(parse: Parse, char: int) -> int:
    return parse.token_at(char) or 0


def _is_name(words: DateWords, parse: Parse, i: int, pattern: Pattern, found: re.Match[str]) -> bool:
    """Whether the word is somebody's name: "Mai Britt", "Robert Fredag"."""
    starts = parse.words[i][:1]
    if not starts.isupper():
        # Where names of months are written with a capital letter, "may" and "march" are verbs.
        return (
            words.capitalised and pattern.kind in _CALENDAR and "month" in found.groupdict()
            and found.start("month") == parse.start[i]
        )  # fmt: skip
    if parse.person_at(i):
        return True
    if words.capitalised or pattern.kind not in {"date", "weekday"} or len(found[0].split()) > 1:
        return False
    opens = i == parse.sentences[parse.sent[i]][0] or not parse.words[i - 1][:1].isalnum()
    following = parse.words[i + 1] if i + 1 < len(parse) else ""
    return not opens or (i in parse.named and following[:1].isupper())


def _noun_follows(words: DateWords, parse: Parse, found: re.Match[str]) -> bool:
    """Whether "the day after" goes on: "the day after the vote" is told from the vote."""
    end = found.end()
    if words.clause_openers.match(parse.text, end):
        return True
    n = parse.token_at(end)
    gap = "" if n is None else parse.text[end : parse.start[n]]
    if n is None or not gap.isspace() or "\n\n" in gap:
        return False
    return parse.pos[n] in {"NOUN", "PROPN", "DET", "ADJ", "PRON", "NUM"}


def _is_guarded(words: DateWords, parse: Parse, i: int, found: re.Match[str]) -> bool:
    """Whether a bare month, season or year is one: behind a preposition, and no number of something."""
    start, end = found.span()
    if found.groupdict().get("year"):
        told = _is_year(parse, i, found)
        if told is not None:
            return told
    window = parse.text[max(0, start - _BEFORE) : start]
    return (
        words.prepositions.search(window) is not None
        or any(pattern.search(window) for pattern in words.relations.values())
        or (parse.text[end : end + 1] in ("-", "–", "/") and _key_follows(words, parse.text, end + 1))
    )


def _is_year(parse: Parse, i: int, found: re.Match[str]) -> bool | None:
    """Whether a number is a year by what stands beside it; None where that does not tell."""
    start = found.start()
    n = _token(parse, start)
    counted = parse.head[n]
    if parse.dep[n].startswith("nummod") and counted > n and parse.pos[counted] in {"NOUN", "SYM", "PROPN"}:
        return False
    if _amount_follows(parse, n):
        return False
    if parse.text[start - 1 : start] in ("(", "-", "–", "/"):
        return True
    if i and parse.text[start - 1] == " " and parse.sent[i - 1] == parse.sent[i]:
        # "valget 2013" is a year, "resolusjon 1973" a number.
        if parse.pos[i - 1] == "NOUN" and parse.has(i - 1, "Definite=Def"):
            return 1800 <= int(found["year"]) <= 2099
        if parse.pos[i - 1] in {"NOUN", "PROPN"}:
            return False
    return None


def _is_ranked(words: DateWords, parse: Parse, i: int) -> bool:
    """Whether a span of time before token ``i`` is what something is the first or largest of: "the first visit in years"."""
    return any(
        parse.sent[k] == parse.sent[i] and (parse.lower[k] in words.ordinals or parse.has(k, "Degree=Sup"))
        for k in range(max(0, i - 4), i)
    )


def _amount_follows(parse: Parse, n: int) -> bool:
    following = parse.text[parse.end[n] : parse.end[n] + 2]
    return following[:1] in ("%", ",") and following[1:2].isdigit() or following[:1] == "%"
