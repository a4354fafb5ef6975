"""The tokens of one parsed paragraph as parallel lists: what a pipeline gives, before it joins the ``Parse`` of its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import add

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, IS_SPACE, LEMMA, LENGTH, MORPH, POS, SENT_START
from spacy.symbols import IDS
from spacy.tokens import Doc

_WANTED = [HEAD, IDX, LENGTH, LEMMA, POS, DEP, MORPH, SENT_START, IS_SPACE, ENT_IOB, ENT_TYPE]
_INSIDE, _BEGINS = 1, 3  # What spaCy's ENT_IOB says of a token of an entity.
_POS_NAMES = {value: name for name, value in IDS.items()}


@dataclass(slots=True)
class Columns:
    """One paragraph's tokens, white space left out; ``head`` counts within the paragraph, a root is its own head.

    ``start`` and ``end`` are characters of the paragraph, ``opens`` says which tokens open a sentence, ``entities`` are
    (first token, token behind the last, label).
    """

    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    lemma: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    dep: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    opens: list[bool] = field(default_factory=list)
    entities: list[tuple[int, int, str]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.start)


def of(doc: Doc, names: dict[int, str]) -> Columns:
    """The columns of a parsed Doc, in the pipeline's own labels.

    ``names`` keeps what the pipeline's numbers stand for: the paragraphs of a text have most words in common.
    """
    strings = doc.vocab.strings
    table = doc.to_array(_WANTED)
    idx, length, lemma, pos, dep, feats, sent_start, space, iob, label = table[:, 1:].T.tolist()
    n = len(idx)
    heads = np.arange(n) + table[:, 0].astype("int64")
    for key in {*lemma, *dep, *feats} - names.keys():
        names[key] = strings[key]  # The empty string is number 0.
    out = Columns(
        start=idx,
        end=list(map(add, idx, length)),
        lemma=list(map(names.__getitem__, lemma)),
        pos=[_POS_NAMES.get(key, "") for key in pos],
        dep=list(map(names.__getitem__, dep)),
        feats=list(map(names.__getitem__, feats)),
        head=np.minimum(np.maximum(heads, 0), n - 1).tolist(),
        opens=[start == 1 for start in sent_start],
        entities=[(a, b, strings[key]) for a, b, key in _entities(iob, label)],
    )
    return _without_space(out, space) if 1 in space else out


def _entities(iob: list[int], label: list[int]) -> list[tuple[int, int, int]]:
    out: list[tuple[int, int, int]] = []
    for i, place in enumerate(iob):
        if place == _BEGINS and label[i]:
            out.append((i, i + 1, label[i]))
        elif place == _INSIDE and out:
            out[-1] = (out[-1][0], i + 1, out[-1][2])
    return out


def _without_space(all_of_it: Columns, space: list[int]) -> Columns:
    """The columns without the tokens that are white space; a sentence that one opens is opened by the next."""
    position: list[int] = []
    kept: list[int] = []
    for i, blank in enumerate(space):
        position.append(len(kept))
        if not blank:
            kept.append(i)
    out = Columns()
    starts, behind = [], 0
    for i in kept:
        starts.append(any(all_of_it.opens[behind : i + 1]))
        behind = i + 1
    for name in ("start", "end", "lemma", "pos", "dep", "feats"):
        column = getattr(all_of_it, name)
        setattr(out, name, [column[i] for i in kept])
    for n, i in enumerate(kept):
        above = _above(all_of_it.head, space, i)
        out.head.append(position[above])
        if above == i:  # whatever it was to the white space that it hung on
            out.dep[n] = "ROOT"
    out.opens = starts
    if kept:
        out.entities = [(position[a], position[b - 1] + 1, name) for a, b, name in all_of_it.entities]
    return out


def _above(head: list[int], space: list[int], i: int) -> int:
    """The next token above that is no white space; the token itself where there is none."""
    above = head[i]
    while space[above] and head[above] != above:
        above = head[above]
    return i if space[above] else above
