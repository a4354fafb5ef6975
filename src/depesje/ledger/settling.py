"""Settles which actors of the ledger are one: the machine's ties in what has changed, and by whom each group is called.

A block of names, or an office, is looked at as a whole (see ``across.namesakes``), so that the groups are those of the
reports that the ledger now has, in whatever order they came. Runs inside the writer's transaction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, or_, select, tuple_, update

from depesje.ledger import grouping
from depesje.ledger.across import namesakes
from depesje.ledger.across.namesakes import Named
from depesje.ledger.calling import write_actor
from depesje.ledger.names import name_key
from depesje.ledger.numbers import listed, listed_words
from depesje.ledger.partition import Pair
from depesje.ledger.schema import actor_versions
from depesje.ledger.schema_actors import actor_keys, tenures
from depesje.ledger.schema_corrections import ties, verdicts

ACTOR = "actor"  # the kind of the groups
Office = tuple[str, str]  # and whose: its code
_k, _t, _av, _ts, _vs = actor_keys.c, tenures.c, actor_versions.c, ties.c, verdicts.c
_UNREAD = "unread"


@dataclass(slots=True)
class Touched:
    """What has changed: blocks of names, offices, actors that no report has any more, and others to be called anew."""

    blocks: set[str] = field(default_factory=set)
    offices: set[Office] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    named: set[int] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.blocks or self.offices or self.gone or self.named)


def settle(connection: Connection, touched: Touched, now: str) -> None:
    """Draw the consequences of what has changed."""
    if not touched:
        return
    changed = _settle_names(connection, touched, now)
    offices = touched.offices | _offices_of(connection, changed | touched.gone)
    changed |= _settle_offices(connection, offices, now)
    _call(connection, changed | touched.named | touched.gone, now)


def settle_actors(connection: Connection, numbers: Iterable[int], now: str) -> None:
    """The same after a person's word on some actors, or after some went that were one with them."""
    known = {*numbers}
    rows = connection.execute(select(actor_keys).where(_k.actor.in_(listed(known)))).all()
    blocks = {row.block for row in rows if row.block}
    settle(connection, Touched(blocks, _offices_of(connection, known), named=known), now)


def of_block(connection: Connection, numbers: Iterable[int]) -> Touched:
    """What will have changed when these actors are gone: to be asked before, and settled after."""
    known = {*numbers}
    rows = connection.execute(select(actor_keys).where(_k.actor.in_(listed(known)))).all()
    return Touched({row.block for row in rows if row.block}, _offices_of(connection, known))


def reviewed(connection: Connection, number: int, name: str, kind: str, code: str | None, now: str) -> None:
    """An actor is called so by a person: it counts among those of that name from now on."""
    named = kind != "unnamed"
    values = {"block": namesakes.block(name, kind, code) if named else None}
    held = connection.execute(select(_k.block).where(_k.actor == number)).one_or_none()
    if held is not None:
        connection.execute(update(actor_keys).where(_k.actor == number).values(values))
    elif named:
        own = {"actor": number, "name": name, "kind": kind, "code": code, "key": name_key(name), "reports": 0}
        connection.execute(actor_keys.insert().values({**own, **values}))
    before = {held.block} if held is not None else set()
    blocks = {block for block in (*before, values["block"]) if block}
    settle(connection, Touched(blocks, _offices_of(connection, {number}), named={number}), now)


def _settle_names(connection: Connection, touched: Touched, now: str) -> set[int]:
    rows = _nodes(connection, _k.block.in_(listed_words(touched.blocks)), _k.month.is_(None))
    live = {row.actor for row in rows}
    seen = _seen(connection, live)
    groups: dict[str, list[Named]] = defaultdict(list)
    for row in rows:
        groups[row.block].append(_named(row, seen))
    same = _said(connection, live)
    wanted = {pair: score for nodes in groups.values() for pair, score in namesakes.ties(nodes, same).items()}
    held = _ties(connection, live | touched.gone)
    # What an actor that no report has any more was once read as leads on from it.
    mine = {pair for pair in held if set(pair) <= live or set(pair) & touched.gone}
    return _retie(connection, mine, wanted, held, now)


