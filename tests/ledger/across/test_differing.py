"""What only one source says, and where two contradict."""

from __future__ import annotations

from depesje.ledger.across.differing import Piece, differences, only


def piece(source: str, words: str, language: str = "nb", **more: str) -> Piece:
    return Piece(source, words, language, **more)  # type: ignore[arg-type]


def test_what_another_source_says_as_well_is_not_said_by_one_only() -> None:
    pieces = [
        piece("a", "USA vil svare besluttsomt om landet blir invadert"),
        piece("b", "USA skal svare besluttsomt dersom landet blir invadert på nytt"),
        piece("b", "ingen nye løfter ble gitt"),
    ]
    assert only(pieces) == [False, False, True]


def test_of_a_single_source_nothing_is_marked() -> None:
    assert only([piece("a", "møtet var godt"), piece("a", "soldatene skal hjem")]) == [False, False]


def test_a_negation_contradicts() -> None:
    (found,) = differences(
        [piece("a", "soldatene trekkes ut av Belarus"), piece("b", "soldatene trekkes ikke ut av Belarus")]
    )
    assert found.kind == "negated"


def test_numbers_contradict() -> None:
    (found,) = differences([piece("a", "toppmøtet varte i 5 timer"), piece("b", "toppmøtet varte i 3 timer")])
    assert found.kind == "numbers"
    assert not differences([piece("a", "toppmøtet varte i 5 timer"), piece("b", "toppmøtet varte i 5 timer")])


def test_a_side_denies_what_another_says_that_it_promised() -> None:
    promise = piece("a", "å ta hjem soldatene", act="promise", side="FRA", speaker="RUS")
    denial = piece("b", "Dette er ikke riktig", act="deny", side="RUS", speaker="RUS")
    (found,) = differences([promise, denial])
    assert (found.kind, found.one, found.other) == ("denied", promise, denial)
    assert not differences(
        [promise, piece("b", "Dette er ikke riktig", act="deny", side="BLR", speaker="BLR")]
    )


def test_bokmaal_and_nynorsk_say_the_same() -> None:
    one = piece("a", "sikkerhetsgarantier til Ukraina etter krigen")
    other = piece("b", "tryggingsgarantiar til Ukraina etter krigen", "nn")
    assert only([one, other]) == [False, False]
