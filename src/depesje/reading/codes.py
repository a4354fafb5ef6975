"""The code as which an actor counts: from its phrases, its office, its name, and the country that stands around it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from depesje.reading.phrases import base

if TYPE_CHECKING:
    from depesje.reading.cast import Cast, Member, Seen

_NORWAY = "NOR"
_REACH = 3  # Sentences back in which a country tells whose minister somebody is.
_VOTES = 6  # Mentions of an actor that are looked at.
_ALLIANCE_ROLES = frozenset({"secretary-general", "deputy secretary-general"})


def people(cast: Cast) -> None:
    """Codes for all named people, and for those whose title names another ("Putins rådgiver")."""
    places = [n for n, s in enumerate(cast.seen) if s.member is not None and _is_place(s)]
    titled = {i for member in cast.members for first, noun in member.titles for i in range(first, noun)}
    places = [n for n in places if cast.seen[n].mention.head not in titled]
    for member in cast.members:
        if member.kind == "person" and member.code is None:
            member.code = _person(cast, member, places)
    for member in cast.members:
        if member.kind == "person":
            _by_owner(cast, member)


def _is_place(s: Seen) -> bool:
    return s.member is not None and s.member.code is not None and s.mention.sort in {"name", "adjective", "people"}


def _person(cast: Cast, member: Member, places: list[int]) -> str | None:
    forename = cast.gazetteer.forename(member.name) if " " in member.name else None
    defaults = [r.code for r in member.roles if r.code]
    if defaults and defaults[0] != _NORWAY:
        return defaults[0]
    alliance = any(r.en in _ALLIANCE_ROLES for r in member.roles)
    if alliance and (found := _around(cast, member, places, alliance)):
        return found
    if forename is not None and forename.norwegian:
        return _NORWAY
    if member.titles and (not member.roles or all(r.topic for r in member.roles)):
        return None
    found = _around(cast, member, places, alliance)
    return found or (defaults[0] if defaults and forename is None else None)


def _around(cast: Cast, member: Member, places: list[int], alliance: bool) -> str | None:
    """The country that most often stands nearest to an actor's mentions."""
    votes: Counter[str] = Counter()
    rivals = _rivals(cast, member)
    for head in sorted(set(member.heads))[:_VOTES]:
        sent = cast.parse.sent[head]
        near: list[tuple[int, int, str]] = []
        for n in _window(cast, places, sent):
            s = cast.seen[n]
            code = s.member.code if s.member else None
            if code is None or code in rivals or (code not in cast.gazetteer.states) != alliance:
                continue
            distance = sent - s.sent
            rank = abs(s.mention.head - head) if distance == 0 else (0 if s.subject else 1000) - s.mention.head
            near.append((distance, rank, code))
        if near:
            distance, _, code = min(near)
            votes[code] += 3 - min(distance, 2)
    return votes.most_common(1)[0][0] if votes else None


def _rivals(cast: Cast, member: Member) -> set[str]:
    """The countries whose holder of the same single office is somebody else in the report."""
    offices = {r.noun for r in member.roles if r.holder == "named"}
    if not offices:
        return set()
    others = (m for m in cast.members if m is not member and m.kind == "person" and m.code)
    return {str(m.code) for m in others if offices & {r.noun for r in m.roles}}


def _window(cast: Cast, places: list[int], sent: int) -> list[int]:
    low, high = 0, len(places)
    while low < high:
        mid = (low + high) // 2
        if cast.seen[places[mid]].sent < sent - _REACH:
            low = mid + 1
        else:
            high = mid
    end = low
    while end < len(places) and cast.seen[places[end]].sent <= sent:
        end += 1
    return places[low:end]


def _by_owner(cast: Cast, member: Member) -> None:
    """The code of the actor whose genitive stands in a title: "Putins utenrikspolitiske rådgiver"."""
    for first, noun in member.titles:
        for i in range(first, noun):
            owner = cast.of.get(i)
            if owner is not None and owner is not member and owner.code and "Case=Gen" in cast.parse.feats[i]:
                member.code = owner.code
                return


def others(cast: Cast) -> None:
    """Codes for roles, bodies and groups that their own phrase gives none."""
    places = [n for n, s in enumerate(cast.seen) if s.member is not None and _is_place(s)]
    for member in cast.members:
        if member.code is not None or member.known or "person" in member.sorts:
            continue
        for first, noun in member.titles or [(h, h) for h in member.heads[:1]]:
            by_phrase(cast, member, first, noun)
        if member.code is None and member.stem is not None:
            owner = cast.find(("surname", member.stem.lower()))
            member.code = owner.code if owner is not None else _around(cast, member, places, False)
        if member.code is None:
            member.code = _default(cast, member)
            member.sole_default = member.code is not None


def by_phrase(cast: Cast, member: Member, first: int, noun: int) -> None:
    """The code of the actor that a phrase names as its owner or employer: "en kilde i presidentens stab"."""
    if member.code is not None:
        return
    for i in range(first, noun):
        owner = cast.of.get(i)
        if owner is not None and owner is not member and owner.code:
            member.code = owner.code
            return
    stack = [c for c in cast.parse.dependents(noun) if base(cast.parse.dep[c]) == "nmod"]
    for c in stack[:4]:
        for token in (c, *cast.parse.children(c, "nmod", "conj")):
            owner = cast.of.get(token)
            if owner is not None and owner is not member and owner.code:
                member.code = owner.code
                return


def _default(cast: Cast, member: Member) -> str | None:
    """The code of the office itself; of the country in which the sentence is set, where it names one."""
    code = next((r.code for r in member.roles if r.code), None)
    if code is None or not (member.definite or member.sorts & {"group"}):
        return code if code is not None and code != _NORWAY else None
    if code == _NORWAY and member.heads:
        sent = cast.parse.sent[member.heads[0]]
        a, b = cast.parse.sentences[sent]
        for i in range(a, min(b, member.heads[0])):
            found = cast.gazetteer.match(cast.parse.words, i) if cast.parse.words[i][:1].isupper() else None
            if found is None or found[1].kind != "state" or found[1].how == "capital":
                continue
            if base(cast.parse.dep[i]) == "obl" and cast.parse.child(i, "case") is not None:
                return found[1].code
    return code
