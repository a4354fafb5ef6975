"""What things mean, where the code does not say it in a way that a user reads; checked against what there is."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
COMMON = "common"


class WordsError(Exception):
    """Something is undocumented, or documented and not there."""


@cache
def load(name: str) -> dict[str, dict[str, str]]:
    """The words in a file, by section; a section in a section is called by both names."""
    found: dict[str, dict[str, str]] = {}
    for section, held in tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf8")).items():
        if all(isinstance(value, dict) for value in held.values()) and held:
            found |= {f"{section}.{inner}": words for inner, words in held.items()}
        else:
            found[section] = held
    return found


def of_section(name: str, section: str, there: Iterable[str]) -> dict[str, str]:
    """What each thing of a section means, in the order in which they are there."""
    words, names = load(name).get(section, {}), list(there)
    return {one: words[one] for one in _checked(f"{name}.toml [{section}]", names, words)}


def of_classes(name: str, there: Mapping[str, Iterable[str]]) -> dict[str, dict[str, str]]:
    """What each field of each class means, by its own section or the common one."""
    words = load(name)
    common = words[COMMON]
    used: set[str] = set()
    found: dict[str, dict[str, str]] = {}
    for owner, fields in there.items():
        own, names = words.get(owner, {}), list(fields)
        used |= {field for field in names if field not in own}
        found[owner] = {
            field: {**common, **own}[field]
            for field in _checked(f"{name}.toml [{owner}]", names, {**common, **own}, own)
        }
    _fail(f"{name}.toml [{COMMON}]", (), sorted(common.keys() - used))
    _fail(f"{name}.toml", (), sorted(words.keys() - there.keys() - {COMMON}))
    return found


def _checked(
    where: str, there: list[str], words: Mapping[str, str], own: Mapping[str, str] | None = None
) -> list[str]:
    _fail(
        where,
        [one for one in there if not words.get(one, "").strip()],
        sorted((words if own is None else own).keys() - set(there)),
    )
    return there


def _fail(where: str, missing: Iterable[str], surplus: Iterable[str]) -> None:
    told = [f"{one} is not documented" for one in missing] + [
        f"{one} is documented and not there" for one in surplus
    ]
    if told:
        raise WordsError(f"reference/words/{where}: {'; '.join(told)}")
