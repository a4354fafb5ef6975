"""Trains the second stage of the names: the network behind ``depesje.language.namelabels``.

    python -m training.labels PIPELINE TRAIN_FOLDER WEIGHTS_FILE

It learns from the names of the treebank as they were marked by hand, and from words in capitals that are no names. It never
sees the first stage's labels, so no folds are needed: those of the first stage on its own training text would be too good.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from depesje.language import namefeatures
from depesje.language.namefeatures import OWN, VECTORS, Candidate, Floats
from depesje.language.namelabels import NONE, NameLabels, row
from training.evaluate import bare

SEED = 5
ROWS, WIDTH = 16384, 96
EPOCHS, BATCH = 28, 128
RATE, WARM, DECAY = 0.002, 200, 0.02
# Shares that are hidden in training: all features of a name's own words, any other feature, a word vector, a hidden unit.
HIDE_OWN, HIDE_FEATURE, HIDE_VECTOR, HIDE_UNIT = 0.4, 0.15, 0.1, 0.2
AVERAGED = 0.6  # The weights are the mean over this last share of the steps.
# Share of the words in capitals that are taken up as no names: behind a full stop or a quotation mark, and elsewhere.
KEPT_FIRST, KEPT_INNER = 0.07, 0.7
_OPENING = frozenset('.?!:–-«»"“”')


@dataclass(frozen=True, slots=True)
class Sample:
    """Candidates as arrays: feature rows (``own`` marks those of a name's own words) cut by ``cuts``, vectors, labels."""

    rows: np.ndarray[Any, Any]
    own: np.ndarray[Any, Any]
    cuts: np.ndarray[Any, Any]
    dense: Floats
    gold: np.ndarray[Any, Any]
    labels: tuple[str, ...]


def sample(nlp: Language, folder: Path) -> Sample:
    """Features and labels of the names in all ``DocBin`` files of ``folder``, parsed by ``nlp`` (which knows no names)."""
    rng = random.Random(SEED)
    rows, own, cuts, dense, gold = [], [], [0], [], []
    for path in sorted(folder.glob("*.spacy")):
        marked = list(DocBin().from_disk(path).get_docs(nlp.vocab))
        for told, doc in zip(marked, nlp.pipe(bare(nlp, d) for d in marked), strict=True):
            found = list(_candidates(told, doc, rng))
            if not found:
                continue
            features, vectors = namefeatures.describe(doc, found)
            dense.append(vectors)
            for c, made in zip(found, features, strict=True):
                rows += [row(f, ROWS) for f in made]
                own += [f.startswith(OWN) for f in made]
                cuts.append(len(rows))
                gold.append(c.label or NONE)
    labels = (*sorted(set(gold) - {NONE}), NONE)
    numbers = np.array([labels.index(g) for g in gold])
    return Sample(np.array(rows), np.array(own), np.array(cuts), np.concatenate(dense), numbers, labels)


def _candidates(told: Doc, doc: Doc, rng: random.Random) -> Iterator[Candidate]:
    named = {i for e in told.ents for i in range(e.start, e.end)}
    yield from (Candidate(e.start, e.end, e.label_) for e in told.ents)
    i = 0
    while i < len(doc):
        if i in named or not doc[i].text[:1].isupper():
            i += 1
            continue
        last = i + 1
        while last < len(doc) and _goes_on(doc, last, named):
            last += 1
        first_word = i == 0 or doc[i - 1].text in _OPENING
        if doc[i].pos_ == "PROPN" or rng.random() < (KEPT_FIRST if first_word else KEPT_INNER):
            yield Candidate(i, last, None)
        i = last


def _goes_on(doc: Doc, i: int, named: set[int]) -> bool:
    return i not in named and doc[i].text[:1].isupper() and not doc[i].is_sent_start


def train(data: Sample) -> dict[str, Any]:
    """The weights, as ``NameLabels.set`` takes them, by Adam with decay on the mean cross-entropy."""
    rng = np.random.default_rng(SEED)
    size = data.dense.shape[1]
    weights = {
        "table": rng.normal(0, 0.05, (ROWS, WIDTH)),
        "dense": rng.normal(0, size**-0.5, (size, WIDTH)),
        "bias": np.zeros(WIDTH),
        "out": rng.normal(0, WIDTH**-0.5, (WIDTH, len(data.labels))),
        "offset": np.zeros(len(data.labels)),
    }
    weights = {k: v.astype(np.float32) for k, v in weights.items()}
    adam, mean, averaged = _Adam(weights), {k: v.copy() for k, v in weights.items()}, 0
    batches = -(-len(data.gold) // BATCH)
    for step in range(EPOCHS * batches):
        if step % batches == 0:
            order = rng.permutation(len(data.gold))
        chosen = order[step % batches * BATCH :][:BATCH]
        done = step / (EPOCHS * batches)
        adam.step(_gradients(weights, data, chosen, rng), RATE * min(1, (step + 1) / WARM) * (1 - done))
        if done >= 1 - AVERAGED:
            averaged += 1
            for k, v in weights.items():
                mean[k] += (v - mean[k]) / averaged
    return {**mean, "labels": data.labels}


def _gradients(
    weights: dict[str, Floats], data: Sample, chosen: np.ndarray[Any, Any], rng: np.random.Generator
) -> dict[str, Any]:
    """The gradients of one batch; that of the table as (its rows, their gradients)."""
    count, lengths = len(chosen), data.cuts[chosen + 1] - data.cuts[chosen]
    flat = np.concatenate([np.arange(data.cuts[n], data.cuts[n + 1]) for n in chosen])
    whose = np.repeat(np.arange(count), lengths)
    hidden_own = rng.random(count) < HIDE_OWN
    kept = ~(data.own[flat] & hidden_own[whose]) & (rng.random(len(flat)) > HIDE_FEATURE)
    rows, whose = data.rows[flat][kept], whose[kept]
    shown = np.repeat(rng.random((count, VECTORS)) > HIDE_VECTOR, data.dense.shape[1] // VECTORS, axis=1)
    dense = data.dense[chosen] * shown

    hidden = dense @ weights["dense"] + weights["bias"]
    np.add.at(hidden, whose, weights["table"][rows])
    on = (hidden > 0) * (rng.random(hidden.shape) > HIDE_UNIT) / np.float32(1 - HIDE_UNIT)
    hidden = hidden * on
    scores = hidden @ weights["out"] + weights["offset"]
    error = np.exp(scores - scores.max(axis=1, keepdims=True))
    error /= error.sum(axis=1, keepdims=True)
    error[np.arange(count), data.gold[chosen]] -= 1
    error /= count

    back = (error @ weights["out"].T) * on
    sorting = np.argsort(rows, kind="stable")
    touched, starts = np.unique(rows[sorting], return_index=True)
    return {
        "table": (touched, np.add.reduceat(back[whose[sorting]], starts, axis=0)),
        "dense": dense.T @ back,
        "bias": back.sum(0),
        "out": hidden.T @ error,
        "offset": error.sum(0),
    }


class _Adam:
    """Adam with decoupled decay; of the table only the rows that a batch touches are moved."""

    def __init__(self, weights: dict[str, Floats], betas: tuple[float, float] = (0.9, 0.99)) -> None:
        self.weights, self.betas, self.steps = weights, betas, 0
        self.first = {k: np.zeros_like(v) for k, v in weights.items()}
        self.second = {k: np.zeros_like(v) for k, v in weights.items()}

    def step(self, gradients: dict[str, Any], rate: float) -> None:
        self.steps += 1
        a, b = self.betas
        scale = float(np.sqrt(1 - b**self.steps) / (1 - a**self.steps))
        for name, weights in self.weights.items():
            where, gradient = gradients[name] if name == "table" else (slice(None), gradients[name])
            first = a * self.first[name][where] + (1 - a) * gradient
            second = b * self.second[name][where] + (1 - b) * gradient**2
            self.first[name][where], self.second[name][where] = first, second
            decay = DECAY if weights.ndim == 2 else 0.0
            weights[where] -= rate * (scale * first / (np.sqrt(second) + 1e-8) + decay * weights[where])


def write(pipeline: Path, folder: Path, target: Path) -> None:
    """Trains on the files in ``folder``, parsed by ``pipeline``, and writes the weights to ``target``."""
    nlp = spacy.load(pipeline, exclude=["names_tok2vec", "ner", "name_labels"])
    component = NameLabels(trust=0, namesakes=0, sure=0)
    component.set(train(sample(nlp, folder)))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(component.to_bytes())


def main() -> None:
    """Trains and writes the weights; see the module's text."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("pipeline", "folder", "target"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args()
    write(options.pipeline, options.folder, options.target)


if __name__ == "__main__":
    main()
