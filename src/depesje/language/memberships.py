"""Which states belong to which international bodies, and since when: members, partners, candidates, observers.

``data/memberships.tsv`` holds a line for each span of time: body (a name in ``bodies.tsv``), state (ISO 3166-1
alpha-3, dissolved states by their former code), relation, ``from`` and ``to`` (EDTF; the first and the last day, ``to``
empty where it goes on), and a source of ``sources.tsv``. What could not be sourced is left out. The tables are kept up
to ``KEPT``; what happened later is not in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Literal, get_args

from depesje.errors import LexiconError
from depesje.intake import dates, shipped
from depesje.language.tables import DATA, rows, toml

KEPT = "2025-12"
"""The last month up to which the table has been kept."""

Relation = Literal["member", "partner", "candidate", "observer", "suspended"]
Held = Literal["throughout", "partly", "no"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact can be looked up: a treaty, a decision or an official page, with its address where it has one."""

    id: str
    title: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Membership:
    """What a state is to a body from ``start`` to ``end`` (EDTF; None: it goes on)."""

    body: str
    state: str
    relation: Relation
    start: str
    end: str | None
    source: Source

    def held(self, on: str | date) -> Held:
        """Whether it held throughout a date (EDTF or a day), in a part of it (or only perhaps), or not at all."""
        return held(self.start, self.end, on)


def held(start: str | None, end: str | None, on: str | date) -> Held:
    """Whether what began at ``start`` and ended with ``end`` (EDTF; None: always, for ever) holds on a date.

    A date that is only a year or a month may mean any of its days: what lies between its first and its last is "partly".
    Raises ``intake.dates.DateError`` where ``on`` is no date.
    """
    first, last = span(on)
    begins = _days(start) if start else (date.min, date.min)
    ends = _days(end) if end else (date.max, date.max)
    if begins[0] > last or ends[1] < first:
        return "no"
    return "throughout" if begins[1] <= first and ends[0] >= last else "partly"


def span(on: str | date) -> tuple[date, date]:
    """The first and the last day of a date; raises ``intake.dates.DateError`` where it is none."""
    if isinstance(on, date):
        return on, on
    return _days(on)


@lru_cache(maxsize=4096)
def _days(edtf: str) -> tuple[date, date]:
    edtf = dates.normalise(edtf)
    return dates.earliest(edtf) or date.min, dates.latest(edtf) or date.max


@cache
def sources() -> dict[str, Source]:
    """The sources by id; raises ``LexiconError`` where the table is missing."""
    table = rows(DATA / "sources.tsv")
    return {row["id"]: Source(row["id"], row["title"], row["address"] or None) for row in table}


@cache
def load() -> dict[str, tuple[Membership, ...]]:
    """All memberships by body; raises ``LexiconError`` where a table is missing or names a relation or source unknown."""
    known = sources()
    out: dict[str, list[Membership]] = {}
    for row in rows(DATA / "memberships.tsv"):
        where = f"memberships.tsv: {row['body']} {row['state']}"
        if row["relation"] not in get_args(Relation):
            raise LexiconError(f"{where}: unknown relation {row['relation']!r}")
        if row["source"] not in known:
            raise LexiconError(f"{where}: unknown source {row['source']!r}")
        relation: Relation = row["relation"]  # type: ignore[assignment]
        one = Membership(
            row["body"], row["state"], relation, row["from"], row["to"] or None, known[row["source"]]
        )
        out.setdefault(one.body, []).append(one)
    return {body: tuple(found) for body, found in out.items()}


@cache
def _names() -> dict[str, str]:
    """Bodies by name and by code; a code is its alliance's before it is its courts' and councils'."""
    bodies = sorted(rows(DATA / "bodies.tsv"), key=lambda row: row["kind"] != "alliance")
    out = {row["name"]: row["name"] for row in bodies}
    for row in bodies:
        if row["code"]:
            out.setdefault(row["code"], row["name"])
    return out


@cache
def alliances() -> dict[str, str]:
    """The bodies of ``data/alliances.toml``, whose members ask for the same things: by the code of each, its name.

    Raises ``LexiconError`` where the file is missing, or names what has no members or no code.
    """
    where = "data/alliances.toml"
    data = toml("data", "alliances.toml")
    shipped.same_keys(where, data, {"alliances"})
    names = shipped.words(f"{where}: alliances", data["alliances"])
    codes = {row["name"]: row["code"] for row in rows(DATA / "bodies.tsv")}
    for name in names:
        if name not in load() or not codes.get(name):
            raise LexiconError(f"{where}: {name!r} is no body that has members and a code")
    return {codes[name]: name for name in names}


def on_date(body: str, on: str | date) -> dict[Membership, Held]:
    """What states are to a body (its name or code) on a date, with whether throughout it or partly; empty for others."""
    found = ((one, one.held(on)) for one in load().get(_names().get(body, body), ()))
    return {one: how for one, how in found if how != "no"}


def members_on(
    body: str, on: str | date, relation: Relation = "member", *, partly: bool = False
) -> frozenset[str]:
    """The states that are members (or whatever ``relation`` says) of a body throughout a date, or ``partly`` too.

    ``body`` is a name in ``bodies.tsv`` or a code ("NATO", "EUU", "United Nations Security Council"). Raises
    ``intake.dates.DateError`` where ``on`` is no date.
    """
    return frozenset(
        one.state
        for one, how in on_date(body, on).items()
        if one.relation == relation and (partly or how == "throughout")
    )
