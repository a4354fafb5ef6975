"""What words are about, so that Bokmål, Nynorsk and English can be compared: themes, states, names, numbers and stems.

A bag maps each such sign to how much it tells. The weights are fixed, so that how alike two texts are never depends on what
else a ledger holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b

from depesje.language import gazetteer, themewords
from depesje.ledger import splitting
from depesje.ledger.fulltext import stem, stemmer_for
from depesje.ledger.names import fold
from depesje.records import Actor

Bag = Mapping[str, float]

CODE, NUMBER, NAME, STEM = (
    "@",
    "#",
    "%",
    "=",
)  # What the signs begin with; a theme's begins with its first letter.
PLAIN = frozenset({CODE, STEM})  # What tells little by itself.
_WEIGHTS = {CODE: 0.7, NUMBER: 1.2, NAME: 1.4, STEM: 0.7}
_DIGITS = re.compile(r"\d[\d.,]*")
_SHORTEST = 3  # Letters of a word that tells something by itself.


def people(actors: Iterable[Actor]) -> dict[str, str]:
    """The words of the names of a report's people, folded, each with the code that its bearer counts under."""
    out: dict[str, str] = {}
    for actor in actors:
        if actor.kind == "person" and actor.code:
            for name in {actor.name, *(span.text for span in actor.mentions)}:
                out.update(
                    (fold(word), actor.code)
                    for word in splitting.words(name, splitting.NAME)
                    if word[:1].isupper()
                )
    return out


def bag(text: str, language: str | None, names: Mapping[str, str]) -> dict[str, float]:
    """The signs in a text with their weights: ``troops``, ``@RUS``, ``#351``, ``%`` and ``=`` hidden words.

    ``names`` are words of people's names, which count as whom they speak for (``people``).
    """
    told = themewords.weights()
    found = set(_signs(text, language or "nb", names))
    return {sign: told.get(sign) or _WEIGHTS[sign[0]] for sign in sorted(found)}


def shared(a: Bag, b: Bag) -> float:
    """How much two bags have in common."""
    return sum(weight for sign, weight in a.items() if sign in b)


def alike(a: Bag, b: Bag) -> float:
    """How alike two bags are, 0 to 1: mostly whether the smaller one is in the larger, a little how much else there is."""
    both = shared(a, b)
    if not both:
        return 0.0
    of_a, of_b = sum(a.values()), sum(b.values())
    return 0.65 * both / min(of_a, of_b) + 0.35 * both / (of_a + of_b - both)


def _signs(text: str, language: str, names: Mapping[str, str]) -> Iterator[str]:
    words = splitting.words(text, splitting.NAME)
    known, themes, stemmer = gazetteer.load(), themewords.load(language), stemmer_for(language)
    tongue = "en" if language == "en" else "no"
    i = 0
    while i < len(words):
        found = known.match(words, i)
        if found is not None and found[1].code:
            yield CODE + found[1].code
            i += found[0]
            continue
        if words[i][:1].isupper() and (code := names.get(_bearer(words[i], names))):
            yield CODE + code
            i += 1
            continue
        for part in words[i].split("-"):
            yield from _of_word(part, i == 0, known, themes, stemmer, tongue)
        i += 1


def _bearer(word: str, names: Mapping[str, str]) -> str:
    """A word as ``names`` may have it: folded, without the s of a genitive."""
    folded = fold(word)
    return folded if folded in names else folded.removesuffix("s")


def _of_word(
    word: str,
    first: bool,
    known: gazetteer.Gazetteer,
    themes: themewords.ThemeWords,
    stemmer: str,
    tongue: str,
) -> Iterator[str]:
    lower = word.lower()
    if _DIGITS.fullmatch(word):
        yield NUMBER + re.sub(r"\D", "", word)
        return
    entry = known.match([word], 0)
    state = entry[1] if entry else known.adjectives.get(lower) or known.people.get(lower)
    if state is not None and state.code:
        yield CODE + state.code
        return
    about = themes.of(lower)
    yield from about
    if about or lower in themes.common or len(lower) < _SHORTEST:
        return
    if word[:1].isupper() and not first:
        yield NAME + hidden(stem(word, stemmer))
    else:
        yield STEM + hidden(f"{tongue}:{stem(word, stemmer)}")


@lru_cache(maxsize=100_000)
def hidden(word: str) -> str:
    """A sign for a word that does not show it: what is compared needs no words of reports, nor names of people."""
    return blake2b(word.encode("utf8", "surrogatepass"), digest_size=5).hexdigest()