def _settle_offices(connection: Connection, offices: Collection[Office], now: str) -> set[int]:
    if not offices:
        return set()
    asked = sorted(offices)
    rows = _nodes(connection, _k.month.is_not(None), tuple_(_k.office, _k.code).in_(asked))
    if not rows:
        return set()
    held = connection.execute(select(tenures).where(tuple_(_t.office, _t.code).in_(asked))).all()
    leaders = grouping.leaders_of(connection, ACTOR, {row.actor for row in held})
    seen: dict[Office, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    first: dict[int, int] = {}
    for row in held:
        seen[row.office, row.code][leaders[row.actor]].add(row.month)
        first[leaders[row.actor]] = min(row.actor, first.get(leaders[row.actor], row.actor))
    wanted: dict[Pair, float] = {}
    for row in rows:
        found = namesakes.holder(row.month, seen.get((row.office, row.code), {}))
        if found is not None:
            who = first[found[0]]
            wanted[min(row.actor, who), max(row.actor, who)] = found[1]
    live = {row.actor for row in rows}
    before = _ties(connection, live)
    return _retie(connection, set(before), wanted, before, now)


def _retie(
    connection: Connection,
    mine: set[Pair],
    wanted: Mapping[Pair, float],
    held: Mapping[Pair, float],
    now: str,
) -> set[int]:
    """Let the machine's ties, of those that are to be looked at, be the ones that are wanted; returns whom that concerns."""
    gone = mine - wanted.keys()
    new = {pair: score for pair, score in wanted.items() if held.get(pair) != score}
    if gone:
        grouping.untie(connection, ACTOR, gone, now)
    grouping.tie(connection, ACTOR, new, now)
    return {number for pair in (*gone, *new) for number in pair}


def _nodes(connection: Connection, *conditions: Any) -> list[Row[Any]]:
    """The actors that some report has, or a person vouches for, as they are held to be."""
    query = (
        select(
            actor_keys,
            _av.review,
            _av.name.label("held_name"),
            _av.kind.label("held_kind"),
            _av.code.label("held_code"),
        )
        .join(actor_versions, (_av.actor == _k.actor) & _av.superseded_at.is_(None))
        .where(*conditions, or_(_k.reports > 0, _av.review != _UNREAD))
    )
    return list(connection.execute(query))


def _named(row: Row[Any], seen: Mapping[int, set[str]]) -> Named:
    beside = frozenset((row.beside or "").split("|")) - {""}
    if row.review != _UNREAD:
        return Named(
            row.actor, row.held_name, row.held_kind, row.held_code, frozenset(seen[row.actor]), beside
        )
    return Named(row.actor, row.name, row.kind, row.code, frozenset(seen[row.actor]), beside)


def _seen(connection: Connection, numbers: set[int]) -> dict[int, set[str]]:
    """The offices that actors were seen in."""
    found: dict[int, set[str]] = defaultdict(set)
    query = select(_t.actor, _t.office).where(_t.actor.in_(listed(numbers))).distinct()
    for row in connection.execute(query):
        found[row.actor].add(row.office)
    return found


def _offices_of(connection: Connection, numbers: Iterable[int]) -> set[Office]:
    """The offices that somebody who is one with these was seen in."""
    grown = grouping.grown(connection, ACTOR, numbers)
    query = select(_t.office, _t.code).where(_t.actor.in_(listed(grown))).distinct()
    return {(row.office, row.code) for row in connection.execute(query)}


def _ties(connection: Connection, numbers: set[int]) -> dict[Pair, float]:
    own = listed(numbers)
    query = select(ties).where(_ts.kind == ACTOR, _ts.low.in_(own) | _ts.high.in_(own))
    return {(row.low, row.high): row.score for row in connection.execute(query)}


def _said(connection: Connection, numbers: set[int]) -> list[Pair]:
    """Of which of these, or of one with them, a person has said that they are one."""
    own = listed(numbers)
    query = select(_vs.low, _vs.high).where(
        _vs.kind == ACTOR,
        _vs.same.is_(True),
        _vs.superseded_at.is_(None),
        _vs.low.in_(own) | _vs.high.in_(own),
    )
    return [(row.low, row.high) for row in connection.execute(query)]


def _call(connection: Connection, numbers: Collection[int], now: str) -> None:
    """Let those that lead be called by the best name in their groups, and the others by their own."""
    if not numbers:
        return
    leading = set(grouping.leaders_of(connection, ACTOR, numbers).values())
    led = grouping.members_of(connection, ACTOR, leading)
    query = (
        select(actor_keys, _av.review, _av.name.label("held_name"), _av.kind.label("held_kind"))
        .add_columns(_av.code.label("held_code"), _av.key.label("version"))
        .join(actor_versions, (_av.actor == _k.actor) & _av.superseded_at.is_(None))
        .where(_k.actor.in_(listed(set(led))))
    )
    groups: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(query):
        groups[led[row.actor]].append(row)
    for leader, rows in groups.items():
        for row in rows:
            if row.review != _UNREAD:
                continue
            own = Named(row.actor, row.name, row.kind, row.code)
            own = _best(row, rows) if row.actor == leader else own
            if (own.name, own.kind, own.code) != (row.held_name, row.held_kind, row.held_code):
                connection.execute(
                    actor_versions.update().where(_av.key == row.version).values(superseded_at=now)
                )
                values = {"name": own.name, "kind": own.kind, "code": own.code}
                write_actor(connection, row.actor, values, _UNREAD, now)


def _best(leader: Row[Any], rows: Collection[Row[Any]]) -> Named:
    """By whom a group is called: by what a person said, else by who has a name, else by an office.

    Who was joined by a person alone, having another name, lends it to nobody.
    """
    alike = [row for row in rows if row.block == leader.block or (leader.month and row.kind == leader.kind)]
    settled = [row for row in alike if row.review != _UNREAD]
    live = settled or [row for row in alike if row.reports] or [leader]
    named = [row for row in live if row.month is None] or live
    return namesakes.best_name(_named(row, defaultdict(set)) for row in named)
