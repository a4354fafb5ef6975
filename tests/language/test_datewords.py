"""The files of date words: each language's loads, and a file that breaks the schema is named."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from depesje.errors import LexiconError
from depesje.language import datewords, tables


def raw(language: str) -> dict[str, Any]:
    return tomllib.loads((tables.FOLDER / language / "dates.toml").read_text(encoding="utf8"))


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_each_language_has_all_kinds(language: str) -> None:
    words = datewords.load(language)
    kinds = {pattern.kind for patterns in words.patterns.values() for pattern in patterns}
    assert kinds == datewords.KINDS
    assert sorted(set(words.months.values())) == list(range(1, 13))
    assert sorted(set(words.weekdays.values())) == list(range(1, 8))


def break_key(data: dict[str, Any]) -> None:
    data["mounths"] = data.pop("months")


def break_kind(data: dict[str, Any]) -> None:
    data["pattern"][0]["kind"] = "someday"


def break_slot(data: dict[str, Any]) -> None:
    data["pattern"][0]["forms"] = ["{someday}"]


def break_relation(data: dict[str, Any]) -> None:
    data["pattern"][0]["relation"] = "beside"


def break_feast(data: dict[str, Any]) -> None:
    data["holiday"][0] = {"forms": ["festen"]}


def break_months(data: dict[str, Any]) -> None:
    data["months"].pop()


@pytest.mark.parametrize(
    ("breaks", "says"),
    [
        (break_key, "key 'mounths' is missing or unknown|key 'months' is missing or unknown"),
        (break_kind, "needs a known kind and forms"),
        (break_slot, "unknown slot 'someday'"),
        (break_relation, "unknown relation"),
        (break_feast, "needs easter, or month and day or weekday"),
        (break_months, "months needs 12 lists of forms"),
    ],
)
def test_a_broken_file_is_named(breaks: Any, says: str) -> None:
    data = raw("nb")
    breaks(data)
    with pytest.raises(LexiconError, match=f"nb/dates.toml.*({says})"):
        datewords.parsed(data, "nb")
