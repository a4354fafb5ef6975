"""What is read as a date, and which date holds for a clause. The persons are fictional; nothing here ever happened."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import depesje
from depesje import edtf
from depesje.language import lexicon, pipeline, syntax
from depesje.language.syntax import Parse
from depesje.reading import components, dates
from depesje.reading.dates import Dates
from depesje.records import Language, Report


def read(text: str, published: str | None, language: Language = "nb") -> tuple[Parse, Dates]:
    nlp = pipeline.load(language)
    parse = syntax.from_docs(
        text,
        [((a, b), nlp(syntax.plain(text[a:b]))) for a, b in syntax.paragraphs(text)],
        pipeline.scheme(nlp),
    )
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


@pytest.mark.parametrize(
    ("text", "word", "when"),
    [
        # A temporal clause lends its time to the clause above it, another clause does not.
        ("Presidenten advarte mot krig da han onsdag besøkte Riga.", "advarte", "2022-02-09"),
        ("Presidenten sier at landet onsdag mottok støtte.", "sier", None),
        # A date before a noun is the noun's, not the verb's.
        ("Ministeren avlyste fredagens møte.", "møte", "2022-02-11"),
        ("Ministeren avlyste fredagens møte.", "avlyste", None),
        # What is promised has no time from the promise.
        ("Presidenten ba onsdag om støtte fra alliansen.", "støtte", None),
        # A narrative goes on from the day told last, in the simple past only and in the same place.
        ("Presidenten besøkte onsdag Riga. Han advarte mot krig.", "advarte", "2022-02-09"),
        ("Presidenten besøkte onsdag Riga. Han advarer mot krig.", "advarer", None),
        ("Presidenten besøkte onsdag Riga. I Paris advarte ministeren mot krig.", "advarte", None),
        ("Avtalen ble undertegnet i 2014. Presidenten advarte mot krig.", "advarte", None),
    ],
)
def test_the_date_that_holds_for_a_clause(text: str, word: str, when: str | None) -> None:
    assert holding(text, word, "2022-02-10") == when


def test_the_component_takes_the_date_of_the_document() -> None:
    nlp = pipeline.load("nb")
    doc = nlp("Hun reiste hjem i går.")
    doc.user_data["published"] = "2022-02-10"
    doc = components.DateFinder(nlp, "nb", None)(doc)
    assert [(doc.text[one.start : one.end], one.date.edtf) for one in doc._.dates] == [
        ("i går", "2022-02-09")
    ]


EXPRESSIONS = [
    "torsdag", "forrige uke", "i fjor", "i går", "om to uker", "for tre dager siden", "i januar", "3. mars", "i høst",
    "siden mandag", "de siste månedene", "i påsken", "for få dager siden", "neste fredag", "i helga", "fra 3. til 7. mai",
]  # fmt: skip


@given(
    st.sampled_from(EXPRESSIONS),
    st.dates(date(1990, 1, 1), date(2050, 1, 1)),
    st.sampled_from([4, 7, 10]),
)
def test_never_more_exact_than_the_report(expression: str, day: date, known: int) -> None:
    published = day.isoformat()[:known]
    _, found = read(f"De møttes {expression}.", published)
    for one in found.expressions:
        written = edtf.parse(one.date.edtf)
        assert written is not None
        assert (
            (written.earliest or "")
            <= (one.date.earliest or "")
            <= (one.date.latest or "9999")
            <= (written.latest or "9999")
        )
        if known < 10 and one.kind not in ("date", "days", "holiday", "range"):
            assert all(len(end.rstrip("~")) <= 7 for end in one.date.edtf.split("/"))


@pytest.mark.parametrize(
    ("language", "text", "deadline"),
    [
        ("nb", "USA krever at Russland trekker styrkene ut av Ukraina innen 1. mars.", "2022-03-01"),
        ("nn", "USA krev at Russland trekkjer styrkane ut av Ukraina innan to veker.", "2022-02-24~"),
        ("nb", "USA krever at Russland trekker styrkene ut av Ukraina.", None),
    ],
)
def test_by_when_something_is_demanded(language: Language, text: str, deadline: str | None) -> None:
    record = depesje.read(text, language=language, published="2022-02-10")
    assert [matter.deadline for matter in record.matters] == [deadline]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Avtalen ble undertegnet 14.3.89.", "1989-03-14"),
        ("Avtalen ble undertegnet 14.3.61 i Bern.", "1961-03-14"),
        ("Avtalen ble undertegnet 14.3.07 i Bern.", "2007-03-14"),
    ],
)
def test_a_year_of_two_digits_is_of_the_century_that_lies_near(text: str, value: str) -> None:
    assert [one.date.edtf for one in read(text, "2022-02-11")[1].expressions] == [value]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_week_by_number_needs_a_year_from_somewhere(language: Language) -> None:
    text = "The parties meet in week 12." if language == "en" else "Partene møtes i uke 12."
    assert [one.date.edtf for one in read(text, None, language)[1].expressions] == []
