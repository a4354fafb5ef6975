"""Through which channel each statement was made, and with whom its speaker was talking there.

The statement's own sentence tells first; else the occasion on which its speaker was last heard carries on, for as many
paragraphs as its kind lasts.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Parse
from depesje.reading.cast import Cast, Member
from depesje.reading.contents import Content, enclosing
from depesje.reading.occasions import Occasion, find
from depesje.reading.quotes import dash_start
from depesje.records import Channel

# Paragraphs over which an occasion carries on for one who spoke there.
_LASTS: dict[Channel | None, int] = {
    "press-conference": 4, "interview": 8, "call": 1, "meeting": 1, "speech": 1, "letter": 0, "social-media": 0,
    "statement": 0, None: 0,
}  # fmt: skip
_REPORTED_CALL = 6  # … over which a talk carries on where somebody else tells what was said in it.
_QUESTION = 4  # Paragraphs over which an interviewer's question may run.
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
        self.around = [enclosing(contents, n) for n in range(len(contents))]
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
                occasion.parties = [
                    *occasion.parties,
                    *(m for m in before[0].parties if m not in occasion.parties),
                ]
            self._last[id(member)] = (occasion, paragraph)

    def _scene(self, n: int) -> Scene:
        content = self.contents[n]
        draft, speaker = content.draft, content.speaker
        if draft.heading:
            return Scene()
        if self._to_press(content):
            self._last.pop(id(speaker), None)
            return Scene()
        occasion = self._own(n)
        if occasion is not None:
            if speaker is not None:
                if speaker not in occasion.parties:
                    occasion.parties = [*occasion.parties, speaker]
                self._note(occasion)
        else:
            occasion = self._carried(n)
        if occasion is None and self._answers(content):
            occasion = Occasion("interview", draft.anchor, [speaker] if speaker is not None else [])
            self._note(occasion)
        if occasion is None:
            return self._replied(n) or Scene()
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
        if source := self._media_source(content):
            return Occasion("interview", cue, [], source)
        beside = [o for o in self._by_sentence.get(parse.sent[cue], ()) if not content.holds(o.at)]
        around = self.around[n]
        if around is not None:  # Told by another speaker: only what that speaker tells of it.
            beside = [o for o in beside if self.contents[around].holds(o.at)]
        if beside:
            return min(beside, key=lambda o: abs(o.at - cue))
        verb = self.lexicon.channel_verbs.get(parse.lower[cue])
        if verb is not None:
            return Occasion(verb, cue)
        head = parse.head[cue]  # "et utkast der landet krever …"
        if parse.rel[cue] == "acl" and parse.pos[head] == "NOUN" and not content.holds(head):
            channel = self.lexicon.channel(parse.lower[head])
            if channel in {"statement", "letter"}:
                return Occasion(channel, head)
        return None

    def _to_press(self, content: Content) -> bool:
        """Whether it was said to the public outside any occasion: "sa han til journalister"."""
        if content.draft.cue is None:
            return False
        parse, setting = self.parse, self.lexicon.setting
        a, b = parse.sentences[parse.sent[content.draft.cue[0]]]
        for i in range(a, b):
            if parse.lower[i] not in setting.press or content.holds(i):
                continue
            if any(parse.lower[c] in setting.addressing for c in parse.dependents(i)):
                told = self._by_sentence.get(parse.sent[i], ())
                return not any(o.channel for o in told if not content.holds(o.at))
        return False

    def _media_source(self, content: Content) -> list[Member]:
        """The media whose source speaks: "Klassekampens kilde"."""
        if content.draft.speaker is None:
            return []
        own = self.parse.children(content.draft.speaker, "nmod")
        owners = [self.cast.at(c) for c in own if self.parse.has(c, "Case=Gen")]
        found = self.lexicon.role(self.parse.lower[content.draft.speaker])
        if found is None or found.holder != "unnamed":
            return []
        return [m for m in owners if m is not None and m.kind == "media"]

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
        if any(parse.lower[c] in self.lexicon.setting.pluperfect for c in parse.children(cue[0], "aux")):
            return True
        a, b = parse.sentences[parse.sent[cue[0]]]
        return any(
            parse.lower[i] in self.lexicon.setting.earlier and not content.holds(i) for i in range(a, b)
        )

    def _answers(self, content: Content) -> bool:
        """Whether a quotation answers a question that the paragraphs before ask in nobody's name."""
        parse = self.parse
        if content.draft.form != "direct" or not content.ranges:
            return False
        n = parse.paragraph_of(content.ranges[0][0])
        if not n or dash_start(parse.text, parse.paragraphs[n]) is None:
            return False
        for k in range(n - 1, max(-1, n - _QUESTION), -1):
            before = parse.paragraphs[k]
            if k == n - 1 and not parse.text[before.start : before.end].rstrip().endswith("?"):
                return False
            if dash_start(parse.text, before) is not None:
                return True
        return False

    def _replied(self, n: int) -> Scene | None:
        """The scene of the statement before, where this one replies to it."""
        content = self.contents[n]
        cue = content.draft.cue
        if not n or cue is None or self.parse.lower[cue[0]] not in self.lexicon.acts.reply:
            return None
        before, scene = self.contents[n - 1], self.of[n - 1]
        apart = self.parse.paragraph_of(content.draft.anchor) - self.parse.paragraph_of(before.draft.anchor)
        if scene.channel is None or apart > 1 or before.speaker is None or content.speaker is None:
            return None
        shared = scene.channel in {"call", "meeting"}
        self._note(
            Occasion(
                scene.channel, content.draft.anchor, [content.speaker, *([before.speaker] if shared else [])]
            )
        )
        return Scene(scene.channel, [before.speaker])
