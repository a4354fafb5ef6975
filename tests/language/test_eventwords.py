"""Lint of events.toml: it keeps to the schema, and the standards of Norwegian have the same frames."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from depesje.errors import LexiconError
from depesje.language import eventwords, tables

LANGUAGES = ("nb", "nn")
WORD = re.compile(r"[a-zæøåéèàôüö.-]+(?: [a-zæøåéèàôüö.-]+)*")


def read(language: str) -> dict[str, Any]:
    return tomllib.loads((tables.FOLDER / language / "events.toml").read_text(encoding="utf8"))


def frames(data: dict[str, Any], sort: str) -> list[tuple[Any, ...]]:
    keys = ("type", "mode", "object", "subject", "party", "mutual", "visit", "resolve", "done", "compound")
    return [tuple(repr(row.get(key)) for key in keys) for row in data[sort]]


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_loads_with_every_part(language: str) -> None:
    words = eventwords.load(language)
    assert words is not None
    assert len(words.verbs) > 1000
    assert {f.type for frames in words.verbs.values() for f in frames} == eventwords.TYPES


def test_forms_are_lower_case_words(language: str) -> None:
    data = read(language)
    for row in (*data["verb"], *data["noun"]):
        for lemma, forms in row["words"].items():
            for form in (lemma, *forms.split()):
                assert WORD.fullmatch(form), (lemma, form)
            assert len(set(forms.split())) == len(forms.split()), lemma
    for name, forms in data["class"].items():
        for form in forms:
            assert WORD.fullmatch(form), (name, form)


def test_both_standards_have_the_same_frames() -> None:
    nb, nn = read("nb"), read("nn")
    for sort in ("verb", "noun"):
        assert frames(nb, sort) == frames(nn, sort)
    assert set(nb["class"]) == set(nn["class"])


def test_a_compound_is_known_by_its_last_part() -> None:
    words = eventwords.load("nb")
    assert words is not None
    assert {f.type for f in words.noun("rakettangrepet", "rakettangrep")} == {"ASSAULT"}
    assert words.noun("pressemøte", "pressemøte") == ()
    assert "troops" in words.classes_of("f-16-fly")


def broken() -> Iterator[tuple[str, dict[str, Any]]]:
    yield "type", {"type": "ATTACK"}
    yield "mode", {"mode": "loudly"}
    yield "context", {"context": ["weather"]}
    yield "class", {"object": ["nonsense"]}
    yield "party", {"party": "all"}
    yield "unknown key", {"colour": "red"}


@pytest.mark.parametrize(("what", "change"), list(broken()))
def test_what_breaks_the_schema_is_named(what: str, change: dict[str, Any]) -> None:
    data = read("nb")
    data["verb"][0] |= change
    with pytest.raises(LexiconError, match=what):
        eventwords.parsed(data, "nb/events.toml")


def test_a_language_without_the_file_has_no_event_words(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    eventwords.load.cache_clear()
    assert eventwords.load("nb") is None
    eventwords.load.cache_clear()
