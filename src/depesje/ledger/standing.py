"""Writes what a reading found, and lets the records that still stand keep their permanent ids.

A record stands where its words stand. What a person has confirmed, edited or rejected is kept as the person left it;
only its place in the text moves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select

from depesje.ledger.anchor import Anchor, anchor, find
from depesje.ledger.dates import Bounds, bounds
from depesje.ledger.kinds import Found, Kind, Sketch
from depesje.ledger.matching import Placed, Range, one_to_one, overlap
from depesje.ledger.numbers import listed
from depesje.ledger.schema import readings
from depesje.ledger.store import inserted_all
from depesje.ledger.versions import Draft, Reading, end_versions, write_links, write_versions
from depesje.records import Span

SAME = 0.5  # of the characters, below which two records are not one
_Place = tuple[str, int, Anchor]
_AGREEING, _SIDES = 0.2, 0.1  # what the same type, and the same actors, weigh beside the words


@dataclass(frozen=True, slots=True)
class Earlier:
    """A record as last held, with where its words stand in the text now: enough of them for it to stand, or nothing."""

    number: int
    version: int
    is_current: bool
    is_lost: bool  # a reading ended it
    is_reviewed: bool
    telling: Mapping[str, Any]
    actors: frozenset[tuple[str, int]]
    places: tuple[_Place, ...]  # role, ordinal, place
    ends: tuple[int, ...]  # of these places, where words that were cut short would end if they were whole

    @property
    def ranges(self) -> list[Range]:
        """All its stretches."""
        return [(place.start, end) for (_, _, place), end in zip(self.places, self.ends, strict=True)]

    def of(self, role: str) -> list[Range]:
        """The stretches that have this role."""
        kinds = (kind for kind, _, _ in self.places)
        return [found for kind, found in zip(kinds, self.ranges, strict=True) if kind == role]


class Writer:
    """Writes the records of one kind of one reading. Runs inside the writer's transaction.

    First ``identify``, which gives every record its permanent number, so that records may name each other; then
    ``write``.
    """

    def __init__(self, connection: Connection, kind: Kind, reading: Reading) -> None:
        self._connection = connection
        self._kind = kind
        self._reading = reading
        self._text = reading.report.text
        self._v = kind.versions.c
        self._owner = kind.versions.c[kind.owner]
        self._earlier: dict[int, Earlier] = {}
        self._numbers: dict[str, int] = {}

    def identify(self, sketches: Sequence[Sketch]) -> dict[str, int]:
        """The ledger's number for each record, by its id in the reading: an earlier one's where the words are its."""
        self._earlier = {found.number: found for found in self._last_held()}
        placed = Placed((sketch, _ranges(sketch.words)) for sketch in sketches)
        scored = [
            (score + 0.01 * found.is_current, found.number, sketch.local)
            for found in self._earlier.values()
            for sketch in placed.near(found.ranges)
            if (score := _likeness(self._kind, found, sketch)) >= SAME
        ]
        paired = one_to_one(scored)
        new = [sketch.local for sketch in sketches if sketch.local not in paired]
        row = {"report": self._reading.number, "recorded_at": self._reading.now}
        given = inserted_all(self._connection, self._kind.identities, [row] * len(new))
        self._numbers = paired | dict(zip(new, given, strict=True))
        return self._numbers

    def write(self, records: Sequence[Found]) -> None:
        """Write all that were identified, ending what was held of the report's records of this kind so far."""
        self._end_all()
        self._keep(
            [
                found
                for found in records
                if (held := self._earlier.get(self._numbers[found.sketch.local])) is None
                or not held.is_reviewed
            ]
        )
        seen = set(self._numbers.values())
        for earlier in self._earlier.values():
            # A review holds where the reader no longer sees the record, too, as long as the words are there, and again
            # once they are there again.
            standing = earlier.is_current or earlier.is_lost or earlier.number in seen
            if earlier.is_reviewed and earlier.places and standing:
                self._carry(earlier)

    def _last_held(self) -> list[Earlier]:
        """Every record of this kind that the ledger ever held of the report, as last held."""
        if self._reading.first:
            return []
        last = select(func.max(self._v.key)).where(self._kind.of_report(self._reading.number))
        last = last.group_by(self._owner)
        rows = self._connection.execute(
            select(self._kind.versions).where(self._v.key.in_(last)).order_by(self._v.key)
        ).all()
        keys = {row.key for row in rows}
        places, actors = self._places(keys), self._actors(keys)
        times = select(readings.c.recorded_at).where(readings.c.report == self._reading.number)
        readings_ended = set(self._connection.scalars(times))
        return [
            Earlier(
                row._mapping[self._kind.owner],
                row.key,
                row.superseded_at is None,
                row.superseded_at in readings_ended,
                row.review != "unread",
                {name: row._mapping[name] for name in self._kind.telling},
                frozenset(actors[row.key]),
                *places.get(row.key, ((), ())),
            )
            for row in rows
        ]

    def _places(self, versions: set[int]) -> dict[int, tuple[tuple[_Place, ...], tuple[int, ...]]]:
        a = self._kind.anchors.c
        sought: dict[int, list[tuple[str, int, Anchor | None, int]]] = defaultdict(list)
        query = select(self._kind.anchors).where(a.version.in_(listed(versions)))
        for row in self._connection.execute(query.order_by(a.version, a.role, a.ordinal)):
            wanted = Anchor(row.start, row.end, row.exact, row.prefix, row.suffix)
            sought[row.version].append((row.role, row.ordinal, find(wanted, self._text), row.end - row.start))
        standing = (
            (version, found)
            for version, found in sought.items()
            if self._stands([place for role, _, place, _ in found if role == self._kind.core])
        )
        return {
            version: (
                tuple((role, ordinal, place) for role, ordinal, place, _ in found if place is not None),
                tuple(max(place.end, place.start + long) for _, _, place, long in found if place is not None),
            )
            for version, found in standing
        }

    def _stands(self, core: Sequence[Anchor | None]) -> bool:
        """Whether enough of a record's words are there. Others, a cue say, are short: lost, or found anywhere."""
        return not core or (None not in core if self._kind.whole else any(core))

    def _actors(self, versions: set[int]) -> dict[int, set[tuple[str, int]]]:
        found: dict[int, set[tuple[str, int]]] = defaultdict(set)
        for table in self._kind.links[:1]:
            rows = self._connection.execute(
                select(table.c.version, table.c.role, table.c.actor).where(
                    table.c.version.in_(listed(versions))
                )
            )
            for version, role, actor in rows:
                found[version].add((role, actor))
        return found

    def _end_all(self) -> None:
        ending = {found.version for found in self._earlier.values() if found.is_current}
        end_versions(self._connection, self._kind, ending, self._reading.now)

    def _keep(self, records: Sequence[Found]) -> None:
        """Write what the reader found."""
        drafts = [
            Draft(
                self._numbers[found.sketch.local],
                {**found.values, "origin": self._reading.key, "review": "unread"},
                [
                    (role, ordinal, anchor(self._text, span.start, span.end))
                    for role, spans in found.sketch.spans.items()
                    for ordinal, span in enumerate(spans)
                ],
                found.dated,
            )
            for found in records
        ]
        written = write_versions(self._connection, self._kind, self._reading, drafts)
        write_links(self._connection, written, [found.links for found in records])

    def _carry(self, found: Earlier) -> None:
        """Write again what a person has settled, at its place in the text now."""
        row: Row[Any] = self._connection.execute(
            select(self._kind.versions).where(self._v.key == found.version)
        ).one()
        own = bounds(row._mapping.get("when"))
        dated = Bounds(row.earliest, row.latest) if own is not None and own.earliest else None
        values = {name: row._mapping[name] for name in self._kind.kept}
        draft = Draft(found.number, values, list(found.places), dated)
        written = write_versions(self._connection, self._kind, self._reading, [draft])
        links = {
            table: [
                dict(link._mapping)
                for link in self._connection.execute(select(table).where(table.c.version == found.version))
            ]
            for table in self._kind.links
        }
        write_links(self._connection, written, [links])


def _likeness(kind: Kind, found: Earlier, sketch: Sketch) -> float:
    """How much of the words two records share; what else they have in common decides between equals."""
    new = {role: _ranges(spans) for role, spans in sketch.spans.items()}
    beside = {role: overlap(found.of(role), new[role]) for role in kind.beside}
    core, old = new[kind.core], found.of(kind.core)
    if not core or not old:
        # Without such words on both sides only the others can tell, all together.
        return sum(beside.values()) / len(beside) if not core and not old and beside else 0.0
    shared = overlap(old, core) if kind.whole else max(overlap([a], [b]) for a in old for b in core)
    if shared < SAME:
        return 0.0
    agreeing = sum(found.telling[name] == sketch.telling[name] for name in kind.telling)
    both = found.actors | sketch.actors
    sides = len(found.actors & sketch.actors) / len(both) if both else 0.0
    weighed = sum(weight * beside[role] for role, weight in kind.beside.items())
    return float(shared + weighed + _AGREEING * agreeing + _SIDES * sides)


def _ranges(spans: Sequence[Span]) -> list[Range]:
    return [(span.start, span.end) for span in spans]
