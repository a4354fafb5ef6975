"""Whom a person means by a name."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from depesje.ledger import ids
from depesje.ledger.across import namesakes
from depesje.ledger.across.namesakes import Named
from depesje.ledger.clock import NOW, Known
from depesje.ledger.engines.functions import holds
from depesje.ledger.grouping import grown
from depesje.ledger.names import fold
from depesje.ledger.numbers import listed
from depesje.ledger.otherwise import kept_names
from depesje.ledger.schema import actor_versions, appearances, forms, mentions, readings
from depesje.ledger.schema_actors import actor_keys

_av = actor_versions.c


def actors_called(connection: Connection, name: str, known: Known = NOW) -> set[int]:
    """The actors that ``name`` meant at a moment: a name, a part of one, a wording of some report, a code or an id.

    States, bodies and offices are found by what any language calls them, too (``otherwise``). Case and accents do not
    count. What is the whole name of a state, a body or another that is no person means that alone (``Russland`` does not
    mean everybody whom a report calls something of Russland). A code means all who count under it, unless it is a person's
    name as well and not in capitals (``Per``). What means nobody so may be a person's name as another language spells it.
    With each come those that it is one with.
    """
    wanted = fold(name)
    if not wanted:
        return set()
    identified = ids.parsed(name)
    if identified is not None and identified[0] == "actor":
        return grown(connection, "actor", [identified[1]], known)
    found = _named(connection, wanted, known, kept_names(name), whole=True)
    by_name = False
    if all(kind == "person" for _, kind, _ in found):
        parts = _named(connection, wanted, known, frozenset(), whole=False)
        persons = {part for part in parts if part[1] == "person" and f" {wanted} " in f" {part[2]} "}
        by_name = bool(persons)
        # "Vega" means Ramón Vega where there is one, not his adviser nor "Vegas minister".
        found |= persons or parts
    actors = {actor for actor, _, _ in found}
    if not by_name or name.strip().isupper():
        actors |= _coded(connection, wanted.upper(), known)
    return grown(connection, "actor", actors or _sounding(connection, name, known), known)


def _sounding(connection: Connection, name: str, known: Known) -> set[int]:
    """Persons whose name may be spelt so in another language: Zelensky, where reports have Zelenskyj.

    Whoever asks for a first name as well means nobody of whom only the family name is known.
    """
    k = actor_keys.c
    query = (
        select(k.actor, k.name, k.code)
        .join(actor_versions, _av.actor == k.actor)
        .where(k.block == namesakes.block(name, "person", None), known.holds(actor_versions))
    )
    return {
        row.actor
        for row in connection.execute(query)
        if len(namesakes.spelt(row.name, row.code).given) >= len(namesakes.spelt(name, row.code).given)
        and namesakes.likeness(Named(0, row.name, "person", row.code), Named(0, name, "person", row.code))
    }


def worded(wanted: str) -> Select[Any]:
    """The keys of the wordings that contain a folded name as whole words."""
    return select(forms.c.key).where(_contains(forms.c.folded, wanted))


def _named(
    connection: Connection, wanted: str, known: Known, kept: frozenset[str], *, whole: bool
) -> set[tuple[int, str, str]]:
    """Actor, kind and folded name of those whose name is ``kept``, or whose name or mention is ``wanted`` or contains it."""

    def fits(column: ColumnElement[str]) -> ColumnElement[bool]:
        # Names stand in the genitive as often as not: Russlands, Lavrovs.
        return column.in_([wanted, wanted + "s"]) if whole else _contains(column, wanted)

    columns = select(_av.actor, _av.kind, _av.name_key).where(known.holds(actor_versions))
    wordings = set(connection.scalars(select(forms.c.key).where(fits(forms.c.folded))))
    mentioned = listed(set(connection.scalars(_mentioned(wordings, known))))
    any_of = or_(fits(_av.name_key), _av.name_key.in_(sorted(kept)), _av.actor.in_(mentioned))
    rows = connection.execute(columns.where(any_of))
    return {(row.actor, row.kind, row.name_key) for row in rows}


def _mentioned(wordings: set[int], known: Known) -> Select[Any]:
    """Whom readings held at a moment mention by some wordings, at a cost that does not grow with how often they do.

    From one actor of a wording the index leads to the next; a mention of each that is held is looked for from the newest
    back.
    """
    m = mentions.c
    form = listed(wordings).subquery().c[0]
    pairs = select(form.label("form"), _next(form, None).label("actor")).cte(recursive=True)
    further = select(pairs.c.form, _next(pairs.c.form, pairs.c.actor)).where(pairs.c.actor.is_not(None))
    pairs = pairs.union_all(further)
    held = (
        select(m.key)
        .join(appearances, appearances.c.key == m.appearance)
        .join(readings, readings.c.key == appearances.c.reading)
        .where(m.form == pairs.c.form, m.actor == pairs.c.actor, known.holds(readings))
        .order_by(m.key.desc())
        .limit(1)
        .correlate(pairs)
        .scalar_subquery()
    )
    return select(pairs.c.actor).where(pairs.c.actor.is_not(None), held.is_not(None)).distinct()


def _next(form: ColumnElement[int], after: ColumnElement[int] | None) -> ColumnElement[int]:
    """The first actor, after another one, that a wording ever meant."""
    m = mentions.alias().c
    query = select(func.min(m.actor)).where(m.form == form)
    return (query if after is None else query.where(m.actor > after)).scalar_subquery()


def _contains(column: ColumnElement[str], wanted: str) -> ColumnElement[bool]:
    padded = " " + column + " "
    # A genitive counts at the end only: "Ramón Vegas" is he, "Vegas adviser" is not.
    return or_(holds(padded, f" {wanted} "), holds(padded + "\n", f" {wanted}s \n"))


def _coded(connection: Connection, code: str, known: Known) -> set[int]:
    query = select(_av.actor).where(known.holds(actor_versions), func.upper(_av.code) == code)
    return set(connection.scalars(query))
