"""One wire story once: which reports are copies, cuts, rewrites or Bokmål and Nynorsk versions of one text.

A report is compared by a print: the roots of its words (what Bokmål and Nynorsk spell differently put alike), its numbers,
names and quotations, each as a number of 32 bits, so that a print is small and holds no words. ``score`` depends on the two
prints alone. Candidates come from MinHash bands over the roots, names and numbers (Broder 1997; banding after Leskovec,
Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3), by the days on which the report may have been published.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import combinations, pairwise

import numpy as np

from depesje.language import nynorsk
from depesje.ledger import splitting
from depesje.ledger.across.pairing import connected
from depesje.ledger.dates import UNDATED, bounds
from depesje.ledger.fulltext import stem, stemmer_for
from depesje.ledger.splitting import COMPOUND
from depesje.records import Report

LINK = 0.5  # The least score of two versions of one story.
DAYS = 4  # How far apart two versions are published at most.
BANDS, ROWS = 42, 3
ANY_TIME = 0
_VAGUE = 8  # Stretches of time that a report is kept under at most; a vaguer date tells nothing.
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_MARKED = re.compile(r"[«“\"„]([^«»“”\"„\n]{12,600})[»”\"“]")
_SAID = re.compile(r"^[^\S\n]*[–—―-][^\S\n]*(.{12,600}?)(?:,\s+\w+(?:\s\w+)*|$)", re.MULTILINE)
_FEW = 12  # Roots below which a text is too short to tell.
_BYLINE = re.compile(r"\(\s*(?:©\s*)?([^\W\d_][^()\n]{1,30}?)\s*\)\s*$")


@dataclass(frozen=True, slots=True)
class Print:
    """What a report is compared by. ``agency`` is that of its byline, the days bound when it was published."""

    report: str
    language: str | None
    agency: str | None
    earliest: str | None
    latest: str | None
    roots: frozenset[int]
    pairs: frozenset[int]
    numbers: frozenset[int]
    names: frozenset[int]
    quotes: tuple[frozenset[int], ...]


@lru_cache(maxsize=200_000)
def root(word: str, language: str | None) -> str | None:
    """What Bokmål and Nynorsk forms of a word have in common; None for a word that says nothing."""
    habits = nynorsk.load()
    plain = word.lower()
    if plain in habits.empty or len(plain) < 2:
        return None
    plain = habits.words.get(plain, plain)
    if language == "en":
        return stem(plain, stemmer_for("en"))
    plain = stem(plain, stemmer_for("nb"))
    for nn, nb in habits.spelling:
        plain = plain.replace(nn, nb)
    return habits.words.get(plain, plain)


def print_of(report: Report) -> Print:
    """The print of a report; its title counts as part of the text."""
    text, language = unicodedata.normalize("NFC", report.text), report.language
    words = splitting.words(text, COMPOUND)
    roots = [r for w in words if (r := root(w, language)) is not None]
    dated = bounds(report.published) or UNDATED
    first, last = dated.first_day, dated.last_day
    byline = _BYLINE.search(text)
    return Print(
        report.id,
        language,
        (report.agency or (byline.group(1) if byline else "")).upper() or None,
        first.isoformat() if first else None,
        last.isoformat() if last else None,
        _hidden(roots),
        _hidden(f"{a} {b}" for a, b in pairwise(roots)),
        _hidden(m.group() for m in _NUMBER.finditer(text)),
        _hidden(w.lower().removesuffix("s") for w in words if w[:1].isupper() and len(w) > 2),
        tuple(map(_hidden, _quotes(text, language))),
    )


def _hidden(words: Iterable[str]) -> frozenset[int]:
    return frozenset(zlib.crc32(word.encode("utf8", "surrogatepass")) for word in set(words))


def _quotes(text: str, language: str | None) -> Iterable[frozenset[str]]:
    for found in (*_MARKED.finditer(text), *_SAID.finditer(text)):
        roots = frozenset(
            r for w in splitting.words(found.group(1), COMPOUND) if (r := root(w, language)) is not None
        )
        if len(roots) > 2:
            yield roots


def score(one: Print, other: Print) -> float:
    """How much two reports look like one story, 0 to 1; 0 where they are days apart or in foreign languages."""
    if one.report == other.report or not _near(one, other) or min(len(one.roots), len(other.roots)) < _FEW:
        return 0.0
    if (one.language == "en") != (other.language == "en"):
        return 0.0
    translated = one.language != other.language
    words = _shared(one.roots, other.roots)
    run = _shared(one.pairs, other.pairs)
    quoted = _quoted(one, other)
    told = (_shared(one.names, other.names) + _shared(one.numbers, other.numbers, 1.0)) / 2
    if translated:
        return _step(words, 0.38, 0.62) * 0.45 + quoted * 0.25 + _step(run, 0.08, 0.35) * 0.15 + told * 0.15
    return _step(words, 0.45, 0.75) * 0.35 + _step(run, 0.18, 0.5) * 0.35 + quoted * 0.2 + told * 0.1


def _near(one: Print, other: Print) -> bool:
    if one.latest is None or other.latest is None or one.earliest is None or other.earliest is None:
        return True
    gap = max(
        (date.fromisoformat(one.earliest) - date.fromisoformat(other.latest)).days,
        (date.fromisoformat(other.earliest) - date.fromisoformat(one.latest)).days,
    )
    return gap <= DAYS


def _shared(one: frozenset[int], other: frozenset[int], empty: float = 0.0) -> float:
    """What share of the smaller is in the other: a copy may be cut."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else empty


