"""The catalogues have every text of the pages in every language, and no other; a broken one is named."""

from __future__ import annotations

import ast
import pickle
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from depesje.errors import Code, CorrectionError, DepesjeError, LexiconError
from depesje.ledger.corrections.fields import a_kind
from depesje.web.catalogue import read
from depesje.web.languages import LANGUAGES, Words, catalogue, chosen
from depesje.web.rendering import FOLDER
from depesje.web.terms import TERMS

from .extracting import CHANGING, contexts, errors, raised, templates, texts

CODES = {(kind, code) for kind, codes in TERMS.items() for code in codes}
_VALUE = re.compile(r"%\((\w+)\)[sr]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_missing_and_nothing_unused(language: str) -> None:
    held = catalogue(language)  # type: ignore[arg-type]
    told = {("", template) for template in errors()}  # in English it may stand as it is
    spoken = set() if language == "en" else told | {("", text) for text in texts()}
    assert held.texts.keys() - CODES - spoken - told == set(), "unused"
    assert (CODES | spoken) - held.texts.keys() == set(), "missing"
    assert [key for key, values in held.texts.items() if not all(values)] == [], "empty"


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_what_is_put_in_is_put_in_everywhere(language: str) -> None:
    held, plurals, told = catalogue(language), texts(), errors()  # type: ignore[arg-type]
    for (context, english), values in held.texts.items():
        if not context:
            assert (len(values) == 2) == (plurals.get(english) is not None), english
            given = set(_VALUE.findall(english))
            for value in values:
                found = set(_VALUE.findall(value))
                assert found <= given if english in told else found == given, english


@pytest.mark.parametrize("path", CHANGING, ids=lambda path: path.name)
def test_what_is_refused_at_the_pages_can_be_said_in_their_language(path: Path) -> None:
    assert [ast.unparse(said) for said in raised(path) if not isinstance(said, ast.Constant)] == []


@pytest.mark.parametrize(
    ("error", "english", "nb", "nn"),
    [
        (
            CorrectionError("%(name)s %(value)r is no whole number", name=Code("field", "count"), value="å"),
            "count 'å' is no whole number",
            "«å» i feltet «antall» er ikke et helt tall.",
            "«å» i feltet «tal» er ikkje eit heilt tal.",
        ),
        (
            CorrectionError(
                "%(kind)s needs %(name)s", "gist", kind=a_kind("event"), name=Code("field", "where")
            ),
            "an event needs where",
            "Feltet «hvor» må fylles ut (hendelse).",
            "Feltet «kvar» må fyllast ut (hending).",
        ),
        (
            CorrectionError("a record to add is one of %(kinds)s", kinds=(Code("record", "matter"), "100 %")),
            "a record to add is one of matter, 100 %",
            "Det som kan legges til, er sak, 100 %.",
            "Det som kan leggjast til, er sak, 100 %.",
        ),
        (DepesjeError("100 % of it"), "100 % of it", "100 % of it", "100 % of it"),
    ],
)
def test_an_error_is_said_in_the_language_of_the_page(
    error: DepesjeError, english: str, nb: str, nn: str
) -> None:
    assert (str(error), Words("en").error(error)) == (english, english)
    assert (Words("nb").error(error), Words("nn").error(error)) == (nb, nn)
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), Words("nn").error(again)) == (english, nn)


def test_every_kind_of_code_that_is_shown_has_words() -> None:
    assert contexts() <= TERMS.keys()


def test_templates_have_no_text_outside_of_the_catalogues() -> None:
    for path in templates():
        if path.name.removesuffix(".html").endswith((".nb", ".nn", ".en")):
            continue  # a text of its own for each language
        source = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", path.read_text(encoding="utf8"), flags=re.S)
        source = re.sub(r"<title>.*?</title>|<kbd.*?</kbd>|<[^>]*>", " ", source, flags=re.S)
        words = re.findall(r"[^\W\d_]{3,}", source.replace("Depesje", ""))
        assert words == [], path.relative_to(FOLDER)


def test_a_number_takes_one_or_other() -> None:
    for words, one, other in ((Words("nb"), "1 sak", "2 saker"), (Words("en"), "1 matter", "2 matters")):
        assert words.count("%(number)s matter", "%(number)s matters", 1) == one
        assert words.count("%(number)s matter", "%(number)s matters", 2) == other
    assert Words("nb").number(12345) == "12\u202f345"


@pytest.mark.parametrize(
    ("given", "nb", "en"),
    [
        ("2022-01-28", "28. jan. 2022", "28 Jan. 2022"),
        ("2022-01-28T10:00:00Z", "28. jan. 2022", "28 Jan. 2022"),
        ("2022-01", "jan. 2022", "Jan. 2022"),
        ("2022", "2022", "2022"),
        ("2022-01~", "jan. 2022~", "Jan. 2022~"),
        ("2022-01/2022-03", "jan. 2022 – mars 2022", "Jan. 2022 – March 2022"),
        ("2022-XX-05", "2022-XX-05", "2022-XX-05"),
        ("2022-21", "2022-21", "2022-21"),
        ("../2022-03", "innen mars 2022", "by March 2022"),
        ("2014/..", "fra 2014", "from 2014"),
        ("../..", "../..", "../.."),
        ("2022-13/2022-14", "2022-13/2022-14", "2022-13/2022-14"),
        (None, "", ""),
    ],
)
def test_dates_are_as_exact_as_they_are(given: str | None, nb: str, en: str) -> None:
    assert Words("nb").date(given).replace("\u00a0", " ") == nb
    assert Words("en").date(given).replace("\u00a0", " ") == en


@pytest.mark.parametrize(
    ("wanted", "accepted", "language"),
    [
        (None, None, "nb"),
        ("nn", "en", "nn"),
        ("xx", "en-GB,en;q=0.9", "en"),
        (None, "fr, en;q=0.5, nn;q=0.7", "nn"),
        (None, "no", "nb"),
        (None, "en;q=0", "nb"),
        (None, ",;q=,\x00" * 500, "nb"),
    ],
)
def test_a_language_is_chosen(wanted: str | None, accepted: str | None, language: str) -> None:
    assert chosen(wanted, accepted) == language


@pytest.mark.parametrize(
    "source",
    [
        'msgid "a"\n',
        'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n',
        "msgid 'a'\n",
        '"a"\n',
        'msgstr "a"\n',
        'msgfoo "a"\n',
        'msgid "\\x41"\n',
    ],
)
def test_a_broken_catalogue_is_named_with_its_line(source: str) -> None:
    with pytest.raises(LexiconError, match=r"x\.po:\d"):
        read(source, "x.po")


def test_catalogues_may_be_read_by_many_at_once() -> None:
    """The first pages that are asked for come together, each in a thread of its own."""
    sources = [
        (FOLDER.parent / "locale" / f"{language}.po").read_text(encoding="utf8") for language in LANGUAGES
    ]
    with ThreadPoolExecutor(16) as threads:
        held = list(threads.map(lambda n: read(sources[n % 3], "x.po"), range(48)))
    assert all(one == held[n % 3] for n, one in enumerate(held))
