"""Through which channel each statement was made, and with whom its speaker was talking there.

The statement's own sentence tells first; else the occasion on which its speaker was last heard carries on, for as many
paragraphs as its kind lasts.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Parse
from depesje.reading.cast import Cast, Member
from depesje.reading.contents import Content
from depesje.reading.occasions import Occasion, find
from depesje.reading.phrases import base
from depesje.reading.quotes import dash_start
from depesje.records import Channel

# Paragraphs over which an occasion carries on for one who spoke there.
_LASTS: dict[Channel | None, int] = {
    "press-conference": 4, "interview": 8, "call": 1, "meeting": 1, "speech": 1, "letter": 0, "social-media": 0,
    "statement": 0, None: 1,
}  # fmt: skip
_REPORTED_CALL = 6  # … over which a talk carries on where somebody else tells what was said in it.
_DIRECT_ONLY = frozenset({"interview"})


@dataclass(slots=True)
class Scene:
    """A statement's channel (None where not told), those who take part with the speaker, and who listens or reads."""

    channel: Channel | None = None
    partners: list[Member] = field(default_factory=list)
    listeners: list[Member] = field(default_factory=list)


class Scenes:
    """Finds the scene of every content of a report; ``of`` holds them in the contents' order."""

    def __init__(
        self, lexicon: Lexicon, parse: Parse, cast: Cast, contents: list[Content], media: list[list[Member]],
        reported: list[bool],
    ) -> None:  # fmt: skip
        self.lexicon, self.parse, self.cast = lexicon, parse, cast
        self.contents, self.media, self.reported = contents, media, reported
        self.occasions = find(lexicon, parse, cast, contents)
        self.of = [Scene() for _ in contents]
        self._last: dict[int, tuple[Occasion, int]] = {}
        self._by_sentence: dict[int, list[Occasion]] = {}
        for occasion in self.occasions:
            self._by_sentence.setdefault(parse.sent[occasion.at], []).append(occasion)
        self._run()

    def _run(self) -> None:
        order = sorted(range(len(self.contents)), key=lambda n: self.contents[n].draft.anchor)
        told = 0
        for n in order:
            anchor = self.contents[n].draft.anchor
            while told < len(self.occasions) and self.occasions[told].at < anchor:
                self._note(self.occasions[told])
                told += 1
            self.of[n] = self._scene(n)

    def _note(self, occasion: Occasion) -> None:
        paragraph = self.parse.paragraph_of(occasion.at)
        for member in occasion.parties:
            before = self._last.get(id(member))
            if before is not None and len(occasion.parties) < 2 and before[0].channel == occasion.channel:
                occasion.parties = [*occasion.parties, *(m for m in before[0].parties if m not in occasion.parties)]
            self._last[id(member)] = (occasion, paragraph)

    def _scene(self, n: int) -> Scene:
        content = self.contents[n]
        draft, speaker = content.draft, content.speaker
        if draft.heading:
            return Scene()
        occasion = self._own(n)
        if occasion is not None:
            if speaker is not None:
                if speaker not in occasion.parties:
                    occasion.parties = [*occasion.parties, speaker]
                self._note(occasion)
        else:
            occasion = self._carried(n)
        if occasion is None:
            return Scene("interview") if self._answers(content) else Scene()
        partners = [m for m in occasion.parties if m is not speaker]
        if occasion.channel not in {"call", "meeting", None} or speaker not in occasion.parties:
            partners = []
        return Scene(occasion.channel, partners, list(occasion.listeners))

    def _own(self, n: int) -> Occasion | None:
        """The occasion that the statement's own sentence tells: its cue, its addressee, a phrase beside it."""
        content, parse = self.contents[n], self.parse
        if content.draft.cue is None:
            return None
        cue = content.draft.cue[0]
        if self.media[n]:
            return Occasion("interview", cue, [], self.media[n])
        beside = [o for o in self._by_sentence.get(parse.sent[cue], ()) if not content.holds(o.at)]
        if beside:
            return min(beside, key=lambda o: abs(o.at - cue))
        verb = self.lexicon.channel_verbs.get(parse.lower[cue])
        if verb is not None:
            return Occasion(verb, cue)
        head = parse.head[cue]  # "et utkast der landet krever …"
        if base(parse.dep[cue]) == "acl" and parse.pos[head] == "NOUN" and not content.holds(head):
            channel = self.lexicon.channel(parse.lower[head])
            if channel in {"statement", "letter"}:
                return Occasion(channel, head)
        return None

    def _carried(self, n: int) -> Occasion | None:
        content = self.contents[n]
        if content.speaker is None:
            return None
        found = self._last.get(id(content.speaker))
        if found is None or self._earlier(content):
            return None
        occasion, paragraph = found
        here = self.parse.paragraph_of(content.draft.anchor)
        lasts = _LASTS[occasion.channel]
        if occasion.channel in {"call", None} and self.reported[n]:
            lasts = _REPORTED_CALL
        if here - paragraph > lasts or occasion.channel in _DIRECT_ONLY and content.draft.form != "direct":
            return None
        self._last[id(content.speaker)] = (occasion, here)
        return occasion

    def _earlier(self, content: Content) -> bool:
        """Whether the attribution takes one back to an earlier time ("hadde sagt", "dagen før")."""
        parse, cue = self.parse, content.draft.cue
        if cue is None:
            return False
        if any(parse.lower[c] == "hadde" for c in parse.children(cue[0], "aux")):
            return True
        a, b = parse.sentences[parse.sent[cue[0]]]
        return any(parse.lower[i] in self.lexicon.setting.earlier and not content.holds(i) for i in range(a, b))

    def _answers(self, content: Content) -> bool:
        """Whether a quotation answers a question that the paragraph before asks in nobody's name."""
        parse = self.parse
        first = content.ranges[0][0] if content.ranges else 0
        n = parse.paragraph_of(first)
        if content.draft.form != "direct" or not n or dash_start(parse.text, parse.paragraphs[n]) is None:
            return False
        before = parse.paragraphs[n - 1]
        asked = parse.text[before.start : before.end].rstrip().endswith("?")
        return asked and dash_start(parse.text, before) is not None
