"""Who is who: leads the actors of one report to the ledger's actors.

A named actor is the one with the same name, kind and code. A family name alone is an actor of its own, and another one
with an office beside it, or beside a fuller name that the report tells it from; whose names they are is decided over all
reports (see ``settling``). Whom reports call by an office alone is one actor for each month. An unnamed source, and whom
an office that many have names, is known within its report alone. See ``predecessors`` for re-readings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from depesje.language import namewords
from depesje.ledger import grouping, names, settling
from depesje.ledger.across import namesakes
from depesje.ledger.across.namesakes import Named
from depesje.ledger.calling import write_actor
from depesje.ledger.dates import UNDATED, bounds
from depesje.ledger.names import fold, name_key, surname_key
from depesje.ledger.numbers import listed, listed_words
from depesje.ledger.predecessors import Predecessor, still_only_here
from depesje.ledger.schema import actor_versions, actors, appearances, readings
from depesje.ledger.schema_actors import actor_keys, tenures
from depesje.ledger.settling import Touched
from depesje.ledger.store import inserted
from depesje.records import Actor

_av, _k, _t = actor_versions.c, actor_keys.c, tenures.c
_current = _av.superseded_at.is_(None)

SURE = 1.0  # the score of a tie between what one report's very words were read as, before and now
Tenure = tuple[str, str, str]  # an office, whose it is, and the month
Held = tuple[int, str, str, str]  # the same with the actor


Appearing = Any  # an actor as a reading has it: a record's or a row of ``appearances``


@dataclass(frozen=True, slots=True)
class Key:
    """What makes a named actor the same in two reports; ``text`` is None where it is known in its report alone."""

    text: str | None
    kind: str
    code: str | None
    beside: str | None = None
    office: str | None = None
    month: str | None = None


def key_of(name: str, beside: str | None = None, office: str | None = None) -> str:
    """The text of a key: the name, and what it is told from others by."""
    return " · ".join(filter(None, (name_key(name), beside and f"not {beside}", office)))


def office_of(actor: Appearing) -> str | None:
    """The office by which a role is called where one person has it at a time."""
    return namewords.load().offices.get(actor.role or "") if actor.kind == "person" else None


def is_office(actor: Appearing) -> bool:
    """Whether a person is called by the very role that it has."""
    name, role = fold(actor.name), fold(actor.role or "")
    return (
        actor.kind == "person"
        and bool(role)
        and names.is_office(actor.name)
        and (name == role or name.startswith(f"{role} of "))
    )


def month_of(earliest: str | None, latest: str | None) -> str | None:
    """The month that two bounds are in."""
    return earliest[:7] if earliest and latest and earliest[:7] == latest[:7] else None


def tenure_of(actor: Appearing, earliest: str | None, latest: str | None) -> Tenure | None:
    """The office that a report shows a named person in, whose it is, and the month; None where it shows none."""
    office, month = office_of(actor), month_of(earliest, latest)
    if office is None or month is None or actor.code is None or is_office(actor):
        return None
    return office, actor.code, month


def key(actor: Actor, found: Sequence[Actor], month: str | None) -> Key:
    """The key of one of a report's actors."""
    if actor.kind == "unnamed":
        return Key(None, actor.kind, actor.code)
    office = office_of(actor)
    if is_office(actor):
        if office is None or month is None or actor.code is None:
            return Key(None, actor.kind, actor.code)
        return Key(f"{office} · {month}", actor.kind, actor.code, None, office, month)
    if actor.kind != "person" or not namesakes.is_partial(actor.name, actor.code):
        return Key(key_of(actor.name), actor.kind, actor.code)
    mine = _as_named(actor)
    fuller = {
        namesakes.digest(other.name)
        for other in found
        if other is not actor
        and other.kind == "person"
        and not namesakes.is_partial(other.name, other.code)
        and namesakes.likeness(_as_named(other), mine)
    }
    beside = "|".join(sorted(fuller)) or None
    return Key(key_of(actor.name, beside, office), actor.kind, actor.code, beside, office)


def _as_named(actor: Actor) -> Named:
    return Named(0, actor.name, actor.kind, actor.code)


