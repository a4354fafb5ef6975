"""Measures how well copies of one wire story are told from other reports, on pairs made from stories of our own.

    python -m bench.duplicates [--pairs] [--seed N]

Each story is copied with small changes, cut, reordered, rewritten with synonyms, and put into Nynorsk word by word; another
agency's story of the same topic and day is the hard negative, as are its copies. Of the pairs 100 are versions of one story
and 100 are not. Printed are precision and recall over the pairs, recall by what was done to the story, and the pairs of
Bokmål and Nynorsk by themselves. The stories and the table of words (duplicates.toml) are not those that the reading uses.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from bench.score import below, floors
from depesje import examples, intake
from depesje.ledger.across import wire
from depesje.records import Language, Report

TABLE = Path(__file__).with_name("duplicates.toml")
SEED, PAIRS = 1936, 100
_LEFT_OUT = 0.12  # Share of the words that an editor leaves out.
_WORD = re.compile(r"[^\W\d_]+")
_DAYS = ("2023-05-04", "2023-05-05")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports, what was done to make the second, and whether they are one story."""

    one: Report
    other: Report
    how: str
    same: bool


def _table(name: str) -> dict[str, str]:
    words = tomllib.loads(TABLE.read_text(encoding="utf8"))["words"][name]
    pairs = (line.split(" ", 1) for line in words.strip().splitlines())
    return {one.replace("_", " "): other.replace("_", " ") for one, other in pairs}


def _put(text: str, words: dict[str, str], keep: Callable[[], bool] = lambda: True) -> str:
    """The text with the words of a table in the place of others, capitals kept."""

    def swapped(found: re.Match[str]) -> str:
        word = found.group()
        other = words.get(word.lower())
        if other is None or not keep():
            return word
        return other[:1].upper() + other[1:] if word[:1].isupper() else other

    return _WORD.sub(swapped, text)


def _paragraphs(text: str) -> list[str]:
    return [p for p in text.strip().splitlines() if p.strip()]


def copied(report: Report, rng: random.Random) -> Report:
    """Another headline, another byline, a sentence of the outlet's own at the end."""
    first, *rest = _paragraphs(report.text)
    title = " ".join(first.split()[: max(2, len(first.split()) - 2)]) + rng.choice(
        [" i dag", " nå", ", igjen"]
    )
    end = rng.choice(["(©NTB)", "(NTB)", "Saken oppdateres.", "Les også: Dette er bakgrunnen."])
    return replace(report, text="\n\n".join([title, *rest, end]) + "\n")


def cut(report: Report, rng: random.Random) -> Report:
    """The first half or two thirds of the paragraphs."""
    parts = _paragraphs(report.text)
    return replace(report, text="\n\n".join(parts[: max(4, int(len(parts) * rng.uniform(0.5, 0.7)))]) + "\n")


def reordered(report: Report, rng: random.Random) -> Report:
    """The paragraphs behind the first two in another order."""
    parts = _paragraphs(report.text)
    tail = parts[2:]
    rng.shuffle(tail)
    return replace(report, text="\n\n".join([*parts[:2], *tail]) + "\n")


def rewritten(report: Report, rng: random.Random) -> Report:
    """Synonyms in the place of words, words and a paragraph left out, a new headline."""
    parts = _paragraphs(report.text)
    if len(parts) > 5:
        parts.pop(rng.randrange(3, len(parts)))
    parts[0] = "Ny uro: " + " ".join(parts[0].split()[-3:])
    text = _put("\n\n".join(parts), _table("synonyms"))
    shorter = re.sub(r" [a-zæøå]{4,}\b", lambda m: "" if rng.random() < _LEFT_OUT else m.group(), text)
    return replace(report, text=shorter + "\n")


def translated(report: Report, rng: random.Random) -> Report:
    """Put into Nynorsk (or Bokmål, of a Nynorsk report) word by word."""
    words = _table("nynorsk")
    language: Language = "nn"
    if report.language == "nn":
        words, language = {nn: nb for nb, nn in words.items()}, "nb"
    endings = [
        (r"ene\b", "ane"),
        (r"er\b(?=\s+[a-zæøå]+(?:t|et)\b)", "ar"),
        (r"heten\b", "heita"),
        (r"lige?\b", "leg"),
    ]
    text = _put(report.text, words)
    if language == "nn":
        for pattern, ending in endings:
            text = re.sub(pattern, ending, text)
    return replace(report, text=text, language=language)


