"""What people corrected, in words: one line an act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from depesje.show.base import clean

if TYPE_CHECKING:
    from depesje.ledger.corrections.history import Change
    from depesje.ledger.corrections.journal import Correction

_LONG = 60  # characters of a value that a line shows
_DONE = {
    "confirm": "confirmed",
    "reject": "rejected",
    "edit": "edited",
    "add": "added",
    "merge": "merged",
    "split": "split",
    "undo": "undid",
}

Names = Mapping[str, str]  # the names of actors, by id


def act(correction: Correction, names: Names) -> str:
    """What was just done to a record: ``st-3 edited: speaker ac-7 Vega → ac-2 Lindqvist (correction 12)``."""
    done = _DONE[correction.action]
    if correction.action == "undo":
        done = f"correction {correction.undoes} undone"
    whole = _whole(done, correction.details.get("records", ()), correction.details.get("fields", {}), names)
    return f"{correction.id} {whole} (correction {correction.number})"


def history(changes: Iterable[Change], names: Names) -> list[str]:
    """What became of a record, a line each: when, what, by whom, and why."""
    return [_change(change, names) for change in changes]


def mentioned(changes: Iterable[Change] | Iterable[Correction]) -> set[str]:
    """The ids that these name."""
    found: set[str] = set()
    for change in changes:
        fields = getattr(change, "fields", None) or getattr(change, "details", {}).get("fields", {})
        for pair in fields.values():
            found.update(one for side in pair for one in (side if isinstance(side, list | tuple) else [side])
                         if isinstance(one, str))  # fmt: skip
        found.update(getattr(change, "records", ()) or getattr(change, "details", {}).get("records", ()))
    return found


def _change(change: Change, names: Names) -> str:
    when = change.when[:16].replace("T", " ")
    if change.what in _DONE:
        done = f"undid correction {change.undoes}" if change.what == "undo" else _DONE[change.what]
        whole = _whole(done, change.records, change.fields, names)
        why = f" – {clean(change.why)}" if change.why else ""
        return f"{when}  {clean(change.who or '')} {whole}{why} (correction {change.correction})"
    text = f" of text {change.revision}" if change.revision else ""
    by = f" by reader {clean(change.who)}" if change.who else ""
    if change.what == "read":
        return f"{when}  read{by}{text}"
    if change.what == "moved":
        return f"{when}  kept as {change.review} in a new reading{by}{text}"
    return f"{when}  ended: the report no longer has it"


def _whole(done: str, records: Iterable[str], fields: Mapping[str, Any], names: Names) -> str:
    parts = [_field(name, before, after, names) for name, (before, after) in fields.items()]
    named = " ".join(_value(record, names) for record in records)
    return f"{done}{f' {named}' if named else ''}{': ' if parts else ''}{'; '.join(parts)}"


def _field(name: str, before: Any, after: Any, names: Names) -> str:
    new = f"{name} {_value(after, names)}"
    return new if before in (None, [], "") else f"{name} {_value(before, names)} → {_value(after, names)}"


def _value(value: Any, names: Names) -> str:
    if value is None or value == []:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(_value(one, names) for one in value)
    if isinstance(value, dict):
        value = f"«{value['exact']}»"
    text = clean(str(value))
    if text in names:
        return f"{text} {clean(names[text])}"
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"
