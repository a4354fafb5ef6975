"""Titles and appositions: the nouns that introduce a name ("statsminister …", "EU-ambassadør i Norge, …") or follow it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from depesje.language.gazetteer import Entry, Gazetteer
from depesje.language.keeping import KEPT
from depesje.language.lexicon import Lexicon, Role
from depesje.language.syntax import Parse
from depesje.reading.nouns import Mention, affiliation, compound, phrase, role_of, term
from depesje.reading.phrases import noun_phrase

_LEFT = 8  # Words before a title's noun that may belong to it.
_APPOSED = 9  # Words of an apposition before its noun and behind it.
_DEPS = frozenset({"flat", "appos", "nmod", "compound"})
_STOP = frozenset({".", ":", ";", "!", "?", "–", "—", "«", "»", '"', "|"})
_HUMAN = frozenset({"person", "unnamed"})


@dataclass(frozen=True, slots=True)
class Title:
    """A noun with its modifiers that introduces a name: tokens ``first`` to ``last``, the noun's token and its entry."""

    first: int
    last: int
    noun: int
    role: Role | None
    code: str | None

    @property
    def human(self) -> bool:
        """Whether only a person bears it."""
        return self.role is not None and self.role.kind in _HUMAN


class Titles:
    """Finds what introduces the names of one parse; tokens that are used up are marked in ``taken``."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer, parse: Parse, taken: list[bool]) -> None:
        self.lexicon, self.gazetteer, self.parse, self.taken = lexicon, gazetteer, parse, taken
        self._functions: dict[int, Role | None] = {}

    def before(self, first: int, last: int) -> Title | None:
        """The noun phrase right before the name in tokens ``first`` to ``last``: "statsminister …", "nyhetsbyrået …"."""
        parse, t = self.parse, first - 1
        if (distant := self._with_country(first)) is not None:
            return distant
        if t < 0 or self.taken[t] or not self.adjacent(t) or "Case=Gen" in parse.feats[t]:
            return None
        role = self.function(t)
        if role is None or role.en == "people":
            head = parse.top(first, last)
            linked = parse.head[head] == t and parse.rel[head] in _DEPS or parse.head[t] == head
            if parse.pos[t] != "NOUN" or not linked or parse.rel[t] in {"obl", "case"}:
                return None
        start = self.left(t)
        code = affiliation(self.lexicon, self.gazetteer, parse, start, t + 1, t, role)
        return Title(start, t + 1, t, role, code)

    def _with_country(self, first: int) -> Title | None:
        """ "President of France …", "Minister of Defence …", "Minister of Defence of the Russian Federation …"."""
        parse, employer = self.parse, self.lexicon.grammar.employer
        if not self.adjacent(first - 1):
            return None
        for at in range(first - 2, max(first - _LEFT, 0), -1):
            role = self.function(at - 1) if parse.lower[at] in employer else None
            if role is None:
                continue
            if role.kind not in _HUMAN:
                return None
            end = phrase(self.lexicon, parse, at - 1)[1]
            start = self.left(at - 1)
            if end == first:
                code = affiliation(self.lexicon, self.gazetteer, parse, start, at, at - 1, role)
                return Title(start, first, at - 1, role, code)
            country = self._country(max(end, at), first)
            return Title(start, first, at - 1, role, country.code) if country is not None else None
        return None

    def _country(self, at: int, first: int) -> Entry | None:
        """The country from the preposition at token ``at`` up to ``first``: "of the Russian Federation"."""
        parse = self.parse
        start = at + 1 + (at + 1 < first and parse.pos[at + 1] == "DET")
        if parse.lower[at] not in self.lexicon.grammar.employer or start >= first:
            return None
        if not all(capital(parse, i) for i in range(start, first)):
            return None
        found = self.gazetteer.match(parse.words, start)
        if found is not None and start + found[0] != first:
            return None
        return found[1] if found is not None else self.gazetteer.adjectives.get(parse.lower[start])

    def adjacent(self, i: int) -> bool:
        """Whether only white space stands behind token ``i``, and the sentence goes on."""
        parse = self.parse
        if i + 1 >= len(parse):
            return False
        gap = parse.text[parse.end[i] : parse.start[i + 1]]
        return gap == " " or (gap.isspace() and parse.sent[i] == parse.sent[i + 1])

    def function(self, i: int) -> Role | None:
        """The role, body or group that a common noun names."""
        if i not in self._functions:
            self._functions[i] = _function(self.lexicon, term(self.lexicon, self.parse, i))
        return self._functions[i]

    def inside(self, i: int) -> bool:
        """Whether token ``i`` stands behind the noun of an office that goes on: "Defence" of "Minister of Defence"."""
        return any(phrase(self.lexicon, self.parse, noun)[1] > i for noun in range(max(i - _LEFT, 0), i))

    def left(self, t: int) -> int:
        """The first word of the title whose noun is token ``t``: "U.S." of "U.S. Defense Secretary"."""
        parse, first = self.parse, self._start(t)
        for i in range(first - 1, max(t - _LEFT, -1), -1):
            if not self.adjacent(i):
                break
            genitive = "Case=Gen" in parse.feats[i] or self.genitive(i)
            hyphened = (
                parse.words[i].endswith("-") or parse.pos[i] == "CCONJ" and parse.words[i - 1].endswith("-")
            )
            part = parse.rel[i] == "compound"  # "Russian Prime Minister …", "U.S. Defense Secretary …".
            if not (genitive or hyphened or part or parse.pos[i] in {"DET", "ADJ", "NUM"}):
                break
            first = i
        while first < t and parse.pos[first] == "CCONJ":
            first += 1
        return first

    def _start(self, noun: int) -> int:
        """Where the office begins whose noun is this: "Deputy" of "Deputy Minister of Defence", whatever it depends on."""
        office, end = phrase(self.lexicon, self.parse, noun)
        return min(noun, end - len(office.split()))

    def genitive(self, i: int) -> bool:
        """Whether token ``i`` is a known name in the genitive."""
        word = self.parse.words[i]
        return (
            word[:1].isupper()
            and word not in self.gazetteer.single
            and self.gazetteer.match([word], 0) is not None
        )

    def introduce(self, mention: Mention, title: Title) -> None:
        """Makes a title part of the mention of the name behind it."""
        plural = self.parse.has(title.noun, "Number=Plur")
        if not plural:
            mention.first = title.first
        self.take(title.noun, title.last)
        mention.role, mention.title = title.role, title.noun
        mention.code = mention.code or title.code
        if title.role is not None and mention.kind != "person" and not mention.known:
            mention.kind = title.role.kind
        if not plural:
            mention.head = title.noun if self.parse.head[mention.head] == title.noun else mention.head

    def around_person(self, mention: Mention) -> None:
        """Party, employer and apposition behind a person's name, and the apposition before it."""
        parse, last = self.parse, mention.last
        if last + 2 < len(parse) and parse.words[last] == "(" and parse.words[last + 2] == ")":
            self.take(last + 1, last + 2)
            mention.extra += ((mention.first, last + 3),)
            if mention.code is None and (found := self.gazetteer.match(parse.words, last + 1)):
                mention.code = found[1].code
            last += 3
        if last + 1 < len(parse) and parse.lower[last] in self.lexicon.grammar.employer:
            last = self._employer(mention, last)
        for noun, start, end in (self._apposed_behind(last), self._apposed_before(mention.first)):
            if noun is None:
                continue
            role = self.function(noun)
            code = affiliation(self.lexicon, self.gazetteer, parse, start, end, noun, role)
            mention.code = mention.code or code
            mention.role = mention.role or role
            mention.title = mention.title if mention.title is not None else noun
            mention.extra += ((start, end),) if start > mention.last else ((start, mention.last),)
            self.take(noun, noun + 1)

    def apposed(self, first: int, last: int) -> bool:
        """Whether an office stands beside a name as an apposition: "…, Estonia's minister of defence, said"."""
        return self._apposed_behind(last)[0] is not None or self._apposed_before(first)[0] is not None

    def _employer(self, mention: Mention, at: int) -> int:
        """The end of "fra Øst-Timor", "i Bellona", "ved Cato Institute" behind a name, or ``at`` where there is none."""
        parse, grammar = self.parse, self.lexicon.grammar
        found = self.gazetteer.match(parse.words, at + 1)
        if found is None or found[1].how == "capital" or self.genitive(at + found[0]):
            return at  # "til Finlands president": whom it is said to.
        state, source = found[1].kind == "state", parse.lower[at] in grammar.speaker_prepositions
        if (
            state
            and (not source or parse.lower[at] in grammar.agent)
            or not state
            and parse.lower[at] in grammar.partner
        ):
            return at
        end = at + 1 + found[0]
        mention.code = mention.code or found[1].code
        mention.extra += ((mention.first, end),)
        return end

    def _apposed_behind(self, last: int) -> tuple[int | None, int, int]:
        """The noun, start and end of a role behind a name: ", parlamentarisk leder i Senterpartiet,", ", som er …"."""
        parse = self.parse
        if last + 1 >= len(parse) or parse.words[last] != ",":
            return None, 0, 0
        begin = self._behind_copula(last + 1)
        for i in range(begin, min(begin + _APPOSED - 1, len(parse))):
            if (
                parse.words[i] in _STOP
                or parse.words[i] == ","
                or parse.pos[i] in {"VERB", "AUX", "SCONJ", "ADP"}
            ):
                break
            role = self.function(i)
            if role is None or role.kind not in {"person", "unnamed"} or parse.has(i, "Number=Plur"):
                continue
            end = max(noun_phrase(parse, i)[1], i + 1)
            if i + 1 < len(parse) and capital(parse, i + 1) and parse.pos[i + 1] == "PROPN":
                break  # "…, statsminister Hansen": somebody else.
            return i, begin, min(end, i + _APPOSED)
        return None, 0, 0

    def _behind_copula(self, i: int) -> int:
        """The token behind "som er", "who is" at ``i``; ``i`` itself where no such clause opens there."""
        parse = self.parse
        if i + 2 >= len(parse) or parse.rel[i + 1] != "cop" or "Tense=Pres" not in parse.feats[i + 1]:
            return i
        relative = "PronType=Rel" in parse.feats[i] or parse.pos[i] == "SCONJ" or parse.rel[i] == "nsubj"
        return i + 2 if relative and parse.pos[i] in {"SCONJ", "PRON"} else i

    def _apposed_before(self, first: int) -> tuple[int | None, int, int]:
        """The noun, start and end of a role before a name: "EU-ambassadør i Norge, …"."""
        parse, comma = self.parse, first - 1
        if comma < 1 or parse.words[comma] != ",":
            return None, 0, 0
        noun = None
        for i in range(comma - 1, max(comma - _APPOSED, -1), -1):
            if (
                parse.words[i] in _STOP
                or parse.pos[i] in {"VERB", "AUX", "SCONJ"}
                or parse.sent[i] != parse.sent[first]
            ):
                break
            role = None if self.taken[i] or noun is not None and i >= self._start(noun) else self.function(i)
            if role is not None and role.kind in {"person", "unnamed"} and not parse.has(i, "Number=Plur"):
                noun = i
                if parse.words[i - 1] == "," or parse.pos[i - 1] == "CCONJ":
                    continue
        if noun is None or noun + 1 < comma and capital(parse, noun + 1):
            return None, 0, 0
        return noun, self.left(noun), comma

    def take(self, first: int, last: int) -> None:
        """Marks tokens as used up."""
        for i in range(first, last):
            self.taken[i] = True


@lru_cache(KEPT)
def _function(lexicon: Lexicon, word: str) -> Role | None:
    found = role_of(lexicon, word) or lexicon.bodies.get(word) or lexicon.groups.get(word)
    return found or compound(lexicon.bodies, word)


def capital(parse: Parse, i: int) -> bool:
    """Whether token ``i`` starts with a capital letter."""
    word = parse.words[i]
    first = word[:1]
    return first.isupper() and (first.isalpha() or any(map(str.isalpha, word)))  # "Ⅷ" is no letter.
