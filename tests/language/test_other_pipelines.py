"""Which pipeline reads a language: the usual one, or another that the environment names."""

from __future__ import annotations

import pytest

from depesje.errors import LanguageError
from depesje.language import pipeline


def test_every_language_has_a_pipeline_and_its_version() -> None:
    for language in ("nb", "nn", "en"):
        assert pipeline.load(language).pipe_names
        assert pipeline.version(language).rsplit("-", 1)[1][0].isdigit()


def test_another_language_has_none() -> None:
    with pytest.raises(LanguageError, match="en, nb, nn"):
        pipeline.load("sv")


def test_another_pipeline_can_be_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(pipeline.VARIABLE, f"en={pipeline.MODEL}, sv=x")
    assert pipeline.load("en") is pipeline.load("nb")
    assert pipeline.version("en") == pipeline.version("nb")
    monkeypatch.setenv(pipeline.VARIABLE, "nb=other")
    assert pipeline.load("en") is not pipeline.load("nn")


def test_one_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(pipeline.VARIABLE, "en=en_core_web_huge")
    with pytest.raises(LanguageError, match="en_core_web_huge"):
        pipeline.load("en")
    with pytest.raises(LanguageError, match="en_core_web_huge"):
        pipeline.version("en")


def test_a_value_that_names_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(pipeline.VARIABLE, "en_core_web_lg")
    with pytest.raises(LanguageError, match="en=en_core_web_lg"):
        pipeline.load("en")
