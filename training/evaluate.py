"""Scores a pipeline on the treebank's test files and times it beside another pipeline in one run."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example

FIGURES = (("UPOS", "pos_acc"), ("UAS", "dep_uas"), ("LAS", "dep_las"), ("lemma", "lemma_acc"), ("feats", "morph_acc"),
           ("sentences", "sents_f"), ("names F", "ents_f"))  # fmt: skip


def scores(nlp: Language, docs: Path) -> dict[str, Any]:
    """spaCy's scores of ``nlp`` on a ``DocBin`` file, gold tokens."""
    gold = list(DocBin().from_disk(docs).get_docs(nlp.vocab))
    return nlp.evaluate([Example(bare(nlp, doc), doc) for doc in gold])


def bare(nlp: Language, doc: Doc) -> Doc:
    """The words of a document alone, as the pipeline gets them."""
    return Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])


def measure(model: Path, tests: Path) -> dict[str, dict[str, Any]]:
    """spaCy's scores per language (nob, nno) for the files in ``tests``."""
    nlp = spacy.load(model)
    return {p.stem: scores(nlp, p) for p in sorted(tests.glob("*.spacy"), reverse=True)}


def record(model: Path, found: dict[str, dict[str, Any]]) -> None:
    """Writes the figures into the pipeline's own ``meta.json``, in place of those of its training."""
    path = model / "meta.json"
    meta = json.loads(path.read_text(encoding="utf8"))
    kept = {key for _, key in FIGURES} | {"ents_p", "ents_r", "ents_per_type"}
    meta["performance"] = {
        language: {k: _rounded(v) for k, v in figures.items() if k in kept}
        for language, figures in found.items()
    }
    path.write_text(json.dumps(meta, indent=2, ensure_ascii=False) + "\n", encoding="utf8")


def _rounded(value: Any) -> Any:
    return {k: _rounded(v) for k, v in value.items()} if isinstance(value, dict) else round(value, 4)


def table(found: dict[str, dict[str, Any]]) -> str:
    """A Markdown table of figures per language, as ``measure`` gives them."""
    lines = ["| | " + " | ".join(found) + " |", "|---|" + "---:|" * len(found)]
    for label, key in FIGURES:
        lines.append(f"| {label} | " + " | ".join(f"{100 * s[key]:.1f}" for s in found.values()) + " |")
    for kind in sorted({k for s in found.values() for k in s["ents_per_type"]}):
        cells = [100 * s["ents_per_type"].get(kind, {"f": 0.0})["f"] for s in found.values()]
        lines.append(f"| {kind} F | " + " | ".join(f"{c:.1f}" for c in cells) + " |")
    return "\n".join(lines)


def speed(names: Sequence[str], texts: dict[str, list[str]], rounds: int = 6) -> dict[str, float]:
    """Words a second of processor time of each pipeline on the texts given under its name: the median of ``rounds``, taken
    in turns in one run.

    Processor time counts all threads: set ``OMP_NUM_THREADS=1`` to compare.
    """
    pipelines = {name: spacy.load(name) for name in names}
    found: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(rounds):
        for name, nlp in pipelines.items():
            begun = time.process_time()
            words = sum(len(doc) for doc in nlp.pipe(texts[name], batch_size=32))
            found[name].append(words / (time.process_time() - begun))
    return {name: median(speeds) for name, speeds in found.items()}


def main() -> None:
    """Prints the score table, and words/s beside a peer where one is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("tests", type=Path, help="folder with nob.spacy and nno.spacy")
    parser.add_argument("--peer", help="an installed English pipeline, timed on --english")
    parser.add_argument("--english", type=Path, help="English text, one paragraph a line, for the peer")
    options = parser.parse_args()
    print(table(measure(options.model, options.tests)))
    if options.peer and options.english:
        blank = spacy.blank("nn")
        files = sorted(options.tests.glob("*.spacy"))
        own = [doc.text for f in files for doc in DocBin().from_disk(f).get_docs(blank.vocab)]
        english = options.english.read_text(encoding="utf8").splitlines()
        found = speed([str(options.model), options.peer], {str(options.model): own, options.peer: english})
        for name, figure in found.items():
            print(f"{name}: {figure:.0f} words/s")
        print(f"ratio: {found[str(options.model)] / found[options.peer]:.2f}")


if __name__ == "__main__":
    main()
