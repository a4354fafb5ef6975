"""What a ledger can be asked: a frozen record for each listing, and what all of them share, once.

Names may be names, parts of them, wordings of the reports or codes (``RUS``: all who count under it); case and accents
do not count. Dates are EDTF and include what they name. A record is as old as its own date where it has one, else as
its report, and counts from the earliest day that it can be of.

There are two clocks. ``since``, ``until`` and ``on`` ask for the world's time; ``known`` asks for what the ledger held
at the end of that day (month, year, minute), names and titles included, whatever it has learnt since. A time of
``known`` without a zone is local.

``review`` asks for records by what a person has done with them, one word or several; ``confirmed`` is short for what a
person has confirmed or edited. Without either, all count but those that a person has rejected.

``dossier`` asks for what the reports in a dossier say, by its name or id.

``limit`` asks for so many of the answer, those that the listing puts foremost (of the timeline the newest), ``offset`` for
those that follow when so many are left out.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import KW_ONLY, dataclass
from typing import ClassVar

MOST_FOUND = 20  # places of each kind that a search gives unless more are asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What everything that a ledger holds can be asked for by: when it was held, and what a person has done with it."""

    known: str | None = None
    review: str | Collection[str] | None = None
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Asked):
    """What is asked of records that have a time."""

    since: str | None = None
    until: str | None = None
    on: str | None = None
    dossier: str | None = None
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TensionQuestion(Asked):
    """How tense each day was; ``pair`` are two parties, by code or name, between whom, in either direction."""

    pair: tuple[str, str] | None = None
    since: str | None = None
    until: str | None = None
    dossier: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SidedQuestion(Question):
    """What is asked of records with sides: by whom, to whom, by or to whom (``party``), on whose word."""

    by: str | None = None
    to: str | None = None
    party: str | None = None
    per: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementQuestion(SidedQuestion):
    """What is asked of the statements. ``on`` asks for what can have been said then."""

    about: str | None = None
    channel: str | None = None
    act: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventQuestion(SidedQuestion):
    """What is asked of the events. ``on`` asks for what can have been going on then."""

    type: str | None = None
    modality: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterQuestion(SidedQuestion):
    """What is asked of the matters. ``on`` asks for what had been raised by the end of that time, ``deadline`` for
    what is to be done by a day that is told.
    """

    kind: str | None = None
    status: str | None = None
    deadline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionQuestion(Question):
    """What is asked of the divisions. ``on`` is as for matters."""

    within: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeQuestion(Question):
    """What is asked of the exchanges. ``on`` asks for what can have been held then, ``per`` for whose account there is."""

    party: str | None = None
    per: str | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportQuestion(Question):
    """Which reports there are; ``since_held`` asks for those that the ledger got since then (UTC)."""

    publisher: str | None = None
    language: str | None = None
    since_held: str | None = None


@dataclass(frozen=True, slots=True)
class ActorQuestion(Asked):
    """Whom a name means; ``on`` asks for the roles of that time."""

    name: str
    _: KW_ONLY
    on: str | None = None
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class WordQuestion(Question):
    """Where words stand; ``"quoted words"`` must stand together. Asked by review, only statements are looked at."""

    words: str
    _: KW_ONLY
    limit: int | None = MOST_FOUND


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingQuestion:
    """Which reports are to be read again: those that other versions have read, or ``everything``; of a time, in a
    dossier, or named.
    """

    reports: Collection[str] | None = None
    everything: bool = False
    since: str | None = None
    until: str | None = None
    on: str | None = None
    dossier: str | None = None
    known: ClassVar[None] = None  # it is what the ledger holds now that is read
