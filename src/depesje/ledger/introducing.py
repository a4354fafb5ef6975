"""What a ledger tells of actors to those who look for one: whom a name may mean, and all about one of them."""

from __future__ import annotations

from depesje.ledger import ids, meant, profile
from depesje.ledger.clock import Known
from depesje.ledger.meant import MeantRow
from depesje.ledger.profile import Profile
from depesje.ledger.store import Store


class Introducing:
    """The methods for that, of a ledger."""

    _store: Store

    def meant(self, name: str, limit: int) -> list[MeantRow]:
        """The first so many that a name means, in short, those who speak most first; ``who`` tells all about them."""
        with self._store.read() as connection:
            return meant.meant(connection, name, limit)

    def profile(self, actor: str, known: str | None = None) -> Profile | None:
        """One actor by its id (``ac-7``): its names, its roles over time, with whom it talks; None where it is unknown."""
        named = ids.parsed(actor)
        if named is None or named[0] != "actor":
            return None
        with self._store.read() as connection:
            return profile.profile(connection, named[1], Known.at(known))
