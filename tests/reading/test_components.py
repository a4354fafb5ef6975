"""The readers as spaCy components of pipelines with either scheme of labels. The persons are fictional."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import spacy

import depesje
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


@pytest.mark.parametrize("component", ["depesje_events", "depesje_dates"])
def test_relative_dates_count_from_the_day_of_the_doc_else_from_that_of_the_component(component: str) -> None:
    pipeline.load("nb")  # makes the components of the shipped pipeline known to spaCy
    nlp = spacy.load(str(pipeline.SHIPPED["nb"]))
    nlp.add_pipe(component, config={"published": "2026-03-04"})

    def days(published: str | None) -> list[str | None]:
        doc = nlp.make_doc("Polens ambassadør Karol Wilk besøkte Riga i går.")
        if published is not None:
            doc.user_data["published"] = published
        read = nlp(doc)._
        return [
            one.when if component == "depesje_events" else one.date.edtf
            for one in getattr(read, component[8:])
        ]

    assert days(None) == ["2026-03-03"]
    assert days("2027-05-02") == ["2027-05-01"]


def test_english_dates_lean_the_way_their_verbs_do() -> None:
    """The pipeline's own labels are other than Universal Dependencies'."""
    nlp = spacy.load(pipeline.PACKAGES["en"])
    nlp.add_pipe("depesje_dates", config={"published": "2026-03-04", "language": "en"})
    told = {"The ministers met on Friday.": "2026-02-27", "The ministers will meet on Friday.": "2026-03-06"}
    for text, day in told.items():
        assert [one.date.edtf for one in nlp(text)._.dates] == [day]


def test_every_factory_that_the_package_registers_is_an_entry_point() -> None:
    """So that ``spacy.load`` finds it in a pipeline on a disk before anything of Depesje is imported."""
    package = Path(depesje.__file__).parent
    project = tomllib.loads(package.parents[1].joinpath("pyproject.toml").read_text(encoding="utf8"))
    registered = {}
    for path in package.rglob("*.py"):
        module = ".".join(path.relative_to(package.parent).with_suffix("").parts)
        for name, function in re.findall(
            r"\.factory\(\s*\"(\w+)\".*?\ndef (\w+)", path.read_text(encoding="utf8"), re.DOTALL
        ):
            registered[name] = f"{module}:{function}"
    assert len(registered) > 1
    assert project["project"]["entry-points"]["spacy_factories"] == registered
