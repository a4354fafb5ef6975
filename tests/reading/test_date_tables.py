"""Expressions in sentences and the dates that they mean, language by language: ``dates_nb.tsv`` and its fellows.

The words in brackets are what is asked about; ``-`` says that they tell no date.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from depesje import edtf
from depesje.language import lexicon, pipeline, syntax
from depesje.language.syntax import Parse
from depesje.reading import dates
from depesje.records import Language, Report

FOLDER = Path(__file__).parent
LANGUAGES: tuple[Language, ...] = ("nb", "nn", "en")


def rows(language: Language) -> list[dict[str, str]]:
    with (FOLDER / f"dates_{language}.tsv").open(encoding="utf8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def cases() -> Iterator[tuple[Language, int, str | None, str, str]]:
    for language in LANGUAGES:
        for n, row in enumerate(rows(language)):
            yield language, n, row["published"] or None, row["value"], row["sentence"]


def plain(sentence: str) -> str:
    return sentence.replace("[", "").replace("]", "")


@cache
def parses(language: Language) -> list[Parse]:
    texts = [plain(row["sentence"]) for row in rows(language)]
    nlp = pipeline.load(language)
    docs, scheme = nlp.pipe(texts, batch_size=64), pipeline.scheme(nlp)
    return [
        syntax.from_docs(text, [((0, len(text)), doc)], scheme) for text, doc in zip(texts, docs, strict=True)
    ]


@pytest.mark.parametrize(("language", "n", "published", "value", "sentence"), list(cases()))
def test_what_is_told(language: Language, n: int, published: str | None, value: str, sentence: str) -> None:
    start = sentence.index("[")
    end = sentence.index("]") - 1
    report = Report(id="", text=plain(sentence), language=language, published=published)
    found = dates.find(lexicon.load(language), parses(language)[n], report).expressions
    here = [one.date for one in found if one.start < end and start < one.end]
    assert [when.edtf for when in here] == ([] if value == "-" else [value])
    for when in here:
        written = edtf.parse(when.edtf)
        assert written is not None
        assert (written.earliest or "") <= (when.earliest or "")
        assert (when.latest or "9999") <= (written.latest or "9999")


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_of_them(language: Language) -> None:
    assert len(rows(language)) >= 150
