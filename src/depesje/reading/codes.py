"""The code as which an actor counts: from its phrases, its office, its name, and the country that stands around it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from depesje.language import eventwords

if TYPE_CHECKING:
    from depesje.reading.cast import Cast, Member, Seen

_REACH = 3  # Sentences back in which a country tells whose minister somebody is.
_BEHIND = 5  # Words of a phrase behind a noun in which its employer is looked for.
_VOTES = 6  # Mentions of an actor that are looked at.
_OFTEN = 3
_TELLING = frozenset({"name", "adjective", "people"})
_REPORTING = frozenset({"media", "company"})
_ALLIANCE_ROLES = frozenset({"secretary-general", "deputy secretary-general"})


def people(cast: Cast) -> None:
    """Codes for all named people, and for those whose title names another ("Putins rådgiver")."""
    places = [n for n, s in enumerate(cast.seen) if _is_place(s)]
    titled = {i for member in cast.members for first, noun in member.titles for i in range(first, noun)}
    titled |= {
        i for s in cast.seen if s.mention.sort == "person" for a, b in s.mention.extra for i in range(a, b)
    }
    places = [n for n in places if cast.seen[n].mention.head not in titled]
    for member in cast.members:
        for office in {r.noun for r in member.roles} if member.kind == "person" else ():
            cast.holders[office].append(member)
    for member in cast.members:
        if member.kind == "person" and member.code is None:
            member.code = _person(cast, member, places)
    for member in cast.members:
        if member.kind == "person":
            _by_owner(cast, member)


def _is_place(s: Seen) -> bool:
    if s.member is None:
        return s.mention.capital or s.mention.sort == "adjective"
    return s.mention.sort in _TELLING and s.member.code is not None and s.member.kind not in _REPORTING


def _person(cast: Cast, member: Member, places: list[int]) -> str | None:
    forename = cast.gazetteer.forename(member.name) if " " in member.name else None
    defaults = [r.code for r in member.roles if r.code]
    home = cast.lexicon.home
    if defaults and defaults[0] != home:
        return defaults[0]
    figure = cast.gazetteer.figure(member.name, _year(cast.on))
    if figure is not None:
        return figure.code
    alliance = any(r.en in _ALLIANCE_ROLES for r in member.roles)
    if alliance and (found := _around(cast, member, places, alliance)):
        return found
    if forename is not None and forename.norwegian and home is not None:
        return home
    if member.titles and (not member.roles or all(r.topic for r in member.roles)):
        return None
    found = _around(cast, member, places, alliance)
    member.guessed = found is not None
    return found or (defaults[0] if defaults and forename is None else None)


def _year(published: str | None) -> int | None:
    """The year of an EDTF date; None where it gives none ("198X")."""
    return int(published[:4]) if published and published[:4].isdigit() else None


def _around(cast: Cast, member: Member, places: list[int], alliance: bool) -> str | None:
    """The country that most often stands nearest to an actor's mentions."""
    votes: Counter[str] = Counter()
    rivals, own = _rivals(cast, member), _promised(cast, member)
    for head in sorted(set(member.heads))[:_VOTES]:
        sent = cast.parse.sent[head]
        near: list[tuple[int, int, str]] = []
        for n in _window(cast, places, sent):
            s = cast.seen[n]
            code = s.member.code if s.member else s.mention.code
            mine = s.mention.head in own
            if s.sent == sent and s.mention.head > head and not mine and _other_side(cast, s):
                continue
            if s.sent != sent and s.member is None and _place_of_meeting(cast, s):
                continue
            if (
                code is None
                or code == cast.lexicon.home
                or code in rivals
                or (code not in cast.gazetteer.states) != alliance
            ):
                continue
            distance = sent - s.sent
            rank = (
                -mine or abs(s.mention.head - head)
                if distance == 0
                else (0 if s.subject and not _told(cast, s) else 500 if s.subject else 1000) - s.mention.head
            )
            near.append((distance, rank, code))
        if near:
            distance, _, code = min(near)
            votes[code] += 3 - min(distance, 2)
    return votes.most_common(1)[0][0] if votes else None


def _told(cast: Cast, s: Seen) -> bool:
    """Whether a subject stands in what somebody else is said to have said: "Armenia" of "Azerbaijan demanded that …"."""
    head, first = s.mention.head, cast.parse.sentences[s.sent][0]
    start = cast.parse.start[head]
    drafts = (draft for speaker in range(first, head) for draft in cast.said.get(speaker, ()))
    return any(a <= start < b for draft in drafts for a, b in draft.content)


def _promised(cast: Cast, member: Member) -> set[int]:
    """The subjects of what an office holder says will be done, which is what his own country will do.

    "Norway will send more to Moldova, Foreign Minister … said": who speaks is Norwegian.
    """
    if not any(r.holder == "named" for r in member.roles):
        return set()
    parse, found = cast.parse, set()
    for draft in (d for head in member.heads for d in cast.said.get(head, ())):
        for start, end in draft.content:
            first = parse.token_at(start)
            for i in range(first, len(parse)) if first is not None else ():
                if parse.start[i] >= end:
                    break
                verb = parse.head[i]
                if parse.rel[i] == "nsubj" and _will(cast, verb) and not parse.children(verb, "mark"):
                    found.add(i)
    return found


