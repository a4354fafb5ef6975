"""Who said what: how statements are asked for and answered with."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, and_, or_

from depesje.ledger import ids
from depesje.ledger.clock import Known
from depesje.ledger.conditions import with_party
from depesje.ledger.kinds import STATEMENT
from depesje.ledger.listing import Conditions, Fetched, Listing, numbered, placed
from depesje.ledger.lookup import actors_called, worded
from depesje.ledger.names import fold
from depesje.ledger.numbers import listed
from depesje.ledger.rows import SaidRow
from depesje.ledger.schema import statement_actors, statement_versions
from depesje.questions import StatementQuestion
from depesje.records import Act, Channel

_sv = statement_versions.c


def _answers(fetched: Fetched) -> list[SaidRow]:
    words, names = fetched.words, fetched.names
    speakers, surfaces = fetched.named("speaker"), fetched.wordings("speaker_form")
    leaders = fetched.leaders("speaker")
    return [
        SaidRow(
            id=ids.statement_id(row.statement),
            **placed(row),
            when=row.when,
            speaker=speakers.get(row.speaker),
            speaker_id=numbered(ids.ACTOR, leaders.get(row.speaker)),
            surface=surfaces.get(row.speaker_form),
            to=tuple(names[row.key, "to"]),
            per=tuple(names[row.key, "per"]),
            about=tuple(names[row.key, "about"]),
            channel=row.channel,
            act=row.act,
            form=row.form,
            negated=row.negated,
            words=tuple(words[row.key, "content"]),
            confidence=row.confidence,
            read_by=row.read_by,
        )
        for row in fetched.rows
    ]


def _spoken(connection: Connection, question: StatementQuestion, known: Known) -> Conditions:
    if question.by is not None:
        yield _by(connection, question.by, known)
    if question.party is not None:
        to = with_party(connection, statement_versions, statement_actors, question.party, ("to",), known)
        yield or_(_by(connection, question.party, known), to)


def _by(connection: Connection, name: str, known: Known) -> ColumnElement[bool]:
    # Where the reader could not tell who speaks, the words for the speaker are all there is.
    unknown = and_(_sv.speaker.is_(None), _sv.speaker_form.in_(worded(fold(name))))
    return or_(_sv.speaker.in_(listed(actors_called(connection, name, known))), unknown)


STATEMENTS: Listing[StatementQuestion, SaidRow] = Listing(
    STATEMENT,
    _answers,
    sides={"to": ("to",), "about": ("about",), "per": ("per",)},
    values={"channel": (Channel, "channel"), "act": (Act, "act")},
    more=_spoken,
)
