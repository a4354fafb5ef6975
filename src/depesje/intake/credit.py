"""Which news agency a credit line, byline or code of a provider names, by ``credits.toml``.

In a credit line an agency stands alone, or with others: ``(NTB)``, ``©NTB``, ``NTB-AFP``. In running text it is only quoted
(``ifølge Reuters``), and beside a picture it vouches for the picture; neither is a credit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from depesje.intake import shipped

FILE = Path(__file__).with_name("credits.toml")
_LONGEST = 200
_JOINED = r"(?:\s*(?:[-/,&+]|og|and|\s)\s*)"
_OPENING = r"[\s(\[©–-]*(?:copyright\s+)?"


def agency(*lines: str | None) -> str | None:
    """The agency that the first of these lines names that names one; of several in a line, the first."""
    for line in lines:
        if line and (found := _pattern().search(line[:_LONGEST])):
            return known()[found[0]]
    return None


def credited(line: str) -> str | None:
    """The agency that a line consists of, the first of several; None where it says anything else."""
    return agency(line) if len(line) <= _LONGEST and _alone().fullmatch(line.strip()) else None


def closing(paragraph: str) -> str | None:
    """The agency that is credited at the end of a paragraph, in brackets or behind ©; None where none is."""
    found = _closing().search(paragraph[-_LONGEST:])
    return agency(found[0]) if found else None


def opening(paragraph: str) -> str | None:
    """The agency in the dateline that a paragraph opens with: ``Oslo (NTB):``; None where there is none."""
    found = _dateline().match(paragraph[:_LONGEST])
    return agency(found["agency"]) if found else None


@cache
def known(path: Path = FILE) -> Mapping[str, str]:
    """The agencies by each way in which they are written; raises ``LexiconError`` where the file breaks its schema."""
    return shipped.turned(f"{path.name}: agencies", shipped.toml(path, {"agencies"})["agencies"])


@cache
def _ways() -> str:
    return "|".join(map(re.escape, sorted(known(), key=len, reverse=True)))


@cache
def _pattern() -> re.Pattern[str]:
    """Any of the ways, the longest first, in the letters that it is written in."""
    return re.compile(rf"(?<![\w.-])(?:{_ways()})(?![\w])")


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(rf"{_OPENING}(?:{_ways()})(?:{_JOINED}(?:{_ways()}))*[\s)\].]*")


@cache
def _closing() -> re.Pattern[str]:
    many = rf"(?:{_ways()})(?:{_JOINED}(?:{_ways()}))*"
    return re.compile(rf"(?:\(©?\s*{many}\)|\[©?\s*{many}\]|©\s*{many})[\s.]*$")


@cache
def _dateline() -> re.Pattern[str]:
    many = rf"(?P<agency>(?:{_ways()})(?:{_JOINED}(?:{_ways()}))*)"
    return re.compile(rf"\s*(?:[^\W\d_a-z][^\n():]{{1,40}}\s)?\({many}\)\s*[:–—-]")
