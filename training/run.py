"""Makes the shipped Norwegian pipeline, from treebank files to a folder that spaCy loads.

    python -m training.run --treebank FOLDER [--excluded FILE] [--raw FOLDER] --work FOLDER

Stages, each skipped where its result is already in the work folder: training documents, vectors, the two encoders (syntax
and names, trained side by side, one process each), the labels of names, assembly, evaluation. Seeds are fixed in the two
.cfg files and in the modules.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from training import assemble, corpus, evaluate, labels, swapping, vectors

HERE = Path(__file__).parent
PARTS = ("train", "dev", "test")
DATA = HERE.parent / "src/depesje/language/data"
VARIATION_SEED, SINGLE_SEED, SWAPPING_SEED = 1, 2, 3
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS")


def documents(treebank: Path, barred_file: Path | None, work: Path) -> None:
    """Writes train, dev and test documents of both languages; only train leaves out the excluded sentences."""
    for part in PARTS:
        for language in corpus.LANGUAGES:
            target = work / part / f"{language}.spacy"
            if target.exists():
                continue
            trained = part == "train"
            barred = corpus.excluded(barred_file) if trained else frozenset()
            source = corpus.find(treebank, language, part)
            count = corpus.write_docs(source, target, barred, VARIATION_SEED if trained else None)
            print(f"{part} {language}: {count} documents")


def name_documents(treebank: Path, barred_file: Path | None, work: Path) -> None:
    """Adds to the texts that names are trained on: sentences by themselves, and copies with names swapped."""
    folder = work / "train-names"
    if (folder / "swapped.spacy").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    whole = []
    for language in corpus.LANGUAGES:
        whole.append(folder / f"{language}.spacy")
        shutil.copy(work / "train" / f"{language}.spacy", whole[-1])
        source, barred = corpus.find(treebank, language, "train"), corpus.excluded(barred_file)
        corpus.write_docs(source, folder / f"{language}-single.spacy", barred, SINGLE_SEED, most=1)
    count = swapping.write_swapped(whole, folder / "swapped.spacy", DATA, SWAPPING_SEED)
    print(f"swapped copies: {count} documents")


def word_vectors(treebank: Path, barred: Path | None, raw: Path | None, work: Path) -> None:
    """Trains floret vectors and packs them as a spaCy vocabulary."""
    if (work / "vectors").exists():
        return
    if not (work / "vectors.floret").exists():
        count = vectors.write_text(treebank, barred, raw, work / "text.txt", VARIATION_SEED)
        print(f"text for vectors: {count} words")
        vectors.train(work / "text.txt", work / "vectors.floret", os.cpu_count() or 1)
    source, target = str(work / "vectors.floret"), str(work / "vectors")
    command = [sys.executable, "-m", "spacy", "init", "vectors", "nn", source, target, "--mode", "floret"]
    subprocess.run(command, check=True)


def encoders(work: Path) -> None:
    """Trains syntax and names side by side, one thread each, and waits for both; raises where one fails."""
    env = os.environ | dict.fromkeys(THREADS, "1")
    running = []
    for name, trained in (("syntax", "train"), ("names", "train-names")):
        if (work / name / "model-best").exists():
            continue
        paths = [f"--paths.train={work / trained}", f"--paths.dev={work / 'dev'}"]
        command = [sys.executable, "-m", "spacy", "train", str(HERE / f"{name}.cfg"), *paths]
        command += [f"--paths.vectors={work / 'vectors'}", "--output", str(work / name)]
        running.append((name, subprocess.Popen(command, env=env)))
    for name, process in running:
        if process.wait():
            raise RuntimeError(f"training {name} failed with status {process.returncode}")


def name_labels(work: Path) -> Path:
    """Trains the second stage of the names; returns the file of its weights."""
    target = work / "labels/weights.npz"
    if not target.exists():
        labels.write(work / "syntax/model-best", work / "train", target)
    return target


def main() -> None:
    """Runs all stages; see the module's text."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--treebank", type=Path, required=True, help="folder with nob/nno-train/dev/test.conllu[.gz]"
    )
    parser.add_argument("--excluded", type=Path, help="file of SHA-256 keys of sentences never trained on")
    parser.add_argument("--raw", type=Path, help="folder of .txt files for the vectors (NoReC's data folder)")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--target", type=Path, default=HERE.parent / "src/depesje/language/model")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    documents(options.treebank, options.excluded, options.work)
    name_documents(options.treebank, options.excluded, options.work)
    word_vectors(options.treebank, options.excluded, options.raw, options.work)
    encoders(options.work)
    card = options.target / "MODEL_CARD.md"
    kept = card.read_text(encoding="utf8") if card.exists() else None
    weights = name_labels(options.work)
    shutil.rmtree(options.target, ignore_errors=True)
    syntax, names = (options.work / part / "model-best" for part in ("syntax", "names"))
    assemble.assemble(syntax, names, weights, options.target)
    if kept:
        card.write_text(kept, encoding="utf8")
    figures = evaluate.measure(options.target, options.work / "test")
    evaluate.record(options.target, figures)
    print(evaluate.table(figures))


if __name__ == "__main__":
    main()
