"""English reports: the same readers, with words of their own. Persons and states are invented."""

from __future__ import annotations

import pytest

from depesje.reading.reader import read_report
from depesje.records import Record, Report, Statement


def read(text: str) -> Record:
    return read_report(Report("t", text, language="en"))


def one(text: str) -> Statement:
    found = read(text).statements
    assert len(found) == 1, [s.content[0].text for s in found]
    return found[0]


def said(statement: Statement) -> tuple[str | None, str | None, list[str]]:
    speaker, cue = statement.speaker.span, statement.cue
    return speaker and speaker.text, cue and cue.text, [span.text for span in statement.content]


QUOTED = [
    ("“We will not answer,” Foreign Minister Odd Berg said on Friday.", "Foreign Minister Odd Berg", "said"),
    ("“We will not answer,” said Odd Berg, the foreign minister.", "Odd Berg", "said"),
    ("“We will not answer,” he told reporters in Vestby.", "he", "told"),
    ('"We will not answer," the spokeswoman added.', "the spokeswoman", "added"),
    ("Berg said on Friday: “We will not answer.”", "Berg", "said"),
    ("In Vestby, Berg told reporters, “We will not answer.”", "Berg", "told"),
    ("‘We will not answer,’ Berg said. Nobody’s patience lasts.", "Berg", "said"),
]


@pytest.mark.parametrize(("text", "speaker", "cue"), QUOTED)
def test_a_quotation_with_its_speaker_before_or_behind_the_verb(text: str, speaker: str, cue: str) -> None:
    statement = one(text)
    assert statement.form == "direct"
    assert said(statement) == (speaker, cue, [statement.content[0].text])
    assert statement.content[0].text.rstrip(".,") == "We will not answer"


def test_one_attribution_between_two_pieces_makes_one_statement() -> None:
    statement = one("“The letter came too late,” the envoy said. “Nobody had time to read it.”")
    assert said(statement)[2] == ["The letter came too late", "Nobody had time to read it"]


def test_two_attributions_make_two_statements() -> None:
    found = read("“The letter came too late,” the envoy said. “Nobody read it,” he added.").statements
    assert [said(s)[1] for s in found] == ["said", "added"]


def test_a_quotation_over_paragraphs_opens_each_of_them_and_has_one_speaker() -> None:
    record = read(
        "“The letter came too late,” Odd Berg said. “Nobody read it.\n\n“Now we must wait for another.”"
    )
    assert [s.form for s in record.statements] == ["direct", "direct"]
    assert len({s.speaker.actor for s in record.statements}) == 1
    assert "“" not in record.statements[1].content[0].text


REPORTED = [
    ("Berg called for an immediate end to the blockade.", "an immediate end to the blockade"),
    ("Berg called on Vestland to lift the blockade.", "to lift the blockade"),
    ("Berg pledged to lift the blockade.", "to lift the blockade"),
    ("Berg criticized the blockade.", "the blockade"),
    ("Berg demanded an end to the blockade.", "an end to the blockade"),
    ("Berg said the blockade would end.", "the blockade would end"),
    ("Berg warned that the blockade would spread.", "the blockade would spread"),
    ("The blockade will end, Berg said.", "The blockade will end"),
    ("According to Berg, the blockade will end.", "the blockade will end"),
]


@pytest.mark.parametrize(("text", "content"), REPORTED)
def test_reported_speech_by_clause_infinitive_object_and_preposition(text: str, content: str) -> None:
    statement = one(text)
    assert said(statement)[0] == "Berg"
    assert said(statement)[2][0] == content
    assert statement.form == "indirect"
