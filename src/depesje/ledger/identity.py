"""Who is who: leads the actors of one report to the ledger's actors.

A named actor is the one with the same name, kind and code. A person of whom a report gives the surname alone
is the only person of that surname and code, where there is just one; where nobody is yet, the surname stands
for the person until the full name comes. An unnamed source is known within its report alone. See
``predecessors`` for re-readings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from depesje.ledger import grouping
from depesje.ledger.names import name_key, surname_key
from depesje.ledger.naming import write_actor
from depesje.ledger.predecessors import Predecessor, still_only_here
from depesje.ledger.schema import actor_versions, actors
from depesje.ledger.store import inserted
from depesje.records import Actor

_av = actor_versions.c
_current = _av.superseded_at.is_(None)

SURE = 1.0  # the score of a tie between what one report's very words were read as, before and now


@dataclass(frozen=True, slots=True)
class _Key:
    """What makes a named actor the same in two reports."""

    name: str
    kind: str
    code: str | None
    surname: str | None

    @property
    def full(self) -> bool:
        return self.surname is not None and self.name != self.surname


def _key(actor: Actor) -> _Key:
    surname = surname_key(actor.name) if actor.kind == "person" else None
    return _Key(name_key(actor.name), actor.kind, actor.code, surname)


class Resolver:
    """Finds or makes the ledger's actors for one report. Runs inside the writer's transaction."""

    def __init__(self, connection: Connection, report: int, now: str) -> None:
        self._connection = connection
        self._report = report
        self._now = now
        self._claimed: set[int | None] = set()

    def resolve(self, found: Sequence[Actor], before: dict[str, Predecessor]) -> dict[str, int]:
        """The number of the ledger's actor for each of a record's actors, by its id in the record.

        ``before`` holds, by the same ids, what an earlier reading of the report made of the same words.
        """
        given = Counter((key.surname, key.code) for key in map(_key, found) if key.full)
        # Whom the record names outright is not to be taken for somebody else in it.
        self._claimed = {self._by_name(_key(actor)) for actor in found if actor.kind != "unnamed"}
        numbers: dict[str, int] = {}
        # Full names first, so that a surname may lead to one of them that this very report brings into the
        # ledger.
        for actor in sorted(found, key=lambda actor: not _key(actor).full):
            earlier = before.get(actor.id)
            if actor.kind == "unnamed":
                numbers[actor.id] = self._unnamed(actor, earlier)
            else:
                alone = not given[(_key(actor).surname, actor.code)]
                numbers[actor.id] = self._named(actor, earlier, alone)
        self._lead_on(found, before, numbers)
        return numbers

    def _unnamed(self, actor: Actor, earlier: Predecessor | None) -> int:
        if earlier is None or earlier.kind != "unnamed":
            return self._new(actor)
        self._rename(earlier.actor, actor)
        return earlier.actor

    def _named(self, actor: Actor, earlier: Predecessor | None, alone: bool) -> int:
        key = _key(actor)
        number = self._by_surname(key) if key.surname and not key.full and alone else None
        number = number or self._by_name(key)
        if number is None and key.full:
            number = self._waiting_surname(key)
            if number is not None:
                self._rename(number, actor)
        if number is None and earlier is not None and self._is_better_known(earlier, actor):
            number = earlier.actor
            self._rename(number, actor)
        return self._new(actor) if number is None else number

    def _by_name(self, key: _Key) -> int | None:
        known = (
            select(_av.actor)
            .where(_av.name_key == key.name, _av.kind == key.kind, _av.code.is_not_distinct_from(key.code))
            .order_by(_av.actor)
            .limit(1)
        )
        number: int | None = self._connection.scalar(known.where(_current))
        if number is None and (key.full or key.kind != "person"):
            # What a person calls otherwise is the same still where reports go on to call it as they did.
            settled = select(_av.actor).where(_current, _av.review != "unread")
            number = self._connection.scalar(known.where(_av.actor.in_(settled)))
        return number

    def _by_surname(self, key: _Key) -> int | None:
        """The only person who is known by full name with this surname and code."""
        known = self._bearers(key, full=True)
        return min(known) if len(set(self._leaders(known).values())) == 1 else None

    def _waiting_surname(self, key: _Key) -> int | None:
        """The person known so far by this surname alone, where nobody else bears it."""
        if self._bearers(key, full=True):
            return None
        waiting = self._bearers(key, full=False)
        free = len(waiting) == 1 and waiting[0] not in self._claimed and self._leads_itself(waiting[0])
        return waiting[0] if free else None

    def _bearers(self, key: _Key, *, full: bool) -> list[int]:
        named = _av.name_key != _av.surname_key if full else _av.name_key == _av.surname_key
        return list(
            self._connection.scalars(
                select(_av.actor).where(
                    _current,
                    _av.surname_key == key.surname,
                    _av.kind == "person",
                    _av.code.is_not_distinct_from(key.code),
                    named,
                )
            )
        )

    def _is_better_known(self, earlier: Predecessor, actor: Actor) -> bool:
        """Whether an actor that only this report has is the same, read better now (a fuller name, a code)."""
        return (
            alike(earlier, actor)
            and earlier.actor not in self._claimed
            and still_only_here(self._connection, earlier.actor, self._report)
        )

    def _lead_on(
        self, found: Sequence[Actor], before: dict[str, Predecessor], numbers: dict[str, int]
    ) -> None:
        """Tie an actor that only this report had to the one its words are now read as."""
        for actor in found:
            earlier = before.get(actor.id)
            if earlier is None or earlier.actor in numbers.values() or actor.kind == "unnamed":
                continue
            # Only from less to more known: whoever has a code of its own may be met again.
            if earlier.code in (None, actor.code) and self._is_better_known(earlier, actor):
                old, new = earlier.actor, numbers[actor.id]
                if self._leads_itself(old):
                    grouping.tie(self._connection, "actor", {(old, new): SURE}, self._now)

    def _leads_itself(self, number: int) -> bool:
        return self._leaders([number])[number] == number

    def _leaders(self, numbers: Sequence[int]) -> dict[int, int]:
        return grouping.leaders_of(self._connection, "actor", numbers)

    def _new(self, actor: Actor) -> int:
        report = self._report if actor.kind == "unnamed" else None
        number = inserted(self._connection, actors.insert().values(report=report, recorded_at=self._now))
        self._write(number, actor)
        return number

    def _rename(self, number: int, actor: Actor) -> None:
        """Hold the actor to be what ``actor`` says from now on, unless a person has settled it."""
        held = self._connection.execute(
            select(_av.key, _av.name, _av.code, _av.review).where(_current, _av.actor == number)
        ).one()
        if held.review != "unread" or (held.name, held.code) == (actor.name, actor.code):
            return
        self._connection.execute(
            actor_versions.update().where(_av.key == held.key).values(superseded_at=self._now)
        )
        self._write(number, actor)

    def _write(self, number: int, actor: Actor) -> None:
        values = {"name": actor.name, "kind": actor.kind, "code": actor.code}
        write_actor(self._connection, number, values, "unread", self._now)


def alike(earlier: Predecessor, actor: Actor) -> bool:
    """Whether two readings of the same words can mean one named actor."""
    if earlier.kind != actor.kind:
        return False
    if name_key(earlier.name) == name_key(actor.name):
        return True
    if earlier.code is not None and actor.code is not None and earlier.code != actor.code:
        return False
    if actor.kind == "person":
        return surname_key(earlier.name) == surname_key(actor.name)
    return (
        actor.code is not None
        and earlier.code == actor.code
        and actor.kind in ("state", "government", "alliance")
    )
