"""The pages in Bokmål and Nynorsk: they mirror each other, and have the figures of the English page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reference import ROOT

DOCS = ROOT / "docs"
# Bokmål, Nynorsk.
MIRRORS = {
    "index": "index", "opplaering": "opplaering", "bruk": "bruk", "foelge": "foelgje", "nettleser": "nettlesar",
    "rettigheter": "rettar", "metode": "metode",
}  # fmt: skip


def read(language: str, name: str) -> str:
    return (DOCS / language / f"{name}.md").read_text(encoding="utf8")


def shape(page: str) -> list[str]:
    """What both must have: headings by depth, the commands by name, rows of tables, items of lists."""
    found = []
    for line in page.splitlines():
        if heading := re.match(r"#+ ", line):
            found.append(heading[0])
        elif command := re.match(r"(?:\$ )?depesje ([a-z]+)", line):
            found.append(command[1])
        elif line.startswith(("|", "- ", "1. ")):
            found.append(line[0])
    return found


def figures(page: str) -> list[str]:
    """The shares of tables and sentences, in the order in which they stand, with a point."""
    return [found.replace(",", ".") for found in re.findall(r"\b[01][.,]\d{2,3}\b", page)]


def test_every_norwegian_page_has_its_mirror() -> None:
    assert {path.stem for path in (DOCS / "nb").glob("*.md")} == set(MIRRORS)
    assert {path.stem for path in (DOCS / "nn").glob("*.md")} == set(MIRRORS.values())


@pytest.mark.parametrize("name", MIRRORS)
def test_bokmaal_and_nynorsk_have_the_same_parts(name: str) -> None:
    assert shape(read("nb", name)) == shape(read("nn", MIRRORS[name]))


def test_the_method_has_the_same_figures_in_all_languages() -> None:
    english = (DOCS / "method.md").read_text(encoding="utf8")
    assert figures(read("nb", "metode")) == figures(read("nn", "metode"))
    assert len(figures(english)) > 40
    assert set(figures(read("nb", "metode"))) <= set(figures(english))
    table = re.compile(r"^\| (?!what|hva|kva|---).*\|$", re.MULTILINE)
    ours = [figures(row) for row in table.findall(english)][:10]
    assert [figures(row) for row in table.findall(read("nb", "metode"))] == ours


def test_the_tutorials_run_the_same_commands() -> None:
    def asked(path: Path) -> list[str]:
        lines = re.findall(r"^\$ (depesje [a-z]+)", path.read_text(encoding="utf8"), re.MULTILINE)
        return [line.split(" ")[1] for line in lines]

    english = asked(DOCS / "tutorial.md")
    assert len(english) > 10
    assert asked(DOCS / "nb" / "opplaering.md") == asked(DOCS / "nn" / "opplaering.md") == english
