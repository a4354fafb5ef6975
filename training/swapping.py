"""More training text for names: copies of the training texts in which names are swapped for others of the same kind.

Other names come from the training texts themselves and from our own tables of states and bodies, so that the label is
learnt from what stands around a name, and names of the world's states are all seen once.
"""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

SWAPPED = 0.6  # Share of the names of a text that are swapped in its copy.
TABLED = 0.35  # Share of the swapped ones for which a name from the tables is taken, where there is one for its label.
_KINDS = {"alliance": "ORG", "body": "ORG", "government": "ORG", "armed-group": "ORG", "company": "ORG"}


def tables(data: Path) -> dict[str, list[list[str]]]:
    """Names (as lists of words) by label, from ``states.tsv`` and ``bodies.tsv`` in ``data``."""
    out: dict[str, list[list[str]]] = defaultdict(list)
    for row in _rows(data / "states.tsv"):
        names = [row["nb"], row["nn"], *filter(None, row["capital"].split("|"))]
        for label in ("GPE_LOC", "GPE_ORG"):
            out[label] += [name.split() for name in names if "(" not in name]
    for row in _rows(data / "bodies.tsv"):
        if row["kind"] in _KINDS:
            out["ORG"] += [form.split() for form in row["forms"].split("|") if form[:1].isupper()]
    return out


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def write_swapped(sources: list[Path], target: Path, data: Path, seed: int) -> int:
    """Writes a swapped copy of each document in ``sources`` (``DocBin`` files); returns their number."""
    rng = random.Random(seed)
    vocab = Vocab()
    docs = [doc for path in sources for doc in DocBin().from_disk(path).get_docs(vocab)]
    known = tables(data)
    own: dict[str, list[list[str]]] = defaultdict(list)
    for doc in docs:
        for ent in doc.ents:
            own[ent.label_].append([t.text for t in ent])
    out = DocBin(attrs=["ENT_IOB", "ENT_TYPE"])
    for doc in docs:
        if doc.ents:
            out.add(_copy(doc, own, known, rng))
    target.parent.mkdir(parents=True, exist_ok=True)
    out.to_disk(target)
    return len(out)


def _copy(
    doc: Doc, own: dict[str, list[list[str]]], known: dict[str, list[list[str]]], rng: random.Random
) -> Doc:
    words: list[str] = []
    spaces: list[bool] = []
    spans: list[tuple[int, int, str]] = []
    at = 0
    for ent in doc.ents:
        words += [t.text for t in doc[at : ent.start]]
        spaces += [bool(t.whitespace_) for t in doc[at : ent.start]]
        first = len(words)
        if rng.random() < SWAPPED and ent.label_ not in {"DRV", "MISC", "EVT"}:
            pool = known[ent.label_] if known.get(ent.label_) and rng.random() < TABLED else own[ent.label_]
            new = list(rng.choice(pool))
            if "Case=Gen" in str(ent[-1].morph) and not new[-1].endswith("s"):
                new[-1] += "s"
            words += new
            spaces += [True] * (len(new) - 1) + [bool(ent[-1].whitespace_)]
        else:
            words += [t.text for t in ent]
            spaces += [bool(t.whitespace_) for t in ent]
        spans.append((first, len(words), ent.label_))
        at = ent.end
    words += [t.text for t in doc[at:]]
    spaces += [bool(t.whitespace_) for t in doc[at:]]
    copy = Doc(doc.vocab, words=words, spaces=spaces)
    copy.ents = [Span(copy, a, b, label=label) for a, b, label in spans]
    return copy
