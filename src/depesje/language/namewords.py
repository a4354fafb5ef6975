"""What of a person's name varies by language and habit, as ``data/names.toml`` has it; loaded once a process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from depesje.errors import LexiconError
from depesje.language import tables

_LISTS = ("family_first", "carried_over", "particles", "after", "patronymics")
_PAIRS = ("letters", "sounds")
_GROUPS = ("same", "offices")


@dataclass(frozen=True, slots=True)
class NameWords:
    """See ``names.toml``. ``same`` maps a first name to the one it counts as, ``offices`` a role to its office."""

    family_first: frozenset[str]
    carried_over: frozenset[str]
    particles: frozenset[str]
    after: frozenset[str]
    patronymics: tuple[str, ...]
    letters: tuple[tuple[str, str], ...]
    sounds: tuple[tuple[str, str], ...]
    same: dict[str, str]
    offices: dict[str, str]


@cache
def load() -> NameWords:
    """The table; raises ``LexiconError`` where it is missing or breaks the schema."""
    data = tables.toml("data", "names.toml")
    if wrong := set(data) ^ {*_LISTS, *_PAIRS, *_GROUPS}:
        raise LexiconError(f"data/names.toml: key {sorted(wrong)[0]!r} is missing or unknown")
    for key in _PAIRS:
        if any(len(pair) != 2 for pair in data[key]):
            raise LexiconError(f"data/names.toml: {key}: pairs are wanted")
    return NameWords(
        family_first=frozenset(data["family_first"]),
        carried_over=frozenset(data["carried_over"]),
        particles=frozenset(data["particles"]),
        after=frozenset(data["after"]),
        patronymics=tuple(data["patronymics"]),
        letters=tuple((a, b) for a, b in data["letters"]),
        sounds=tuple((a, b) for a, b in data["sounds"]),
        same=_grouped(data["same"], "same"),
        offices=_grouped(data["offices"], "offices"),
    )


def _grouped(groups: list[list[str]], key: str) -> dict[str, str]:
    out: dict[str, str] = {}
    for group in groups:
        for word in group:
            if word in out:
                raise LexiconError(f"data/names.toml: {key}: {word!r} stands twice")
            out[word] = group[0]
    return out
