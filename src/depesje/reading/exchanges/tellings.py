"""Tellings: the words by which a report tells of an exchange, with the parties and the date that they give.

A telling is a verb of talking, meeting or calling that has happened, a noun that names an exchange or a document, two who
sat at a table, or what is said at a press conference, in an interview or a speech.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from depesje.edtf import Date
from depesje.language.exchangewords import ExchangeWords
from depesje.reading.cast import Member
from depesje.reading.exchanges import naming
from depesje.reading.exchanges.ground import Ground, meets, sides
from depesje.reading.phrases import subject

Sort = Literal["call", "talk", "meeting", "letter", "press-conference", "interview", "speech"]
_NOT_HELD = frozenset({"future", "negated", "demanded", "conditional"})
STAGES: frozenset[str] = frozenset({"press-conference", "interview", "speech"})


@dataclass(slots=True)
class Telling:
    """Words at token ``at`` (to ``last``, exclusive) that tell of an exchange of this sort.

    ``definite`` says that they speak of one that is known already, ``statement`` is the number of the one made there,
    ``past`` that the words themselves put it into the past, ``void`` that it has not been held, ``loose`` that it
    speaks of what was told right before if of anything, ``mute`` that no words of its own name the exchange.
    """

    sort: Sort
    at: int
    last: int
    parties: list[Member] = field(default_factory=list)
    when: Date | None = None
    definite: bool = False
    statement: int | None = None
    past: bool = False
    void: bool = False
    loose: bool = False
    mute: bool = False

    @property
    def sides(self) -> frozenset[str]:
        """The sides of those who take part."""
        return sides(self.parties)


def mark(ground: Ground) -> None:
    """Makes those who talk, meet or call actors of the report, also where they are heard of nowhere else."""
    if ground.forms is None:
        return
    for telling in _words(ground, ground.forms):
        if telling.sort != "letter" and ground.parse.pos[telling.at] in {"VERB", "AUX"}:
            for member in telling.parties:
                member.acts = member.acts or member.kind == "person"


def find(ground: Ground) -> list[Telling]:
    """The tellings of a report in order; none where its language has no words for them."""
    if ground.forms is None:
        return []
    out = [*_words(ground, ground.forms), *_staged(ground), *_told_to(ground)]
    out.sort(key=lambda t: t.at)
    return out


def _words(ground: Ground, forms: ExchangeWords) -> Iterator[Telling]:
    parse, verbs = ground.parse, forms.verbs
    parties_of = {o.at: o.parties for o in ground.settings.occasions}
    written = not forms.words.written.isdisjoint(parse.lower) or any(
        forms.nouns[word] == "letter" for word in forms.nouns.keys() & parse.forms()
    )
    for i, word in enumerate(parse.lower):
        if word not in forms.telling and "-" not in word:
            continue
        noun = forms.nouns.get(word) or _compound(forms, word)
        found: Telling | None = None
        if ground.quoted(i):
            continue
        if noun is not None and parse.pos[i] in {"NOUN", "PROPN"}:
            found = naming.document(ground, i, noun, written) if noun in _PAPERS else _noun(ground, i, noun)
        elif word in verbs.talking or word in verbs.meeting or word in verbs.calling:
            found = _verb(ground, forms, i, parties_of.get(i, []))
        elif word in verbs.sitting:
            found = _sat(ground, forms, i)
        elif written and word in verbs.answering:
            found = naming.answered(ground, i)
        if found is not None:
            yield found


_PAPERS = frozenset({"letter", "reply"})


def _compound(forms: ExchangeWords, word: str) -> str | None:
    """What "Nato-svaret" or "Biden-samtalen" names by its last part."""
    if "-" not in word:
        return None
    return forms.nouns.get(word.rsplit("-", 1)[1])


def _noun(ground: Ground, i: int, noun: str) -> Telling | None:
    """An exchange that a noun names: "samtalen", "Putins telefon til Biden", "møtet mellom …"."""
    parse = ground.parse
    event = ground.consulted.get(i)
    void = naming.called_off(ground, i) or event is not None and event.modality != "actual"
    definite = naming.definite(ground, i)
    parties = naming.around(ground, i)
    plural = parse.has(i, "Number=Plur")
    sort: Sort = "call" if noun == "call" or noun == "talk" and naming.phoned(ground, i) else "meeting"
    if noun == "talk" and sort == "meeting" and not plural:
        sort = "talk"
    if not meets(parties) and (plural or not definite) and not naming.spent(ground, i):
        return None  # "Talks", of whomever: what may be agreed on, not what has been held.
    known = definite or not parties
    return Telling(sort, i, i + 1, parties, naming.date(ground, i), known, void=void, loose=not definite)


def _verb(ground: Ground, forms: ExchangeWords, i: int, known: list[Member]) -> Telling | None:
    """Two who talk, meet or call: "snakket i telefon", "møttes", "ringte"."""
    parse, word = ground.parse, ground.parse.lower[i]
    event = ground.consulted.get(i)
    again = naming.again(ground, forms, i)
    void = not again and (naming.to_come(ground, i) or event is not None and event.modality in _NOT_HELD)
    parties = [m for m in known if ground.takes_part(m)]
    if not meets(parties):
        parties = naming.of_verb(ground, i)
    if not meets(parties) and event is not None and naming.together(ground, i):
        parties = ground.of_event(event)
    if not meets(parties):
        parties = naming.split(ground, subject(parse, i)) or parties
    if not meets(parties) and not (again and parties):
        return None
    if word in forms.verbs.calling and not all(m.kind in {"person", "unnamed"} for m in parties):
        return None  # "Called the reply an insult."
    sort: Sort = "meeting"
    if word in forms.verbs.calling or word in forms.verbs.talking and naming.by_phone(ground, forms, i):
        sort = "call"
    elif word in forms.verbs.talking:
        sort = "talk"
    if again:
        before = _agreed_before(ground, i, parties)
        at = i if before is None else before
        return Telling(sort, at, at + 1, parties, past=True)
    return Telling(sort, i, i + 1, parties, naming.date(ground, i), void=void)


def _agreed_before(ground: Ground, i: int, parties: list[Member]) -> int | None:
    """Where those who are to meet again agreed before: "I Paris ble de enige om …"."""
    near = [k for k, e in ground.consulted.items() if e.type == "AGREE" and 0 < i - k < 60]
    return max(near, default=None)


def _sat(ground: Ground, forms: ExchangeWords, i: int) -> Telling | None:
    """One who sat at a table with somebody, or at somebody's: "satt i fem timer ved bordet i Kreml"."""
    parse = ground.parse
    a, b = parse.sentences[parse.sent[i]]
    if not any(parse.lower[k] in forms.words.table for k in range(a, b)):
        return None
    parties = ground.named(subject(parse, i))
    for k in range(i, b):
        member = ground.cast.of.get(k)
        if member is not None and ground.takes_part(member) and member not in parties:
            parties.append(member)
    return Telling("meeting", i, i + 1, parties, naming.date(ground, i)) if meets(parties) else None


