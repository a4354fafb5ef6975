"""Gathers the tellings of a report into exchanges: what speaks of one call, meeting or letter is one.

Two tellings are one exchange where their sorts can be one, their dates can be one, and the parties of the one are among
those of the other; a definite noun without parties ("samtalen") speaks of the last exchange of its sort.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from depesje.edtf import Date
from depesje.reading.cast import Member
from depesje.reading.exchanges import stages
from depesje.reading.exchanges.ground import Ground, meets, sides
from depesje.reading.exchanges.tellings import STAGES, Sort, Telling
from depesje.records import Channel

_FACE = frozenset({"call", "talk", "meeting"})
_SPEAKERS_NEAR = 2  # Paragraphs before and after talks in which those who hold them are heard.
_RIGHT_BEFORE = 3  # Paragraphs back to what "after two hours of talks" speaks of.


@dataclass(slots=True)
class Contact:
    """An exchange in the making.

    ``said`` are the numbers of the statements made in it, ``places`` its tellings' tokens, ``void`` that it has not been
    held, ``voices`` are those who were heard there for its parties.
    """

    sort: Sort
    parties: list[Member]
    when: Date | None
    places: list[tuple[int, int]] = field(default_factory=list)
    said: list[int] = field(default_factory=list)
    void: bool = False
    voices: list[Member] = field(default_factory=list)

    @property
    def sides(self) -> frozenset[str]:
        """The sides of those who take part."""
        return sides(self.parties)

    @property
    def channel(self) -> Channel:
        """The channel as records name it."""
        return "meeting" if self.sort == "talk" else self.sort

    def take(self, telling: Telling) -> None:
        """Makes a telling one of this exchange's; who speaks to the press about a meeting need not have met."""
        if telling.sort == self.sort or telling.sort not in STAGES:
            self.parties += [m for m in telling.parties if m not in self.parties]
        elif (
            self.sort in _FACE
        ):  # "In the Kremlin", and who is heard after it: there they met the one, not the house.
            houses = {m.code for m in self.parties if m.kind == "body"}
            guests = [m for m in telling.parties if m.code in houses]
            self.parties = [
                m for m in self.parties if m.kind != "body" or m.code not in {g.code for g in guests}
            ]
            self.parties += [m for m in guests if m not in self.parties]
        if telling.when is not None and (self.when is None or _closer(telling.when, self.when)):
            self.when = telling.when
        if (telling.at, telling.last) not in self.places and not (telling.mute and self.places):
            self.places.append((telling.at, telling.last))
        if telling.statement is not None:
            self.said.append(telling.statement)
        if self.sort == "talk" and telling.sort in {"call", "meeting"}:
            self.sort = telling.sort


def gather(ground: Ground, tellings: Iterable[Telling]) -> list[Contact]:
    """The exchanges of a report, by where it first tells of them, those that have not been held among them."""
    contacts: list[Contact] = []
    told = list(tellings)
    # Who takes part is told once; what names no parties, or one, speaks of those that are known then.
    strong = [t for t in told if meets(t.parties) and t.sort not in STAGES]
    for telling in (*strong, *(t for t in told if t not in strong)):
        known = _known(ground, telling, contacts)
        if known is None:
            known = _made(ground, telling, contacts)
            if known is None:
                continue
            contacts.append(known)
        known.take(telling)
    for contact in contacts:
        if contact.sort == "press-conference":
            contact.parties += [m for m in stages.beside(ground, contact.places) if m not in contact.parties]
        contact.parties = _settled(contact)
    return sorted((c for c in contacts if c.parties), key=lambda c: min(c.places))


def _known(ground: Ground, telling: Telling, contacts: list[Contact]) -> Contact | None:
    """The exchange that a telling speaks of: of those told before it the last, else the first told behind it."""
    fit = [c for c in _near(telling, contacts) if _one_sort(telling, c) and together(telling.when, c.when)]
    if telling.sort in STAGES:
        return stages.known(telling, fit, _near(telling, contacts), together)
    held = [c for c in fit if c.void == telling.void or telling.void and not telling.parties]
    if meets(telling.parties):
        return next((c for c in held if telling.sides <= c.sides or c.sides <= telling.sides), None)
    if telling.sides and not telling.definite and telling.sort != "letter":
        return None
    if telling.sides:
        return next((c for c in fit if telling.sides <= c.sides), None)
    if telling.loose:
        here = ground.parse.paragraph_of(telling.at)
        fit = [
            c
            for c in fit
            if any(0 <= here - ground.parse.paragraph_of(at) <= _RIGHT_BEFORE for at, _ in c.places)
        ]
    return fit[0] if fit and telling.definite else None


