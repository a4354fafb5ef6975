"""Which date holds for a token: one that goes with it in the parse, else one in its clause, else the narrative's.

The narrative's is the day of which the report has told last, for what is told on in the simple past: "… spoke on Thursday.
He warned …". It holds for no noun and nothing that is told in another tense.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from depesje.edtf import Date
from depesje.language.datewords import DateWords
from depesje.language.lexicon import Cue, Lexicon
from depesje.language.syntax import Parse
from depesje.reading.dates import base as bases
from depesje.reading.dates import tense
from depesje.reading.dates.base import Base
from depesje.reading.dates.found import Expression

_CLAUSES = {"ccomp", "advcl", "acl", "parataxis", "csubj", "xcomp", "root"}
# What tells when something was, and what only bounds it.
_TELLING = frozenset({None, "from", "by", "range", "between", "since"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_ASKING = frozenset({"demand", "request", "promise", "offer", "warn", "ask", "express"})
_DAYS = frozenset({"weekday", "unit", "date", "relative"})
_NEWS = timedelta(days=14)  # How far back a day may lie that a news report goes on telling of.


class Dates:
    """The expressions of one text; ``when`` looks up the one that holds for a token."""

    def __init__(
        self, lexicon: Lexicon, words: DateWords, parse: Parse, expressions: tuple[Expression, ...],
        base: Base | None,
    ) -> None:  # fmt: skip
        self.expressions = expressions
        self._lexicon, self._words, self._parse, self._base = lexicon, words, parse, base
        self._of: defaultdict[int, list[Expression]] = defaultdict(list)
        self._told: list[Expression] = []
        for one in expressions:
            if one.relation not in _TELLING:
                continue
            above = tense.governor(parse, one.first, one.last)
            self._of[above if above is not None else parse.top(one.first, one.last)].append(one)
            if self._tells_on(one, above):
                self._told.append(one)
        self._told_in = [parse.sent[one.first] for one in self._told]
        self._dated = self._with_ancestors(self._of)
        self._kept: dict[int, Expression | None] = {}

    def _with_ancestors(self, tokens: Iterable[int]) -> set[int]:
        """Tokens and all that stand above them."""
        out: set[int] = set()
        for i in tokens:
            while i not in out:
                out.add(i)
                i = self._parse.head[i]
        return out

    def when(self, token: int) -> Date | None:
        """The date that holds for the clause of ``token``; None where the text tells none."""
        one = self.telling(token)
        return one.date if one is not None else None

    def of_cue(self, token: int | None) -> Date | None:
        """When something was said, by the first token of the words that attribute it; None where nothing tells."""
        return None if token is None else self.when(token)

    def telling(self, token: int) -> Expression | None:
        """The expression that tells when; None where there is none."""
        if token not in self._kept:  # Statements, events and exchanges ask for the same verbs.
            self._kept[token] = self._own(token) or self._narrative(token)
        return self._kept[token]

    def _own(self, token: int) -> Expression | None:
        """The expression in the clause of a token."""
        i = token
        for _ in range(len(self._parse)):
            if i in self._dated:
                found = self._nearest(i, self._of.get(i, ())) or self._nearest(i, self._below(i))
                if found is not None:
                    return found
            if self._parse.head[i] == i or self._ends(i):
                return None
            i = self._parse.head[i]
        return None

    def _ends(self, i: int) -> bool:
        """Whether what stands above token ``i`` has another time."""
        if self._is_clause(i):
            return True
        if self._parse.pos[i] not in _NOUNS or self._parse.dep[i] == "conj":
            return False
        # What is asked for or promised has no time from the asking, "the answer to the demand" none from the answer.
        above = self._parse.head[i]
        if self._parse.pos[above] in _NOUNS:
            return self._parse.dep[i].startswith("nmod")
        return any(_asks(cue) for cue in self._lexicon.verbs.get(self._parse.lower[above], ()))

    def _is_clause(self, i: int) -> bool:
        """Whether a clause begins at ``i``."""
        dep = self._parse.dep[i].split(":")[0].lower()
        if dep == "xcomp" and self._parse.has(i, "VerbForm=Part"):
            # The participle of a passive may hang on its auxiliary.
            return self._parse.child(i, "aux") is not None
        return dep in _CLAUSES

    def _below(self, i: int) -> Iterable[Expression]:
        """What goes with the parts of the clause of ``i`` and with a clause told to be at the same time."""
        stack = [c for c in self._parse.dependents(i) if c in self._dated and self._is_part(c)]
        while stack:
            c = stack.pop()
            # "Thursday's meeting" tells when the meeting was, not when it was called off.
            yield from (
                one for one in self._of.get(c, ()) if one.first > c or self._parse.pos[c] not in _NOUNS
            )
            stack.extend(d for d in self._parse.dependents(c) if d in self._dated and self._is_part(d))

    def _is_part(self, i: int) -> bool:
        if self._parse.dep[i] == "conj":
            return False
        return not self._is_clause(i) or self._is_meanwhile(i)

    def _is_meanwhile(self, i: int) -> bool:
        return any(self._parse.lower[c] in self._words.when for c in self._parse.dependents(i))

    def _nearest(self, i: int, found: Iterable[Expression]) -> Expression | None:
        return min(found, key=lambda one: min(abs(one.first - i), abs(one.last - 1 - i)), default=None)

    def _tells_on(self, one: Expression, above: int | None) -> bool:
        """Whether a narrative goes on from a day: it is recent, and told in the past."""
        days = bases.of(one.date)
        if self._base is None or days is None or one.kind not in _DAYS or one.relation is not None:
            return False
        if days.first > self._base.last or self._base.first - days.last > _NEWS:
            return False
        if not days.exact and one.date != self._base.when:
            return False
        verb = tense.verb_above(self._parse, above) if above is not None else None
        return verb is not None and tense.is_told(self._parse, verb)

    def _narrative(self, token: int) -> Expression | None:
        """The day of which the report has told last, where the token is told on from there."""
        verb = tense.verb_above(self._parse, token)
        if verb is None or verb != token or not tense.is_told(self._parse, verb):
            return None
        if self._parse.dep[verb].split(":")[0].lower() in ("acl", "advcl") or self._is_placed(verb):
            return None
        before = bisect_left(self._told_in, self._parse.sent[token])
        return self._told[before - 1] if before else None

    def _is_placed(self, verb: int) -> bool:
        """Whether words say that it was before or after something, or somewhere else ("In Paris, …")."""
        if any(c < verb and self._is_place(c) for c in self._parse.children(verb, "obl")):
            return True
        return any(
            self._parse.lower[c] in self._words.order
            for d in self._parse.children(verb, "obl", "advcl", "advmod", "nmod")
            for c in (d, *self._parse.dependents(d))
        )

    def _is_place(self, i: int) -> bool:
        cases = self._parse.children(i, "case")
        return self._parse.pos[i] == "PROPN" and any(
            self._parse.lower[c] in self._lexicon.grammar.places for c in cases
        )


def _asks(cue: Cue) -> bool:
    return cue.strong and not cue.particle and cue.act in _ASKING
