"""The reading of the example reports stays as right as it was, and the scorer that says so counts rightly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench import matching, score
from depesje.records import Actor, Record, Report, Span, Speaker, Statement

GOLD = Path(__file__).parent / "gold"
TEXT = "Norge krever svar. Sverige sier nei. Norge krever svar."


def record(*contents: tuple[int, int]) -> Record:
    spans = [Span(start, end, TEXT[start:end]) for start, end in contents]
    said = [
        Statement(f"s{n}", Speaker(None, None), None, (span,), "indirect") for n, span in enumerate(spans)
    ]
    norway = Actor("a1", "Norway", "state", "NOR", mentions=(Span(0, 5, "Norge"),))
    return Record(Report("a.txt", TEXT), (norway,), tuple(said))


def gold(*contents: dict[str, Any]) -> dict[str, Any]:
    actors = [{"name": "Norway", "mentions": ["Norge"]}, {"name": "Sweden", "mentions": ["Sverige"]}]
    return {"statements": [{"content": [content]} for content in contents], "actors": actors}


def test_example_reports_are_read_as_well_as_before() -> None:
    assert not score.below(score.example_figures(GOLD), score.floors("examples"))


def test_a_figure_below_its_floor_is_named() -> None:
    assert score.below({"statements_f": 0.5, "actors_f": 0.9}, {"statements_f": 0.6, "actors_f": 0.9}) == [
        "statements_f 0.500 is below its floor 0.6"
    ]


def test_statements_are_known_by_their_place_and_found_once() -> None:
    second = TEXT.rindex("krever")
    wanted = gold({"text": "krever svar", "nth": 1})
    assert matching.statements(record((6, 17)), wanted) == matching.Count(0, 1, 1)
    twice = matching.statements(record((second, second + 11), (second, second + 6)), wanted)
    assert twice == matching.Count(1, 2, 1)
    assert (twice.precision, twice.recall, round(twice.f, 2)) == (0.5, 1.0, 0.67)


def test_half_of_the_words_is_enough() -> None:
    wanted = gold({"text": "Norge krever svar"})
    assert matching.statements(record((0, 5)), wanted).found == 1
    assert matching.statements(record((0, 3)), gold({"text": "krever svar"})).found == 0


def test_actors_are_known_by_a_name_in_common() -> None:
    assert matching.actors(record(), gold()) == matching.Count(1, 1, 2)
