"""Which of those named in a report take part in it: who speaks, acts, is acted upon or owns what is at stake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesje.language import gazetteer

if TYPE_CHECKING:
    from depesje.reading.cast import Member

_DOES = frozenset({"subj", "obj", "partner"})
_OFTEN = 3  # Mentions from which on a group without a country counts.
_FORCES = frozenset({"soldiers", "forces", "troops"})
_SIDES = frozenset({"sides", "side", "parties"})


def takes_part(member: Member) -> bool:
    """Whether an actor belongs in the record."""
    stances = member.stances
    if member.acts:
        return True
    if "person" in member.sorts:
        return bool(stances & _DOES) or len(member.heads) > 1 and "owner" in stances
    if "name" in member.sorts:
        return _named(member)
    if not stances & _DOES:
        return False
    if "people" in member.sorts:
        return len(member.heads) > 1
    if "role" in member.sorts:
        return member.code is not None and bool(stances & _DOES)
    if "body" in member.sorts:
        if not member.definite and not member.plural:
            return False
        return (
            member.code is not None and not member.sole_default or len(member.heads) > 1 and "subj" in stances
        )
    return _group(member)


def called(member: Member) -> str:
    """An actor's name; of a person whom the report calls by an office alone the office: "foreign minister of Russia".

    A state's ministry, army or the like has its usual English name, in whatever words the report speaks of it.
    """
    if member.sorts & {"person", "name"}:
        return member.name
    for role in member.roles if member.sorts <= {"body", "pronoun"} and not member.plural else ():
        if (usual := gazetteer.load().body_of(role.en, member.code)) is not None:
            return usual
    if member.kind != "person" or member.role is None:
        return member.name
    whose = gazetteer.load().called(member.code) if member.code else None
    return f"{member.role} of {whose}" if whose else member.role


def _named(member: Member) -> bool:
    stances = member.stances
    if not member.known:
        noun = bool(member.roles)
        return bool(stances & _DOES) and (member.code is not None or noun and member.kind != "state")
    if (
        member.code is None
    ):  # A region called by its countries once ("de baltiske landene") is only spoken of.
        return bool(stances & _DOES) and not (member.roles and len(member.heads) == 1)
    if member.kind == "state":
        return bool(stances & (_DOES | {"owner"}))
    return bool(stances - {"quoted"})


def _group(member: Member) -> bool:
    nouns = {r.en for r in member.roles}
    if nouns & _SIDES:
        return False
    if member.code is None or nouns & _FORCES:
        return len(member.heads) >= _OFTEN and member.definite and "subj" in member.stances
    return bool(member.stances & {"subj", "obj"}) and not (
        member.stances >= {"quoted"} and len(member.heads) == 1
    )
