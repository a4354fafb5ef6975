"""Lint of the data files that ship with the intake: each keeps to its schema, and one that does not is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from depesje.errors import LexiconError
from depesje.intake import charset, credit
from depesje.intake.formats import readout, rows
from depesje.intake.pages import marks, words, zones

LOADS: dict[str, Callable[[Path], Any]] = {
    "charsets": charset.known,
    "columns": rows.columns,
    "credits": credit.known,
    "marks": marks.load,
    "readout": readout.load,
    "zones": zones.load,
}
SHIPPED = [charset.FILE, rows.FILE, credit.FILE, marks.FILE, readout.FILE, zones.FILE]


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_what_ships_keeps_to_its_schema(file: Path) -> None:
    assert LOADS[file.stem](file)


def test_every_data_file_of_the_intake_is_linted() -> None:
    """Those of ``reserved.toml``, which a person may replace, are in test_reserved, and ``words`` is loaded as one."""
    assert words.words().months["mai"] == 5
    there = {
        path.name for path in Path(charset.__file__).parent.rglob("*.toml") if path.parent.name != "words"
    }
    assert there == {file.name for file in SHIPPED} | {"reserved.toml"}


@pytest.mark.parametrize(
    ("name", "held", "spoilt", "said"),
    [
        ("charsets", "[codecs]", "[codec]", "charsets.toml: lacks 'codecs'"),
        ("charsets", '"latin2"', '"Latin2"', "codecs.iso8859-2: 'Latin2' has to be in small letters"),
        ("charsets", "cp866 =", "cp8666 =", "Python has no codec 'cp8666'"),
        ("charsets", '"ibm866"', '"latin1"', "'latin1' means both"),
        ("columns", "genre =", "sort =", "columns.toml: en has an unknown 'sort'"),
        ("columns", '"standfirst"', '"headline"', "en: 'headline' means both"),
        ("columns", '"ingress"', '"overskrift"', "nb: 'overskrift' means both lead and title"),
        ("credits", 'ANP = ["ANP"]', 'ANP = "ANP"', "credits.toml: agencies.ANP has to be a list of words"),
        ("credits", 'ANP = ["ANP"]', "ANP = []", "agencies.ANP has to be a list of words"),
        ("credits", 'ANP = ["ANP"]', 'ANP = ["NTB"]', "'NTB' means both NTB and ANP"),
        ("credits", "[agencies]", "[agencies", "credits.toml: "),
        ("marks", 'pull-quote = "', 'quotation = "', "marks.toml: asides has to be a table of heading, caption"),
        ("marks", 'teaser = "', 'teaser = "(', "asides.teaser: missing"),
        ("marks", 'teaser = "', 'teaser = "|', "asides.teaser has to be a regular expression that does not"),
        ("marks", 'live = "', 'blog = "', "parts: lacks 'live'"),
        ("marks", "names = [", 'names = "class" # [', "attributes.names has to be a list of words"),
        ("readout", "calls =", "talks =", "readout.toml: lacks 'calls'"),
        ("readout", '"readout"', '""', "plain has to be a list of words"),
        ("zones", "[languages]", "[tongues]", "zones.toml: lacks 'languages'"),
        ("zones", '"Europe/Oslo"', '"Europe/Bergen"', "domains.no: there is no time zone 'Europe/Bergen'"),
        ("zones", "[domains]", "domains = []\n[domain]", "zones.toml: has an unknown 'domain'"),
    ],
)  # fmt: skip
def test_a_file_that_breaks_its_schema_is_named(
    name: str, held: str, spoilt: str, said: str, tmp_path: Path
) -> None:
    [shipped] = (file for file in SHIPPED if file.stem == name)
    text = shipped.read_text(encoding="utf8")
    assert held in text
    file = tmp_path / shipped.name
    file.write_text(text.replace(held, spoilt, 1), encoding="utf8")
    with pytest.raises(LexiconError) as told:
        LOADS[name](file)
    assert said in str(told.value) and str(told.value).startswith(shipped.name)
    assert "\n" not in str(told.value)


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"zones\.toml"):
        zones.load(tmp_path / "zones.toml")
