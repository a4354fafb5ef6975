"""What the reading of exchanges stands on: the parsed report with its actors, statements and events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from depesje.edtf import Date
from depesje.language import exchangewords
from depesje.language.exchangewords import ExchangeWords
from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Parse
from depesje.reading.addressing import Settings
from depesje.reading.cast import Cast, Member
from depesje.reading.dates import Dates
from depesje.reading.draft import Draft
from depesje.records import Event, Statement

SIDES = frozenset({"person", "state", "government", "body", "alliance", "armed-group", "unnamed", "people"})
_CLIMB = 6
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_OUTSIDE = frozenset({"acl", "amod", "ccomp", "advcl", "obl", "parataxis"})


@dataclass(slots=True)
class Ground:
    """A report's parse and what has been read out of it; ``drafts`` and ``statements`` run side by side."""

    lexicon: Lexicon
    parse: Parse
    cast: Cast
    settings: Settings
    dates: Dates
    drafts: Sequence[Draft] = ()
    statements: Sequence[Statement] = ()
    events: Sequence[Event] = ()
    ids: dict[int, str] = field(default_factory=dict)
    forms: ExchangeWords | None = None
    members: dict[str, Member] = field(default_factory=dict)
    consulted: dict[int, Event] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.forms = exchangewords.load(self.lexicon.language)
        self.members = {self.ids[id(m)]: m for m in self.cast.members if id(m) in self.ids}
        for event in self.events:
            if event.type in {"CONSULT", "AGREE"}:
                token = self.parse.token_at(event.trigger.start)
                if token is not None:
                    self.consulted[token] = event

    def named(self, head: int | None) -> list[Member]:
        """The parties that a phrase names, co-ordinated ones too."""
        if head is None:
            return []
        parse = self.parse
        group = self.cast.at(head)
        if group is not None and group.kind == "people" and self.takes_part(group):
            return [group]  # "The foreign ministers of …", whoever is named among them.
        found: list[Member] = []
        for i in range(parse.left[head], parse.right[head] + 1):
            member = self.cast.at(i)
            if (
                member is None
                or member in found
                or not self.takes_part(member)
                or not self._stands_in(i, head)
            ):
                continue
            found.append(member)
        people = {m.code for m in found if m.kind == "person"}
        return [m for m in found if m.kind != "state" or m.code not in people]

    def _stands_in(self, i: int, head: int) -> bool:
        """Whether a name is the phrase's own: no owner, no adjective, and nothing behind a preposition or in a clause."""
        parse = self.parse
        if parse.pos[i] not in _NOMINAL or i != head and parse.has(i, "Case=Gen"):
            return False
        for _ in range(_CLIMB):
            if i == head:
                return True
            if parse.rel[i] in _OUTSIDE or self.cases(i):
                return False
            joined = parse.rel[i] == "conj"
            i = parse.head[i]
            if (
                joined and i != head
            ):  # "Petrosyan of Armenia and Mammadov": hung on the country, meant for the person.
                i = parse.head[i]
        return False

    def takes_part(self, member: Member) -> bool:
        """Whether an actor is listed (as far as that is known yet), and one that may be party to an exchange."""
        if member.kind not in SIDES or member.code is None and member.name.isupper():
            return False  # A dateline's town, read as an actor.
        return not self.ids or id(member) in self.ids

    def of_event(self, event: Event) -> list[Member]:
        """The parties of an event."""
        found = [self.members.get(one) for one in (*event.actor, *event.recipient)]
        return [m for m in found if m is not None and self.takes_part(m)]

    def quoted(self, i: int) -> bool:
        """Whether token ``i`` stands in a direct quotation."""
        return self.cast.quote[i] >= 0

    def when(self, i: int) -> Date | None:
        """The date that holds for token ``i``."""
        return self.dates.when(i)

    def cases(self, i: int) -> list[str]:
        """The prepositions of a phrase."""
        return [self.parse.lower[c] for c in self.parse.dependents(i) if self.parse.rel[c] == "case"]

    def verb_above(self, i: int) -> int | None:
        """The verb above token ``i``; itself where it is one."""
        for _ in range(_CLIMB):
            if self.parse.pos[i] in {"VERB", "AUX"}:
                return i
            if self.parse.head[i] == i:
                return None
            i = self.parse.head[i]
        return None

    def phrase_at(self, i: int, phrases: frozenset[str]) -> int:
        """How many words the longest of these phrases has that stands at token ``i``; 0 where none does."""
        lower = self.parse.lower
        begun = _by_first(phrases).get(lower[i], ())
        return max((len(p) for p in begun if lower[i : i + len(p)] == p), default=0)


@cache
def _by_first(phrases: frozenset[str]) -> dict[str, list[list[str]]]:
    """The words of phrases by the first of them; there are as many sets as the lexicons have lists."""
    out: dict[str, list[list[str]]] = {}
    for words in map(str.split, phrases):
        out.setdefault(words[0], []).append(words)
    return out


def side(member: Member) -> str:
    """Whose side an actor is on: its country's or body's code, else itself."""
    return member.code or member.name


def sides(members: Iterable[Member]) -> frozenset[str]:
    """The sides of several actors."""
    return frozenset(map(side, members))


def meets(members: Iterable[Member]) -> bool:
    """Whether these are two sides: of two countries or bodies, or two persons whose country is no more than guessed."""
    found = list(members)
    people = [m for m in found if m.kind == "person"]
    return len(sides(found)) > 1 or len(people) > 1 and any(m.guessed for m in people)
