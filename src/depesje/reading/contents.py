"""The words of what was said, and whose side their subjects are on: the speaker's own or another's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Parse
from depesje.reading.cast import Cast, Member
from depesje.reading.draft import Draft
from depesje.reading.phrases import subject

Side = Literal["own", "other", "none"]
_MAIN = frozenset({"conj", "parataxis", "xcomp", "aux", "cop", "root", "ROOT"})
_CLIMB = 8
_NEAR, _BEHIND = 10, 4  # Contents before and after among which the one around another is looked for.
_PARTIES = frozenset(
    {"state", "government", "body", "alliance", "armed-group", "person", "company", "unnamed"}
)


@dataclass(frozen=True, slots=True)
class Content:
    """One draft's words in their surroundings: token ranges of the content, the speaker as an actor (None if unknown).

    ``inner`` are those of its tokens that somebody else is quoted with inside it.
    """

    lexicon: Lexicon
    parse: Parse
    cast: Cast
    draft: Draft
    speaker: Member | None
    ranges: tuple[tuple[int, int], ...]
    inner: frozenset[int] = frozenset()

    def tokens(self) -> Iterator[int]:
        """The content's tokens in order."""
        for first, last in self.ranges:
            yield from range(first, last)

    def holds(self, i: int) -> bool:
        """Whether token ``i`` is part of what was said."""
        for first, last in self.ranges:  # noqa: SIM110 -- asked of every token: a generator takes twice as long
            if first <= i < last:
                return True
        return False

    def roots(self) -> list[int]:
        """The tokens of the content that hang on nothing inside it, in order."""
        head = self.parse.head
        return [i for i in self.tokens() if head[i] == i or not self.holds(head[i])]

    def is_main(self, verb: int) -> bool:
        """Whether a verb heads a main clause of what was said, or one co-ordinated with it."""
        head, rel, dep = self.parse.head, self.parse.rel, self.parse.dep
        for _ in range(_CLIMB):
            if any(dep[c] == "nsubj:outer" and self.holds(c) for c in self.parse.children(verb, "nsubj")):
                return False  # "the problem is that they need not pay"
            if head[verb] == verb or not self.holds(head[verb]):
                return True
            if rel[verb] not in _MAIN:
                return False
            verb = head[verb]
        return False

    def orders(self, i: int) -> bool:
        """Whether ``i`` is a modal that tells what somebody must or should do; a past "must" only in reported speech."""
        word = self.parse.lower[i]
        if word not in self.lexicon.acts.must and word not in self.lexicon.acts.should:
            return False
        return (
            self.draft.form != "direct"
            or "Tense=Past" not in self.parse.feats[i]
            or word in self.lexicon.acts.should
        )

    def agent(self, i: int) -> int | None:
        """The subject of the clause in which verb or auxiliary ``i`` stands."""
        verb = self.parse.head[i] if self.parse.rel[i] in {"aux", "cop"} else i
        return subject(self.parse, verb)

    def side(self, i: int | None) -> Side:
        """Whether the phrase headed by ``i`` is the speaker or the speaker's side, another party, or nobody."""
        if i is None:
            return "none"
        pronoun = self.lexicon.pronouns.get(self.parse.lower[i])
        if pronoun is not None and pronoun.person < 3:
            return "own" if pronoun.person == 1 else "other"
        if any(self.parse.lower[c] in self.lexicon.grammar.own for c in self.parse.dependents(i)):
            return "own"  # "Vår ambassade".
        member = self.cast.at(i)
        if member is None:
            return "none"
        if self.is_own(member):
            return "own"
        return "other" if member.kind in _PARTIES or member.known else "none"

    def is_own(self, member: Member) -> bool:
        """Whether an actor is the speaker, or of the same state or body."""
        who = self.speaker
        if who is None:
            return False
        if member.code is None:
            return member is who or member.kind == "government"
        return member is who or member.code == who.code


def of_all(lexicon: Lexicon, parse: Parse, cast: Cast, drafts: list[Draft]) -> list[Content]:
    """The contents of a report's drafts (in the order of their words), each with what is quoted inside it."""
    out: list[Content] = []
    for draft in drafts:
        who = draft.speaker if draft.speaker is not None else draft.implied
        speaker = cast.speaker(who) if who is not None else None
        out.append(Content(lexicon, parse, cast, draft, speaker, _ranges(parse, draft)))
    inner: dict[int, set[int]] = {}
    for n, content in enumerate(out):
        around = enclosing(out, n)
        if around is not None:
            told = inner.setdefault(around, set())
            told.update(content.tokens())
            told.update(range(*content.draft.cue) if content.draft.cue else ())
    for n, tokens in inner.items():
        out[n] = replace(out[n], inner=frozenset(tokens))
    return out


def enclosing(contents: list[Content], n: int) -> int | None:
    """The number of the innermost other content in which the cue of content ``n`` stands, said by somebody else."""
    draft, speaker = contents[n].draft, contents[n].speaker
    if draft.cue is None:
        return None
    near = (*range(max(0, n - _NEAR), n), *range(n + 1, min(len(contents), n + _BEHIND)))
    around = [k for k in near if contents[k].speaker is not speaker and contents[k].holds(draft.cue[0])]
    return min(around, key=lambda k: contents[k].draft.end - contents[k].draft.start, default=None)


def _ranges(parse: Parse, draft: Draft) -> tuple[tuple[int, int], ...]:
    ranges = []
    for start, end in draft.content:
        first = parse.token_at(start)
        if first is not None:
            last = parse.token_at(end - 1)
            ranges.append((first, len(parse) if last is None else last + 1))
    return tuple(ranges)
