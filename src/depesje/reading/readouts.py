"""Readouts and logs: official reports of an exchange, whose issuer vouches for all that they tell.

They are known by a line of their own near the top that names a body and at most its place: "The Kremlin, Moscow".
"""

from __future__ import annotations

from dataclasses import dataclass

from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Paragraph, Parse
from depesje.reading.cast import Cast, Member
from depesje.reading.quotes import dash_start, is_heading

_TOP = 6  # Paragraphs among which the line stands.
_WORDS = 8  # Words that it has at most.
_ISSUERS = frozenset({"body", "government", "alliance"})


@dataclass(frozen=True, slots=True)
class Readout:
    """Who issued a readout, and the tokens ``first`` to ``last`` (exclusive) that it fills."""

    issuer: Member
    first: int
    last: int


def find(lexicon: Lexicon, parse: Parse, cast: Cast) -> Readout | None:
    """The readout that a report is or opens with; it ends at the next heading behind its text. None where it is none."""
    for n, line in enumerate(parse.paragraphs[:_TOP]):
        issuer = _issuer(lexicon, parse, cast, line)
        if issuer is None:
            continue
        last, told = len(parse), False
        for later in parse.paragraphs[n + 1 :]:
            heading = is_heading(parse.text, later) and dash_start(parse.text, later) is None
            if heading and told:
                last = later.first
                break
            told = told or not heading
        return Readout(issuer, line.last, last)
    return None


def _issuer(lexicon: Lexicon, parse: Parse, cast: Cast, line: Paragraph) -> Member | None:
    """The body that a line of nothing but names and commas opens with."""
    first = line.first
    if not 0 < line.last - first <= _WORDS or any(
        parse.pos[i] in {"VERB", "AUX"} for i in range(first, line.last)
    ):
        return None
    for i in range(first, min(first + 2, line.last)):
        found = cast.gazetteer.match(parse.words, i)
        if found is None or found[1].kind not in _ISSUERS:
            continue
        rest = range(i + found[0], line.last)
        if rest and parse.words[rest[0]] != ",":
            return None
        if all(parse.words[k][:1].isupper() or not parse.words[k][:1].isalpha() for k in rest):
            return next((cast.of[k] for k in range(i, i + found[0]) if k in cast.of), None)
    return None
