"""Tells the language a report is written in, once a document; too little to go by is never guessed from.

A general model (py3langid) notices languages from anywhere. Between the near neighbours Bokmål, Nynorsk,
Danish and Swedish, which share most of their letters, the small words that only one of them has weigh in on
short texts.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, get_args

from depesje.errors import LanguageError, Problem
from depesje.intake.dates import head
from depesje.language.tables import DATA, rows
from depesje.records import Language, Report

READ: tuple[Language, ...] = ("nb", "nn", "en")
"""The languages there are readers for."""

_NEAR = ("nb", "nn", "da", "sv", "en")
_MODEL_CODES = {"no": "nb"}
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 3000
_FEWEST_LETTERS = 8
_MARKER_WEIGHT = 1.5
# How much of the general model's belief another language needs to be believed, and the near ones together
# need.
_OTHER_ENOUGH = 0.5
_NEAR_ENOUGH = 0.2
# Reports are mostly in a language that is read; that settles what could as well be Danish.
_EXPECTED = math.log(3)
_NOT_LANGUAGE = "zxx"


def identify(text: str) -> str:
    """The ISO 639-1 code of the language of a text; raises ``LanguageError`` where it cannot be told."""
    sample = text[head(text)[1] :].strip()[:_LONGEST]
    words: list[str] = [word.lower() for word in _WORD.findall(sample)]
    if sum(map(len, words)) < _FEWEST_LETTERS:
        raise LanguageError("language cannot be told")
    beliefs: dict[str, float] = {
        _MODEL_CODES.get(code, code): belief for code, belief in _model().rank(sample)
    }
    marks = _marks(words)
    best = max(beliefs, key=lambda code: beliefs[code])
    near = sum(beliefs[code] for code in _NEAR)
    if best not in _NEAR and best != _NOT_LANGUAGE and beliefs[best] >= _OTHER_ENOUGH:
        return best
    if near < _NEAR_ENOUGH and max(marks.values()) < len(words) / 4:
        raise LanguageError("language cannot be told")
    return max(_NEAR, key=lambda code: _score(beliefs[code], marks[code], code))


def _score(belief: float, marks: int, code: str) -> float:
    return math.log(belief + 1e-9) + _MARKER_WEIGHT * math.log1p(marks) + (_EXPECTED if code in READ else 0.0)


def resolve(report: Report) -> Report | Problem:
    """The report with its language filled in; a Problem where that is not one that is read."""
    if report.language is not None:
        return report
    try:
        code = identify(report.text)
    except LanguageError as error:
        return Problem(report.id, f"{error}; give --language")
    for language in get_args(Language):
        if code == language and code in READ:
            return replace(report, language=language)
    name = names().get(code, code)
    return Problem(report.id, f"written in {name} ({code}); Depesje reads {', '.join(READ)}")


def _marks(words: list[str]) -> Counter[str]:
    """How many of these words mark each of the near languages."""
    marks: Counter[str] = Counter(dict.fromkeys(_NEAR, 0))
    by_language = _markers()
    for word in words:
        marks.update(code for code, markers in by_language.items() if word in markers)
    return marks


@cache
def names() -> Mapping[str, str]:
    """English names of languages by their ISO 639-1 codes, for messages."""
    return {row["code"]: row["name"] for row in rows(DATA / "languages.tsv")}


@cache
def _markers() -> Mapping[str, frozenset[str]]:
    """Frequent words that tell a language from its near neighbours."""
    marks = {row["code"]: row["marks"] for row in rows(DATA / "languages.tsv")}
    return {code: frozenset(marks[code].split("|")) for code in _NEAR}


@cache
def _model() -> Any:
    """The general model, loaded when it is first asked (about a second)."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
