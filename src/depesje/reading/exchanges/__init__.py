"""Exchanges of a report and their accounts: who called, met or wrote to whom, and what each source tells of it."""

from __future__ import annotations

from depesje.reading.exchanges import accounts, gathering, tellings
from depesje.reading.exchanges.gathering import Contact
from depesje.reading.exchanges.ground import Ground
from depesje.reading.exchanges.tellings import mark
from depesje.records import Account, Exchange, Report, Span

_LEAST = 2

__all__ = ["Ground", "find", "mark"]


def find(ground: Ground, report: Report) -> tuple[Exchange, ...]:
    """The exchanges of which a report tells, in the order of its words; none where its language has no words for them."""
    found = tellings.find(ground)
    if not found:
        return ()
    contacts = gathering.gather(ground, found)
    told = accounts.of(ground, contacts)
    held = [(contact, its) for contact, its in zip(contacts, told, strict=True) if _counts(contact, its)]
    return tuple(
        Exchange(
            id=f"x{n}",
            channel=contact.channel,
            parties=_parties(ground, contact),
            when=_when(ground, contact, its, report),
            anchors=_anchors(ground, contact),
            accounts=its,
        )
        for n, (contact, its) in enumerate(held, 1)
    )


def _counts(contact: Contact, told: tuple[Account, ...]) -> bool:
    """Whether an exchange has been held and is worth a line: of an interview or speech more than a single remark is told."""
    remarks = sum(len(account.statements) for account in told)
    return not contact.void and (contact.sort not in {"interview", "speech"} or remarks >= _LEAST)


def _parties(ground: Ground, contact: Contact) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ground.ids[id(m)] for m in contact.parties if id(m) in ground.ids))


def _when(ground: Ground, contact: Contact, told: tuple[Account, ...], report: Report) -> str | None:
    """The date told, else that of the first statement made in it; a readout's is its own."""
    if contact.when is not None:
        return contact.when.edtf
    readout = ground.settings.readout
    if readout is not None and readout.first <= min(contact.places)[0] < readout.last:
        return report.published
    if contact.sort == "letter":
        return None  # Those who comment on it do so later.
    dated = {s.id: s.when for s in ground.statements}
    return next((when for one in told for s in one.statements if (when := dated[s]) is not None), None)


def _anchors(ground: Ground, contact: Contact) -> tuple[Span, ...]:
    parse = ground.parse
    spans = []
    for first, last in sorted(set(contact.places)):
        start, end = parse.start[first], parse.end[last - 1]
        spans.append(Span(start, end, parse.text[start:end]))
    return tuple(spans)
