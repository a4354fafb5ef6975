"""Which actor a role, a body, "landet" or a pronoun stands for: what came before it, subjects first.

Mentions inside a quotation are set apart: outside it they are no antecedents, inside it "han" is not the one who speaks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from depesje.language import memberships
from depesje.reading.nouns import term

if TYPE_CHECKING:
    from depesje.reading.cast import Cast, Member, Seen
    from depesje.reading.nouns import Mention

_THING_REACH = 1  # … to a state's or body's, for "it".
_THINGS = frozenset({"state", "government", "body", "alliance", "armed-group", "company"})
_PRONOUN_REACH = 8  # Sentences back to a pronoun's antecedent.
_PLURAL_REACH = 3
_COUNTRY_REACH = 4
_ROLE_REACH = 2  # … to a name that nothing is known of, for "presidenten".
_PERSON = frozenset({"person", "unnamed"})
_GROUPS = frozenset({"alliance", "armed-group", "body"})
_SAME_KIND = frozenset({"media", "company", "armed-group", "alliance"})

Test = Callable[["Seen"], bool]


def resolve(cast: Cast) -> None:
    """Gives every role, body, group and pronoun its actor: first outside quotations, then inside them."""
    resolver = _Resolver(cast)
    for inside in (False, True):
        for n, seen in enumerate(cast.seen):
            if seen.member is None and (seen.quote >= 0) == inside:
                resolver.place(n, seen)


class _Resolver:
    def __init__(self, cast: Cast) -> None:
        self.cast, self.parse, self.seen = cast, cast.parse, cast.seen
        self.grammar = cast.lexicon.grammar

    def place(self, n: int, seen: Seen) -> None:
        """Adds mention ``n`` to its actor, which is new where it stands for none."""
        m = seen.mention
        if m.sort == "pronoun":
            self._pronoun(n, seen)
        elif m.sort in {"role", "body", "group"}:
            member = self._antecedent(n, seen)
            if member is None:
                member = self.cast.get((m.sort, self._key(seen)), m)
            self.cast.add(seen, member)

    def _key(self, seen: Seen) -> str:
        m = seen.mention
        if m.sort == "role" and not m.definite or m.plural or m.sort == "group":
            return self.cast.text(m.first, (m.title or m.head) + 1).lower()
        if m.sort == "body" and m.role is not None:
            return self.cast.body(m.role, m.code)
        return f"{m.name} {m.code}"

    # Looking back.

    def _back(self, n: int, reach: int) -> Iterator[list[Seen]]:
        """The mentions before ``n`` sentence by sentence, the nearest sentence first; quotations as they are seen from n."""
        at, sent = self.seen[n], self.seen[n].sent
        out: list[Seen] = []
        for k in range(n - 1, -1, -1):
            s = self.seen[k]
            if at.sent - s.sent > reach:
                break
            if s.sent != sent:
                if out:
                    yield out[::-1]
                out, sent = [], s.sent
            if s.member is not None and (s.quote < 0 or s.quote == at.quote):
                out.append(s)
        if out:
            yield out[::-1]

    def _nearest(self, n: int, reach: int, fits: Test) -> Member | None:
        """The first subject of the nearest sentence that has a fitting mention, else its last fitting mention."""
        for group in self._back(n, reach):
            found = [s for s in group if fits(s)]
            if found:
                return next((s for s in found if s.subject), found[-1]).member
        return None

    # Pronouns.

    def _pronoun(self, n: int, seen: Seen) -> None:
        pronoun = self.cast.lexicon.pronouns[seen.mention.name]
        if pronoun.person == 1:
            side = self._side(seen) if pronoun.plural else self.cast.quoted_speaker(seen.quote)
            if side is not None:
                seen.member = side
                self.cast.of[seen.mention.head] = side
            return
        if pronoun.person != 3:
            return
        speaker = self.cast.quoted_speaker(seen.quote)
        if not pronoun.plural and not pronoun.human:
            member = self._nearest(n, _THING_REACH, _thing) if seen.subject else None
        elif pronoun.plural:
            member = self._nearest(
                n, _PLURAL_REACH, lambda s: _many(s) and s.member is not speaker
            ) or self._two(n)
        else:
            gender = pronoun.gender
            member = self._nearest(
                n, _PRONOUN_REACH,
                lambda s: _one(s) and s.member is not speaker and _agrees(s, gender),
            )  # fmt: skip
            if member is not None and gender is not None:
                member.gender = gender
        if member is not None:
            self.cast.add(seen, member)

    def _two(self, n: int) -> Member | None:
        """ "De" for two who were named together just before: "Støre og Carter … de"."""
        for group in self._back(n, 1):
            for s in reversed(group):
                if (
                    s.mention.sort in {"person", "name"}
                    and (both := self.cast.joint(s.mention.head)) is not None
                ):
                    return both
        return None

    def _side(self, seen: Seen) -> Member | None:
        """ "Vi" inside a quotation: the state or alliance of the one who speaks, where it is in the report."""
        speaker = self.cast.quoted_speaker(seen.quote)
        return (self.country_of(speaker) or speaker) if speaker is not None else None

    def country_of(self, member: Member) -> Member | None:
        """The state or alliance as which ``member`` counts, where the report names it."""
        entry = self.cast.gazetteer.states.get(member.code or "")
        return self.cast.find(("known", entry.name if entry is not None else member.code or ""))

    # Roles and bodies.

    def _antecedent(self, n: int, seen: Seen) -> Member | None:
        m = seen.mention
        if m.role is not None and m.role.stands and m.code and not m.plural and m.definite:
            return self._coded(m.code)
        if not m.definite or m.plural:
            return None
        if m.sort == "role":
            return self._office(n, seen)
        if m.kind == "state":
            return self._country(n, seen)
        if m.sort == "body":
            return self._body(n, seen)
        return None

    def _coded(self, code: str) -> Member | None:
        entry = self.cast.gazetteer.states.get(code)
        return self.cast.find(("known", entry.name)) if entry is not None else None

    def _office(self, n: int, seen: Seen) -> Member | None:
        """ "Utenriksministeren": who bears that title, else the person last spoken of whose title is not known."""
        m = seen.mention
        code = m.code or self._own_code(seen)
        named = m.role is not None and m.role.holder != "unnamed"
        if m.code is None and self._belongs_elsewhere(seen):
            return None
        for group in self._back(n, len(self.parse.sentences)):
            near = seen.sent - group[0].sent <= _ROLE_REACH
            for s in reversed(group):
                member = s.member
                if (
                    member is None
                    or member.kind not in _PERSON
                    or member.plural
                    or s.mention.sort == "pronoun"
                ):
                    continue
                if code and member.code and code != member.code and not member.guessed:
                    continue
                if any(
                    _is_short_for(m.name, noun) or near and m.name.endswith(noun) for noun in member.nouns
                ):
                    return _settled(member, code)
                unknown = member.kind == "person" and not member.nouns and not member.titles
                if near and named and s.subject and unknown and (not code or member.code in {None, code}):
                    return _settled(member, code)
        return self._named_later(n, code) if code else None

    def _named_later(self, n: int, code: str) -> Member | None:
        """ "Kreml-talsmannen" whose name follows: "… sa talsmann Igor Lapin"."""
        at = self.seen[n]
        for s in self.seen[n + 1 :]:
            if s.sent - at.sent > _COUNTRY_REACH:
                break
            member = s.member
            if member is not None and member.kind == "person" and at.mention.name in member.nouns:
                return _settled(member, code) if member.code == code or member.guessed else None
        return None

    def _own_code(self, seen: Seen) -> str | None:
        """ "Vår president": of the speaker's country."""
        first = seen.mention.first
        if self.parse.lower[first] in self.grammar.own:
            speaker = self.cast.quoted_speaker(seen.quote)
            return speaker.code if speaker is not None else None
        return None

    def _belongs_elsewhere(self, seen: Seen) -> bool:
        """Whether a role has a complement of its own, which makes it somebody new: "lederen for kanalen"."""
        noun = seen.mention.title if seen.mention.title is not None else seen.mention.head
        behind = (c for c in self.parse.children(noun, "nmod") if c > noun)
        return any(
            self.parse.lower[x] in self.grammar.employer for c in behind for x in self.parse.dependents(c)
        )

    def _body(self, n: int, seen: Seen) -> Member | None:
        m = seen.mention
        role = m.role
        if role is not None and role.means and (meant := self._meant(m, role.means)) is not None:
            return meant
        if (found := self.cast.find(("body", self._key(seen)))) is not None:
            return found
        word = term(self.cast.lexicon, self.parse, m.title or m.head)
        loose = role is not None and (role.en == "organisation" or m.kind in _SAME_KIND)
        # What another noun means is not meant: the "alliansen" of a report on the "unionen" is some other.
        others = (
            {r.means for r in self.cast.lexicon.bodies.values()} if role is not None and role.means else set()
        )
        for group in self._back(n, len(self.parse.sentences)):
            for s in reversed(group):
                member = s.member
                if (
                    member is None
                    or m.code
                    and member.code
                    and m.code != member.code
                    or member.kind in _PERSON
                ):
                    continue
                if any(_is_short_for(m.name, noun) for noun in member.nouns) or self._ends_with(
                    s, m.name, word
                ):
                    return member
                kinds = {m.kind} if m.kind in _SAME_KIND else _GROUPS
                named = s.mention.sort == "name" and not s.mention.capital and member.name not in others
                if loose and named and member.kind in kinds:
                    return member
        return None

    def _meant(self, m: Mention, name: str) -> Member | None:
        """What "alliansen" means: where the report names it, or somebody of it ("Nato-sjef Lars Berg")."""
        found = self.cast.find(("known", name))
        known = self.cast.gazetteer.match(name.split(), 0)
        if found is not None or known is None:
            return found
        if all(member.code != known[1].code for member in self.cast.members):
            return None
        m.known, m.code, m.kind = name, known[1].code, known[1].kind
        return self.cast.get(("known", name), m)

    def _ends_with(self, s: Seen, noun: str, word: str) -> bool:
        """Whether a name ends in a noun: "Élysée-palasset", then "palasset"; "FNs sikkerhetsråd", then "rådet"."""
        if s.mention.sort != "name" or s.mention.capital:
            return False
        last = self.parse.lower[(s.mention.bare or (s.mention.first, s.mention.last))[1] - 1]
        return last.endswith((noun, word))

    # "Landet".

    def _country(self, n: int, seen: Seen) -> Member | None:
        noun = seen.mention.title if seen.mention.title is not None else seen.mention.head
        if seen.mention.code is not None:
            return self._coded(seen.mention.code)
        if noun + 1 < len(self.parse) and self.parse.lower[noun + 1] in self.grammar.theirs:
            person = self._nearest(n, _PRONOUN_REACH, _one)
            return self.country_of(person) if person is not None else None
        inside = self._members(seen.mention.within)
        fallback: Member | None = None
        for group in self._back(n, _COUNTRY_REACH):
            states = [s for s in group if s.member and s.member.kind == "state" and not self._titled(s)]
            states = [s for s in states if inside is None or s.member and s.member.code in inside]
            subject = next((s for s in reversed(states) if s.subject), None)
            if group[0].sent == seen.sent and states:
                return (subject or states[-1]).member
            if subject is not None:
                return subject.member
            people = [s for s in group if s.subject and s.member and s.member.kind in _PERSON]
            people = [s for s in people if inside is None or s.member and s.member.code in inside]
            if people and (found := self.country_of(people[0].member)) is not None:  # type: ignore[arg-type]
                return found
            fallback = fallback or (states[-1].member if states else None)
        return fallback

    def _members(self, body: str | None) -> frozenset[str] | None:
        """The members of a body when the report was published (now, where that is not told); None where none are known."""
        if body is None:
            return None
        return memberships.members_on(body, self.cast.on or memberships.KEPT, partly=True) or None

    def _titled(self, s: Seen) -> bool:
        """Whether a state is only named in somebody's title."""
        return s.mention.head in self.cast.of and self.cast.of[s.mention.head] is not s.member


def _is_short_for(noun: str, whole: str) -> bool:
    """Whether a noun is another one, or all that is left of it: "ministry" of "foreign ministry" or "ministry of …"."""
    return whole.endswith(noun) or noun in whole.split()


def _settled(member: Member, code: str | None) -> Member:
    """``member`` with the code that a role's own words give, where its own was a guess."""
    if code and member.guessed:
        member.code, member.guessed = code, False
    return member


def _one(s: Seen) -> bool:
    return s.member is not None and s.member.kind in _PERSON and not s.member.plural


def _thing(s: Seen) -> bool:
    """Whether a mention names a state or body that "it" can stand for."""
    return s.member is not None and s.member.kind in _THINGS and s.subject and not s.member.plural


def _agrees(s: Seen, gender: str | None) -> bool:
    return gender is None or s.member is None or s.member.gender in {None, gender}


def _many(s: Seen) -> bool:
    if s.member is None or s.mention.capital:
        return False
    return s.mention.plural or s.member.plural
