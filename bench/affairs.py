"""The affairs that reports of an invented world are about: who wants what of whom, from when on, and what is done for it.

An affair is told of in many reports. So what holds across reports is there to be found: the same demand again, the event of
one day in several papers, one call and two accounts of it, the deed that a promise was waiting for.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from depesje.records import Channel, EventType, MatterKind

if TYPE_CHECKING:
    from bench.generating import Somebody, World

EACH_DAY = 2  # affairs that begin
LONGEST = 40  # days
_KINDS: tuple[tuple[MatterKind, str], ...] = (
    ("demand", "krever at"), ("request", "ber om at"), ("promise", "lover at"), ("warning", "advarer om at"),
    ("offer", "tilbyr at"),
)  # fmt: skip
_DEEDS: tuple[tuple[EventType, str], ...] = (
    ("RETREAT", "trakk tilbake"), ("MOBILIZE", "sendte"), ("SANCTION", "innførte straffetiltak mot"), ("AID", "ga"),
    ("AGREE", "undertegnet"), ("REJECT", "avviste"), ("COERCE", "stengte"), ("ACCUSE", "klandret"),
)  # fmt: skip
_CHANNELS: tuple[Channel, ...] = ("call", "meeting", "letter")
_PLACES = "ved grensen|i sundet|i hovedstaden|ved neset|på øya|i fjorden|langs veien|ved brua".split("|")


@dataclass(frozen=True, slots=True)
class Affair:
    """One affair: its two sides and who speaks for each, what is wanted, and the deed that would be it."""

    sides: tuple[Somebody, Somebody]
    voices: tuple[Somebody, Somebody]
    kind: MatterKind
    asks: str
    wants: str
    deed: EventType
    does: str
    things: tuple[str, ...]
    begins: int
    lasts: int

    def happens(self, day: int) -> tuple[EventType, str, str, str]:
        """What is done on a day, with what, and where: the same for all who tell of it."""
        chance = random.Random(f"{self.begins} {self.wants} {day}")
        deed = (self.deed, self.does) if chance.random() < 0.3 else chance.choice(_DEEDS)
        return (
            *deed,
            f"{chance.choice(self.things)} og {chance.choice(self.things)}",
            chance.choice(_PLACES),
        )

    def talks(self, day: int) -> Channel | None:
        """How the two sides talk on a day; None where they do not."""
        chance = random.Random(f"talk {self.begins} {self.wants} {day}")
        return chance.choice(_CHANNELS) if chance.random() < 0.2 else None


class Affairs:
    """The affairs of a world, each made when it is first asked for."""

    def __init__(self, world: World, seed: int) -> None:
        self._world, self._seed = world, seed
        self.on = lru_cache(maxsize=512)(self._on)
        self._made = lru_cache(maxsize=4096)(self._make)

    def one(self, chance: random.Random, day: int) -> Affair:
        """One that goes on on a day, the great ones likelier than the small."""
        there, weights = self.on(day)
        return chance.choices(there, cum_weights=weights)[0]

    def _on(self, day: int) -> tuple[list[Affair], list[float]]:
        numbers = range((day - LONGEST) * EACH_DAY, (day + 1) * EACH_DAY)
        there = [one for one in map(self._made, numbers) if one.begins <= day < one.begins + one.lasts]
        return there, list(accumulate(1 / (1 + rank(one)) for one in there))

    def _make(self, number: int) -> Affair:
        chance = random.Random(f"affair {self._seed} {number}")
        world = self._world
        one, other = world.one(chance, world.states), world.one(chance, world.states)
        things = tuple(world.thing(chance) for _ in range(4))
        deed, does = chance.choice(_DEEDS)
        kind, asks = chance.choice(_KINDS)
        wants = f"{things[0]} og {things[1]} {world.done(chance)}"
        voices = (world.voice(chance, one), world.voice(chance, other))
        begins, lasts = number // EACH_DAY, chance.randint(3, LONGEST)
        return Affair((one, other), voices, kind, asks, wants, deed, does, things, begins, lasts)


def rank(affair: Affair) -> int:
    """The place of an affair among those of its days, the greatest first."""
    return random.Random(affair.wants).randrange(60)
