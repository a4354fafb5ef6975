"""What the event rules work on: a report's words, parse, actors and statements together, and an event in the making."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from depesje.edtf import Date
from depesje.language.eventwords import EventWords, Frame
from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Paragraph, Parse
from depesje.reading.addressing import Settings
from depesje.reading.cast import Cast, Member
from depesje.reading.contents import Content
from depesje.reading.dates import Dates
from depesje.reading.draft import Draft
from depesje.records import EventType, Modality, Theme

_SHORT = 16  # Tokens of the longest paragraph that is taken for a heading.
_ENDS = frozenset('.?!:;»”"')


@dataclass(slots=True, eq=False)
class Deed:
    """An event in the making. ``head`` is its trigger's main token, ``trigger`` all of its tokens (last exclusive).

    ``sort`` tells what found it (verb, noun, predicate, speech), ``draft`` is the statement whose speech act it is,
    ``plain`` says that its cue only tells that something was said, ``per`` are those on whose word it rests,
    ``condition_of`` the event that this one is the condition of, ``signs`` what its confidence turns on.
    """

    head: int
    trigger: tuple[int, int]
    type: EventType
    sort: str
    mode: str | None = None
    context: tuple[str, ...] = ()
    frame: Frame | None = None
    actors: list[Member] = field(default_factory=list)
    recipients: list[Member] = field(default_factory=list)
    modality: Modality = "actual"
    per: list[Member] = field(default_factory=list)
    draft: Draft | None = None
    condition_of: Deed | None = None
    theme: Theme | None = None
    when: Date | None = None
    where: str | None = None
    heading: bool = False
    plain: bool = False
    signs: list[str] = field(default_factory=list)
    confidence: float = 0.0


@dataclass(slots=True)
class Kept:
    """What the rules have asked of a token, and what was found: several frames and rules ask the same.

    ``passive``, ``agent`` and ``objects`` are those of ``clauses``, ``phrases`` those of ``roles`` by sort of the trigger.
    """

    passive: dict[int, bool] = field(default_factory=dict)
    agent: dict[int, int | None] = field(default_factory=dict)
    objects: dict[int, tuple[int, ...]] = field(default_factory=dict)
    phrases: dict[tuple[int, str], tuple[tuple[int, frozenset[str]], ...]] = field(default_factory=dict)


@dataclass(slots=True)
class Ground:
    """A report ready for the event rules.

    ``inside`` gives for each token the number of the statement in whose content it stands, ``heading`` whether it is in a
    heading or caption, ``dated`` are the tokens that tell dates.
    """

    lexicon: Lexicon
    words: EventWords
    parse: Parse
    cast: Cast
    drafts: list[Draft]
    settings: Settings
    dates: Dates
    published: Date | None = None
    inside: list[int] = field(default_factory=list)
    heading: list[bool] = field(default_factory=list)
    dated: frozenset[int] = frozenset()
    kept: Kept = field(default_factory=Kept)

    def __post_init__(self) -> None:
        self.inside = self._inside()
        self.dated = frozenset(i for one in self.dates.expressions for i in range(one.first, one.last))
        self.heading = [False] * len(self.parse)
        for paragraph in self.parse.paragraphs:
            size = paragraph.last - paragraph.first
            if size and (
                size <= _SHORT
                and self.parse.words[paragraph.last - 1][-1] not in _ENDS
                or self._caption(paragraph)
            ):
                self.heading[paragraph.first : paragraph.last] = [True] * size

    def _caption(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph is the text below a picture, with its credit: "… Foto: …"."""
        words = self.parse.lower[paragraph.first : paragraph.last]
        credit = self.lexicon.grammar.credit
        return any(a in credit and b == ":" for a, b in itertools.pairwise(words))

    def _inside(self) -> list[int]:
        """For each token the number of the innermost statement in whose content it stands, or -1."""
        out = [-1] * len(self.parse)
        sizes = [len(self.parse.text) + 1] * len(self.parse)
        for n, content in enumerate(self.settings.contents):
            size = content.draft.end - content.draft.start
            for i in content.tokens():
                if size < sizes[i]:
                    out[i], sizes[i] = n, size
        return out

    def content(self, i: int) -> Content | None:
        """The statement in whose content token ``i`` stands."""
        n = self.inside[i]
        return self.settings.contents[n] if n >= 0 else None

    def vouching(self, i: int) -> list[Member]:
        """Those on whose word token ``i`` rests: the speaker in whose words it stands, and who vouches for those."""
        content = self.content(i)
        if content is None:
            return []
        own = [content.speaker] if content.speaker is not None else []
        return list(dict.fromkeys([*own, *self.settings.per(content.draft)]))


def meet(one: Iterable[Member], other: Sequence[Member]) -> bool:
    """Whether an actor of one side is one of the other, or of the same state or body."""
    return any(a is b or a.code is not None and a.code == b.code for a in one for b in other)


def agree(one: Sequence[Member], other: Sequence[Member]) -> bool:
    """Whether two sides can be one, as far as either is told."""
    return not one or not other or meet(one, other)
