"""Events as event data sets code them: scores, quad classes, actors' countries and sectors.

The tables in ``data/`` name their sources. ``goldstein.tsv``: CAMEO.SCALE of the CAMEO project, after Goldstein (1992);
``quads.tsv``: PLOVER's quad categories; ``sectors.tsv`` and ``groups.tsv``: our own assignment of
kinds of actor and of bodies to the sectors of CAMEO, PLOVER and ICEWS.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from depesje.language import tables
from depesje.ledger.whole import KeptEvent, Party

DATA = Path(__file__).parent / "data"
VERBAL, MATERIAL, DISPUTE = 5, 8, 13  # the last CAMEO roots of the first three quad classes
BASE = 3  # digits of a CAMEO base code
ASKED = ("actual",)  # the modality of what counts as happened


@dataclass(frozen=True, slots=True)
class Sector:
    """What somebody is to CAMEO, PLOVER and ICEWS: a sector's codes in the first two, its name in the third."""

    cameo: str
    plover: str
    icews: str


def goldstein(cameo: str | None) -> float | None:
    """The Goldstein score of a CAMEO code: its own, else that of the code above it."""
    scores = _goldstein()
    while cameo:
        if cameo in scores:
            return scores[cameo]
        cameo = cameo[:-1]
    return None


def quad_class(cameo: str | None) -> int | None:
    """GDELT's quad class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
    if not cameo:
        return None
    root = int(cameo[:2])
    return 1 if root <= VERBAL else 2 if root <= MATERIAL else 3 if root <= DISPUTE else 4


def base(cameo: str | None) -> str | None:
    """The CAMEO code of three digits above, or the code itself."""
    return cameo[:BASE] if cameo else None


def quad(kind: str) -> int:
    """PLOVER's quad category of a type of event: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
    return _quads()[kind]


def country(party: Party | None) -> str | None:
    """The ISO 3166-1 alpha-3 code of the state that somebody counts as; None for bodies of several states."""
    if party is None or party.code is None or party.code not in states():
        return None
    return party.code


def sector(party: Party | None) -> Sector | None:
    """What somebody is, by kind and role; a body that is no state's is an international one."""
    if party is None:
        return None
    if party.kind == "body" and party.code and country(party) is None:
        return _sectors()["alliance", ""]
    role = (party.role or party.name).casefold()
    found = (
        value for (kind, word), value in _sectors().items() if kind == party.kind and word and word in role
    )
    return next(found, _sectors().get((party.kind, "")))


def actor_code(party: Party | None) -> str | None:
    """CAMEO's code for an actor: country and role (RUSGOV), or that of an international body (IGOWSTNAT)."""
    if party is None:
        return None
    if group := groups().get(party.code or ""):
        return group["cameo"]
    role = sector(party)
    return f"{country(party) or ''}{role.cameo if role else ''}" or None


def pairs(event: KeptEvent) -> Iterator[tuple[int, Party | None, Party | None]]:
    """An event as event data counts it: once for each doer with each recipient, numbered from 0."""
    doers: tuple[Party | None, ...] = event.actor or (None,)
    others: tuple[Party | None, ...] = event.recipient or (None,)
    for n, (doer, other) in enumerate((doer, other) for doer in doers for other in others):
        yield n, doer, other


def number(event: KeptEvent, pair: int) -> int:
    """A whole number for a pair of an event: a thousand times that of the event, and the pair's."""
    return int(event.id.rpartition("-")[2]) * 1000 + pair


@cache
def states() -> dict[str, str]:
    """The English names of states by their code."""
    return {row["code"]: row["en"] for row in tables.rows(tables.DATA / "states.tsv")}


@cache
def places() -> dict[str, str]:
    """The kinds of places (region, town) by their English name."""
    return {row["en"]: row["kind"] for row in tables.rows(tables.DATA / "places.tsv")}


@cache
def labels() -> dict[str, str]:
    """What CAMEO codes mean, in words."""
    return {row["cameo"]: row["label"] for row in tables.rows(tables.DATA / "cameo.tsv")}


@cache
def groups() -> dict[str, dict[str, str]]:
    """International bodies that have a code of their own, by ours."""
    return {row["code"]: row for row in tables.rows(DATA / "groups.tsv")}


@cache
def _goldstein() -> dict[str, float]:
    return {row["cameo"]: float(row["goldstein"]) for row in tables.rows(DATA / "goldstein.tsv")}


@cache
def _quads() -> dict[str, int]:
    return {row["type"]: int(row["quad"]) for row in tables.rows(DATA / "quads.tsv")}


@cache
def _sectors() -> dict[tuple[str, str], Sector]:
    rows = tables.rows(DATA / "sectors.tsv")
    return {(row["kind"], row["role"]): Sector(row["cameo"], row["plover"], row["icews"]) for row in rows}
