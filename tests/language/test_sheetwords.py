"""Lint of spreadsheet.toml: it keeps to the schema, names fields that there are, and its words mean one thing."""

from __future__ import annotations

import tomllib
from typing import get_args

import pytest

from depesje.errors import LexiconError
from depesje.importing.heads import COMMON
from depesje.language import sheetwords, tables
from depesje.ledger.corrections.fields import FIELDS

LANGUAGES = sorted(path.parent.name for path in tables.FOLDER.glob(f"*/{sheetwords.FILE}"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_heads_and_values_are_those_of_records(language: str) -> None:
    data = tomllib.loads((tables.FOLDER / language / sheetwords.FILE).read_text(encoding="utf8"))
    for kind, fields in data["heads"].items():
        known = COMMON if kind == "common" else FIELDS[kind]
        assert set(fields) <= set(known), kind
    for name, words in data["values"].items():
        values = {
            value
            for kind in sheetwords.KINDS
            if name in FIELDS[kind]
            for value in get_args(FIELDS[kind][name].of)
        }
        assert set(words) <= values, name
    assert set(data["sheets"]) <= {*sheetwords.KINDS, "passed"}


def test_every_field_heads_a_column_by_its_own_name() -> None:
    words = sheetwords.load()
    for kind in sheetwords.KINDS:
        for name in FIELDS[kind]:
            assert words.field(kind, name) == name


@pytest.mark.parametrize(
    ("head", "field"),
    [("Hvem", "speaker"), ("KVEN ", "speaker"), ("Sitat:", "words"), ("Lenke", "url"), ("Frist", None)],
)
def test_heads_of_a_table_of_statements(head: str, field: str | None) -> None:
    assert sheetwords.load().field("statement", head) == field


def test_languages_have_the_same_kinds_and_outcomes() -> None:
    for status in ("avvist", "rejected"):
        assert sheetwords.load().value("status", status) == "rejected"
    assert sheetwords.load().value("kind", "lovnad") == sheetwords.load().value("kind", "løfte") == "promise"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"heads": {"person": {}}}, "key 'person'"),
        ({"heads": {"event": {"actor": "hvem"}}}, "more than lists"),
        ({"columns": {}}, "key 'columns'"),
        ({"sheets": []}, "is no table"),
    ],
)
def test_a_broken_file_is_named(data: dict[str, object], said: str) -> None:
    with pytest.raises(LexiconError, match=f"nb/spreadsheet.toml.*{said}"):
        sheetwords.checked(data, "nb/spreadsheet.toml")
