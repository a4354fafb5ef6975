"""Exchanges on their pages: the accounts side by side, what only one says, where they contradict, what it rests on."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesje.ledger import Ledger
from depesje.ledger.aligning import Aligned, align
from depesje.ledger.rows import AccountPart, AccountRow, AccountsRow, DifferenceRow, ExchangeRow

from ..ledger.test_exchanges import brief, call
from .conftest import Browser


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def accounts(*told: tuple[str, tuple[str, ...]], differ: tuple[DifferenceRow, ...] = ()) -> AccountsRow:
    """An exchange with these words by source."""
    row = ExchangeRow("ex-1", "call", ("A", "B"), None, ("r",), 1, tuple(name for name, _ in told), "unread")
    return AccountsRow(
        row,
        tuple(
            AccountRow(
                name, None, (AccountPart("r", None, None, (), words, ((0, 1),) * len(words), (), "nb"),)
            )
            for name, words in told
        ),
        differ,
    )


def words_of(table: Aligned) -> list[list[list[str]]]:
    return [[[one.words for one in side.said] for side in topic] for topic in table.topics]


def test_what_sources_say_of_one_thing_stands_in_one_row() -> None:
    table = align(
        accounts(
            ("Borgen", ("flåten trekkes ut av sundet før helgen", "kongen hilser")),
            ("Havforbundet", ("avtalen gjelder fiske", "flåten skal ut av sundet")),
        )
    )
    assert table.sources == ("Borgen", "Havforbundet")
    assert words_of(table) == [[["flåten trekkes ut av sundet før helgen"], ["flåten skal ut av sundet"]]]
    assert [[one.words for one in side.said] for side in table.alone] == [
        ["kongen hilser"],
        ["avtalen gjelder fiske"],
    ]


def test_who_has_most_in_common_stands_first_and_contradictions_before_the_rest() -> None:
    told = (
        ("Alene", ("noe ganske annet om været",)),
        ("Borgen", ("flåten trekkes ut av havnen", "sundet åpnes innen 14 dager")),
        ("Brand", ("flåten skal ut av havnen", "det stemmer ikke")),
    )
    differ = (DifferenceRow("denied", "Brand", "det stemmer ikke", "Borgen", "sundet åpnes innen 14 dager"),)
    table = align(accounts(*told, differ=differ))
    assert table.sources == ("Borgen", "Brand", "Alene")
    assert words_of(table)[0][:2] == [["sundet åpnes innen 14 dager"], ["det stemmer ikke"]]
    assert [side.contrary for side in table.topics[0]] == [("denied",), ("denied",), ()]
    assert [side.contrary for side in table.topics[1]] == [(), (), ()]


def test_two_that_differ_are_not_put_together_by_a_third_that_has_something_of_both() -> None:
    table = align(
        accounts(
            ("Borgen", ("flåten trekkes ut av sundet",)),
            ("Havforbundet", ("flåten trekkes ut av sundet mot at fangene slippes fri fra leiren",)),
            ("Kysten", ("fangene slippes fri fra leiren",)),
        )
    )
    together = [[bool(side.said) for side in topic] for topic in table.topics]
    assert [True, True, True] not in together and sorted(map(sum, together)) == [2, 2]
    assert "Havforbundet" in table.sources and all(
        topic[table.sources.index("Havforbundet")].said for topic in table.topics
    )
    assert not any(side.said for side in table.alone)


def test_one_source_alone_has_no_topics() -> None:
    table = align(accounts(("Borgen", ("flåten trekkes ut av sundet", "flåten skal ut av sundet"))))
    assert table.topics == () and len(table.alone[0].said) == 2


@given(
    st.lists(
        st.lists(
            st.sampled_from("flåten sundet avtalen fiske kongen helgen dager trekkes".split()), max_size=6
        ).map(" ".join),
        max_size=12,
    )
)
def test_every_piece_has_a_place_and_is_alone_or_with_others(words: list[str]) -> None:
    told = tuple((f"S{n}", tuple(dict.fromkeys(words[n::3]))) for n in range(3))
    table = align(accounts(*told))
    for column, name in enumerate(table.sources):
        together = {one.words for row in table.topics for one in row[column].said}
        alone = [one.words for one in table.alone[column].said]
        assert not together & set(alone)
        assert sorted([*together, *alone]) == sorted(dict(told)[str(name)])
    assert all(sum(bool(side.said) for side in topic) > 1 for topic in table.topics)


@pytest.fixture
def called(book: Ledger) -> str:
    """The id of a call that two reports tell of, one of them copied."""
    for record in (call("a"), call("kopi", title="Samtalen"), brief("b")):
        book.add(record)
    (row,) = book.exchanges()
    return row.id


def test_exchanges_are_listed_and_filtered(browser: Browser, called: str) -> None:
    shown = plain(browser.get("/exchanges").text)
    assert "Åse Lindqvist – Ramón Vega" in shown and "7. mai 2031" in shown.replace("\u00a0", " ")
    for asked, found in (
        ("party=Lindqvist", True),
        ("party=Ingen", False),
        ("channel=call", True),
        ("channel=letter", False),
        ("since=2032", False),
        ("per=Borgen", True),
    ):
        assert (f'href="/exchanges/{called}"' in browser.get(f"/exchanges?{asked}").text) is found, asked
    assert browser.get("/exchanges?channel=nonsense").status_code == 400


def test_accounts_stand_side_by_side_with_what_they_rest_on(browser: Browser, called: str) -> None:
    page = browser.get(f"/exchanges/{called}").text
    shown = plain(page)
    for words in ("Borgen", "Igor Brand", "Tor Vang", "sundet åpnes innen 14 dager", "Det stemmer ikke"):
        assert words in shown
    assert "2 uavhengige rapporter" in shown and "og 1 kopi av dem" in shown
    assert "≠ benektet" in shown and "Der de sier imot hverandre" in shown
    assert page.count('<th scope="col">') == 4


def test_titles_of_reports_stay_words(browser: Browser, book: Ledger) -> None:
    book.add(call("a", title="<b onclick=x>Samtale"))
    (row,) = book.exchanges()
    page = browser.get(f"/exchanges/{row.id}").text
    assert "<b onclick" not in page and "&lt;b onclick" in page


@pytest.mark.parametrize("path", ["/exchanges/ex-999", "/exchanges/st-1", "/exchanges/nonsense"])
def test_what_is_no_exchange_is_not_there(browser: Browser, called: str, path: str) -> None:
    assert browser.get(path).status_code == 404


def test_an_exchange_is_a_record_with_an_address(browser: Browser, called: str) -> None:
    assert browser.get(f"/record/{called}").headers["location"] == f"/exchanges/{called}"
