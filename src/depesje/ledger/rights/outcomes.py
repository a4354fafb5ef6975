"""What became of it: what ``Rights`` answers with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Applied:
    """How many texts were thinned to quotations, and how many to none: by their policy, or being past its time."""

    quotes: int
    none: int
    expired: int

    def __bool__(self) -> bool:
        return bool(self.quotes or self.none)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was forgotten: a report or an actor, and how many records went with it or had their words blanked."""

    kind: Literal["report", "actor"]
    records: int
    blanked: int = 0


@dataclass(frozen=True, slots=True)
class Target:
    """What somebody wants forgotten, once it is clear what: its id, and how people know it."""

    kind: Literal["report", "actor"]
    id: str
    shown: str
