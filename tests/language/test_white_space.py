"""Texts whose words are more than one space apart: wrapped lines, justified columns, spaces that do not break."""

from __future__ import annotations

import pytest

from depesje.language import pipeline, syntax
from depesje.reading import read_report
from depesje.records import Report

TEXT = (
    "– Vi krever at skipet blir frigitt innen fredag, sa Latvias president Ilze Kalvane til NTB tirsdag.\n\n"
    "Russlands utenriksminister Gennadij Rodimtsev avviste kravet på en pressekonferanse i Moskva i går."
)


def said(text: str) -> list[tuple[str, str | None, str]]:
    record = read_report(Report("r", text, language="nb"))
    names = {actor.id: actor.name for actor in record.actors}
    return [
        (
            " ".join(" ".join(span.text for span in one.content).split()),
            names.get(one.speaker.actor or ""),
            one.act,
        )
        for one in record.statements
    ]


@pytest.mark.parametrize("gap", ["  ", "\u00a0", "\t", "\n    ", "\u2028", " \u3000 "])
def test_what_parts_the_words_changes_nothing(gap: str) -> None:
    assert said(TEXT.replace(" ", gap) if "\n" not in gap else TEXT.replace(" til", gap + "til")) == said(
        TEXT
    )


@pytest.mark.parametrize("gap", ["  ", "\u00a0\u00a0", "\r\n  "])
def test_words_are_found_at_their_own_characters(gap: str) -> None:
    text = gap + TEXT.split("\n")[0].replace(" ", gap) + gap
    nlp = pipeline.load("nb")
    parse = syntax.from_docs(text, [((0, len(text)), nlp(syntax.plain(text)))], pipeline.scheme(nlp))
    assert [text[a:b] for a, b in zip(parse.start, parse.end, strict=True)] == parse.words
    assert "".join(parse.words) == "".join(text.split())
    assert (parse.paragraphs[0].start, parse.paragraphs[0].end) == (0, len(text))


def test_what_hangs_on_white_space_hangs_on_what_that_hangs_on() -> None:
    """A Doc of a person's own pipeline may have it; a word that is its own head there is a root by its label, too."""
    nlp = pipeline.load("nb")
    parse = syntax.from_doc(nlp(TEXT.replace(" ", "   ")), pipeline.scheme(nlp))
    assert {parse.rel[i] for i in range(len(parse)) if parse.head[i] == i} <= {"root", "ROOT"}
