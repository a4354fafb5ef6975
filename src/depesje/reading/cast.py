"""Who is in a report: mentions gathered into actors, also where a surname, a role or a pronoun stands for the name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from depesje.language.gazetteer import Gazetteer
from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Parse
from depesje.reading.mentions import Mention
from depesje.reading.phrases import base, noun_phrase
from depesje.records import ActorKind

_NEAR = 4  # Sentences back in which a pronoun's subject is looked for before any other mention.


@dataclass(slots=True, eq=False)
class Member:
    """One actor of the report in the making."""

    name: str
    kind: ActorKind
    code: str | None = None
    known: bool = False
    role: str | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    plural: bool = False
    gender: str | None = None
    belongs: str | None = None
    acts: bool = False


class Cast:
    """Gathers the mentions of one report. ``members`` are its actors, ``of`` maps a mention's head token to its actor."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer, parse: Parse, mentions: Iterable[Mention]) -> None:
        self.lexicon, self.gazetteer, self.parse = lexicon, gazetteer, parse
        self.members: list[Member] = []
        self.of: dict[int, Member] = {}
        self.mentions = list(mentions)
        self._by_key: dict[tuple[str, str], Member] = {}
        self._named()
        self._described()

    # Names.

    def _named(self) -> None:
        people = [m for m in self.mentions if m.sort == "person"]
        for m in sorted(people, key=lambda m: -len(m.name.split())):
            self._add(m, self._person(m))
        for m in self.mentions:
            if m.sort == "name":
                key = ("known", m.known) if m.known else ("name", m.name.lower())
                self._add(m, self._get(key, m))
        for m in self.mentions:
            if m.sort == "people":
                self._inhabitants(m)

    def _person(self, m: Mention) -> Member:
        parts = m.name.split()
        for whole in (m.name, m.name.rstrip("s") if len(parts) == 1 else m.name):
            found = self._by_key.get(("person", whole.lower()))
            if found is not None:
                return found
        if len(parts) > 1:
            last = parts[-1].lower()
            found = self._by_key.get(("surname", last))
            if found is not None and found.name.split()[0][:1] == parts[0][:1] and len(found.name.split()) > 1:
                return found
            member = self._get(("person", m.name.lower()), m)
            self._by_key.setdefault(("surname", last), member)
            self._by_key.setdefault(("forename", parts[0].lower()), member)
            for n in range(1, len(parts) - 1):  # "Gahr Støre" of "Jonas Gahr Støre".
                self._by_key.setdefault(("person", " ".join(parts[n:]).lower()), member)
            return member
        word = parts[0].lower()
        for key in (("surname", word), ("surname", word.rstrip("s")), ("forename", word)):
            if key in self._by_key:
                return self._by_key[key]
        member = self._get(("person", word), m)
        self._by_key.setdefault(("surname", word), member)
        return member

    def _inhabitants(self, m: Mention) -> None:
        state = self._by_key.get(("known", m.name))
        if m.definite and m.plural and state is not None:
            self._add(m, state)
        else:
            self._add(m, self._get(("people", f"{m.name} {m.definite}"), m))

    def _get(self, key: tuple[str, str], m: Mention) -> Member:
        member = self._by_key.get(key)
        if member is None:
            name = m.known or (m.name if m.sort in {"person", "name"} else self._text(m.first, m.last))
            member = Member(name, m.kind, m.code, known=m.known is not None, plural=m.plural)
            self._by_key[key] = member
            self.members.append(member)
        return member

    def _add(self, m: Mention, member: Member) -> None:
        member.heads.append(m.head)
        member.spans.append((m.first, m.last))
        if m.bare and m.bare != (m.first, m.last):
            member.spans.append(m.bare)
        if member.code is None:
            member.code = m.code
        if m.role is not None:
            member.nouns.add(m.role.noun)
            member.role = member.role or m.role.en
        member.belongs = member.belongs or m.belongs
        member.acts = member.acts or self.takes_part(m.head)
        self.of[m.head] = member
        for i in range(*(m.bare or (m.first, m.first))):
            self.of.setdefault(i, member)

    def _text(self, first: int, last: int) -> str:
        return " ".join(self.parse.text[self.parse.start[first] : self.parse.end[last - 1]].split())

    # Roles, groups, pronouns: in the order of the text, each may stand for what came before.

    def _described(self) -> None:
        for m in self.mentions:
            if m.sort == "pronoun":
                self._pronoun(m)
            elif m.sort in {"role", "body", "group"}:
                member = self._antecedent(m) or self._get((m.sort, self._key(m)), m)
                self._add(m, member)

    def _key(self, m: Mention) -> str:
        if m.sort == "role" and not m.definite or m.plural:
            return f"{self._text(m.first, m.last).lower()}"
        return f"{m.name} {m.code}"

    def _antecedent(self, m: Mention) -> Member | None:
        """The actor before that a definite role or body noun stands for; None where it brings somebody new."""
        if not m.definite or m.plural:
            return None
        if m.sort == "role":
            fits = [x for x in self.members if x.kind in {"person", "unnamed"} and self._same_role(x, m)]
            return self._latest(fits, m.head) or (self._only_later(fits) if m.code else None)
        if m.sort == "body" and m.code is None and m.kind in {"state", "alliance"}:
            return self._latest([x for x in self.members if x.kind == m.kind and x.known], m.head)
        return None

    def _same_role(self, member: Member, m: Mention) -> bool:
        if m.code and member.code and m.code != member.code:
            return False
        return any(noun == m.name or noun.endswith(m.name) for noun in member.nouns)

    def _only_later(self, fits: list[Member]) -> Member | None:
        return fits[0] if len(fits) == 1 else None

    def _latest(self, members: list[Member], before: int) -> Member | None:
        best, at = None, -1
        for member in members:
            near = max((h for h in member.heads if h < before), default=-1)
            if near > at:
                best, at = member, near
        return best

    def _pronoun(self, m: Mention) -> None:
        pronoun = self.lexicon.pronouns[m.name]
        if pronoun.person != 3:
            return
        if pronoun.plural:
            fits = [x for x in self.members if x.plural or x.kind in {"people"}]
            fits = fits or [x for x in self.members if x.kind in {"government", "alliance", "armed-group"}]
        else:
            gender = m.name[0] + ("" if m.name[1] == "a" else "u")
            fits = [x for x in self.members if x.kind in {"person", "unnamed"} and not x.plural]
            fits = [x for x in fits if x.gender in {None, gender}]
        member = self._salient(fits, m.head)
        if member is None:
            return
        if not pronoun.plural:
            member.gender = gender
        self._add(m, member)

    def _salient(self, fits: list[Member], before: int) -> Member | None:
        """The latest subject among ``fits`` within a few sentences, else the latest mentioned."""
        sent = self.parse.sent[before]
        best, at = None, -1
        for member in fits:
            for head in member.heads:
                if at < head < before and sent - self.parse.sent[head] <= _NEAR and self._is_subject(head):
                    best, at = member, head
        return best or self._latest(fits, before)

    def _is_subject(self, head: int) -> bool:
        return base(self.parse.dep[head]) == "nsubj"

    def takes_part(self, head: int) -> bool:
        """Whether a mention stands where one acts, is acted upon or owns, rather than where something happens."""
        parse = self.parse
        dep = base(parse.dep[head])
        if dep in {"nsubj", "obj", "iobj"}:
            return True
        if dep in {"obl", "nmod"}:
            cases = [parse.lower[c] for c in parse.dependents(head) if parse.dep[c] == "case"]
            if not cases:
                return dep == "nmod"
            return cases[0] in self.lexicon.grammar.partner
        return dep in {"conj", "appos", "flat"} and parse.head[head] != head and self.takes_part(parse.head[head])

    # Speakers.

    def speaker(self, head: int) -> Member:
        """The actor behind a speaker's head token; one is made where the words name nobody known."""
        found = self.at(head)
        if found is not None:
            found.acts = True
            return found
        first, last = noun_phrase(self.parse, head)
        name = self._text(first, last)
        member = self._by_key.get(("speaker", name.lower()))
        if member is None:
            code = None
            member = Member(name, "unnamed", code, acts=True, plural=self.parse.has(head, "Number=Plur"))
            self._by_key[("speaker", name.lower())] = member
            self.members.append(member)
        member.heads.append(head)
        member.spans.append((first, last))
        self.of[head] = member
        return member

    def at(self, head: int) -> Member | None:
        """The actor that the phrase headed by ``head`` names: its own, or that of its name or "one of …"."""
        if head in self.of:
            return self.of[head]
        for c in self.parse.dependents(head):
            if base(self.parse.dep[c]) in {"flat", "appos"} and c in self.of:
                return self.of[c]
        return None
