"""What a ledger answers with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from depesje.records import (
    Act,
    ActorKind,
    Channel,
    EventType,
    Form,
    Genre,
    MatterKind,
    Modality,
    MoveKind,
    ReadBy,
    Review,
    Status,
)

Added = Literal["added", "revised", "unchanged"]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report as the ledger holds it now: where it is from, since when it is held, and how many records it has."""

    id: str
    title: str | None
    language: str | None
    published: str | None
    publisher: str | None
    agency: str | None
    url: str | None
    genre: Genre
    recorded_at: str
    statements: int
    events: int
    matters: int


@dataclass(frozen=True, slots=True)
class SaidRow:
    """One statement as the ledger holds it.

    ``speaker`` is the actor's name, ``surface`` the report's words for it; either may be missing. ``words``
    are the pieces of what was said. ``paragraph`` counts from 1; ``start`` and ``end`` are characters into
    the report's text.
    """

    id: str
    report: str
    title: str | None
    published: str | None
    when: str | None
    speaker: str | None
    speaker_id: str | None
    surface: str | None
    to: tuple[str, ...]
    per: tuple[str, ...]
    about: tuple[str, ...]
    channel: Channel | None
    act: Act
    form: Form
    negated: bool
    words: tuple[str, ...]
    paragraph: int
    start: int
    end: int
    confidence: float
    review: Review
    read_by: ReadBy = "rules"


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role in which reports show somebody: the first and the last date (EDTF) of those that do, and how many do."""

    role: str
    code: str | None
    first: str | None
    last: str | None
    reports: int


@dataclass(frozen=True, slots=True)
class WhoRow:
    """One actor over all reports. ``first`` and ``last`` are the dates (EDTF) of the reports that mention it.

    ``by``, ``to`` and ``about`` count statements; ``surfaces`` are the wordings that mention it, the
    commonest first. Actors that are one are one row: ``names`` are all that they are called by, ``ids`` theirs, the first
    the row's own. ``roles`` are those that reports give, the newest first; ``role`` is what a person gave, else the newest.
    """

    id: str
    name: str
    kind: ActorKind
    code: str | None
    role: str | None
    surfaces: tuple[str, ...]
    by: int
    to: int
    about: int
    reports: int
    first: str | None
    last: str | None
    review: Review
    names: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    roles: tuple[RoleRow, ...] = ()


@dataclass(frozen=True, slots=True)
class MentionRow:
    """One report's mention of an event, with what it says of it."""

    id: str
    report: str
    title: str | None
    published: str | None
    modality: Modality
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    per: tuple[str, ...]
    when: str | None
    where: str | None
    count: int | None
    words: str
    sentence: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event as the ledger holds it: the surest of its ``mentions``, and in what these differ (``differ``).

    ``words`` are those that carry it, ``sentence`` the report's sentence around them, ``theme`` what it moves, gives or
    concerns. ``earliest`` and ``latest`` are its first and last day where the report dates it; ``condition_of`` and
    ``statement`` are permanent ids.
    """

    id: str
    report: str
    title: str | None
    published: str | None
    type: EventType
    mode: str | None
    context: tuple[str, ...]
    cameo: str | None
    modality: Modality
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    per: tuple[str, ...]
    when: str | None
    earliest: str | None
    latest: str | None
    where: str | None
    words: str
    theme: str | None
    count: int | None
    unit: str | None
    sentence: str
    condition_of: str | None
    statement: str | None
    paragraph: int
    start: int
    end: int
    confidence: float
    review: Review
    read_by: ReadBy = "rules"
    mentions: tuple[MentionRow, ...] = ()
    differ: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One step in the course of a matter: what was done, when (EDTF), by whom, on whose word, and the report's words.

    ``record`` is the permanent id of the event, or of the matter as that report tells it, that has these words.
    """

    move: MoveKind
    when: str | None
    by: tuple[str, ...]
    per: tuple[str, ...]
    report: str
    title: str | None
    words: str
    paragraph: int
    start: int
    end: int
    record: str | None = None


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One demand, request, offer, promise or warning as the ledger holds it, in all the reports that tell of it.

    Where it was raised first says where it stands in a text. ``evidence`` are the words that raise and answer it there,
    ``statements`` and ``events`` the permanent ids of those that do, ``tellings`` those of the matter in each report.
    ``moves`` are its course, ``status`` is what came of it.
    """

    id: str
    report: str
    title: str | None
    published: str | None
    kind: MatterKind
    by: tuple[str, ...]
    to: tuple[str, ...]
    per: tuple[str, ...]
    gist: str
    condition: str | None
    deadline: str | None
    status: Status
    contested: bool
    evidence: tuple[str, ...]
    statements: tuple[str, ...]
    events: tuple[str, ...]
    paragraph: int
    start: int
    end: int
    review: Review
    read_by: ReadBy = "rules"
    overdue: bool = False
    reports: int = 1
    tellings: tuple[str, ...] = ()
    moves: tuple[MoveRow, ...] = ()


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """Disagreement inside a party, as the ledger holds it: what it is about and the words that tell of it."""

    id: str
    report: str
    title: str | None
    published: str | None
    within: str
    about: str | None
    evidence: tuple[str, ...]
    paragraph: int
    start: int
    end: int
    review: Review


@dataclass(frozen=True, slots=True)
class ExchangeRow:
    """One exchange over all reports that tell of it.

    ``reports`` are their ids, the oldest first, ``independent`` how many of them are no copies of one another, ``sources``
    whose accounts there are (None: a report's own).
    """

    id: str
    channel: Channel
    parties: tuple[str, ...]
    when: str | None
    reports: tuple[str, ...]
    independent: int
    sources: tuple[str | None, ...]
    review: Review


@dataclass(frozen=True, slots=True)
class AccountPart:
    """What one report gives of a source's account: the statements and their words; ``spans`` are characters of its text.

    ``only`` are those of the words that no other source has. ``language`` is the report's.
    """

    report: str
    title: str | None
    published: str | None
    statements: tuple[str, ...]
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    only: tuple[str, ...]
    language: str | None = None


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One source's account of an exchange, report by report; copies of a wire story are given once."""

    source: str | None
    source_id: str | None
    parts: tuple[AccountPart, ...]


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """Where two accounts contradict: by a denial, a negation, or numbers; with the sources and their words."""

    kind: Literal["denied", "negated", "numbers"]
    source: str | None
    words: str
    other: str | None
    other_words: str


@dataclass(frozen=True, slots=True)
class AccountsRow:
    """An exchange with its accounts side by side, and where they contradict."""

    exchange: ExchangeRow
    accounts: tuple[AccountRow, ...]
    differ: tuple[DifferenceRow, ...]


@dataclass(frozen=True, slots=True)
class SearchRow:
    """A place where words were found: a statement (then ``statement`` is given) or a report's title or text.

    ``marks`` are the stretches of ``snippet`` (start, end) that were looked for.
    """

    kind: Literal["statement", "report"]
    report: str
    title: str | None
    published: str | None
    snippet: str
    marks: tuple[tuple[int, int], ...]
    statement: SaidRow | None


@dataclass(frozen=True, slots=True)
class OrphanRow:
    """A record that a person has settled and that no text bears any more, with the words that it stood on.

    ``what`` is its act, type or kind. ``who``, ``why`` and ``settled`` tell of the last correction that is known of it,
    ``went`` when a text or reading came that does not have the words. ``record`` is all that it said.
    """

    id: str
    report: str
    title: str | None
    published: str | None
    what: str
    words: tuple[str, ...]
    review: Review
    who: str | None
    why: str | None
    settled: str | None
    went: str
    record: SaidRow | EventRow | MatterRow | DivisionRow


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a ledger holds: reports, all their texts, and the records that now count."""

    reports: int
    revisions: int
    statements: int
    actors: int
    events: int = 0
    matters: int = 0
    divisions: int = 0
    exchanges: int = 0
