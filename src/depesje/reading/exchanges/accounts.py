"""Accounts: what each source tells of an exchange.

A statement belongs to an exchange where it was made in it, where its words name it, or where one of its parties' sides
says it while the report goes on about that exchange. The source of what somebody is said to have said in it is who vouches
for that; of everything else it is the speaker.
"""

from __future__ import annotations

from collections.abc import Sequence

from depesje.reading.cast import Member
from depesje.reading.exchanges.belonging import belonging, plural
from depesje.reading.exchanges.gathering import Contact
from depesje.reading.exchanges.ground import Ground, side
from depesje.reading.phrases import subject
from depesje.records import Account, Span, Statement

_FACE = frozenset({"call", "talk", "meeting"})


def of(ground: Ground, contacts: Sequence[Contact]) -> list[tuple[Account, ...]]:
    """The accounts of each exchange, by source, in the order in which they are first heard."""
    belongs = belonging(ground, contacts)
    out = []
    for n, contact in enumerate(contacts):
        told: dict[str | None, list[Statement]] = {}
        for k in sorted(belongs[n]):
            told.setdefault(_source(ground, contact, k), []).append(ground.statements[k])
        out.append(tuple(_account(per, statements) for per, statements in told.items()))
    return out


def _account(per: str | None, statements: Sequence[Statement]) -> Account:
    spans: list[Span] = [span for s in statements for span in s.content]
    return Account(per, tuple(s.id for s in statements), tuple(dict.fromkeys(spans)))


def _source(ground: Ground, contact: Contact, k: int) -> str | None:
    """Whose account a statement is: an actor's id, or None where it is the report's own."""
    statement = ground.statements[k]
    speaker = ground.members.get(statement.speaker.actor or "")
    readout = ground.settings.readout
    if readout is not None and readout.first <= ground.drafts[k].anchor < readout.last:
        return ground.ids.get(id(readout.issuer))
    within = speaker is None or speaker in contact.parties or plural(speaker)
    if statement.per and contact.sort in _FACE:
        named = [p for p in statement.per if (m := ground.members.get(p)) is not None and m.kind != "media"]
        if named and (within or speaker is not None and side(speaker) in contact.sides):
            return named[0]
        if within:
            return statement.per[0]
    if contact.sort in _FACE and within and (issuer := _document(ground, k)) is not None:
        return ground.ids[id(issuer)]
    if speaker is None or plural(speaker) and speaker not in contact.parties:
        return statement.per[0] if statement.per else None
    return statement.speaker.actor


def _document(ground: Ground, k: int) -> Member | None:
    """Who issued the document that the sentence before names, where this one tells what it says: "Der heter det at …"."""
    parse, forms = ground.parse, ground.forms
    i = ground.drafts[k].anchor
    a, _ = parse.sentences[parse.sent[i]]
    if (
        forms is None
        or not parse.sent[i]
        or not any(ground.phrase_at(j, forms.words.says) for j in range(a, i + 1))
    ):
        return None
    for j in range(*parse.sentences[parse.sent[i] - 1]):
        if ground.lexicon.channel(parse.lower[j]) != "statement":
            continue
        for c in parse.children(j, "nmod", "obl"):
            cases = ground.cases(c)
            if (not cases or cases[0] in ground.lexicon.setting.origin) and ground.named(c):
                return ground.named(c)[0]
        verb = ground.verb_above(j)
        who = ground.named(subject(parse, verb)) if verb is not None and parse.rel[j] != "nsubj" else []
        if who:
            return who[0]
    return None
