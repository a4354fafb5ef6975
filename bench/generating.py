"""Makes plausible records for measuring: an invented world, the same for the same seed, as large as is asked for.

No text goes through the reader: each report is put together from sentences, and its record beside it. Few names and words
stand in many reports and many in few (Zipf's law). Reports come as news does, ninety a day in the order of their days, with
some that come late; what they tell of are ``affairs`` that go on for weeks. One report in twelve is another paper's copy of
one of the last days, cut and under its own title, and one in fifty is a longer text of an earlier one.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from typing import Any, get_args

from bench.affairs import Affairs
from depesje.records import (
    Account,
    Act,
    Actor,
    Channel,
    Division,
    Event,
    EventType,
    Exchange,
    Matter,
    MatterKind,
    Modality,
    Move,
    Record,
    Report,
    Span,
    Speaker,
    Statement,
    Versions,
)

STATES, PERSONS, BODIES, THINGS = 90, 40_000, 400, 6000
FIRST_DAY = date(2031, 1, 1)
A_DAY = 90  # reports
LATE, LATEST = 0.03, 400  # the share of reports that come long after their day, and how many days at most
COPIED = 12  # one report in so many is another paper's copy of one shortly before it
READ_BY = Versions("1", "1", "1")
REVISED = 50  # one report in so many is a later text of one before it

_BEGINNINGS = "Al Be Bra Da El Fa Gri Ha In Jo Ka Le Mo Ni Or Pa Ra Sa Sol Ta Ul Va Ves Wen Yr Øst Ås".split()
_MIDDLES = "ba da de gi ka la lo ma mi na ni ra re ri sa se ta ti va vi".split()
_ENDS = "berg dal en ev heim ich in la ler mann na nes nov ov rud sen sky stad vik zar".split()
_LANDS = "avia land mark onia ora stan via øya".split()
_ROLES = "statsminister utenriksminister president forsvarssjef talsperson rådgiver ambassadør".split()
_NOUNS = (
    "sundet havna grensen kravet avtalen sanksjonene flåten øvelsen kabelen fangene korridoren fristen "
    "observatørene våpenhvilen rørledningen luftrommet erklæringen tollen fisket innseilingen forhandlingene "
    "patruljene rapporten bistanden kornet rasjonene missilene garantiene traktaten bufferen tilbudet"
).split()
_COMPOUND = (
    "avtalen traktaten flåten styrken kabelen fristen havna grensen kvoten lisensen konvoien basen".split()
)
_VERBS = "åpnes stenges overholdes trekkes utsettes oppheves undertegnes forlenges granskes avvises".split()
_WHEN = (
    "uten vilkår|innen fredag|så snart som mulig|før forhandlingene begynner|slik avtalen sier|på ny".split(
        "|"
    )
)
_CUES = "sier hevder krever understreker varsler advarer lover avviser".split()


@dataclass(frozen=True, slots=True)
class Somebody:
    """An actor of the invented world."""

    name: str
    kind: Any
    code: str | None
    role: str | None = None


class World:
    """The actors of a seed, and how often each is met."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(f"world {seed}")
        names: set[str] = set()

        def fresh(*parts: list[str]) -> str:
            while (name := "".join(map(chance.choice, parts))) in names:
                parts = (parts[0], _MIDDLES, *parts[1:])
            names.add(name)
            return name

        codes: dict[str, None] = {}
        while len(codes) < STATES:
            codes["".join(chance.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=3))] = None
        self.states = [Somebody(fresh(_BEGINNINGS, _MIDDLES, _LANDS), "state", code) for code in codes]
        self.bodies = [
            Somebody(fresh(_BEGINNINGS, _MIDDLES, ["rådet", "forbundet", "unionen", "banken"]), "body", None)
            for _ in range(BODIES)
        ]
        surnames = [fresh(_BEGINNINGS, _MIDDLES, _ENDS) for _ in range(PERSONS // 5)]
        forenames = [fresh(_BEGINNINGS, ["a", "e", "en", "in", "o", "ra", "s"]) for _ in range(300)]
        self.persons = [
            Somebody(
                f"{chance.choice(forenames)} {chance.choice(surnames)}",
                "person",
                state.code,
                chance.choice(_ROLES),
            )
            for state in self._by_rank(chance, self.states, PERSONS)
        ]
        self.things = [fresh(_BEGINNINGS, _MIDDLES, _COMPOUND).lower() for _ in range(THINGS)]
        sizes = (len(self.states), len(self.bodies), len(self.persons), len(self.things))
        self._weights = {n: _zipf(n) for n in sizes}
        self._citizens: dict[str | None, list[Somebody]] = {}
        for person in self.persons:
            self._citizens.setdefault(person.code, []).append(person)
        self.affairs = Affairs(self, seed)

    def thing(self, chance: random.Random) -> str:
        """Something that reports are about, the earlier the likelier."""
        weights = self._weights[THINGS]
        return self.things[bisect(weights, chance.random() * weights[-1])]

    def done(self, chance: random.Random) -> str:
        """What is to be done with something, and when."""
        return f"{chance.choice(_VERBS)} {chance.choice(_WHEN)}"

    def voice(self, chance: random.Random, state: Somebody) -> Somebody:
        """Somebody who speaks for a state; the state itself where it has no people."""
        return chance.choice(self._citizens.get(state.code, [state])[:20])

    def one(self, chance: random.Random, among: list[Somebody]) -> Somebody:
        """One of these, the earlier the likelier."""
        weights = self._weights[len(among)]
        return among[bisect(weights, chance.random() * weights[-1])]

    @staticmethod
    def _by_rank(chance: random.Random, among: list[Somebody], number: int) -> list[Somebody]:
        weights = _zipf(len(among))
        return chance.choices(among, cum_weights=weights, k=number)


def _zipf(number: int) -> list[float]:
    return list(accumulate(1 / (rank + 2) for rank in range(number)))


@dataclass(slots=True)
class _Text:
    """A text as it grows, and the stretches of it that records hang on."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, words: str) -> Span:
        start = self.length
        self.pieces.append(words)
        self.length += len(words)
        return Span(start, self.length, words)


def records(number: int, seed: int = 1, first: int = 0) -> Iterator[Record]:
    """So many records, from the ``first`` on; the same for the same seed."""
    world = World(seed)
    for n in range(first, first + number):
        yield record(world, seed, n)


def record(world: World, seed: int, n: int) -> Record:
    """The ``n``-th record of a world."""
    earlier, copy = n, False
    if n % REVISED == REVISED - 1:
        earlier = n - 7
    elif n % COPIED == COPIED - 1 and n > A_DAY:
        earlier, copy = n - random.Random(f"copy {seed} {n}").randint(1, A_DAY), True
        if earlier % COPIED == COPIED - 1 or earlier % REVISED == REVISED - 1:
            earlier -= 1
    chance = random.Random(f"{seed} {earlier}")
    day = earlier // A_DAY - (chance.randint(0, 2) if chance.random() > LATE else chance.randint(3, LATEST))
    made = _Making(world, chance, day, copy=copy)
    paragraphs = chance.randint(4, 9)
    for _ in range(paragraphs - copy):
        made.paragraph()
    if earlier != n and not copy:
        made.paragraph()  # a later text of that report: the same, and more
    its = random.Random(f"{seed} paper {n if copy else earlier}")
    report = Report(
        f"https://bench.example/{n if copy else earlier}",
        "".join(made.text.pieces),
        title=made.title,
        language=chance.choice(("nb", "nb", "nn")) if not copy else "nb",
        published=(FIRST_DAY + timedelta(days=day)).isoformat(),
        publisher=f"Avis {its.randint(1, 40)}",
    )
    return Record(
        report,
        tuple(
            Actor(f"a{i}", who.name, who.kind, who.code, who.role, None, tuple(made.mentions[who]))
            for who, i in made.cast.items()
        ),
        tuple(made.statements),
        READ_BY,
        tuple(made.events),
        tuple(made.matters),
        tuple(made.divisions),
        tuple(made.exchanges),
    )


class _Making:
    """A report in the making."""

    def __init__(self, world: World, chance: random.Random, day: int, *, copy: bool) -> None:
        self.world, self.chance, self.day, self.text = world, chance, day, _Text()
        self.cast: dict[Somebody, int] = {}
        self.mentions: dict[Somebody, list[Span]] = {}
        self.statements: list[Statement] = []
        self.events: list[Event] = []
        self.matters: list[Matter] = []
        self.divisions: list[Division] = []
        self.exchanges: list[Exchange] = []
        self.told_deed = self.told_matter = False
        self.affair = world.affairs.one(chance, day)
        self.sides = list(self.affair.sides)
        self.things = (*self.affair.things, *chance.choices(world.things, k=12))
        self.title = f"{self.sides[0].name} og {self.sides[1].name}: {chance.choice(self.affair.things)}"
        if copy:
            self.title = f"Uro om {self.affair.things[0]}"
        self.text.add(f"{self.title}\n\n")

    def paragraph(self) -> None:
        """A paragraph: somebody says something; now and then something is done, tabled, or divides a body."""
        self._statement()
        if self.chance.random() < 0.5:
            self._event()
        if self.chance.random() < 0.35:
            self._matter()
        if self.chance.random() < 0.03:
            self._division()
        if not self.exchanges and (channel := self.affair.talks(self.day)) is not None:
            self._exchange(channel)
        self.text.add(f"Bakgrunnen er {', '.join(self.chance.choices(self.world.things, k=8))}.\n\n")

    def _met(self, who: Somebody) -> tuple[str, Span]:
        number = self.cast.setdefault(who, len(self.cast) + 1)
        words = who.name
        if who.kind == "person" and who in self.mentions:
            words = who.name.rpartition(" ")[2]
        elif who.kind == "person" and self.chance.random() < 0.5:
            words = f"{who.role} {who.name}"
        span = self.text.add(words)
        self.mentions.setdefault(who, []).append(span)
        return f"a{number}", span

    def _somebody(self) -> Somebody:
        world, kind = self.world, self.chance.random()
        if kind < 0.6:
            return world.one(self.chance, world.persons)
        return self.chance.choice(self.sides) if kind < 0.85 else world.one(self.chance, world.bodies)

    def _words(self) -> str:
        chance = self.chance
        return f"{chance.choice(self.things)} og {chance.choice(self.things)} må {self.world.done(chance)}"

    def _statement(self) -> None:
        chance = self.chance
        speaker, surface = self._met(self._somebody())
        self.text.add(" ")
        cue = self.text.add(chance.choice(_CUES))
        self.text.add(" til ")
        to, _ = self._met(self._somebody())
        self.text.add(" at ")
        content = self.text.add(self._words())
        self.text.add(". ")
        per: tuple[str, ...] = ()
        if chance.random() < 0.3:
            self.text.add("Det melder ")
            per = (self._met(self.world.one(chance, self.world.bodies))[0],)
            self.text.add(". ")
        self.statements.append(
            Statement(
                f"s{len(self.statements) + 1}", Speaker(surface, speaker), cue, (content,), "indirect", (to,), per,
                chance.choice((None, *get_args(Channel))), chance.choice(get_args(Act)), (), False, None,
                round(chance.random(), 2),
            )
        )  # fmt: skip

    def _event(self) -> None:
        """What was done for the affair on this day, which others tell of, too; or something that nobody else has."""
        chance = self.chance
        when = (FIRST_DAY + timedelta(days=self.day)).isoformat()
        if not self.told_deed and chance.random() < 0.6:
            self.told_deed = True
            by, against = self.sides
            kind, does, things, where = self.affair.happens(self.day)
            modality: Modality = "actual"
        else:
            by, against = self._somebody(), chance.choice(self.sides)
            kind, does = (
                chance.choice(get_args(EventType)),
                chance.choice(("sendte", "stengte", "åpnet", "møtte")),
            )
            things, where = f"{chance.choice(self.things)} og {chance.choice(self.things)}", "der"
            modality = chance.choice(get_args(Modality))
        who, _ = self._met(by)
        self.text.add(" ")
        trigger = self.text.add(does)
        self.text.add(f" {things} {where} mot ")
        to, _ = self._met(against)
        self.text.add(". ")
        dated = when if chance.random() < 0.6 else None
        self.events.append(
            Event(
                f"e{len(self.events) + 1}", kind, trigger, None, ("diplomatic",), "100", (who,), (to,),
                modality=modality, when=dated, earliest=dated, latest=dated, confidence=round(chance.random(), 2),
            )
        )  # fmt: skip

    def _matter(self) -> None:
        """What the affair is about, told again; or something that this report alone has."""
        chance, affair = self.chance, self.affair
        common = not self.told_matter and chance.random() < 0.8
        self.told_matter |= common
        side = affair.sides[0] if common else chance.choice(self.sides)
        other = next(one for one in (*reversed(self.sides), side) if one is not side or one is self.sides[0])
        by, _ = self._met(side)
        self.text.add(" ")
        asks = affair.asks if common else "krever at"
        wants = f"{affair.wants} {affair.does}" if common else self._words()
        start = self.text.length
        self.text.add(f"{asks} {wants}")
        gist = "".join(self.text.pieces[-1:])
        evidence = Span(start, self.text.length, gist)
        self.text.add(" overfor ")
        to, _ = self._met(other)
        self.text.add(". ")
        if common:
            at = start + gist.rindex(affair.does)
            self.events.append(
                Event(
                    f"e{len(self.events) + 1}", affair.deed, Span(at, at + len(affair.does), affair.does),
                    actor=(by if affair.kind in ("promise", "warning", "offer") else to,), modality="future",
                )
            )  # fmt: skip
        kind = affair.kind if common else chance.choice(get_args(MatterKind))
        self.matters.append(
            Matter(
                f"m{len(self.matters) + 1}", kind, (by,), (to,), (), gist, None, None, "open", evidence=(evidence,),
                statements=(self.statements[-1].id,), moves=(Move("raise", evidence),),
            )
        )  # fmt: skip

    def _exchange(self, channel: Channel) -> None:
        """The talk of the day, as one of the sides tells of it."""
        one, _ = self._met(self.affair.voices[0])
        words = self.text.add({"call": " ringte ", "meeting": " møtte ", "letter": " skrev til "}[channel])
        anchor = Span(words.start + 1, words.end - 1, words.text.strip())
        other, _ = self._met(self.affair.voices[1])
        self.text.add(". ")
        said = self.statements[-1]
        per = self.chance.choice((one, other, None))
        self.exchanges.append(
            Exchange(
                "x1", channel, (one, other), (FIRST_DAY + timedelta(days=self.day)).isoformat(), (anchor,),
                (Account(per, (said.id,), said.content),),
            )
        )  # fmt: skip

    def _division(self) -> None:
        within, _ = self._met(self.world.one(self.chance, self.world.bodies))
        self.text.add(" er ")
        evidence = self.text.add(f"uenig med seg selv om {self.chance.choice(_NOUNS)}")
        self.text.add(". ")
        self.divisions.append(Division(within, None, (evidence,)))
