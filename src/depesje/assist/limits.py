"""How much of an assistant's time and words is taken before it counts as failed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` bound one report, all tries together; ``answer`` is in bytes, ``text`` in characters of the report.

    ``items`` is how many proposals of one kind are looked at, ``failures`` after how many reports in a row the assistant
    is not asked any more.
    """

    seconds: float = 120.0
    answer: int = 2_000_000
    text: int = 60_000
    items: int = 300
    tries: int = 3
    failures: int = 3


DEFAULT = Limits()
