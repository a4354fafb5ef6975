"""Loads the data files that ship with Depesje, TOML in the folder of what reads them, and checks them by their schemas."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from depesje.errors import LexiconError


def toml(path: Path, keys: Collection[str] = (), name: str | None = None) -> dict[str, Any]:
    """What a file holds, which errors call by its name or another.

    Raises ``LexiconError`` where it is missing or no TOML, or has others than these keys (if any).
    """
    called = name or path.name
    try:
        data = tomllib.loads(path.read_text(encoding="utf8"))
    except (OSError, ValueError) as error:
        raise LexiconError(f"{called}: {error}") from None
    if keys:
        same_keys(called, data, keys)
    return data


def same_keys(where: str, table: object, keys: Collection[str]) -> None:
    """Raises ``LexiconError`` where this is no table, lacks one of these keys or has another."""
    if not isinstance(table, dict):
        raise LexiconError(f"{where} is no table")
    for what, unlike in (("lacks", set(keys) - set(table)), ("has an unknown", set(table) - set(keys))):
        if unlike:
            raise LexiconError(f"{where}: {what} {sorted(unlike)[0]!r}")


def words(where: str, found: object) -> tuple[str, ...]:
    """A list of words; raises ``LexiconError`` where it is none, is empty, or one of them is."""
    if not isinstance(found, list) or not found or not all(isinstance(one, str) and one for one in found):
        raise LexiconError(f"{where} has to be a list of words")
    return tuple(found)


def turned(where: str, table: object, even: Callable[[str], str] = str) -> Mapping[str, str]:
    """What each word of a table means, whose keys are meanings and whose values are lists of words.

    ``even`` is how words are compared. Raises ``LexiconError`` where it is no such table, or a word means two things.
    """
    if not isinstance(table, dict):
        raise LexiconError(f"{where} is no table")
    meant: dict[str, str] = {}
    for meaning, written in table.items():
        for word in words(f"{where}.{meaning}", written):
            if meant.setdefault(even(word), meaning) != meaning:
                raise LexiconError(f"{where}: {word!r} means both {meant[even(word)]} and {meaning}")
    return meant
