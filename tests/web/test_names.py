"""States, bodies and offices are called as the language of a page calls them, wherever they are shown."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from depesje.errors import LexiconError
from depesje.language.shownnames import shown
from depesje.language.tables import DATA, FOLDER, rows
from depesje.ledger import Ledger
from depesje.records import (
    Account,
    Actor,
    Division,
    Event,
    Exchange,
    Matter,
    Record,
    Report,
    Span,
    Speaker,
    Statement,
)

from .conftest import Browser

TEXT = (
    "Norge krevde fredag at Tyskland svarer, sier utenriksminister Kari Vinje.\n"
    "Det hvite hus og FN var uenige. Norge snakket med Tyskland i telefon."
)
QUOTED = re.compile(
    r"<(q|blockquote|title)\b.*?</\1>|<div class=\"text\".*?</div>|<p class=\"(?:words|facts-line)\".*?</p>",
    re.S,
)
OTHERS = {
    "nb": ("Norge", "Tyskland", "Det hvite hus", "FN", "utenriksminister"),
    "nn": ("Noreg", "Tyskland", "Det kvite huset", "FN", "utanriksminister"),
    "en": ("Norway", "Germany", "White House", "United Nations", "foreign minister"),
}


def _at(words: str, nth: int = 0) -> Span:
    start = [found.start() for found in re.finditer(re.escape(words), TEXT)][nth]
    return Span(start, start + len(words), words)


def _told() -> Record:
    people = (
        Actor("a1", "Norway", "state", "NOR", mentions=(_at("Norge"), _at("Norge", 1))),
        Actor("a2", "Germany", "state", "DEU", mentions=(_at("Tyskland"), _at("Tyskland", 1))),
        Actor("a3", "White House", "body", "USA", mentions=(_at("Det hvite hus"),)),
        Actor("a4", "United Nations", "alliance", "UNO", mentions=(_at("FN"),)),
        Actor("a5", "Kari Vinje", "person", "NOR", "foreign minister", mentions=(_at("Kari Vinje"),)),
    )
    said = (
        Statement("s1", Speaker(_at("Kari Vinje"), "a5"), _at("sier"), (_at("Tyskland svarer"),), "indirect", to=("a2",),
                  per=("a3",)),
        Statement("s2", Speaker(_at("Norge"), "a1"), _at("krevde"), (_at("Tyskland svarer"),), "indirect", act="demand",
                  to=("a2", "a4")),
    )  # fmt: skip
    done = (
        Event("e1", "REQUEST", _at("krevde"), actor=("a1",), recipient=("a2",), per=("a3",), when="2031-05-08",
              earliest="2031-05-08", latest="2031-05-08"),
    )  # fmt: skip
    matters = (
        Matter("m1", "demand", ("a1",), ("a2",), ("a3",), "svar", deadline="2031-05-09", evidence=(_at("krevde"),),
               statements=("s2",), events=("e1",)),
    )  # fmt: skip
    calls = (
        Exchange("x1", "call", ("a1", "a2"), "2031-05-08", (_at("telefon"),),
                 (Account("a3", ("s1",)), Account("a4", ("s2",)))),
    )  # fmt: skip
    return Record(
        Report("vinje", TEXT, title="Kravet", language="nb", published="2031-05-08"),
        people, said, None, done, matters, (Division("a4", None, (_at("uenige"),)),), calls,
    )  # fmt: skip


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_pages_call_them_so(visit: Callable[..., Browser], book: Ledger, language: str) -> None:
    book.add(_told())
    browser = visit()
    browser.post("/settings", {"language": language, "theme": "system", "keys": "on"})
    ids = {row.name: row.id for name in ("NOR", "DEU", "USA", "UNO") for row in book.who(name)}
    st, ev, ma = (
        rows[0].id for rows in (book.said(by="NOR"), book.timeline(by="NOR"), book.matters(by="NOR"))
    )
    (call,) = (row.id for row in book.exchanges(party="NOR"))
    norway, germany, house, nations, office = OTHERS[language]
    pages = {
        "/report?id=vinje": {norway},
        f"/record/{st}/card": {germany}, f"/record/{ev}/card": {norway, germany, house},
        f"/record/{ma}/card": {norway, house},
        "/search?by=NOR": {norway, germany, nations, house}, "/search?what=matters&by=NOR": {norway, germany, house},
        "/actor?name=NOR": {norway, office}, f"/actor?id={ids['Norway']}": {norway, germany, nations},
        f"/actor?id={ids['Germany']}&show=told": {germany, norway, house}, f"/actor?id={ids['Norway']}&show=done": {germany},
        f"/actor?id={ids['Norway']}&show=raised": {germany}, f"/actor?id={ids['Norway']}&show=met": {germany},
        f"/actor?id={ids['Kari Vinje']}": {office}, f"/actor?id={ids['United Nations']}": {nations},
        "/matters": {norway, germany}, f"/matters/{ma}": {norway, germany, house},
        "/exchanges": {norway, germany, house, nations}, f"/exchanges/{call}": {norway, house, nations},
        "/timeline?since=2031-05&until=2031-05": {norway, germany}, "/": {norway, germany},
    }  # fmt: skip
    never = {name for names in OTHERS.values() for name in names} - set(OTHERS[language]) - {"FN"}
    for path, wanted in pages.items():
        answer = browser.get(path)
        assert answer.status_code == 200, path
        # What reports say stays in their own words.
        text = re.sub(r"<[^>]*>", " ", QUOTED.sub(" ", answer.text))
        for name in wanted:
            assert name in text, (path, name)
        for name in never:
            assert not re.search(rf"\b{name}\b", text) or path.startswith("/report"), (path, name)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_whoever_is_shown_so_is_found_so(browser: Browser, book: Ledger, language: str) -> None:
    """A reader of Nynorsk has reports in Bokmål before them, and asks for what the page calls their people."""
    book.add(_told())
    for kept, name in zip(
        ("Norway", "Germany", "White House", "United Nations"), OTHERS[language], strict=False
    ):
        [row] = browser.get("/api/v1/who", params={"name": name}).json()
        assert row["name"] == kept
        answer = browser.get("/actor", params={"name": name})
        assert (answer.status_code, answer.headers["location"]) == (303, f"/actor?id={row['id']}")
        sides = [browser.get("/api/v1/said", params={side: name}).json() for side in ("party", "per")]
        assert any(sides), name


def test_a_feed_calls_them_so(browser: Browser, book: Ledger) -> None:
    book.add(_told())
    assert "Norge: svar" in browser.get("/deadlines.ics").text.replace("\r\n ", "").replace(" → Tyskland", "")


@pytest.mark.parametrize(
    ("language", "kept", "called"),
    [
        ("nb", "Norway", "Norge"), ("nn", "Norway", "Noreg"), ("en", "Norway", "Norway"),
        ("nb", "NOR", "Norge"), ("nn", "EUU", "EU"), ("en", "DEU", "Germany"), ("en", "UNO", "United Nations"),
        ("nb", "OSCE", "OSSE"), ("nb", "NATO", "NATO"), ("nn", "White House", "Det kvite huset"),
        ("nb", "ambassador of Russia", "ambassadør for Russland"), ("en", "ambassador of Russia", "ambassador of Russia"),
        ("nn", "foreign minister of Germany", "utanriksminister for Tyskland"), ("nb", "ambassador", "ambassadør"),
        ("nb", "Ramón Vega", "Ramón Vega"), ("nb", "den russiske regjeringen", "den russiske regjeringen"),
        ("nb", "Church of Nowhere", "Church of Nowhere"), ("nb", "", ""),
        ("nb", "secretary-general of NATO", "generalsekretær for NATO"),
    ],
)  # fmt: skip
def test_what_a_kept_name_or_code_is_called(language: str, kept: str, called: str) -> None:
    assert shown(language).code(kept) == called


def test_offices_are_called_by_the_role_nouns_of_the_language() -> None:
    assert [shown(one).role("secretary general") for one in ("nb", "nn", "en")] == [
        "generalsekretær", "generalsekretær", "secretary-general",
    ]  # fmt: skip
    assert shown("nb").role("keeper of the seal") == "keeper of the seal"


def test_what_is_shown_is_shown_for_bodies_that_there_are() -> None:
    known = {row["name"] for row in rows(DATA / "bodies.tsv")}
    listed = {
        language: [row["name"] for row in rows(FOLDER / language / "output" / "names.tsv")]
        for language in ("nb", "nn", "en")
    }
    for names in listed.values():
        assert set(names) <= known
        assert names == sorted(set(names))
    assert listed["nb"] == listed["nn"]
    for row in rows(DATA / "states.tsv"):
        assert row["nb"] and row["nn"] and row["en"], row["code"]


def test_a_language_without_names_is_told_so() -> None:
    with pytest.raises(LexiconError, match="no names in 'fo'"):
        shown("fo")
