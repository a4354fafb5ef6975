"""How much of a source is kept, and how long: at once for what is added, and for the rest when it is applied."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesje.errors import LedgerError, ReservedError
from depesje.intake.origin import Origin
from depesje.ledger import Ledger
from depesje.ledger.rights import Applied, Policy, Terms
from depesje.ledger.rights.blanking import only, quotation, shown
from depesje.ledger.rights.policies import cutoff, source_key
from depesje.records import Record, Report, Reservation
from tests.places import Place

from ..making import GRENSE, SUND, V1, V2, grense, small, sund
from .looking import found, is_whole, text


def of(record: Record, **about: object) -> Record:
    """The record of a report with another origin."""
    return replace(record, report=replace(record.report, **about))


def past(place: Place, days: int = 400) -> None:
    """Let all that a ledger holds have come so long ago."""
    then = (
        (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="microseconds").replace("+00:00", "Z")
    )
    place.sql("UPDATE revisions SET recorded_at = :then", then=then)


def test_the_most_specific_policy_holds_and_the_default_fills_what_it_leaves_open(ledger: Ledger) -> None:
    rights = ledger.rights
    origin = Report(
        "r", "t", publisher="Fjordposten", agency="Nordbyrået", url="https://www.nyheter.fjord.example/a"
    )
    assert rights.terms(origin) == Terms("full", "forever", 300, "refuse")
    rights.set_policy("default", retain="12m", quote_limit=0)
    rights.set_policy("NORDBYRÅET", keep="none")
    assert rights.terms(origin) == Terms("none", "12m", 0, "refuse")
    rights.set_policy("fjordposten", keep="quotes", quote_limit=80)
    assert rights.terms(origin) == Terms("quotes", "12m", 80, "refuse")
    rights.set_policy("https://fjord.example/om", keep="full")
    assert rights.terms(origin).keep == "full"
    rights.set_policy("nyheter.fjord.example", keep="none")
    assert rights.terms(origin).keep == "none"
    assert rights.terms(replace(origin, url="https://fjord.example.com/")).keep == "quotes"
    assert rights.drop_policy("Nyheter.Fjord.example")
    assert not rights.drop_policy("nyheter.fjord.example")
    assert rights.terms(origin).keep == "full"


@pytest.mark.parametrize(
    "source", ["blåbær.example", "https://www.Blåbær.example/om", "xn--blbr-roah.example"]
)
@pytest.mark.parametrize("host", ["www.blåbær.example", "nytt.xn--blbr-roah.example", "BLÅBÆR.example."])
def test_a_host_with_letters_beyond_ascii_is_one_in_either_spelling(
    ledger: Ledger, source: str, host: str
) -> None:
    assert source_key(source) == "xn--blbr-roah.example"
    ledger.rights.set_policy(source, keep="none")
    assert ledger.rights.terms(Report("r", "t", url=f"https://{host}/a")).keep == "none"
    assert ledger.rights.terms(Report("r", "t", publisher="Blåbær.example")).keep == "none"
    assert ledger.rights.terms(Report("r", "t", url="https://blabaer.example/a")).keep == "full"


def test_policies_are_kept_with_who_set_them_and_what_is_not_given_stays(
    ledger: Ledger, place: Place
) -> None:
    ledger.rights.set_policy("Fjordposten", keep="quotes", who="Kari")
    ledger.rights.set_policy("FJORDPOSTEN", retain="90d", who="Per")
    (row,) = ledger.rights.policies()
    assert replace(row, since=None) == Policy("FJORDPOSTEN", "quotes", "90d", who="Per")
    assert place.sql("SELECT keep, retain, who, superseded_at IS NULL FROM policies ORDER BY key") == [
        ("quotes", None, "Kari", False),
        ("quotes", "90d", "Per", True),
    ]


@pytest.mark.parametrize(
    ("source", "more", "said"),
    [
        ("Avis", {"retain": "snart"}, "'snart' is no span of time"),
        ("Avis", {"retain": "0d"}, "no span of time"),
        ("Avis", {"quote_limit": -1}, "a quotation cannot have -1 characters"),
        ("Avis", {"reserved": "keep"}, "say by what right"),
        ("  ", {"keep": "none"}, "is no source"),
        ("Avis", {"keep": "litt"}, "'litt' is no way to keep a text"),
    ],
)
def test_a_policy_that_cannot_be_is_refused(
    ledger: Ledger, source: str, more: dict[str, object], said: str
) -> None:
    with pytest.raises(LedgerError, match=said):
        ledger.rights.set_policy(source, **more)  # type: ignore[arg-type]
    assert ledger.rights.policies() == []


def test_quotes_keep_the_words_that_records_hang_on_and_no_others(ledger: Ledger, place: Place) -> None:
    whole = ledger.add(grense()) and ledger.said()
    ledger.rights.set_policy("default", keep="quotes")
    assert ledger.said() == whole
    assert ledger.rights.apply(dry=True) == Applied(1, 0, 0)
    assert "torsdag" in text(place)
    assert ledger.rights.apply() == Applied(1, 0, 0)
    assert ledger.rights.apply() == Applied(0, 0, 0)
    held = text(place)
    assert len(held) == len(GRENSE)
    assert shown(held).split("\n")[2] == (
        "Nordavinds utenriksminister Åse Lindqvist sa…kravet om fri ferdsel står ved lag."
    )
    assert ledger.said() == whole
    assert [row.kind for row in ledger.search("trekke seg")] == []
    assert [row.kind for row in ledger.search("trekker")] == ["statement"]
    assert [row.kind for row in ledger.search("logg")] == []
    assert [row.kind for row in ledger.search("grensestrid")] == ["report"]  # by its title
    assert found(place, "en logg fra", "ifølge en logg", "mellom Nord", "torsdag at") == []
    is_whole(place)


def test_none_keeps_quotations_of_bounded_length_and_no_text(ledger: Ledger, place: Place) -> None:
    ledger.rights.set_policy("default", keep="none", quote_limit=20)
    ledger.add(grense())
    ledger.add(sund())
    assert set(text(place)) == {"_", "\n"}
    assert {row.words for row in ledger.said()} == {
        ("kravet om fri …",),
        ("Vi trekker oss ikke …",),
        ("presidenten avviser …", "sanksjonene må …"),
        ("sundet åpnes innen …",),
    }
    # places are those of the whole words
    (row,) = ledger.said(by="Lindqvist", to="Vega")
    assert GRENSE[row.start : row.end] == "Vi trekker oss ikke fra sundet"
    assert [row.gist for row in ledger.matters()] == ["sende fire skip", "sundet åpnes innen …"]
    assert [row.condition for row in ledger.matters()] == ["Hvis sundet forblir …", None]
    assert [row.kind for row in ledger.search("trekker")] == ["statement"]
    assert ledger.search("fra sundet") == []
    ledger.rights.apply()  # there is nothing to thin, but to be cleaned, where rows that were never kept stay
    assert (
        found(place, "fra sundet", "ferdsel", "oppheves", "mandag", "stengt, vil", "landene uenige om svaret")
        == []
    )
    is_whole(place)


def test_a_thinned_text_is_known_again_and_its_records_keep_their_ids(ledger: Ledger) -> None:
    for keep in ("quotes", "none"):
        ledger.rights.set_policy("default", keep=keep, quote_limit=12)  # type: ignore[arg-type]
        report = f"{keep}-sak"
        assert ledger.add(grense(report=report)) == "added"
        before = {row.start: row.id for row in ledger.said() if row.report == report}
        assert ledger.has(grense(report=report).report)
        assert ledger.add(grense(report=report)) == "unchanged"
        assert ledger.add(grense(report=report, versions=V2)) == "revised"
        assert {row.start: row.id for row in ledger.said() if row.report == report} == before
        longer = "Nytt: " + GRENSE
        assert ledger.add(grense(longer, report=report)) == "revised"
        assert {row.start - 6: row.id for row in ledger.said() if row.report == report} == before


def test_what_is_kept_in_full_stays_so_and_what_was_thinned_does_not_come_back(
    ledger: Ledger, place: Place
) -> None:
    ledger.rights.set_policy("Fjordposten", keep="quotes")
    ledger.add(of(grense(), publisher="Fjordposten"))
    ledger.add(of(sund(), publisher="Havavisen"))
    assert text(place, 2) == SUND
    ledger.rights.set_policy("Fjordposten", keep="full")
    assert not ledger.rights.apply()
    assert "torsdag" not in text(place)
    # … until somebody who has the text gives it again
    assert ledger.add(of(grense(versions=V2), publisher="Fjordposten")) == "revised"
    assert text(place) == GRENSE
    assert [row.kind for row in ledger.search("logg fra Borgen")] == ["report", "report"]
    is_whole(place)


def test_a_text_given_again_is_held_as_far_as_it_may_be_by_now(ledger: Ledger, place: Place) -> None:
    ledger.rights.set_policy("default", keep="none", quote_limit=10)
    ledger.add(grense())
    ledger.add(grense(versions=V2))
    ledger.rights.set_policy("default", keep="quotes")
    assert not ledger.has(grense().report)
    assert ledger.add(grense(versions=V2)) == "revised"
    assert ledger.add(grense(versions=V2)) == "unchanged"
    assert "kravet om fri ferdsel står ved lag" in text(place)
    assert "torsdag" not in text(place)
    is_whole(place)
    past(place)
    ledger.rights.set_policy("default", keep="full", retain="12m")
    assert ledger.has(grense().report)  # past its time, no more of it may be held than there is
    ledger.rights.apply()
    assert set(text(place)) == {"_", "\n"}


def test_texts_past_their_time_go_and_their_records_stay(ledger: Ledger, place: Place) -> None:
    ledger.add(of(grense(), publisher="Fjordposten"))
    ledger.add(of(sund(), publisher="Havavisen"))
    ledger.rights.set_policy("Fjordposten", retain="12m")
    assert not ledger.rights.apply()
    past(place)
    assert ledger.rights.apply() == Applied(0, 1, 1)
    assert set(text(place)) == {"_", "\n"}
    assert text(place, 2) == SUND
    assert len(ledger.said(by="Lindqvist")) == 2
    assert found(place, "torsdag") == []
    is_whole(place)


def test_an_earlier_text_of_a_report_is_thinned_as_well(ledger: Ledger, place: Place) -> None:
    ledger.add(grense())
    ledger.add(grense(GRENSE.replace("en logg", "ei loggbok")))
    ledger.rights.set_policy("default", keep="quotes")
    assert ledger.rights.apply() == Applied(2, 0, 0)
    assert found(place, "en logg fra", "ei loggbok") == []
    is_whole(place)


def test_a_shorter_limit_shortens_what_was_kept_of_texts_that_are_gone(ledger: Ledger, place: Place) -> None:
    ledger.rights.set_policy("default", keep="none", quote_limit=300)
    ledger.add(grense())
    assert found(place, "kravet om fri ferdsel står ved lag")
    ledger.rights.set_policy("default", quote_limit=15)
    assert ledger.rights.apply() == Applied(0, 1, 0)
    assert not ledger.rights.apply()
    assert found(place, "kravet om fri ferdsel") == []


def test_reserved_reports_come_in_only_where_a_policy_says_by_what_right(ledger: Ledger) -> None:
    reserved = Reservation("meta", "tdm-reservation=1", "https://fjord.example/lisens")
    record = of(grense(), publisher="Fjordposten", reserved=reserved)
    with pytest.raises(
        ReservedError, match=r"grense reserves its rights .* \(meta tdm-reservation=1, policy https://fj"
    ):
        ledger.add(record)
    ledger.rights.set_policy("Fjordposten", reserved="keep", because="avtale av 3. mai")
    assert ledger.add(record) == "added"
    with pytest.raises(ReservedError):
        ledger.add(of(sund(), publisher="Havavisen", reserved=reserved))


@pytest.mark.parametrize(
    ("retain", "day"),
    [
        ("10d", "2032-02-19"),
        ("2w", "2032-02-15"),
        ("1m", "2032-01-29"),
        ("1y", "2031-02-28"),
        ("5y", "2027-02-28"),
    ],
)
def test_spans_of_time_go_by_the_calendar(retain: str, day: str) -> None:
    now = datetime(2032, 2, 29, 12, 0, tzinfo=UTC)
    assert cutoff(retain, now) == f"{day}T12:00:00.000000Z"
    assert cutoff("forever", now) is None


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ("NRK", "nrk"), ("www.NRK.no", "nrk.no"), ("https://www.nrk.no/urix", "nrk.no"), ("Default", "default"),
        ("Agence  France-Presse", "agence france presse"), ("Nordbyrået", "nordbyraet"),
    ],
)  # fmt: skip
def test_a_source_is_known_however_it_is_written(given: str, key: str) -> None:
    assert source_key(given) == key


@given(st.text(max_size=80), st.integers(0, 60))
def test_a_quotation_is_never_longer_than_its_limit_and_cut_between_words(words: str, limit: int) -> None:
    short = quotation(words, limit)
    bare = short.removesuffix("…").rstrip()
    assert len(bare) <= max(limit, len(words) if short == words else 0)
    assert words.startswith(bare)
    assert quotation(short, limit) == short


def test_what_a_person_wrote_down_without_a_source_is_not_thinned(ledger: Ledger, place: Place) -> None:
    ledger.add(grense(versions=None))
    ledger.rights.set_policy("default", keep="none", retain="30d")
    past(place)
    assert not ledger.rights.apply()
    assert text(place) == GRENSE


def test_the_cost_of_a_policy_does_not_touch_what_it_leaves(ledger: Ledger) -> None:
    ledger.add(small("a", versions=V1))
    ledger.rights.set_policy("Fjordposten", keep="none")
    assert not ledger.rights.apply()
    assert ledger.said()[0].words == ("sundet må åpnes",)


def test_an_event_is_shown_in_what_is_left_of_its_own_sentence(ledger: Ledger) -> None:
    ledger.rights.set_policy("default", keep="quotes")
    ledger.add(sund())
    shown_by = {row.words: row.sentence for row in ledger.timeline()}
    assert shown_by["krevde"] == "…krevde…sundet åpnes innen fredag."
    assert shown_by["sende"] == "…forblir stengt, vil Sørlandia sende fire skip…"


@given(
    st.text("ab æ.,_\n»", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted).map(tuple), max_size=5),
)
def test_a_blanked_text_has_its_length_and_only_what_is_kept(
    words: str, spans: list[tuple[int, int]]
) -> None:
    kept = [(start, end) for start, end in spans if end <= len(words)]
    left = only(words, kept)
    assert len(left) == len(words)
    assert [words[start:end] for start, end in kept] == [left[start:end] for start, end in kept]
    inside = {at for start, end in kept for at in range(start, end)}
    assert not any(char.isalnum() for at, char in enumerate(left) if at not in inside)


def test_a_thinned_ledger_is_whole(ledger: Ledger) -> None:
    for keep in ("quotes", "none"):
        ledger.add(grense(report=f"grense-{keep}"))
        ledger.add(sund(report=f"sund-{keep}"))
        ledger.rights.set_policy("default", keep=keep, quote_limit=10)  # type: ignore[arg-type]
        ledger.rights.apply()
        assert list(ledger.check()) == []


def test_what_a_policy_says_later_leaves_the_rest_of_it_as_it_was(ledger: Ledger) -> None:
    ledger.rights.set_policy("Fjordposten", quote_limit=80, retain="12m")
    ledger.rights.set_policy("Fjordposten", keep="quotes")
    (policy,) = ledger.rights.policies()
    assert (policy.keep, policy.retain, policy.quote_limit) == ("quotes", "12m", 80)


@pytest.mark.parametrize("first", ["policy", "report"])
def test_no_words_are_left_of_a_text_that_is_not_kept(ledger: Ledger, place: Place, first: str) -> None:
    """Not where nothing at all was read in it, either, nor where it comes in another text."""
    rights = ledger.rights
    if first == "policy":
        rights.set_policy("default", keep="none")
    for words in ("Ferja går igjen.", "Ferja ligger i havn."):
        ledger.add(Record(Report("r", words, language="nb", publisher="Havavisen"), (), (), V1))
    if first == "report":
        assert ledger.search("ferja") != []
        rights.set_policy("default", keep="none")
    rights.apply()
    assert ledger.search("ferja") == []
    assert found(place, "Ferja", "ferj") == []
    assert list(ledger.check()) == []


def test_the_bytes_of_what_waits_in_the_quarantine_go_past_their_time(ledger: Ledger, place: Place) -> None:
    for name, when in (("old", "2021-05-08T06:00:00.000000Z"), ("new", None)):
        origin = Origin(name, date(2031, 5, 8), f"https://havavisen.example/{name}")
        ledger.watching.put_aside(origin, "language cannot be told", b"Lindqvist")
        if when is not None:
            place.sql("UPDATE quarantine SET recorded_at = :when WHERE name = :name", when=when, name=name)
    ledger.rights.set_policy("default", retain="30d")
    ledger.rights.apply()
    assert [(one.name, one.kept) for one in ledger.watching.quarantine()] == [("old", False), ("new", True)]
