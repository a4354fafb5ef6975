"""What is read as a date, and which date holds for a clause. The persons are fictional; nothing here ever happened."""

from __future__ import annotations

import pytest

import depesje
from depesje.language import lexicon, pipeline, syntax
from depesje.language.syntax import Parse
from depesje.reading import dates
from depesje.reading.dates import Dates
from depesje.records import Language, Report


def read(text: str, published: str | None, language: Language = "nb") -> tuple[Parse, Dates]:
    nlp = pipeline.load(language)
    parse = syntax.from_docs(text, [(a, nlp(text[a:b])) for a, b in syntax.paragraphs(text)])
    report = Report(id="", text=text, language=language, published=published)
    return parse, dates.find(lexicon.load(language), parse, report)


def holding(text: str, word: str, published: str | None, language: Language = "nb") -> str | None:
    parse, found = read(text, published, language)
    when = found.when(parse.words.index(word))
    return when.edtf if when is not None else None


@pytest.mark.parametrize(
    ("language", "text", "word", "when"),
    [
        ("nb", "Utenriksminister Nils Hagestad møtte torsdag sin kollega i Wien.", "møtte", "2022-02-10"),
        ("nn", "Laurdag skal Nils Hagestad møte kollegaen sin i Wien.", "møte", "2022-02-12"),
        ("nb", "Forhandlingene fortsetter i Genève 14. februar.", "fortsetter", "2022-02-14"),
        ("nb", "Hagestad krever at Norden svarer.", "krever", None),
    ],
)
def test_the_date_that_goes_with_a_verb(language: Language, text: str, word: str, when: str | None) -> None:
    assert holding(text, word, "2022-02-11", language) == when


def test_a_weekday_stays_at_the_month_where_no_more_is_known() -> None:
    text = "Nils Hagestad møtte torsdag sin kollega i Wien."
    assert holding(text, "møtte", "2022-01") == "2022-01"
    assert holding(text, "møtte", None) is None


def test_when_something_was_said() -> None:
    record = depesje.read(
        "– Vi har ikke fått noe svar fra Moskva, sa utenriksminister Nils Hagestad torsdag.",
        language="nb",
        published="2022-01-28",
    )
    assert [s.when for s in record.statements] == ["2022-01-27"]
