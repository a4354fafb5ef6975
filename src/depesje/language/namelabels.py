"""Decides, once names are found and the sentence is parsed, what kind of name each one is: a spaCy component.

The first stage (``ner``) finds names well and confuses their labels: it decides at a name's first word, by the four words
on either side. This second stage looks at the whole name, its place in the parse and our tables. It is a network with one
hidden layer over ``namefeatures``, trained without the first stage; the two opinions are then weighed, and those on names
with the same words in the text count, too. It also adds names that the tagger took for proper nouns and drops what is none.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language as Pipeline
from spacy.strings import get_string_id
from spacy.tokens import Doc, Span

from depesje.language import namefeatures
from depesje.language.namefeatures import Candidate, Floats

NONE = "O"  # The label of what is no name.
FILE = "weights.npz"
_PLACES = ("GPE_LOC", "GPE_ORG")  # Namesakes of one another: which one it is, only the sentence tells.
_FLOOR = 0.02  # Keeps a namesake's certainty from settling a name's label alone.


@lru_cache(1 << 16)
def row(feature: str, rows: int) -> int:
    """The row of the table that a feature is kept in."""
    return get_string_id(feature) % rows


def log_softmax(x: Floats) -> Floats:
    """Logarithms of the shares, for each row of ``x``."""
    x = x - x.max(axis=1, keepdims=True)
    shares: Floats = x - np.log(np.exp(x).sum(axis=1, keepdims=True))
    return shares


class NameLabels:
    """The component. ``weights``: ``table`` (feature rows), ``dense`` and ``bias`` (hidden layer), ``out`` and ``offset``
    (labels), and ``labels``, the names of the labels, ``NONE`` last.

    ``trust`` is what the first stage's label counts for, ``namesakes`` what namesakes do, both as log odds; a name is added
    or dropped where the second stage is ``sure`` of it.
    """

    def __init__(self, trust: float, namesakes: float, sure: float) -> None:
        self.trust, self.namesakes, self.sure = trust, namesakes, sure
        self.weights: dict[str, Any] = {}
        self.labels: list[str] = []

    def __call__(self, doc: Doc) -> Doc:
        """Sets the entities of ``doc`` anew and returns it."""
        found = namefeatures.candidates(doc)
        if found and self.weights:
            chances = self._decide(doc, found)
            doc.ents = [
                Span(doc, c.first, c.last, label=label)
                for c, label in zip(found, map(self._label, found, chances), strict=True)
                if label != NONE
            ]
        return doc

    def _label(self, c: Candidate, chances: Floats) -> str:
        doubt = float(chances[-1])
        if doubt > (self.sure if c.label else 1 - self.sure):
            return NONE
        return self.labels[int(chances[:-1].argmax())]

    def _decide(self, doc: Doc, found: Sequence[Candidate]) -> Floats:
        scores = log_softmax(self.scores(doc, found))
        for n, c in enumerate(found):
            scores[n, self.labels.index(c.label or NONE)] += self.trust
        scores = log_softmax(scores)
        shares: Floats = np.exp(
            log_softmax(scores + self.namesakes * self._namesakes(doc, found, np.exp(scores)))
        )
        return shares

    def scores(self, doc: Doc, found: Sequence[Candidate]) -> Floats:
        """What the network alone thinks of each candidate: a row of scores, one a label."""
        w = self.weights
        numbers: list[int] = []
        starts: list[int] = []
        features, vectors = namefeatures.describe(doc, found)
        for told in features:
            starts.append(len(numbers))
            numbers += [row(f, len(w["table"])) for f in told]
        hidden = vectors @ w["dense"] + w["bias"]
        hidden += np.add.reduceat(w["table"][numbers], starts, axis=0)
        out: Floats = np.maximum(hidden, 0) @ w["out"] + w["offset"]
        return out

    def _namesakes(self, doc: Doc, found: Sequence[Candidate], chances: Floats) -> Floats:
        """What is thought of the names in ``doc`` that are the same, or whose last word one is, as logarithms."""
        keys = [namefeatures.key(doc, c) for c in found]
        by_last: dict[str, list[int]] = defaultdict(list)
        for n, key in enumerate(keys):
            by_last[key.rsplit(" ", 1)[-1]].append(n)
        out = np.zeros_like(chances)
        places = [self.labels.index(p) for p in _PLACES]
        for last, group in by_last.items():
            for n in group if len(group) > 1 else ():
                others = [m for m in group if m != n and (keys[m] == keys[n] or last in {keys[m], keys[n]})]
                if others:
                    mean = chances[others].mean(0)
                    mean[places] = mean[places].mean()
                    out[n] = np.log(mean + _FLOOR)
        return out

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterable[Doc]:
        """The component over many Docs."""
        return map(self, stream)

    def set(self, weights: dict[str, Any]) -> None:
        """Takes over weights; see the class."""
        self.labels = [str(label) for label in weights["labels"]]
        self.weights = {k: np.asarray(v, dtype=np.float32) for k, v in weights.items() if k != "labels"}

    def to_bytes(self, *, exclude: Sequence[str] = ()) -> bytes:
        """The weights as an .npz archive; half precision is enough for the two big tables."""
        held = io.BytesIO()
        small = {k: v.astype(np.float16) if v.ndim == 2 else v for k, v in self.weights.items()}
        np.savez_compressed(held, labels=np.array(self.labels, dtype=np.str_), **small)
        return held.getvalue()

    def from_bytes(self, data: bytes, *, exclude: Sequence[str] = ()) -> NameLabels:
        """Reads what ``to_bytes`` wrote."""
        with np.load(io.BytesIO(data), allow_pickle=False) as archive:
            self.set(dict(archive))
        return self

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Writes the weights into the folder ``path``."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / FILE).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> NameLabels:
        """Reads the weights from the folder ``path``."""
        return self.from_bytes((Path(path) / FILE).read_bytes())


@Pipeline.factory("depesje_name_labels", default_config={"trust": 1.0, "namesakes": 0.6, "sure": 0.8})
def make(nlp: Pipeline, name: str, trust: float, namesakes: float, sure: float) -> NameLabels:
    """Makes the component; its weights are read with the pipeline."""
    return NameLabels(trust, namesakes, sure)
