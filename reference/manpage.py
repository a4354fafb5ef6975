"""man/depesje.1: the same as the commands' page, for ``man depesje``."""

from __future__ import annotations

from collections.abc import Iterator

from depesje import __version__
from reference.settings import variables
from reference.tree import Command, Parameter, commands

_CHARACTERS = {
    "…": "...",
    "–": "\\(en",
    "→": "\\(->",
    "«": "\\(Fo",
    "»": "\\(Fc",
    "’": "'",
    "“": '"',
    "”": '"',
}
MORE = (
    "It reads Norwegian, Bokmål and Nynorsk, and English, on the machine that it runs on. Every record leads back to the"
    " words that it was read from."
)
EXIT = (
    ("0", "all done"),
    ("1", "some inputs failed, each named in a line on standard error, or the command could not do its work"),
    ("2", "wrong usage"),
    ("130", "interrupted"),
)


def page() -> str:
    """The manual page, in man(7)."""
    first, *rest = commands()
    return "\n".join(
        (
            '.\\" Written by scripts/reference from the code.',
            f'.TH DEPESJE 1 "" "depesje {__version__}" "Depesje"',
            ".SH NAME",
            "depesje \\- read diplomatic news and keep who said what to whom, and on whose word",
            ".SH SYNOPSIS",
            ".B depesje",
            "[\\fB\\-\\-help\\fR] [\\fB\\-\\-version\\fR] \\fICOMMAND\\fR [\\fIOPTION\\fR]... [\\fIARGUMENT\\fR]...",
            ".SH DESCRIPTION",
            *_prose(first.help),
            *_prose((MORE,)),
            ".SH OPTIONS",
            *(line for option in first.options for line in _parameter(option)),
            ".SH COMMANDS",
            *(line for command in rest for line in _command(command)),
            ".SH EXIT STATUS",
            *(line for status, told in EXIT for line in (".TP", f".B {status}", _text(told))),
            ".SH ENVIRONMENT",
            *(line for name, told in variables().items() for line in _variable(name, told)),
            ".SH FILES",
            ".TP",
            ".I ./depesje.db",
            "the ledger, where none is named",
            ".SH EXAMPLES",
            ".nf",
            "depesje example",
            "depesje said \\-\\-per Kreml",
            "depesje matters \\-\\-status open",
            ".fi",
            "",
        )
    )  # fmt: skip


def _variable(name: str, told: str) -> tuple[str, ...]:
    return (".TP", f".B {_text(name)}", _text(told.replace("`", "")))


def _command(command: Command) -> Iterator[str]:
    yield f".SS {_text(command.usage)}"
    yield from _prose(command.help)
    for one in (*command.arguments, *command.options):
        yield from _parameter(one)


def _parameter(one: Parameter) -> Iterator[str]:
    yield ".TP"
    names = ", ".join(f"\\fB{_text(name)}\\fR" for name in one.names)
    yield " ".join(filter(None, (names, f"\\fI{_text(one.metavar)}\\fR" if one.metavar else "")))
    default = f" By default {one.default}." if one.default is not None and "default" not in one.help else ""
    yield _text(one.help + default)


def _prose(paragraphs: list[str] | tuple[str, ...]) -> Iterator[str]:
    for number, paragraph in enumerate(paragraphs):
        if number:
            yield ".PP"
        yield _text(paragraph)


def _text(text: str) -> str:
    text = text.replace("\\", "\\e").replace("-", "\\-")
    for character, escaped in _CHARACTERS.items():
        text = text.replace(character, escaped)
    text = "".join(char if char.isascii() else f"\\[u{ord(char):04X}]" for char in text)
    return f"\\&{text}" if text[:1] in (".", "'") else text