def _will(cast: Cast, verb: int) -> bool:
    """Whether a verb tells what will be done: "vil sende", "kommer til å sende"."""
    parse, future = cast.parse, cast.lexicon.acts.future
    return any(parse.lower[i] in future for i in (verb, *parse.children(verb, "aux")))


def _place_of_meeting(cast: Cast, s: Seen) -> bool:
    """Whether a capital is only where others met: whoever speaks after "the talks in Vienna" need not be Austrian."""
    parse, words = cast.parse, eventwords.load(cast.lexicon.language)
    if words is None or not s.mention.capital:
        return False
    above = parse.head[s.mention.head]
    placed = parse.pos[above] == "VERB" and parse.rel[s.mention.head] == "obl"
    for i in range(*parse.sentences[s.sent]) if placed else (above,):
        tell = words.verb if parse.pos[i] == "VERB" else words.noun if parse.pos[i] == "NOUN" else None
        if tell is not None and any(f.type == "CONSULT" for f in tell(parse.lower[i], parse.lemma[i])):
            return True
    return False


def _other_side(cast: Cast, s: Seen) -> bool:
    """Whether a country behind a name is whom its bearer deals with: an object, a partner, under a condition."""
    if s.mention.sort == "adjective":
        return False
    if s.member is None:
        return True
    if cast.stance(s.mention) & {"obj", "partner"}:
        return True
    verb = cast.parse.head[s.mention.head]
    return any(
        cast.parse.lower[c] in cast.lexicon.grammar.conditional for c in cast.parse.children(verb, "mark")
    )


def _rivals(cast: Cast, member: Member) -> set[str]:
    """The countries whose holder of the same single office is somebody else in the report."""
    offices = {r.noun for r in member.roles if r.holder == "named"}
    if not offices:
        return set()
    return {m.code for office in offices for m in cast.holders[office] if m is not member and m.code}


def _window(cast: Cast, places: list[int], sent: int) -> list[int]:
    """Those of these mentions, in order, that stand in a sentence or the few before it."""

    def number(n: int) -> int:
        return cast.seen[n].sent

    return places[bisect_left(places, sent - _REACH, key=number) : bisect_right(places, sent, key=number)]


def _by_owner(cast: Cast, member: Member) -> None:
    """The code of the actor whose genitive stands in a title: "Putins utenrikspolitiske rådgiver"."""
    for first, noun in member.titles:
        for i in range(first, noun):
            owner = cast.of.get(i)
            if owner is not None and owner is not member and owner.code and "Case=Gen" in cast.parse.feats[i]:
                member.code = owner.code
                return
        if member.code is not None and not member.guessed:
            continue
        beside = {*cast.parse.lower[noun + 1 : noun + 2], cast.parse.lower[first]}
        if beside & cast.lexicon.grammar.theirs and (owner := _last_person(cast, first, member)) is not None:
            member.code = owner.code
            return


def _last_person(cast: Cast, before: int, member: Member) -> Member | None:
    """The person last named before a token: whose "talskvinna hans" is."""
    for s in reversed(cast.seen):
        if s.mention.head < before and s.mention.sort == "person" and s.member is not member:
            return s.member
    return None


def others(cast: Cast) -> None:
    """Codes for roles, bodies and groups that their own phrase gives none."""
    places = [n for n, s in enumerate(cast.seen) if _is_place(s)]
    for member in cast.members:
        if member.code is not None or member.known or "person" in member.sorts:
            continue
        for first, noun in member.titles or [(h, h) for h in member.heads[:1]]:
            by_phrase(cast, member, first, noun)
        if member.code is None and member.stem is not None:
            owner = cast.find(("surname", member.stem.lower()))
            member.code = owner.code if owner is not None else _around(cast, member, places, False)
        if member.code is None and member.kind == "armed-group":
            where = [n for n in places if "place" in cast.stance(cast.seen[n].mention)]
            member.code = _around(cast, member, where, False) or _setting(cast)  # Not whoever fights them.
        if member.code is None:
            member.code = _default(cast, member)
            member.sole_default = member.code is not None


def _setting(cast: Cast) -> str | None:
    """The state in which a report is set: named often, and never as one who acts."""
    states = [m for m in cast.members if m.kind == "state" and "subj" not in m.stances]
    found = max(states, key=lambda m: len(m.spans), default=None)
    return found.code if found is not None and len(found.spans) >= _OFTEN else None


def by_phrase(cast: Cast, member: Member, first: int, noun: int) -> None:
    """The code of the actor that a phrase names as its owner or employer: "en kilde i presidentens stab"."""
    if member.code is not None:
        return
    for i in range(first, noun):
        owner = cast.of.get(i)
        if owner is not None and owner is not member and owner.code:
            member.code = owner.code
            return
    parse = cast.parse
    if noun + 1 >= len(parse) or parse.lower[noun + 1] not in cast.lexicon.grammar.employer:
        return
    for i in range(noun + 2, min(noun + 2 + _BEHIND, len(parse))):
        if parse.pos[i] in {"VERB", "AUX", "PUNCT", "SCONJ", "CCONJ", "PRON"}:
            return
        owner = cast.of.get(i)
        if owner is not None and owner is not member and owner.code:
            member.code = owner.code
            return


def _default(cast: Cast, member: Member) -> str | None:
    """The usual code of an office, body or group."""
    code = next((r.code for r in member.roles if r.code), None)
    if code is None or not (member.definite or member.sorts & {"group"}):
        return code if code is not None and code != cast.lexicon.home else None
    return code
