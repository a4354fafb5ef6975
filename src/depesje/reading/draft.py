"""A statement in the making: token positions instead of records, before speakers are resolved to actors."""

from __future__ import annotations

from dataclasses import dataclass, field

from depesje.language.lexicon import Cue
from depesje.records import Form


@dataclass(slots=True)
class Draft:
    """One utterance found by a reading rule. ``anchor`` is a token near its cue, for order and surroundings.

    ``speaker`` is the head token of the speaker's noun phrase (None where only implied); ``content`` are character spans;
    ``frame`` says what carried the content (quote, clause, infinitive, object, addressee+infinitive, source, heading);
    ``rule`` names the rule, for confidence. ``implied`` is the speaker's head token where no words name the speaker;
    ``outer`` the direct quotation in which this utterance is told.
    """

    anchor: int
    content: list[tuple[int, int]]
    form: Form
    frame: str
    rule: str
    cue: tuple[int, int] | None = None
    entry: Cue | None = None
    speaker: int | None = None
    addressees: list[int] = field(default_factory=list)
    about: list[int] = field(default_factory=list)
    sources: list[int] = field(default_factory=list)
    negated: bool = False
    heading: bool = False
    implied: int | None = None
    outer: Draft | None = None

    @property
    def start(self) -> int:
        """The first character of the content."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """The character after the last of the content."""
        return self.content[-1][1]
