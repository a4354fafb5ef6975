"""A person's word on which records are one.

``merge`` says that records are one, and takes back what was said to the contrary; ``split`` parts some from the rest of
their group. Both are verdicts, which the groups must keep to whatever the machine links later.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from sqlalchemy import Connection, select, update

from depesje.errors import Code, CorrectionError
from depesje.ledger import ids, settling
from depesje.ledger.corrections import journal
from depesje.ledger.corrections.journal import Author, Correction
from depesje.ledger.grouping import grown, regroup
from depesje.ledger.numbers import listed
from depesje.ledger.partition import Pair, partition
from depesje.ledger.schema_corrections import verdicts

KINDS = ("actor", "event", "matter", "exchange")  # of which several records can be one
_vs = verdicts.c


def merge(connection: Connection, given: Sequence[str], by: Author) -> Correction | None:
    """Make all these records one, each with its group; None where a person has said so already.

    Raises ``CorrectionError`` where they are not two or more records of one kind.
    """
    kind, numbers = _of_one_kind(connection, given)
    if len(numbers) < 2:
        raise CorrectionError("merging takes two different records or more")
    first, *others = sorted(numbers)
    group = grown(connection, kind, numbers)
    known = _verdicts(connection, kind, group)
    joined = partition(group, (), _pairs(known, True), ())
    links = [(first, other) for other in others if joined[other] != joined[first]]
    ended = [key for key, (_, same) in known.items() if not same]
    if not links and not ended:
        return None
    now = ids.utc_now()
    details = {"records": _named(kind, numbers), "group": _named(kind, group), "ended": ended}
    act = journal.note(connection, "merge", (kind, first), by, now, details)
    _end(connection, ended, now)
    _decide(connection, kind, links, same=True, act=act, now=now)
    _regroup(connection, kind, group, now)
    return journal.told(connection, act)


def split(connection: Connection, given: Sequence[str], by: Author) -> Correction:
    """Part a record from its group; where several are given, those after the first from the group of the first.

    Those that are parted together may stay one with each other. Raises ``CorrectionError`` where they are not in one
    group, or none would stay.
    """
    kind, numbers = _of_one_kind(connection, given)
    first, gone = numbers[0], set(numbers[1:] or numbers)
    group = grown(connection, kind, [first])
    for number in gone:
        if number not in group:
            raise CorrectionError(
                "%(one)s is not one with %(other)s", one=ids.id_of(kind, number), other=ids.id_of(kind, first)
            )
    stay = group - gone
    if not stay:
        raise CorrectionError(
            "%(one)s is not one with any other %(kind)s",
            one=ids.id_of(kind, first),
            kind=Code("record", kind),
        )
    known = _verdicts(connection, kind, group)
    joined = partition(group, (), _pairs(known, True), ())
    ended = [key for key, ((low, high), same) in known.items() if same and (low in gone) != (high in gone)]
    now = ids.utc_now()
    details = {
        "records": _named(kind, gone),
        "from": _named(kind, stay),
        "group": _named(kind, group),
        "ended": ended,
    }
    act = journal.note(connection, "split", (kind, min(gone)), by, now, details)
    _end(connection, ended, now)
    _decide(connection, kind, product(gone, stay), same=False, act=act, now=now)
    # What a person joined by way of a record that goes is joined still.
    left = partition(
        group, (), [pair for key, (pair, same) in known.items() if same and key not in ended], ()
    )
    bridges = [pair for side in (gone, stay) for pair in _chains(side, joined, left)]
    _decide(connection, kind, bridges, same=True, act=act, now=now)
    _regroup(connection, kind, group, now)
    return journal.told(connection, act)


def undo(connection: Connection, act: Correction, by: Author) -> Correction:
    """Take back a merge or a split; raises ``CorrectionError`` where a later word stands on it."""
    kind, record = journal.existing(connection, act.id)
    group = {named[1] for one in act.details["group"] if (named := ids.parsed(one))}
    made = {
        (row.low, row.high): row.key
        for row in connection.execute(
            select(_vs.low, _vs.high, _vs.key)
            .where(_vs.correction == act.number)
            .order_by(_vs.key)  # the last is what became of it
        )
    }
    standing = _verdicts(connection, kind, group)
    later = connection.scalar(
        select(_vs.correction)
        .where(_vs.kind == kind, _vs.correction > act.number, _vs.superseded_at.is_(None))
        .where(_vs.low.in_(listed(group)) | _vs.high.in_(listed(group)))
        .limit(1)
    )
    if later is not None or not standing.keys() >= set(made.values()):
        if later is None:
            raise CorrectionError("correction %(number)s has been corrected since", number=act.number)
        raise CorrectionError(
            "correction %(number)s has been corrected since by correction %(later)s",
            number=act.number,
            later=later,
        )
    now = ids.utc_now()
    details = {"records": act.details["records"]}
    number = journal.note(connection, "undo", (kind, record), by, now, details, act.number)
    _end(connection, made.values(), now)
    for row in connection.execute(
        select(verdicts).where(_vs.key.in_(listed(set(act.details["ended"])))).order_by(_vs.key)
    ).all():
        # As the act that it is from, so that this can be taken back as well.
        _decide(connection, kind, [(row.low, row.high)], same=row.same, act=row.correction, now=now)
    _regroup(connection, kind, group, now)
    return journal.told(connection, number)


def _regroup(connection: Connection, kind: str, group: set[int], now: str) -> None:
    regroup(connection, kind, group, now)
    if kind == settling.ACTOR:  # Whom a family name alone means may be another question now.
        settling.settle_actors(connection, group, now)


def _of_one_kind(connection: Connection, given: Sequence[str]) -> tuple[str, list[int]]:
    found = [journal.existing(connection, one, *KINDS) for one in given]
    kinds = {kind for kind, _ in found}
    if len(kinds) > 1:
        raise CorrectionError("%(ids)s are of different kinds", ids=tuple(given))
    if not kinds:
        raise CorrectionError("no record is named")
    return kinds.pop(), list(dict.fromkeys(number for _, number in found))


def _verdicts(connection: Connection, kind: str, among: set[int]) -> dict[int, tuple[Pair, bool]]:
    """What people have said of two of these records, by its key."""
    query = select(_vs.key, _vs.low, _vs.high, _vs.same).where(
        _vs.kind == kind,
        _vs.superseded_at.is_(None),
        _vs.low.in_(listed(among)),
        _vs.high.in_(listed(among)),
    )
    return {row.key: ((row.low, row.high), row.same) for row in connection.execute(query)}


def _pairs(known: dict[int, tuple[Pair, bool]], wanted: bool) -> list[Pair]:
    return [pair for pair, same in known.values() if same is wanted]


def _chains(side: set[int], joined: dict[int, int], left: dict[int, int]) -> Iterable[Pair]:
    """Links that hold together those of ``side`` that were ``joined`` before, where those that are ``left`` do not."""
    heads: dict[int, int] = {}
    for number in sorted(side):
        head = heads.setdefault(joined[number], number)
        if left[head] != left[number]:
            yield head, number


def _end(connection: Connection, keys: Iterable[int], now: str) -> None:
    ending = set(keys)
    if ending:
        connection.execute(update(verdicts).where(_vs.key.in_(listed(ending))).values(superseded_at=now))


def _decide(
    connection: Connection, kind: str, pairs: Iterable[Pair], *, same: bool, act: int, now: str
) -> None:
    """Write verdicts on pairs of which none stands."""
    rows = [
        {
            "kind": kind,
            "low": min(pair),
            "high": max(pair),
            "same": same,
            "correction": act,
            "recorded_at": now,
        }
        for pair in pairs
    ]
    if rows:
        connection.execute(verdicts.insert(), rows)


def _named(kind: str, numbers: Iterable[int]) -> list[str]:
    return [ids.id_of(kind, number) for number in sorted(numbers)]
