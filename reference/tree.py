"""The command tree as plain data: what each command is for, what it takes, and what each of that may be."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

import typer

from depesje.cli import app

_NAMES = {int: "N", float: "N", str: "TEXT", Path: "PATH"}


@dataclass(frozen=True)
class Parameter:
    """An option, or an argument where ``names`` are none; ``values`` are all that it may be, where that is fixed."""

    names: tuple[str, ...]
    metavar: str
    help: str
    required: bool
    values: tuple[str, ...]
    default: str | None

    @property
    def shown(self) -> str:
        """The option with what it takes, or the argument."""
        return " ".join(filter(None, (", ".join(self.names), self.metavar)))


@dataclass(frozen=True)
class Command:
    """A command by its whole name, its help in paragraphs, and what it takes; whether it is a ``group`` of commands."""

    name: str
    help: tuple[str, ...]
    arguments: tuple[Parameter, ...]
    options: tuple[Parameter, ...]
    group: bool

    @property
    def usage(self) -> str:
        """How it is written."""
        required = [option.shown for option in self.options if option.required]
        rest = ["[OPTION]…"] if len(required) < len(self.options) else []
        below = ["[COMMAND]…"] if self.group else []
        arguments = [
            one.metavar if one.required else f"[{one.metavar.strip('[]')}]" for one in self.arguments
        ]
        return " ".join([self.name, *required, *rest, *arguments, *below])


def commands() -> list[Command]:
    """Every command, each group before its own, in the order in which --help lists them."""
    return list(_walk(typer.main.get_command(app), "depesje"))


def _walk(command: Any, name: str) -> Iterator[Command]:
    below = getattr(command, "commands", {})
    parameters = [(parameter, _parameter(parameter)) for parameter in command.params if not parameter.hidden]
    yield Command(
        name,
        _paragraphs(command.help or ""),
        tuple(one for given, one in parameters if not one.names),
        tuple(one for given, one in parameters if one.names),
        bool(below),
    )
    for own, inner in below.items():
        yield from _walk(inner, f"{name} {own}")


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())


def _parameter(given: Any) -> Parameter:
    option = given.opts[0].startswith("-")
    flag = option and given.is_flag
    values = _values(given.type_descriptor.annotation)
    metavar = given.metavar or (
        "|".join(values) if values else _NAMES.get(given.type_descriptor.annotation, "TEXT")
    )
    many = not option and given.nargs == -1 and "…" not in metavar
    default = (
        given.default if not given.required and not flag and isinstance(given.default, str | int) else None
    )
    return Parameter(
        tuple(given.opts) if option else (),
        "" if flag else f"{metavar}…" if many else metavar,
        " ".join((given.help or "").split()),
        bool(given.required),
        values,
        None if default in (None, 0) else str(default),
    )


def _values(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    if get_origin(annotation) in (Union, types.UnionType, list, tuple):
        return next((found for one in get_args(annotation) if (found := _values(one))), ())
    return ()
