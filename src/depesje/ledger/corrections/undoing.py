"""Takes back what a person did; that is an act of a person, too."""

from __future__ import annotations

from sqlalchemy import Connection, select

from depesje.errors import Code, CorrectionError
from depesje.ledger import ids
from depesje.ledger.corrections import journal, merging, state
from depesje.ledger.corrections.amending import REVIEWS
from depesje.ledger.corrections.fields import FIELDS
from depesje.ledger.corrections.journal import Author, Correction
from depesje.ledger.schema_corrections import corrections
from depesje.ledger.versions import end_versions

_c = corrections.c


def undo(connection: Connection, number: int, by: Author) -> Correction:
    """Take back one act; raises ``CorrectionError`` where there is none, or what it did has been changed since."""
    act = journal.told(connection, number)
    if act.action == "undo":
        raise CorrectionError(
            "correction %(number)s is itself an undoing; correct the record anew", number=number
        )
    if connection.scalar(select(_c.number).where(_c.undoes == number)) is not None:
        raise CorrectionError("correction %(number)s has been undone already", number=number)
    if act.action in ("merge", "split"):
        return merging.undo(connection, act, by)
    return _undone(connection, act, by)


def _undone(connection: Connection, act: Correction, by: Author) -> Correction:
    kind, number = journal.existing(connection, act.id)
    before, now = state.held(connection, kind, number), ids.utc_now()
    changed = act.details["fields"] if act.action != "add" else {}
    for name, (_, after) in changed.items():
        if _meant(before.fields[name]) != _meant(after):
            raise CorrectionError(
                "%(name)s of %(id)s has been corrected since", name=Code("field", name), id=act.id
            )
    text = ""
    if kind != "actor":
        text = state.reading_of(connection, before.version.reading, now).report.text
    changes = {
        name: state.placed_anew(FIELDS[kind][name], earlier, text) for name, (earlier, _) in changed.items()
    }
    review = _review(connection, kind, number, act.number)
    if act.action == "add":
        # It stood for nobody but the person who takes it back: what is found there later is the machine's.
        review = "unread"
    state.write(connection, before, changes, review, now)
    if act.action == "add":
        last = state.held(connection, kind, number)
        end_versions(connection, state.ANCHORED[kind], {last.version.key}, now)
    details = {
        "fields": {name: [before.fields[name], value] for name, value in changes.items()},
        "review": [before.review, review],
    }
    undone = journal.note(connection, "undo", (kind, number), by, now, details, act.number)
    return journal.told(connection, undone)


def _review(connection: Connection, kind: str, number: int, besides: int) -> str:
    """What people have done with a record, besides one act and what has been undone."""
    taken_back = select(_c.undoes).where(_c.undoes.is_not(None))
    last = connection.scalar(
        select(_c.action)
        .where(_c.kind == kind, _c.record == number, _c.number != besides)
        .where(_c.action.in_(list(REVIEWS)), _c.number.not_in(taken_back))
        .order_by(_c.number.desc())
        .limit(1)
    )
    return "unread" if last is None else REVIEWS[last]


def _meant(value: object) -> object:
    """A value without the places of its words, which move with the text."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [one["exact"] for one in value]
    return value
