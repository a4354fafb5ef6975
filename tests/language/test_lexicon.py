"""Lint of the lexicon files: they load, and every entry is complete, unambiguous and in the schema's terms."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from typing import Any, get_args

import pytest

from depesje.language import lexicon, pipeline, tables
from depesje.records import Channel

LANGUAGES = ("nb", "nn", "en")
POS = ("verb", "noun", "adjective")
KEYS = {
    "lemma", "forms", "act", "frames", "prepositions", "to", "about", "act_by", "particle", "strength", "thought",
}  # fmt: skip
# Forms that really belong to two verbs; their particles or complements tell them apart.
SHARED: dict[str, set[str]] = {
    "en": {"found"},
    "nb": {"la"},
    "nn": {
        "la",
        "sett",
        "trua",
        "synast",
        "undrast",
        "minnast",
        "fordømte",
        "fordømt",
        "fordømde",
        "fordømd",
    },
}
WORDS = re.compile(r"[a-zæøåéèàôüö.]+(?:[ -][a-zæøåéèàôüö.]+)*")


def read(language: str, name: str) -> dict[str, Any]:
    return tomllib.loads((tables.FOLDER / language / name).read_text(encoding="utf8"))


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def cues(language: str) -> dict[str, Any]:
    return read(language, "cues.toml")


@pytest.fixture
def channels(language: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = read(language, "channels.toml")["channel"]
    return rows


def test_loads_with_every_part(language: str) -> None:
    if not (tables.FOLDER / language / "actors.toml").exists():
        pytest.skip("no actors.toml yet")
    words = lexicon.load(language)
    assert words.verbs
    assert words.nouns
    assert words.adjectives
    assert words.sources or words.source_phrases
    assert words.channel_words


def test_has_enough_verbs(cues: dict[str, Any]) -> None:
    assert len(cues["verb"]) >= 250


@pytest.mark.parametrize("pos", POS)
def test_entries_are_complete(cues: dict[str, Any], pos: str) -> None:
    for row in cues[pos]:
        assert not set(row) - KEYS, row
        assert row["lemma"], row
        assert row["forms"], row
        assert row["act"] in lexicon.ACTS, row
        assert set(row.get("act_by", {}).values()) <= lexicon.ACTS, row
        assert row["frames"] or row.get("prepositions"), row
        assert set(row["frames"]) <= lexicon.FRAMES, row
        assert set(row.get("act_by", {})) <= lexicon.FRAMES, row
        assert row.get("strength", "strong") in ("strong", "weak"), row


@pytest.mark.parametrize("pos", POS)
def test_forms_are_plain_lower_case_words(cues: dict[str, Any], pos: str) -> None:
    for row in cues[pos]:
        assert len(row["forms"]) == len(set(row["forms"])), row
        for word in (row["lemma"], *row["forms"], *row.get("prepositions", ()), *row.get("to", ())):
            assert WORDS.fullmatch(word), (row["lemma"], word)
        for form in row["forms"]:
            assert " " not in form, (row["lemma"], form)


def test_verbs_list_their_infinitive_and_a_finite_form(cues: dict[str, Any]) -> None:
    for row in cues["verb"]:
        assert row["lemma"] in row["forms"], row["lemma"]
        assert len(row["forms"]) >= 2, row["lemma"]


@pytest.mark.parametrize("pos", POS)
def test_no_lemma_and_particle_twice(cues: dict[str, Any], pos: str) -> None:
    seen = Counter((row["lemma"], row.get("particle", "")) for row in cues[pos])
    assert [key for key, n in seen.items() if n > 1] == []


@pytest.mark.parametrize("pos", POS)
def test_a_lemma_has_the_same_forms_in_all_its_entries(cues: dict[str, Any], pos: str) -> None:
    forms: dict[str, list[str]] = {}
    for row in cues[pos]:
        assert forms.setdefault(row["lemma"], row["forms"]) == row["forms"], row["lemma"]


@pytest.mark.parametrize("pos", POS)
def test_no_form_of_two_lemmas(language: str, cues: dict[str, Any], pos: str) -> None:
    lemmas: defaultdict[str, set[str]] = defaultdict(set)
    for row in cues[pos]:
        for form in row["forms"]:
            lemmas[form].add(row["lemma"])
    shared = {
        form: found for form, found in lemmas.items() if len(found) > 1 and form not in SHARED[language]
    }
    assert shared == {}


def test_sources_are_lower_case_and_listed_once(cues: dict[str, Any]) -> None:
    words = [word for row in cues["source"] for word in row["words"]]
    assert words
    assert words == [word.lower() for word in words]
    assert len(words) == len(set(words))


def test_channels_are_known_and_complete(channels: list[dict[str, Any]]) -> None:
    assert sorted(row["value"] for row in channels) == sorted(get_args(Channel))
    for row in channels:
        assert row["nouns"], row["value"]
        assert row["phrases"], row["value"]


@pytest.mark.parametrize("key", ["nouns", "verbs", "phrases"])
def test_no_word_for_two_channels(channels: list[dict[str, Any]], key: str) -> None:
    found = Counter(word for row in channels for word in row[key])
    assert [word for word, n in found.items() if n > 1] == []
    assert [word for word in found if word != word.lower()] == []


@pytest.mark.parametrize(
    ("code", "form", "lemma"),
    [
        ("nb", "krevde", "kreve"),
        ("nb", "lovte", "love"),
        ("nb", "sa", "si"),
        ("nb", "foreslått", "foreslå"),
        ("nn", "kravde", "krevje"),
        ("nn", "seier", "seie"),
        ("nn", "skreiv", "skrive"),
        ("nn", "føreslo", "føreslå"),
        ("en", "said", "say"),
        ("en", "vowed", "vow"),
        ("en", "denies", "deny"),
    ],
)
def test_knows_the_forms_in_use(code: str, form: str, lemma: str) -> None:
    assert lemma in {row["lemma"] for row in read(code, "cues.toml")["verb"] if form in row["forms"]}


def test_rare_verbs_are_read_as_common_ones() -> None:
    """Only forms of cue verbs have a familiar twin, and no twin is rare itself."""
    table = pipeline.familiar()
    verbs = lexicon.load("nb").verbs.keys() | lexicon.load("nn").verbs.keys()
    assert len(table) > 500
    assert table.keys() <= verbs
    assert not set(table.values()) & table.keys()
