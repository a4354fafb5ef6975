"""Who said what: how statements are asked for and answered with."""

from __future__ import annotations

from sqlalchemy import ColumnElement, FromClause, and_, or_

from depesje.ledger import ids
from depesje.ledger.conditions import Terms
from depesje.ledger.kinds import STATEMENT
from depesje.ledger.listing import Asking, Conditions, Fetched, Listing, numbered, placed
from depesje.ledger.rows import SaidRow
from depesje.ledger.schema import statement_actors
from depesje.questions import StatementQuestion
from depesje.records import Act, Channel


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


def _spoken(terms: Terms[StatementQuestion], versions: FromClause, each: bool) -> Conditions:
    question = terms.question
    if question.by is not None:
        yield _by(terms, versions, question.by)
    if question.party is not None:
        to = terms.party(versions, statement_actors, question.party, ("to",), each=each)
        yield or_(_by(terms, versions, question.party), to)


def _by(terms: Terms[StatementQuestion], versions: FromClause, name: str) -> ColumnElement[bool]:
    v = versions.c
    # Where the reader could not tell who speaks, the words for the speaker are all there is.
    unknown = and_(v.speaker.is_(None), v.speaker_form.in_(terms.worded(name)))
    return or_(v.speaker.in_(terms.called(name)), unknown)


STATEMENTS: Listing[StatementQuestion, SaidRow] = Listing(
    Asking(
        STATEMENT,
        sides={"to": ("to",), "about": ("about",), "per": ("per",)},
        values={"channel": (Channel, "channel"), "act": (Act, "act")},
        more=_spoken,
    ),
    _answers,
)
