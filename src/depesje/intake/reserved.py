"""What a page, its server or its host says of rights against text and data mining, by the terms in ``reserved.toml``.

What the server says comes with what is fetched (``fetching``): headers, ``robots.txt`` and ``/.well-known/tdmrep.json``.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from depesje.errors import IntakeError
from depesje.intake.identity import canonical_url
from depesje.records import Reservation

VARIABLE = "DEPESJE_RESERVATIONS"
TDM = "tdm-reservation"
AGENT = "depesje"  # what robots.txt and X-Robots-Tag call this program
_SHIPPED = Path(__file__).with_name("reserved.toml")
_TABLES = ("meta", "header", "robots")
_SHAPE = 'it has a table [meta] of lists of words, may have [header] and [robots] alike, and [policy] with meta = "name"'
_TO_AN_AGENT = re.compile(r"\s*([A-Za-z][\w.-]*)\s*:\s*(.*)", re.DOTALL)
# Rules of X-Robots-Tag that have a value, and are no program's name (developers.google.com/search/docs, November 2026).
_VALUED = frozenset({"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"})
_MOST_RULES = 1000


@dataclass(frozen=True, slots=True)
class Terms:
    """The contents that reserve rights, by the name of the meta element, header or line of robots.txt, and the name of
    the element with the policy.
    """

    meta: dict[str, frozenset[str]]
    policy: str | None
    header: dict[str, frozenset[str]] = field(default_factory=dict)
    robots: dict[str, frozenset[str]] = field(default_factory=dict)


def reservation(tree: Any) -> Reservation | None:
    """What a parsed page reserves; None where it reserves nothing. The first term of the list that it uses counts."""
    terms = read(os.environ.get(VARIABLE))
    said: dict[str, set[str]] = {}
    policy = None
    for element in tree.iter("meta"):
        name = (element.get("name") or element.get("property") or "").strip().lower()
        content = (element.get("content") or "").strip()
        said.setdefault(name, set()).update(_parts(content))
        if name == terms.policy:
            policy = policy or canonical_url(content)
    for name, word in _reserving(terms.meta, said):
        return Reservation("meta", f"{name}={word}", policy if name == TDM else None)
    return None


def by_headers(said: Mapping[str, Iterable[str]]) -> Reservation | None:
    """What the headers of an answer (names in small letters) reserve; None where they reserve nothing."""
    terms = read(os.environ.get(VARIABLE))
    words = {name: {word for value in values for word in _to_us(value)} for name, values in said.items()}
    policy = next(iter(said.get(terms.policy or "", ())), None)
    for name, word in _reserving(terms.header, words):
        return Reservation(
            "header", f"{name}={word}", canonical_url(policy) if policy and name == TDM else None
        )
    return None


def by_robots(text: str, url: str) -> Reservation | None:
    """What a ``robots.txt`` reserves of an address, beyond whether it may be fetched; None where it reserves nothing."""
    terms = read(os.environ.get(VARIABLE))
    path = urlsplit(url).path or "/"
    for name, value in _group(text, terms.robots):
        # "/path/ word=no" holds for what begins so, a bare "word=no" for all.
        where, _, words = value.partition(" ") if value.startswith("/") else ("/", "", value)
        if path.startswith(where):
            for _, word in _reserving(terms.robots, {name: set(_parts(words))}):
                return Reservation("robots.txt", f"{name}: {word}")
    return None


def by_file(data: bytes, url: str) -> Reservation | None:
    """What a host's ``/.well-known/tdmrep.json`` (TDMRep) reserves of an address; None where it reserves nothing.

    The first entry whose location fits counts; what is no such file says nothing.
    """
    try:
        given = json.loads(data)
    except (ValueError, RecursionError):
        return None
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    for entry in (given if isinstance(given, list) else [])[:_MOST_RULES]:
        if not isinstance(entry, dict) or not isinstance(entry.get("location"), str):
            continue
        if _located(entry["location"], path):
            if str(entry.get(TDM)) not in read(os.environ.get(VARIABLE)).meta.get(TDM, ()):
                return None
            policy = entry.get("tdm-policy")
            return Reservation(
                "well-known", f"{TDM}=1", canonical_url(policy) if isinstance(policy, str) else None
            )
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
    tables = {name: given.get(name, {}) for name in _TABLES}
    policy = given.get("policy", {}).get("meta") if isinstance(given.get("policy", {}), dict) else 0
    if (
        "meta" not in given
        or not all(isinstance(table, dict) and all(map(_words, table.values())) for table in tables.values())
        or not isinstance(policy, str | None)
        or given.keys() - {*_TABLES, "policy"}
    ):
        raise IntakeError(f"{file}: is no list of reservations; {_SHAPE}")
    meta, header, robots = (
        {name.lower(): frozenset(map(str.lower, words)) for name, words in tables[table].items()}
        for table in _TABLES
    )
    return Terms(meta, policy, header, robots)


def _words(words: object) -> bool:
    return isinstance(words, list) and all(isinstance(word, str) for word in words)


def _parts(content: str) -> list[str]:
    return [word.strip().lower() for word in content.split(",")]


def _reserving(
    terms: Mapping[str, frozenset[str]], said: Mapping[str, set[str]]
) -> Iterator[tuple[str, str]]:
    for name, words in terms.items():
        for word in sorted(said.get(name, set()) & words):
            yield name, word


def _to_us(value: str) -> list[str]:
    """The words of a header that are not said to another program by name (``googlebot: noindex``)."""
    named = _TO_AN_AGENT.fullmatch(value)
    if named is None or named[1].lower() in _VALUED:
        return _parts(value)
    return _parts(named[2]) if named[1].lower() == AGENT else []


def _group(text: str, names: Mapping[str, object]) -> list[tuple[str, str]]:
    """The lines with these names in the group of a robots.txt for this program, else in those for all (RFC 9309)."""
    found: dict[str, list[tuple[str, str]]] = {}
    agents: list[str] = []
    rules = True  # whether the last line was none that names an agent, so that the next such begins a group
    for line in text.splitlines():
        name, colon, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        if not colon:
            continue
        if name.lower() == "user-agent":
            agents = [value.lower()] if rules else [*agents, value.lower()]
            found.setdefault(value.lower(), [])
            rules = False
            continue
        rules = True
        if name.lower() in names:
            for agent in agents or ["*"]:
                found.setdefault(agent, []).append((name.lower(), value))
    return found.get(AGENT, found.get("*", []))


def _located(location: str, path: str) -> bool:
    """Whether a path is among those of a location: a beginning, with ``*`` for anything and ``$`` for the end."""
    ended, pieces = location.endswith("$"), location.removesuffix("$").split("*")
    at = 0
    for number, piece in enumerate(pieces):
        # Without backtracking, so that no pattern takes long: the last piece of one that ends must be at the end.
        if ended and number == len(pieces) - 1:
            start = len(path) - len(piece)
            return path.endswith(piece) and (start >= at if number else start == 0)
        found = path.find(piece, at)
        if found < 0 or (number == 0 and found != 0):
            return False
        at = found + len(piece)
    return True
