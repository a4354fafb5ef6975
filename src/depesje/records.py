"""The nouns of a diplomatic report as plain typed records.

Every record is frozen. Offsets count Unicode characters (Python ``str`` indices) into ``Report.text``; a span's ``text``
is always ``report.text[start:end]``. Dates are EDTF strings (ISO 8601-2), countries ISO 3166-1 alpha-3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["nb", "nn", "en"]
Genre = Literal["news", "wire", "readout", "interview", "opinion", "live-blog", "document"]
ReservedIn = Literal["meta", "header", "well-known", "robots.txt", "given"]
AsideKind = Literal["heading", "caption", "fact-box", "teaser", "pull-quote", "note"]
DateEvidence = Literal["given", "text", "markup", "feed", "guess"]
ActorKind = Literal[
    "person",
    "state",
    "government",
    "body",
    "alliance",
    "armed-group",
    "company",
    "media",
    "people",
    "unnamed",
]
Form = Literal["direct", "indirect", "mixed"]
Channel = Literal[
    "call", "meeting", "press-conference", "interview", "letter", "statement", "speech", "social-media"
]
Act = Literal[
    "assert", "demand", "request", "promise", "warn", "reject", "agree",
    "offer", "accuse", "deny", "praise", "express", "ask",
]  # fmt: skip


ReadBy = Literal["rules", "assist", "both", "person"]
"""What found a record: our rules, an assistant that was asked beside them (docs/assist.md), each by itself, or a person."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a report's text: ``start`` inclusive, ``end`` exclusive, both in characters."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Reservation:
    """That rights in a report are reserved against text and data mining: where that is said, in which term, and where the
    policy for licences stands.
    """

    said_in: ReservedIn
    term: str
    policy: str | None = None

    def shown(self) -> str:
        """In words, for people."""
        return f"{self.said_in} {self.term}" + (f", policy {self.policy}" if self.policy else "")


@dataclass(frozen=True, slots=True)
class Aside:
    """Words that stood beside a report's running text and are not read: a caption, a fact box, a link to another story.

    ``at`` is the character of ``Report.text`` before which it stood.
    """

    kind: AsideKind
    text: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """One published text with what is known about its origin. ``id`` is its identity (see docs/identity.md).

    ``published_at`` is the moment of publication where it is known, as ISO 8601 with its offset from UTC; ``published`` is
    its day there. ``authors`` are as the byline names them, ``agency`` whom it or a credit gives beside or in place of them.
    ``stub`` says that only the beginning is here, as of a page behind a paywall. ``file`` is the name of the file that it
    came in, without folders.
    """

    id: str
    text: str
    title: str | None = None
    language: Language | None = None
    published: str | None = None
    modified: str | None = None
    date_evidence: DateEvidence | None = None
    publisher: str | None = None
    agency: str | None = None
    url: str | None = None
    genre: Genre = "news"
    charset_guessed: bool = False
    reserved: Reservation | None = None
    file: str | None = None
    published_at: str | None = None
    authors: tuple[str, ...] = ()
    stub: bool = False
    asides: tuple[Aside, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """One who speaks or acts, or is spoken or acted to. ``code`` is an ISO 3166-1 alpha-3 code or a body's short name."""

    id: str
    name: str
    kind: ActorKind
    code: str | None = None
    role: str | None = None
    wikidata: str | None = None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is said to speak: the words that name them (None where only implied) and the actor's id where it can be told."""

    span: Span | None
    actor: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """An utterance that the report attributes to somebody. ``to``, ``per`` and ``about`` hold actor ids."""

    id: str
    speaker: Speaker
    cue: Span | None
    content: tuple[Span, ...]
    form: Form
    to: tuple[str, ...] = ()
    per: tuple[str, ...] = ()
    channel: Channel | None = None
    act: Act = "assert"
    about: tuple[str, ...] = ()
    negated: bool = False
    when: str | None = None
    confidence: float = 0.0
    read_by: ReadBy = "rules"


EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Modality = Literal["actual", "future", "conditional", "negated", "demanded", "possible"]
MatterKind = Literal["demand", "request", "offer", "promise", "warning"]
Review = Literal["unread", "confirmed", "edited", "rejected"]
Status = Literal["open", "accepted", "rejected", "answered", "kept", "broken", "withdrawn"]
MoveKind = Literal["raise", "repeat", "answer", "accept", "reject", "keep", "break", "withdraw", "deny"]


@dataclass(frozen=True, slots=True)
class Theme:
    """What an event moves, gives or concerns, and how many: "Fire danske F-16-fly"."""

    start: int
    end: int
    text: str
    count: int | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What one actor did to, with or about another. ``type`` is PLOVER's category, ``cameo`` the CAMEO code beside it.

    ``when`` is EDTF, ``earliest`` and ``latest`` its first and last day (ISO 8601); ``condition_of`` is the id of the
    event that this one is the condition of, ``statement`` that of the statement whose speech act it is.
    """

    id: str
    type: EventType
    trigger: Span
    mode: str | None = None
    context: tuple[str, ...] = ()
    cameo: str | None = None
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    theme: Theme | None = None
    modality: Modality = "actual"
    condition_of: str | None = None
    when: str | None = None
    earliest: str | None = None
    latest: str | None = None
    where: str | None = None
    per: tuple[str, ...] = ()
    statement: str | None = None
    confidence: float = 0.0
    read_by: ReadBy = "rules"


@dataclass(frozen=True, slots=True)
class Move:
    """One step in a matter's course as the report tells it: its words, who takes it (actor ids) and when (EDTF)."""

    kind: MoveKind
    span: Span
    by: tuple[str, ...] = ()
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """A demand, request, offer, promise or warning on the table after this report, and what became of it.

    ``moves`` are its steps in the order of the text: what raises it, then what answers it.
    """

    id: str
    kind: MatterKind
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    per: tuple[str, ...] = ()
    gist: str = ""
    condition: str | None = None
    deadline: str | None = None
    status: Status = "open"
    contested: bool = False
    evidence: tuple[Span, ...] = ()
    statements: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()
    read_by: ReadBy = "rules"


@dataclass(frozen=True, slots=True)
class Division:
    """Disagreement inside a party (``within``, an actor's id), what it is about and the words that tell of it."""

    within: str
    about: Span | None
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """What one source tells of an exchange: ``per`` is its actor id, None for the report itself.

    ``statements`` are the ids of the statements that make it, ``contents`` their words.
    """

    per: str | None
    statements: tuple[str, ...] = ()
    contents: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Exchange:
    """A call, meeting, letter, press conference, interview or speech of which the report tells, with its accounts.

    ``parties`` holds actor ids, ``when`` is EDTF; ``anchors`` are the words that name it.
    """

    id: str
    channel: Channel
    parties: tuple[str, ...] = ()
    when: str | None = None
    anchors: tuple[Span, ...] = ()
    accounts: tuple[Account, ...] = ()


@dataclass(frozen=True, slots=True)
class Versions:
    """What read a record: the reader's, the lexicons' and the pipeline's versions."""

    reader: str
    lexicon: str
    pipeline: str


@dataclass(frozen=True, slots=True)
class Record:
    """All that one report says, as ``depesje.read`` returns it."""

    report: Report
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    versions: Versions | None = None
    events: tuple[Event, ...] = ()
    matters: tuple[Matter, ...] = ()
    divisions: tuple[Division, ...] = ()
    exchanges: tuple[Exchange, ...] = ()

    def actor(self, actor_id: str) -> Actor:
        """The actor with this id; raises ``KeyError`` where there is none."""
        for actor in self.actors:
            if actor.id == actor_id:
                return actor
        raise KeyError(actor_id)
