"""Lint of the words for exchanges: the files load, and no form is double or out of the schema."""

from __future__ import annotations

import shutil
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from depesje.errors import LexiconError
from depesje.language import exchangewords, tables

LANGUAGES = tuple(sorted(path.parent.name for path in tables.FOLDER.glob(f"*/{exchangewords.FILE}")))


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_language_has_words() -> None:
    assert LANGUAGES == ("en", "nb", "nn")


def test_no_form_names_two_things(language: str) -> None:
    data = tomllib.loads((tables.FOLDER / language / exchangewords.FILE).read_text(encoding="utf8"))
    forms = Counter(form for forms in data["nouns"].values() for form in forms)
    assert [form for form, n in forms.items() if n > 1] == []
    assert all(
        form == form.lower().strip() for table in data.values() for forms in table.values() for form in forms
    )


def test_a_missing_key_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "nb").mkdir()
    shutil.copy(tables.FOLDER / "nb" / exchangewords.FILE, tmp_path / "nb")
    path = tmp_path / "nb" / exchangewords.FILE
    path.write_text(path.read_text(encoding="utf8").replace("sitting =", "sat ="), encoding="utf8")
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    exchangewords.load.cache_clear()
    with pytest.raises(LexiconError, match=r"nb/exchanges.toml: verbs: key 'sat'"):
        exchangewords.load("nb")
    exchangewords.load.cache_clear()


def test_a_language_without_words_has_none() -> None:
    assert exchangewords.load("da") is None
