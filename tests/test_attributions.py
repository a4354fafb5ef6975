"""Our records as PolNeAR counts: what belongs to a source, what to one attribution."""

from __future__ import annotations

from bench.attributions import attributions
from depesje.reading.reader import read_report
from depesje.records import Report


def told(text: str) -> list[tuple[str | None, list[str]]]:
    """Source and content of each attribution, as words."""
    out = []
    for row in attributions(read_report(Report("t", text, language="en"))):
        source = text[slice(*row["speaker"])] if row["speaker"] else None
        out.append((source, [text[a:b] for a, b in row["content"]]))
    return out


def test_a_source_takes_in_its_apposition() -> None:
    before = told("Odd Berg, the mayor of Vestby, said that the road was open.")
    assert before == [("Odd Berg, the mayor of Vestby", ["the road was open"])]
    behind = told("“The road is open,” said Odd Berg, the mayor of Vestby. He left.")
    assert behind == [("Odd Berg, the mayor of Vestby", ["The road is open"])]


def test_a_further_quoted_paragraph_belongs_to_the_attribution_before() -> None:
    found = told("“The road is open,” Odd Berg said.\n\n“It was closed for a week and that was too long.”")
    assert found == [("Odd Berg", ["The road is open", "It was closed for a week and that was too long"])]


def test_nothing_without_a_cue_is_an_attribution() -> None:
    assert told("“The road is open and will remain so”") == []
