"""Which statements tell of which exchange: made in it, naming it, or said while the report goes on about it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

from depesje import edtf
from depesje.edtf import Date
from depesje.reading.cast import Member
from depesje.reading.exchanges.gathering import Contact
from depesje.reading.exchanges.ground import Ground, side
from depesje.reading.exchanges.tellings import STAGES
from depesje.reading.quotes import dash_start, is_heading

_REACH = 4  # Paragraphs over which a report goes on about an exchange.
_NEWS = timedelta(days=6)  # How far back an exchange may lie of which a report goes on telling.
_FACE = frozenset({"call", "talk", "meeting"})


def belonging(ground: Ground, contacts: Sequence[Contact]) -> list[set[int]]:
    """For each exchange the numbers of the statements that tell of it."""
    return _Walk(ground, contacts).out


def plural(member: Member) -> bool:
    """Whether an actor is several of no side: "the two leaders"."""
    return member.code is None and (member.plural or member.kind == "people")


class _Walk:
    """Goes through the statements in the order of the text, with the exchanges that the report is about just then."""

    def __init__(self, ground: Ground, contacts: Sequence[Contact]) -> None:
        self.ground, self.contacts = ground, contacts
        self.out: list[set[int]] = [set(c.said) for c in contacts]
        self.heard: dict[int, int] = {}  # exchange → paragraph in which it was last told of
        self._stale = {n for n, c in enumerate(contacts) if _stale(c, ground.cast.on)}
        self._read_out = self._main()
        self._headings = [
            n
            for n, p in enumerate(ground.parse.paragraphs)
            if n and is_heading(ground.parse.text, p) and dash_start(ground.parse.text, p) is None
        ]
        start = ground.parse.start
        self._places = sorted((start[at], n) for n, c in enumerate(contacts) for at, _ in c.places)
        taken = {k for said in self.out for k in said}
        places = sorted((at, n) for n, c in enumerate(contacts) for at, _ in c.places)
        told = 0
        for k in sorted(range(len(ground.drafts)), key=lambda k: ground.drafts[k].anchor):
            anchor = ground.drafts[k].anchor
            reach = ground.parse.sentences[ground.parse.sent[anchor]][1]
            while told < len(places) and places[told][0] < reach:
                self._tell(places[told][1], ground.parse.paragraph_of(places[told][0]))
                told += 1
            if not ground.drafts[k].heading:
                self._place(k, k in taken, ground.parse.paragraph_of(anchor))

    def _main(self) -> int | None:
        """The exchange of which a readout is: the first that it tells of."""
        readout = self.ground.settings.readout
        if readout is None:
            return None
        inside = [(min(c.places), n) for n, c in enumerate(self.contacts) if not c.void]
        return min(inside)[1] if inside else None

    def _tell(self, n: int, paragraph: int) -> None:
        self.heard.pop(n, None)
        if n in self._stale:
            return
        self.heard[n] = paragraph  # The last told stands last.
        if self.contacts[n].void:
            self.heard = {n: paragraph}  # The report has gone over to what is to come.

    def _place(self, k: int, taken: bool, here: int) -> None:
        named = self._named(k)
        for n in named:
            if not taken or self.contacts[n].sort == "letter":
                self._take(n, k, here)
        if taken:
            self.heard |= {n: here for n in self.heard if k in self.contacts[n].said}
            return
        order = [*reversed(self.heard), *self._stale]
        made = next((n for n in order if self._made_in(k, self.contacts[n])), None)
        if made is None and self._reads_out(k):
            made = self._read_out
        if made is not None:
            self._take(made, k, here)
        elif not named:
            on = next((n for n in reversed(self.heard) if self._goes_on(k, n, here)), None)
            if on is not None:
                self._take(on, k, here)

    def _reads_out(self, k: int) -> bool:
        """Whether a statement stands in the readout of an exchange."""
        readout = self.ground.settings.readout
        return readout is not None and readout.first <= self.ground.drafts[k].anchor < readout.last

    def _take(self, n: int, k: int, here: int) -> None:
        if not self.contacts[n].void:
            self.out[n].add(k)
        if n in self.heard:
            self.heard[n] = here

    def _named(self, k: int) -> list[int]:
        """The exchanges that the words of a statement name."""
        found: set[int] = set()
        for a, b in self.ground.drafts[k].content:
            named = self._places[bisect_left(self._places, (a, -1)) : bisect_left(self._places, (b, -1))]
            found.update(n for _, n in named)
        return sorted(found)

    def _made_in(self, k: int, contact: Contact) -> bool:
        """Whether a statement was made in an exchange that has been told of: channel, speaker and addressees agree."""
        statement, members = self.ground.statements[k], self.ground.members
        if (
            contact.sort not in _FACE | {"letter"}
            or statement.channel not in _FACE | {"letter"}
            or contact.void
        ):
            return False
        if contact.sort != statement.channel and (contact.sort != "talk" or statement.channel == "letter"):
            return False
        speaker = members.get(statement.speaker.actor or "")
        if speaker is None or side(speaker) not in contact.sides and speaker not in contact.voices:
            return False
        to = [m for one in statement.to if (m := members.get(one)) is not None and m.kind == "person"]
        return not to or any(side(m) in contact.sides or m in contact.voices for m in to)

    def _goes_on(self, k: int, n: int, here: int) -> bool:
        """Whether a statement goes on about an exchange of which the report has told."""
        contact, statement = self.contacts[n], self.ground.statements[k]
        if here - self.heard[n] > _REACH or contact.void or self._only_named(contact):
            return False
        entry = self.ground.drafts[k].entry
        if entry is not None and entry.pos == "noun" and contact.sort == "letter":
            return False  # "Svar på kravet om …": what was asked for before.
        if not _own_channel(statement.channel, contact) or self._earlier(k):
            return False
        cue = self.ground.drafts[k].cue
        if _before(self.ground.when(cue[0]) if cue else None, contact.when):
            return False
        members = self.ground.members
        speaker = members.get(statement.speaker.actor or "")
        sources = [m for one in statement.per if (m := members.get(one)) is not None and m.kind != "media"]
        if contact.sort in STAGES:
            return speaker is not None and speaker in contact.parties
        if any(not self._vouches(m, contact, here - self.heard[n]) for m in sources):
            return False
        if speaker is None or plural(speaker):
            return bool(sources)
        if speaker in contact.parties or not _between_people(contact) and side(speaker) in contact.sides:
            return True
        if any(self.heard[n] < heading <= here for heading in self._headings):
            return False
        return self._vouches(speaker, contact, here - self.heard[n])

    def _vouches(self, member: Member, contact: Contact, apart: int) -> bool:
        """Whether one who was not there speaks for a side: a spokesman or a body of it, or an official of no country."""
        if member in contact.parties or member in contact.voices:
            return True
        if member.code is None:  # An official or a spokesman whose country nothing tells.
            speaks = bool(member.roles) and all(role.holder == "person" for role in member.roles)
            return not plural(member) and (member.kind == "unnamed" or member.kind == "person" and speaks)
        if side(member) not in contact.sides:
            return False
        if not _between_people(contact) or member.kind != "person":
            return True
        return not any(role.holder == "named" for role in member.roles)

    def _only_named(self, contact: Contact) -> bool:
        """Whether the report only mentions a document that it does not date: "the written replies"."""
        return contact.sort == "letter" and contact.when is None

    def _earlier(self, k: int) -> bool:
        """Whether it was said before: "sa før svarene kom", "hadde sagt"."""
        ground = self.ground
        draft, parse, forms = ground.drafts[k], ground.parse, ground.forms
        if draft.cue is None or forms is None:
            return False
        pluperfect = any(
            parse.lower[c] in ground.lexicon.setting.pluperfect for c in parse.children(draft.cue[0], "aux")
        )
        if pluperfect and not ground.statements[k].per:  # In another's words it is what was said there.
            return True
        a, b = parse.sentences[parse.sent[draft.cue[0]]]
        return any(
            ground.phrase_at(i, forms.words.before)
            for i in range(a, b)
            if not any(x <= parse.start[i] < y for x, y in draft.content)
        )


def _stale(contact: Contact, published: str | None) -> bool:
    """Whether the report only goes back to an exchange: it was more than some days before."""
    day = edtf.parse(published) if published else None
    if day is None or day.earliest is None or contact.when is None or contact.when.latest is None:
        return False
    return date.fromisoformat(contact.when.latest) < date.fromisoformat(day.earliest) - _NEWS


def _between_people(contact: Contact) -> bool:
    return any(m.kind == "person" for m in contact.parties)


def _own_channel(channel: str | None, contact: Contact) -> bool:
    """Whether what was said through a channel may be about the exchange: said in another talk, it is not."""
    if channel in {None, "statement", "social-media"}:
        return True
    return channel == contact.sort or contact.sort == "letter" and channel == "press-conference"


def _before(dated: Date | None, held: Date | None) -> bool:
    if dated is None or held is None or dated.latest is None or held.earliest is None:
        return False
    return dated.latest < held.earliest
