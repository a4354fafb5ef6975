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
from depesje.records import Language, Report

READ: tuple[Language, ...] = ("nb", "nn", "en")
"""The languages there are readers for."""

LANGUAGE_NAMES: Mapping[str, str] = {
    "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "bs": "Bosnian",
    "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "eo": "Esperanto", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian",
    "fi": "Finnish", "fo": "Faroese", "fr": "French", "fy": "West Frisian", "ga": "Irish", "gl": "Galician",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian",
    "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ka": "Georgian",
    "kk": "Kazakh", "ko": "Korean", "ku": "Kurdish", "ky": "Kyrgyz", "la": "Latin", "lb": "Luxembourgish",
    "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "mn": "Mongolian", "ms": "Malay",
    "mt": "Maltese", "nb": "Norwegian Bokmål", "nl": "Dutch", "nn": "Norwegian Nynorsk", "pl": "Polish",
    "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "se": "Northern Sami",
    "sk": "Slovak", "sl": "Slovenian", "so": "Somali", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish",
    "sw": "Swahili", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""English names of languages by their ISO 639-1 codes, for messages."""

_NEAR = ("nb", "nn", "da", "sv", "en")
_MODEL_CODES = {"no": "nb"}
# Frequent words that tell a language from its near neighbours.
_MARKERS = {
    "nb": (
        "ikke jeg en sier fra hun hva hvorfor hvordan mye noen noe bare være ble selv også sammen tidligere "
        "uten av etter mellom mot nei seg opp ut krever møte uke deres hvilke kommer gjør vært blitt var sa "
        "utenriksminister utenriksministeren regjeringen landene svarer avviser møtte lovte presidenten"
    ),
    "nn": (
        "ikkje eg ein eit seier frå ho dei kva kvifor korleis mykje nokon nokre noko berre vere vart blei "
        "sjølv òg saman tidlegare utan av etter mellom mot nei seg opp ut krev møte veke deira kjem gjer "
        "vore vorte var sa utanriksminister utanriksministeren regjeringa landa svarar avviser møtte både "
        "no meir kvar"
    ),
    "da": (
        "ikke jeg en siger fra hun hvad hvorfor hvordan meget nogen nogle noget bare kun være blev selv "
        "også sammen tidligere uden af efter mellem mod nej sig op ud kræver møde uge deres hvilke kommer "
        "gør været blevet var sagde udenrigsminister udenrigsministeren regeringen landene svarer afviser "
        "mødte lovede præsident præsidenten"
    ),
    "sv": (
        "inte jag en ett säger från hon vad varför hur mycket någon några något bara vara blev själv också "
        "och är tillsammans tidigare utan av efter mellan mot nej sig upp ut kräver möte vecka deras vilka "
        "kommer gör varit blivit var sade sa utrikesminister utrikesministern regeringen länderna svarar "
        "avvisar mötte att som för"
    ),
    "en": (
        "the of and to in that is was for with on by not said from he she they his her their has have will"
    ),
}
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
    name = LANGUAGE_NAMES.get(code, code)
    return Problem(report.id, f"written in {name} ({code}); Depesje reads {', '.join(READ)}")


def _marks(words: list[str]) -> Counter[str]:
    """How many of these words mark each of the near languages."""
    marks: Counter[str] = Counter(dict.fromkeys(_NEAR, 0))
    by_language = _markers()
    for word in words:
        marks.update(code for code, markers in by_language.items() if word in markers)
    return marks


@cache
def _markers() -> dict[str, frozenset[str]]:
    return {code: frozenset(words.split()) for code, words in _MARKERS.items()}


@cache
def _model() -> Any:
    """The general model, loaded when it is first asked (about a second)."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
