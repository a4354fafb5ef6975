"""The sides of records of several reports: who speaks or acts for whom counts as that one, whatever he is called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from depesje.intake.dates import DateError
from depesje.language import memberships
from depesje.language.tables import DATA, rows
from depesje.ledger.across import wording
from depesje.ledger.names import name_key
from depesje.records import Actor

_MOST = 0.5  # Share of an alliance's members that have to be in another one for it to stand by that, too.


def keys(actors: Mapping[str, Actor], locals_: Iterable[str]) -> frozenset[str]:
    """The keys of parties: the code they count under, else their name; of a group of states, those who speak for it, too."""
    return frozenset(key for one in locals_ for key in _keys(actors[one]))


def _keys(actor: Actor) -> frozenset[str]:
    if actor.code:
        return frozenset({actor.code})
    name = name_key(actor.name)
    return frozenset({wording.NAME + wording.hidden(name)}) | _groups().get(
        name, _groups().get(name.partition(" ")[0], frozenset())
    )


@cache
def _groups() -> dict[str, frozenset[str]]:
    """Groups of states by name and by adjective ("Western governments"), with the codes of those who speak for them."""
    out: dict[str, frozenset[str]] = {}
    for row in rows(DATA / "regions.tsv"):
        codes = frozenset(filter(None, (*row["states"].split("|"), *row["sides"].split("|"))))
        for form in (row["name"], *row["adjective"].split("|"), *row["adjective_en"].split("|")):
            out[name_key(form)] = codes
    return out


def meet(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sides have a party in common, or one of them is nobody known."""
    return not a or not b or bool(a & b)


def alliances(parties: Iterable[str], on: str | None) -> frozenset[str]:
    """The alliances, by code, that parties belong to on a date (EDTF), or are themselves."""
    return frozenset(code for one in parties for code in _alliances(one, on or ""))


@lru_cache(maxsize=10_000)
def _alliances(party: str, on: str) -> frozenset[str]:
    members = _members(on)
    if party in members:
        near = (code for code, others in members.items() if _stands_by(members[party], others))
        return frozenset({party, *near})
    return frozenset(code for code, states in members.items() if party in states)


def _stands_by(members: frozenset[str], others: frozenset[str]) -> bool:
    return bool(members) and len(members & others) >= _MOST * len(members)


@lru_cache(maxsize=1000)
def _members(on: str) -> dict[str, frozenset[str]]:
    return {code: _states(body, on) for code, body in memberships.alliances().items()}


@cache
def _states(body: str, on: str) -> frozenset[str]:
    try:
        return memberships.members_on(body, on, partly=True)
    except DateError:
        return frozenset()