MAKERS: dict[str, Callable[[Report, random.Random], Report]] = {
    "copied": copied, "cut": cut, "reordered": reordered, "rewritten": rewritten, "nb-nn": translated,
}  # fmt: skip


def _stories() -> tuple[list[Report], list[Report]]:
    """The stories of one agency, and by their side those of another, then the example reports with no rival."""
    topics = tomllib.loads(TABLE.read_text(encoding="utf8"))["topic"]

    def made(n: int, which: str) -> Report:
        agency = "NTB" if which == "one" else "AFP"
        return Report(
            f"{which}-{n}", topics[n][which].strip() + "\n", language="nb", published=_DAYS[0], agency=agency
        )

    ours, others = ([made(n, which) for n in range(len(topics))] for which in ("one", "other"))
    shipped = [r for r in intake.load(examples.paths()) if isinstance(r, Report)]
    written = [replace(r, published=_DAYS[0]) for r in shipped]
    return [*ours, *written], others


def pairs(seed: int = SEED) -> list[Pair]:
    """The pairs of a seed: the first half versions of one story, the second not."""
    rng = random.Random(seed)
    stories, rivals = _stories()
    return [*_same(stories + rivals, rng), *_other(stories, rivals, rng)]


def _version(report: Report, how: str, rng: random.Random) -> Report:
    made = MAKERS[how](report, rng)
    return replace(made, id=f"{report.id}/{how}", published=rng.choice(_DAYS), agency=None)


def _same(stories: list[Report], rng: random.Random) -> list[Pair]:
    wanted = [(report, how) for report, how in product(stories, MAKERS)]
    rng.shuffle(wanted)
    by_how: Counter[str] = Counter()
    out = []
    for report, how in wanted:
        if by_how[how] < PAIRS // len(MAKERS):
            by_how[how] += 1
            out.append(Pair(report, _version(report, how, rng), how, same=True))
    return out


def _other(stories: list[Report], rivals: list[Report], rng: random.Random) -> list[Pair]:
    hard = [
        Pair(
            ours if first == "as is" else _version(ours, first, rng),
            _version(rival, how, rng),
            how,
            same=False,
        )
        for (ours, rival), first, how in product(
            zip(stories, rivals, strict=False), ("as is", *MAKERS), MAKERS
        )
    ]
    return rng.sample(hard, PAIRS)


def found(asked: list[Pair]) -> Iterator[bool]:
    """Whether each pair is told to be one story, by the bands and the score that a ledger uses."""
    for pair in asked:
        one, other = wire.print_of(pair.one), wire.print_of(pair.other)
        met = any(a == b for a, b in zip(wire.bands(one), wire.bands(other), strict=True))
        yield met and wire.score(one, other) >= wire.LINK


def figures(asked: list[Pair]) -> dict[str, float]:
    """Precision and recall over the pairs, and recall by what was done."""
    told = list(found(asked))
    right = sum(t and p.same for t, p in zip(told, asked, strict=True))
    out = {"precision": right / max(1, sum(told)), "recall": right / sum(p.same for p in asked)}
    for how in MAKERS:
        those = [t for t, p in zip(told, asked, strict=True) if p.same and p.how == how]
        out[f"recall_{how.replace('-', '_')}"] = sum(those) / len(those)
    return out


def main() -> int:
    """Prints the figures beside their floors; 1 where one is below."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", action="store_true", help="print the pairs that were told wrongly")
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    made = pairs(asked.seed)
    if asked.pairs:
        for told, pair in zip(found(made), made, strict=True):
            if told != pair.same:
                score = wire.score(wire.print_of(pair.one), wire.print_of(pair.other))
                print(
                    f"{pair.how:10} {'same' if pair.same else 'other'} {score:.2f} {pair.one.id} {pair.other.id}"
                )
    result, least = figures(made), floors("duplicates")
    for name, figure in result.items():
        print(f"{name:20} {figure:8.3f}   {f'floor {least[name]}' if name in least else ''}")
    dropped = below(result, least)
    for line in dropped:
        print(f"dropped: {line}", file=sys.stderr)
    return 1 if dropped else 0


if __name__ == "__main__":
    sys.exit(main())
