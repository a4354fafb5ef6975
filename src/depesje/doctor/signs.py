"""What an examination finds: one line, how grave it is, and what a person can do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "warn", "fail"]
"""``warn`` is what somebody should know and can live with; ``fail`` is what keeps Depesje from doing its work."""


@dataclass(frozen=True, slots=True)
class Sign:
    """How one thing stands: ``what`` names it, ``told`` says how it is, ``todo`` what to do where it is not well."""

    what: str
    level: Level
    told: str
    todo: str = ""

    def __str__(self) -> str:
        line = f"{self.level:<4}  {self.what}: {self.told}"
        return f"{line}\n      → {self.todo}" if self.todo else line


def ok(what: str, told: str) -> Sign:
    """It is as it should be."""
    return Sign(what, "ok", told)


def warn(what: str, told: str, todo: str) -> Sign:
    """It can be lived with."""
    return Sign(what, "warn", told, todo)


def fail(what: str, told: str, todo: str) -> Sign:
    """It keeps Depesje from its work."""
    return Sign(what, "fail", told, todo)
