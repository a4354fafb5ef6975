"""The provisions of treaties and declarations: ``provisions.toml``, checked and typed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from depesje.errors import LexiconError
from depesje.language import memberships
from depesje.language.memberships import Source

PATH = Path(__file__).parent / "provisions.toml"
Binding = Literal["obligation", "assurance", "consultation", "declaration", "partnership"]
Coverage = Literal["in", "out", "disputed"]
_REQUIRED = frozenset({"treaty", "article", "gist", "binding", "source", "parties"})
_OPTIONAL = frozenset(
    "from to lists via protects against all area if_party if_group note suspended territory".split()
)


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on some of the bound states, and when it holds; ``attacked``: also when it is they who are attacked."""

    states: frozenset[str]
    text: str
    start: str | None = None
    end: str | None = None
    attacked: bool = False


@dataclass(frozen=True, slots=True)
class Provision:
    """One article; the fields are those that ``provisions.toml`` explains at its head."""

    treaty: str
    article: str
    gist: str
    binding: Binding
    source: Source
    parties: tuple[str, ...]
    start: str | None
    end: str | None
    lists: str
    via: str | None
    protects: tuple[str, ...]
    against: frozenset[str]
    everybody: bool
    area: str | None
    if_party: str | None
    if_group: str | None
    notes: tuple[Note, ...]
    suspended: tuple[Note, ...]
    territory: Mapping[str, tuple[Coverage, str]]


@dataclass(frozen=True, slots=True)
class General:
    """What holds whoever is attacked."""

    text: str
    source: Source


@cache
def load() -> tuple[tuple[Provision, ...], tuple[General, ...]]:
    """The provisions in the file's order, and what holds generally; raises ``LexiconError`` where the file is unsound."""
    try:
        data = tomllib.loads(PATH.read_text(encoding="utf8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"{PATH.name}: {error}") from error
    try:
        general = tuple(General(row["text"], _source(row["source"])) for row in data["general"])
        return tuple(_provision(row) for row in data["provision"]), general
    except KeyError as error:
        raise LexiconError(f"{PATH.name}: key {error} is missing") from None


def _source(key: str) -> Source:
    found = memberships.sources().get(key)
    if found is None:
        raise LexiconError(f"{PATH.name}: unknown source {key!r}")
    return found


def _provision(row: dict[str, Any]) -> Provision:
    where = f"{PATH.name}: {row.get('treaty')} {row.get('article')}"
    if wrong := (_REQUIRED - set(row)) | (set(row) - _REQUIRED - _OPTIONAL):
        raise LexiconError(f"{where}: key {sorted(wrong)[0]!r} is missing or unknown")
    if row["binding"] not in get_args(Binding):
        raise LexiconError(f"{where}: unknown binding {row['binding']!r}")
    territory = {code: (how, text) for code, (how, text) in row.get("territory", {}).items()}
    if unknown := sorted(how for how, _ in territory.values() if how not in get_args(Coverage)):
        raise LexiconError(f"{where}: unknown coverage {unknown[0]!r}")
    return Provision(
        treaty=row["treaty"],
        article=row["article"],
        gist=row["gist"],
        binding=row["binding"],
        source=_source(row["source"]),
        parties=tuple(row["parties"]),
        start=row.get("from"),
        end=row.get("to"),
        lists=row.get("lists", "member"),
        via=row.get("via"),
        protects=tuple(row.get("protects", ())),
        against=frozenset(row.get("against", ())),
        everybody=bool(row.get("all", False)),
        area=row.get("area"),
        if_party=row.get("if_party"),
        if_group=row.get("if_group"),
        notes=tuple(_note(note, "states") for note in row.get("note", ())),
        suspended=tuple(_note(note, "between") for note in row.get("suspended", ())),
        territory=territory,
    )


def _note(row: dict[str, Any], states: str) -> Note:
    return Note(
        frozenset(row[states]), row["text"], row.get("from"), row.get("to"), bool(row.get("attacked"))
    )