class Resolver:
    """Finds or makes the ledger's actors for one report. Runs inside the writer's transaction.

    ``before`` is the key of the reading that the one at hand takes the place of.
    """

    def __init__(
        self, connection: Connection, report: int, now: str, before: int | None, published: str | None
    ) -> None:
        self._connection = connection
        self._report = report
        self._now = now
        self._before = before
        self._dated = bounds(published) or UNDATED
        self._touched = Touched()
        self._claimed: set[int] = set()

    def resolve(self, found: Sequence[Actor], before: dict[str, Predecessor]) -> dict[str, int]:
        """The number of the ledger's actor for each of a record's actors, by its id in the record.

        ``before`` holds, by the same ids, what an earlier reading of the report made of the same words.
        """
        month = month_of(self._dated.earliest, self._dated.latest)
        keys = {actor.id: key(actor, found, month) for actor in found}
        known = self._known(keys.values())
        # Whom the record names outright is not to be taken for somebody else in it.
        self._claimed = {row.actor for row in known.values()}
        own = self._own(before.values())
        by_key = {each: int(row.actor) for each, row in known.items()}
        numbers: dict[str, int] = {}
        for actor in found:
            each, earlier = keys[actor.id], before.get(actor.id)
            if each.text is None:
                numbers[actor.id] = self._in_report(
                    actor, earlier if earlier and earlier.actor in own else None
                )
            elif each in by_key:
                numbers[actor.id] = by_key[each]
            else:
                numbers[actor.id] = by_key[each] = self._named(actor, each, earlier)
        self._spell(found, numbers, known.values())
        self._count(found, keys, numbers, known)
        settling.settle(self._connection, self._touched, self._now)
        self._lead_on(found, before, numbers)
        return numbers

    def _known(self, keys: Any) -> dict[Key, Row[Any]]:
        """The ledger's actors by their keys, of those that are asked for."""
        wanted = {each for each in keys if each.text is not None}
        texts = {each.text for each in wanted if each.text is not None}
        query = select(actor_keys).where(_k.key.in_(listed_words(texts))).order_by(_k.actor.desc())
        rows = self._connection.execute(query)
        found = {Key(row.key, row.kind, row.code, row.beside, row.office, row.month): row for row in rows}
        return {each: row for each, row in found.items() if each in wanted}

    def _own(self, before: Any) -> set[int]:
        """Of the actors that earlier readings had those that are known in this report alone."""
        numbers = {one.actor for one in before}
        if not numbers:
            return numbers
        query = select(actors.c.number).where(
            actors.c.report == self._report, actors.c.number.in_(listed(numbers))
        )
        return set(self._connection.scalars(query))

    def _in_report(self, actor: Actor, earlier: Predecessor | None) -> int:
        if earlier is not None and earlier.kind == actor.kind:
            self._rename(earlier.actor, actor)
            return earlier.actor
        return self._new(actor, self._report)

    def _named(self, actor: Actor, each: Key, earlier: Predecessor | None) -> int:
        row = self._row(actor, each)
        if earlier is not None and self._is_better_known(earlier, actor):
            self._rename(earlier.actor, actor)
            held = self._connection.scalar(select(_k.block).where(_k.actor == earlier.actor))
            self._touched.blocks |= {held} if held else set()
            self._connection.execute(update(actor_keys).where(_k.actor == earlier.actor).values(row))
            number = earlier.actor
        else:
            number = self._new(actor, None)
            self._connection.execute(actor_keys.insert().values({**row, "actor": number, "reports": 0}))
        self._touch(row["block"], each)
        return number

    def _row(self, actor: Actor, each: Key) -> dict[str, Any]:
        block = None if each.month else namesakes.block(actor.name, actor.kind, actor.code)
        return {
            "name": actor.name,
            "kind": actor.kind,
            "code": actor.code,
            "key": each.text,
            "block": block,
            "beside": each.beside,
            "office": each.office,
            "month": each.month,
        }

    def _touch(self, block: str | None, each: Key | Row[Any]) -> None:
        if block:
            self._touched.blocks.add(block)
        if each.month and each.office and each.code:
            self._touched.offices.add((each.office, each.code))

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
                if grouping.leaders_of(self._connection, "actor", [old])[old] == old:
                    grouping.tie(self._connection, "actor", {(old, new): SURE}, self._now)
                    settling.settle(self._connection, Touched(named={old, new}), self._now)

    def _spell(self, found: Sequence[Actor], numbers: Mapping[str, int], known: Any) -> None:
        """Let an actor be shown in the richer of two spellings."""
        held = {row.actor: row.name for row in known if row.month is None}
        for actor in found:
            number = numbers[actor.id]
            name = held.get(number)
            if name is None or name == actor.name or namesakes.richer(name, actor.name) == name:
                continue
            held[number] = actor.name
            self._connection.execute(update(actor_keys).where(_k.actor == number).values(name=actor.name))
            self._touched.named.add(number)

    def _count(
        self,
        found: Sequence[Actor],
        keys: Mapping[str, Key],
        numbers: Mapping[str, int],
        known: Mapping[Key, Row[Any]],
    ) -> None:
        """Count who is in the report's current reading, and in which office; note who came and who went."""
        now = {numbers[actor.id] for actor in found if keys[actor.id].text is not None}
        dated = self._dated.earliest, self._dated.latest
        offices = {
            (numbers[actor.id], *tenure)
            for actor in found
            if keys[actor.id].text is not None and (tenure := tenure_of(actor, *dated)) is not None
        }
        before, had = (set(), set()) if self._before is None else _told(self._connection, self._before)
        for row in known.values():
            if row.reports == 0 and row.actor in now - before:
                self._touch(row.block, row)
        shift(self._connection, now - before, before - now, self._touched)
        shift_offices(self._connection, offices - had, had - offices, self._touched)

    def _new(self, actor: Actor, report: int | None) -> int:
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


