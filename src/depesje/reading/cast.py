"""Who is in a report: mentions gathered into actors, also where a surname, a role or a pronoun stands for the name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from depesje.language.gazetteer import Gazetteer
from depesje.language.lexicon import Lexicon, Role
from depesje.language.syntax import Parse
from depesje.reading import codes, coreference
from depesje.reading.draft import Draft
from depesje.reading.nouns import Mention, phrase
from depesje.reading.phrases import noun_phrase, subject
from depesje.records import ActorKind

_SENT_BEFORE = 400  # Words back to where a letter that speaks was sent.
_NAMED = frozenset({"person", "name"})


@dataclass(slots=True, eq=False)
class Member:
    """One actor of the report in the making.

    ``nouns`` are the role and body nouns it is called by, ``titles`` the tokens of the titles before its name, ``stances``
    what its mentions do (see ``Cast.stance``), ``stem`` the name inside a compound ("Bush-administrasjonen");
    ``sole_default`` says that its code is only the usual one of its noun, ``guessed`` that it was taken from the words
    around, ``acts`` that it speaks or is spoken to.
    """

    name: str
    kind: ActorKind
    code: str | None = None
    known: bool = False
    role: str | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    roles: list[Role] = field(default_factory=list)
    titles: list[tuple[int, int]] = field(default_factory=list)
    stances: set[str] = field(default_factory=set)
    sorts: set[str] = field(default_factory=set)
    plural: bool = False
    definite: bool = False
    gender: str | None = None
    stem: str | None = None
    sole_default: bool = False
    guessed: bool = False
    acts: bool = False


@dataclass(slots=True)
class Seen:
    """A mention in its place: its actor (None until resolved), sentence, quotation (-1 outside) and whether it acts."""

    mention: Mention
    member: Member | None
    sent: int
    quote: int
    subject: bool


class Cast:
    """Gathers the mentions of one report. ``members`` are its actors, ``of`` maps a mention's tokens to its actor."""

    def __init__(
        self, lexicon: Lexicon, gazetteer: Gazetteer, parse: Parse, mentions: Iterable[Mention],
        drafts: Sequence[Draft] = (), on: str | None = None,
    ) -> None:  # fmt: skip
        self.lexicon, self.gazetteer, self.parse, self.drafts, self.on = lexicon, gazetteer, parse, drafts, on
        self.members: list[Member] = []
        self.of: dict[int, Member] = {}
        self.said: dict[int, list[Draft]] = {}
        for draft in drafts:
            if draft.speaker is not None:
                self.said.setdefault(draft.speaker, []).append(draft)
        self.quote = self._quotes()
        self.seen = [
            Seen(m, None, parse.sent[m.head], self.quote[m.head], self._subject(m)) for m in mentions
        ]
        self.holders: defaultdict[str, list[Member]] = defaultdict(list)  # the people of each office
        self._keys: dict[tuple[str, str], Member] = {}
        self._named()
        self._colleagues()
        codes.people(self)
        coreference.resolve(self)
        codes.others(self)

    def _quotes(self) -> list[int]:
        """For each token the number of the direct quotation in which it stands, or -1."""
        out = [-1] * len(self.parse)
        for n, draft in enumerate(self.drafts):
            if draft.form != "direct":
                continue
            for start, end in draft.content:
                i = self.parse.token_at(start)
                while i is not None and i < len(out) and self.parse.start[i] < end:
                    out[i] = n
                    i += 1
        return out

    def _subject(self, m: Mention) -> bool:
        tokens = {m.head, m.title if m.title is not None else m.head, m.bare[0] if m.bare else m.head}
        for t in tokens:  # noqa: SIM110 -- asked of every mention: a generator takes twice as long
            if t in self.said or self.parse.rel[t] == "nsubj":
                return True
        return False

    def quoted_speaker(self, quote: int) -> Member | None:
        """The actor whose words the quotation with this number is."""
        if quote < 0:
            return None
        draft = self.drafts[quote]
        head = draft.speaker if draft.speaker is not None else draft.implied
        return self.at(head) if head is not None else None

    # Names.

    def _named(self) -> None:
        people = [s for s in self.seen if s.mention.sort == "person"]
        for s in sorted(people, key=lambda s: -len(s.mention.name.split())):
            self.add(s, self._person(s.mention))
        for s in self.seen:
            m = s.mention
            if m.sort == "name" and not (m.capital and self._mere_place(m)):
                key = ("known", m.known) if m.known else ("name", m.name.lower())
                member = self._keys.get(key) or self._of_title(m) or self.get(key, m)
                self._keys.setdefault(key, member)
                self.add(s, member)
        for s in self.seen:
            if s.mention.sort in {"people", "adjective"}:
                self._demonym(s)

    def _colleagues(self) -> None:
        """ "Sin russiske kollega …": of the same office as the person named before."""
        before: Member | None = None
        for s in self.seen:
            if s.mention.sort != "person" or s.member is None:
                continue
            if s.mention.role is not None and s.mention.role.same and before is not None:
                s.member.nouns |= before.nouns
            else:
                before = s.member

    def _mere_place(self, m: Mention) -> bool:
        """Whether a capital's name tells where something happens: "i Kyiv", "til Moskva"."""
        cases = [self.parse.lower[c] for c in self.parse.dependents(m.head) if self.parse.dep[c] == "case"]
        if not cases:
            return self.parse.rel[m.head] not in {"nsubj", "obj", "iobj", "nmod", "conj"}
        return cases[0] not in self.lexicon.grammar.partner or self.parse.rel[m.head] == "obl"

    def _of_title(self, m: Mention) -> Member | None:
        """ "Hamas" for "organisasjonen Hamas" read once as a known name and once as another."""
        return self._keys.get(("known", m.name)) or self._keys.get(("name", m.name.lower()))

    def _person(self, m: Mention) -> Member:
        name = m.name.replace("-", " ").lower()
        parts = name.split()
        for whole in (name, name[:-1] if name.endswith("s") else name):
            if (found := self._keys.get(("person", whole))) is not None:
                return found
        if len(parts) > 1:
            return self._full_name(m, name, parts)
        for word in (name, name[:-1] if name.endswith("s") else name):
            for key in (("surname", word), ("forename", word)):
                if key in self._keys:
                    return self._keys[key]
        member = self.get(("person", name), m)
        self._keys.setdefault(("surname", name), member)
        return member

    def _full_name(self, m: Mention, name: str, parts: list[str]) -> Member:
        found = self._keys.get(("surname", parts[-1]))
        if found is not None and " " in found.name and found.name[:1].lower() == parts[0][:1] and "." in name:
            return found  # "J. Stoltenberg".
        member = self.get(("person", name), m)
        forename = self.gazetteer.forename(m.name)
        member.gender = forename.gender if forename is not None else None
        self._keys.setdefault(("surname", parts[-1]), member)
        self._keys.setdefault(("forename", parts[0]), member)
        for n in range(1, len(parts) - 1):  # "Gahr Støre" of "Jonas Gahr Støre".
            self._keys.setdefault(("person", " ".join(parts[n:])), member)
        return member

    def _demonym(self, s: Seen) -> None:
        m = s.mention
        state = self._keys.get(("known", m.name))
        if m.sort == "adjective":
            if state is not None:
                s.member = state
                state.spans.append((m.first, m.last))
                self.of.setdefault(m.head, state)
        elif m.definite and state is not None and not self.parse.has(m.head, "Number=Sing"):
            self.add(s, state)
        else:
            self.add(s, self.get(("people", f"{m.name} {m.definite}"), m))

    def get(self, key: tuple[str, str], m: Mention) -> Member:
        """The member with this key; a new one where there is none."""
        member = self._keys.get(key)
        if member is None:
            name = m.known or (
                m.name if m.sort in _NAMED else self._words(m).removesuffix("'s").removesuffix("’s")
            )
            member = Member(name, m.kind, m.code, known=m.known is not None, plural=m.plural, stem=m.stem)
            self._keys[key] = member
            self.members.append(member)
        return member

    def _words(self, m: Mention) -> str:
        """A mention up to its noun: "The Ministry of Foreign Affairs" of "… in Canberra"."""
        return self.text(m.first, phrase(self.lexicon, self.parse, max(m.head, m.title or 0))[1])

    def body(self, role: Role, code: str | None) -> str:
        """What makes two bodies the same: the name of a state's only one of its kind, else the noun and whose it is."""
        whose = code or role.code
        return self.gazetteer.body_of(role.en, whose) or f"{role.noun} {whose}"

    def find(self, key: tuple[str, str]) -> Member | None:
        """The member with this key, or None."""
        return self._keys.get(key)

    def add(self, s: Seen, member: Member) -> None:
        """Makes a mention one of ``member``'s."""
        m = s.mention
        s.member = member
        member.heads.append(m.head)
        member.sorts.add(m.sort)
        member.spans += {(m.first, m.last), *m.extra, *((m.bare,) if m.bare else ())}
        member.code = member.code or (m.code if m.sort != "pronoun" else None)
        member.definite = member.definite or m.definite
        if m.role is not None:
            member.nouns.add(m.role.noun)
            member.roles.append(m.role)
            own = m.role.kind in {"person", "unnamed"} and not m.role.same
            member.role = member.role or (self._office(m, m.role) if own else None)
            member.gender = member.gender or m.role.gender
        if m.title is not None:
            member.titles.append((m.first, m.title))
        member.stances |= self.stance(m)
        self.of[m.head] = member
        for i in range(*(m.bare or (m.head, m.head))):
            self.of.setdefault(i, member)
        if m.title is not None:
            self.of.setdefault(m.title, member)
        if m.known and self.parse.lower[m.last - 1] in self.lexicon.bodies:
            noun = self.lexicon.bodies[self.parse.lower[m.last - 1]]
            self._keys.setdefault(("body", self.body(noun, m.code)), member)
            member.nouns.add(noun.noun)

    def _office(self, m: Mention, role: Role) -> str:
        """A role in English: "former president" of "den tidligere russiske presidenten"."""
        noun = m.title if m.title is not None else m.head
        before = {self.parse.lower[i] for i in range(min(m.first, noun), noun)}
        before |= {self.parse.lower[i] for i in self.parse.dependents(noun) if self.parse.pos[i] == "ADJ"}
        past, coming = self.lexicon.grammar.former & before, self.lexicon.grammar.coming & before
        return f"{'former ' if past else 'coming ' if coming else ''}{role.en}"

    def text(self, first: int, last: int) -> str:
        """The words of tokens ``first`` to ``last`` on one line."""
        return " ".join(self.parse.text[self.parse.start[first] : self.parse.end[last - 1]].split())

    def stance(self, m: Mention) -> set[str]:
        """What a mention does: ``subj``, ``obj``, ``partner`` (with, to, against …), ``owner``, ``place``, ``quoted``."""
        out = {"quoted"} if self.quote[m.head] >= 0 else set()
        head = m.head
        for _ in range(4):
            dep = self.parse.rel[head]
            if dep not in {"conj", "appos", "flat"} or self.parse.head[head] == head:
                break
            head = self.parse.head[head]
        if dep == "nsubj" or self._subject(m):
            out.add("subj")
        elif dep in {"obj", "iobj"}:
            out.add("obj")
        elif dep in {"obl", "nmod"}:
            cases = [self.parse.lower[c] for c in self.parse.dependents(head) if self.parse.dep[c] == "case"]
            if not cases:
                out.add("owner" if dep == "nmod" else "place")
            else:
                partner = any(case in self.lexicon.grammar.partner for case in cases)
                out.add("partner" if partner else "place")
        return out

    # Speakers.

    def speaker(self, head: int) -> Member:
        """The actor behind a speaker's head token; one is made where the words name nobody known."""
        found = self.joint(head) or self.at(head) or self._behind_source(head)
        if found is None:
            found = self._unnamed(head)
        found.acts = True
        found.stances.add("speaks")
        return found

    def joint(self, head: int) -> Member | None:
        """ "Nato og USA": both together, one actor of the report."""
        own = self.of.get(head)
        if own is None:
            return None
        others = [c for c in self.parse.children(head, "conj") if self.parse.pos[c] in {"PROPN", "NOUN"}]
        if not others or any(self.of.get(c) in {None, own} for c in others):
            return None
        first, last = noun_phrase(self.parse, head, joint=True)
        if last <= others[-1] or not any(self.parse.pos[i] == "CCONJ" for i in range(head, last)):
            return None
        last = max((others[-1] + 1, *(b for c in others for a, b in self.of[c].spans if a <= c < b <= last)))
        name = self.text(first, last)
        member = self._keys.get(("joint", name.lower()))
        if member is None:
            codes_of = {m.code for m in (own, *(self.of.get(c) for c in others)) if m is not None}
            member = Member(name, "people", codes_of.pop() if len(codes_of) == 1 else None, plural=True)
            self._keys[("joint", name.lower())] = member
            self.members.append(member)
        member.spans.append((first, last))
        member.heads.append(head)
        return member

    def _behind_source(self, head: int) -> Member | None:
        """The actor behind a report, letter or article that speaks: "en rapport fra FN", then "rapporten"."""
        if self.parse.pos[head] not in {"NOUN", "PROPN"}:
            return None
        lemma = ("source", self.parse.lemma[head].lower())
        for c in self.parse.children(head, "nmod", "acl"):
            if self.parse.child(c, "conj") is None and (found := self._inside(c)) is not None:
                self._keys.setdefault(lemma, found)
                return self._sourced(found, head)
        earlier = self._keys.get(lemma) or self._sender(head)
        return self._sourced(earlier, head) if earlier is not None else None

    def _sender(self, head: int) -> Member | None:
        """Who sent it before: "Lavrov sendte brev …", then "brevet"; "en samtalelogg fra Kreml", then "loggen"."""
        parse = self.parse
        if not parse.has(head, "Definite=Def"):
            return None
        for i in range(head - 1, max(head - _SENT_BEFORE, -1), -1):
            if parse.pos[i] != "NOUN" or not parse.lemma[i].endswith(parse.lemma[head]):
                continue
            for c in parse.children(i, "nmod"):
                if c in self.of and any(
                    parse.lower[x] in self.lexicon.setting.origin for x in parse.dependents(c)
                ):
                    return self.of[c]
            who = subject(parse, parse.head[i]) if parse.rel[i] == "obj" else None
            if who is not None:
                return self.at(who)
        return None

    def _inside(self, i: int) -> Member | None:
        """The actor at ``i``, or what an agent or source below a participle names."""
        if i in self.of:
            return self.of[i]
        if self.parse.rel[i] == "acl":
            return next((self.of[c] for c in self.parse.children(i, "obl") if c in self.of), None)
        return None

    def _sourced(self, member: Member, head: int) -> Member:
        member.spans.append(noun_phrase(self.parse, head))
        self.of[head] = member
        return member

    def _unnamed(self, head: int) -> Member:
        first, last = noun_phrase(self.parse, head)
        name = self.text(first, head + 1)
        key = ("speaker", self.parse.lemma[head].lower())
        member = self._keys.get(key)
        if member is None:
            member = Member(name, "unnamed", plural=self.parse.has(head, "Number=Plur"))
            self._keys[key] = member
            self.members.append(member)
        member.heads.append(head)
        member.spans += {(first, last), (first, head + 1)}
        self.of[head] = member
        codes.by_phrase(self, member, first, head)
        return member

    def at(self, head: int) -> Member | None:
        """The actor that the phrase headed by ``head`` names: its own, or that of its name or "one of …"."""
        own = self.of.get(head)
        if own is not None and own.kind in {"person", "unnamed"}:
            return own
        for c in self.parse.children(head, "flat", "appos"):
            found = self.of.get(c)
            if found is not None and (own is None or found.kind == "person" and self.parse.rel[c] == "flat"):
                return found  # "Moldovas" taken for the head of "Moldovas president Ion Cebanu".
        return own
