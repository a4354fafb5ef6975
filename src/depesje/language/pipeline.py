"""Loads the spaCy pipeline that parses a language.

Bokmål and Nynorsk share the pipeline that ships in ``model/``. Another installed pipeline can be named instead.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language as Pipeline

from depesje.errors import LanguageError

MODEL = Path(__file__).parent / "model"
SHIPPED = {"nb": MODEL, "nn": MODEL}


@cache
def load(language: str, name: str | None = None) -> Pipeline:
    """The pipeline for ``language`` (nb, nn), or the installed pipeline ``name`` where one is given.

    Loaded once a process. Raises ``LanguageError`` where the language has no pipeline or the named one is not there.
    """
    if name is None and language not in SHIPPED:
        raise LanguageError(
            f"no pipeline for language {language!r}; there is one for {', '.join(sorted(SHIPPED))}"
        )
    return _load_from(name or str(SHIPPED[language]))


@cache
def version(language: str) -> str:
    """Name and version of the shipped pipeline for ``language``, read without loading it."""
    meta = json.loads((SHIPPED[language] / "meta.json").read_text(encoding="utf8"))
    return f"{meta['name']}-{meta['version']}"


@cache
def _load_from(name: str) -> Pipeline:
    try:
        return spacy.load(name)
    except OSError as error:
        raise LanguageError(f"pipeline {name!r} cannot be loaded: {str(error).splitlines()[0]}") from error
