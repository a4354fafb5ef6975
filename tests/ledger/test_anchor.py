"""Quotations are found again where they stand, and nothing is taken for one that is none."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from depesje.ledger import Ledger
from depesje.ledger.anchor import CUT, Anchor, anchor, find

from .making import small

LEAD = "Sundet åpnes ikke, sier Lindqvist. "


def words(text: str, quoted: str, last: bool = False) -> Anchor:
    start = text.rindex(quoted) if last else text.index(quoted)
    return anchor(text, start, start + len(quoted))


def test_the_first_words_of_a_text_are_found() -> None:
    assert find(words(LEAD, "Sundet åpnes ikke"), LEAD) == anchor(LEAD, 0, 17)


def test_of_words_that_stand_twice_those_are_meant_that_stand_so() -> None:
    text = "«Sundet må åpnes», sier Vega. «Sundet må åpnes», gjentar Lindqvist torsdag."
    wanted = words(text, "Sundet må åpnes", last=True)
    for moved in (text, "Oppdatert kl. 12. " + text, text.replace("sier Vega", "krever Ramón Vega")):
        found = find(wanted, moved)
        assert found is not None
        assert moved[found.end :].startswith("», gjentar")


def test_words_that_were_cut_short_end_where_they_are_known_to() -> None:
    whole = words(LEAD + "Hun venter svar fra Vega fredag.", "Hun venter svar fra Vega fredag")
    cut = replace(whole, exact="Hun venter svar" + CUT, prefix="", suffix="")
    again, elsewhere = find(cut, LEAD + "Hun venter svar fra Vega fredag."), find(cut, "Hun venter svar nå.")
    assert again is not None
    assert again.exact == "Hun venter svar fra Vega fredag"
    assert elsewhere is not None
    assert elsewhere.exact == "Hun venter svar"


def test_words_that_end_in_dots_of_their_own_are_whole() -> None:
    text = "«Vi venter på svar …», sier Vega."
    wanted = words(text, "Vi venter på svar …")
    assert find(wanted, "I dag: " + text) == words("I dag: " + text, "Vi venter på svar …")


def test_words_of_which_nothing_is_known_stand_nowhere() -> None:
    assert find(Anchor(35, 47, CUT.strip(), "", ""), LEAD + "«Vi venter …», sier Vega.") is None


@given(st.text("ab …", max_size=40), st.integers(0, 40), st.integers(1, 40), st.text("ab …", max_size=40))
def test_what_is_found_stands_in_the_text(text: str, start: int, length: int, other: str) -> None:
    wanted = anchor(text, min(start, len(text)), min(start + length, len(text)))
    for one in (wanted, replace(wanted, exact=wanted.exact[:3] + CUT, prefix="", suffix="")):
        found = find(one, other)
        if found is not None:
            assert 0 <= found.start < found.end <= len(other)
            assert found.exact == other[found.start : found.end]
            assert found.exact.startswith(one.exact.removesuffix(CUT))


def test_what_a_person_settled_moves_into_another_text_by_the_words_that_are_kept(ledger: Ledger) -> None:
    long = "sundet må åpnes for alle skip innen utgangen av mai måned"
    record = small("nett", words=long)
    ledger.add(replace(record, report=replace(record.report, publisher="Fjordposten")))
    (row,) = ledger.said()
    ledger.correct(row.id, "confirm", who="Ida")
    ledger.rights.set_policy("Fjordposten", keep="none", quote_limit=16)
    ledger.rights.apply()
    ledger.rights.set_policy("Fjordposten", keep="full")
    later = small("nett", words="havna stenges")
    text = "I dag: " + later.report.text + " Hun sa før: sundet må åpnes."
    moved = replace(
        later, report=replace(later.report, text=text, publisher="Fjordposten"), statements=(), actors=()
    )
    ledger.add(moved)
    assert [one.words for one in ledger.said()] == [("sundet må åpnes",)]
    assert list(ledger.check()) == []
