"""The readers as spaCy components of pipelines with either scheme of labels. The persons are fictional."""

from __future__ import annotations

import pytest
import spacy

from depesje.language import pipeline

CASES = [
    ("nb", "Polens ambassadør Karol Wilk krever at Russland trekker styrkene ut.", "krever"),
    ("en", "Polish ambassador Karol Wilk demanded an end to the attacks on Latvia.", "demanded"),
]


@pytest.mark.parametrize(("language", "text", "cue"), CASES)
def test_components_say_what_reading_says(language: str, text: str, cue: str) -> None:
    name = pipeline.PACKAGES.get(language) or str(pipeline.SHIPPED["nb"])
    pipeline.load(language)  # makes the shipped pipeline's own components known to spaCy
    nlp = spacy.load(name)
    nlp.add_pipe("depesje_matters", config={"language": language})
    doc = nlp(text)
    (statement,) = doc._.statements
    assert statement.cue.text == cue
    assert [m.kind for m in doc._.matters] == ["demand"]
    actors = {actor.id: actor.name for actor in doc._.actors}
    assert actors[statement.speaker.actor] == "Karol Wilk"
