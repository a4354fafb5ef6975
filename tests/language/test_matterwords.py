"""Lint of the words for matters: the files load, and no entry is double, out of reach or out of the schema."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from depesje.errors import LexiconError
from depesje.language import lexicon, matterwords, tables

LANGUAGES = tuple(sorted(path.parent.name for path in tables.FOLDER.glob("*/matters.toml")))
WORDS = re.compile(r"[a-zæøåéèàòôüö'-]+\*?(?: [a-zæøåéèàòôüö'-]+\*?)*")


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def data(language: str) -> dict[str, Any]:
    return tomllib.loads((tables.FOLDER / language / matterwords.FILE).read_text(encoding="utf8"))


def test_both_standards_have_words() -> None:
    assert {"nb", "nn"} <= set(LANGUAGES)


def test_every_kind_of_matter_has_a_noun(language: str) -> None:
    raised = {noun.raises for noun in matterwords.load(language).nouns.values()}
    assert raised >= matterwords.KINDS


def test_every_outcome_has_a_phrase(data: dict[str, Any]) -> None:
    assert {row["status"] for row in data["reply"]} == matterwords.OUTCOMES


def test_no_form_stands_twice(data: dict[str, Any]) -> None:
    forms = Counter(form for row in data["noun"] for form in row["forms"])
    assert [form for form, n in forms.items() if n > 1] == []


def test_no_phrase_stands_twice_for_one_outcome(data: dict[str, Any]) -> None:
    phrases = Counter((row["status"], phrase) for row in data["reply"] for phrase in row["phrases"])
    assert [phrase for phrase, n in phrases.items() if n > 1] == []


def test_words_are_lower_case_and_well_formed(data: dict[str, Any]) -> None:
    words = [w for key, rows in data["words"].items() if key != "unbound" for w in rows]
    words += [w for rows in data["division"].values() for w in rows]
    words += [w for row in data["noun"] for w in row["forms"]]
    words += [w for row in data["reply"] for w in row["phrases"]]
    assert [w for w in words if not WORDS.fullmatch(w)] == []


def test_dictionary_forms_are_those_of_the_cue_words(language: str) -> None:
    """A verb that is told by its dictionary form must be an attributing verb under that form."""
    lists = matterwords.load(language).lists
    known = {cue.lemma for cues in lexicon.load(language).verbs.values() for cue in cues}
    wanted = lists.threats | lists.assurances | lists.warnings | lists.replying | lists.refusing
    assert wanted - known == set()


def test_compounds_end_in_a_noun_for_a_matter() -> None:
    words = matterwords.load("nb")
    assert words.noun("hovedkravet") == words.noun("kravet")
    assert words.noun("våpenhviletilbud") == words.noun("tilbud")
    assert words.noun("sakrav") is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('status = "rejected"', 'status = "refused"'),
        ('needs = "noun"', 'needs = "luck"'),
        ('raises = "demand"', 'raises = "wish"'),
        ("[words]\n", "[words]\nnonsense = []\n"),
        ('"avvis*"', '"av*"'),
    ],
)
def test_what_breaks_the_schema_is_named(
    old: str, new: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(tables.FOLDER / "nb", tmp_path / "nb")
    path = tmp_path / "nb" / matterwords.FILE
    path.write_text(path.read_text(encoding="utf8").replace(old, new, 1), encoding="utf8")
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    with pytest.raises(LexiconError, match=r"nb/matters\.toml"):
        matterwords.load.__wrapped__("nb")


def test_missing_file_is_named() -> None:
    with pytest.raises(LexiconError, match=r"xx/matters\.toml"):
        matterwords.load("xx")