def _near(telling: Telling, contacts: list[Contact]) -> list[Contact]:
    """The exchanges by how near they were told before, then those told behind."""
    before = [
        (max(at for at, _ in c.places if at <= telling.at), c)
        for c in contacts
        if min(c.places)[0] <= telling.at
    ]
    behind = [c for c in contacts if min(c.places)[0] > telling.at]
    ordered = [c for _, c in sorted(before, key=lambda pair: -pair[0])]
    return [*ordered, *sorted(behind, key=lambda c: min(c.places))]


def _one_sort(telling: Telling, contact: Contact) -> bool:
    if telling.sort == contact.sort:
        return True
    if telling.sort in STAGES:
        return False
    return "talk" in {telling.sort, contact.sort} and {telling.sort, contact.sort} <= _FACE


def _made(ground: Ground, telling: Telling, contacts: list[Contact]) -> Contact | None:
    """A new exchange of a telling; None where too little is known of it."""
    parties = list(telling.parties)
    voices: list[Member] = []
    if telling.sort in _FACE and not meets(telling.parties) and not telling.past:
        face = [c for c in _near(telling, contacts) if c.sort in _FACE and not c.void]
        if telling.when is not None and telling.definite and not parties and face:
            parties = list(face[0].parties)  # "begun during the meeting on February 7"
        else:
            parties, voices = _heard(ground, telling, parties)
        if not meets(parties):
            return None
    of_known = telling.when is None and any(c.sort == "letter" for c in contacts)
    if telling.sort == "letter" and not meets(telling.parties) and (not parties or of_known):
        return None
    telling.parties = parties
    return Contact(telling.sort, list(parties), telling.when, void=telling.void, voices=voices)


def _heard(ground: Ground, telling: Telling, parties: list[Member]) -> tuple[list[Member], list[Member]]:
    """The parties of talks that nobody names, and who is heard there: the persons of two sides right around.

    Where one of them is a country's ambassador to a body, the body and the country are the parties.
    """
    here = ground.parse.paragraph_of(telling.at)
    found = list(parties)
    for draft, statement in zip(ground.drafts, ground.statements, strict=True):
        apart = abs(ground.parse.paragraph_of(draft.anchor) - here)
        member = ground.members.get(statement.speaker.actor or "")
        if apart > _SPEAKERS_NEAR or member is None or member.kind != "person" or draft.heading:
            continue
        if statement.channel in {None, "meeting", "call", "press-conference"} and member not in found:
            found.append(member)
    heard = [m for m in found if m.code]
    if len(sides(heard)) != 2:
        return [], []
    for member in heard:
        if (to := stages.sent_to(ground, member)) is not None:
            return [to, *stages.country(ground, member)], heard
    return heard, heard


def together(a: Date | None, b: Date | None) -> bool:
    """Whether two dates can be one."""
    if a is None or b is None:
        return True
    low = max(a.earliest or "", b.earliest or "")
    high = min(a.latest or "9", b.latest or "9")
    return low <= high


def _closer(a: Date, b: Date) -> bool:
    return len(a.edtf) > len(b.edtf) and "/" not in a.edtf


def _settled(contact: Contact) -> list[Member]:
    """Of a person and the country or a body of it, the person takes part; who writes a letter does so as its country."""
    official = {m.code for m in contact.parties if m.kind in {"state", "alliance"} and m.code}
    if contact.sort == "letter":
        return [m for m in contact.parties if m.kind != "person" or m.code not in official]
    people = {m.code for m in contact.parties if m.kind == "person" and m.code}
    return [m for m in contact.parties if m.kind in {"person", "media"} or m.code not in people]
