"""What the matter rules share: the parsed text with its actors and statements, and matters and replies in the making."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from depesje.language.lexicon import Lexicon
from depesje.language.matterwords import MatterWords, Outcome
from depesje.language.syntax import Parse
from depesje.reading.cast import Cast
from depesje.reading.phrases import noun_phrase, subject
from depesje.records import Actor, MatterKind, Statement, Status

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_POSSESSORS = frozenset({"nmod", "det", "amod", "nsubj"})
_CLIMB = 6
STATES = frozenset({"state", "alliance"})

Spans = list[tuple[int, int]]


@dataclass(slots=True, eq=False)
class Raised:
    """A matter in the making. ``anchor`` is the token that raises it, ``gist`` the characters of what is wanted or offered.

    ``stems`` are those of its words; ``source`` tells what it was read from: ``statement``, ``verb``, ``noun``, ``event`` or
    ``mention`` (a noun that only names a matter: it counts once something answers it). ``bare`` says that its words do not
    tell what it is, ``several`` that they tell of more than one.
    """

    kind: MatterKind
    by: list[str]
    to: list[str]
    spans: Spans
    gist: tuple[int, int]
    anchor: int
    stems: frozenset[str]
    source: str
    per: list[str] = field(default_factory=list)
    condition: str | None = None
    deadline: str | None = None
    events: list[str] = field(default_factory=list)
    status: Status = "open"
    contested: bool = False
    answers: Spans = field(default_factory=list)
    statements: list[str] = field(default_factory=list)
    noun: int | None = None
    heading: bool = False
    bare: bool = False
    several: bool = False
    replied: list[tuple[Status, Answer]] = field(default_factory=list)
    moves: list[tuple[Outcome, Answer]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Answer:
    """A reply in the making: what it does, who gives it, and every sign of the matter that it answers.

    ``kinds`` are those that its object names, ``usual`` the first of them, ``noun`` that noun's token, ``owner`` whose
    matter the words say it is, ``vague`` says that a pronoun stands for it, ``several`` that it answers more than one,
    ``settled`` that a matter for it has been found; ``about`` are those whom its words concern.
    """

    outcome: Outcome
    by: list[str]
    spans: Spans
    anchor: int
    stems: frozenset[str]
    kinds: frozenset[str] = frozenset()
    usual: str | None = None
    owner: list[str] = field(default_factory=list)
    noun: int | None = None
    vague: bool = False
    several: bool = False
    own: bool = False
    reply: bool = False
    statement: str | None = None
    to: list[str] = field(default_factory=list)
    about: list[str] = field(default_factory=list)
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A report as the matter rules see it. ``ids`` gives the actor's id of a ``Member`` (by ``id``)."""

    words: MatterWords
    lexicon: Lexicon
    parse: Parse
    cast: Cast
    ids: Mapping[int, str]
    actors: Mapping[str, Actor]
    states: Mapping[str | None, Sequence[str]]  # the states and alliances among them, by code
    statements: Sequence[Statement]
    said: Mapping[str, Statement]  # the same by their ids
    cues: Mapping[int, Statement]
    cue_tokens: frozenset[int]

    def at(self, head: int) -> str | None:
        """The id of the actor that the phrase headed by ``head`` names."""
        member = self.cast.at(head)
        return self.ids.get(id(member)) if member is not None else None

    def who(self, head: int | None) -> list[str]:
        """The ids of those that a phrase names, each of a joint one ("Nato og USA")."""
        if head is None:
            return []
        heads = (head, *(c for c in self.parse.children(head, "conj") if self._joins(c)))
        return unique(found for found in (self.at(h) for h in heads) if found is not None)

    def _joins(self, c: int) -> bool:
        """Whether a conjunct is one more of them, not a verb or "men ikke med Latvia"."""
        negated = any(self.parse.lower[d] in self.lexicon.grammar.negations for d in self.parse.dependents(c))
        return self.parse.pos[c] != "VERB" and not negated

    def speaker(self, statement: Statement) -> list[str]:
        """Who makes a statement; each of a joint speaker."""
        own = statement.speaker
        if own.span is not None:
            head = self.head_of(own.span.start, own.span.end)
            joint = self.who(head) if head is not None else []
            if len(joint) > 1:
                return joint
        return [own.actor] if own.actor is not None else []

    def head_of(self, start: int, end: int) -> int | None:
        """The token of these characters that hangs on none of them."""
        first = self.parse.token_at(start)
        if first is None:
            return None
        i = first
        for _ in range(_CLIMB):
            up = self.parse.head[i]
            if up == i or not (start <= self.parse.start[up] < end):
                return i
            i = up
        return first

    def with_state(self, ids: Iterable[str]) -> list[str]:
        """These actors and, behind each who speaks for a state or alliance, that one where the report names it."""
        out: list[str] = []
        for one in ids:
            out.append(one)
            actor = self.actors[one]
            if actor.kind in STATES or actor.code is None or actor.role in self.words.lists.unbound:
                continue
            if actor.kind not in {"person", "body", "government", "unnamed"}:
                continue
            out += self.states.get(actor.code, ())
        return unique(out)

    def same_side(self, a: Iterable[str], b: Iterable[str]) -> bool:
        """Whether one of each is the same actor, or of the same state or body."""
        left, right = set(a), set(b)
        if not left.isdisjoint(right):
            return True
        codes = [code for x in left if (code := self.actors[x].code) is not None]
        return bool(codes) and any(self.actors[x].code in codes for x in right)

    def counts(self, one: str) -> bool:
        """Whether an actor can be a party: of a state or body, or one of the kinds that need none."""
        actor = self.actors[one]
        return actor.code is not None or actor.kind in {"state", "alliance", "armed-group", "people"}

    def is_party(self, head: int) -> bool:
        """Whether the phrase headed by ``head`` names an actor."""
        return self.at(head) is not None

    def tokens(self, start: int, end: int) -> range:
        """The tokens of these characters."""
        return self.parse.tokens(start, end)

    def stems(self, tokens: Iterable[int]) -> frozenset[str]:
        """The stems of the words that carry meaning; of a compound with a hyphen, of each part."""
        out = set()
        for i in tokens:
            if self.parse.pos[i] not in _CONTENT:
                continue
            for part in self.parse.lemma[i].lower().split("-"):
                if len(part) > 1:
                    out.add(self.words.stem(part))
        return frozenset(out)

    def owner(self, noun: int) -> list[str]:
        """Whose demand, offer or the like a noun names: "Russlands krav", "kravet fra Russland", "det russiske kravet"."""
        parse = self.parse
        for c in parse.dependents(noun):
            if c < noun and parse.rel[c] in _POSSESSORS:
                if found := self._possessor(c):
                    return found
            elif c > noun and self.opening(c) in self.words.lists.givers and (found := self.who(c)):
                return found
        return []

    def _possessor(self, c: int) -> list[str]:
        parse = self.parse
        if parse.pos[c] == "ADJ":
            adjective = self.cast.gazetteer.adjectives.get(parse.lower[c])
            return self.named(adjective.code) if adjective is not None else []
        if "Case=Gen" in parse.feats[c] or "Poss=Yes" in parse.feats[c]:
            return self.who(c)
        return []

    def named(self, code: str | None) -> list[str]:
        """The state or body with this code, where it is an actor of the report."""
        return list(self.states.get(code, ()))[:1]

    def opening(self, c: int) -> str:
        """The preposition that opens the phrase headed by ``c``, or ""."""
        for d in self.parse.dependents(c):
            if d < c and self.parse.rel[d] == "case":
                return self.parse.lower[d]
        return ""

    def agent(self, verb: int) -> list[str]:
        """Who does what a verb tells: its subject, or behind "av" where it is passive."""
        parse = self.parse
        found = subject(parse, verb)
        if found is not None and "pass" not in parse.dep[found]:
            return self.who(found)
        for c in parse.children(verb, "obl"):
            if self.opening(c) in self.lexicon.grammar.agent:
                return self.who(c)
        return []

    def beside(self, verb: int) -> list[str]:
        """Who is named without a preposition right behind a verb, where the parser found it no subject."""
        parse, out = self.parse, list[str]()
        i = verb + 1
        while i < len(parse) and parse.sent[i] == parse.sent[verb]:
            bare = i in self.cast.of and "Case=Gen" not in parse.feats[i] and parse.pos[i - 1] != "ADP"
            if bare and (found := self.at(i)) is not None:
                out.append(found)
            elif not (out and parse.pos[i] == "CCONJ") and i not in self.cast.of:
                break
            i += 1
        return unique(out)

    def phrase(self, head: int) -> tuple[int, int]:
        """The characters of the noun phrase headed by ``head`` with all that hangs on it behind it."""
        first, _ = noun_phrase(self.parse, head)
        return self.span(first, self.parse.right[head] + 1)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The characters of tokens ``first`` to ``last`` (exclusive) without punctuation at the edges."""
        parse = self.parse
        while last - 1 > first and parse.pos[last - 1] == "PUNCT" and parse.words[last - 1] not in "»”)":
            last -= 1
        while first < last - 1 and parse.pos[first] == "PUNCT" and parse.words[first] not in "«“(":
            first += 1
        return parse.start[first], parse.end[last - 1]

    def clause(self, i: int) -> tuple[int, int]:
        """The tokens (last exclusive) of the clause around token ``i``, without the clauses joined to it."""
        parse = self.parse
        verb = i
        for _ in range(_CLIMB):
            if parse.pos[verb] in {"VERB", "AUX"} and parse.rel[verb] not in {"aux", "cop", "amod"}:
                break
            if parse.child(verb, "cop") is not None:
                break
            if parse.head[verb] == verb:
                break
            verb = parse.head[verb]
        first, last = parse.left[verb], parse.right[verb] + 1
        for c in parse.children(verb, "conj", "parataxis"):
            if c > i and parse.pos[c] in {"VERB", "AUX"}:
                last = min(last, parse.left[c])
            elif c < i and c > verb:
                first = max(first, parse.left[c])
        return (first, last) if first <= i < last else parse.sentences[parse.sent[i]]


def unique(ids: Iterable[str]) -> list[str]:
    """These ids in order, each once."""
    return list(dict.fromkeys(ids))


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """How much of the smaller of two sets of stems the other has; 0 where one is empty."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
