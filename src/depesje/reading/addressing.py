"""To whom, about whom, on whose word and through which channel something was said, and what the speaker does by it."""

from __future__ import annotations

from itertools import chain

from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Parse
from depesje.reading import addressees, contents, readouts
from depesje.reading.acts import act_of
from depesje.reading.cast import Cast, Member
from depesje.reading.channels import Scenes
from depesje.reading.draft import Draft
from depesje.reading.occasions import Occasion
from depesje.records import Act, Channel

_ASKING: frozenset[Act] = frozenset({"demand", "request", "accuse", "praise"})


class Settings:
    """Answers, for each draft of a report: act, addressees, whom it concerns, sources, channel."""

    def __init__(self, lexicon: Lexicon, parse: Parse, cast: Cast, drafts: list[Draft]) -> None:
        self.lexicon, self.parse, self.cast, self.drafts = lexicon, parse, cast, drafts
        self.contents = contents.of_all(lexicon, parse, cast, drafts)
        self._number = {id(d): n for n, d in enumerate(drafts)}
        self._readout = readouts.find(lexicon, parse, cast)
        self._by_name = {m.name: [m] for m in cast.members if m.known}
        self._by_code = {m.code: [m] for m in cast.members if m.code and m.kind in {"state", "alliance"}}
        self._sources: list[list[Member]] = []
        for n in range(len(drafts)):
            self._sources.append(self._vouching(n))
        self._acts: list[Act] = [act_of(content) for content in self.contents]
        self._named = [addressees.named(lexicon, parse, cast, content) for content in self.contents]
        media = [[m for m in named if m.kind == "media"] for named in self._named]
        self._scenes = Scenes(lexicon, parse, cast, self.contents, media, [bool(s) for s in self._sources])
        self._to = [self._addressed(n) for n in range(len(drafts))]
        for member in chain(*self._to, *self._sources):
            member.acts = True

    def act(self, draft: Draft) -> Act:
        """What the speaker does in saying it."""
        return self._acts[self._number[id(draft)]]

    def to(self, draft: Draft) -> list[Member]:
        """Those addressed."""
        return self._to[self._number[id(draft)]]

    def per(self, draft: Draft) -> list[Member]:
        """Those who vouch that it was said: named sources, and the speaker in whose words it is told."""
        return self._sources[self._number[id(draft)]]

    def about(self, draft: Draft) -> list[Member]:
        """Those whom the words concern: named in them or in the cue's own phrases, and those of whom something is asked."""
        n = self._number[id(draft)]
        content = self.contents[n]
        out = [m for m in (self.cast.at(h) for h in draft.about) if m is not None]
        for i in content.tokens():
            out += self._meant(content, i)
        if self._acts[n] in _ASKING:
            out += [m for m in self._named[n] if m.kind != "media"]
        elif (move := addressees.moved(self.contents, self._acts, n)) is not None:
            out += self.about(self.contents[move].draft)
        return [m for m in dict.fromkeys(out) if m is not content.speaker]

    def channel(self, draft: Draft) -> Channel | None:
        """The channel, where the sentence or its surroundings name one."""
        return self._scenes.of[self._number[id(draft)]].channel

    @property
    def readout(self) -> readouts.Readout | None:
        """The readout that the report is or opens with."""
        return self._readout

    @property
    def occasions(self) -> list[Occasion]:
        """Where the report tells that people spoke, met, wrote or were interviewed, in order."""
        return self._scenes.occasions

    def _meant(self, content: contents.Content, i: int) -> list[Member]:
        """The actors that a word points to: by name, as "russisk", as "Nato-landene", as the speaker's own "we"."""
        parse, word = self.parse, self.parse.words[i]
        member = self.cast.of.get(i)
        if member is not None:
            vague = (
                member.kind == "unnamed"
                or member.kind == "people"
                and not member.known
                and member.code is None
            )
            became = (
                member.stem is not None and parse.rel[i] == "xcomp"
            )  # "bli Nato-medlem": it concerns NATO.
            if not vague and not became:
                return [member]
        if parse.pos[i] == "ADJ" and (adjective := self.cast.gazetteer.adjectives.get(parse.lower[i])):
            return self._by_name.get(adjective.name, [])
        if "-" in word and (known := self.cast.gazetteer.single.get(word.split("-", 1)[0])):
            return self._by_name.get(known.name, [])
        pronoun = self.lexicon.pronouns.get(parse.lower[i])
        speaker = content.speaker
        if pronoun is None or pronoun.person != 1 or not pronoun.plural or content.draft.form != "direct":
            return []
        own = speaker is not None and speaker.kind == "person" and speaker.code
        return self._by_code.get(own, []) if own else []

    def _addressed(self, n: int) -> list[Member]:
        content, scene = self.contents[n], self._scenes.of[n]
        out = [*self._named[n], *scene.partners, *scene.listeners]
        if not out or self._acts[n] != "warn":
            out += addressees.wanted(content, self._acts[n])
        if not out:
            for member in addressees.answered(self.contents, self._acts, n):
                state = member.code if member.kind == "person" and self._acts[n] != "assert" else None
                out += [member, *(self._by_code.get(state, []) if state else [])]
        if not out and (move := addressees.moved(self.contents, self._acts, n)) is not None:
            mover = self.contents[move].speaker  # "turned the offer down": whose it was.
            out += [mover] if mover is not None and mover.code is not None else []
        return [m for m in dict.fromkeys(out) if m is not content.speaker]

    def _vouching(self, n: int) -> list[Member]:
        content = self.contents[n]
        heads = [self._issuer(h) for h in content.draft.sources]
        out = [self.cast.speaker(h) for h in heads]
        around = contents.enclosing(self.contents, n)
        if around is not None:
            speaker = self.contents[around].speaker
            out += [speaker] if speaker is not None else []
            out += self._sources[around] if around < n else []
        elif content.draft.outer is not None:
            outer = (
                content.draft.outer.speaker
                if content.draft.outer.speaker is not None
                else content.draft.outer.implied
            )
            out += [self.cast.speaker(outer)] if outer is not None else []
        readout = self._readout
        if readout is not None and readout.first <= content.draft.anchor < readout.last:
            out.append(readout.issuer)
        return [m for m in dict.fromkeys(out) if m is not content.speaker]

    def _issuer(self, head: int) -> int:
        """Who stands behind a document that serves as a source: "en samtalelogg fra Kreml" gives Kreml."""
        parse = self.parse
        if self.cast.at(head) is not None or self.lexicon.channel(parse.lower[head]) is None:
            return head
        for c in parse.children(head, "nmod", "obl"):
            opening = [parse.lower[m] for m in parse.dependents(c) if parse.rel[m] == "case"]
            if self.cast.at(c) is not None and (not opening or opening[0] in self.lexicon.setting.origin):
                return c
        return head


def settings(lexicon: Lexicon, parse: Parse, cast: Cast, drafts: list[Draft]) -> Settings:
    """The settings of a report's drafts."""
    return Settings(lexicon, parse, cast, drafts)
