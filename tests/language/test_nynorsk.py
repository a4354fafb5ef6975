"""Lint of nynorsk.toml: it keeps to the schema, and one that does not is named."""

from __future__ import annotations

from typing import Any

import pytest

from depesje.errors import LexiconError
from depesje.language import nynorsk

WHOLE: dict[str, Any] = {"spelling": [["kv", "hv"]], "words": {"veke": "uke"}, "empty": ["og"]}


def test_what_ships_keeps_to_the_schema() -> None:
    habits = nynorsk.load()
    assert habits.words["fråsegn"] == "uttalelse" and "ikkje" in habits.empty
    assert nynorsk.parsed(WHOLE, "x").spelling == (("kv", "hv"),)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("spelling", [["kv"]], "spelling has to be a list of pairs"),
        ("spelling", {"kv": "hv"}, "spelling has to be a list of pairs"),
        ("spelling", [["kv", 7]], "spelling has to be a list of words"),
        ("words", {"veke": 7}, "words has to be a list of words"),
        ("words", ["veke"], "words has to be a table"),
        ("empty", ["og", ""], "empty has to be a list"),
        ("full", [], "has an unknown 'full'"),
        ("words", None, "lacks 'words'"),
    ],
)
def test_a_broken_file_is_named(key: str, value: object, said: str) -> None:
    data = {name: held for name, held in {**WHOLE, key: value}.items() if held is not None}
    with pytest.raises(LexiconError, match=f"data/nynorsk.toml: {said}"):
        nynorsk.parsed(data, "data/nynorsk.toml")
