"""What an event moves, gives or concerns, and how many: "fire danske F-16-fly"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from depesje.language.eventwords import Frame
from depesje.reading.events import clauses, naming
from depesje.reading.events.ground import Deed, Ground
from depesje.reading.phrases import noun_phrase, subject
from depesje.records import Theme

_DIGITS = re.compile(r"\d{1,3}(?:[.  ]\d{3})+|\d+")
_PART = re.compile(r"\d+,\d+")
_LONGEST = 14  # Tokens of the longest theme.
_MOST = 10**15  # What is said to be more is no count of anything.


def of(ground: Ground, deed: Deed) -> Theme | None:
    """The theme of an event, None where its words name none."""
    if deed.frame is None or deed.sort == "noun":
        return None
    for head in _heads(ground, deed.frame, deed.head):
        first, last = noun_phrase(ground.parse, head)
        if last - first <= _LONGEST:
            return _theme(ground, head, first, last)
    return None


def _heads(ground: Ground, frame: Frame, verb: int) -> Iterator[int]:
    """The nouns that may be the theme: what the frame asks for, else an object that is no party."""
    parse = ground.parse
    if frame.subject and (found := subject(parse, verb)) is not None:
        yield found
        return
    objects = parse.children(verb, "obj")
    if clauses.passive(ground, verb) and (found := subject(parse, verb)) is not None:
        objects = [found]
    elif parse.rel[verb] == "acl" and "VerbForm=Part" in parse.feats[verb]:
        objects = [parse.head[verb]]
    for c in objects:
        moved = bool(ground.words.classes_of(parse.lower[c]))
        if parse.pos[c] in {"NOUN", "PROPN"} and (moved or not naming.members(ground, c, inside=False)):
            yield c


def _theme(ground: Ground, head: int, first: int, last: int) -> Theme:
    parse = ground.parse
    count, behind = _count(ground, first, last)
    unit = None
    if count is not None:
        nouns = [i for i in range(behind, last) if parse.pos[i] in {"NOUN", "PROPN"}]
        unit = parse.words[nouns[0]] if nouns else parse.words[head]
    start, end = parse.start[first], parse.end[last - 1]
    return Theme(start, end, parse.text[start:end], count, unit)


def _count(ground: Ground, first: int, last: int) -> tuple[int | None, int]:
    """The number that a phrase names, and the token behind it: "100.000 soldatar", "ti millioner kroner"."""
    parse, quantity = ground.parse, ground.words.quantity
    number: float | None = None
    i = first
    while i < last:
        word = parse.lower[i]
        if number is None and _DIGITS.fullmatch(word):
            number = float(re.sub(r"\D", "", word))
            while i + 1 < last and re.fullmatch(r"\d{3}", parse.words[i + 1]) and word.isdigit():
                number, i = number * 1000 + int(parse.words[i + 1]), i + 1
        elif number is None and _PART.fullmatch(word):
            number = float(word.replace(",", "."))
        elif word in quantity and (number is None or quantity[word] >= 100):
            number = (number or 1) * quantity[word]
        elif number is not None:
            break
        i += 1
    return (None, first) if number is None or number > _MOST else (round(number), i)
