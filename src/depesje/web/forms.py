"""The forms by which records are made and changed: one field for each that a person can set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from depesje.ledger.corrections.fields import FIELDS, Field

# By which kind of code a choice is shown in words; those of fields of the same name are left out.
_SHOWN = {("event", "type"): "event", ("matter", "kind"): "matter", ("actor", "kind"): "actor kind"}
# What a person seldom sets comes last, folded away.
SELDOM = frozenset(
    "form cue mode context cameo count unit condition_of statement statements events negated contested theme about when"
    " deadline".split()
)
SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class Line:
    """One field of a form: ``name`` as records have it, what it holds, and what it may."""

    name: str
    sort: str
    value: str
    choices: tuple[str, ...]
    term: str
    needed: bool
    seldom: bool
    several: bool


def lines(kind: str, values: Mapping[str, Sequence[str]]) -> list[Line]:
    """The fields of a kind of record, with their values."""
    made = [_line(kind, field, values.get(field.name, ())) for field in FIELDS[kind].values()]
    return sorted(made, key=lambda line: (line.seldom, line.name == "words"))


def _line(kind: str, field: Field, values: Sequence[str]) -> Line:
    several = field.sort == "words" and field.many
    return Line(
        name=field.name,
        sort=field.sort,
        value=("\n" if several else SEPARATOR).join(values),
        choices=get_args(field.of) if field.sort == "choice" else (),
        term=_SHOWN.get((kind, field.name), field.name),
        needed=field.needed,
        seldom=field.name in SELDOM,
        several=several,
    )


def named(
    kind: str, values: Mapping[str, Sequence[str]], called: Callable[[str], str]
) -> dict[str, list[str]]:
    """What fields hold, actors as the page calls them: Russland."""
    return {
        name: [called(one) for one in held] if _is_of_actors(kind, name) else list(held)
        for name, held in values.items()
    }


def kept(kind: str, fields: Mapping[str, Sequence[str]], names: Mapping[str, str]) -> dict[str, list[str]]:
    """What was sent, actors by the ``names`` that the ledger keeps, which are given by what the page calls them."""
    return {
        name: [
            SEPARATOR.join(names.get(one.strip(), one.strip()) for one in value.split(SEPARATOR.strip()))
            for value in values
        ]
        if _is_of_actors(kind, name)
        else list(values)
        for name, values in fields.items()
    }


def _is_of_actors(kind: str, name: str) -> bool:
    return FIELDS[kind][name].sort in ("actor", "actors")


def given(kind: str, sent: Mapping[str, str], before: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The fields that a person has changed, by what they held before, as ``Ledger.correct`` takes them."""
    found: dict[str, list[str]] = {}
    for line in lines(kind, before):
        value = sent.get(line.name)
        if value is None and line.sort == "flag" and "whole" in sent:
            value = ""  # a box that is not ticked is not sent
        if value is None or _even(value) == _even(line.value):
            continue
        found[line.name] = value.splitlines() if line.several else [value]
    return found


def _even(value: str) -> str:
    return "\n".join(" ".join(one.split()) for one in value.strip().splitlines())