def leave(connection: Connection, report: int) -> Touched:
    """A report is about to go: count those down that it has; returns what is to be settled when it has gone."""
    touched, r = Touched(), readings.c
    current = select(r.key).where(r.report == report, r.superseded_at.is_(None))
    reading = connection.scalar(current)
    if reading is None:
        return touched
    before, had = _told(connection, reading)
    shift(connection, set(), before, touched)
    shift_offices(connection, set(), had, touched)
    return touched


def _told(connection: Connection, reading: int) -> tuple[set[int], set[Held]]:
    """The named actors of a reading, and the offices that it shows them in."""
    a, r = appearances.c, readings.c
    rows = connection.execute(
        select(a.actor, a.name, a.kind, a.code, a.role, r.earliest, r.latest)
        .join(readings, r.key == a.reading)
        .join(actor_keys, _k.actor == a.actor)
        .where(a.reading == reading)
    ).all()
    offices = {
        (row.actor, *tenure)
        for row in rows
        if (tenure := tenure_of(row, row.earliest, row.latest)) is not None
    }
    return {row.actor for row in rows}, offices


def shift(connection: Connection, up: set[int], down: set[int], touched: Touched) -> None:
    """Count more readings that have some actors, and fewer that have others; notes whom none has any more."""
    for by, numbers in ((1, up), (-1, down)):
        if numbers:
            connection.execute(
                update(actor_keys).where(_k.actor.in_(listed(numbers))).values(reports=_k.reports + by)
            )
    if down:
        query = select(actor_keys).where(_k.actor.in_(listed(down)), _k.reports <= 0)
        for row in connection.execute(query):
            touched.gone.add(row.actor)
            if row.block:
                touched.blocks.add(row.block)


def shift_offices(
    connection: Connection,
    up: set[Held],
    down: set[Held],
    touched: Touched,
) -> None:
    """The same of actors in offices; notes the offices in which somebody is seen in a new month, or in one less."""
    if not up and not down:
        return
    numbers = {actor for actor, *_ in (*up, *down)}
    months = {month for *_, month in (*up, *down)}
    query = select(tenures).where(_t.actor.in_(listed(numbers)), _t.month.in_(sorted(months)))
    held = {(row.actor, row.office, row.code, row.month): row.reports for row in connection.execute(query)}
    changes = dict.fromkeys(up, 1) | dict.fromkeys(down, -1)
    for (actor, office, code, month), by in sorted(changes.items()):
        reports = held.get((actor, office, code, month), 0) + by
        own = (_t.actor == actor, _t.office == office, _t.code == code, _t.month == month)
        if reports <= 0:
            connection.execute(delete(tenures).where(*own))
        elif reports > by:
            connection.execute(update(tenures).where(*own).values(reports=reports))
            continue
        else:
            row = {"actor": actor, "office": office, "code": code, "month": month, "reports": reports}
            connection.execute(tenures.insert().values(row))
        touched.offices.add((office, code))
    new = {actor for actor, office, code, _ in changes if (office, code) in touched.offices}
    blocks = select(_k.block).where(_k.actor.in_(listed(new)), _k.block.is_not(None))
    touched.blocks.update(connection.scalars(blocks))


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
