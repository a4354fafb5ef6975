"""Joins the syntax and names encoders and the second stage of the names into one pipeline folder without pickles."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from depesje.language.pipeline import MODEL
from training import evaluate

META = {
    "name": "depesje_ud",
    "version": "1.1.0",
    "description": "Norwegian (Bokmål and Nynorsk): UPOS, morphology, lemmas, UD parse, NorNE's named entities",
    "author": "The Depesje authors",
    "license": "Apache-2.0",
}


def assemble(syntax: Path, names: Path, labels: Path, target: Path) -> None:
    """Writes one pipeline (syntax, names, their labels) to ``target``; both encoders share the vectors.

    ``labels`` is the file of weights that ``training.labels`` writes.
    """
    nlp = spacy.load(syntax)
    other = spacy.load(names)
    for pipe in ("names_tok2vec", "ner"):
        nlp.add_pipe(pipe, source=other)
    finish(nlp, labels, target)


def finish(nlp: Language, labels: Path, target: Path) -> None:
    """Puts the second stage of the names behind the others and writes the pipeline, without the paths of this machine."""
    stage: Any = nlp.add_pipe("depesje_name_labels", name="name_labels")
    stage.from_bytes(labels.read_bytes())
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    nlp.meta.update(META)
    nlp.to_disk(target)


def renew(model: Path, labels: Path, tests: Path) -> str:
    """Gives the pipeline in ``model`` another second stage; returns the table of its figures on the files in ``tests``."""
    nlp = spacy.load(model, exclude=["name_labels"])
    finish(nlp, labels, model)
    figures = evaluate.measure(model, tests)
    evaluate.record(model, figures)
    return evaluate.table(figures)


def main() -> None:
    """Gives the shipped pipeline another second stage of the names, and prints what it can do then."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--labels", type=Path, required=True, help="weights that training.labels has written")
    parser.add_argument("--tests", type=Path, required=True, help="folder with nob.spacy and nno.spacy")
    options = parser.parse_args()
    print(renew(options.model, options.labels, options.tests))


if __name__ == "__main__":
    main()
