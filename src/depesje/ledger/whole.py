"""Records as a ledger holds them, whole: with their report, their words and who they are about, for what leaves the ledger.

The rows of the listings (``rows``) are for reading; these have what another program needs to follow a record back to its
words.
"""

from __future__ import annotations

from dataclasses import dataclass

from depesje.records import (
    Act,
    ActorKind,
    Aside,
    Channel,
    EventType,
    Form,
    Genre,
    MatterKind,
    Modality,
    Review,
    Status,
    Versions,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReport:
    """A report by its current text: where it is from, and when the ledger got it.

    ``text`` and ``asides``, what stood beside it, only where they are asked for.

    ``number`` is the ledger's own, for formats that want one.
    """

    id: str
    number: int
    revision: int
    sha256: str
    title: str | None
    language: str | None
    published: str | None
    modified: str | None
    date_evidence: str | None
    publisher: str | None
    agency: str | None
    url: str | None
    file: str | None
    genre: Genre
    versions: Versions | None
    recorded_at: str
    published_at: str | None = None
    authors: tuple[str, ...] = ()
    stub: bool = False
    text: str | None = None
    asides: tuple[Aside, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor that takes part in a record: by its permanent id and name, with role and code as in the record's report."""

    id: str
    name: str
    kind: ActorKind
    code: str | None
    role: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of a report, by their place in its text and with what stands before and after them."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What every record has: its report, the versions that read it, its place, and whether a person has looked at it.

    ``earliest`` and ``latest`` bound when it was (days, ISO 8601), by its own date or else by its report's.
    """

    id: str
    report: KeptReport
    read_by: Versions | None
    recorded_at: str
    earliest: str | None
    latest: str | None
    paragraph: int
    start: int
    end: int
    review: Review

    @property
    def words(self) -> tuple[Words, ...]:
        """The words that the record hangs on."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptStatement(Kept):
    """What somebody is reported to have said."""

    speaker: Party | None
    surface: Words | None
    cue: Words | None
    content: tuple[Words, ...]
    to: tuple[Party, ...]
    per: tuple[Party, ...]
    about: tuple[Party, ...]
    channel: Channel | None
    act: Act
    form: Form
    negated: bool
    when: str | None
    confidence: float

    @property
    def words(self) -> tuple[Words, ...]:
        """What was said."""
        return self.content


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptEvent(Kept):
    """What was done, or is to be; ``sentence`` is the report's sentence around the words that tell of it."""

    type: EventType
    mode: str | None
    context: tuple[str, ...]
    cameo: str | None
    modality: Modality
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    per: tuple[Party, ...]
    trigger: tuple[Words, ...]
    theme: Words | None
    count: int | None
    unit: str | None
    when: str | None
    where: str | None
    sentence: str
    condition_of: str | None
    statement: str | None
    confidence: float

    @property
    def words(self) -> tuple[Words, ...]:
        """The words that tell of it."""
        return self.trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMatter(Kept):
    """What lies on the table, and what became of it."""

    kind: MatterKind
    by: tuple[Party, ...]
    to: tuple[Party, ...]
    per: tuple[Party, ...]
    gist: str
    condition: str | None
    deadline: str | None
    status: Status
    contested: bool
    evidence: tuple[Words, ...]
    statements: tuple[str, ...]
    events: tuple[str, ...]

    @property
    def words(self) -> tuple[Words, ...]:
        """The words that raise it and those that answer it."""
        return self.evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDivision(Kept):
    """Disagreement inside a party."""

    within: Party
    about: Words | None
    evidence: tuple[Words, ...]

    @property
    def words(self) -> tuple[Words, ...]:
        """The words that tell of it."""
        return self.evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptActor:
    """One actor over all reports: ``first`` and ``last`` are the days of the reports that mention it."""

    id: str
    name: str
    kind: ActorKind
    code: str | None
    role: str | None
    wikidata: str | None
    surfaces: tuple[str, ...]
    reports: int
    first: str | None
    last: str | None
    review: Review
