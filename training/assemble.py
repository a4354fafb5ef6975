"""Joins the syntax and names encoders into one pipeline folder without pickles."""

from __future__ import annotations

from pathlib import Path

import spacy

META = {
    "name": "depesje_ud",
    "version": "1.0.0",
    "description": "Norwegian (Bokmål and Nynorsk): UPOS, morphology, lemmas, UD parse, NorNE's named entities",
    "author": "Depesje",
    "license": "Apache-2.0",
}


def assemble(syntax: Path, names: Path, target: Path) -> None:
    """Writes one pipeline (syntax, then names) to ``target``; the two keep encoders of their own and share vectors."""
    nlp = spacy.load(syntax)
    other = spacy.load(names)
    for pipe in ("names_tok2vec", "ner"):
        nlp.add_pipe(pipe, source=other)
    nlp.meta.update(META)
    nlp.to_disk(target)


def size(folder: Path) -> int:
    """Bytes of all files below ``folder``."""
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