def _staged(ground: Ground) -> Iterator[Telling]:
    """What was said at a press conference, in an interview or a speech."""
    at_of = {o.at: o for o in ground.settings.occasions if o.channel in STAGES}
    for n, (draft, statement) in enumerate(zip(ground.drafts, ground.statements, strict=True)):
        channel = statement.channel
        if channel not in STAGES or statement.speaker.actor is None:
            continue
        member = ground.members.get(statement.speaker.actor)
        if member is None:
            continue
        anchor = draft.cue[0] if draft.cue else draft.anchor
        near = [at for at in at_of if ground.parse.sent[at] == ground.parse.sent[anchor]]
        at = min(near, key=lambda k: abs(k - anchor), default=None)
        parties = [member]
        if at is not None:
            parties += [m for m in (*naming.partners(ground, at), *at_of[at].listeners) if m not in parties]
        when = ground.when(anchor)
        place = anchor if at is None else at
        yield Telling(
            channel,  # type: ignore[arg-type]
            place,
            place + 1,
            [m for m in parties if ground.takes_part(m) or channel == "interview"],
            when,
            definite=at is None or ground.parse.has(place, "Definite=Def"),
            statement=n,
            mute=at is None,
        )


def _told_to(ground: Ground) -> Iterator[Telling]:
    """One who said something to another party's face: "hadde Zelenskyj sagt til ham i Kyiv"."""
    for n, (draft, statement) in enumerate(zip(ground.drafts, ground.statements, strict=True)):
        speaker = ground.members.get(statement.speaker.actor or "")
        if draft.cue is None or draft.heading or statement.channel is not None or speaker is None:
            continue
        if speaker.kind != "person" or ground.quoted(draft.cue[0]):
            continue
        for c in ground.parse.children(draft.cue[0], "obl"):
            if not set(ground.cases(c)) & ground.lexicon.setting.addressing:
                continue
            whom = [m for m in ground.named(c) if m.kind == "person" and m.code]
            if whom == [speaker] and n:  # "Zelenskyj said to him": to the one who spoke before.
                before = ground.members.get(ground.statements[n - 1].speaker.actor or "")
                whom = [before] if before is not None and before.kind == "person" else []
            if whom and speaker.code and len(sides([speaker, *whom])) > 1:
                at = draft.cue[0]
                yield Telling("talk", at, at + 1, [speaker, *whom], ground.when(at), statement=n)
