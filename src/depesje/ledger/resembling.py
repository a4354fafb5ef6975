"""Names that the ledger has and that look like one that it has not."""

from __future__ import annotations

from difflib import get_close_matches

from sqlalchemy import Connection, and_, or_, select

from depesje.ledger import ids
from depesje.ledger.clock import NOW, Known
from depesje.ledger.grouping import led
from depesje.ledger.names import name_key, surname_key
from depesje.ledger.schema import actor_versions

_av = actor_versions.c
_ALIKE = 0.75  # how alike two names are, by difflib's measure, for one to be meant by the other
_LOOKED_AT = 5000  # names at most
_LAST = "\U0010ffff"  # after all letters


def resembling(connection: Connection, name: str, most: int = 5, known: Known = NOW) -> list[tuple[str, str]]:
    """Actors (id and name) whose name, or family name, begins like ``name`` and looks like it; the likest first."""
    wanted, family = name_key(name), surname_key(name)
    begins = or_(
        *(
            and_(column >= key[:1], column < key[:1] + _LAST)
            for column, key in ((_av.name_key, wanted), (_av.surname_key, wanted), (_av.surname_key, family))
        )
    )
    query = select(led("actor", _av.actor, known).label("actor"), _av.name, _av.name_key, _av.surname_key)
    named: dict[str, dict[int, str]] = {}
    for row in connection.execute(query.where(known.holds(actor_versions), begins).limit(_LOOKED_AT)):
        for key in {row.name_key, row.surname_key} - {None}:
            named.setdefault(key, {}).setdefault(row.actor, row.name)
    found: dict[int, str] = {}
    for sought in dict.fromkeys((wanted, family)):
        for key in get_close_matches(sought, named, most, _ALIKE):
            for actor, called in named[key].items():
                found.setdefault(actor, called)
    return [(ids.actor_id(actor), called) for actor, called in list(found.items())[:most]]
