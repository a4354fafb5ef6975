"""Which date holds for a token: one that goes with it in the parse, else one in its clause, else the sentence's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from depesje.edtf import Date
from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Parse
from depesje.reading.dates import tense
from depesje.reading.dates.found import Expression

_OWN_CLAUSE = {"ccomp", "advcl", "acl", "parataxis", "csubj", "xcomp", "root", "ROOT"}
# What bears on when something happened, and what only bounds it.
_POINTS = frozenset({None, "from", "by", "range", "between", "since"})


class Dates:
    """The expressions of one text; ``when`` looks up the one that holds for a token."""

    def __init__(self, lexicon: Lexicon, parse: Parse, expressions: tuple[Expression, ...]) -> None:
        self.expressions = expressions
        self._parse = parse
        self._of: defaultdict[int, list[Expression]] = defaultdict(list)
        self._in_sentence: defaultdict[int, list[Expression]] = defaultdict(list)
        for one in expressions:
            if one.relation not in _POINTS:
                continue
            above = tense.governor(parse, one.first, one.last)
            self._of[above if above is not None else tense.top(parse, one.first, one.last)].append(one)
            self._in_sentence[parse.sent[one.first]].append(one)

    def when(self, token: int) -> Date | None:
        """The date that holds for the clause of ``token``; None where the text tells none."""
        one = self.telling(token)
        return one.date if one is not None else None

    def of_cue(self, token: int | None) -> Date | None:
        """When something was said, by the first token of the words that attribute it; None where nothing tells."""
        return None if token is None else self.when(token)

    def telling(self, token: int) -> Expression | None:
        """The expression that tells when; None where there is none."""
        if not self._in_sentence[self._parse.sent[token]]:
            return None
        i = token
        for _ in range(len(self._parse)):
            own = self._nearest(i, self._of.get(i, ()))
            if own is not None:
                return own
            below = self._nearest(i, self._below(i))
            if below is not None:
                return below
            if self._parse.head[i] == i or self._is_clause(i):
                return None
            i = self._parse.head[i]
        return None

    def _is_clause(self, i: int) -> bool:
        return self._parse.dep[i].split(":")[0] in _OWN_CLAUSE

    def _below(self, i: int) -> Iterable[Expression]:
        """What goes with the parts of the clause of ``i``, its objects and obliques, but with no clause below it."""
        stack = [
            c for c in self._parse.dependents(i) if not self._is_clause(c) and self._parse.dep[c] != "conj"
        ]
        while stack:
            c = stack.pop()
            yield from self._of.get(c, ())
            stack.extend(
                d
                for d in self._parse.dependents(c)
                if not self._is_clause(d) and self._parse.dep[d] != "conj"
            )

    def _nearest(self, i: int, found: Iterable[Expression]) -> Expression | None:
        return min(found, key=lambda one: min(abs(one.first - i), abs(one.last - 1 - i)), default=None)
