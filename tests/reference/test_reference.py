"""Everything that a user meets is documented, and what is documented is there."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from reference import ROOT, pages, words
from reference.settings import variables
from reference.tree import Command, commands

DOCS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "SECURITY.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
OTHERS = ("decisions", "reference")
# The names that examples give to secrets.
EXAMPLES = {"DEPESJE_SMTP_PASSWORD", "DEPESJE_WEBHOOK_SECRET"}


def test_the_reference_is_as_the_code_has_it() -> None:
    stale = [
        str(path.relative_to(ROOT))
        for path, text in pages().items()
        if not path.exists() or path.read_text(encoding="utf8") != text
    ]
    assert not stale, f"{', '.join(stale)}: run scripts/reference"


@pytest.mark.parametrize("command", commands(), ids=lambda command: command.name)
def test_every_command_and_what_it_takes_is_told_in_whole_sentences(command: Command) -> None:
    for text in (*command.help, *(one.help for one in (*command.arguments, *command.options))):
        assert re.search(r"[.…)]$", text), text
        assert len(text.split()) > 1, text
        assert text[0].isupper() or text[0] in "…'", text
    assert command.help, command.name
    assert len(command.help[0]) < 140, f"{command.name}: the first line is for a list of commands"


def test_what_is_missing_and_what_is_gone_are_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    held = {"common": {"when": "when"}, "Event": {"id": "its own"}}
    monkeypatch.setattr(words, "load", lambda _: held)
    assert words.of_classes("x", {"Event": ["id", "when"]}) == {"Event": {"id": "its own", "when": "when"}}
    with pytest.raises(words.WordsError, match=r"\[Event\]: where is not documented"):
        words.of_classes("x", {"Event": ["id", "when", "where"]})
    with pytest.raises(words.WordsError, match=r"\[common\]: when is documented and not there"):
        words.of_classes("x", {"Event": ["id"]})
    with pytest.raises(words.WordsError, match=r"\[Event\]: id is documented and not there"):
        words.of_classes("x", {"Event": ["when"]})
    with pytest.raises(words.WordsError, match=r"Event is documented and not there"):
        words.of_classes("x", {"Matter": ["when"]})
    with pytest.raises(words.WordsError, match="colour is not documented"):
        words.of_section("x", "Event", ["id", "colour"])
    with pytest.raises(words.WordsError, match="id is documented and not there"):
        words.of_section("x", "Event", [])


def told(path: Path, pattern: str) -> Iterator[tuple[str, str]]:
    """What a page has in code that is like a pattern."""
    text = path.read_text(encoding="utf8")
    code = [*re.findall(r"^```.*?^```", text, re.MULTILINE | re.DOTALL), *re.findall(r"`[^`\n]+`", text)]
    for piece in code:
        for found in re.findall(pattern, piece):
            yield f"{path.relative_to(ROOT)}: {piece[:60]!r}", found


def own_pages() -> list[Path]:
    return [path for path in DOCS if path.exists() and not set(OTHERS) & set(path.parts)]


def test_commands_that_the_pages_name_are_there() -> None:
    there = {command.name for command in commands()}
    groups = {command.name for command in commands() if command.group}
    for path in own_pages():
        for where, line in told(path, r"(?<![\w/.'-])depesje ([a-z]+(?: [a-z]+)?)(?![\w=./])"):
            first, _, second = line.partition(" ")
            assert f"depesje {first}" in there, where
            if f"depesje {first}" in groups and second:
                assert f"depesje {first} {second}" in there, where


def test_options_that_the_pages_name_beside_a_command_are_its_own() -> None:
    by_name = {
        command.name: {name for option in command.options for name in option.names} | {"--help"}
        for command in commands()
    }
    for path in own_pages():
        for where, line in told(path, r"(?<![\w/.'-])depesje ([^\n`|#>&;]+)"):
            parts = line.split()
            name = f"depesje {' '.join(parts[:2])}"
            name = name if name in by_name else f"depesje {parts[0]}"
            for option in re.findall(r"(?<![\w-])--[a-z][a-z-]+", line):
                assert option in by_name.get(name, by_name["depesje"]), f"{where}: {name} has no {option}"


def test_variables_that_the_pages_name_are_looked_at() -> None:
    known = {*variables(), *words.load("settings")["development"], *EXAMPLES}
    for path in own_pages():
        for name in re.findall(r"\bDEPESJE_[A-Z_]+\b", path.read_text(encoding="utf8")):
            assert name in known, f"{path.relative_to(ROOT)}: {name}"


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_the_manual_page_can_be_set() -> None:
    page = ROOT / "man" / "depesje.1"
    done = subprocess.run(
        ["groff", "-man", "-ww", "-Kutf8", "-Tutf8", str(page)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    plain = re.sub(r"\x1b\[[0-9;]*m|.\x08", "", done.stdout)
    for text in ("depesje obligations", "--behind-proxy", "DEPESJE_LEDGER", "Bokmål", "EXIT STATUS"):
        assert text in plain