def _step(value: float, low: float, high: float) -> float:
    return min(1.0, max(0.0, (value - low) / (high - low)))


def _quoted(one: Print, other: Print) -> float:
    """What share of the quotations of the one with fewer stand in the other."""
    few, many = sorted((one.quotes, other.quotes), key=len)
    if not few:
        return 0.5  # Nothing quoted says nothing.
    return sum(any(len(q & p) >= 0.6 * len(q | p) for p in many) for q in few) / len(few)


@cache
def _hashes() -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(20211217)
    n = BANDS * ROWS
    return random.integers(1, 1 << 31, n, dtype=np.uint64), random.integers(0, 1 << 31, n, dtype=np.uint64)


def bands(one: Print) -> tuple[int, ...]:
    """The LSH bands of a print, one number each: two versions of one story are likely to share one in its place."""
    features = sorted({*one.roots, *one.numbers, *one.names})
    if not features:
        return ()
    values = np.array(features, dtype=np.uint64)
    a, b = _hashes()
    least = ((values[:, None] * a[None, :] + b[None, :]) % np.uint64((1 << 31) - 1)).min(axis=0)
    return tuple(zlib.crc32(least[k * ROWS : (k + 1) * ROWS].tobytes()) for k in range(BANDS))


def stretches(one: Print, around: int = 0) -> tuple[int, ...]:
    """The stretches of ``DAYS`` days and one in which a report may have been published, with so many before and after.

    Two that may be one story lie in neighbouring ones. ``ANY_TIME`` where that is not known within ``_VAGUE`` stretches.
    """
    if one.earliest is None or one.latest is None:
        return (ANY_TIME,)
    first, last = (date.fromisoformat(day).toordinal() // (DAYS + 1) for day in (one.earliest, one.latest))
    if not first <= last < first + _VAGUE:
        return (ANY_TIME,)
    return tuple(range(first - around, last + around + 1))


def groups(prints: Sequence[Print]) -> list[list[str]]:
    """The reports that are versions of one story, the original (the earliest) first; those that stand alone left out."""
    ordered = sorted(prints, key=lambda p: (p.earliest or "9", p.report))
    at: dict[tuple[int, int], list[int]] = {}
    for n, one in enumerate(ordered):
        for k, band in enumerate(bands(one)):
            at.setdefault((k, band), []).append(n)
    near = {pair for numbers in at.values() for pair in combinations(numbers, 2)}
    same = (pair for pair in near if score(ordered[pair[0]], ordered[pair[1]]) >= LINK)
    found = connected(len(ordered), same)
    return [[ordered[n].report for n in group] for group in found if len(group) > 1]
