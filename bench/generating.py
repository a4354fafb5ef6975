"""Makes plausible records for measuring: an invented world, the same for the same seed, as large as is asked for.

No text goes through the reader: each report is put together from sentences, and its record beside it. Few names stand in
many reports and many in few (Zipf's law), dates run over three years, and one report in fifty is a longer text of an
earlier one.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from typing import Any, get_args

from depesje.records import (
    Act,
    Actor,
    Channel,
    Division,
    Event,
    EventType,
    Matter,
    MatterKind,
    Modality,
    Record,
    Report,
    Span,
    Speaker,
    Statement,
    Status,
    Versions,
)

STATES, PERSONS, BODIES = 90, 40_000, 400
FIRST_DAY = date(2031, 1, 1)
DAYS = 1100
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
        self._weights = {n: _zipf(n) for n in (len(self.states), len(self.bodies), len(self.persons))}

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
    earlier = n - 7 if n % REVISED == REVISED - 1 else n
    chance = random.Random(f"{seed} {earlier}")
    made = _Making(world, chance)
    for _ in range(chance.randint(4, 9)):
        made.paragraph()
    if earlier != n:
        made.paragraph()  # a later text of that report: the same, and more
    day = FIRST_DAY + timedelta(days=int(chance.triangular(0, DAYS, DAYS)))
    report = Report(
        f"https://bench.example/{earlier}",
        "".join(made.text.pieces),
        title=made.title,
        language=chance.choice(("nb", "nb", "nn")),
        published=day.isoformat(),
        publisher=f"Avis {chance.randint(1, 40)}",
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
    )


class _Making:
    """A report in the making."""

    def __init__(self, world: World, chance: random.Random) -> None:
        self.world, self.chance, self.text = world, chance, _Text()
        self.cast: dict[Somebody, int] = {}
        self.mentions: dict[Somebody, list[Span]] = {}
        self.statements: list[Statement] = []
        self.events: list[Event] = []
        self.matters: list[Matter] = []
        self.divisions: list[Division] = []
        self.sides = [world.one(chance, world.states), world.one(chance, world.states)]
        self.title = f"{self.sides[0].name} og {self.sides[1].name}: {chance.choice(_NOUNS)}"
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
        self.text.add("\n\n")

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
        return f"{chance.choice(_NOUNS)} og {chance.choice(_NOUNS)} må {chance.choice(_VERBS)} {chance.choice(_WHEN)}"

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
        chance = self.chance
        who, _ = self._met(self._somebody())
        self.text.add(" ")
        trigger = self.text.add(chance.choice(("sendte", "stengte", "åpnet", "trakk", "møtte", "innførte")))
        self.text.add(f" {chance.choice(_NOUNS)} mot ")
        to, _ = self._met(chance.choice(self.sides))
        self.text.add(". ")
        self.events.append(
            Event(
                f"e{len(self.events) + 1}", chance.choice(get_args(EventType)), trigger, None, ("diplomatic",), "100",
                (who,), (to,), modality=chance.choice(get_args(Modality)), confidence=round(chance.random(), 2),
            )
        )  # fmt: skip

    def _matter(self) -> None:
        chance = self.chance
        by, _ = self._met(chance.choice(self.sides))
        self.text.add(" ")
        evidence = self.text.add(f"krever at {self._words()}")
        self.text.add(". ")
        statements = (self.statements[-1].id,)
        self.matters.append(
            Matter(
                f"m{len(self.matters) + 1}", chance.choice(get_args(MatterKind)), (by,), (), (), evidence.text, None,
                None, chance.choice(get_args(Status)), evidence=(evidence,), statements=statements,
            )
        )  # fmt: skip

    def _division(self) -> None:
        within, _ = self._met(self.world.one(self.chance, self.world.bodies))
        self.text.add(" er ")
        evidence = self.text.add(f"uenig med seg selv om {self.chance.choice(_NOUNS)}")
        self.text.add(". ")
        self.divisions.append(Division(within, None, (evidence,)))
