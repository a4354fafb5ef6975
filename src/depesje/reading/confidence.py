"""How sure a statement is: a calibrated probability that it was said, in these words, by this speaker.

A logistic model over what the reading rules saw. Its weights are data (``language/data/confidence.toml``), fitted and
checked by ``training/confidence.py``; the table of how well it keeps its word is in ``docs/accuracy.md``.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache

from depesje.errors import LexiconError
from depesje.language.keeping import KEPT
from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Parse
from depesje.language.tables import toml
from depesje.reading.cast import Member
from depesje.reading.draft import Draft

_LONG, _SHORT = 200, 25  # Characters of content beyond and below which its length tells something.


@cache
def weights(model: str = "confidence") -> dict[str, float]:
    """A model's weight of each feature and ``bias``; raises ``LexiconError`` where its file is missing or broken."""
    data = toml("data", f"{model}.toml")
    try:
        return {str(name): float(weight) for name, weight in data["weights"].items()}
    except (KeyError, ValueError) as error:
        raise LexiconError(f"data/{model}.toml: {error}") from error


def features(words: Lexicon, parse: Parse, draft: Draft, member: Member | None) -> tuple[str, ...]:
    """What is known of a statement, as the names of the features that hold."""
    out = [
        f"rule:{draft.rule}",
        f"frame:{draft.frame}",
        f"form:{draft.form}",
        _speaker(words, parse, draft, member),
    ]
    if draft.entry is not None:
        out.append("cue:strong" if draft.entry.strong else "cue:weak")
        if draft.entry.thought:
            out.append("cue:thought")
        if draft.entry.particle:
            out.append("cue:particle")
    if draft.outer is not None:
        out.append("nested")
    if draft.negated:
        out.append("negated")
    length = draft.end - draft.start
    if length > _LONG or length < _SHORT:
        out.append("content:long" if length > _LONG else "content:short")
    return tuple(out)


def _speaker(words: Lexicon, parse: Parse, draft: Draft, member: Member | None) -> str:
    """How the speaker is named: by name, role, pronoun or not at all."""
    if member is None:
        return "speaker:none"
    if draft.speaker is None:
        return "speaker:implied"
    if parse.lower[draft.speaker] in words.pronouns:
        return "speaker:pronoun"
    if member.kind == "person" or member.known:
        return "speaker:name"
    return "speaker:other"


@lru_cache(KEPT)
def probability(found: tuple[str, ...], model: str = "confidence") -> float:
    """The probability that a model gives for a set of features, to two places."""
    known = weights(model)
    score = known["bias"] + sum(known.get(name, 0.0) for name in found)
    return round(1 / (1 + math.exp(-score)), 2)
