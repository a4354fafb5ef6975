"""Stages: press conferences, interviews and speeches, who stood beside the speaker, and ambassadors to a body."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from depesje.edtf import Date
from depesje.reading.cast import Member
from depesje.reading.exchanges.ground import Ground, side

if TYPE_CHECKING:
    from depesje.reading.exchanges.gathering import Contact
    from depesje.reading.exchanges.tellings import Telling

_HELD = frozenset({"call", "talk", "meeting", "letter"})
_BESIDE = 1  # Paragraphs behind in which those beside the speaker are named.
_NAME = 12  # Tokens within which the name stands.


def known(
    telling: Telling, fit: Sequence[Contact], near: Sequence[Contact],
    together: Callable[[Date | None, Date | None], bool],
) -> Contact | None:  # fmt: skip
    """The stage on which somebody stands already, or the exchange of which its parties give their account there.

    A letter's sender speaks of it at any press conference, one who has met at "the" press conference.
    """
    same = [c for c in fit if telling.parties and telling.parties[0] in c.parties]
    if same:
        return same[0]
    if telling.sort != "press-conference" or not telling.parties:
        return None
    who = side(telling.parties[0])
    for contact in near:
        if contact.void or contact.sort not in _HELD or min(contact.places)[0] > telling.at:
            continue
        if who in contact.sides and together(telling.when, contact.when):
            return contact if telling.definite or contact.sort == "letter" else None
    return None


def beside(ground: Ground, places: Sequence[tuple[int, int]]) -> list[Member]:
    """Those who stood beside the speaker of a press conference: "Ved siden av sto forbundskansler …"."""
    parse, forms = ground.parse, ground.forms
    if forms is None:
        return []
    first = min(places)[0]
    last_paragraph = min(parse.paragraph_of(max(places)[0]) + _BESIDE, len(parse.paragraphs) - 1)
    out: list[Member] = []
    for i in range(first, parse.paragraphs[last_paragraph].last):
        n = ground.phrase_at(i, forms.words.beside)
        if not n or ground.quoted(i):
            continue
        found = (ground.cast.of.get(k) for k in range(i + n, min(i + n + _NAME, len(parse))))
        person = next(
            (m for m in found if m is not None and m.kind == "person" and ground.takes_part(m)), None
        )
        if person is not None and person not in out:
            out.append(person)
    return out


def sent_to(ground: Ground, member: Member) -> Member | None:
    """The body to which an ambassador is sent, by the first part of the title: "OSSE-ambassadør"."""
    for first, title in member.titles:
        for word in ground.parse.words[first : title + 1]:
            entry = ground.cast.gazetteer.single.get(word.split("-", 1)[0]) if "-" in word else None
            if entry is not None and entry.kind in {"alliance", "body"}:
                return ground.cast.find(("known", entry.name))
    return None


def country(ground: Ground, member: Member) -> list[Member]:
    """The state of a person where the report names it, else the person."""
    state = next((m for m in ground.cast.members if m.kind == "state" and m.code == member.code), None)
    return [state if state is not None and ground.takes_part(state) else member]
