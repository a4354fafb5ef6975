"""docs/reference/commands.md: every command with its arguments and options."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reference.tree import Command, Parameter, commands

HEAD = """# Commands

Every command tells of itself by `--help`. Exit status: 0 all done; 1 some inputs failed, each named in a line on standard
error, or the command could not do its work; 2 wrong usage; 130 interrupted. `--install-completion` teaches the shell to
complete commands and options ([installing](../installing.md)).
"""


def page() -> str:
    """The page."""
    return "\n".join((HEAD, *(_section(one) for one in commands())))


def _section(command: Command) -> str:
    level = "##" if command.name.count(" ") < 2 else "###"
    parts = [f"{level} `{command.name}`", "", f"```text\n{command.usage}\n```", "", *_spaced(command.help)]
    for title, parameters in (("argument", command.arguments), ("option", command.options)):
        if parameters:
            parts += [f"| {title} | |", "|---|---|", *map(_row, parameters), ""]
    return "\n".join(parts)


def _spaced(paragraphs: Iterable[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield paragraph.replace("<", "\\<")
        yield ""


def _row(one: Parameter) -> str:
    told = one.help
    if one.default is not None and "default" not in told:
        told += f" By default {one.default}."
    if one.required and one.names:
        told += " Must be given."
    return f"| `{cell(one.shown)}` | {cell(told)} |"


def cell(text: str) -> str:
    """A text as it can stand in a cell of a table."""
    return text.replace("|", "\\|").replace("<", "\\<")
