"""To whom, about whom, on whose word and through which channel something was said."""

from __future__ import annotations

from depesje.language.lexicon import Lexicon
from depesje.language.syntax import Parse
from depesje.reading import contents
from depesje.reading.acts import act_of
from depesje.reading.cast import Cast, Member
from depesje.reading.draft import Draft
from depesje.records import Act, Channel

_CARRIED = 2  # Paragraphs over which a channel that was named carries on for the same speaker.


class Settings:
    """Answers, for each draft of a report: addressees, whom it concerns, sources, channel."""

    def __init__(self, lexicon: Lexicon, parse: Parse, cast: Cast, drafts: list[Draft]) -> None:
        self.lexicon, self.parse, self.cast, self.drafts = lexicon, parse, cast, drafts
        self._channels = self._find_channels()
        self.contents = contents.of_all(lexicon, parse, cast, drafts)
        self._number = {id(d): n for n, d in enumerate(drafts)}

    def act(self, draft: Draft) -> Act:
        """What the speaker does in saying it."""
        return act_of(self.contents[self._number[id(draft)]])

    def to(self, draft: Draft) -> list[Member]:
        """Those addressed."""
        return [m for m in (self.cast.at(h) for h in draft.addressees) if m is not None]

    def per(self, draft: Draft) -> list[Member]:
        """Those who vouch that it was said: named sources, and the speaker in whose quotation it stands."""
        heads = list(draft.sources)
        if draft.outer is not None:
            outer = draft.outer.speaker if draft.outer.speaker is not None else draft.outer.implied
            if outer is not None:
                heads.append(outer)
        return [m for m in (self.cast.at(h) for h in heads) if m is not None]

    def about(self, draft: Draft) -> list[Member]:
        """Those whom the words concern: named in them, or in the cue's own phrases."""
        out = [m for m in (self.cast.at(h) for h in draft.about) if m is not None]
        for start, end in draft.content:
            first = self.parse.token_at(start)
            for i in range(first if first is not None else len(self.parse), len(self.parse)):
                if self.parse.start[i] >= end:
                    break
                member = self.cast.of.get(i)
                if member is not None and member.kind != "unnamed":
                    out.append(member)
        return out

    def channel(self, draft: Draft) -> Channel | None:
        """The channel, where the sentence or its surroundings name one."""
        return self._channels.get(id(draft))

    def _find_channels(self) -> dict[int, Channel]:
        out: dict[int, Channel] = {}
        for draft in self.drafts:
            if draft.cue is None:
                continue
            found = self._in_sentence(draft)
            if found is not None:
                out[id(draft)] = found
        return out

    def _in_sentence(self, draft: Draft) -> Channel | None:
        parse = self.parse
        assert draft.cue is not None
        verb = self.lexicon.channel_verbs.get(parse.lower[draft.cue[0]])
        if verb is not None:
            return verb
        a, b = parse.sentences[parse.sent[draft.cue[0]]]
        for i in range(a, b):
            if any(x <= parse.start[i] < y for x, y in draft.content):
                continue
            found = self.lexicon.channel_words.get(parse.lower[i])
            if found is not None:
                return found
        return None


def settings(lexicon: Lexicon, parse: Parse, cast: Cast, drafts: list[Draft]) -> Settings:
    """The settings of a report's drafts."""
    return Settings(lexicon, parse, cast, drafts)
