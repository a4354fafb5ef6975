"""Makes the text that word vectors are trained on, and the floret vectors themselves.

Text: any folder of plain .txt files (the shipped vectors: NoReC, whose terms let models made from it be used freely) and
the treebank's training words. No sentence of the treebank's dev or test parts or of the excluded list is in it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from training.corpus import LANGUAGES, excluded, find, sentence_key, sentences, words

_TOKEN = re.compile(r"\w+(?:[-'’.]\w+)*|[^\w\s]")
TREEBANK_TIMES = 3  # The treebank is newspaper text and the only Nynorsk: it counts three times.
FLORET = {
    "model": "cbow", "mode": "floret", "hashCount": 2, "bucket": 50_000, "minn": 4, "maxn": 5, "minCount": 5,
    "dim": 100, "epoch": 5, "neg": 10, "ws": 5, "lr": 0.05,
}  # fmt: skip


def _lines(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.txt")):
        for line in path.read_text(encoding="utf8", errors="replace").splitlines():
            if line.strip():
                yield " ".join(_TOKEN.findall(line))


def write_text(treebank: Path, barred_file: Path | None, raw: Path | None, target: Path, seed: int) -> int:
    """Writes shuffled lines of tokenised text to ``target``; returns the number of words."""
    barred = set(excluded(barred_file))
    for language in LANGUAGES:
        for part in ("dev", "test"):
            barred.update(sentence_key(words(b)) for b in sentences(find(treebank, language, part)))
    lines = [line for line in _lines(raw) if sentence_key(line.split()) not in barred] if raw else []
    own = [
        " ".join(found)
        for language in LANGUAGES
        for block in sentences(find(treebank, language, "train"))
        if sentence_key(found := words(block)) not in barred
    ]
    lines += own * TREEBANK_TIMES
    random.Random(seed).shuffle(lines)
    target.write_text("\n".join(lines), encoding="utf8")
    return sum(line.count(" ") + 1 for line in lines)


def train(text: Path, target: Path, threads: int) -> None:
    """Trains floret vectors on ``text`` and writes them to ``target`` (floret's table format)."""
    import floret

    model = floret.train_unsupervised(str(text), thread=threads, **FLORET)
    model.save_vectors(str(target.with_suffix(".vec")))
    model.save_floret_vectors(str(target))
