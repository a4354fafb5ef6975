"""What a page says of its rights against text and data mining, by the terms in ``reserved.toml``.

Headers of a response, ``/.well-known/tdmrep.json`` and ``robots.txt`` say the same of what is fetched; whoever fetches
fills ``Report.reserved`` by them.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from depesje.errors import IntakeError
from depesje.intake.identity import canonical_url
from depesje.records import Reservation

VARIABLE = "DEPESJE_RESERVATIONS"
_SHIPPED = Path(__file__).with_name("reserved.toml")
_SHAPE = 'it has a table [meta] of lists of words, and may have [policy] with meta = "name"'


@dataclass(frozen=True, slots=True)
class Terms:
    """The contents that reserve rights, by the name of the meta element, and the name of the one with the policy."""

    meta: dict[str, frozenset[str]]
    policy: str | None


def reservation(tree: Any) -> Reservation | None:
    """What a parsed page reserves; None where it reserves nothing. The first term of the list that it uses counts."""
    terms = read(os.environ.get(VARIABLE))
    said: dict[str, set[str]] = {}
    policy = None
    for element in tree.iter("meta"):
        name = (element.get("name") or element.get("property") or "").strip().lower()
        content = (element.get("content") or "").strip()
        said.setdefault(name, set()).update(word.strip().lower() for word in content.split(","))
        if name == terms.policy:
            policy = policy or canonical_url(content)
    for name, reserving in terms.meta.items():
        for word in sorted(said.get(name, set()) & reserving):
            return Reservation("meta", f"{name}={word}", policy if name == "tdm-reservation" else None)
    return None


@cache
def read(path: str | None = None) -> Terms:
    """The terms in a file, by default those that ship; raises ``IntakeError`` where it is none such."""
    file = Path(path) if path else _SHIPPED
    try:
        given = tomllib.loads(file.read_text(encoding="utf8"))
    except (OSError, ValueError) as error:
        raise IntakeError(
            f"{file}: cannot be read as a list of reservations: {str(error).splitlines()[0]}"
        ) from None
    meta, policy = given.get("meta"), given.get("policy", {}).get("meta")
    if (
        not isinstance(meta, dict)
        or not all(_words(words) for words in meta.values())
        or given.keys() - {"meta", "policy"}
    ):
        raise IntakeError(f"{file}: is no list of reservations; {_SHAPE}")
    return Terms({name.lower(): frozenset(map(str.lower, words)) for name, words in meta.items()}, policy)


def _words(words: object) -> bool:
    return isinstance(words, list) and all(isinstance(word, str) for word in words)
